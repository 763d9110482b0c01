//! What the task log says about an upload before it begins.

use std::fmt;
use std::path::Path;

use generated::Timestamp;
use generated::payload::common::ArtifactContentEncoding;

use super::task_files::Unpublishable;

/// An upload that is about to begin. Prints as the line for the task log.
#[derive(Clone, Copy, Debug)]
pub enum Announcement<'a> {
    /// Of a file.
    File {
        /// The artifact's name.
        name: &'a str,
        /// The file, as the payload names it.
        path: &'a Path,
        /// How it is stored.
        content_encoding: ArtifactContentEncoding,
        /// Its media type.
        content_type: &'a str,
        /// Until when it is kept.
        expires: Timestamp,
    },
    /// Of an error, in place of a file: this line is an error in the task log.
    Error {
        /// The artifact's name.
        name: &'a str,
        /// The file, as the payload names it.
        path: &'a Path,
        /// What is wrong with it.
        problem: &'a Unpublishable,
        /// Until when it is kept.
        expires: Timestamp,
    },
}

impl fmt::Display for Announcement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::File { name, path, content_encoding, content_type, expires } => write!(
                f,
                "Uploading artifact {name} from file {} with content encoding \"{content_encoding}\", mime type \
                 \"{content_type}\" and expiry {expires}",
                path.display()
            ),
            Self::Error { name, path, problem: Unpublishable { reason, message }, expires } => write!(
                f,
                "Uploading error artifact {name} from file {} with message {message:?}, reason \"{reason}\" and expiry \
                 {expires}",
                path.display()
            ),
        }
    }
}
