//! What only Linux has.

use std::os::unix::process::CommandExt;
use std::process::Stdio;

use tokio::sync::Mutex;

use super::*;
use crate::platform::{PrivateView, TaskIdentity, ViewSetup};

/// A process that nobody here keeps track of, as a worker that was killed leaves it.
struct LeftOver(std::process::Child);

impl Drop for LeftOver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The tests that look for the leavings of killed workers would find each other's.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

fn left_over(dir: &Path, env: &[(&str, &Path)]) -> LeftOver {
    let mut command = std::process::Command::new("sleep");
    command.arg("1000").current_dir(dir).stdin(Stdio::null()).process_group(0);
    command.env_clear().env("PATH", std::env::var("PATH").unwrap()).envs(env.iter().copied());
    LeftOver(command.spawn().unwrap())
}

fn is_killed(mut child: LeftOver) -> bool {
    use std::os::unix::process::ExitStatusExt;
    child.0.wait().unwrap().signal() == Some(9)
}

#[test]
fn stale_processes_are_found_by_directory_and_environment() {
    let _one = ONE_AT_A_TIME.blocking_lock();
    let root = tempfile::tempdir().unwrap();
    let (task, other) = (root.path().join("task_1"), root.path().join("task_10"));
    fs::create_dir_all(task.join("sub")).unwrap();
    fs::create_dir(&other).unwrap();
    std::os::unix::fs::symlink(&task, root.path().join("link")).unwrap();
    let slash = Path::new("/");
    let stale = [
        left_over(&task, &[]),
        left_over(&task.join("sub"), &[]),
        left_over(slash, &[("TASK_WORKDIR", &root.path().join("link"))]),
    ];
    let mut fine = [
        left_over(&other, &[]),
        left_over(slash, &[("TASK_WORKDIR", &other)]),
        left_over(slash, &[("TASK_WORKDIR_2", &task), ("X", &task)]),
    ];
    fs::remove_dir(task.join("sub")).unwrap();
    // Looked at through a symlink; the root, relative paths and missing directories match nothing.
    let dirs = [root.path().join("link"), "/".into(), "".into(), ".".into(), root.path().join("task_2")];
    assert_eq!(kill_stale(&dirs), 3);
    assert!(stale.into_iter().all(is_killed));
    for child in &mut fine {
        assert!(child.0.try_wait().unwrap().is_none());
    }
    assert_eq!(kill_stale(&dirs), 0);
}

/// As a user of its own with a view of its own, where that can be.
fn confinement_of_worker(task: &Path) -> Confinement {
    if !super::confinement::is_root() {
        return Confinement::default();
    }
    let user = super::confinement::new_user(task, &[]);
    std::os::unix::fs::chown(task, Some(user.uid), Some(user.gid)).unwrap();
    std::os::unix::fs::chown(task.join("pids"), Some(user.uid), Some(user.gid)).unwrap();
    let contents = task.join("contents");
    fs::create_dir(&contents).unwrap();
    let setup =
        ViewSetup { task_directory: task, temporary_files: Some(&contents), ipc: true, processes: true };
    let view = PrivateView::make(&setup).view.map(Arc::new);
    let identity = TaskIdentity::User(Arc::new(user));
    Confinement { identity, view, no_new_privileges: true, ..Confinement::default() }
}

/// Not a test of its own: what the next one runs in a process that it then kills.
#[test]
fn worker_that_is_killed() {
    let Ok(method) = std::env::var("TEST_WORKER_METHOD") else { return };
    let method = if method == "group" { Method::ControlGroup } else { Method::Supervisor };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let task = PathBuf::from(std::env::var_os("TEST_WORKER_DIR").unwrap());
    runtime.block_on(async {
        let tree = ProcessTree::with_method("test", &TaskLimits::default(), method).unwrap();
        let log = Arc::new(SharedFile::create(task.join("log")).unwrap());
        let env = BTreeMap::from([("PATH".to_owned(), std::env::var("PATH").unwrap())]);
        let script = "for i in 1 2 3; do env -i setsid sh -c 'cd /; echo $$ >&3; exec 3>&-; exec sleep 1000' & done; \
                      echo $$ >&3; exec 3>&-; sleep 1000";
        let argv = ["sh", "-c", &format!("exec 3>pids; {script}")].map(str::to_owned).to_vec();
        let confinement = confinement_of_worker(&task);
        tree.run(&Command { argv, env, dir: task.clone(), confinement }, &log).await.unwrap();
    });
}

#[test]
fn what_a_killed_worker_leaves_is_killed() {
    let _one = ONE_AT_A_TIME.blocking_lock();
    for (name, method) in [("group", Method::ControlGroup), ("supervisor", Method::Supervisor)] {
        if ProcessTree::with_method("test", &TaskLimits::default(), method).is_err() {
            continue;
        }
        let dir = tempfile::tempdir().unwrap();
        let pids = dir.path().join("pids");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pids,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        let mut worker = std::process::Command::new(std::env::current_exe().unwrap());
        worker.args(["--exact", "process::tests::linux::worker_that_is_killed"]);
        worker.env("TEST_WORKER_METHOD", name).env("TEST_WORKER_DIR", dir.path()).stdout(Stdio::null());
        let mut worker = worker.spawn().unwrap();
        // The FIFO ends when all four have said their number.
        let text = fs::read_to_string(&pids).unwrap();
        let pids: Vec<i32> = text.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(pids.len(), 4, "{text}");
        worker.kill().unwrap();
        worker.wait().unwrap();
        let killed = kill_stale(&[dir.path().to_owned()]);
        let own = fs::read_to_string("/proc/self/cgroup").unwrap();
        for place in own.lines().filter_map(|line| line.strip_prefix("4:memory:")) {
            let left = fs::read_dir(format!("/sys/fs/cgroup/memory{place}")).into_iter().flatten().flatten();
            let prefix = format!("generic-worker.{}.", worker.id());
            let left: Vec<_> =
                left.filter(|e| e.file_name().to_string_lossy().starts_with(&prefix)).collect();
            assert!(left.is_empty(), "{left:?}");
        }
        if method == Method::ControlGroup {
            assert!((3..=5).contains(&killed), "{killed}");
        }
        // Supervisors kill by themselves when they have lost their worker, which takes a moment.
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while !alive(&pids).is_empty() {
            assert!(std::time::Instant::now() < deadline, "{name}: {pids:?}");
            std::thread::yield_now();
        }
        // Nothing is mounted, so nothing is in the way.
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
        assert!(!mounts.contains(dir.path().file_name().unwrap().to_str().unwrap()));
        crate::platform::remove_tree(dir.path()).unwrap();
    }
}

#[tokio::test]
async fn a_process_that_left_its_group_is_found() {
    let Ok(tree) = ProcessTree::with_method("test", &TaskLimits::default(), Method::ControlGroup) else {
        return;
    };
    let task = Task::new();
    // As the session of another log-in does it.
    let script = "root=$(awk '$9 == \"cgroup2\" || $10 == \"cgroup2\" || $8 == \"cgroup2\" {print $5}' /proc/self/mountinfo | head -n 1); \
                  setsid sh -c \"echo \\$\\$ > $root/cgroup.procs && echo pid \\$\\$; exec sleep 1000\" & wait_for=$!";
    tree.run(&task.shell(script), &task.log).await.unwrap();
    let pids = task.await_pids(1).await;
    assert!(is_alive(pids[0]));
    assert_eq!(tree.kill().await.unwrap(), 1);
    assert!(!is_alive(pids[0]));
}

/// As in a service that is spared when memory runs out.
#[tokio::test]
async fn commands_are_not_spared_where_the_worker_is() {
    if !super::confinement::is_root() {
        return;
    }
    let _one = ONE_AT_A_TIME.lock().await;
    let own = Path::new("/proc/self/oom_score_adj");
    let before = fs::read_to_string(own).unwrap();
    if let Err(error) = fs::write(own, "-7") {
        println!("skipped: this process cannot be spared: {error}");
        return;
    }
    for tree in trees() {
        for (given, expected) in [("-7", "0"), ("0", "0"), ("7", "7")] {
            let task = Task::new();
            fs::write(own, given).unwrap();
            let outcome = tree.run(&task.shell("cat /proc/self/oom_score_adj"), &task.log).await;
            fs::write(own, &before).unwrap();
            assert_eq!(outcome.unwrap().status, ExitStatus::Code(0));
            assert_eq!(task.text().trim(), expected, "where the worker has {given}");
        }
        tree.kill().await.unwrap();
    }
}
