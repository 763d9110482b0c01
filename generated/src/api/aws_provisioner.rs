// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The service that started EC2 instances for worker types on the deployments of 2018, before
//! worker-manager took over. It has a base URL of its own, which ends in `/v1` and stands in the
//! instance's user data; deployments that are reached through a root URL do not have it. A worker that
//! is configured by EC2 fetches its credentials and settings here once, and later compares the worker
//! type's `deploymentId` with its own. Only the operations that a worker needs are described.

use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "aws-provisioner";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::GET_SECRET,
    &operations::REMOVE_SECRET,
    &operations::WORKER_TYPE,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation};
    /// `GET /secret/<token>`
    pub const GET_SECRET: Operation = Operation {
        service: "aws-provisioner",
        version: "v1",
        name: "getSecret",
        method: Method::Get,
        route: "/secret/<token>",
        secret_args: &["token"],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("SecretResponse"),
        scopes: None,
    };
    /// `DELETE /secret/<token>`
    pub const REMOVE_SECRET: Operation = Operation {
        service: "aws-provisioner",
        version: "v1",
        name: "removeSecret",
        method: Method::Delete,
        route: "/secret/<token>",
        secret_args: &["token"],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /worker-type/<workerType>`
    pub const WORKER_TYPE: Operation = Operation {
        service: "aws-provisioner",
        version: "v1",
        name: "workerType",
        method: Method::Get,
        route: "/worker-type/<workerType>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerTypeResponse"),
        scopes: None,
    };
}

/// The names of the parameters in routes, queries and scopes.
pub mod parameters {
    /// `token`
    pub const TOKEN: &str = "token";
    /// `workerType`
    pub const WORKER_TYPE: &str = "workerType";
}

/// A client of the aws-provisioner service: one method for each operation.
#[derive(Clone, Debug)]
pub struct AwsProvisioner<T> {
    transport: T,
}

impl<T: Transport> AwsProvisioner<T> {
    /// A client that calls through `transport`.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Fetch the credentials and settings of this instance
    ///
    /// Returns what was stored for the instance when it was requested. Needs no credentials: the token from
    /// the instance's user data is the only protection, so the URL must not get into a log. The secret
    /// exists until `removeSecret` is called or its expiry is reached, and an unknown token gives 404.
    ///
    /// `GET /secret/<token>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_secret(&self, token: &str) -> Result<SecretResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_SECRET,
            args: vec![("token", token.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Delete the secret of this instance
    ///
    /// Makes the token worthless, so that a task which reads the user data learns nothing. A worker calls
    /// it straight after `getSecret`, whether or not that succeeded, and uses neither credentials nor
    /// settings from the secret if it fails. Needs no credentials; answers without a body.
    ///
    /// `DELETE /secret/<token>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn remove_secret(&self, token: &str) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::REMOVE_SECRET,
            args: vec![("token", token.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the definition of a worker type
    ///
    /// Returns the definition as it is now, which may be newer than the one that the instance was started
    /// with. A worker reads `secrets."generic-worker".config.deploymentId` from it: a value other than its
    /// own says that new instances are wanted, and this one ends when it is between tasks. Signed with the
    /// worker's credentials; an answer that does not come, or lacks the value, means no change.
    ///
    /// `GET /worker-type/<workerType>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn worker_type(
        &self,
        worker_type: &str,
    ) -> Result<WorkerTypeResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::WORKER_TYPE,
            args: vec![("workerType", worker_type.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }
}

/// What a server of the aws-provisioner service does. Operations that it does not implement answer that
/// they are not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait AwsProvisionerServer: Send + Sync {
    /// What the server knows of the caller.
    type Context: Send + Sync;
    /// Fetch the credentials and settings of this instance
    fn get_secret(
        &self,
        context: &Self::Context,
        token: &str,
    ) -> impl Future<Output = Result<Reply<SecretResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_SECRET)) }
    }

    /// Delete the secret of this instance
    fn remove_secret(
        &self,
        context: &Self::Context,
        token: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REMOVE_SECRET)) }
    }

    /// Get the definition of a worker type
    fn worker_type(
        &self,
        context: &Self::Context,
        worker_type: &str,
    ) -> impl Future<Output = Result<Reply<WorkerTypeResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_TYPE)) }
    }
}

/// Hands `request` to the method of `server` that implements its operation.
///
/// # Errors
///
/// What the server answers, 400 for a body that does not fit, 404 for an operation of another service.
pub async fn dispatch<S: AwsProvisionerServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "getSecret" => {
            ServerRequest::answer(
                server.get_secret(context, request.arg("token")?).await?,
            )
        }
        "removeSecret" => {
            ServerRequest::answer(
                server.remove_secret(context, request.arg("token")?).await?,
            )
        }
        "workerType" => {
            ServerRequest::answer(
                server.worker_type(context, request.arg("workerType")?).await?,
            )
        }
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// What applies to the instances in one availability zone only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AvailabilityZoneConfiguration {
    /// Name of the zone, for example `us-west-2a`.
    #[serde(rename = "availabilityZone")]
    pub availability_zone: String,
    /// Launch parameters to merge over the general ones.
    #[serde(
        rename = "launchSpec",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub launch_spec: serde_json::Map<String, serde_json::Value>,
    /// Region that the zone is in, for example `us-west-2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Values to merge over the general secrets. Absent means none.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub secrets: serde_json::Map<String, serde_json::Value>,
    /// Values to merge over the general user data. Absent means none.
    #[serde(
        rename = "userData",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub user_data: serde_json::Map<String, serde_json::Value>,
}

/// Temporary Taskcluster credentials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credentials {
    /// Secret key for signing. Must not get into logs or artifacts.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// Certificate that binds the key to scopes and to a time span: JSON as text, to be passed on unchanged
    /// in the `ext` field of the signature. Absent or empty for permanent credentials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<crate::WireSecret>,
    /// Name under which the worker's requests appear.
    #[serde(rename = "clientId")]
    pub client_id: String,
}

/// One EC2 instance type, what it is worth, and what applies to it only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstanceTypeConfiguration {
    /// Capacity units that an instance adds, about the number of tasks it runs at a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<f64>,
    /// EC2's name of the type, for example `c4.2xlarge`.
    #[serde(rename = "instanceType")]
    pub instance_type: String,
    /// Launch parameters to merge over the general ones.
    #[serde(
        rename = "launchSpec",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub launch_spec: serde_json::Map<String, serde_json::Value>,
    /// Scopes that instances of this type get in addition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Values to merge over the general secrets.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub secrets: serde_json::Map<String, serde_json::Value>,
    /// Values to merge over the general user data.
    #[serde(
        rename = "userData",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub user_data: serde_json::Map<String, serde_json::Value>,
    /// What an instance is worth compared with the other types: prices are divided by it before they are
    /// compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utility: Option<f64>,
}

/// What applies to the instances in one region only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionConfiguration {
    /// Launch parameters to merge over the general ones, above all the image, which differs by region.
    #[serde(
        rename = "launchSpec",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub launch_spec: serde_json::Map<String, serde_json::Value>,
    /// Name of the region, for example `us-west-2`.
    pub region: String,
    /// Scopes that instances in this region get in addition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Values to merge over the general secrets.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub secrets: serde_json::Map<String, serde_json::Value>,
    /// Values to merge over the general user data.
    #[serde(
        rename = "userData",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub user_data: serde_json::Map<String, serde_json::Value>,
}

/// What one instance is given to start with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecretResponse {
    /// Temporary credentials of this worker, to claim tasks with.
    pub credentials: Credentials,
    /// Secrets of the worker type, merged over its definition, region, zone and instance type. Of interest
    /// are `generic-worker`, an object whose member `config` holds settings, and `files`, a list of files
    /// to write before the first task (`description`, `path`, `content`, `encoding`, `format`). Keys meant
    /// for other programs are passed over.
    pub data: serde_json::Map<String, serde_json::Value>,
    /// Scopes that the credentials have. For information; absent if the service does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

/// Definition of a worker type: which instances may be started, how many, at what price, and what they
/// are given. Only `secrets` matters to a worker, so nearly everything else may be missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerTypeResponse {
    /// Zones with settings of their own. Other zones of the regions can still be used.
    #[serde(
        rename = "availabilityZones",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub availability_zones: Vec<AvailabilityZoneConfiguration>,
    /// Whether instances may be started at the fixed price.
    #[serde(
        rename = "canUseOndemand",
        skip_serializing_if = "Option::is_none"
    )]
    pub can_use_ondemand: Option<bool>,
    /// Whether instances may be bid for on the spot market, where EC2 can take them back.
    #[serde(
        rename = "canUseSpot",
        skip_serializing_if = "Option::is_none"
    )]
    pub can_use_spot: Option<bool>,
    /// What the worker type is for, in Markdown, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// EC2 instance types to choose from, with what each is worth.
    #[serde(
        rename = "instanceTypes",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub instance_types: Vec<InstanceTypeConfiguration>,
    /// Time of the latest change of the definition (UTC).
    #[serde(
        rename = "lastModified",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_modified: Option<crate::Timestamp>,
    /// Parameters of the EC2 launch request that hold everywhere. Those of region, zone and instance type
    /// are merged over them.
    #[serde(
        rename = "launchSpec",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub launch_spec: serde_json::Map<String, serde_json::Value>,
    /// Most capacity units to have at a time, running and requested together.
    #[serde(
        rename = "maxCapacity",
        skip_serializing_if = "Option::is_none"
    )]
    pub max_capacity: Option<f64>,
    /// Highest bid for an instance, in US dollars per hour and unit of utility.
    #[serde(rename = "maxPrice", skip_serializing_if = "Option::is_none")]
    pub max_price: Option<f64>,
    /// Fewest capacity units to keep running even if no task is pending.
    #[serde(
        rename = "minCapacity",
        skip_serializing_if = "Option::is_none"
    )]
    pub min_capacity: Option<f64>,
    /// Lowest bid for an instance, in US dollars per hour and unit of utility.
    #[serde(rename = "minPrice", skip_serializing_if = "Option::is_none")]
    pub min_price: Option<f64>,
    /// Whom to ask about the worker type, usually an e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// EC2 regions in which instances may be started.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<RegionConfiguration>,
    /// Pending tasks that are put up with per unit of capacity: with 0.2 the service adds instances until
    /// the pending tasks are about a fifth of the capacity.
    #[serde(
        rename = "scalingRatio",
        skip_serializing_if = "Option::is_none"
    )]
    pub scaling_ratio: Option<f64>,
    /// Scopes that every instance gets in its credentials, besides those needed to claim tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Values that instances fetch with `getSecret`, before those of region, zone and instance type are
    /// merged over them. `generic-worker.config.deploymentId` is the text that the worker compares with its
    /// own.
    pub secrets: serde_json::Map<String, serde_json::Value>,
    /// Values for the `data` member of the instance's user data. Every process on the instance can read
    /// them.
    #[serde(
        rename = "userData",
        default,
        skip_serializing_if = "::serde_json::Map::is_empty"
    )]
    pub user_data: serde_json::Map<String, serde_json::Value>,
    /// Name of the worker type, as in the route.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
