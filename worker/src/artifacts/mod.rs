//! Artifacts: find them, describe them, compress them, upload them.
//!
//! [`find`] turns the artifacts of a payload into a list of files, without opening any. An [`Uploader`] opens each of
//! them through [`TaskFiles`], which sees to it that a task publishes only what is its own, prepares what is sent, asks
//! the queue where to, and sends it. What cannot be read becomes an artifact of type `error`.
//!
//! Nothing here knows how a run resolves: [`UploadError::class`] and [`Published::Error`] say what happened.

mod announcement;
mod attempts;
mod body;
mod content_type;
mod digest;
mod encoding;
mod error;
mod find;
mod gzip;
mod many;
mod name;
mod object;
mod prepare;
mod put;
mod stream;
mod task_files;
mod upload;

#[cfg(test)]
mod tests;

pub use announcement::Announcement;
pub use content_type::ContentTypes;
pub use digest::Sha256Digest;
pub use encoding::content_encoding;
pub use error::{StorageFailure, UploadError, UploadErrorClass};
pub use find::{FindOptions, Found, FoundFile, find};
pub use gzip::{BLOCK_SIZE, Compressors, GzipError, Gzipped, gzip};
pub use put::http_client;
pub use task_files::{AbsolutePaths, Place, TaskFiles, TaskFilesSetup, Unpublishable};
pub use upload::{Content, Published, Report, Upload, UploadOptions, Uploader};
