// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! An operating system account that the worker made for a task. The files `current-task-user.json` and
//! `next-task-user.json` in the worker's working directory hold the one that runs tasks now and the one
//! that takes over after the next reboot. With the feature `runTaskAsCurrentUser` the task finds its
//! own user in the file that the environment variable `TASK_USER_CREDENTIALS` names. Only their owner
//! may read these files.

use serde::{Deserialize, Serialize};

/// An operating system account that the worker made for a task. The files `current-task-user.json` and
/// `next-task-user.json` in the worker's working directory hold the one that runs tasks now and the one
/// that takes over after the next reboot. With the feature `runTaskAsCurrentUser` the task finds its
/// own user in the file that the environment variable `TASK_USER_CREDENTIALS` names. Only their owner
/// may read these files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskUser {
    /// Name of the account.
    pub name: String,
    /// Password of the account.
    pub password: crate::WireSecret,
}
