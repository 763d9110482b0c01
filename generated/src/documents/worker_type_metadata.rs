// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the worker adds to the setting `workerTypeMetadata`, which each task log begins with. Whatever
//! the configuration has under the keys `generic-worker` and `config` is replaced; all its other keys
//! (such as `machine-setup`, or `aws` where EC2 has added it) are left as they are.

use std::fmt;
use serde::{Deserialize, Serialize};

/// Settings that tell how tasks share the machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Config {
    /// How many tasks run at the same time at most.
    pub capacity: u64,
    /// Whether tasks run without a desktop session.
    #[serde(rename = "headlessTasks")]
    pub headless_tasks: bool,
}

/// Settings of 2018 that told which deployment the machine belongs to, and who runs the tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfigOf2018 {
    /// Deployment that the machine was set up by. Empty if there is none.
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
    /// Whether tasks run as the worker's own user.
    #[serde(rename = "runTasksAsCurrentUser")]
    pub run_tasks_as_current_user: bool,
}

/// The program and how it runs. `go-os` and `go-arch` carry the names that the Go language has for
/// platforms, because programs that read task logs know them. There is no `go-version`: this worker is
/// not written in Go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GenericWorker {
    /// Settings that tell how tasks share the machine.
    pub config: Config,
    /// How tasks are kept apart. `insecure`: they run as the worker's own user. `multiuser`: each has a
    /// user of its own.
    pub engine: GenericWorkerEngine,
    /// Processor architecture, in Go's words, such as `amd64`, `arm64` or `386`.
    #[serde(rename = "go-arch")]
    pub go_arch: String,
    /// Operating system, in Go's words, such as `linux`, `darwin`, `freebsd` or `windows`.
    #[serde(rename = "go-os")]
    pub go_os: String,
    /// Page that describes this version.
    pub release: String,
    /// Commit that the program was built from, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// Page of that commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Version of the program, as `--short-version` prints it.
    pub version: String,
}

/// How tasks are kept apart. `insecure`: they run as the worker's own user. `multiuser`: each has a
/// user of its own.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum GenericWorkerEngine {
    /// `insecure`
    #[serde(rename = "insecure")]
    Insecure,
    /// `multiuser`
    #[serde(rename = "multiuser")]
    Multiuser,
}

impl fmt::Display for GenericWorkerEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Insecure => f.write_str("insecure"),
            Self::Multiuser => f.write_str("multiuser"),
        }
    }
}

/// What the worker adds to the setting `workerTypeMetadata`, which each task log begins with. Whatever
/// the configuration has under the keys `generic-worker` and `config` is replaced; all its other keys
/// (such as `machine-setup`, or `aws` where EC2 has added it) are left as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerTypeMetadata {
    /// Settings of a worker with a configuration of 2018. Other workers do not add it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<ConfigOf2018>,
    /// The worker itself.
    #[serde(rename = "generic-worker")]
    pub generic_worker: GenericWorker,
}
