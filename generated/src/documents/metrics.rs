// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! An event in the life of a worker or of one of its tasks. The worker writes it to its log, as one
//! line that begins with `WORKER_METRICS ` followed by this object, from which operators derive what
//! capacity they use and what it costs.

use std::fmt;
use serde::{Deserialize, Serialize};

/// An event in the life of a worker or of one of its tasks. The worker writes it to its log, as one
/// line that begins with `WORKER_METRICS ` followed by this object, from which operators derive what
/// capacity they use and what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// What happened. `instanceBoot`: the machine started. `workerReady`: the worker asked for work for the
    /// first time. `taskQueued`: the task was scheduled, at the time given by the queue. `taskStart` and
    /// `taskFinish`: the worker began and ended to work on the task. `instanceReboot` and
    /// `instanceShutdown`: the worker is about to restart or switch off the machine.
    #[serde(rename = "eventType")]
    pub event_type: MetricsEventType,
    /// The cloud provider's name for the kind of machine. Empty if unknown.
    #[serde(rename = "instanceType")]
    pub instance_type: String,
    /// The region of the cloud provider that the machine is in. Empty if unknown.
    pub region: String,
    /// Number of the run of the task, counted from 0, for events of a task.
    #[serde(rename = "runId", skip_serializing_if = "Option::is_none")]
    pub run_id: Option<u64>,
    /// Id of the task, for events of a task.
    #[serde(rename = "taskId", skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// When it happened, in seconds since 1970-01-01T00:00:00Z.
    pub timestamp: i64,
    /// Which worker implementation writes this.
    pub worker: MetricsWorker,
    /// Id of the worker.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// The pool that the worker is in, `<provisionerId>/<workerType>`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// What happened. `instanceBoot`: the machine started. `workerReady`: the worker asked for work for the
/// first time. `taskQueued`: the task was scheduled, at the time given by the queue. `taskStart` and
/// `taskFinish`: the worker began and ended to work on the task. `instanceReboot` and
/// `instanceShutdown`: the worker is about to restart or switch off the machine.
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
pub enum MetricsEventType {
    /// `instanceBoot`
    #[serde(rename = "instanceBoot")]
    InstanceBoot,
    /// `workerReady`
    #[serde(rename = "workerReady")]
    WorkerReady,
    /// `taskQueued`
    #[serde(rename = "taskQueued")]
    TaskQueued,
    /// `taskStart`
    #[serde(rename = "taskStart")]
    TaskStart,
    /// `taskFinish`
    #[serde(rename = "taskFinish")]
    TaskFinish,
    /// `instanceReboot`
    #[serde(rename = "instanceReboot")]
    InstanceReboot,
    /// `instanceShutdown`
    #[serde(rename = "instanceShutdown")]
    InstanceShutdown,
}

impl fmt::Display for MetricsEventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::InstanceBoot => f.write_str("instanceBoot"),
            Self::WorkerReady => f.write_str("workerReady"),
            Self::TaskQueued => f.write_str("taskQueued"),
            Self::TaskStart => f.write_str("taskStart"),
            Self::TaskFinish => f.write_str("taskFinish"),
            Self::InstanceReboot => f.write_str("instanceReboot"),
            Self::InstanceShutdown => f.write_str("instanceShutdown"),
        }
    }
}

/// Which worker implementation writes this.
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
pub enum MetricsWorker {
    /// `generic-worker`
    #[serde(rename = "generic-worker")]
    GenericWorker,
}

impl fmt::Display for MetricsWorker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::GenericWorker => f.write_str("generic-worker"),
        }
    }
}
