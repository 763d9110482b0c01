//! Runs a task's commands, one after the other, until one of them fails.

use std::collections::BTreeMap;

use generated::payload::current::Payload;

use super::abort::AbortReason;
use super::context::RunContext;
use super::duration::GoDuration;
use super::resolution::TaskError;
use super::shell;
use crate::process::{Command, ExitStatus, Outcome, StartError};

/// Runs the commands of `payload` with `environment`. Returns why they did not all succeed.
///
/// # Errors
///
/// The first thing that went wrong: a command that failed or could not be started, or the end of the run before its
/// time. The commands behind it are not run.
pub async fn run_all(
    run: &RunContext,
    payload: &Payload,
    environment: &BTreeMap<String, String>,
) -> Result<(), TaskError> {
    for (index, argv) in payload.command.iter().enumerate() {
        if let Some(reason) = run.abort.reason() {
            return Err(reason.to_error());
        }
        run.log.info(format_args!("Executing command {index}: {}", shell::join(argv)));
        let command =
            Command { argv: argv.clone(), env: environment.clone(), dir: run.directory.path().to_owned() };
        let outcome = run_one(run, &command).await?;
        log_outcome(run, &outcome);
        if let ExitStatus::Code(code) = outcome.status {
            run.notes.set_last_exit_code(code);
        }
        check(payload, &outcome)?;
    }
    Ok(())
}

/// Runs one command to its end, or until the run is ended before its time: then nothing of the task is left running.
async fn run_one(run: &RunContext, command: &Command) -> Result<Outcome, TaskError> {
    let started = tokio::time::Instant::now();
    let running = run.processes.run(command, run.log.file());
    tokio::pin!(running);
    let reason = tokio::select! {
        outcome = &mut running => return outcome.map_err(|error| start_error(&error)),
        reason = run.abort.triggered() => reason,
    };
    run.log.error("Aborting task...");
    if let Err(error) = run.processes.kill().await {
        run.log.warn(format_args!("Error when aborting task: {error}"));
    } else if let Err(error) = running.await {
        tracing::debug!("a command ended before it had started: {error}");
    }
    run.log.info(format_args!("Command ABORTED after {}", GoDuration(started.elapsed())));
    Err(AbortReason::to_error(&reason))
}

/// A command that cannot be started is the task's mistake, a machine that cannot start any is not.
fn start_error(error: &StartError) -> TaskError {
    match error {
        StartError::System { .. } => TaskError::unavailable(error.to_string()),
        StartError::Command { .. } | StartError::Aborted { .. } => TaskError::failure(error.to_string()),
    }
}

fn log_outcome(run: &RunContext, outcome: &Outcome) {
    if let Some(error) = &outcome.output_lost {
        run.log.warn(format_args!(
            "Part of the command's output is missing, because it could not be written: {error}"
        ));
    }
    let (code, result) = match outcome.status {
        ExitStatus::Code(0) => (0, "SUCCEEDED"),
        ExitStatus::Code(code) => (code, "FAILED"),
        ExitStatus::Signal(_) => (-1, "FAILED"),
    };
    run.log.info(format_args!(
        "   Exit Code: {code}\n   User Time: {}\n Kernel Time: {}\n   Wall Time: {}\n      Result: {result}",
        GoDuration(outcome.user_time),
        GoDuration(outcome.kernel_time),
        GoDuration(outcome.wall_time),
    ));
}

/// What a command's exit status means for the task.
fn check(payload: &Payload, outcome: &Outcome) -> Result<(), TaskError> {
    match outcome.status {
        ExitStatus::Code(0) => Ok(()),
        ExitStatus::Code(code) if is_intermittent(payload, code) => Err(TaskError::exception(
            generated::api::queue::TaskExceptionRequestReason::IntermittentTask,
            format!(
                "Task appears to have failed intermittently - exit code {code} found in task payload.onExitStatus list"
            ),
        )),
        status => Err(TaskError::failure(status.to_string())),
    }
}

fn is_intermittent(payload: &Payload, code: i32) -> bool {
    payload.on_exit_status.retry.iter().any(|&listed| u64::try_from(code) == Ok(listed))
}
