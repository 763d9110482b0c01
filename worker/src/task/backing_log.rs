//! The task log as an artifact: its head, its last lines, its upload.

use std::time::Duration;

use generated::payload::common::{ArtifactContentEncoding, Logs};
use generated::payload::current::Payload;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::context::RunContext;
use super::log::TaskLog;
use super::resolution::{TaskError, TaskErrors, upload_error};
use crate::artifacts::{Content, Upload};

/// The media type of task logs.
pub const CONTENT_TYPE: &str = "text/plain; charset=utf-8";

/// How long the report waits for the log when the worker or its machine goes away.
pub const URGENT_PATIENCE: Duration = Duration::from_secs(10);

/// Writes the lines that every task log starts with.
pub fn write_header(run: &RunContext) {
    let config = run.config();
    run.log.info(format_args!("Worker Type ({}) settings:", config.worker_type));
    let metadata = Value::Object(run.services.worker_type_metadata.clone());
    let text = serde_json::to_string_pretty(&metadata).unwrap_or_default();
    run.log.info(html_escaped(&text).lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"));
    run.log.info(format_args!("Task ID: {}", run.task_id()));
    run.log.info("=== Task Starting ===");
}

/// Writes what went wrong, as the last words of the log.
pub fn write_errors(log: &TaskLog, errors: &TaskErrors) {
    if !errors.is_empty() {
        log.error(errors.message());
    }
}

/// The characters that log viewers showing HTML would stumble over, as JSON escapes.
fn html_escaped(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Uploads the log, unless the task does not want it. A payload that could not be understood gets one all the same: it says
/// why.
pub async fn upload(run: &RunContext, payload: Option<&Payload>, errors: &mut TaskErrors) {
    let name = match payload {
        Some(payload) if !payload.features.backing_log => return,
        Some(payload) => payload.logs.backing.clone(),
        None => Logs::default().backing,
    };
    // The file itself, not its path: the task may have removed or replaced what stands there.
    let content = match run.log.file().reader() {
        Ok(file) => Content::Opened(file),
        Err(error) => {
            tracing::error!("the log of task {} cannot be read: {error}", run.task_id());
            errors.push(TaskError::unavailable(format!("the task log cannot be read: {error}")));
            return;
        }
    };
    let upload = Upload {
        name,
        content,
        path: run.directory.log_file(),
        content_type: CONTENT_TYPE.to_owned(),
        content_encoding: ArtifactContentEncoding::Gzip,
        expires: run.expires(),
        optional: false,
    };
    let (uploader, cancelled) = (run.uploader(), CancellationToken::new());
    let uploading = uploader.upload(upload, &cancelled, &|_| {});
    let Some(report) = run.abort.unless_urgent(URGENT_PATIENCE, uploading).await else {
        tracing::error!("the log of task {} could not be uploaded in time", run.task_id());
        return;
    };
    if let Err(error) = report.outcome {
        tracing::error!("the log of task {} could not be uploaded: {error}", run.task_id());
        errors.push(upload_error(&error));
    }
}
