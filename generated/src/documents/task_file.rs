// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! A task that a person keeps in a file, for `run-task` and `validate-payload`: a task definition as
//! the queue's createTask takes it. Only the payload is required. What is not listed here (times, task
//! queue, group, routes, dependencies) is set by whoever creates the task, so that a definition copied
//! from another deployment can be tried as it is. A file without a `payload` is taken for a bare
//! payload.

use serde::{Deserialize, Serialize};

/// A task that a person keeps in a file, for `run-task` and `validate-payload`: a task definition as
/// the queue's createTask takes it. Only the payload is required. What is not listed here (times, task
/// queue, group, routes, dependencies) is set by whoever creates the task, so that a definition copied
/// from another deployment can be tried as it is. A file without a `payload` is taken for a bare
/// payload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskFile {
    /// Anything that tools want to keep with the task. It has no effect on the run.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What the task is, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<TaskFileMetadata>,
    /// What the worker is to do, as the payload schema of its platform describes it.
    pub payload: serde_json::Map<String, serde_json::Value>,
    /// How often the task may be tried again after an exception that is not its own fault.
    #[serde(default = "defaults::default_u64::<u64, 5>")]
    pub retries: u64,
    /// What the task is allowed to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Short labels for searching, by name.
    #[serde(
        default,
        skip_serializing_if = "std::collections::BTreeMap::is_empty"
    )]
    pub tags: std::collections::BTreeMap<String, String>,
}

/// What the task is, for people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskFileMetadata {
    /// What the task is for, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A name that a person recognises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The e-mail address of whoever answers for the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Where the task comes from, as a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: ::std::convert::TryFrom<u64>,
        <T as ::std::convert::TryFrom<u64>>::Error: ::std::fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
}
