// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

use std::fmt;
use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

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
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
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
    fn ping(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PING)) }
    }

    fn lbheartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LBHEARTBEAT)) }
    }

    fn version(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::VERSION)) }
    }

    fn list_providers(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ProviderList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_PROVIDERS)) }
    }

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

    fn delete_worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolFullDefinition>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_WORKER_POOL)) }
    }

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

    fn worker_pool_stats(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
    ) -> impl Future<Output = Result<Reply<WorkerPoolStatistics>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_POOL_STATS)) }
    }

    fn worker_pool(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
    ) -> impl Future<
        Output = Result<Reply<WorkerPoolFullDefinition>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_POOL)) }
    }

    fn list_worker_pools(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKER_POOLS)) }
    }

    fn list_worker_pools_stats(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolListStats>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKER_POOLS_STATS)) }
    }

    fn report_worker_error(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        payload: WorkerErrorReport,
    ) -> impl Future<Output = Result<Reply<WorkerPoolError>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REPORT_WORKER_ERROR)) }
    }

    fn worker_pool_error_stats(
        &self,
        context: &Self::Context,
        worker_pool_id: Option<String>,
    ) -> impl Future<Output = Result<Reply<WorkerPoolErrorStats>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER_POOL_ERROR_STATS)) }
    }

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

    fn worker(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<Output = Result<Reply<WorkerFullDefinition>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::WORKER)) }
    }

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

    fn remove_worker(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REMOVE_WORKER)) }
    }

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

    fn register_worker(
        &self,
        context: &Self::Context,
        payload: RegisterWorkerRequest,
    ) -> impl Future<
        Output = Result<Reply<RegisterWorkerResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::REGISTER_WORKER)) }
    }

    fn reregister_worker(
        &self,
        context: &Self::Context,
        payload: ReregisterWorkerRequest,
    ) -> impl Future<
        Output = Result<Reply<ReregisterWorkerResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::REREGISTER_WORKER)) }
    }
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

/// `AwsProviderType`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwsProviderType {
    pub document: String,
    pub signature: String,
}

/// `AzureProviderType`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AzureProviderType {
    pub document: String,
}

/// `Credentials`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credentials {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    #[serde(rename = "clientId")]
    pub client_id: String,
}

/// `GoogleProviderType`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleProviderType {
    pub token: String,
}

/// `ListWorkersResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListWorkersResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub workers: Vec<Worker>,
}

/// `ProviderData`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProviderData(pub StaticProviderType);

impl std::ops::Deref for ProviderData {
    type Target = StaticProviderType;
    fn deref(&self) -> &StaticProviderType {
        &self.0
    }
}

impl From<ProviderData> for StaticProviderType {
    fn from(value: ProviderData) -> Self {
        value.0
    }
}

impl From<StaticProviderType> for ProviderData {
    fn from(value: StaticProviderType) -> Self {
        Self(value)
    }
}

/// `ProviderList`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub providers: Vec<ProviderListProvidersItem>,
}

/// `ProviderListProvidersItem`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderListProvidersItem {
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(rename = "providerType")]
    pub provider_type: String,
}

/// `QuarantineDetails`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuarantineDetails {
    #[serde(rename = "clientId")]
    pub client_id: String,
    #[serde(rename = "quarantineInfo")]
    pub quarantine_info: String,
    #[serde(rename = "quarantineUntil")]
    pub quarantine_until: crate::Timestamp,
    #[serde(rename = "updatedAt")]
    pub updated_at: crate::Timestamp,
}

/// `RegisterWorkerRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterWorkerRequest {
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(
        rename = "systemBootTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub system_boot_time: Option<crate::Timestamp>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerIdentityProof")]
    pub worker_identity_proof: WorkerIdentityProof,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `RegisterWorkerResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterWorkerResponse {
    pub credentials: Credentials,
    pub expires: crate::Timestamp,
    pub secret: String,
    #[serde(rename = "workerConfig")]
    pub worker_config: serde_json::Map<String, serde_json::Value>,
}

/// `ReregisterWorkerRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReregisterWorkerRequest {
    pub secret: String,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `ReregisterWorkerResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReregisterWorkerResponse {
    pub credentials: Credentials,
    pub expires: crate::Timestamp,
    pub secret: String,
}

/// `ShouldWorkerTerminateResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShouldWorkerTerminateResponse {
    pub reason: String,
    pub terminate: bool,
}

/// `Source`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Source(pub String);

impl std::ops::Deref for Source {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<Source> for String {
    fn from(value: Source) -> Self {
        value.0
    }
}

impl From<String> for Source {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `StaticProviderType`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaticProviderType {
    #[serde(rename = "staticSecret")]
    pub static_secret: String,
}

/// `TaskDefinitionResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinitionResponse {
    pub created: crate::Timestamp,
    pub deadline: crate::Timestamp,
    pub dependencies: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    pub extra: serde_json::Map<String, serde_json::Value>,
    pub metadata: TaskMetadata,
    pub payload: serde_json::Map<String, serde_json::Value>,
    pub priority: TaskDefinitionResponsePriority,
    #[serde(
        rename = "projectId",
        default = "defaults::task_definition_response_project_id"
    )]
    pub project_id: String,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    pub requires: TaskDefinitionResponseRequires,
    pub retries: u64,
    pub routes: Vec<String>,
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    pub scopes: Vec<String>,
    pub tags: std::collections::BTreeMap<String, String>,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// `TaskDefinitionResponsePriority`
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

/// `TaskDefinitionResponseRequires`
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

/// `TaskMetadata`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskMetadata {
    pub description: String,
    pub name: String,
    pub owner: String,
    pub source: Source,
}

/// `TaskRun`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskRun {
    #[serde(rename = "runId")]
    pub run_id: u64,
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// `UpdateWorkerPoolRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UpdateWorkerPoolRequest {
    pub config: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<crate::Timestamp>,
    pub description: String,
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    #[serde(
        rename = "lastModified",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_modified: Option<crate::Timestamp>,
    pub owner: String,
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}

/// `Worker`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worker {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    #[serde(
        rename = "firstClaim",
        skip_serializing_if = "Option::is_none"
    )]
    pub first_claim: Option<crate::Timestamp>,
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    #[serde(
        rename = "latestTask",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_task: Option<TaskRun>,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    #[serde(
        rename = "providerId",
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_id: Option<String>,
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<WorkerState>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}

/// `WorkerCreationUpdateRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerCreationUpdateRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    pub expires: crate::Timestamp,
    #[serde(
        rename = "providerInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_info: Option<ProviderData>,
}

/// `WorkerErrorReport`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerErrorReport {
    pub description: String,
    pub extra: serde_json::Map<String, serde_json::Value>,
    pub kind: String,
    pub title: String,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// `WorkerFullDefinition`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerFullDefinition {
    pub capacity: u64,
    pub created: crate::Timestamp,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastChecked")]
    pub last_checked: crate::Timestamp,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    #[serde(rename = "providerId")]
    pub provider_id: String,
    pub state: WorkerFullDefinitionState,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `WorkerFullDefinitionState`
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

/// `WorkerIdentityProof`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WorkerIdentityProof {
    /// [`GoogleProviderType`]
    GoogleProviderType(GoogleProviderType),
    /// [`StaticProviderType`]
    StaticProviderType(StaticProviderType),
    /// [`AwsProviderType`]
    AwsProviderType(AwsProviderType),
    /// [`AzureProviderType`]
    AzureProviderType(AzureProviderType),
}

impl From<GoogleProviderType> for WorkerIdentityProof {
    fn from(value: GoogleProviderType) -> Self {
        Self::GoogleProviderType(value)
    }
}

impl From<StaticProviderType> for WorkerIdentityProof {
    fn from(value: StaticProviderType) -> Self {
        Self::StaticProviderType(value)
    }
}

impl From<AwsProviderType> for WorkerIdentityProof {
    fn from(value: AwsProviderType) -> Self {
        Self::AwsProviderType(value)
    }
}

impl From<AzureProviderType> for WorkerIdentityProof {
    fn from(value: AzureProviderType) -> Self {
        Self::AzureProviderType(value)
    }
}

/// `WorkerListInAGivenWorkerPool`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerListInAGivenWorkerPool {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub workers: Vec<WorkerFullDefinition>,
}

/// `WorkerPoolDefinition`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolDefinition {
    pub config: serde_json::Map<String, serde_json::Value>,
    pub description: String,
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    pub owner: String,
    #[serde(rename = "providerId")]
    pub provider_id: String,
}

/// `WorkerPoolError`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolError {
    pub description: String,
    #[serde(rename = "errorId")]
    pub error_id: String,
    pub extra: serde_json::Map<String, serde_json::Value>,
    pub kind: String,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    pub reported: crate::Timestamp,
    pub title: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `WorkerPoolErrorList`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolErrorList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPoolErrors")]
    pub worker_pool_errors: Vec<WorkerPoolError>,
}

/// `WorkerPoolErrorStats`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolErrorStats {
    pub totals: WorkerPoolErrorStatsTotals,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: WorkerPoolErrorStatsWorkerPoolId,
}

/// `WorkerPoolErrorStatsTotals`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolErrorStatsTotals {
    pub code: serde_json::Map<String, serde_json::Value>,
    pub daily: serde_json::Map<String, serde_json::Value>,
    pub hourly: serde_json::Map<String, serde_json::Value>,
    #[serde(rename = "launchConfig")]
    pub launch_config: serde_json::Map<String, serde_json::Value>,
    pub title: serde_json::Map<String, serde_json::Value>,
    pub total: f64,
    #[serde(rename = "workerPool")]
    pub worker_pool: serde_json::Map<String, serde_json::Value>,
}

/// `WorkerPoolErrorStatsWorkerPoolId`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WorkerPoolErrorStatsWorkerPoolId {
    /// [`String`]
    Variant0(String),
    /// [`Value`]
    Variant1(serde_json::Value),
}

impl From<serde_json::Value> for WorkerPoolErrorStatsWorkerPoolId {
    fn from(value: serde_json::Value) -> Self {
        Self::Variant1(value)
    }
}

/// `WorkerPoolFullDefinition`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolFullDefinition {
    pub config: serde_json::Map<String, serde_json::Value>,
    pub created: crate::Timestamp,
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    pub description: String,
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    pub owner: String,
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}

/// `WorkerPoolLaunchConfigList`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolLaunchConfigList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPoolLaunchConfigs")]
    pub worker_pool_launch_configs: Vec<
        WorkerPoolLaunchConfigListWorkerPoolLaunchConfigsItem,
    >,
}

/// `WorkerPoolLaunchConfigListWorkerPoolLaunchConfigsItem`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolLaunchConfigListWorkerPoolLaunchConfigsItem {
    pub configuration: serde_json::Map<String, serde_json::Value>,
    pub created: crate::Timestamp,
    #[serde(rename = "isArchived")]
    pub is_archived: bool,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(rename = "launchConfigId")]
    pub launch_config_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `WorkerPoolList`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPools")]
    pub worker_pools: Vec<WorkerPoolFullDefinition>,
}

/// `WorkerPoolListStats`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolListStats {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPoolsStats")]
    pub worker_pools_stats: Vec<WorkerPoolListStatsWorkerPoolsStatsItem>,
}

/// `WorkerPoolListStatsWorkerPoolsStatsItem`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolListStatsWorkerPoolsStatsItem {
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `WorkerPoolStatistics`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolStatistics {
    #[serde(rename = "launchConfigStats")]
    pub launch_config_stats: Vec<WorkerPoolStatisticsLaunchConfigStatsItem>,
}

/// `WorkerPoolStatisticsLaunchConfigStatsItem`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerPoolStatisticsLaunchConfigStatsItem {
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    #[serde(rename = "launchConfigId")]
    pub launch_config_id: String,
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}

/// `WorkerResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    pub expires: crate::Timestamp,
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    #[serde(
        rename = "providerId",
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_id: Option<String>,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    #[serde(
        rename = "quarantineDetails",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub quarantine_details: Vec<QuarantineDetails>,
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    #[serde(rename = "recentTasks")]
    pub recent_tasks: Vec<TaskRun>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<WorkerResponseState>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// `WorkerResponseState`
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

/// `WorkerState`
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
pub enum WorkerState {
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

impl fmt::Display for WorkerState {
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
