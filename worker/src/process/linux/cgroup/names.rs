//! What this program's control groups are called.
//!
//! The name says which process made a group: number and start time together are unique as long as the machine runs. So a later
//! worker knows which groups nobody cares for any more.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::super::procfs::Stat;

/// What the names of this program's groups begin with.
const PREFIX: &str = "generic-worker.";

/// A group that a worker moved itself to.
const WORKER: &str = "worker";

/// The name of a group of this process.
pub(super) fn own(name: &str) -> String {
    let pid = std::process::id();
    let start_time = Stat::of(pid as i32).map_or(0, |stat| stat.start_time);
    format!("{PREFIX}{pid}.{start_time}.{name}")
}

/// The name of the group that this process moves itself to.
pub(super) fn own_worker() -> String {
    own(WORKER)
}

/// Whether a worker moved itself, and what it starts for itself, to the group `path`.
pub(super) fn is_workers(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    owner_is_alive(name).is_some() && name.split('.').next_back() == Some(WORKER)
}

/// Makes a group named after this process and `name`.
pub(super) fn create(parent: &Path, name: &str) -> io::Result<PathBuf> {
    const MOST_NAMES: usize = 10_000;
    let name: String =
        name.chars().take(80).map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = own(&name);
    for number in 0..MOST_NAMES {
        let path = parent.join(format!("{name}.{number}"));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether a group of this name is one of ours, and whether its worker still runs.
fn owner_is_alive(name: &str) -> Option<bool> {
    let mut parts = name.strip_prefix(PREFIX)?.split('.');
    let pid: i32 = parts.next()?.parse().ok()?;
    let start_time: u64 = parts.next()?.parse().ok()?;
    Some(Stat::of(pid).is_some_and(|stat| stat.start_time == start_time && !stat.is_dead()))
}

fn path_owner_is_alive(path: &Path) -> Option<bool> {
    path.file_name()?.to_str().and_then(owner_is_alive)
}

/// Whether `group`, a path in the hierarchy, is part of one of ours whose worker still runs.
pub(in crate::process::os) fn is_in_use(group: &Path) -> bool {
    group.ancestors().any(|path| path_owner_is_alive(path) == Some(true))
}

/// Whether `path` is a group of ours whose worker no longer runs.
pub(super) fn is_stale(path: &Path) -> bool {
    path_owner_is_alive(path) == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_living_workers_are_not_stale() {
        let pid = std::process::id();
        let start_time = Stat::of(pid as i32).unwrap().start_time;
        assert_eq!(owner_is_alive(&format!("generic-worker.{pid}.{start_time}.task.0")), Some(true));
        assert_eq!(owner_is_alive(&format!("generic-worker.{pid}.{}.task.0", start_time + 1)), Some(false));
        assert_eq!(owner_is_alive(&format!("generic-worker.{}.5.task.0", i32::MAX)), Some(false));
        for other in ["generic-worker.service", "generic-worker.", "system.slice", "generic-worker.5"] {
            assert_eq!(owner_is_alive(other), None, "{other}");
        }
    }

    #[test]
    fn groups_that_workers_moved_to_are_known() {
        assert!(is_workers(Path::new(&own_worker())));
        assert!(is_workers(Path::new("/x/generic-worker.5.6.worker")));
        for other in ["generic-worker.5.6.worker.0", "generic-worker.worker", "worker", "/"] {
            assert!(!is_workers(Path::new(other)), "{other}");
        }
    }
}
