//! What a worker that was killed left running.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::unix::MARKER;
use super::cgroup;
use super::procfs::{self, Stat};

/// How long killing may take; what is left then stays.
const LIMIT: Duration = Duration::from_secs(10);

/// Kills the processes that an earlier worker's tasks left running, and returns how many.
///
/// To be called before the first task starts. `task_dirs` are the directories of those tasks. A process
/// belongs to one when its working directory is in it or when its environment has the directory as
/// `TASK_WORKDIR`; all that is in a control group of a worker that no longer runs is killed too.
/// Never this process or one above it.
pub fn kill_stale(task_dirs: &[PathBuf]) -> usize {
    let deadline = Instant::now() + LIMIT;
    let search = Search::new(task_dirs);
    let groups = cgroup::stale_groups(&search.find());
    let mut killed = 0;
    for group in &groups {
        killed += group.kill(deadline).unwrap_or_else(|(killed, _)| killed);
        // An empty group that cannot be removed does no harm.
        let _ = group.remove();
    }
    for group in cgroup::stale_v1_groups() {
        killed += group.kill(deadline);
        let _ = group.remove();
    }
    let mut seen = BTreeSet::new();
    loop {
        let found = search.find();
        if found.is_empty() || Instant::now() > deadline {
            return killed + seen.len();
        }
        for pid in found {
            if procfs::kill_if(pid, || search.matches(pid)) {
                seen.insert(pid);
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

struct Search {
    dirs: Vec<PathBuf>,
    markers: Vec<String>,
    /// This process and those above it.
    spared: Vec<i32>,
}

impl Search {
    fn new(task_dirs: &[PathBuf]) -> Self {
        let mut dirs = Vec::new();
        let mut markers = Vec::new();
        // The root and relative paths say nothing about a process.
        for dir in task_dirs.iter().filter(|dir| dir.is_absolute() && dir.parent().is_some()) {
            markers.push(format!("{MARKER}={}", dir.display()));
            dirs.push(dir.clone());
            // Working directories are told without symlinks.
            dirs.extend(dir.canonicalize().ok().filter(|real| real != dir && real.parent().is_some()));
        }
        let own = std::process::id() as i32;
        let mut spared = procfs::ancestors(own);
        spared.push(own);
        Self { dirs, markers, spared }
    }

    fn find(&self) -> Vec<i32> {
        if self.dirs.is_empty() {
            return Vec::new();
        }
        procfs::all().into_iter().filter(|pid| !self.spared.contains(pid) && self.matches(*pid)).collect()
    }

    fn matches(&self, pid: i32) -> bool {
        let is_inside = |path: &Path| self.dirs.iter().any(|dir| path.starts_with(dir));
        let belongs = procfs::working_directory(pid).is_some_and(|path| is_inside(&path))
            || self.markers.iter().any(|marker| procfs::has_environment_entry(pid, marker));
        belongs && Stat::of(pid).is_some_and(|stat| !stat.is_dead())
    }
}
