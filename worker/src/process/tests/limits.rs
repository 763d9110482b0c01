//! Limits and figures of whole tasks, and the processes of whole users.

use std::time::{Duration, Instant};

use super::confinement::{is_root, new_user, task_of_user};
use super::*;
use crate::platform::TaskIdentity;

/// A tree with these limits, unless this machine cannot set them.
fn limited(limits: TaskLimits) -> Option<ProcessTree> {
    let tree = ProcessTree::new("limits", &limits).unwrap();
    if let Some(unmet) = tree.unmet_limits().first() {
        println!("skipped: {unmet}");
        return None;
    }
    Some(tree)
}

/// How many processes a user has, and the files of a task's groups.
fn of_user(uid: u32) -> usize {
    os::processes_of_user(uid).len()
}

#[tokio::test]
async fn a_fork_bomb_is_limited_and_then_killed() {
    let Some(tree) = limited(TaskLimits { pids: Some(50), memory: None }) else { return };
    let task = Task::new();
    // Each starts two more and waits for what it cannot start.
    let bomb = task.program("bomb", "#!/bin/sh\n\"$0\" &\n\"$0\" &\nsleep 1000\n");
    let command = task.command(&[bomb.to_str().unwrap()]);
    let kill = async {
        while tree.usage().refused_forks.unwrap_or_default() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tree.kill().await.unwrap()
    };
    let (outcome, killed) = tokio::join!(tree.run(&command, &task.log), kill);
    outcome.unwrap();
    assert!((10..=60).contains(&killed), "{killed}");
    assert!(tree.usage().refused_forks.unwrap() > 0, "the figures stay");
}

#[tokio::test]
async fn without_groups_the_number_of_a_users_processes_is_limited() {
    if !is_root() {
        return;
    }
    let limits = TaskLimits { pids: Some(20), memory: Some(1 << 30) };
    let tree = ProcessTree::with_method("limits", &limits, Method::Supervisor).unwrap();
    let unmet: Vec<String> = tree.unmet_limits().iter().map(ToString::to_string).collect();
    assert_eq!(unmet.len(), 2, "{unmet:?}");
    assert!(unmet[0].starts_with("memory is not limited, because"), "{unmet:?}");
    let (task, confinement) = task_of_user(&[]);
    let uid = confinement.identity.user().unwrap().uid;
    let script = "i=0; while [ $i -lt 100 ]; do sleep 1000 & i=$((i+1)); done";
    let command = Command { confinement, ..task.shell(script) };
    let outcome = tree.run(&command, &task.log).await.unwrap();
    assert!(!outcome.status.is_success(), "the shell gives up when it cannot fork");
    assert!((10..=20).contains(&of_user(uid)), "{}", of_user(uid));
    // Whether the next one gets as far as its program depends on whether the shell is gone already.
    if let Err(error) = tree.run(&command, &task.log).await {
        assert!(error.to_string().ends_with("end some that earlier commands left running"), "{error}");
    }
    tree.kill().await.unwrap();
    assert_eq!(of_user(uid), 0);
}

#[tokio::test]
async fn a_task_that_takes_too_much_memory_is_killed_and_that_is_told() {
    let Some(tree) = limited(TaskLimits { memory: Some(64 << 20), pids: None }) else { return };
    let task = Task::new();
    let command = task.shell("head -c 200000000 /dev/zero | tail -c 200000000 > /dev/null; exit 1");
    let outcome = tree.run(&command, &task.log).await.unwrap();
    assert!(!outcome.status.is_success());
    let usage = tree.usage();
    assert!(usage.memory_kills.unwrap() >= 1, "{usage:?}");
    let peak = usage.memory.unwrap().peak.unwrap();
    assert!((50 << 20..=64 << 20).contains(&peak), "{peak}");
    tree.kill().await.unwrap();
}

#[tokio::test]
async fn what_a_task_used_is_known_after_its_end() {
    let tree = ProcessTree::new("usage", &TaskLimits::default()).unwrap();
    let task = Task::new();
    tree.run(&task.shell("(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done) & wait"), &task.log)
        .await
        .unwrap();
    let before = tree.usage();
    tree.kill().await.unwrap();
    let after = tree.usage();
    if let (Some(before), Some(after)) = (before.user_time, after.user_time) {
        assert!(after >= before && after > Duration::from_millis(20), "{after:?}");
    } else {
        println!("skipped: processor time is not counted here");
    }
    assert_eq!(before.memory.is_some(), after.memory.is_some());
}

/// A user with processes that multiply as fast as they can, until this is dropped.
struct Multiplying {
    dir: tempfile::TempDir,
    uid: u32,
    first: std::process::Child,
}

impl Multiplying {
    fn start() -> Self {
        use std::os::unix::process::CommandExt;
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let relay = dir.path().join("relay");
        let script = "#!/bin/sh\ntest -e stop && exit\nsetsid \"$0\" &\nsetsid \"$0\" &\nsleep 0.05\n";
        fs::write(&relay, script).unwrap();
        fs::set_permissions(&relay, fs::Permissions::from_mode(0o755)).unwrap();
        let uid = new_user(dir.path(), &[]).uid;
        let mut command = std::process::Command::new("sh");
        command.args(["-c", "while ! test -e stop; do ./relay 2>/dev/null; done"]);
        command.current_dir(dir.path()).uid(uid).gid(uid);
        // SAFETY: a plain system call. With a limit, so that the machine stays usable.
        unsafe {
            command.pre_exec(|| {
                let limit = rustix::process::Rlimit { current: Some(60), maximum: Some(60) };
                Ok(rustix::process::setrlimit(rustix::process::Resource::Nproc, limit)?)
            });
        }
        Self { dir, uid, first: command.spawn().unwrap() }
    }
}

impl Drop for Multiplying {
    fn drop(&mut self) {
        let _ = fs::write(self.dir.path().join("stop"), "");
        let _ = self.first.kill();
        let _ = self.first.wait();
    }
}

#[test]
fn a_user_whose_processes_multiply_is_killed() {
    if !is_root() {
        return;
    }
    let user = Multiplying::start();
    let begin = Instant::now();
    while of_user(user.uid) < 3 {
        assert!(begin.elapsed() < Duration::from_secs(10));
        std::thread::yield_now();
    }
    let begin = Instant::now();
    let killed = kill_user(user.uid, begin + Duration::from_secs(10)).unwrap();
    println!("killed {killed} in {:?}", begin.elapsed());
    assert!(killed >= 1);
    assert_eq!(of_user(user.uid), 0);
    assert_eq!(kill_user(user.uid, Instant::now() + Duration::from_secs(1)).unwrap(), 0);
}

#[test]
fn the_workers_own_user_is_spared() {
    for uid in [0, rustix::process::geteuid().as_raw()] {
        assert_eq!(kill_user(uid, Instant::now()).unwrap(), 0);
    }
}

#[tokio::test]
async fn what_a_user_has_elsewhere_is_killed_with_its_task() {
    use std::os::unix::process::CommandExt;
    if !is_root() {
        return;
    }
    for tree in trees() {
        let (task, confinement) = task_of_user(&[]);
        let user = match &confinement.identity {
            TaskIdentity::User(user) => user.clone(),
            TaskIdentity::Worker => unreachable!(),
        };
        // As a log-in session or cron would start it: with nothing that leads back to the task.
        let mut elsewhere = std::process::Command::new("sleep");
        elsewhere.arg("1000").env_clear().current_dir("/").uid(user.uid).gid(user.gid);
        let mut elsewhere = elsewhere.spawn().unwrap();
        let script = "env -i setsid sh -c '(sleep 1000 & sleep 1000 &) & exit'; exit 0";
        tree.run(&Command { confinement, ..task.shell(script) }, &task.log).await.unwrap();
        let begin = Instant::now();
        while of_user(user.uid) < 3 {
            assert!(begin.elapsed() < Duration::from_secs(20), "{}", tree.method_name());
            tokio::task::yield_now().await;
        }
        assert!(tree.kill().await.unwrap() >= 3, "{}", tree.method_name());
        assert_eq!(of_user(user.uid), 0);
        elsewhere.wait().unwrap();
    }
}
