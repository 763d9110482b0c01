//! What this machine offers to keep tasks to themselves.

use std::fmt;
use std::io;
use std::path::Path;

use super::os::{self, ControlGroups, Method};
use super::{TaskLimits, TreeError};
use crate::platform;

/// What keeps tasks to themselves here, and what is missing and why: found out by trying it. Its text is one line for the
/// worker's log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Containment {
    /// What there is.
    pub offered: Vec<String>,
    /// What there is not, each with the reason.
    pub missing: Vec<String>,
}

impl Containment {
    /// Finds out how processes are kept track of, limited and counted; `groups` is what [`ControlGroups::set_up`] said.
    #[must_use]
    pub fn of_processes(groups: &io::Result<ControlGroups>, method: Method) -> Self {
        // As much as nothing ever reaches.
        let limits = TaskLimits { memory: Some(1 << 50), pids: Some(1 << 20) };
        let mut found = Self::default();
        if let (Err(error), true) = (groups, method == Method::default()) {
            found.missing.push(format!("control groups (version 2) with limits: {error}"));
        }
        match os::Group::new("containment", &limits, method) {
            Ok(group) => {
                found.offered.push(format!("complete kill ({})", group.method_name()));
                let unmet = group.unmet_limits();
                found.missing.extend(unmet.iter().map(ToString::to_string));
                let met = [
                    ("memory limit", unmet.iter().all(|limit| !limit.is_memory())),
                    ("process limit", unmet.iter().all(|limit| limit.is_memory())),
                ];
                found
                    .offered
                    .extend(met.iter().filter(|(_, is_met)| *is_met).map(|(what, _)| (*what).to_owned()));
                let usage = group.usage();
                let mut count = |what: &str, is_counted: bool| {
                    let list = if is_counted { &mut found.offered } else { &mut found.missing };
                    list.push(format!("{what} {}", if is_counted { "figures" } else { "is not counted" }));
                };
                count("memory", usage.memory.is_some());
                count("processor time", usage.user_time.is_some());
                group.remove();
            }
            Err((doing, source)) => {
                found.missing.push(TreeError { name: "containment".to_owned(), doing, source }.to_string());
            }
        }
        found
    }

    /// Finds out what of the machine can be hidden from tasks. `scratch` is a directory of the worker's, in which
    /// directories are made and removed.
    #[must_use]
    pub fn of_views(scratch: &Path) -> Self {
        match platform::missing_from_views(scratch) {
            Ok(missing) if missing.is_empty() => {
                let offered = ["private temporary files", "private IPC objects", "hidden processes"];
                Self { offered: offered.map(str::to_owned).to_vec(), missing: Vec::new() }
            }
            Ok(missing) => {
                Self { offered: Vec::new(), missing: missing.iter().map(ToString::to_string).collect() }
            }
            Err(error) => Self {
                offered: Vec::new(),
                missing: vec![format!(
                    "private views of the machine, which could not be tried in {}: {error}",
                    scratch.display()
                )],
            },
        }
    }

    /// What both say.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.offered.extend(other.offered);
        self.missing.extend(other.missing);
        self
    }
}

impl fmt::Display for Containment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.offered[..] {
            [] => f.write_str("nothing contains tasks here")?,
            offered => write!(f, "containment of tasks: {}", offered.join(", "))?,
        }
        match &self.missing[..] {
            [] => Ok(()),
            missing => write!(f, "; missing: {}", missing.join("; ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_and_is_not_stands_in_one_line() {
        let groups = ControlGroups::set_up_nothing();
        let found = Containment::of_processes(&groups, Method::default());
        assert!(found.offered[0].starts_with("complete kill ("), "{found:?}");
        let scratch = tempfile::tempdir().unwrap();
        let found = found.and(Containment::of_views(scratch.path()));
        println!("{found}");
        assert_eq!(found.to_string().lines().count(), 1);
        assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
        let nothing = Containment { offered: Vec::new(), missing: vec!["a: b".to_owned()] };
        assert_eq!(nothing.to_string(), "nothing contains tasks here; missing: a: b");
    }

    #[test]
    fn without_control_groups_nothing_is_said_to_be_limited() {
        let found = Containment::of_processes(&ControlGroups::set_up_nothing(), Method::Supervisor);
        assert!(!found.offered.iter().any(|offered| offered.contains("limit")), "{found}");
        assert!(found.missing.iter().any(|missing| missing.contains("memory is not limited")), "{found}");
    }
}
