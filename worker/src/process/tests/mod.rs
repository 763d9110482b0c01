//! Tests with real processes.
//!
//! What concerns killing runs once for every way to keep track of processes that is possible here.

#[cfg(target_os = "linux")]
mod confinement;
mod killing;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod linux;
mod running;
mod starting;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;

/// A task directory with a log, and commands in it.
struct Task {
    dir: tempfile::TempDir,
    log: Arc<SharedFile>,
}

impl Task {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let log = Arc::new(SharedFile::create(dir.path().join("log")).unwrap());
        Self { dir, log }
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn command(&self, argv: &[&str]) -> Command {
        let path = std::env::var("PATH").unwrap();
        let env = BTreeMap::from([
            ("PATH".to_owned(), path),
            ("TASK_WORKDIR".to_owned(), self.path().to_str().unwrap().to_owned()),
        ]);
        let argv = argv.iter().map(|s| s.to_string()).collect();
        Command { argv, env, dir: self.path().to_owned(), ..Command::default() }
    }

    fn shell(&self, script: &str) -> Command {
        self.command(&["/bin/sh", "-c", script])
    }

    /// An executable file in the task directory.
    fn program(&self, name: &str, content: &str) -> PathBuf {
        let file = self.path().join(name);
        fs::write(&file, content).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        file
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.log.path()).unwrap()).into_owned()
    }

    /// Waits until the log has that many lines.
    async fn lines(&self, count: usize) {
        let mut length = self.log.subscribe();
        while self.text().lines().count() < count {
            length.changed().await.unwrap();
        }
    }

    /// Waits until that many lines `pid <number>` are in the log, and returns the numbers.
    async fn await_pids(&self, count: usize) -> Vec<i32> {
        let mut length = self.log.subscribe();
        while self.pids().len() < count {
            length.changed().await.unwrap();
        }
        self.pids()
    }

    /// The numbers in lines `pid <number>` of the log.
    fn pids(&self) -> Vec<i32> {
        self.text().lines().filter_map(|line| line.strip_prefix("pid ")?.parse().ok()).collect()
    }
}

/// Which of the processes still run.
fn alive(pids: &[i32]) -> Vec<i32> {
    let list: Vec<String> = pids.iter().map(i32::to_string).collect();
    let output = std::process::Command::new("ps").args(["-o", "pid=,stat=", "-p", &list.join(",")]).output();
    let text = String::from_utf8(output.expect("ps is needed for these tests").stdout).unwrap();
    let running = text.lines().filter_map(|line| line.trim().split_once(char::is_whitespace));
    running.filter(|(_, state)| !state.trim().starts_with('Z')).map(|(pid, _)| pid.parse().unwrap()).collect()
}

fn is_alive(pid: i32) -> bool {
    !alive(&[pid]).is_empty()
}

/// A tree for each way to keep track of processes that is possible here.
fn trees() -> Vec<ProcessTree> {
    os::Group::all_kinds().into_iter().map(|group| ProcessTree::with_group("test", group)).collect()
}
