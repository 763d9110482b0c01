// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What a worker with `--configure-for-aws` adds to the setting `workerTypeMetadata`. What the
//! configuration has under this key counts more.

use serde::{Deserialize, Serialize};

/// What EC2 says about the instance. What it does not say is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ec2Instance {
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

/// What a worker with `--configure-for-aws` adds to the setting `workerTypeMetadata`. What the
/// configuration has under this key counts more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ec2Metadata {
    /// The EC2 instance.
    pub aws: Ec2Instance,
}
