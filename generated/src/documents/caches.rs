// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the worker keeps on disk for later tasks. The file `file-caches.json` in the worker's working
//! directory lists what has been downloaded for mounts, `directory-caches.json` the writable
//! directories, `read-only-caches.json` the archives that have been unpacked for read-only directories.
//! All have this format, belong to the worker's user alone, and are replaced as a whole after each task
//! that mounted something.
//!
//! Caches are listed by what they are looked up by: a downloaded file by where it comes from
//! (`artifact:<taskId>:<name>`, `urlcontent:<url>`), a directory by its cache name, an unpacked archive
//! by its format and where it comes from. The worker writes a list for each, since tasks that run at
//! the same time need a writable directory each. It also reads files of 2018, where in place of the
//! list there is the one cache itself.

use serde::{Deserialize, Serialize};

/// A file or a directory that is kept for later tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cache {
    /// Size of a file, in bytes. With `changed` it tells whether the file is still the one that `sha256`
    /// was computed of. Other workers do not record that; then the checksum is computed anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// When the file system last recorded a change to a file (its ctime).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<crate::Timestamp>,
    /// When it was made or downloaded. Requests to purge the cache apply if they are later than that.
    pub created: crate::Timestamp,
    /// Digest of the names, kinds, sizes, modes and modification times in a read-only directory, in
    /// lower-case hexadecimal. An archive whose unpacked files no longer agree with it is unpacked anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// How many tasks have mounted it so far.
    pub hits: u64,
    /// Whether a task had it mounted when this was written. Where that is so at start-up, the worker was
    /// killed while the task could change a writable directory, and the entry is dropped.
    #[serde(default)]
    pub in_use: bool,
    /// What it is looked up by.
    pub key: String,
    /// When a task last gave it back. Workers of 2018 did not record that. When disk space runs short,
    /// those that have not been used for longest go first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<crate::Timestamp>,
    /// Where it is kept, as a path. A relative one starts at the worker's working directory. The name is
    /// one that the worker made up (22 characters); an entry with another name, or whose path no longer
    /// exists, is dropped.
    pub location: String,
    /// SHA-256 checksum of a file, or of the archive that a read-only directory was unpacked from, in
    /// lower-case hexadecimal. Empty for a writable directory.
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
