// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the worker adds to the setting `workerTypeMetadata`, which each task log begins with. Whatever
//! the configuration has under the keys `generic-worker` and `config` is replaced; what it has under
//! `aws` counts more than what EC2 says. All its other keys (such as `machine-setup`) are left as they
//! are.

use std::fmt;
use serde::{Deserialize, Serialize};

/// What EC2 says about the instance. What it does not say is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Aws {
    /// Image that the instance was started from.
    #[serde(rename = "ami-id", skip_serializing_if = "Option::is_none")]
    pub ami_id: Option<String>,
    /// Availability zone that it is in.
    #[serde(
        rename = "availability-zone",
        skip_serializing_if = "Option::is_none"
    )]
    pub availability_zone: Option<String>,
    /// Id of the instance.
    #[serde(
        rename = "instance-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub instance_id: Option<String>,
    /// Its type, such as `c4.2xlarge`.
    #[serde(
        rename = "instance-type",
        skip_serializing_if = "Option::is_none"
    )]
    pub instance_type: Option<String>,
    /// Its address within its own network.
    #[serde(
        rename = "local-ipv4",
        skip_serializing_if = "Option::is_none"
    )]
    pub local_ipv4: Option<String>,
    /// Its public host name.
    #[serde(
        rename = "public-hostname",
        skip_serializing_if = "Option::is_none"
    )]
    pub public_hostname: Option<String>,
    /// Its public address.
    #[serde(
        rename = "public-ipv4",
        skip_serializing_if = "Option::is_none"
    )]
    pub public_ipv4: Option<String>,
}

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
/// the configuration has under the keys `generic-worker` and `config` is replaced; what it has under
/// `aws` counts more than what EC2 says. All its other keys (such as `machine-setup`) are left as they
/// are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerTypeMetadata {
    /// The EC2 instance. Only workers with `--configure-for-aws` add it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aws: Option<Aws>,
    /// Settings of a worker with a configuration of 2018. Other workers do not add it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<ConfigOf2018>,
    /// The worker itself.
    #[serde(rename = "generic-worker")]
    pub generic_worker: GenericWorker,
}
