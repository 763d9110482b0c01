//! The commands of `schemas/cli.yml`, one file each, and the way from the command line to them.

mod check_config;
mod configure;
mod install_service;
mod keypair;
mod launch_agent;
mod local_queue;
mod logging;
mod parse;
mod run;
mod run_task;
mod show;
mod status;
mod task_file;
mod validate_payload;

use generated::cli::{Command, GlobalOption};
use generated::exit_code::ExitCode;

pub use parse::{Request, UsageError, parse};

/// What the program exits with when it was called wrongly.
pub const USAGE_EXIT_CODE: ExitCode = ExitCode::Usage;

/// Does what was asked for.
#[must_use]
pub fn execute(request: Request) -> ExitCode {
    match request {
        Request::Global(GlobalOption::Help) => show::help(),
        Request::Global(GlobalOption::Version) => show::version(),
        Request::Global(GlobalOption::ShortVersion) => show::short_version(),
        Request::Command(command) => run_command(command),
    }
}

fn run_command(command: Command) -> ExitCode {
    match command {
        Command::Run(options) => run::run(&options),
        Command::RunTask(options) => run_task::run_task(&options),
        Command::LocalQueue(options) => local_queue::local_queue(&options),
        Command::ValidatePayload(options) => validate_payload::validate_payload(&options),
        Command::CheckConfig(options) => check_config::check_config(&options),
        Command::ShowPayloadSchema(options) => show::payload_schema(options.platform),
        Command::ShowConfigSchema => show::config_schema(),
        Command::Status => status::status(),
        Command::InstallService(options) => install_service::install_service(&options),
        Command::LaunchAgent(options) => launch_agent::launch_agent(&options),
        Command::NewEd25519Keypair(options) => keypair::new_ed25519(&options.file),
        Command::NewOpenpgpKeypair(options) => keypair::new_openpgp(&options.file),
    }
}
