// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the worker keeps on disk for later tasks. The file `file-caches.json` in the worker's working
//! directory lists what has been downloaded for mounts, `directory-caches.json` the writable
//! directories. Both have this format, belong to the worker's user alone, and are replaced as a whole
//! whenever something in them changes.
//!
//! Caches are listed by what they are looked up by: a downloaded file by where it comes from
//! (`artifact:<taskId>:<name>`, `urlcontent:<url>`), a directory by its cache name. The worker writes a
//! list for each, since tasks that run at the same time need a directory each. It also reads files of
//! 2018, where in place of the list there is the one cache itself.

use serde::{Deserialize, Serialize};

/// A file or a directory that is kept for later tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cache {
    /// When it was made or downloaded. Requests to purge the cache apply if they are later than that.
    pub created: crate::Timestamp,
    /// How many tasks have mounted it so far. When disk space runs short, those with the fewest go first.
    pub hits: u64,
    /// Whether a task had it mounted when this was written. Where that is so at start-up, the worker was
    /// killed before it could put the directory back in its place, and the entry is dropped.
    #[serde(default)]
    pub in_use: bool,
    /// What it is looked up by.
    pub key: String,
    /// When a task last gave it back. Workers of 2018 did not record that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<crate::Timestamp>,
    /// Where it is kept, as a path. A relative one starts at the worker's working directory. An entry whose
    /// path no longer exists is dropped.
    pub location: String,
    /// SHA-256 checksum of a file, in lower-case hexadecimal. Empty for a directory.
    #[serde(default)]
    pub sha256: String,
}

/// The caches with the same key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entries {
    /// [`Vec`]
    Array(Vec<Cache>),
    /// [`Cache`]
    Cache(Cache),
}

impl From<Vec<Cache>> for Entries {
    fn from(value: Vec<Cache>) -> Self {
        Self::Array(value)
    }
}

impl From<Cache> for Entries {
    fn from(value: Cache) -> Self {
        Self::Cache(value)
    }
}
