// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The secrets service keeps small JSON objects under a name until they expire, and hands them to whoever has the scope for that name. When a worker is started for a pool, its configuration can be completed from the pool's secret; tasks read secrets of their own through the taskcluster proxy. Values must never get into a log, a command line or an artifact.
/// A stored value together with the time at which it is forgotten.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Secret {
    /// Time after which the secret can no longer be read (UTC).
    pub expires: crate::Timestamp,
    /// The value: any JSON object. For a worker pool it holds the settings that are merged into the worker's configuration, and files to write.
    pub secret: ::serde_json::Map<String, ::serde_json::Value>,
}
/// One page of the names under which secrets are stored.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SecretsList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The names on this page, to be used as `name` in the routes of the other operations.
    pub secrets: Vec<String>,
}
