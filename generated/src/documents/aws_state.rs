// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The file `aws-state.json` in the working directory of a worker that runs with `--configure-for-aws`:
//! what it got from the provisioner, where it can be fetched only once. A restart on the same instance
//! takes it from here. Only the worker's user may read it, and no task may publish it.

use serde::{Deserialize, Serialize};

/// The file `aws-state.json` in the working directory of a worker that runs with `--configure-for-aws`:
/// what it got from the provisioner, where it can be fetched only once. A restart on the same instance
/// takes it from here. Only the worker's user may read it, and no task may publish it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AwsState {
    /// The access token of that client.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// The certificate of that client, as a string of JSON. Empty if it has none.
    pub certificate: crate::WireSecret,
    /// The worker's client id.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// Secrets of the worker type.
    pub data: serde_json::Map<String, serde_json::Value>,
    /// Instance that this was obtained for. On any other the file means nothing.
    #[serde(rename = "instanceId")]
    pub instance_id: String,
    /// Whether the secret is known to be gone from the provisioner. As long as it is not, nothing in this
    /// file is used.
    #[serde(rename = "secretIsRemoved")]
    pub secret_is_removed: bool,
}
