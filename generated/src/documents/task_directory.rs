// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The file `task-directory.json` that the worker puts into its own directory of each run:
//! `generic-worker` in the task directory or, where the task has a user of its own, a directory named
//! as that user in `generic-worker` in tasksDir. By this file, and not by a name, the worker knows
//! after a restart which directories and users are its own and may be removed: no other is ever
//! touched. The worker holds a lock (flock) on it for as long as the run lasts.

use serde::{Deserialize, Serialize};

/// The file `task-directory.json` that the worker puts into its own directory of each run:
/// `generic-worker` in the task directory or, where the task has a user of its own, a directory named
/// as that user in `generic-worker` in tasksDir. By this file, and not by a name, the worker knows
/// after a restart which directories and users are its own and may be removed: no other is ever
/// touched. The worker holds a lock (flock) on it for as long as the run lasts.
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
    /// Name of the operating system user that the task has for itself. Absent when it runs as the worker's
    /// user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Id of the worker that made the directory.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
