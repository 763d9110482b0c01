//! Workers, each a process of its own with a directory of its own.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::task::{PROVISIONER, WORKER_TYPE};
use crate::{Deployment, PATIENCE, Runner, binary};

/// A worker in the making.
#[derive(Debug)]
pub struct WorkerBuilder {
    config: Map<String, Value>,
    environment: Vec<(String, String)>,
    arguments: Vec<String>,
    directory: Option<TempDir>,
    /// Whether other users may get into the directory.
    is_open: bool,
    /// A program, with its arguments, that becomes the worker.
    starter: Vec<String>,
}

impl WorkerBuilder {
    /// A worker of `deployment`.
    #[must_use]
    pub fn new(deployment: &Deployment) -> Self {
        let config = json!({
            "rootURL": deployment.root_url,
            "clientId": deployment.client_id,
            "accessToken": deployment.access_token,
            "provisionerId": PROVISIONER,
            "workerType": WORKER_TYPE,
            "workerGroup": "group",
            "workerId": "worker",
            "requiredDiskSpaceMegabytes": 1,
            "sentryProject": "",
            "runTasksAsCurrentUser": true,
        });
        let Value::Object(config) = config else { unreachable!("written above") };
        Self {
            config,
            environment: Vec::new(),
            arguments: Vec::new(),
            directory: None,
            is_open: false,
            starter: Vec::new(),
        }
    }

    /// A worker of `deployment` whose configuration is one of 2018.
    #[must_use]
    pub fn of_2018(deployment: &Deployment) -> Self {
        let base = &deployment.root_url;
        Self::new(deployment)
            .without("rootURL")
            .with("queueBaseURL", format!("{base}/queue/v1"))
            .with("authBaseURL", format!("{base}/auth/v1"))
            .with("purgeCacheBaseURL", format!("{base}/purge-cache/v1"))
            .with("tasksDir", "tasks")
            .with("enableLiveLog", false)
    }

    /// The same, but each task has a user of its own. Takes root.
    #[must_use]
    pub fn with_task_users(mut self) -> Self {
        self.is_open = true;
        self.with("runTasksAsCurrentUser", false).with("headlessTasks", true).with("tasksDir", "tasks")
    }

    /// The same, but started by `program` with these arguments, which becomes the command line that follows them.
    #[must_use]
    pub fn started_by(mut self, program: &str, arguments: &[&str]) -> Self {
        self.starter = [program].iter().chain(arguments).map(|&word| word.to_owned()).collect();
        self
    }

    /// The same, with another setting.
    #[must_use]
    pub fn with(mut self, setting: &str, value: impl Into<Value>) -> Self {
        self.config.insert(setting.to_owned(), value.into());
        self
    }

    /// The same, without a setting.
    #[must_use]
    pub fn without(mut self, setting: &str) -> Self {
        self.config.remove(setting);
        self
    }

    /// The same, with a variable in its environment.
    #[must_use]
    pub fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, with another argument on its command line.
    #[must_use]
    pub fn with_argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// The same, with a file in its directory.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    #[must_use]
    pub fn with_file(mut self, name: &str, content: &[u8]) -> Self {
        let directory =
            self.directory.get_or_insert_with(|| tempfile::tempdir().expect("a temporary directory"));
        std::fs::write(directory.path().join(name), content).expect("written");
        self
    }

    /// The same, in the directory of a worker that is gone.
    #[must_use]
    pub fn in_directory_of(mut self, earlier: Worker) -> Self {
        self.directory = Some(earlier.into_directory());
        self
    }

    /// The worker's process.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    #[must_use]
    pub fn start(self) -> Worker {
        self.start_with([Stdio::null(), Stdio::null()])
    }

    /// The worker's process, and the worker-runner that it talks to over its standard streams.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    #[must_use]
    pub fn start_with_runner(self) -> (Worker, Runner) {
        let worker = self.with_argument("--with-worker-runner");
        let mut worker = worker.start_with([Stdio::piped(), Stdio::piped()]);
        let (input, output) = (worker.process.stdin.take(), worker.process.stdout.take());
        (worker, Runner::new(input.expect("piped"), output.expect("piped")))
    }

    fn start_with(self, [input, output]: [Stdio; 2]) -> Worker {
        let directory = self.directory.unwrap_or_else(|| tempfile::tempdir().expect("a temporary directory"));
        if self.is_open {
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            std::fs::set_permissions(directory.path(), mode).expect("opened");
        }
        let config = directory.path().join("generic-worker.config");
        std::fs::write(&config, Value::Object(self.config).to_string()).expect("written");
        let log = std::fs::File::create(directory.path().join("worker.log")).expect("created");
        let temporary = directory.path().join("tmp");
        std::fs::create_dir_all(&temporary).expect("made");
        let words: Vec<_> =
            self.starter.into_iter().map(PathBuf::from).chain([binary().to_owned()]).collect();
        let process = Command::new(&words[0])
            .args(&words[1..])
            .args(["run", "--config"])
            .arg(&config)
            .args(self.arguments)
            .current_dir(directory.path())
            .env("TMPDIR", &temporary)
            .envs(self.environment)
            .stdin(input)
            .stdout(output)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("the worker starts");
        Worker { process, directory: Some(directory), has_task_users: self.is_open }
    }
}

/// A worker's process. It is killed when this is dropped.
#[derive(Debug)]
pub struct Worker {
    process: Child,
    /// Taken out by whoever starts the next worker in it.
    directory: Option<TempDir>,
    has_task_users: bool,
}

impl Worker {
    /// A worker of `deployment` with ordinary settings.
    #[must_use]
    pub fn start(deployment: &Deployment) -> Self {
        WorkerBuilder::new(deployment).start()
    }

    /// The worker's process id.
    ///
    /// # Panics
    ///
    /// When it has ended.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.process.id().expect("the worker is running")
    }

    /// Sends the signal `name`, such as `TERM`.
    ///
    /// # Panics
    ///
    /// When it cannot be sent.
    pub fn signal(&self, name: &str) {
        let sent = std::process::Command::new("kill").args(["-s", name, &self.pid().to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Sends the signal `name`, unless the worker has ended.
    ///
    /// # Errors
    ///
    /// When it has.
    ///
    /// # Panics
    ///
    /// When the signal cannot be sent.
    pub fn try_signal(&mut self, name: &str) -> Result<(), ExitStatus> {
        match self.process.try_wait().expect("waited") {
            Some(status) => Err(status),
            None => {
                self.signal(name);
                Ok(())
            }
        }
    }

    /// Ends the worker, and waits until it claims nothing any more.
    ///
    /// # Panics
    ///
    /// When it does not end.
    pub async fn stop(mut self) {
        self.signal("TERM");
        self.status().await;
    }

    /// The exit code, as soon as the worker has ended.
    ///
    /// # Panics
    ///
    /// When it does not end, or a signal has ended it.
    pub async fn exit_code(&mut self) -> i32 {
        self.status().await.code().expect("ended by itself")
    }

    /// How the process ended.
    ///
    /// # Panics
    ///
    /// When it does not.
    pub async fn status(&mut self) -> ExitStatus {
        let ended = tokio::time::timeout(PATIENCE + Duration::from_secs(30), self.process.wait()).await;
        match ended {
            Ok(status) => status.expect("waited"),
            Err(_) => panic!("the worker does not end:\n{}", self.log()),
        }
    }

    /// The worker's directory.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.as_ref().expect("it is only taken out at the end").path()
    }

    /// The directories of tasks that are there now.
    #[must_use]
    pub fn task_directories(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.directory().join("tasks")).into_iter().flatten().flatten();
        let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("task_"));
        named.map(|entry| entry.path()).collect()
    }

    /// The worker's own log so far.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.directory().join("worker.log")).unwrap_or_default()
    }

    fn into_directory(mut self) -> TempDir {
        self.directory.take().expect("it is only taken out here")
    }
}

impl Drop for Worker {
    /// A worker that is killed leaves the users of its tasks to the next one, and there will be none.
    fn drop(&mut self) {
        if !self.has_task_users || self.directory.is_none() || self.process.id().is_none() {
            return;
        }
        self.signal("TERM");
        let started = Instant::now();
        while matches!(self.process.try_wait(), Ok(None)) && started.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Whether workers can make users for tasks here; says so if not.
#[must_use]
pub fn can_make_task_users() -> bool {
    let can = generic_worker::platform::may_make_task_users();
    if let Err(reason) = can {
        println!("skipped: {reason}");
    }
    can.is_ok()
}
