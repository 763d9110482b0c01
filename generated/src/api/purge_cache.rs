// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The purge-cache service is a notice board on which people and tasks ask the workers of a pool to
//! drop the caches of a given name. It reaches no worker by itself: each worker fetches the open
//! requests of its own pool before it mounts caches, and deletes every cache with that name that is
//! older than the request. Requests vanish after about a day, so a worker should ask at least once in a
//! few hours even while it mounts no caches.

use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "purge-cache";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::PURGE_CACHE,
    &operations::ALL_PURGE_REQUESTS,
    &operations::PURGE_REQUESTS,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "purge-cache",
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
        service: "purge-cache",
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
        service: "purge-cache",
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
    /// `POST /purge-cache/<workerPoolId>`
    pub const PURGE_CACHE: Operation = Operation {
        service: "purge-cache",
        version: "v1",
        name: "purgeCache",
        method: Method::Post,
        route: "/purge-cache/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &["workerPoolId"],
        query: &[],
        input: Some("PurgeCacheRequest"),
        output: None,
        scopes: Some(&ScopeExpression::Scope("purge-cache:<workerPoolId>:<cacheName>")),
    };
    /// `GET /purge-cache/list`
    pub const ALL_PURGE_REQUESTS: Operation = Operation {
        service: "purge-cache",
        version: "v1",
        name: "allPurgeRequests",
        method: Method::Get,
        route: "/purge-cache/list",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("OpenAllPurgeRequestsList"),
        scopes: Some(&ScopeExpression::Scope("purge-cache:all-purge-requests")),
    };
    /// `GET /purge-cache/<workerPoolId>`
    pub const PURGE_REQUESTS: Operation = Operation {
        service: "purge-cache",
        version: "v1",
        name: "purgeRequests",
        method: Method::Get,
        route: "/purge-cache/<workerPoolId>",
        secret_args: &[],
        two_segments_in_2018: &["workerPoolId"],
        query: &["since"],
        input: None,
        output: Some("OpenPurgeRequestList"),
        scopes: Some(
            &ScopeExpression::Scope("purge-cache:purge-requests::<workerPoolId>"),
        ),
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "purge-cache",
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
    /// `cacheName`
    pub const CACHE_NAME: &str = "cacheName";
    /// `continuationToken`
    pub const CONTINUATION_TOKEN: &str = "continuationToken";
    /// `limit`
    pub const LIMIT: &str = "limit";
    /// `since`
    pub const SINCE: &str = "since";
    /// `workerPoolId`
    pub const WORKER_POOL_ID: &str = "workerPoolId";
}

/// A client of the purge-cache service: one method for each operation.
#[derive(Clone, Debug)]
pub struct PurgeCache<T> {
    transport: T,
}

impl<T: Transport> PurgeCache<T> {
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

    /// Ask the workers of a pool to drop a cache
    ///
    /// Posts a request to drop all caches with the given name that exist now; caches created later are not
    /// affected. Answers at once, while the effect comes when each worker next asks. A further request for
    /// the same pool and name replaces the earlier one.
    ///
    /// `POST /purge-cache/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn purge_cache(
        &self,
        worker_pool_id: &str,
        payload: &PurgeCacheRequest,
    ) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::PURGE_CACHE,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// List the open purge requests of all pools
    ///
    /// Returns the requests that have not yet vanished, whichever pool they are for. Meant for people and
    /// dashboards. Results come in pages: repeat the call with the `continuationToken` of the answer until
    /// none is returned; `limit` caps the entries per page.
    ///
    /// `GET /purge-cache/list`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn all_purge_requests(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<OpenAllPurgeRequestsList, T::Error> {
        let request = ApiRequest {
            operation: &operations::ALL_PURGE_REQUESTS,
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

    /// List the open purge requests of one worker pool
    ///
    /// The call that workers make. With `since` (date and time, UTC) only requests whose `before` is later
    /// are returned; choose it some minutes before the previous call, because the service answers from a
    /// memory of its own that may lag behind. If the call fails a task can run all the same, with caches
    /// that somebody may have wanted gone.
    ///
    /// `GET /purge-cache/<workerPoolId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn purge_requests(
        &self,
        worker_pool_id: &str,
        since: Option<&str>,
    ) -> Result<OpenPurgeRequestList, T::Error> {
        let request = ApiRequest {
            operation: &operations::PURGE_REQUESTS,
            args: vec![("workerPoolId", worker_pool_id.to_owned())],
            query: [since.map(|value| ("since", value.to_owned()))]
                .into_iter()
                .flatten()
                .collect(),
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

/// What a server of the purge-cache service does. Operations that it does not implement answer that
/// they are not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait PurgeCacheServer: Send + Sync {
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

    /// Ask the workers of a pool to drop a cache
    fn purge_cache(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        payload: PurgeCacheRequest,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PURGE_CACHE)) }
    }

    /// List the open purge requests of all pools
    fn all_purge_requests(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<OpenAllPurgeRequestsList>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::ALL_PURGE_REQUESTS)) }
    }

    /// List the open purge requests of one worker pool
    fn purge_requests(
        &self,
        context: &Self::Context,
        worker_pool_id: &str,
        since: Option<String>,
    ) -> impl Future<Output = Result<Reply<OpenPurgeRequestList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PURGE_REQUESTS)) }
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
pub async fn dispatch<S: PurgeCacheServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "purgeCache" => {
            ServerRequest::answer(
                server
                    .purge_cache(context, request.arg("workerPoolId")?, request.body()?)
                    .await?,
            )
        }
        "allPurgeRequests" => {
            ServerRequest::answer(
                server
                    .all_purge_requests(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "purgeRequests" => {
            ServerRequest::answer(
                server
                    .purge_requests(
                        context,
                        request.arg("workerPoolId")?,
                        request.query_value("since"),
                    )
                    .await?,
            )
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// One page of the open purge requests of every pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenAllPurgeRequestsList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The requests on this page, in no particular order.
    pub requests: Vec<PurgeCacheRequestsEntry>,
}

/// The open purge requests of one pool, complete in one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenPurgeRequestList {
    /// The requests, in no particular order; empty if there is nothing to drop.
    pub requests: Vec<PurgeCacheRequestsEntry>,
}

/// Which cache the workers of the pool in the route shall drop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PurgeCacheRequest {
    /// Name of the cache as tasks write it in their payload, compared exactly: no wildcards. It is also
    /// part of the scope that the caller needs.
    #[serde(rename = "cacheName")]
    pub cache_name: String,
}

/// A wish that all caches with a given name in a given pool, created before a given time, be dropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PurgeCacheRequestsEntry {
    /// Time of the request (UTC). Caches created later are kept; a worker allows for the two clocks to
    /// differ by some minutes and drops caches that are slightly younger as well.
    pub before: crate::Timestamp,
    /// Name of the cache to drop, as tasks write it in their payload. A worker that has no cache with this
    /// name ignores the request.
    #[serde(rename = "cacheName")]
    pub cache_name: String,
    /// First half of the pool's id, before the slash. In the answer to `purgeRequests` always that of the
    /// pool asked for.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Second half of the pool's id, after the slash. In the answer to `purgeRequests` always that of the
    /// pool asked for.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
