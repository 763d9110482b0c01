//! Artifacts that the worker itself makes for a run, beside those that its payload asks for.

use std::path::Path;

use generated::payload::common::ArtifactContentEncoding;
use tokio_util::sync::CancellationToken;

use super::context::RunContext;
use super::directory::WORKER_DIRECTORY;
use super::resolution::{TaskError, upload_error};
use crate::artifacts::{Announcement, Content, Published, Upload};

/// Says in the task log that an upload begins.
pub fn announce(run: &RunContext, announcement: &Announcement<'_>) {
    match announcement {
        Announcement::File { .. } => run.log.info(announcement),
        Announcement::Error { .. } => run.log.error(announcement),
    }
}

/// Publishes `content`, which the worker has made, as the artifact `name`, unless the run is being given up. It is kept as
/// long as the task, and its checksum recorded.
///
/// # Errors
///
/// What keeps it from being published, with what that means for the run.
pub async fn publish(
    run: &RunContext,
    name: &str,
    content: Content,
    content_type: &str,
) -> Result<(), TaskError> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let upload = Upload {
        name: name.to_owned(),
        content,
        path: Path::new(WORKER_DIRECTORY).join(file),
        content_type: content_type.to_owned(),
        content_encoding: ArtifactContentEncoding::Gzip,
        expires: run.expires(),
        optional: false,
    };
    let (uploader, cancelled) = (run.uploader(), CancellationToken::new());
    let announce = |announcement: &Announcement<'_>| announce(run, announcement);
    let uploading = uploader.upload(upload, &cancelled, &announce);
    let report = run.abort.cancelling(&cancelled, uploading).await;
    match report.outcome {
        Ok(Published::File { sha256, .. }) => {
            if let Some(sha256) = sha256 {
                run.notes.record_checksum(name, sha256);
            }
            Ok(())
        }
        Ok(Published::Error(problem)) => {
            Err(TaskError::internal(format!("could not publish {name}: {}", problem.message)))
        }
        Err(error) => Err(upload_error(&error)),
    }
}
