//! `run`: the worker.

use std::sync::Arc;
use std::time::Duration;

use generated::cli::Run;
use generated::config::{Config, settings};
use generated::exit_code::{ExitCode, Service};
use serde_json::Map;
use tracing_subscriber::filter::LevelFilter;

use super::configure::{Configured, configure};
use super::logging;
use crate::aws;
use crate::config::{self, Era, Loaded};
use crate::error_reports::{ErrorReports, InternalError, Panics};
use crate::platform::{self, PowerCommand};
use crate::worker::{Services, SetupError, Stopper, WhoKnows, Worker, runner_requests, spot};
use crate::worker_runner::{self, Channel, Connection, Requests, WorkerRunner};

/// How long the operating system may take to accept that the machine is to shut down.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(60);
/// How long a message may take to get to worker-runner, when it matters.
const FLUSH_LIMIT: Duration = Duration::from_secs(5);

/// How long work that cannot be interrupted may go on when the worker ends.
const BLOCKING_LIMIT: Duration = Duration::from_secs(2);

/// What the worker has besides its configuration.
struct Surroundings {
    runner: WorkerRunner,
    requests: Option<Requests>,
    panics: Panics,
}

/// Runs the worker until there is a reason to stop.
pub fn run(options: &Run) -> ExitCode {
    let exit_code = run_worker(options);
    match exit_code.service() {
        // launchd starts again whatever ends in another way than with success.
        Some(Service::Done | Service::Broken) if options.under_launchd => ExitCode::TasksComplete,
        _ => exit_code,
    }
}

fn run_worker(options: &Run) -> ExitCode {
    let (runner, connection) = if options.with_worker_runner {
        let (runner, connection) = WorkerRunner::new(worker_runner::PATIENCE);
        (runner, Some(connection))
    } else {
        (WorkerRunner::absent(), None)
    };
    logging::start_with(options.log_format, LevelFilter::INFO, runner.clone());
    let panics = Panics::default();
    panics.watch();
    let requests = match connection.map(|connection| connect(options, connection)).transpose() {
        Ok(requests) => requests,
        Err(error) => {
            tracing::error!("{error}");
            return ExitCode::ProtocolPipeProblem;
        }
    };
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("could not start: {error}");
            return ExitCode::InternalError;
        }
    };
    let exit_code = runtime.block_on(async {
        let exit_code =
            load_and_work(options, Surroundings { runner: runner.clone(), requests, panics }).await;
        runner.flush(FLUSH_LIMIT).await;
        exit_code
    });
    // What is still being deleted is deleted at the next start.
    runtime.shutdown_timeout(BLOCKING_LIMIT);
    exit_code
}

/// Few threads are enough: whatever takes long has threads of its own.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    platform::give_back_freed_memory();
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

fn connect(options: &Run, connection: Connection) -> Result<Requests, worker_runner::OpenError> {
    let pipe = options.worker_runner_protocol_pipe.clone();
    connection.open(&pipe.map_or(Channel::StandardStreams, Channel::Pipes))
}

async fn load_and_work(options: &Run, surroundings: Surroundings) -> ExitCode {
    let runner = surroundings.runner.clone();
    if options.worker_runner_protocol_pipe.is_some() && !options.with_worker_runner {
        tracing::warn!("a pipe to worker-runner is given, but not that there is one; going on without");
    }
    let configured = match configure(options).await {
        Ok(configured) => configured,
        Err((error, exit_code)) => return fatal(&runner, error, exit_code).await,
    };
    let config = configured.loaded.config.clone();
    let exit_code = work(options, configured, surroundings).await;
    tracing::info!("Exiting worker with exit code {}", exit_code.code());
    act_on(exit_code, &config, &runner).await;
    exit_code
}

async fn work(options: &Run, configured: Configured, surroundings: Surroundings) -> ExitCode {
    let Surroundings { runner, requests, panics } = surroundings;
    let Configured { loaded, metadata } = configured;
    describe(&loaded);
    let stopper = Stopper::default();
    if let Err(error) = stopper.follow_signals() {
        return fatal(&runner, format!("could not listen for signals: {error}"), ExitCode::InternalError)
            .await;
    }
    let era = loaded.era;
    let services = match Services::new(loaded.config, era, vec![options.config.clone(), aws::state_file()]) {
        Ok(services) => Arc::new(services),
        Err(error) => return fatal(&runner, error.to_string(), setup_failed(&error, era)).await,
    };
    if let Some(requests) = requests {
        let credentials = services.taskcluster.transport().credentials().clone();
        tokio::spawn(runner_requests::follow(requests, stopper.clone(), credentials));
    }
    let who_knows = match &metadata {
        Some(_) => WhoKnows::AwsProvisioner,
        None if runner.is_present() => WhoKnows::WorkerManager,
        None => WhoKnows::Nobody,
    };
    if let Some(metadata) = metadata {
        tokio::spawn(spot::watch(metadata, stopper.clone()));
    }
    let reports = ErrorReports::new(Arc::clone(&services), runner, panics);
    let worker = Worker::new(services, stopper.subscribe())
        .as_long_as_wanted_by(who_knows)
        .reporting_to(reports.clone());
    // In a task of its own, so that a panic ends here.
    match tokio::spawn(worker.run()).await {
        Ok(exit_code) => exit_code,
        Err(error) => {
            let description = format!("PANIC in the worker: {error}");
            tracing::error!("{description}");
            reports.report(&[InternalError { description, run: None }]).await;
            ExitCode::InternalError
        }
    }
}

/// Tells the operator that the worker cannot start.
async fn fatal(runner: &WorkerRunner, error: String, exit_code: ExitCode) -> ExitCode {
    tracing::error!("{error}");
    runner.report_error(error, Map::new()).await;
    exit_code
}

/// Logs what the worker is going to work with.
fn describe(loaded: &Loaded) {
    for warning in &loaded.warnings {
        tracing::warn!("{warning}");
    }
    tracing::info!("Config: {}", config::shown(&loaded.config));
    tracing::info!("Detected {} platform", platform::os_name());
    warn_of_missing_users(&loaded.config);
}

/// Says so where tasks are not kept from what they could do to each other and to the machine.
fn warn_of_missing_users(config: &Config) {
    if !config.run_tasks_as_current_user {
        return;
    }
    let user = platform::current_user();
    if config.capacity > 1 {
        tracing::warn!(
            "Worker capacity: {}. Tasks run as the same user and are not protected from each other.",
            config.capacity
        );
    }
    if user.is_privileged {
        tracing::warn!(
            "Tasks run as {} and may do anything on this machine. With {} set to true each gets a user of its own.",
            user.name,
            settings::HEADLESS_TASKS.name
        );
    } else if config.headless_tasks && config.capacity == 1 {
        tracing::warn!(
            "{} is true, but tasks run as {} and are not contained: only root can make users for tasks.",
            settings::HEADLESS_TASKS.name,
            user.name
        );
    }
}

fn setup_failed(error: &SetupError, era: Era) -> ExitCode {
    match (error, era) {
        // What starts workers of 2018 knows no other code for it.
        (SetupError::SigningKey(_), Era::Of2018) => ExitCode::InternalError,
        (SetupError::SigningKey(_), Era::Today) => ExitCode::CantUseSigningKey,
        (SetupError::Secure(_), _) => ExitCode::CantSecureFiles,
        _ => ExitCode::InvalidConfig,
    }
}

/// What the machine is to do when the worker has ended for this reason.
async fn act_on(exit_code: ExitCode, config: &Config, runner: &WorkerRunner) {
    let cause = match exit_code {
        ExitCode::RebootRequired if !config.disable_reboots => {
            return run_command(platform::reboot("generic-worker requested reboot")).await;
        }
        ExitCode::IdleTimeout if config.shutdown_machine_on_idle => "generic-worker idle timeout",
        ExitCode::InternalError if config.shutdown_machine_on_internal_error => {
            "generic-worker internal error"
        }
        ExitCode::NonCurrentDeploymentId => "generic-worker deploymentId is not latest",
        _ => return,
    };
    if runner.shut_down(FLUSH_LIMIT).await {
        tracing::info!("Asked worker-runner to shut the machine down: {cause}");
    } else {
        run_command(platform::shutdown(cause)).await;
    }
}

async fn run_command(command: PowerCommand) {
    if let Err(error) = command.run(SHUTDOWN_LIMIT).await {
        tracing::error!("{error}");
    }
}
