//! Tests with real processes.
//!
//! Each test that kills runs once for every way to keep track of processes that is possible here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

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
        Command { argv: argv.iter().map(|s| s.to_string()).collect(), env, dir: self.path().to_owned() }
    }

    fn shell(&self, script: &str) -> Command {
        self.command(&["/bin/sh", "-c", script])
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.log.path()).unwrap()).into_owned()
    }
}

fn methods() -> Vec<Method> {
    let all = [Method::ControlGroup, Method::Supervisor];
    let possible: Vec<Method> =
        all.into_iter().filter(|&method| ProcessTree::with_method("probe", method).is_ok()).collect();
    assert!(possible.contains(&Method::Supervisor));
    possible
}

#[tokio::test]
async fn output_and_exit_status_arrive() {
    for method in methods() {
        let task = Task::new();
        let tree = ProcessTree::with_method("t", method).unwrap();
        let outcome = tree.run(&task.shell("echo out; echo err >&2; pwd; exit 3"), &task.log).await.unwrap();
        assert_eq!(outcome.status, ExitStatus::Code(3));
        assert!(outcome.output_lost.is_none());
        let real = task.path().canonicalize().unwrap();
        assert_eq!(task.text(), format!("out\nerr\n{}\n", real.display()));
        assert_eq!(tree.kill().await.unwrap(), 0);
        let outcome = tree.run(&task.shell("echo again"), &task.log).await;
        assert!(matches!(outcome, Err(StartError::Aborted { .. })), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_pending_run_ends_when_killed() {
    for method in methods() {
        let task = Task::new();
        let tree = ProcessTree::with_method("t", method).unwrap();
        let mut log = task.log.subscribe();
        let command = task.shell("echo ready; setsid sleep 1000 & sleep 1000");
        let run = tree.run(&command, &task.log);
        let kill = async {
            log.wait_for(|&length| length > 0).await.unwrap();
            tree.kill().await
        };
        let (outcome, killed) = tokio::join!(run, kill);
        assert_eq!(outcome.unwrap().status, ExitStatus::Signal(9));
        let killed = killed.unwrap();
        assert!((2..=3).contains(&killed), "{killed}");
        assert_eq!(tree.kill().await.unwrap(), 0);
    }
}
