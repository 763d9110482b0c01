//! Mounts: fetch what a payload names, verify it, unpack it, keep it.
//!
//! A [`Fetcher`] turns a [`Content`](generated::payload::common::Content) into a [`Source`], and a source into a file
//! or into an unpacked directory, in one pass: the bytes are hashed and unpacked while they arrive. What an archive
//! holds is hostile until proven otherwise: [`archive`] writes nothing outside of the directory that it is given.
//!
//! Nothing here knows how a run resolves: [`FetchError::fault`] says whose fault a failure is.

pub mod archive;
mod budget;
mod content;
mod error;
mod fetch;
mod format;
mod hash;

pub use content::Source;
pub use error::{DownloadFailure, Fault, FetchError};
pub use fetch::{FetchOptions, Fetched, Fetcher, Notice, NoticeSink, PARTIAL_PREFIX, http_client};
pub use format::{Compression, decompress};
