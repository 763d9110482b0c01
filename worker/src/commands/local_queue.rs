//! `local-queue`: the embedded deployment on its own.

use std::io::Write;
use std::time::Duration;

use generated::cli::LocalQueue;
use generated::exit_code::ExitCode;
use tracing_subscriber::filter::LevelFilter;

use super::{logging, run};
use crate::local::{LocalDeployment, LocalOptions};
use crate::worker::{Stop, signals};

/// Serves until it is stopped.
pub fn local_queue(options: &LocalQueue) -> ExitCode {
    logging::start(options.log_format, LevelFilter::INFO);
    let runtime = match run::runtime() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    runtime.block_on(serve(options)).unwrap_or_else(|error| fail(&error))
}

async fn serve(options: &LocalQueue) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut stop = signals()?;
    let local_options = LocalOptions {
        port: options.port,
        data_dir: options.data_dir.clone(),
        claim_duration: Duration::from_secs(options.claim_timeout),
        ..LocalOptions::default()
    };
    let deployment = LocalDeployment::start(local_options).await?;
    announce(&deployment)?;
    // Both signals end it: there is nothing to finish.
    let _ = stop.wait_for(|stop| *stop != Stop::No).await;
    deployment.stop().await;
    Ok(ExitCode::TasksComplete)
}

/// The three lines that clients of Taskcluster take as their environment. The token is made for this process alone.
fn announce(deployment: &LocalDeployment) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "TASKCLUSTER_ROOT_URL={}", deployment.root_url())?;
    writeln!(out, "TASKCLUSTER_CLIENT_ID={}", deployment.client_id())?;
    writeln!(out, "TASKCLUSTER_ACCESS_TOKEN={}", deployment.access_token().expose())?;
    out.flush()
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("local-queue: {error}");
    ExitCode::LocalQueueFailed
}
