// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The purge-cache service is a notice board on which people and tasks ask the workers of a pool to drop the caches of a given name. It reaches no worker by itself: each worker fetches the open requests of its own pool before it mounts caches, and deletes every cache with that name that is older than the request. Requests vanish after about a day, so a worker should ask at least once in a few hours even while it mounts no caches.
/// One page of the open purge requests of every pool.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct OpenAllPurgeRequestsList {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub requests: PurgeCacheRequests,
}
/// The open purge requests of one pool, complete in one answer.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct OpenPurgeRequestList {
    pub requests: PurgeCacheRequests,
}
/// Which cache the workers of the pool in the route shall drop.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PurgeCacheRequest {
    /// Name of the cache as tasks write it in their payload, compared exactly: no wildcards. It is also part of the scope that the caller needs.
    #[serde(rename = "cacheName")]
    pub cache_name: String,
}
/// Purge requests that are still open.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct PurgeCacheRequests(pub Vec<PurgeCacheRequestsEntry>);
impl ::std::ops::Deref for PurgeCacheRequests {
    type Target = Vec<PurgeCacheRequestsEntry>;
    fn deref(&self) -> &Vec<PurgeCacheRequestsEntry> {
        &self.0
    }
}
impl From<PurgeCacheRequests> for Vec<PurgeCacheRequestsEntry> {
    fn from(value: PurgeCacheRequests) -> Self {
        value.0
    }
}
impl From<Vec<PurgeCacheRequestsEntry>> for PurgeCacheRequests {
    fn from(value: Vec<PurgeCacheRequestsEntry>) -> Self {
        Self(value)
    }
}
/// A wish that all caches with a given name in a given pool, created before a given time, be dropped.
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PurgeCacheRequestsEntry {
    /// Time of the request (UTC). Caches created later are kept; a worker allows for the two clocks to differ by some minutes and drops caches that are slightly younger as well.
    pub before: crate::Timestamp,
    /// Name of the cache to drop, as tasks write it in their payload. A worker that has no cache with this name ignores the request.
    #[serde(rename = "cacheName")]
    pub cache_name: String,
    /// First half of the pool's id, before the slash. In the answer to `purgeRequests` always that of the pool asked for.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Second half of the pool's id, after the slash. In the answer to `purgeRequests` always that of the pool asked for.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
