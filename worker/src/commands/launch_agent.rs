//! `launch-agent`: starts commands of tasks in the desktop session of whoever runs it.

use generated::cli::{LaunchAgent, LogFormat};
use generated::exit_code::ExitCode;
use tracing_subscriber::filter::LevelFilter;

use super::logging;
use crate::process::launch_agent::Agent;

/// Serves until it is stopped by a signal.
pub fn launch_agent(options: &LaunchAgent) -> ExitCode {
    logging::start(LogFormat::Text, LevelFilter::INFO);
    let Err(error) = Agent::listen(&options.socket).and_then(|agent| agent.serve());
    tracing::error!("{error}");
    ExitCode::CantLaunchAgent
}
