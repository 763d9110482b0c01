//! Why an artifact was not uploaded.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::taskcluster::error::{CallError, CallErrorKind};

/// What a failed upload means for the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadErrorClass {
    /// The payload asks for something that cannot be: another artifact has the name already, or the name or the
    /// content type is impossible.
    Malformed,
    /// The queue or the storage did not answer, failed, or refused the content, also after all attempts.
    Unavailable,
    /// The queue refused: perhaps because the run is over already, which its status tells.
    Refused,
    /// The content could not be read to its end, or its compressed form not be kept.
    Io,
    /// The upload was cancelled, or not begun because another had failed for good.
    Cancelled,
}

/// An artifact that was not uploaded.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The queue knows an artifact of this name with other properties (409).
    #[error(
        "There was a conflict uploading artifact {name} - this suggests artifact {name} was already uploaded to this \
         task with different content earlier on in this task. Check the artifacts of the payload for names that occur \
         twice. The queue says: {source}"
    )]
    Conflict {
        /// The artifact.
        name: String,
        /// What the queue says.
        source: CallError,
    },
    /// No answer could be had from the queue.
    #[error("Could not upload artifact {name}, since the queue could not be reached: {source}")]
    QueueUnavailable {
        /// The artifact.
        name: String,
        /// What went wrong at last.
        source: CallError,
    },
    /// The queue refused (4xx).
    #[error("The queue refused artifact {name}: {source}")]
    QueueRefused {
        /// The artifact.
        name: String,
        /// What the queue says.
        source: CallError,
    },
    /// The queue cannot be asked for an artifact of this name.
    #[error("{name:?} cannot be the name of an artifact: {source}")]
    ImpossibleName {
        /// The artifact.
        name: String,
        /// Why not.
        source: CallError,
    },
    /// The content type cannot be sent.
    #[error(
        "Artifact {name} cannot have the content type {content_type:?}, since it cannot stand in an HTTP header"
    )]
    ImpossibleContentType {
        /// The artifact.
        name: String,
        /// What was asked for.
        content_type: String,
    },
    /// The object service did not take part in the upload.
    #[error("Could not upload artifact {name} as an object: {source}")]
    ObjectService {
        /// The artifact.
        name: String,
        /// What went wrong at last.
        source: CallError,
    },
    /// An answer does not say where to upload to.
    #[error("Could not upload artifact {name}: the answer holds {found}, but {expected} was expected")]
    UnusableAnswer {
        /// The artifact.
        name: String,
        /// What the answer holds.
        found: &'static str,
        /// What it should hold.
        expected: &'static str,
    },
    /// The storage did not take the content.
    #[error(
        "Could not upload artifact {name} to {url} ({attempts} attempts in {:.1} s): {failure}",
        elapsed.as_secs_f64()
    )]
    Storage {
        /// The artifact.
        name: String,
        /// Where it was to be uploaded to, without the query, which is a credential.
        url: String,
        /// How many times it was tried.
        attempts: u32,
        /// How long it was tried.
        elapsed: Duration,
        /// What went wrong at last.
        failure: StorageFailure,
    },
    /// The content could not be read while it was being uploaded.
    #[error(
        "Could not upload artifact {name}: reading '{}' failed in the middle of the upload: {source}", path.display()
    )]
    Content {
        /// The artifact.
        name: String,
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The compressed content could not be kept until its upload.
    #[error(
        "Could not upload artifact {name}: its compressed content could not be written to a file in '{}': {source}",
        directory.display()
    )]
    Spool {
        /// The artifact.
        name: String,
        /// Where there should have been room for it.
        directory: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The upload was cancelled.
    #[error("The upload of artifact {name} was cancelled")]
    Cancelled {
        /// The artifact.
        name: String,
    },
    /// The upload was not begun, since the one of another artifact has shown that it would be in vain.
    #[error("Artifact {name} was not uploaded, since the upload of another artifact has failed")]
    NotBegun {
        /// The artifact.
        name: String,
    },
}

impl UploadError {
    /// What the failure means for the run.
    #[must_use]
    pub const fn class(&self) -> UploadErrorClass {
        match self {
            Self::Conflict { .. } | Self::ImpossibleName { .. } | Self::ImpossibleContentType { .. } => {
                UploadErrorClass::Malformed
            }
            Self::QueueUnavailable { .. }
            | Self::ObjectService { .. }
            | Self::UnusableAnswer { .. }
            | Self::Storage { .. } => UploadErrorClass::Unavailable,
            Self::QueueRefused { .. } => UploadErrorClass::Refused,
            Self::Content { .. } | Self::Spool { .. } => UploadErrorClass::Io,
            Self::Cancelled { .. } | Self::NotBegun { .. } => UploadErrorClass::Cancelled,
        }
    }

    /// The queue's part in the failure: its status, code and message.
    #[must_use]
    pub const fn queue(&self) -> Option<&CallError> {
        match self {
            Self::Conflict { source, .. }
            | Self::QueueUnavailable { source, .. }
            | Self::QueueRefused { source, .. }
            | Self::ImpossibleName { source, .. } => Some(source),
            _ => None,
        }
    }

    /// The failure of `createArtifact` for `name`.
    pub(super) fn from_queue(name: &str, source: CallError) -> Self {
        let name = name.to_owned();
        match source.kind() {
            CallErrorKind::Client(409) => Self::Conflict { name, source },
            CallErrorKind::Client(_) | CallErrorKind::Signing => Self::QueueRefused { name, source },
            CallErrorKind::Request => Self::ImpossibleName { name, source },
            CallErrorKind::Transport
            | CallErrorKind::Server5xx
            | CallErrorKind::RateLimited
            | CallErrorKind::Decode => Self::QueueUnavailable { name, source },
        }
    }
}

/// What went wrong with one upload to the storage.
#[derive(Debug, thiserror::Error)]
pub enum StorageFailure {
    /// The storage answered other than with success.
    #[error("HTTP {status}{}{message}", if message.is_empty() { "" } else { ": " })]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The beginning of what it said; one line.
        message: String,
    },
    /// No complete answer arrived.
    #[error("{0}")]
    Transport(String),
    /// Nothing could be sent, and nothing arrived.
    #[error("nothing was sent or received for {} seconds", .0.as_secs())]
    Stalled(Duration),
    /// The storage answered with success before it had the whole content.
    #[error("the server answered before it had received the whole content")]
    Incomplete,
}
