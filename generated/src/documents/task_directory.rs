// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The file `generic-worker/task-directory.json` that the worker puts into each task directory when it
//! makes it. By this file, and not by the name of the directory, the worker knows after a restart which
//! directories are its own and may be removed: no other directory is ever touched.

use serde::{Deserialize, Serialize};

/// The file `generic-worker/task-directory.json` that the worker puts into each task directory when it
/// makes it. By this file, and not by the name of the directory, the worker knows after a restart which
/// directories are its own and may be removed: no other directory is ever touched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDirectory {
    /// When the directory was made.
    pub created: crate::Timestamp,
    /// Process id of that worker.
    pub pid: u64,
    /// Number of the run of the task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// Id of the task that the directory was made for.
    #[serde(rename = "taskId")]
    pub task_id: String,
    /// Id of the worker that made the directory.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
