//! `run-task`: one task, from nothing: an embedded deployment, an ordinary worker, the log on the terminal.

mod artifacts;
mod table;
mod tail;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    RunInformation, RunInformationState, TaskDefinitionRequest, TaskDefinitionRequestPriority,
    TaskDefinitionRequestRequires, TaskMetadata, TaskStatusStructure, TaskStatusStructureState,
};
use generated::cli::RunTask;
use generated::config::Config;
use generated::documents::task_file::TaskFile;
use generated::exit_code::ExitCode;
use tokio::sync::{mpsc, watch};
use tracing_subscriber::filter::LevelFilter;

use super::{logging, run, task_file};
use crate::config::Era;
use crate::local::{LocalDeployment, LocalOptions};
use crate::taskcluster::client::TaskclusterClients;
use crate::worker::{Services, Stop, Worker, signals};

/// How often to look whether the task has been resolved.
const POLL: Duration = Duration::from_millis(20);
/// How long a task may wait and run: the longest that a payload may ask for, and more.
const DEADLINE: Duration = Duration::from_secs(5 * 24 * 3600);
const EXPIRY: Duration = Duration::from_secs(30 * 24 * 3600);

type Failure = Box<dyn std::error::Error>;

/// Runs the task in the file, and says how it went.
pub fn run_task(options: &RunTask) -> ExitCode {
    logging::start(options.log_format, LevelFilter::WARN);
    let task = match task_file::read(&options.file) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("{}: {error}", options.file.display());
            return ExitCode::LocalQueueFailed;
        }
    };
    let result =
        run::runtime().map_err(Failure::from).and_then(|runtime| runtime.block_on(run_here(options, task)));
    result.unwrap_or_else(|error| {
        eprintln!("run-task: {error}");
        ExitCode::LocalQueueFailed
    })
}

async fn run_here(options: &RunTask, task: TaskFile) -> Result<ExitCode, Failure> {
    let place = Place::new()?;
    let deployment = LocalDeployment::start(LocalOptions::default()).await?;
    let (log_observer, logs) = mpsc::unbounded_channel();
    let mut services = Services::new(config(&deployment, &place.path)?, Era::Today, Vec::new())?;
    services.log_observer = Some(log_observer);
    let services = Arc::new(services);
    let clients = services.taskcluster.clone();
    let printing = tokio::spawn(tail::print(logs));

    let task_id = slugid::v4();
    clients.queue().create_task(&task_id, &definition(task, &services.config)).await?;
    let (stop, stop_receiver) = watch::channel(Stop::No);
    let worker = tokio::spawn(Worker::new(Arc::clone(&services), stop_receiver).without_state_files().run());
    let status = wait_until_resolved(&clients, &task_id).await?;
    let _ = stop.send(Stop::FinishTasks);
    worker.await?;
    drop(services);
    printing.await?;

    let target = options.artifacts.clone().unwrap_or_else(|| Path::new("artifacts").join(&task_id));
    let fetched = artifacts::fetch_all(&clients, &task_id, &target).await?;
    print!("{}", table::render(&task_id, &status, &fetched));
    deployment.stop().await;
    Ok(exit_code(&status))
}

/// Waits for the end of the task. SIGINT and SIGTERM cancel it, and then it ends as well.
async fn wait_until_resolved(
    clients: &TaskclusterClients,
    task_id: &str,
) -> Result<TaskStatusStructure, Failure> {
    let mut stop = signals()?;
    loop {
        let status = clients.queue().status(task_id).await?.status;
        let over = [
            TaskStatusStructureState::Completed,
            TaskStatusStructureState::Failed,
            TaskStatusStructureState::Exception,
        ];
        if over.contains(&status.state) {
            return Ok(status);
        }
        tokio::select! {
            changed = stop.changed() => {
                changed?;
                clients.queue().cancel_task(task_id).await?;
            }
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

fn config(deployment: &LocalDeployment, place: &Path) -> Result<Config, Failure> {
    Ok(Config {
        root_url: deployment.root_url().to_owned(),
        client_id: deployment.client_id().to_owned(),
        access_token: deployment.access_token().clone(),
        worker_type: "run-task".to_owned(),
        worker_group: "local".to_owned(),
        worker_id: "local".to_owned(),
        tasks_dir: place.join("tasks"),
        caches_dir: place.join("caches"),
        downloads_dir: place.join("downloads"),
        required_disk_space_megabytes: 0,
        task_status_poll_secs: 1,
        // The log is on the terminal.
        enable_live_log: false,
        sentry_project: String::new(),
        // It is written to the working directory, which is not the worker's here.
        enable_metadata: false,
        ..Config::default()
    })
}

fn definition(task: TaskFile, config: &Config) -> TaskDefinitionRequest {
    let now = Timestamp::now();
    let metadata = task.metadata.unwrap_or_default();
    TaskDefinitionRequest {
        created: now,
        deadline: now + DEADLINE,
        expires: Some(now + EXPIRY),
        dependencies: Vec::new(),
        extra: task.extra,
        metadata: TaskMetadata {
            name: metadata.name.unwrap_or_else(|| "run-task".to_owned()),
            description: metadata.description.unwrap_or_default(),
            owner: metadata.owner.unwrap_or_else(|| "nobody@example.com".to_owned()),
            source: metadata.source.unwrap_or_else(|| "https://example.com/".to_owned()),
        },
        payload: task.payload,
        priority: TaskDefinitionRequestPriority::default(),
        project_id: None,
        provisioner_id: Some(config.provisioner_id.clone()),
        requires: TaskDefinitionRequestRequires::default(),
        retries: task.retries,
        routes: Vec::new(),
        scheduler_id: "local".to_owned(),
        scopes: task.scopes,
        tags: task.tags,
        task_group_id: None,
        task_queue_id: None,
        worker_type: Some(config.worker_type.clone()),
    }
}

fn exit_code(status: &TaskStatusStructure) -> ExitCode {
    match status.runs.last().map(|run: &RunInformation| run.state) {
        Some(RunInformationState::Completed) => ExitCode::TasksComplete,
        Some(RunInformationState::Failed) => ExitCode::Usage,
        _ => ExitCode::TaskException,
    }
}

/// A temporary folder for what the worker keeps, removed at the end.
struct Place {
    path: PathBuf,
}

impl Place {
    fn new() -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("generic-worker-{}", slugid::nice()));
        crate::platform::create_private_dir(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Err(error) = crate::platform::remove_tree(&self.path) {
            tracing::warn!("could not remove {}: {error}", self.path.display());
        }
    }
}
