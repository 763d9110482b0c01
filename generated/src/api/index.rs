// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The index maps readable names such as `project.nightly.latest.linux` to task ids, so that a task can
//! refer to the newest build of something without knowing which task built it. Names are paths of words
//! separated by dots; everything but the last word is the namespace that the entry is listed under. A
//! worker asks it for the task behind a name whenever a payload mounts an artifact by namespace, and
//! asks anew for each task because an entry can change at any time.

use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "index";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::FIND_TASK,
    &operations::FIND_TASKS_AT_INDEX,
    &operations::LIST_NAMESPACES,
    &operations::LIST_TASKS,
    &operations::INSERT_TASK,
    &operations::DELETE_TASK,
    &operations::FIND_ARTIFACT_FROM_TASK,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "index",
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
        service: "index",
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
        service: "index",
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
    /// `GET /task/<indexPath>`
    pub const FIND_TASK: Operation = Operation {
        service: "index",
        version: "v1",
        name: "findTask",
        method: Method::Get,
        route: "/task/<indexPath>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("IndexedTaskResponse"),
        scopes: Some(&ScopeExpression::Scope("index:find-task:<indexPath>")),
    };
    /// `POST /tasks/indexes`
    pub const FIND_TASKS_AT_INDEX: Operation = Operation {
        service: "index",
        version: "v1",
        name: "findTasksAtIndex",
        method: Method::Post,
        route: "/tasks/indexes",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: Some("FindTasksAtIndexRequest"),
        output: Some("ListTasksResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "index:find-task:<indexPath>",
                        variable: "indexPath",
                        list: "indexPaths",
                    },
                ],
            ),
        ),
    };
    /// `GET /namespaces/<namespace>`
    pub const LIST_NAMESPACES: Operation = Operation {
        service: "index",
        version: "v1",
        name: "listNamespaces",
        method: Method::Get,
        route: "/namespaces/<namespace>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListNamespacesResponse"),
        scopes: Some(&ScopeExpression::Scope("index:list-namespaces:<namespace>")),
    };
    /// `GET /tasks/<namespace>`
    pub const LIST_TASKS: Operation = Operation {
        service: "index",
        version: "v1",
        name: "listTasks",
        method: Method::Get,
        route: "/tasks/<namespace>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListTasksResponse"),
        scopes: Some(&ScopeExpression::Scope("index:list-tasks:<namespace>")),
    };
    /// `PUT /task/<namespace>`
    pub const INSERT_TASK: Operation = Operation {
        service: "index",
        version: "v1",
        name: "insertTask",
        method: Method::Put,
        route: "/task/<namespace>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("InsertTaskRequest"),
        output: Some("IndexedTaskResponse"),
        scopes: Some(&ScopeExpression::Scope("index:insert-task:<namespace>")),
    };
    /// `DELETE /task/<namespace>`
    pub const DELETE_TASK: Operation = Operation {
        service: "index",
        version: "v1",
        name: "deleteTask",
        method: Method::Delete,
        route: "/task/<namespace>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(&ScopeExpression::Scope("index:delete-task:<namespace>")),
    };
    /// `GET /task/<indexPath>/artifacts/<name>`
    pub const FIND_ARTIFACT_FROM_TASK: Operation = Operation {
        service: "index",
        version: "v1",
        name: "findArtifactFromTask",
        method: Method::Get,
        route: "/task/<indexPath>/artifacts/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(&ScopeExpression::Scope("queue:get-artifact:<name>")),
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "index",
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
    /// `indexPath`
    pub const INDEX_PATH: &str = "indexPath";
    /// `indexPaths`
    pub const INDEX_PATHS: &str = "indexPaths";
    /// `limit`
    pub const LIMIT: &str = "limit";
    /// `name`
    pub const NAME: &str = "name";
    /// `namespace`
    pub const NAMESPACE: &str = "namespace";
}

/// A client of the index service: one method for each operation.
#[derive(Clone, Debug)]
pub struct Index<T> {
    transport: T,
}

impl<T: Transport> Index<T> {
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

    /// Find the task that a name stands for
    ///
    /// Returns the entry stored under exactly this path. 404 `ResourceNotFound` says that there is none, or
    /// that it has expired; a worker that needs it for a mount then fails the task. The index does not
    /// check that the task still exists or succeeded.
    ///
    /// `GET /task/<indexPath>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn find_task(
        &self,
        index_path: &str,
    ) -> Result<IndexedTaskResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::FIND_TASK,
            args: vec![("indexPath", index_path.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Find the tasks that several names stand for
    ///
    /// Looks up many paths in one request. Paths without an entry are left out of the answer without an
    /// error, and the order of the answer need not be that of the request. Results come in pages: repeat
    /// the call with the `continuationToken` of the answer until none is returned; `limit` caps the entries
    /// per page.
    ///
    /// `POST /tasks/indexes`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn find_tasks_at_index(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        payload: &FindTasksAtIndexRequest,
    ) -> Result<ListTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::FIND_TASKS_AT_INDEX,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// List the namespaces directly below a namespace
    ///
    /// Goes one level down only; call it again for a namespace of the answer to get below that. An unknown
    /// namespace gives an empty list. Results come in pages: repeat the call with the `continuationToken`
    /// of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /namespaces/<namespace>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_namespaces(
        &self,
        namespace: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListNamespacesResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_NAMESPACES,
            args: vec![("namespace", namespace.to_owned())],
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

    /// List the entries directly in a namespace
    ///
    /// Goes one level down only: entries in namespaces below are not listed. An unknown namespace gives an
    /// empty list. Results come in pages: repeat the call with the `continuationToken` of the answer until
    /// none is returned; `limit` caps the entries per page.
    ///
    /// `GET /tasks/<namespace>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_tasks(
        &self,
        namespace: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_TASKS,
            args: vec![("namespace", namespace.to_owned())],
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

    /// Let a name stand for a task
    ///
    /// Stores the entry under the given path, unless one with a higher `rank` is there already; in that
    /// case the call succeeds, the old entry stays, and the answer shows which entry holds. Repeating the
    /// call has no further effect. Tasks usually get indexed without this call, through a route
    /// `index.PATH` in their definition.
    ///
    /// `PUT /task/<namespace>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn insert_task(
        &self,
        namespace: &str,
        payload: &InsertTaskRequest,
    ) -> Result<IndexedTaskResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::INSERT_TASK,
            args: vec![("namespace", namespace.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Remove the entry of a name
    ///
    /// Deletes the entry, not the task. Succeeds even if there is no such entry.
    ///
    /// `DELETE /task/<namespace>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn delete_task(&self, namespace: &str) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::DELETE_TASK,
            args: vec![("namespace", namespace.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get an artifact of the task that a name stands for
    ///
    /// Redirects (303) to the queue's URL of the artifact in the task's latest run, signed where the name
    /// is not public. 404 `ResourceNotFound` says that the path has no entry; whether the artifact exists
    /// shows only when the redirect is followed.
    ///
    /// `GET /task/<indexPath>/artifacts/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn find_artifact_from_task(
        &self,
        index_path: &str,
        name: &str,
    ) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::FIND_ARTIFACT_FROM_TASK,
            args: vec![("indexPath", index_path.to_owned()), ("name", name.to_owned())],
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

/// What a server of the index service does. Operations that it does not implement answer that they are
/// not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait IndexServer: Send + Sync {
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

    /// Find the task that a name stands for
    fn find_task(
        &self,
        context: &Self::Context,
        index_path: &str,
    ) -> impl Future<Output = Result<Reply<IndexedTaskResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::FIND_TASK)) }
    }

    /// Find the tasks that several names stand for
    fn find_tasks_at_index(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
        payload: FindTasksAtIndexRequest,
    ) -> impl Future<Output = Result<Reply<ListTasksResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::FIND_TASKS_AT_INDEX)) }
    }

    /// List the namespaces directly below a namespace
    fn list_namespaces(
        &self,
        context: &Self::Context,
        namespace: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListNamespacesResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_NAMESPACES)) }
    }

    /// List the entries directly in a namespace
    fn list_tasks(
        &self,
        context: &Self::Context,
        namespace: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListTasksResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_TASKS)) }
    }

    /// Let a name stand for a task
    fn insert_task(
        &self,
        context: &Self::Context,
        namespace: &str,
        payload: InsertTaskRequest,
    ) -> impl Future<Output = Result<Reply<IndexedTaskResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::INSERT_TASK)) }
    }

    /// Remove the entry of a name
    fn delete_task(
        &self,
        context: &Self::Context,
        namespace: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_TASK)) }
    }

    /// Get an artifact of the task that a name stands for
    fn find_artifact_from_task(
        &self,
        context: &Self::Context,
        index_path: &str,
        name: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::FIND_ARTIFACT_FROM_TASK)) }
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
pub async fn dispatch<S: IndexServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "findTask" => {
            ServerRequest::answer(
                server.find_task(context, request.arg("indexPath")?).await?,
            )
        }
        "findTasksAtIndex" => {
            ServerRequest::answer(
                server
                    .find_tasks_at_index(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.body()?,
                    )
                    .await?,
            )
        }
        "listNamespaces" => {
            ServerRequest::answer(
                server
                    .list_namespaces(
                        context,
                        request.arg("namespace")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listTasks" => {
            ServerRequest::answer(
                server
                    .list_tasks(
                        context,
                        request.arg("namespace")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "insertTask" => {
            ServerRequest::answer(
                server
                    .insert_task(context, request.arg("namespace")?, request.body()?)
                    .await?,
            )
        }
        "deleteTask" => {
            ServerRequest::answer(
                server.delete_task(context, request.arg("namespace")?).await?,
            )
        }
        "findArtifactFromTask" => {
            ServerRequest::answer(
                server
                    .find_artifact_from_task(
                        context,
                        request.arg("indexPath")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// Which paths to look up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FindTasksAtIndexRequest {
    /// Full paths, words separated by dots. The caller needs the scope for each of them. An empty list
    /// gives an empty answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<String>,
}

/// The entry that is stored under a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexedTaskResponse {
    /// Any JSON object that the inserter wanted to keep with the entry; `{}` if nothing. The index does not
    /// interpret it, nor does the worker.
    pub data: serde_json::Map<String, serde_json::Value>,
    /// Time after which the entry is no longer found (UTC). Says nothing about when the task itself
    /// expires.
    pub expires: crate::Timestamp,
    /// Full path of the entry: words separated by dots, without a leading dot.
    pub namespace: String,
    /// Precedence of the entry: among insertions under the same path the highest rank stays, and of equal
    /// ranks the latest. Often the build time in seconds, so that a slow older build does not displace a
    /// newer one.
    pub rank: f64,
    /// Id of the task that the path stands for (22 characters). A worker fetches the wanted artifact from
    /// this task's latest run.
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// The entry to store under the path of the route.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InsertTaskRequest {
    /// Any JSON object to keep with the entry; `{}` if there is nothing to say. The index does not
    /// interpret it.
    pub data: serde_json::Map<String, serde_json::Value>,
    /// Time after which the entry shall no longer be found (UTC). Best the expiry of the artifacts that are
    /// wanted through it: an entry that outlives its task leads nowhere.
    pub expires: crate::Timestamp,
    /// Precedence of the entry: it is stored unless the entry that is there has a higher rank. Often the
    /// build time in seconds, so that a slow older build does not displace a newer one.
    pub rank: f64,
    /// Id of the task that the path shall stand for (22 characters). The index does not check that it
    /// exists.
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// Paging parameters of a listing in the form of a request body. The current routes take them in the
/// query instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListNamespacesRequest {
    /// The `continuationToken` of the previous answer. Left out for the first page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// Largest number of entries in one answer. The service may send fewer although more follow.
    #[serde(default = "defaults::default_u64::<u64, 1000>")]
    pub limit: u64,
}

impl Default for ListNamespacesRequest {
    fn default() -> Self {
        Self {
            continuation_token: Default::default(),
            limit: defaults::default_u64::<u64, 1000>(),
        }
    }
}

/// One page of the namespaces below a namespace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListNamespacesResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The namespaces on this page; a page can be empty although more follow.
    pub namespaces: Vec<Namespace>,
}

/// One page of index entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListTasksResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The entries on this page; a page can be empty although more follow.
    pub tasks: Vec<Task>,
}

/// A namespace that has entries, or further namespaces, below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Namespace {
    /// Time after which the namespace is no longer listed (UTC): that of the entry below it that lasts
    /// longest.
    pub expires: crate::Timestamp,
    /// Last word of the path.
    pub name: String,
    /// Full path of the namespace, to be used in the next call to go one level down.
    pub namespace: String,
}

/// An index entry: the task that one path stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Any JSON object that the inserter wanted to keep with the entry; `{}` if nothing. The index does not
    /// interpret it, nor does the worker.
    pub data: serde_json::Map<String, serde_json::Value>,
    /// Time after which the entry is no longer found (UTC). Says nothing about when the task itself
    /// expires.
    pub expires: crate::Timestamp,
    /// Full path of the entry: words separated by dots, without a leading dot.
    pub namespace: String,
    /// Precedence of the entry: among insertions under the same path the highest rank stays, and of equal
    /// ranks the latest. Often the build time in seconds, so that a slow older build does not displace a
    /// newer one.
    pub rank: f64,
    /// Id of the task that the path stands for (22 characters).
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: ::std::convert::TryFrom<u64>,
        <T as ::std::convert::TryFrom<u64>>::Error: ::std::fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
}
