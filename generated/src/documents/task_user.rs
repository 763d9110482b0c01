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
    /// Which boot of the machine the account was made in, as the system names it. It can be logged in to
    /// the desktop from the next one on.
    #[serde(
        rename = "madeInBoot",
        skip_serializing_if = "Option::is_none"
    )]
    pub made_in_boot: Option<String>,
    /// Name of the account.
    pub name: String,
    /// Password of the account.
    pub password: crate::WireSecret,
}
