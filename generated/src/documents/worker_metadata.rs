// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The file `generic-worker-metadata.json` in the worker's working directory. It is written when a task
//! starts, so that after a crash somebody can see what the machine was doing.

use serde::{Deserialize, Serialize};

/// The file `generic-worker-metadata.json` in the worker's working directory. It is written when a task
/// starts, so that after a crash somebody can see what the machine was doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerMetadata {
    /// Page of the run that the worker started last, `<rootURL>/tasks/<taskId>/runs/<runId>`.
    #[serde(rename = "lastTaskUrl")]
    pub last_task_url: String,
}
