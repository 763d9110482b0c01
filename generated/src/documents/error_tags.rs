// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What a report about an error of the worker itself says besides the error: the tags of an event in
//! Sentry, and `extra` of an `error-report` to worker-runner.

use serde::{Deserialize, Serialize};

/// What a report about an error of the worker itself says besides the error: the tags of an event in
/// Sentry, and `extra` of an `error-report` to worker-runner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorTags {
    /// The setting of that name.
    #[serde(rename = "cleanUpTaskDirs")]
    pub clean_up_task_dirs: String,
    /// The setting of that name.
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
    /// Processor architecture, in Go's words.
    #[serde(rename = "GOARCH")]
    pub goarch: String,
    /// Operating system, in Go's words.
    #[serde(rename = "GOOS")]
    pub goos: String,
    /// Commit that the program was built from, if that is known.
    #[serde(
        rename = "gwRevision",
        skip_serializing_if = "Option::is_none"
    )]
    pub gw_revision: Option<String>,
    /// Version of the program.
    #[serde(rename = "gwVersion")]
    pub gw_version: String,
    /// The setting of that name.
    #[serde(rename = "instanceType")]
    pub instance_type: String,
    /// The setting of that name.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Number of the run that the error happened in, if it happened in one.
    #[serde(rename = "runId", skip_serializing_if = "Option::is_none")]
    pub run_id: Option<String>,
    /// The setting of that name.
    #[serde(rename = "runTasksAsCurrentUser")]
    pub run_tasks_as_current_user: String,
    /// Id of the task that the error happened in, if it happened in one.
    #[serde(rename = "taskId", skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// The setting of that name.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// The setting of that name.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// The setting of that name.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
