//! Mounts: fetch what a payload names, verify it, unpack it, keep it.
//!
//! A [`Fetcher`] turns a [`Content`](generated::payload::common::Content) into a [`Source`], and a source into a file
//! or into an unpacked directory, in one pass: the bytes are hashed and unpacked while they arrive. What an archive
//! holds is hostile until proven otherwise: [`archive`] writes nothing outside of the directory that it is given.
//!
//! What is fetched is kept for later tasks ([`Caches`]), and a [`Mounter`] puts it in its place in a task directory, the
//! task's writable caches as well; [`unmount`] takes those back. The paths of a payload lead nowhere else: [`Places`].
//!
//! Nothing here knows how a run resolves: [`MountError::fault`] says whose fault a failure is.

pub mod archive;
mod budget;
mod caches;
mod content;
mod error;
mod failure;
mod fetch;
mod flights;
mod format;
mod hash;
mod kept;
mod log;
mod mount;
mod places;
mod purge;
mod store;
mod unmount;

pub use caches::{Caches, NoRoom};
pub use content::Source;
pub use error::{DownloadFailure, Fault, FetchError};
pub use failure::MountError;
pub use fetch::{FetchOptions, Fetched, Fetcher, Notice, NoticeSink, PARTIAL_PREFIX, http_client};
pub use format::{Compression, decompress};
pub use kept::Getter;
pub use log::{MountLog, Severity};
pub use mount::{CacheState, Mounted, MountedCache, Mounter};
pub use places::{PlaceError, Places};
pub use purge::purge_caches;
pub use unmount::unmount;
