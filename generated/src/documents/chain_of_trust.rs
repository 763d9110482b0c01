// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Evidence, signed by the worker, of what a task was and what it made. A worker with an ed25519 key
//! publishes it as the artifact `public/chain-of-trust.json`, with the signature over its bytes (64
//! bytes, as they are) in `public/chain-of-trust.json.sig`. A worker with an OpenPGP key, as workers of
//! 2018 had, publishes it as `public/chainOfTrust.json.asc`, a clear-signed message. A worker with both
//! keys publishes both.
//!
//! The document has further properties if the task left a file `chain-of-trust-additional-data.json` in
//! its directory: the two are merged, and where both have a value the worker's own counts. To
//! `artifacts`, and to the properties of `environment` that stand here, nothing can be added: a task
//! that tries fails, and nothing is signed.

use serde::{Deserialize, Serialize};

/// What the content of an artifact can be verified by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactHash {
    /// SHA-256 checksum of the content before any compression for the upload, in lower-case hexadecimal.
    pub sha256: String,
}

/// Evidence, signed by the worker, of what a task was and what it made. A worker with an ed25519 key
/// publishes it as the artifact `public/chain-of-trust.json`, with the signature over its bytes (64
/// bytes, as they are) in `public/chain-of-trust.json.sig`. A worker with an OpenPGP key, as workers of
/// 2018 had, publishes it as `public/chainOfTrust.json.asc`, a clear-signed message. A worker with both
/// keys publishes both.
///
/// The document has further properties if the task left a file `chain-of-trust-additional-data.json` in
/// its directory: the two are merged, and where both have a value the worker's own counts. To
/// `artifacts`, and to the properties of `environment` that stand here, nothing can be added: a task
/// that tries fails, and nothing is signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainOfTrust {
    /// The artifacts that hold data, by name. Links, references and error artifacts are not among them, nor
    /// are this document, its signature and the backing log. The log as it was when this document was made
    /// is among them, as `public/logs/certified.log`.
    pub artifacts: std::collections::BTreeMap<String, ArtifactHash>,
    /// Version of this format. There has been one so far.
    #[serde(rename = "chainOfTrustVersion")]
    pub chain_of_trust_version: u64,
    /// Where the task ran.
    pub environment: Environment,
    /// Number of the run of the task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// The definition of the task, as the worker got it from the queue when it claimed the task.
    pub task: serde_json::Map<String, serde_json::Value>,
    /// Id of the task.
    #[serde(rename = "taskId")]
    pub task_id: String,
    /// Group of the worker that ran the task.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker that ran the task, unique in its group.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// The machine that a task ran on. What the worker's configuration does not tell is an empty string.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Environment {
    /// The cloud provider's name for the machine.
    #[serde(rename = "instanceId")]
    pub instance_id: String,
    /// The cloud provider's name for the kind of machine, such as `m5.xlarge`.
    #[serde(rename = "instanceType")]
    pub instance_type: String,
    /// Address that the machine has in its own network.
    #[serde(rename = "privateIpAddress")]
    pub private_ip_address: String,
    /// Address that the machine has on the internet, if it is known.
    #[serde(
        rename = "publicIpAddress",
        skip_serializing_if = "Option::is_none"
    )]
    pub public_ip_address: Option<String>,
    /// The region of the cloud provider that the machine is in.
    pub region: String,
}
