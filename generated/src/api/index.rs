// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The index maps readable names such as `project.nightly.latest.linux` to task ids, so that a task can refer to the newest build of something without knowing which task built it. Names are paths of words separated by dots; everything but the last word is the namespace that the entry is listed under. A worker asks it for the task behind a name whenever a payload mounts an artifact by namespace, and asks anew for each task because an entry can change at any time.
/// Which paths to look up.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct FindTasksAtIndexRequest {
    /// Full paths, words separated by dots. The caller needs the scope for each of them. An empty list gives an empty answer.
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub indexes: Vec<String>,
}
/// The entry that is stored under a path.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct IndexedTaskResponse {
    /// Any JSON object that the inserter wanted to keep with the entry; `{}` if nothing. The index does not interpret it, nor does the worker.
    pub data: ::serde_json::Map<String, ::serde_json::Value>,
    /// Time after which the entry is no longer found (UTC). Says nothing about when the task itself expires.
    pub expires: crate::Timestamp,
    /// Full path of the entry: words separated by dots, without a leading dot.
    pub namespace: String,
    /// Precedence of the entry: among insertions under the same path the highest rank stays, and of equal ranks the latest. Often the build time in seconds, so that a slow older build does not displace a newer one.
    pub rank: f64,
    /// Id of the task that the path stands for (22 characters). A worker fetches the wanted artifact from this task's latest run.
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// The entry to store under the path of the route.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct InsertTaskRequest {
    /// Any JSON object to keep with the entry; `{}` if there is nothing to say. The index does not interpret it.
    pub data: ::serde_json::Map<String, ::serde_json::Value>,
    /// Time after which the entry shall no longer be found (UTC). Best the expiry of the artifacts that are wanted through it: an entry that outlives its task leads nowhere.
    pub expires: crate::Timestamp,
    /// Precedence of the entry: it is stored unless the entry that is there has a higher rank. Often the build time in seconds, so that a slow older build does not displace a newer one.
    pub rank: f64,
    /// Id of the task that the path shall stand for (22 characters). The index does not check that it exists.
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// Paging parameters of a listing in the form of a request body. The current routes take them in the query instead.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListNamespacesRequest {
    /// The `continuationToken` of the previous answer. Left out for the first page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
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
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListNamespacesResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The namespaces on this page; a page can be empty although more follow.
    pub namespaces: Vec<Namespace>,
}
/// One page of index entries.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListTasksResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The entries on this page; a page can be empty although more follow.
    pub tasks: Vec<Task>,
}
/// A namespace that has entries, or further namespaces, below it.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Namespace {
    /// Time after which the namespace is no longer listed (UTC): that of the entry below it that lasts longest.
    pub expires: crate::Timestamp,
    /// Last word of the path.
    pub name: String,
    /// Full path of the namespace, to be used in the next call to go one level down.
    pub namespace: String,
}
/// An index entry: the task that one path stands for.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Task {
    /// Any JSON object that the inserter wanted to keep with the entry; `{}` if nothing. The index does not interpret it, nor does the worker.
    pub data: ::serde_json::Map<String, ::serde_json::Value>,
    /// Time after which the entry is no longer found (UTC). Says nothing about when the task itself expires.
    pub expires: crate::Timestamp,
    /// Full path of the entry: words separated by dots, without a leading dot.
    pub namespace: String,
    /// Precedence of the entry: among insertions under the same path the highest rank stays, and of equal ranks the latest. Often the build time in seconds, so that a slow older build does not displace a newer one.
    pub rank: f64,
    /// Id of the task that the path stands for (22 characters).
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: TryFrom<u64>,
        <T as ::std::convert::TryFrom<u64>>::Error: fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
}
