//! What this machine offers to keep tasks to themselves.

use std::fmt;
use std::io;
use std::path::Path;

use super::os::{self, ControlGroups, Method};
use super::{TaskLimits, TreeError};
use crate::platform::{self, ViewParts};

/// What keeps tasks to themselves here, and what is missing and why: found out by trying it. Its text is one line for the
/// worker's log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Containment {
    /// What there is.
    pub offered: Vec<String>,
    /// What there is not, each with the reason.
    pub missing: Vec<String>,
    /// What the configuration does without.
    pub off: Vec<String>,
}

impl Containment {
    /// Finds out how processes are kept track of, limited and counted; `groups` is what [`ControlGroups::set_up`] said.
    #[must_use]
    pub fn of_processes(groups: &io::Result<ControlGroups>, method: Method) -> Self {
        // As much as nothing ever reaches.
        let limits = TaskLimits { memory: Some(1 << 50), pids: Some(1 << 20) };
        let mut found = Self::default();
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
                // Where nothing is missing in consequence, it is of no interest.
                match groups {
                    _ if method != Method::default() => found.off.push("control groups".to_owned()),
                    Err(error) if !found.missing.is_empty() => {
                        found.missing.push(format!("control groups (version 2) with limits: {error}"));
                    }
                    _ => {}
                }
            }
            Err((doing, source)) => {
                found.missing.push(TreeError { name: "containment".to_owned(), doing, source }.to_string());
            }
        }
        found
    }

    /// Finds out what of the machine can be hidden from tasks, as far as that is `wanted`. `scratch` is a directory of the
    /// worker's, in which directories are made and removed.
    #[must_use]
    pub fn of_views(scratch: &Path, wanted: ViewParts) -> Self {
        let mut found = Self::default();
        for (part, is_wanted, alone) in wanted.each() {
            if !is_wanted {
                found.off.push(part.to_owned());
                continue;
            }
            match platform::missing_from_views(scratch, alone) {
                Ok(missing) if missing.is_empty() => found.offered.push(part.to_owned()),
                Ok(missing) => found.missing.extend(missing.iter().map(ToString::to_string)),
                Err(error) => {
                    found.missing.push(format!("{part}, not tried in {}: {error}", scratch.display()));
                }
            }
        }
        found
    }

    /// What both say.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.offered.extend(other.offered);
        self.missing.extend(other.missing);
        self.off.extend(other.off);
        self
    }
}

impl fmt::Display for Containment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.offered[..] {
            [] => f.write_str("containment of tasks: none")?,
            offered => write!(f, "containment of tasks: {}", offered.join(", "))?,
        }
        if !self.missing.is_empty() {
            write!(f, "; missing: {}", self.missing.join("; "))?;
        }
        if !self.off.is_empty() {
            write!(f, "; turned off by the configuration: {}", self.off.join(", "))?;
        }
        Ok(())
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
        let found = found.and(Containment::of_views(
            scratch.path(),
            ViewParts { temporary_files: true, ipc: true, processes: true },
        ));
        println!("{found}");
        assert_eq!(found.to_string().lines().count(), 1);
        assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
        let nothing = Containment {
            missing: vec!["a: b".to_owned()],
            off: vec!["c".to_owned()],
            ..Containment::default()
        };
        assert_eq!(
            nothing.to_string(),
            "containment of tasks: none; missing: a: b; turned off by the configuration: c"
        );
        let found = Containment::of_views(scratch.path(), ViewParts::default());
        assert_eq!((found.offered.len(), found.off.len()), (0, 3));
    }

    #[test]
    fn without_control_groups_nothing_is_said_to_be_limited() {
        let found = Containment::of_processes(&ControlGroups::set_up_nothing(), Method::Supervisor);
        assert!(!found.offered.iter().any(|offered| offered.contains("limit")), "{found}");
        assert!(found.missing.iter().any(|missing| missing.contains("memory is not limited")), "{found}");
    }
}
