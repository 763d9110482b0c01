//! Runs a task's commands, one after the other, until one of them fails.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use generated::payload::current::Payload;

use super::abort::AbortReason;
use super::bytes::Bytes;
use super::context::RunContext;
use super::duration::GoDuration;
use super::memory::{MemoryFigures, MemoryWatch};
use super::resolution::TaskError;
use super::shell;
use crate::config::Era;
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
        let command = Command {
            argv: argv.clone(),
            env: environment.clone(),
            dir: run.directory.path().to_owned(),
            confinement: run.confinement(),
        };
        let outcome = run_one(run, &command).await?;
        if let ExitStatus::Code(code) = outcome.status {
            run.notes.set_last_exit_code(code);
        }
        check(payload, &outcome)?;
    }
    Ok(())
}

/// How long a command that was killed may take to be seen to end.
const END_LIMIT: Duration = Duration::from_secs(15);

/// Runs one command to its end, or until the run is ended before its time: then nothing of the task is left running.
async fn run_one(run: &RunContext, command: &Command) -> Result<Outcome, TaskError> {
    let started = tokio::time::Instant::now();
    let mut memory = run.notes.memory_limits().map(|limits| MemoryWatch::new(run, limits));
    let running = run.processes.run(command, run.log.file());
    tokio::pin!(running);
    let reason = tokio::select! {
        outcome = &mut running => {
            let outcome = outcome.map_err(|error| start_error(&error))?;
            log_outcome(run, &outcome, memory.and_then(MemoryWatch::figures));
            return Ok(outcome);
        }
        reason = run.abort.triggered() => reason,
        never = measure(memory.as_mut()) => match never {},
    };
    run.log.error("Aborting task...");
    if let Err(error) = run.processes.kill().await {
        run.log.warn(format_args!("Error when aborting task: {error}"));
    } else {
        match tokio::time::timeout(END_LIMIT, running).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::debug!("a command ended before it had started: {error}"),
            Err(_) => {
                tracing::error!("a command of task {} does not end although it was killed", run.task_id())
            }
        }
    }
    let aborted = format!("Command ABORTED after {}", GoDuration(started.elapsed()));
    match memory.and_then(MemoryWatch::figures) {
        Some(figures) => run.log.info(format_args!("{aborted}\n{}", aligned(run, &memory_lines(&figures)))),
        None => run.log.info(aborted),
    }
    Err(AbortReason::to_error(&reason))
}

async fn measure(memory: Option<&mut MemoryWatch<'_>>) -> Infallible {
    match memory {
        Some(memory) => memory.measure().await,
        None => std::future::pending().await,
    }
}

/// A command that cannot be started is the task's mistake, a machine that cannot start any is not.
fn start_error(error: &StartError) -> TaskError {
    match error {
        StartError::System { .. } => TaskError::unavailable(error.to_string()),
        StartError::Command { .. } | StartError::Aborted { .. } => TaskError::failure(error.to_string()),
    }
}

fn log_outcome(run: &RunContext, outcome: &Outcome, memory: Option<MemoryFigures>) {
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
    let mut lines = vec![
        ("Exit Code", code.to_string()),
        ("User Time", GoDuration(outcome.user_time).to_string()),
        ("Kernel Time", GoDuration(outcome.kernel_time).to_string()),
        ("Wall Time", GoDuration(outcome.wall_time).to_string()),
    ];
    lines.extend(memory.iter().flat_map(memory_lines));
    lines.push(("Result", result.to_owned()));
    run.log.info(aligned(run, &lines));
}

fn memory_lines(figures: &MemoryFigures) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        ("Average Available System Memory", Bytes(figures.average_available).to_string()),
        ("Average System Memory Used", Bytes(figures.average_used).to_string()),
        ("Peak System Memory Used", Bytes(figures.peak_used).to_string()),
        ("Total System Memory", Bytes(figures.total).to_string()),
    ];
    lines.extend(figures.task_peak.map(|peak| ("Peak Task Memory Used", Bytes(peak).to_string())));
    lines
}

/// Labels and values, with the colons below each other, in the column where each era's tools look for them.
fn aligned(run: &RunContext, lines: &[(&'static str, String)]) -> String {
    let width = match run.services.era {
        Era::Of2018 => 12,
        Era::Today => 32,
    };
    let lines: Vec<_> = lines.iter().map(|(label, value)| format!("{label:>width$}: {value}")).collect();
    lines.join("\n")
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
