//! `run`: the worker.

use std::sync::Arc;
use std::time::Duration;

use generated::cli::Run;
use generated::config::Config;
use generated::exit_code::ExitCode;
use tracing_subscriber::filter::LevelFilter;

use super::logging;
use crate::config::{self, Era, Loaded};
use crate::platform::{self, PowerCommand};
use crate::worker::{Services, SetupError, Worker, signals};

/// How long the operating system may take to accept that it is to shut down.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(60);

/// Runs the worker until there is a reason to stop.
pub fn run(options: &Run) -> ExitCode {
    logging::start(options.log_format, LevelFilter::INFO);
    let loaded = match config::load(&options.config, |name| std::env::var(name).ok()) {
        Ok(loaded) => loaded,
        Err(errors) => {
            tracing::error!("The configuration cannot be used:\n{errors}");
            return errors.exit_code;
        }
    };
    if options.configure_for_aws {
        tracing::warn!(
            "--configure-for-aws has no effect in this version: the configuration file alone counts"
        );
    }
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("could not start: {error}");
            return ExitCode::InternalError;
        }
    };
    runtime.block_on(async {
        let config = loaded.config.clone();
        let exit_code = work(options, loaded).await;
        tracing::info!("Exiting worker with exit code {}", exit_code.code());
        act_on(exit_code, &config).await;
        exit_code
    })
}

/// Few threads are enough: whatever takes long has threads of its own.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

async fn work(options: &Run, loaded: Loaded) -> ExitCode {
    for warning in &loaded.warnings {
        tracing::warn!("{warning}");
    }
    tracing::info!("Config: {}", config::shown(&loaded.config));
    tracing::info!("Detected {} platform", platform::os_name());
    if loaded.config.capacity > 1 {
        tracing::warn!(
            "Worker capacity: {}. Tasks run as the same user and are not protected from each other.",
            loaded.config.capacity
        );
    }
    let stop = match signals() {
        Ok(stop) => stop,
        Err(error) => {
            tracing::error!("could not listen for signals: {error}");
            return ExitCode::InternalError;
        }
    };
    let private_files = vec![options.config.clone()];
    match Services::new(loaded.config, loaded.era, private_files) {
        Ok(services) => Worker::new(Arc::new(services), stop).run().await,
        Err(error) => {
            tracing::error!("{error}");
            setup_failed(&error, loaded.era)
        }
    }
}

fn setup_failed(error: &SetupError, era: Era) -> ExitCode {
    match (error, era) {
        // What starts workers of 2018 knows no other code for it.
        (SetupError::SigningKey(_), Era::Of2018) => ExitCode::InternalError,
        (SetupError::SigningKey(_), Era::Today) => ExitCode::CantUseSigningKey,
        _ => ExitCode::InvalidConfig,
    }
}

/// What the machine is to do when the worker has ended for this reason.
async fn act_on(exit_code: ExitCode, config: &Config) {
    let command: Option<PowerCommand> = match exit_code {
        ExitCode::RebootRequired if !config.disable_reboots => {
            Some(platform::reboot("generic-worker requested reboot"))
        }
        ExitCode::IdleTimeout if config.shutdown_machine_on_idle => {
            Some(platform::shutdown("generic-worker idle timeout"))
        }
        ExitCode::InternalError if config.shutdown_machine_on_internal_error => {
            Some(platform::shutdown("generic-worker internal error"))
        }
        ExitCode::NonCurrentDeploymentId => {
            Some(platform::shutdown("generic-worker deploymentId is not latest"))
        }
        _ => None,
    };
    if let Some(command) = command
        && let Err(error) = command.run(SHUTDOWN_LIMIT).await
    {
        tracing::error!("{error}");
    }
}
