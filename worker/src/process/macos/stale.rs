//! What a worker that was killed left running.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::super::unix::MARKER;
use super::processes::{self, Process};

/// How long killing may take; what is left then stays.
const LIMIT: Duration = Duration::from_secs(10);

/// Kills the processes that an earlier worker's tasks left running, and returns how many.
///
/// To be called before the first task starts. `task_dirs` are the directories of those tasks. A process
/// belongs to one when its working directory is in it or when its environment has the directory as
/// `TASK_WORKDIR`. Never this process or one above it.
pub fn kill_stale(task_dirs: &[PathBuf]) -> usize {
    let deadline = Instant::now() + LIMIT;
    let mut dirs = Vec::new();
    let mut markers = Vec::new();
    // The root and relative paths say nothing about a process.
    for dir in task_dirs.iter().filter(|dir| dir.is_absolute() && dir.parent().is_some()) {
        markers.push(format!("{MARKER}={}", dir.display()));
        dirs.push(dir.clone());
        // Working directories are told without symlinks.
        dirs.extend(dir.canonicalize().ok().filter(|real| real != dir && real.parent().is_some()));
    }
    if dirs.is_empty() {
        return 0;
    }
    let own = std::process::id() as i32;
    let mut spared = processes::ancestors(own);
    spared.push(own);
    let belongs = |pid: i32| {
        processes::working_directory(pid).is_some_and(|path| dirs.iter().any(|dir| path.starts_with(dir)))
            || markers.iter().any(|marker| processes::has_environment_entry(pid, marker))
    };
    let mut killed = BTreeSet::new();
    loop {
        let all = processes::all().into_iter();
        let found: Vec<Process> = all.filter(|p| !spared.contains(&p.pid) && belongs(p.pid)).collect();
        if found.is_empty() || Instant::now() > deadline {
            return killed.len();
        }
        for process in found {
            if process.kill() {
                killed.insert((process.pid, process.start_time));
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
