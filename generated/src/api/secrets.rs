// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The secrets service keeps small JSON objects under a name until they expire, and hands them to
//! whoever has the scope for that name. When a worker is started for a pool, its configuration can be
//! completed from the pool's secret; tasks read secrets of their own through the taskcluster proxy.
//! Values must never get into a log, a command line or an artifact.

use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "secrets";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::SET,
    &operations::REMOVE,
    &operations::GET,
    &operations::LIST,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "secrets",
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
        service: "secrets",
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
        service: "secrets",
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
    /// `PUT /secret/<name>`
    pub const SET: Operation = Operation {
        service: "secrets",
        version: "v1",
        name: "set",
        method: Method::Put,
        route: "/secret/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("Secret"),
        output: None,
        scopes: Some(&ScopeExpression::Scope("secrets:set:<name>")),
    };
    /// `DELETE /secret/<name>`
    pub const REMOVE: Operation = Operation {
        service: "secrets",
        version: "v1",
        name: "remove",
        method: Method::Delete,
        route: "/secret/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(&ScopeExpression::Scope("secrets:set:<name>")),
    };
    /// `GET /secret/<name>`
    pub const GET: Operation = Operation {
        service: "secrets",
        version: "v1",
        name: "get",
        method: Method::Get,
        route: "/secret/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("Secret"),
        scopes: Some(&ScopeExpression::Scope("secrets:get:<name>")),
    };
    /// `GET /secrets`
    pub const LIST: Operation = Operation {
        service: "secrets",
        version: "v1",
        name: "list",
        method: Method::Get,
        route: "/secrets",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("SecretsList"),
        scopes: Some(&ScopeExpression::Scope("secrets:list-secrets")),
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "secrets",
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
    /// `limit`
    pub const LIMIT: &str = "limit";
    /// `name`
    pub const NAME: &str = "name";
}

/// A client of the secrets service: one method for each operation.
#[derive(Clone, Debug)]
pub struct Secrets<T> {
    transport: T,
}

impl<T: Transport> Secrets<T> {
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

    /// Store a secret under a name
    ///
    /// Creates the secret, or replaces value and expiry of the one that is there; nothing of an earlier
    /// value is kept. Repeating the call has no further effect.
    ///
    /// `PUT /secret/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn set(&self, name: &str, payload: &Secret) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::SET,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Delete a secret
    ///
    /// Deletes the value at once. A name under which nothing is stored gives 404 `ResourceNotFound`, so
    /// expect that when the call is repeated.
    ///
    /// `DELETE /secret/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn remove(&self, name: &str) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::REMOVE,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Read a secret
    ///
    /// Returns the value and its expiry. 404 `ResourceNotFound` says that there is no such name, 410
    /// `ResourceExpired` that the secret has expired but has not been cleared away yet; a worker treats
    /// both as no secret.
    ///
    /// `GET /secret/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get(&self, name: &str) -> Result<Secret, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the names of the secrets
    ///
    /// Returns names only, those of secrets that the caller may not read among them. Results come in pages:
    /// repeat the call with the `continuationToken` of the answer until none is returned; `limit` caps the
    /// entries per page.
    ///
    /// `GET /secrets`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<SecretsList, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST,
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

/// What a server of the secrets service does. Operations that it does not implement answer that they
/// are not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait SecretsServer: Send + Sync {
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

    /// Store a secret under a name
    fn set(
        &self,
        context: &Self::Context,
        name: &str,
        payload: Secret,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::SET)) }
    }

    /// Delete a secret
    fn remove(
        &self,
        context: &Self::Context,
        name: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REMOVE)) }
    }

    /// Read a secret
    fn get(
        &self,
        context: &Self::Context,
        name: &str,
    ) -> impl Future<Output = Result<Reply<Secret>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET)) }
    }

    /// List the names of the secrets
    fn list(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<SecretsList>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST)) }
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
pub async fn dispatch<S: SecretsServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "set" => {
            ServerRequest::answer(
                server.set(context, request.arg("name")?, request.body()?).await?,
            )
        }
        "remove" => {
            ServerRequest::answer(server.remove(context, request.arg("name")?).await?)
        }
        "get" => ServerRequest::answer(server.get(context, request.arg("name")?).await?),
        "list" => {
            ServerRequest::answer(
                server
                    .list(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// A stored value together with the time at which it is forgotten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Secret {
    /// Time after which the secret can no longer be read (UTC).
    pub expires: crate::Timestamp,
    /// The value: any JSON object. For a worker pool it holds the settings that are merged into the
    /// worker's configuration, and files to write.
    pub secret: serde_json::Map<String, serde_json::Value>,
}

/// One page of the names under which secrets are stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecretsList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The names on this page, to be used as `name` in the routes of the other operations.
    pub secrets: Vec<String>,
}
