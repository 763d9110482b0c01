// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the worker is doing: the file `worker-status.json` in the system's directory for temporary
//! files, and what the command `status` prints.

use serde::{Deserialize, Serialize};

/// What the worker is doing: the file `worker-status.json` in the system's directory for temporary
/// files, and what the command `status` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerStatus {
    /// Ids of the tasks that the worker is running. Empty when it is idle or not running.
    #[serde(rename = "currentTaskIds")]
    pub current_task_ids: Vec<String>,
}
