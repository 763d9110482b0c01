//! Publishes the artifacts that a payload asks for, when its commands have ended: well or badly.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;
use tokio_util::sync::CancellationToken;

use super::Feature;
use crate::artifacts::{Announcement, FindOptions, Found, Published, Report, TaskFiles, find};
use crate::task::{self, RunContext, TaskError, TaskErrors, upload_error};

/// How much an artifact's expiry may miss the times that it is compared with: clocks and formats round.
const SLACK: std::time::Duration = std::time::Duration::from_secs(1);

/// Publishes the artifacts that a payload asks for.
#[derive(Debug)]
pub struct ArtifactUploads;

impl Feature for ArtifactUploads {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::ARTIFACT_UPLOADS
    }

    fn start<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(std::future::ready(check_expiries(run, payload)))
    }

    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
        errors: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            // Nobody would look at the artifacts of a run that is being given up, and time may be short.
            if run.abort.reason().is_some_and(|reason| reason.gives_the_run_up()) {
                return;
            }
            let cancelled = CancellationToken::new();
            let uploading = publish(run, payload, &cancelled);
            match run.abort.cancelling(&cancelled, uploading).await {
                Ok(reports) => reports.into_iter().for_each(|report| judge(run, report, errors)),
                Err(error) => {
                    let message = format!("Could not look for artifacts in the task directory: {error}");
                    run.log.error(&message);
                    errors.push(TaskError::failure(message));
                }
            }
        })
    }
}

fn check_expiries(run: &RunContext, payload: &Payload) -> Result<(), TaskError> {
    let task = &run.claim.task;
    for artifact in &payload.artifacts {
        let Some(expires) = artifact.expires else { continue };
        let path = &artifact.path;
        if expires + SLACK < task.deadline {
            return Err(TaskError::malformed(format!(
                "Malformed payload: artifact '{path}' expires before task deadline ({expires} is before {})",
                task.deadline
            )));
        }
        if let Some(end) = task.expires.filter(|end| expires > *end + SLACK) {
            return Err(TaskError::malformed(format!(
                "Malformed payload: artifact '{path}' expires after task expiry ({expires} is after {end})"
            )));
        }
    }
    Ok(())
}

async fn publish(
    run: &RunContext,
    payload: &Payload,
    cancelled: &CancellationToken,
) -> std::io::Result<Vec<Report>> {
    let (files, found) = look(run, payload, cancelled).await?;
    for left_out in found.iter().filter(|found| matches!(found, Found::Reserved { .. })) {
        run.log.warn(left_out);
    }
    let types = &run.services.content_types;
    let uploads = found.into_iter().filter_map(|found| found.upload(&files, types));
    let announce = |announcement: &Announcement<'_>| task::announce(run, announcement);
    Ok(run.uploader().upload_all(uploads, cancelled, &announce).await)
}

/// What there is to publish. Directories may be large, so that this is done on a thread of its own.
async fn look(
    run: &RunContext,
    payload: &Payload,
    cancelled: &CancellationToken,
) -> std::io::Result<(Arc<TaskFiles>, Vec<Found>)> {
    let files = Arc::new(run.task_files()?);
    let artifacts = payload.artifacts.clone();
    let reserved = run.notes.reserved();
    let expires = run.expires();
    let (searching, cancelled) = (Arc::clone(&files), cancelled.clone());
    let search = move || {
        find(&artifacts, &searching, &FindOptions { expires, reserved: &reserved, cancelled: &cancelled })
    };
    let found = tokio::task::spawn_blocking(search).await.map_err(std::io::Error::other)?;
    Ok((files, found))
}

/// What the outcome of an upload means for the run.
fn judge(run: &RunContext, report: Report, errors: &mut TaskErrors) {
    match report.outcome {
        Ok(Published::File { bytes, duration, sha256 }) => {
            if let Some(sha256) = sha256 {
                run.notes.record_checksum(&report.name, sha256);
            }
            tracing::info!(
                "uploaded {} of task {}: {bytes} bytes in {duration:.1?}",
                report.name,
                run.task_id()
            );
        }
        Ok(Published::Error(problem)) => {
            let message =
                format!("TASK FAILURE during artifact upload: {}: {}", problem.reason, problem.message);
            run.log.error(&message);
            if !report.optional {
                errors.push(TaskError::failure(format!("{}: {}", problem.reason, problem.message)));
            }
        }
        Err(error) => {
            run.log.error(format_args!("Error uploading artifact: {error}"));
            errors.push(upload_error(&error));
        }
    }
}
