// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The worker manager decides how many workers each pool gets, lets providers such as AWS, Azure or
//! Google start and stop them, and gives each worker its credentials. Worker-runner registers the
//! machine here at start and renews the credentials while the worker runs, so the worker itself makes
//! one call only: it asks whether it shall terminate. Machines without a cloud register with a secret
//! (`static`), or are not known here at all. Deployments of 2018 have other services for this and do
//! not offer this one.

use std::fmt;
use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "worker-manager";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::LIST_PROVIDERS,
    &operations::CREATE_WORKER_POOL,
    &operations::UPDATE_WORKER_POOL,
    &operations::DELETE_WORKER_POOL,
    &operations::LIST_WORKER_POOL_LAUNCH_CONFIGS,
    &operations::WORKER_POOL_STATS,
    &operations::WORKER_POOL,
    &operations::LIST_WORKER_POOLS,
    &operations::LIST_WORKER_POOLS_STATS,
    &operations::REPORT_WORKER_ERROR,
    &operations::WORKER_POOL_ERROR_STATS,
    &operations::LIST_WORKER_POOL_ERRORS,
    &operations::LIST_WORKERS_FOR_WORKER_GROUP,
    &operations::WORKER,
    &operations::CREATE_WORKER,
    &operations::UPDATE_WORKER,
    &operations::REMOVE_WORKER,
    &operations::SHOULD_WORKER_TERMINATE,
    &operations::LIST_WORKERS_FOR_WORKER_POOL,
    &operations::REGISTER_WORKER,
    &operations::REREGISTER_WORKER,
    &operations::LIST_WORKERS,
    &operations::GET_WORKER,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "ping",
        method: Method::Get,
        route: "/ping",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /__lbheartbeat__`
    pub const LBHEARTBEAT: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "lbheartbeat",
        method: Method::Get,
        route: "/__lbheartbeat__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /__version__`
    pub const VERSION: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "version",
        method: Method::Get,
        route: "/__version__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /providers`
    pub const LIST_PROVIDERS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listProviders",
        method: Method::Get,
        route: "/providers",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ProviderList"),
        scopes: Some(&ScopeExpression::Scope("worker-manager:list-providers")),
    };
    /// `PUT /worker-pool/<workerPoolId>`
    pub const CREATE_WORKER_POOL: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "createWorkerPool",
        method: Method::Put,
        route: "/worker-pool/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("WorkerPoolDefinition"),
        output: Some("WorkerPoolFullDefinition"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope(
                        "worker-manager:manage-worker-pool:<workerPoolId>",
                    ),
                    ScopeExpression::Scope("worker-manager:provider:<providerId>"),
                ],
            ),
        ),
    };
    /// `POST /worker-pool/<workerPoolId>`
    pub const UPDATE_WORKER_POOL: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "updateWorkerPool",
        method: Method::Post,
        route: "/worker-pool/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("UpdateWorkerPoolRequest"),
        output: Some("WorkerPoolFullDefinition"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope(
                        "worker-manager:manage-worker-pool:<workerPoolId>",
                    ),
                    ScopeExpression::Scope("worker-manager:provider:<providerId>"),
                ],
            ),
        ),
    };
    /// `DELETE /worker-pool/<workerPoolId>`
    pub const DELETE_WORKER_POOL: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "deleteWorkerPool",
        method: Method::Delete,
        route: "/worker-pool/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerPoolFullDefinition"),
        scopes: Some(
            &ScopeExpression::Scope("worker-manager:manage-worker-pool:<workerPoolId>"),
        ),
    };
    /// `GET /worker-pool/<workerPoolId>/launch-configs`
    pub const LIST_WORKER_POOL_LAUNCH_CONFIGS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkerPoolLaunchConfigs",
        method: Method::Get,
        route: "/worker-pool/<workerPoolId>/launch-configs",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit", "includeArchived"],
        input: None,
        output: Some("WorkerPoolLaunchConfigList"),
        scopes: Some(
            &ScopeExpression::Scope("worker-manager:get-worker-pool:<workerPoolId>"),
        ),
    };
    /// `GET /worker-pool/<workerPoolId>/stats`
    pub const WORKER_POOL_STATS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "workerPoolStats",
        method: Method::Get,
        route: "/worker-pool/<workerPoolId>/stats",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerPoolStatistics"),
        scopes: Some(
            &ScopeExpression::Scope("worker-manager:get-worker-pool:<workerPoolId>"),
        ),
    };
    /// `GET /worker-pool/<workerPoolId>`
    pub const WORKER_POOL: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "workerPool",
        method: Method::Get,
        route: "/worker-pool/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerPoolFullDefinition"),
        scopes: Some(
            &ScopeExpression::Scope("worker-manager:get-worker-pool:<workerPoolId>"),
        ),
    };
    /// `GET /worker-pools`
    pub const LIST_WORKER_POOLS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkerPools",
        method: Method::Get,
        route: "/worker-pools",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("WorkerPoolList"),
        scopes: Some(&ScopeExpression::Scope("worker-manager:list-worker-pools")),
    };
    /// `GET /worker-pools/stats`
    pub const LIST_WORKER_POOLS_STATS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkerPoolsStats",
        method: Method::Get,
        route: "/worker-pools/stats",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("WorkerPoolListStats"),
        scopes: Some(&ScopeExpression::Scope("worker-manager:list-worker-pools")),
    };
    /// `POST /worker-pool-errors/<workerPoolId>`
    pub const REPORT_WORKER_ERROR: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "reportWorkerError",
        method: Method::Post,
        route: "/worker-pool-errors/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("WorkerErrorReport"),
        output: Some("WorkerPoolError"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("assume:worker-pool:<workerPoolId>"),
                    ScopeExpression::Scope("assume:worker-id:<workerGroup>/<workerId>"),
                ],
            ),
        ),
    };
    /// `GET /worker-pool-errors/stats`
    pub const WORKER_POOL_ERROR_STATS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "workerPoolErrorStats",
        method: Method::Get,
        route: "/worker-pool-errors/stats",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["workerPoolId"],
        input: None,
        output: Some("WorkerPoolErrorStats"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:list-worker-pool-errors:<workerPoolId>",
            ),
        ),
    };
    /// `GET /worker-pool-errors/<workerPoolId>`
    pub const LIST_WORKER_POOL_ERRORS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkerPoolErrors",
        method: Method::Get,
        route: "/worker-pool-errors/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit", "launchConfigId", "errorId"],
        input: None,
        output: Some("WorkerPoolErrorList"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:list-worker-pool-errors:<workerPoolId>",
            ),
        ),
    };
    /// `GET /workers/<workerPoolId>/<workerGroup>`
    pub const LIST_WORKERS_FOR_WORKER_GROUP: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkersForWorkerGroup",
        method: Method::Get,
        route: "/workers/<workerPoolId>/<workerGroup>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("WorkerListInAGivenWorkerPool"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:list-workers:<workerPoolId>/<workerGroup>",
            ),
        ),
    };
    /// `GET /workers/<workerPoolId>/<workerGroup>/<workerId>`
    pub const WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "worker",
        method: Method::Get,
        route: "/workers/<workerPoolId>/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerFullDefinition"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:get-worker:<workerPoolId>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `PUT /workers/<workerPoolId>/<workerGroup>/<workerId>`
    pub const CREATE_WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "createWorker",
        method: Method::Put,
        route: "/workers/<workerPoolId>/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("WorkerCreationUpdateRequest"),
        output: Some("WorkerFullDefinition"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:create-worker:<workerPoolId>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `POST /workers/<workerPoolId>/<workerGroup>/<workerId>`
    pub const UPDATE_WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "updateWorker",
        method: Method::Post,
        route: "/workers/<workerPoolId>/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("WorkerCreationUpdateRequest"),
        output: Some("WorkerFullDefinition"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:update-worker:<workerPoolId>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `DELETE /workers/<workerPoolId>/<workerGroup>/<workerId>`
    pub const REMOVE_WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "removeWorker",
        method: Method::Delete,
        route: "/workers/<workerPoolId>/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:remove-worker:<workerPoolId>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `GET /workers/<workerPoolId>/<workerGroup>/<workerId>/should-terminate`
    pub const SHOULD_WORKER_TERMINATE: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "shouldWorkerTerminate",
        method: Method::Get,
        route: "/workers/<workerPoolId>/<workerGroup>/<workerId>/should-terminate",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("ShouldWorkerTerminateResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:should-worker-terminate:<workerPoolId>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `GET /workers/<workerPoolId>`
    pub const LIST_WORKERS_FOR_WORKER_POOL: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkersForWorkerPool",
        method: Method::Get,
        route: "/workers/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit", "launchConfigId", "state"],
        input: None,
        output: Some("WorkerListInAGivenWorkerPool"),
        scopes: Some(
            &ScopeExpression::Scope("worker-manager:list-workers:<workerPoolId>"),
        ),
    };
    /// `POST /worker/register`
    pub const REGISTER_WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "registerWorker",
        method: Method::Post,
        route: "/worker/register",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("RegisterWorkerRequest"),
        output: Some("RegisterWorkerResponse"),
        scopes: None,
    };
    /// `POST /worker/reregister`
    pub const REREGISTER_WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "reregisterWorker",
        method: Method::Post,
        route: "/worker/reregister",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("ReregisterWorkerRequest"),
        output: Some("ReregisterWorkerResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:reregister-worker:<workerPoolId>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers`
    pub const LIST_WORKERS: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "listWorkers",
        method: Method::Get,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>/workers",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[
            "continuationToken",
            "limit",
            "launchConfigId",
            "quarantined",
            "workerState",
        ],
        input: None,
        output: Some("ListWorkersResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:list-workers:<provisionerId>/<workerType>",
            ),
        ),
    };
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>`
    pub const GET_WORKER: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "getWorker",
        method: Method::Get,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "worker-manager:get-worker:<provisionerId>/<workerType>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "worker-manager",
        version: "v1",
        name: "heartbeat",
        method: Method::Get,
        route: "/__heartbeat__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
}

/// The names of the parameters in routes, queries and scopes.
pub mod parameters {
    /// `continuationToken`
    pub const CONTINUATION_TOKEN: &str = "continuationToken";
    /// `errorId`
    pub const ERROR_ID: &str = "errorId";
    /// `includeArchived`
    pub const INCLUDE_ARCHIVED: &str = "includeArchived";
    /// `launchConfigId`
    pub const LAUNCH_CONFIG_ID: &str = "launchConfigId";
    /// `limit`
    pub const LIMIT: &str = "limit";
    /// `providerId`
    pub const PROVIDER_ID: &str = "providerId";
    /// `provisionerId`
    pub const PROVISIONER_ID: &str = "provisionerId";
    /// `quarantined`
    pub const QUARANTINED: &str = "quarantined";
    /// `state`
    pub const STATE: &str = "state";
    /// `workerGroup`
    pub const WORKER_GROUP: &str = "workerGroup";
    /// `workerId`
    pub const WORKER_ID: &str = "workerId";
    /// `workerPoolId`
    pub const WORKER_POOL_ID: &str = "workerPoolId";
    /// `workerState`
    pub const WORKER_STATE: &str = "workerState";
    /// `workerType`
    pub const WORKER_TYPE: &str = "workerType";
}

/// A client of the worker-manager service: one method for each operation.
#[derive(Clone, Debug)]
pub struct WorkerManager<T> {
    transport: T,
}

impl<T: Transport> WorkerManager<T> {
    /// A client that calls through `transport`.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Check that the service answers
    ///
    /// Answers as soon as the service can serve HTTP, without looking at its database or other backends.
    /// Needs no credentials; use it to check a root URL or a proxy before anything else.
    ///
    /// `GET /ping`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn ping(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::PING,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Liveness check for load balancers
    ///
    /// Answers with an empty success whenever the process is up, regardless of its backends. Load balancers
    /// poll it; a worker has no use for it.
    ///
    /// `GET /__lbheartbeat__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn lbheartbeat(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::LBHEARTBEAT,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Show which build of the service is deployed
    ///
    /// Returns the source repository, commit and version of the deployed build as JSON. Useful in bug
    /// reports and for telling an old deployment from a new one; the shape is not covered by a schema.
    ///
    /// `GET /__version__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn version(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::VERSION,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the providers
    ///
    /// Returns the providers that the deployment is set up with: each manages workers in one cloud account,
    /// or those that exist without a cloud. Pools refer to them by id. Results come in pages: repeat the
    /// call with the `continuationToken` of the answer until none is returned; `limit` caps the entries per
    /// page.
    ///
    /// `GET /providers`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_providers(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ProviderList, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_PROVIDERS,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Create a worker pool
    ///
    /// Stores the definition, and lets the provider start workers as tasks come in. Repeating the call with
    /// the same content has no further effect, different content gives 409 `RequestConflict`. The task
    /// queue of the same name needs no creation.
    ///
    /// `PUT /worker-pool/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_worker_pool(
        &self,
        worker_pool_id: &str,
        payload: &WorkerPoolDefinition,
    ) -> Result<WorkerPoolFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_WORKER_POOL,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Change a worker pool
    ///
    /// Replaces the whole definition. Workers that run already keep what they were started with, but may be
    /// told to terminate if their launch configuration is gone. A change of provider leaves existing
    /// workers with the old provider until they end.
    ///
    /// `POST /worker-pool/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn update_worker_pool(
        &self,
        worker_pool_id: &str,
        payload: &UpdateWorkerPoolRequest,
    ) -> Result<WorkerPoolFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::UPDATE_WORKER_POOL,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Delete a worker pool
    ///
    /// Hands the pool to the provider `null-provider`, which starts no workers; the answer shows this
    /// state. The pool vanishes when its last worker has ended. Tasks in its queue stay where they are.
    ///
    /// `DELETE /worker-pool/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn delete_worker_pool(
        &self,
        worker_pool_id: &str,
    ) -> Result<WorkerPoolFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::DELETE_WORKER_POOL,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the launch configurations of a worker pool
    ///
    /// Returns the variants in which workers of the pool can be started. With `includeArchived=true` also
    /// those that are no longer in the definition, which older workers may have been started from. Results
    /// come in pages: repeat the call with the `continuationToken` of the answer until none is returned;
    /// `limit` caps the entries per page.
    ///
    /// `GET /worker-pool/<workerPoolId>/launch-configs`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_worker_pool_launch_configs(
        &self,
        worker_pool_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        include_archived: Option<&str>,
    ) -> Result<WorkerPoolLaunchConfigList, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKER_POOL_LAUNCH_CONFIGS,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
                include_archived.map(|value| ("includeArchived", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Count the workers of a pool by launch configuration
    ///
    /// Returns number and capacity of the workers in each state. Prefer it to the deprecated counts in the
    /// definition of the pool.
    ///
    /// `GET /worker-pool/<workerPoolId>/stats`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn worker_pool_stats(
        &self,
        worker_pool_id: &str,
    ) -> Result<WorkerPoolStatistics, T::Error> {
        let request = ApiRequest {
            operation: &operations::WORKER_POOL_STATS,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the definition of a worker pool
    ///
    /// Returns the definition as it is now; 404 `ResourceNotFound` if there is no such pool. Workers get
    /// the part that is meant for them when they register, and have no need of this call.
    ///
    /// `GET /worker-pool/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn worker_pool(
        &self,
        worker_pool_id: &str,
    ) -> Result<WorkerPoolFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::WORKER_POOL,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the worker pools
    ///
    /// Returns the definitions of all pools. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /worker-pools`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_worker_pools(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<WorkerPoolList, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKER_POOLS,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Count the workers of all pools
    ///
    /// Returns number and capacity of the workers in each state, for every pool. Results come in pages:
    /// repeat the call with the `continuationToken` of the answer until none is returned; `limit` caps the
    /// entries per page.
    ///
    /// `GET /worker-pools/stats`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_worker_pools_stats(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<WorkerPoolListStats, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKER_POOLS_STATS,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Report an error of a worker
    ///
    /// Stores the error for the people who look after the pool, and mails it to the owner if the definition
    /// says so. It changes nothing about the worker or its tasks. Worker-runner calls it for each
    /// `error-report` that the worker sends, so the text must hold nothing secret.
    ///
    /// `POST /worker-pool-errors/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn report_worker_error(
        &self,
        worker_pool_id: &str,
        payload: &WorkerErrorReport,
    ) -> Result<WorkerPoolError, T::Error> {
        let request = ApiRequest {
            operation: &operations::REPORT_WORKER_ERROR,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Count the errors of a worker pool
    ///
    /// Returns the counts of the last 7 days by time, title, code and origin, for the pool `workerPoolId`,
    /// or for all pools if that is left out.
    ///
    /// `GET /worker-pool-errors/stats`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn worker_pool_error_stats(
        &self,
        worker_pool_id: Option<&str>,
    ) -> Result<WorkerPoolErrorStats, T::Error> {
        let request = ApiRequest {
            operation: &operations::WORKER_POOL_ERROR_STATS,
            args: vec![],
            query: [worker_pool_id.map(|value| ("workerPoolId", value.to_owned()))]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the errors of a worker pool
    ///
    /// Returns what workers and providers reported lately. With `launchConfigId` only the errors of one
    /// launch configuration, with `errorId` only that error. Results come in pages: repeat the call with
    /// the `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /worker-pool-errors/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_worker_pool_errors(
        &self,
        worker_pool_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        launch_config_id: Option<&str>,
        error_id: Option<&str>,
    ) -> Result<WorkerPoolErrorList, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKER_POOL_ERRORS,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
                launch_config_id.map(|value| ("launchConfigId", value.to_owned())),
                error_id.map(|value| ("errorId", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the workers of one group in a pool
    ///
    /// Returns the workers of the pool that belong to the group, such as a region, including those that
    /// stopped lately. Results come in pages: repeat the call with the `continuationToken` of the answer
    /// until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /workers/<workerPoolId>/<workerGroup>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_workers_for_worker_group(
        &self,
        worker_pool_id: &str,
        worker_group: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<WorkerListInAGivenWorkerPool, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKERS_FOR_WORKER_GROUP,
            args: vec![
                ("workerPoolId", worker_pool_id.to_owned()), ("workerGroup", worker_group
                .to_owned())
            ],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a worker
    ///
    /// Returns what the worker manager knows about the worker; 404 `ResourceNotFound` if it did not create
    /// it, or has forgotten it. What the queue knows, such as its tasks, is in `getWorker`.
    ///
    /// `GET /workers/<workerPoolId>/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn worker(
        &self,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> Result<WorkerFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::WORKER,
            args: vec![
                ("workerPoolId", worker_pool_id.to_owned()), ("workerGroup", worker_group
                .to_owned()), ("workerId", worker_id.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Create a worker without a cloud
    ///
    /// Makes a machine that exists already known as a worker, so that it can register with its secret. Only
    /// for providers that allow it, such as `static`; others give an error. Repeating the call with the
    /// same content has no further effect, different content gives 409 `RequestConflict`.
    ///
    /// `PUT /workers/<workerPoolId>/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_worker(
        &self,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
        payload: &WorkerCreationUpdateRequest,
    ) -> Result<WorkerFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_WORKER,
            args: vec![
                ("workerPoolId", worker_pool_id.to_owned()), ("workerGroup", worker_group
                .to_owned()), ("workerId", worker_id.to_owned())
            ],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Change a worker without a cloud
    ///
    /// Replaces expiry, capacity and secret of a worker that was made by `createWorker`. A secret that is
    /// left out stays as it is.
    ///
    /// `POST /workers/<workerPoolId>/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn update_worker(
        &self,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
        payload: &WorkerCreationUpdateRequest,
    ) -> Result<WorkerFullDefinition, T::Error> {
        let request = ApiRequest {
            operation: &operations::UPDATE_WORKER,
            args: vec![
                ("workerPoolId", worker_pool_id.to_owned()), ("workerGroup", worker_group
                .to_owned()), ("workerId", worker_id.to_owned())
            ],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Stop a worker
    ///
    /// Tells the provider to end the worker: in a cloud the instance is terminated, however busy it is, and
    /// the runs it holds end as `claim-expired`. Returns before that has happened, and succeeds if it is
    /// stopping already. Worker-runner calls it for its own worker when that is idle or broken, but not
    /// when the machine only reboots.
    ///
    /// `DELETE /workers/<workerPoolId>/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn remove_worker(
        &self,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::REMOVE_WORKER,
            args: vec![
                ("workerPoolId", worker_pool_id.to_owned()), ("workerGroup", worker_group
                .to_owned()), ("workerId", worker_id.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Ask whether a worker shall end
    ///
    /// Answers whether the worker is still wanted: no longer if the pool has more capacity than it needs,
    /// or if the worker was started from an outdated launch configuration. A worker with worker-runner asks
    /// before each claim and when it has been idle for long; on yes it finishes the tasks it has and exits.
    /// If the call fails it carries on.
    ///
    /// `GET /workers/<workerPoolId>/<workerGroup>/<workerId>/should-terminate`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn should_worker_terminate(
        &self,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> Result<ShouldWorkerTerminateResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::SHOULD_WORKER_TERMINATE,
            args: vec![
                ("workerPoolId", worker_pool_id.to_owned()), ("workerGroup", worker_group
                .to_owned()), ("workerId", worker_id.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the workers of a pool
    ///
    /// Returns the workers of the pool, including those that stopped lately; with `launchConfigId` or
    /// `state` only the ones that match. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /workers/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_workers_for_worker_pool(
        &self,
        worker_pool_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        launch_config_id: Option<&str>,
        state: Option<&str>,
    ) -> Result<WorkerListInAGivenWorkerPool, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKERS_FOR_WORKER_POOL,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
                launch_config_id.map(|value| ("launchConfigId", value.to_owned())),
                state.map(|value| ("state", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Exchange proof of identity for credentials
    ///
    /// The first call of worker-runner on a new machine: it proves with `workerIdentityProof` which worker
    /// it is, and gets credentials, settings and a secret for `reregisterWorker`. Needs no credentials. The
    /// proof of a cloud instance is accepted only once, and only for an instance that the worker manager
    /// started; a static worker can register again after each boot.
    ///
    /// `POST /worker/register`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn register_worker(
        &self,
        payload: &RegisterWorkerRequest,
    ) -> Result<RegisterWorkerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::REGISTER_WORKER,
            args: vec![],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Exchange credentials that end soon for new ones
    ///
    /// Has to be called before the credentials expire, and signed with them; worker-runner does so half an
    /// hour ahead. In a cloud the worker manager takes a worker that misses it for broken and ends it. The
    /// secret of the previous answer is used up, so an answer that got lost cannot be asked for again. The
    /// new credentials are passed on to the running worker.
    ///
    /// `POST /worker/reregister`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn reregister_worker(
        &self,
        payload: &ReregisterWorkerRequest,
    ) -> Result<ReregisterWorkerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::REREGISTER_WORKER,
            args: vec![],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// List the workers of a worker type, with their tasks
    ///
    /// Returns workers of the pool together with what the queue knows about them, among them workers that
    /// the worker manager did not start. With `quarantined=true` or `quarantined=false` only those that
    /// are, or are not, in quarantine; with `launchConfigId` or `workerState` only the ones that match.
    /// Results come in pages: repeat the call with the `continuationToken` of the answer until none is
    /// returned; `limit` caps the entries per page.
    ///
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    #[expect(clippy::too_many_arguments)]
    pub async fn list_workers(
        &self,
        provisioner_id: &str,
        worker_type: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        launch_config_id: Option<&str>,
        quarantined: Option<&str>,
        worker_state: Option<&str>,
    ) -> Result<ListWorkersResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKERS,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned())
            ],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
                launch_config_id.map(|value| ("launchConfigId", value.to_owned())),
                quarantined.map(|value| ("quarantined", value.to_owned())),
                worker_state.map(|value| ("workerState", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a worker, with its tasks
    ///
    /// Returns what the worker manager and the queue know about the worker; 404 `ResourceNotFound` if the
    /// queue does not know it. A worker that has not claimed yet may be missing here although `worker`
    /// finds it.
    ///
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_worker(
        &self,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> Result<WorkerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_WORKER,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned()), ("workerGroup", worker_group.to_owned()), ("workerId",
                worker_id.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Check the service together with its backends
    ///
    /// Answers with success only if the service can reach what it depends on, such as its database. Meant
    /// for monitoring; a worker should rather retry the call it needs.
    ///
    /// `GET /__heartbeat__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn heartbeat(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::HEARTBEAT,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }
}

/// What a server of the worker-manager service does. Operations that it does not implement answer that
/// they are not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait WorkerManagerServer: Send + Sync {
    /// What the server knows of the caller.
    type Context: Send + Sync;
    /// Check that the service answers
    fn ping(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PING)) }
    }

    /// Liveness check for load balancers
    fn lbheartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LBHEARTBEAT)) }
    }

    /// Show which build of the service is deployed
    fn version(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::VERSION)) }
    }

    /// List the providers
    fn list_providers(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ProviderList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_PROVIDERS)) }
    }

    /// Create a worker pool
    fn create_worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        payload: WorkerPoolDefinition,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolFullDefinition>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_WORKER_POOL)) }
    }

    /// Change a worker pool
    fn update_worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        payload: UpdateWorkerPoolRequest,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolFullDefinition>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::UPDATE_WORKER_POOL)) }
    }

    /// Delete a worker pool
    fn delete_worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolFullDefinition>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_WORKER_POOL)) }
    }

    /// List the launch configurations of a worker pool
    fn list_worker_pool_launch_configs(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
        include_archived: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolLaunchConfigList>, ServerError>,
    > + Send {
        async {
            Err(ServerError::not_offered(&operations::LIST_WORKER_POOL_LAUNCH_CONFIGS))
        }
    }

    /// Count the workers of a pool by launch configuration
    fn worker_pool_stats(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
    ) -> impl Future<Output = Result<Reply<WorkerPoolStatistics>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_POOL_STATS)) }
    }

    /// Get the definition of a worker pool
    fn worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolFullDefinition>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_POOL)) }
    }

    /// List the worker pools
    fn list_worker_pools(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKER_POOLS)) }
    }

    /// Count the workers of all pools
    fn list_worker_pools_stats(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolListStats>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKER_POOLS_STATS)) }
    }

    /// Report an error of a worker
    fn report_worker_error(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        payload: WorkerErrorReport,
    ) -> impl Future<Output = Result<Reply<WorkerPoolError>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REPORT_WORKER_ERROR)) }
    }

    /// Count the errors of a worker pool
    fn worker_pool_error_stats(
        &self,
        context: &Self::Context,
        worker_pool_id: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolErrorStats>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_POOL_ERROR_STATS)) }
    }

    /// List the errors of a worker pool
    fn list_worker_pool_errors(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
        launch_config_id: Option<String>,
        error_id: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolErrorList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKER_POOL_ERRORS)) }
    }

    /// List the workers of one group in a pool
    fn list_workers_for_worker_group(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<WorkerListInAGivenWorkerPool>, ServerError>,
    > + Send {
        async {
            Err(ServerError::not_offered(&operations::LIST_WORKERS_FOR_WORKER_GROUP))
        }
    }

    /// Get a worker
    fn worker(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<Output = Result<Reply<WorkerFullDefinition>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER)) }
    }

    /// Create a worker without a cloud
    fn create_worker(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
        payload: WorkerCreationUpdateRequest,
    ) -> impl Future<Output = Result<Reply<WorkerFullDefinition>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_WORKER)) }
    }

    /// Change a worker without a cloud
    fn update_worker(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
        payload: WorkerCreationUpdateRequest,
    ) -> impl Future<Output = Result<Reply<WorkerFullDefinition>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::UPDATE_WORKER)) }
    }

    /// Stop a worker
    fn remove_worker(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REMOVE_WORKER)) }
    }

    /// Ask whether a worker shall end
    fn should_worker_terminate(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<
        Output = Result<Reply<ShouldWorkerTerminateResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::SHOULD_WORKER_TERMINATE)) }
    }

    /// List the workers of a pool
    fn list_workers_for_worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
        launch_config_id: Option<String>,
        state: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<WorkerListInAGivenWorkerPool>, ServerError>,
    > + Send {
        async {
            Err(ServerError::not_offered(&operations::LIST_WORKERS_FOR_WORKER_POOL))
        }
    }

    /// Exchange proof of identity for credentials
    fn register_worker(
        &self,
        context: &Self::Context,
        payload: RegisterWorkerRequest,
    ) -> impl Future<
        Output = Result<Reply<RegisterWorkerResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::REGISTER_WORKER)) }
    }

    /// Exchange credentials that end soon for new ones
    fn reregister_worker(
        &self,
        context: &Self::Context,
        payload: ReregisterWorkerRequest,
    ) -> impl Future<
        Output = Result<Reply<ReregisterWorkerResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::REREGISTER_WORKER)) }
    }

    /// List the workers of a worker type, with their tasks
    #[expect(clippy::too_many_arguments)]
    fn list_workers(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
        launch_config_id: Option<String>,
        quarantined: Option<String>,
        worker_state: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListWorkersResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKERS)) }
    }

    /// Get a worker, with its tasks
    fn get_worker(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<Output = Result<Reply<WorkerResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_WORKER)) }
    }

    /// Check the service together with its backends
    fn heartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::HEARTBEAT)) }
    }
}

/// Hands `request` to the method of `server` that implements its operation.
///
/// # Errors
///
/// What the server answers, 400 for a body that does not fit, 404 for an operation of another service.
pub async fn dispatch<S: WorkerManagerServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "listProviders" => {
            ServerRequest::answer(
                server
                    .list_providers(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "createWorkerPool" => {
            ServerRequest::answer(
                server
                    .create_worker_pool(
                        context,
                        request.arg("workerPoolId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "updateWorkerPool" => {
            ServerRequest::answer(
                server
                    .update_worker_pool(
                        context,
                        request.arg("workerPoolId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "deleteWorkerPool" => {
            ServerRequest::answer(
                server.delete_worker_pool(context, request.arg("workerPoolId")?).await?,
            )
        }
        "listWorkerPoolLaunchConfigs" => {
            ServerRequest::answer(
                server
                    .list_worker_pool_launch_configs(
                        context,
                        request.arg("workerPoolId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.query_value("includeArchived"),
                    )
                    .await?,
            )
        }
        "workerPoolStats" => {
            ServerRequest::answer(
                server.worker_pool_stats(context, request.arg("workerPoolId")?).await?,
            )
        }
        "workerPool" => {
            ServerRequest::answer(
                server.worker_pool(context, request.arg("workerPoolId")?).await?,
            )
        }
        "listWorkerPools" => {
            ServerRequest::answer(
                server
                    .list_worker_pools(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listWorkerPoolsStats" => {
            ServerRequest::answer(
                server
                    .list_worker_pools_stats(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "reportWorkerError" => {
            ServerRequest::answer(
                server
                    .report_worker_error(
                        context,
                        request.arg("workerPoolId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "workerPoolErrorStats" => {
            ServerRequest::answer(
                server
                    .worker_pool_error_stats(
                        context,
                        request.query_value("workerPoolId"),
                    )
                    .await?,
            )
        }
        "listWorkerPoolErrors" => {
            ServerRequest::answer(
                server
                    .list_worker_pool_errors(
                        context,
                        request.arg("workerPoolId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.query_value("launchConfigId"),
                        request.query_value("errorId"),
                    )
                    .await?,
            )
        }
        "listWorkersForWorkerGroup" => {
            ServerRequest::answer(
                server
                    .list_workers_for_worker_group(
                        context,
                        request.arg("workerPoolId")?,
                        request.arg("workerGroup")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "worker" => {
            ServerRequest::answer(
                server
                    .worker(
                        context,
                        request.arg("workerPoolId")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                    )
                    .await?,
            )
        }
        "createWorker" => {
            ServerRequest::answer(
                server
                    .create_worker(
                        context,
                        request.arg("workerPoolId")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "updateWorker" => {
            ServerRequest::answer(
                server
                    .update_worker(
                        context,
                        request.arg("workerPoolId")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "removeWorker" => {
            ServerRequest::answer(
                server
                    .remove_worker(
                        context,
                        request.arg("workerPoolId")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                    )
                    .await?,
            )
        }
        "shouldWorkerTerminate" => {
            ServerRequest::answer(
                server
                    .should_worker_terminate(
                        context,
                        request.arg("workerPoolId")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                    )
                    .await?,
            )
        }
        "listWorkersForWorkerPool" => {
            ServerRequest::answer(
                server
                    .list_workers_for_worker_pool(
                        context,
                        request.arg("workerPoolId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.query_value("launchConfigId"),
                        request.query_value("state"),
                    )
                    .await?,
            )
        }
        "registerWorker" => {
            ServerRequest::answer(
                server.register_worker(context, request.body()?).await?,
            )
        }
        "reregisterWorker" => {
            ServerRequest::answer(
                server.reregister_worker(context, request.body()?).await?,
            )
        }
        "listWorkers" => {
            ServerRequest::answer(
                server
                    .list_workers(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.query_value("launchConfigId"),
                        request.query_value("quarantined"),
                        request.query_value("workerState"),
                    )
                    .await?,
            )
        }
        "getWorker" => {
            ServerRequest::answer(
                server
                    .get_worker(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                    )
                    .await?,
            )
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// Proof of an instance in EC2. Both parts come from its metadata service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwsWorkerIdentityProof {
    /// Instance identity document: JSON as text, byte for byte, since the signature covers it.
    pub document: String,
    /// Signature of the document by AWS, in Base64.
    pub signature: crate::WireSecret,
}

/// Proof of a virtual machine in Azure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AzureWorkerIdentityProof {
    /// Attested document from the metadata service: a signed PKCS #7 message in Base64.
    pub document: crate::WireSecret,
}

/// Proof of an instance in Google Cloud.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleWorkerIdentityProof {
    /// Identity token of the instance: a JSON Web Token in full format from the metadata service, with the
    /// root URL of the deployment as audience.
    pub token: crate::WireSecret,
}

/// The workers that were started from one launch configuration, counted by state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaunchConfigStats {
    /// Number of tasks that the workers in `requestedCount` and `runningCount` could run at a time.
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    /// Id of the launch configuration within the pool.
    #[serde(rename = "launchConfigId")]
    pub launch_config_id: String,
    /// Number of tasks that those in `requestedCount` could run at a time.
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    /// Number of workers from the launch configuration that have been asked for and are not registered yet.
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    /// Number of tasks that those in `runningCount` could run at a time.
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    /// Number of workers from the launch configuration that are registered and not known to have ended.
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    /// Number of tasks that those in `stoppedCount` could run at a time.
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    /// Number of workers from the launch configuration that have ended and are not forgotten yet.
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    /// Number of tasks that those in `stoppingCount` could run at a time.
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    /// Number of workers from the launch configuration that have been told to end and are still there.
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// One page of the workers of a worker type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListWorkersResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The workers on this page.
    pub workers: Vec<WorkerSummary>,
}

/// What the provider has to know about the worker; its form depends on the kind of provider. May be
/// left out to leave it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProviderData(pub StaticProviderData);

impl std::ops::Deref for ProviderData {
    type Target = StaticProviderData;
    fn deref(&self) -> &StaticProviderData {
        &self.0
    }
}

impl From<ProviderData> for StaticProviderData {
    fn from(value: ProviderData) -> Self {
        value.0
    }
}

impl From<StaticProviderData> for ProviderData {
    fn from(value: StaticProviderData) -> Self {
        Self(value)
    }
}

/// A provider: an account in which workers can be started, or a way to look after existing ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderInfo {
    /// Id of the provider, which definitions of pools refer to.
    #[serde(rename = "providerId")]
    pub provider_id: String,
    /// What kind it is, such as `aws`, `azure`, `google`, `static` or `null`. It decides what a pool's
    /// `config` looks like and how workers prove their identity.
    #[serde(rename = "providerType")]
    pub provider_type: String,
}

/// One page of providers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The providers on this page.
    pub providers: Vec<ProviderInfo>,
}

/// One change of a worker's quarantine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuarantineDetails {
    /// Client that made the change.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// Reason that was given for the change; may be empty.
    #[serde(rename = "quarantineInfo")]
    pub quarantine_info: String,
    /// Time that this change set as end of the quarantine (UTC).
    #[serde(rename = "quarantineUntil")]
    pub quarantine_until: crate::Timestamp,
    /// When the change was made (UTC).
    #[serde(rename = "updatedAt")]
    pub updated_at: crate::Timestamp,
}

/// Which worker is calling, and the proof of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterWorkerRequest {
    /// Provider that manages the worker, from the machine's start-up data or from worker-runner's
    /// configuration.
    #[serde(rename = "providerId")]
    pub provider_id: String,
    /// When the operating system was started (UTC), for statistics of start-up times. May be left out.
    #[serde(
        rename = "systemBootTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub system_boot_time: Option<crate::Timestamp>,
    /// Group of the worker: the region, or what the configuration of a static worker says.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group: that of the instance, or what the configuration of a static
    /// worker says.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Evidence that this machine is that worker. Its form depends on the kind of provider.
    #[serde(rename = "workerIdentityProof")]
    pub worker_identity_proof: WorkerIdentityProof,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// What a worker needs to start working.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterWorkerResponse {
    /// Temporary Taskcluster credentials of the worker. They allow to claim from the pool's task queue, to
    /// reregister, and what the deployment adds for all workers of the pool.
    pub credentials: WorkerCredentials,
    /// Time at which `credentials` stop working (UTC). `reregisterWorker` has to be called before.
    pub expires: crate::Timestamp,
    /// 44 characters, a secret between the worker manager and this worker. To be given to the next call of
    /// `reregisterWorker`, and to be kept from tasks.
    pub secret: crate::WireSecret,
    /// Settings from the definition of the pool, free in form. Worker-runner merges those under
    /// `genericWorker.config` into this worker's configuration, or all of them where there is no such key.
    #[serde(rename = "workerConfig")]
    pub worker_config: serde_json::Map<String, serde_json::Value>,
}

/// Which worker is calling, and the secret by which it is recognised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReregisterWorkerRequest {
    /// 44 characters, a secret between the worker manager and this worker. It is the one from the previous
    /// answer to `registerWorker` or `reregisterWorker`, and good for one call.
    pub secret: crate::WireSecret,
    /// Group of the worker, as registered.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group, as registered.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// New credentials of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReregisterWorkerResponse {
    /// Temporary Taskcluster credentials of the worker. They allow to claim from the pool's task queue, to
    /// reregister, and what the deployment adds for all workers of the pool.
    pub credentials: WorkerCredentials,
    /// Time at which `credentials` stop working (UTC). `reregisterWorker` has to be called again before.
    pub expires: crate::Timestamp,
    /// 44 characters, a secret between the worker manager and this worker. To be given to the next call of
    /// `reregisterWorker`, and to be kept from tasks.
    pub secret: crate::WireSecret,
}

/// Whether a worker shall end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShouldWorkerTerminateResponse {
    /// Why the answer is what it is, for the worker's log. Present for both answers; not meant to be
    /// parsed.
    pub reason: String,
    /// `true` if the worker is not wanted any more: it shall claim nothing, finish the tasks it has, and
    /// exit.
    pub terminate: bool,
}

/// For providers of kind `static`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaticProviderData {
    /// 44 characters, a secret between the worker manager and this worker. The worker has to present it
    /// when it registers.
    #[serde(rename = "staticSecret")]
    pub static_secret: crate::WireSecret,
}

/// Proof of a machine that was made known by `createWorker`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaticWorkerIdentityProof {
    /// 44 characters, a secret between the worker manager and this worker. It is the one given to
    /// `createWorker`.
    #[serde(rename = "staticSecret")]
    pub static_secret: crate::WireSecret,
}

/// The definition of a task as the queue keeps it. No operation of this service returns it; other
/// schemas refer to parts of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinitionResponse {
    /// When the task was created, according to its creator's clock (UTC).
    pub created: crate::Timestamp,
    /// Time by which the task has to be resolved (UTC), at most five days after its creation.
    pub deadline: crate::Timestamp,
    /// Ids of the tasks that have to be resolved before this one is scheduled, see `requires`.
    pub dependencies: Vec<String>,
    /// Time after which the queue deletes the task with all that belongs to it (UTC). Absent if the creator
    /// gave none; the queue then takes one year after `deadline`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    /// Free-form data for other services and for people.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What people are shown about the task.
    pub metadata: TaskMetadata,
    /// What to run and how. The form depends on the kind of worker.
    pub payload: serde_json::Map<String, serde_json::Value>,
    /// Runs of a higher priority are handed out before those of a lower one within the same task queue.
    pub priority: TaskDefinitionResponsePriority,
    /// Project that the task belongs to; `none` if its creator named no project.
    #[serde(
        rename = "projectId",
        default = "defaults::task_definition_response_project_id"
    )]
    pub project_id: String,
    /// First half of the pool's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Which results of the dependencies count: with `all-completed` each has to be `completed`, with
    /// `all-resolved` each has to be resolved in whatever way.
    pub requires: TaskDefinitionResponseRequires,
    /// How many times the queue may add a run by itself after one that ended for reasons outside the task.
    pub retries: u64,
    /// Addresses to which messages about the task are copied.
    pub routes: Vec<String>,
    /// Who may schedule, cancel and rerun the task besides its own scopes. `-` if the creator named none.
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    /// What the task is allowed to do.
    pub scopes: Vec<String>,
    /// Short labels for searching and statistics, by name.
    pub tags: std::collections::BTreeMap<String, String>,
    /// Task group that the task belongs to (22 characters).
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
    /// Second half of the pool's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// Runs of a higher priority are handed out before those of a lower one within the same task queue.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskDefinitionResponsePriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    #[default]
    Lowest,
}

impl fmt::Display for TaskDefinitionResponsePriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
        }
    }
}

/// Which results of the dependencies count: with `all-completed` each has to be `completed`, with
/// `all-resolved` each has to be resolved in whatever way.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskDefinitionResponseRequires {
    /// `all-completed`
    #[serde(rename = "all-completed")]
    #[default]
    AllCompleted,
    /// `all-resolved`
    #[serde(rename = "all-resolved")]
    AllResolved,
}

impl fmt::Display for TaskDefinitionResponseRequires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AllCompleted => f.write_str("all-completed"),
            Self::AllResolved => f.write_str("all-resolved"),
        }
    }
}

/// What people are shown about the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskMetadata {
    /// What the task does and why, in Markdown.
    pub description: String,
    /// Short name.
    pub name: String,
    /// Whom to ask about the task, usually an e-mail address.
    pub owner: String,
    /// Link to where the task was defined, such as a file at a certain revision.
    pub source: String,
}

/// Names a run of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskRun {
    /// Number of the run within its task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// Id of the task (22 characters).
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// What a worker pool is to be like from now on. The same as the definition that `workerPool` returns,
/// without the counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UpdateWorkerPoolRequest {
    /// Settings in the form that the provider wants: limits of capacity, launch configurations, lifecycle,
    /// and in `workerConfig` what the workers get when they register.
    pub config: serde_json::Map<String, serde_json::Value>,
    /// Ignored. Allowed so that a definition can be read, changed and sent back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<crate::Timestamp>,
    /// What the pool is for, in Markdown.
    pub description: String,
    /// Whether each error is mailed to `owner`.
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    /// Ignored. Allowed so that a definition can be read, changed and sent back.
    #[serde(
        rename = "lastModified",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_modified: Option<crate::Timestamp>,
    /// E-mail address of the people who look after the pool.
    pub owner: String,
    /// Provider that shall start the workers. It decides the form of `config`.
    #[serde(rename = "providerId")]
    pub provider_id: String,
    /// Id of the pool. May be left out; otherwise it has to be the one in the route.
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}

/// A worker that exists without a cloud.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerCreationUpdateRequest {
    /// Number of tasks that the worker can run at a time. 1 if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    /// Time after which the worker manager forgets the worker (UTC), so that it can no longer register.
    pub expires: crate::Timestamp,
    /// What the provider has to know about the worker; its form depends on the kind of provider. May be
    /// left out to leave it as it is.
    #[serde(
        rename = "providerInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_info: Option<ProviderData>,
}

/// Temporary Taskcluster credentials of the worker. They allow to claim from the pool's task queue, to
/// reregister, and what the deployment adds for all workers of the pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerCredentials {
    /// Secret key for signing. Must not get into logs or artifacts.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// Certificate that binds the key to scopes and to a time span: JSON as text, to be passed on unchanged
    /// in the `ext` field of the signature. Absent for permanent credentials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<crate::WireSecret>,
    /// Name under which the worker's requests appear.
    #[serde(rename = "clientId")]
    pub client_id: String,
}

/// An error that a worker ran into and wants its owners to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerErrorReport {
    /// What happened, for people: up to 10240 characters, in Markdown. Nothing secret, since it may be sent
    /// by mail.
    pub description: String,
    /// Details for machines, free in form; `{}` if there are none. Nothing secret.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What sort of error it is, one word with hyphens: `worker-error` from workers.
    pub kind: String,
    /// Headline of up to 128 characters. Equal errors should have equal headlines, because they are counted
    /// by it.
    pub title: String,
    /// Group of the worker that reports. The caller needs the scope for the pair with `workerId`.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id, within its group, of the worker that reports.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// A worker, as the worker manager knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerFullDefinition {
    /// Number of tasks that the worker can run at a time.
    pub capacity: u64,
    /// When the worker was requested from the provider (UTC).
    pub created: crate::Timestamp,
    /// Time after which the worker manager forgets the worker (UTC).
    pub expires: crate::Timestamp,
    /// When the provider was last asked whether the worker still exists (UTC).
    #[serde(rename = "lastChecked")]
    pub last_checked: crate::Timestamp,
    /// When the state of the worker last changed (UTC).
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    /// Launch configuration that the worker was started from. Absent if it was started without one.
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    /// Provider that manages the worker.
    #[serde(rename = "providerId")]
    pub provider_id: String,
    /// What the worker manager knows of it: `requested` from the provider, `running` since it registered,
    /// `stopping` once it was told to end, `stopped` when it is gone.
    pub state: WorkerFullDefinitionState,
    /// Group of the worker: usually the region or data centre that it is in. Together with `workerId` it
    /// names the worker.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group: in a cloud usually that of the instance.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// What the worker manager knows of it: `requested` from the provider, `running` since it registered,
/// `stopping` once it was told to end, `stopped` when it is gone.
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
pub enum WorkerFullDefinitionState {
    /// `requested`
    #[serde(rename = "requested")]
    Requested,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `stopping`
    #[serde(rename = "stopping")]
    Stopping,
    /// `stopped`
    #[serde(rename = "stopped")]
    Stopped,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for WorkerFullDefinitionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Requested => f.write_str("requested"),
            Self::Running => f.write_str("running"),
            Self::Stopping => f.write_str("stopping"),
            Self::Stopped => f.write_str("stopped"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Evidence that this machine is that worker. Its form depends on the kind of provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WorkerIdentityProof {
    /// [`GoogleWorkerIdentityProof`]
    Google(GoogleWorkerIdentityProof),
    /// [`StaticWorkerIdentityProof`]
    Static(StaticWorkerIdentityProof),
    /// [`AwsWorkerIdentityProof`]
    Aws(AwsWorkerIdentityProof),
    /// [`AzureWorkerIdentityProof`]
    Azure(AzureWorkerIdentityProof),
}

impl From<GoogleWorkerIdentityProof> for WorkerIdentityProof {
    fn from(value: GoogleWorkerIdentityProof) -> Self {
        Self::Google(value)
    }
}

impl From<StaticWorkerIdentityProof> for WorkerIdentityProof {
    fn from(value: StaticWorkerIdentityProof) -> Self {
        Self::Static(value)
    }
}

impl From<AwsWorkerIdentityProof> for WorkerIdentityProof {
    fn from(value: AwsWorkerIdentityProof) -> Self {
        Self::Aws(value)
    }
}

impl From<AzureWorkerIdentityProof> for WorkerIdentityProof {
    fn from(value: AzureWorkerIdentityProof) -> Self {
        Self::Azure(value)
    }
}

/// One page of the workers of a pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerListInAGivenWorkerPool {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The workers on this page.
    pub workers: Vec<WorkerFullDefinition>,
}

/// What a new worker pool is to be like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolDefinition {
    /// Settings in the form that the provider wants: limits of capacity, launch configurations, lifecycle,
    /// and in `workerConfig` what the workers get when they register.
    pub config: serde_json::Map<String, serde_json::Value>,
    /// What the pool is for, in Markdown.
    pub description: String,
    /// Whether each error is mailed to `owner`.
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    /// E-mail address of the people who look after the pool.
    pub owner: String,
    /// Provider that shall start the workers. It decides the form of `config`.
    #[serde(rename = "providerId")]
    pub provider_id: String,
}

/// An error that a worker or a provider reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolError {
    /// What happened, for people: up to 10240 characters, in Markdown. Nothing secret, since it may be sent
    /// by mail.
    pub description: String,
    /// Id of the report (22 characters, a slug id), given by the worker manager.
    #[serde(rename = "errorId")]
    pub error_id: String,
    /// Details for machines, free in form; `{}` if there are none. Reports of workers usually name
    /// `workerGroup` and `workerId` here.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What sort of error it is, one word with hyphens: `worker-error` from workers, `creation-error` and
    /// the like from providers.
    pub kind: String,
    /// Launch configuration that the worker was started from, or should have been. Absent if that is not
    /// known.
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    /// When the worker manager got the report (UTC).
    pub reported: crate::Timestamp,
    /// Headline of up to 128 characters. Equal errors should have equal headlines, because they are counted
    /// by it.
    pub title: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// One page of reported errors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolErrorList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The errors on this page.
    #[serde(rename = "workerPoolErrors")]
    pub worker_pool_errors: Vec<WorkerPoolError>,
}

/// The errors of the last 7 days, counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolErrorStats {
    /// The counts, by several criteria. Each object has a count for each value that occurred.
    pub totals: WorkerPoolErrorTotals,
    /// The pool that was counted: `provisionerId/workerType`. Empty if it was all pools.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: WorkerPoolIdOrEmpty,
}

/// The counts, by several criteria. Each object has a count for each value that occurred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolErrorTotals {
    /// Counts by `code` in the details of the error.
    pub code: serde_json::Map<String, serde_json::Value>,
    /// Counts by day (UTC), for 7 days.
    pub daily: serde_json::Map<String, serde_json::Value>,
    /// Counts by hour (UTC), for 24 hours.
    pub hourly: serde_json::Map<String, serde_json::Value>,
    /// Counts by id of the launch configuration.
    #[serde(rename = "launchConfig")]
    pub launch_config: serde_json::Map<String, serde_json::Value>,
    /// Counts by headline.
    pub title: serde_json::Map<String, serde_json::Value>,
    /// Number of errors in 7 days.
    pub total: f64,
    /// Counts by id of the pool.
    #[serde(rename = "workerPool")]
    pub worker_pool: serde_json::Map<String, serde_json::Value>,
}

/// A worker pool: the workers that claim from one task queue, how to start them, and how many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolFullDefinition {
    /// Settings in the form that the provider wants: limits of capacity, launch configurations, lifecycle,
    /// and in `workerConfig` what the workers get when they register.
    pub config: serde_json::Map<String, serde_json::Value>,
    /// When the pool was created (UTC).
    pub created: crate::Timestamp,
    /// Number of tasks that the workers in `requestedCount` and `runningCount` could run at a time.
    /// Deprecated in favour of `workerPoolStats`.
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    /// What the pool is for, in Markdown.
    pub description: String,
    /// Whether each error is mailed to `owner`.
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    /// When the definition was last changed (UTC).
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    /// E-mail address of the people who look after the pool.
    pub owner: String,
    /// Provider that starts the workers; `null-provider` for a pool that is being deleted.
    #[serde(rename = "providerId")]
    pub provider_id: String,
    /// Number of tasks that those in `requestedCount` could run at a time. Deprecated in favour of
    /// `workerPoolStats`.
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    /// Number of workers of the pool that have been asked for and are not registered yet. Deprecated in
    /// favour of `workerPoolStats`.
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    /// Number of tasks that those in `runningCount` could run at a time. Deprecated in favour of
    /// `workerPoolStats`.
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    /// Number of workers of the pool that are registered and not known to have ended. Deprecated in favour
    /// of `workerPoolStats`.
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    /// Number of tasks that those in `stoppedCount` could run at a time. Deprecated in favour of
    /// `workerPoolStats`.
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    /// Number of workers of the pool that have ended and are not forgotten yet. Deprecated in favour of
    /// `workerPoolStats`.
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    /// Number of tasks that those in `stoppingCount` could run at a time. Deprecated in favour of
    /// `workerPoolStats`.
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    /// Number of workers of the pool that have been told to end and are still there. Deprecated in favour
    /// of `workerPoolStats`.
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}

/// The pool that was counted: `provisionerId/workerType`. Empty if it was all pools.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WorkerPoolIdOrEmpty {
    /// [`String`]
    Variant0(String),
    /// [`Value`]
    Variant1(serde_json::Value),
}

impl From<serde_json::Value> for WorkerPoolIdOrEmpty {
    fn from(value: serde_json::Value) -> Self {
        Self::Variant1(value)
    }
}

/// A launch configuration: one variant, such as a region and a machine type, in which workers of a pool
/// are started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolLaunchConfig {
    /// The part of the pool's `config` that describes the variant, in the form that the provider wants.
    pub configuration: serde_json::Map<String, serde_json::Value>,
    /// When the variant came into the pool (UTC).
    pub created: crate::Timestamp,
    /// Whether it has gone from the definition, so that no more workers are started from it.
    #[serde(rename = "isArchived")]
    pub is_archived: bool,
    /// When the variant was last changed or archived (UTC).
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    /// Id of the launch configuration within the pool.
    #[serde(rename = "launchConfigId")]
    pub launch_config_id: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// One page of launch configurations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolLaunchConfigList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The launch configurations on this page.
    #[serde(rename = "workerPoolLaunchConfigs")]
    pub worker_pool_launch_configs: Vec<WorkerPoolLaunchConfig>,
}

/// One page of worker pools.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The pools on this page.
    #[serde(rename = "workerPools")]
    pub worker_pools: Vec<WorkerPoolFullDefinition>,
}

/// One page of worker pools, with their workers counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolListStats {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The pools on this page.
    #[serde(rename = "workerPoolsStats")]
    pub worker_pools_stats: Vec<WorkerPoolStats>,
}

/// The workers of a pool, counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolStatistics {
    /// One entry for each launch configuration that has workers.
    #[serde(rename = "launchConfigStats")]
    pub launch_config_stats: Vec<LaunchConfigStats>,
}

/// The workers of one pool, counted by state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolStats {
    /// Number of tasks that the workers in `requestedCount` and `runningCount` could run at a time.
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    /// Number of tasks that those in `requestedCount` could run at a time.
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    /// Number of workers of the pool that have been asked for and are not registered yet.
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    /// Number of tasks that those in `runningCount` could run at a time.
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    /// Number of workers of the pool that are registered and not known to have ended.
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    /// Number of tasks that those in `stoppedCount` could run at a time.
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    /// Number of workers of the pool that have ended and are not forgotten yet.
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    /// Number of tasks that those in `stoppingCount` could run at a time.
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    /// Number of workers of the pool that have been told to end and are still there.
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// A worker, as the worker manager and the queue know it, with its recent tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerResponse {
    /// Number of tasks that the worker can run at a time. Absent if the worker manager does not know the
    /// worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    /// Time after which the worker is forgotten if it does not call again (UTC).
    pub expires: crate::Timestamp,
    /// When the worker claimed a run for the first time, as far as its record goes back (UTC).
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    /// Roughly when the worker last called `claimWork` (UTC). Absent if that is not known.
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    /// Launch configuration that the worker was started from. Absent if it was started without one.
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    /// Provider that manages the worker. Absent if the worker manager does not know the worker.
    #[serde(
        rename = "providerId",
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_id: Option<String>,
    /// First half of the pool's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Every change of the worker's quarantine: who made it, when, and why. Absent if there was none.
    #[serde(
        rename = "quarantineDetails",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub quarantine_details: Vec<QuarantineDetails>,
    /// Time until which the worker gets no runs (UTC). Absent if it never was in quarantine; a time in the
    /// past says that the quarantine is over.
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    /// The runs that the worker claimed lately, the latest last. Only the last few are kept.
    #[serde(rename = "recentTasks")]
    pub recent_tasks: Vec<TaskRun>,
    /// What the worker manager knows of it: `requested` from the provider, `running` since it registered,
    /// `stopping` once it was told to end, `stopped` when it is gone; `standalone` if the worker manager
    /// did not start it. Absent if that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<WorkerResponseState>,
    /// Group of the worker, as in the route.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group, as in the route.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`.
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
    /// Second half of the pool's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// What the worker manager knows of it: `requested` from the provider, `running` since it registered,
/// `stopping` once it was told to end, `stopped` when it is gone; `standalone` if the worker manager
/// did not start it. Absent if that is not known.
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
pub enum WorkerResponseState {
    /// `requested`
    #[serde(rename = "requested")]
    Requested,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `stopping`
    #[serde(rename = "stopping")]
    Stopping,
    /// `stopped`
    #[serde(rename = "stopped")]
    Stopped,
    /// `standalone`
    #[serde(rename = "standalone")]
    Standalone,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for WorkerResponseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Requested => f.write_str("requested"),
            Self::Running => f.write_str("running"),
            Self::Stopping => f.write_str("stopping"),
            Self::Stopped => f.write_str("stopped"),
            Self::Standalone => f.write_str("standalone"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// A worker, as the worker manager and the queue know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerSummary {
    /// Number of tasks that the worker can run at a time. Absent if the worker manager does not know the
    /// worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    /// When the worker claimed a run for the first time, as far as its record goes back (UTC). Absent if it
    /// has not claimed any yet.
    #[serde(
        rename = "firstClaim",
        skip_serializing_if = "Option::is_none"
    )]
    pub first_claim: Option<crate::Timestamp>,
    /// Roughly when the worker last called `claimWork` (UTC). Absent if that is not known.
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    /// The run that the worker claimed last. Absent if it has not claimed any yet.
    #[serde(
        rename = "latestTask",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_task: Option<TaskRun>,
    /// Launch configuration that the worker was started from. Absent if it was started without one.
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    /// Provider that manages the worker. Absent if the worker manager does not know the worker.
    #[serde(
        rename = "providerId",
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_id: Option<String>,
    /// Time until which the worker gets no runs (UTC). Absent if it never was in quarantine; a time in the
    /// past says that the quarantine is over.
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    /// What the worker manager knows of it: `requested` from the provider, `running` since it registered,
    /// `stopping` once it was told to end, `stopped` when it is gone; `standalone` if the worker manager
    /// did not start it. Absent if that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<WorkerSummaryState>,
    /// Group of the worker.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Id of the pool, which is also that of its task queue: `provisionerId/workerType`. May be absent,
    /// since the route names it.
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}

/// What the worker manager knows of it: `requested` from the provider, `running` since it registered,
/// `stopping` once it was told to end, `stopped` when it is gone; `standalone` if the worker manager
/// did not start it. Absent if that is not known.
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
pub enum WorkerSummaryState {
    /// `requested`
    #[serde(rename = "requested")]
    Requested,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `stopping`
    #[serde(rename = "stopping")]
    Stopping,
    /// `stopped`
    #[serde(rename = "stopped")]
    Stopped,
    /// `standalone`
    #[serde(rename = "standalone")]
    Standalone,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for WorkerSummaryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Requested => f.write_str("requested"),
            Self::Running => f.write_str("running"),
            Self::Stopping => f.write_str("stopping"),
            Self::Stopped => f.write_str("stopped"),
            Self::Standalone => f.write_str("standalone"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn task_definition_response_project_id() -> ::std::string::String {
        "none".to_string()
    }
}
