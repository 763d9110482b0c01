// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the AWS provisioner of 2018 gave each instance as its user data, and what a worker with
//! `--configure-for-aws` begins with. Members that are not described here are passed over.

use serde::{Deserialize, Serialize};

/// What the AWS provisioner of 2018 gave each instance as its user data, and what a worker with
/// `--configure-for-aws` begins with. Members that are not described here are passed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ec2UserData {
    /// Base URL of the provisioner, which holds the instance's secret.
    #[serde(rename = "provisionerBaseUrl")]
    pub provisioner_base_url: String,
    /// The provisioner, which is the first part of the worker's task queue.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Region that the instance was requested in. It is the worker's group, too.
    pub region: String,
    /// What the secret is fetched and deleted with. Must not get into a log.
    #[serde(rename = "securityToken")]
    pub security_token: crate::WireSecret,
    /// The worker type, which is the second part of the worker's task queue.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
