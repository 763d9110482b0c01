//! A worker to attack, and a machine that is compared with what it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;
use tests::machine::Watch;
use tests::{Deployment, TaskBuilder, Worker, WorkerBuilder, can_make_task_users, commands, sh};
use tokio::sync::{Mutex, MutexGuard};

/// The scope that lets setuid programs work.
pub const NEW_PRIVILEGES: &str = "generic-worker:new-privileges:test-provisioner/e2e";

/// The scope that lets a task run as the worker.
pub const AS_WORKER: &str = "generic-worker:run-task-as-current-user:test-provisioner/e2e";

/// How long a task may take to be resolved. Those that never end by themselves have less time.
const LIMIT: Duration = Duration::from_secs(25);

const UNRESOLVED: &str = "not resolved at all";

/// Each test compares the machine before and after, so that they take turns.
static TURN: Mutex<()> = Mutex::const_new(());

/// Waits for this test's turn. `None`, with a printed reason, where workers cannot make users.
pub async fn turn() -> Option<MutexGuard<'static, ()>> {
    if can_make_task_users() { Some(TURN.lock().await) } else { None }
}

/// A worker, and what there was before it.
pub struct Arena {
    pub deployment: Deployment,
    pub worker: Worker,
    pub watch: Watch,
    _turn: MutexGuard<'static, ()>,
}

impl Arena {
    /// A worker with ordinary settings.
    pub async fn open() -> Option<Self> {
        Self::open_with(|worker| worker).await
    }

    /// A worker with other settings. `None`, with a printed reason, where workers cannot make users.
    pub async fn open_with(configure: impl FnOnce(WorkerBuilder) -> WorkerBuilder) -> Option<Self> {
        let turn = turn().await?;
        let deployment = Deployment::start().await;
        let worker = WorkerBuilder::new(&deployment).with_task_users();
        let worker = configure(worker).start();
        let watch = Watch::start(worker.directory());
        Some(Self { deployment, worker, watch, _turn: turn })
    }

    /// Runs a task, which has to be resolved like that. Its id.
    pub async fn run(&self, what: &str, task: &TaskBuilder, resolution: &str) -> String {
        let task_id = self.deployment.create(task).await;
        self.has_resolved(what, &task_id, resolution).await;
        task_id
    }

    /// The task has to be resolved like that.
    pub async fn has_resolved(&self, what: &str, task_id: &str, resolution: &str) {
        self.has_resolved_within(LIMIT, what, task_id, resolution).await;
    }

    /// As [`Arena::has_resolved`], for tasks that take long.
    pub async fn has_resolved_within(&self, limit: Duration, what: &str, task_id: &str, resolution: &str) {
        let started = Instant::now();
        let is_over = async || {
            let state = self.deployment.status(task_id).await.state.to_string();
            !["pending", "running"].contains(&state.as_str())
        };
        while started.elapsed() < limit && !is_over().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let resolved =
            if is_over().await { self.deployment.resolved(task_id).await } else { UNRESOLVED.to_owned() };
        if resolved != resolution {
            let log = match fs::read_to_string(self.log_file(task_id)) {
                Ok(log) => log,
                // It is over, or has not begun.
                Err(_) if resolved == UNRESOLVED => String::new(),
                Err(_) => self.deployment.log(task_id).await,
            };
            panic!("{what}: {resolved}, not {resolution}:\n{log}\nThe worker:\n{}", self.worker.log());
        }
    }

    /// Runs a task with this script to its good end. Its log.
    pub async fn log_of(&self, what: &str, task: &TaskBuilder) -> String {
        let task_id = self.run(what, task, "completed").await;
        self.deployment.log(&task_id).await
    }

    /// Runs a task to its good end, and then has the machine be as before. The task's log.
    pub async fn attack(&self, what: &str, task: &TaskBuilder) -> String {
        let log = self.log_of(what, task).await;
        self.is_as_before(what).await;
        log
    }

    /// The worker lives, runs another task, and the machine is as it was at the beginning.
    pub async fn is_as_before(&self, what: &str) {
        let next = commands(&[sh("id -un; touch here")]);
        self.run(&format!("the next task after: {what}"), &next, "completed").await;
        assert!(!self.watch.users().is_empty(), "{what}: there were no users");
        self.is_clean(what).await;
    }

    async fn is_clean(&self, what: &str) {
        let left = self.watch.leftovers().await;
        let first = &left[..left.len().min(20)];
        assert!(
            left.is_empty(),
            "{what} has left {} things:\n{}\nThe worker:\n{}",
            left.len(),
            first.join("\n"),
            self.worker.log()
        );
    }

    /// Ends the worker; nothing is left of it either.
    pub async fn close(mut self) {
        let pid = self.worker.pid();
        self.watch.suspect(format!("generic-worker.{pid}."));
        self.worker.signal("TERM");
        self.worker.status().await;
        self.is_clean("the worker").await;
    }

    /// The task's directory.
    pub fn home(&self, task_id: &str) -> PathBuf {
        self.worker.directory().join("tasks").join(user_name(task_id))
    }

    fn log_file(&self, task_id: &str) -> PathBuf {
        self.worker.directory().join("tasks/generic-worker").join(user_name(task_id)).join("live_backing.log")
    }

    /// The user of a running task.
    pub async fn user_of(&self, task_id: &str) -> u32 {
        let name = user_name(task_id);
        tests::eventually(&format!("the user {name}"), async || {
            self.watch.users().into_iter().find(|(_, user)| *user == name).map(|(uid, _)| uid)
        })
        .await
    }

    /// Waits until the task has made the file `name` in its directory.
    pub async fn has_made(&self, task_id: &str, name: &str) {
        let file = self.home(task_id).join(name);
        tests::eventually(&format!("{}", file.display()), async || file.symlink_metadata().ok().map(|_| ()))
            .await;
    }
}

/// The name of the user of a task's first run.
pub fn user_name(task_id: &str) -> String {
    format!("task_{}_0", &task_id[..13])
}

/// A task with this script, that may run for up to 20 seconds.
pub fn script(text: &str) -> TaskBuilder {
    commands(&[sh(text)]).with("maxRunTime", json!(20))
}

/// The same, with all the rights of the worker.
pub fn as_worker(text: &str) -> TaskBuilder {
    script(text).with("features", json!({ "runTaskAsCurrentUser": true })).with_scope(AS_WORKER)
}

/// Waits for the file `go` in the task's directory.
pub const WAIT_FOR_GO: &str = "touch started; until [ -e go ]; do sleep 0.02; done;";

/// Directories that were made for a test.
pub struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for directory in &self.0 {
            let _ = fs::remove_dir(directory);
        }
    }
}

/// Makes a directory and those above it, as far as they are missing. They are removed again, if they are empty by then.
pub fn make_directories(path: &Path) -> Made {
    let missing = path.ancestors().take_while(|path| !path.exists());
    let missing: Vec<_> = missing.map(Path::to_owned).collect();
    fs::create_dir_all(path).expect("made");
    Made(missing)
}
