//! The life of one run.

use std::sync::Arc;
use std::time::Duration;

use generated::api::queue::TaskClaim;
use generated::payload::current::Payload;
use tokio::time::Instant;

use super::abort::{Abort, AbortReason};
use super::context::{RunContext, Services};
use super::duration::GoDuration;
use super::open::{clear, open};
use super::resolution::{Resolution, TaskError, TaskErrors};
use super::status::StatusManager;
use super::turn::Turn;
use super::{backing_log, commands, environment, usage};
use crate::features::{self, Feature};
use crate::taskcluster::credentials::SharedCredentials;

/// What the worker needs to know of a run that is over.
#[derive(Clone, Debug)]
pub struct RunReport {
    /// The task's id.
    pub task_id: String,
    /// The number of the run.
    pub run_id: u64,
    /// How it was resolved.
    pub resolution: Resolution,
    /// What is wrong with the machine, so that no other task could run on it either.
    pub problem: Option<String>,
    /// Whether something of the run is still there.
    pub has_left: bool,
}

/// Runs the task of `claim` to its end and reports it; as the user whose `turn` it is, where tasks have desktop sessions.
/// `credentials` are those of the claim, which each reclaim replaces; `abort` ends the run before its time.
///
/// Every claimed run ends in exactly one report; where the queue did not take it, the worker's log says so.
pub async fn run(
    services: Arc<Services>,
    claim: TaskClaim,
    credentials: SharedCredentials,
    abort: Abort,
    turn: Option<Turn>,
) -> RunReport {
    let (task_id, run_id) = (claim.status.task_id.clone(), claim.run_id);
    let queue = services.as_task(&credentials).queue();
    let poll = Duration::from_secs(u64::from(services.config.task_status_poll_secs));
    let status = StatusManager::start(&claim, queue.clone(), credentials.clone(), abort.clone(), poll);
    tracing::info!("Running task {}", services.taskcluster.deployment().run_page(&task_id, run_id));

    let opened = open(&services, &claim, &credentials, &abort, turn).await;
    let errors = match &opened {
        Ok(run) => live(run).await,
        Err(error) => {
            // There is no task log that could tell.
            let error = error.to_error();
            tracing::error!("Could not begin task {task_id} run {run_id}: {}", error.message);
            TaskErrors::from(error)
        }
    };
    let resolution = errors.resolution();
    tracing::info!("Resolving task {task_id} run {run_id}: {resolution}");
    if let Err(error) = status.report(resolution).await {
        tracing::error!(
            "The queue did not take the report on task {task_id} run {run_id} ({resolution}): {error}"
        );
    }
    let (problem, has_left) = match &opened {
        Ok(run) => (None, !clear(&run.services, &run.directory).await),
        Err(error) => (error.of_machine().map(str::to_owned), true),
    };
    RunReport { task_id, run_id, resolution, problem, has_left }
}

/// Everything between the creation of the log and its upload.
async fn live(run: &RunContext) -> TaskErrors {
    let mut errors = TaskErrors::default();
    backing_log::write_header(run);
    let payload = match validate(run) {
        Ok(payload) => {
            run_payload(run, &payload, &mut errors).await;
            Some(payload)
        }
        Err(error) => {
            errors.push(error);
            None
        }
    };
    if let Some(reason) = run.abort.reason() {
        errors.push_once(reason.to_error());
    }
    backing_log::write_errors(&run.log, &errors);
    run.log.complete();
    backing_log::upload(run, payload.as_ref(), &mut errors).await;
    errors
}

fn validate(run: &RunContext) -> Result<Payload, TaskError> {
    let raw = serde_json::Value::Object(run.claim.task.payload.clone());
    run.services.payload_schema.parse(raw).map_err(|violations| {
        run.log.error("TASK FAIL since the task payload is invalid. See errors:");
        for violation in &violations {
            run.log.error(format_args!("- {violation}"));
        }
        TaskError::malformed(format!("Validation of payload failed for task {}", run.task_id()))
    })
}

/// Features, commands, features in reverse.
async fn run_payload(run: &RunContext, payload: &Payload, errors: &mut TaskErrors) {
    if payload.superseder_url.is_some() && !run.config().enable_supersede {
        run.log.warn("supersederUrl is not acted on: this task runs even if another one supersedes it");
    }
    let features = match admit(run, payload).await {
        Ok(features) => features,
        Err(refusals) => return refusals.into_iter().for_each(|refusal| errors.push(refusal)),
    };
    run_with(features, run, payload, errors).await;
}

/// The features that the task asks for and may use, unless the run is ended meanwhile.
async fn admit(run: &RunContext, payload: &Payload) -> Result<Vec<Box<dyn Feature>>, Vec<TaskError>> {
    tokio::select! {
        biased;
        reason = run.abort.triggered() => Err(vec![AbortReason::to_error(&reason)]),
        admitted = features::admit(run, payload, features::requested(payload)) => admitted,
    }
}

async fn run_with(
    mut features: Vec<Box<dyn Feature>>,
    run: &RunContext,
    payload: &Payload,
    errors: &mut TaskErrors,
) {
    let mut tried = 0;
    for feature in &mut features {
        tracing::debug!("Starting task feature {}...", feature.facts().title);
        tried += 1;
        if let Err(error) = start(run, payload, feature.as_mut()).await {
            errors.push(error);
            break;
        }
    }
    if errors.is_empty() {
        run_commands(run, payload, errors).await;
    }
    // What commands have left running must not meddle with what is published and put away now.
    if let Err(error) = run.processes.kill().await {
        tracing::warn!("task {} left processes behind: {error}", run.task_id());
    }
    for feature in features[..tried].iter_mut().rev() {
        tracing::debug!("Stopping task feature {}...", feature.facts().title);
        feature.stop(run, payload, errors).await;
    }
}

/// Starts a feature, unless the run is ended meanwhile.
async fn start(run: &RunContext, payload: &Payload, feature: &mut dyn Feature) -> Result<(), TaskError> {
    tokio::select! {
        biased;
        reason = run.abort.triggered() => Err(AbortReason::to_error(&reason)),
        started = feature.start(run, payload) => started,
    }
}

async fn run_commands(run: &RunContext, payload: &Payload, errors: &mut TaskErrors) {
    let started = Instant::now();
    let environment = environment::build(run, std::env::vars_os(), &payload.env);
    if let Err(error) = commands::run_all(run, payload, &environment).await {
        errors.push(error);
    }
    run.log.info("=== Task Finished ===");
    run.log.info(format_args!("Task Duration: {}", GoDuration(started.elapsed())));
    usage::log(run);
}
