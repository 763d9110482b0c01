// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the worker and a superseder say about a task that a later one makes superfluous: services of
//! 2018, asked before such a task runs.

use serde::{Deserialize, Serialize};

/// The artifact `public/superseded-by.json` of a task that was not run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupersededBy {
    /// Id of the task that makes this one superfluous.
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// The answer of the service at a task's `supersederUrl`, which is asked with the query argument
/// `taskId`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupersederAnswer {
    /// Ids of tasks, each of which makes all that follow it superfluous. The task that was asked about is
    /// one of them; if it is the first, or if there are none, it is run.
    pub supersedes: Vec<String>,
}
