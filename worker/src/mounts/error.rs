//! Why something could not be fetched or unpacked.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::artifacts::Sha256Digest;
use crate::taskcluster::error::{CallError, CallErrorKind};

use super::archive::ArchiveError;

/// Whose fault a failure is, for deciding how the run resolves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What the payload says can never work: a URL that is none, base64 that is none.
    Malformed,
    /// The content is missing, forbidden, wrong, or refuses to be unpacked: running the task again helps nobody.
    Task,
    /// A service or a server did not do its work in time, or this machine's disk is full: it may work elsewhere or
    /// later.
    Unavailable,
    /// This machine: something on its disk could not be read or written.
    Worker,
    /// Nobody's: the run was aborted meanwhile.
    Aborted,
}

/// Content could not be fetched or unpacked. Prints in one line, and names no secret.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The queue, the index or the object service did not say where the content is.
    #[error("cannot find out where {what} is: {error}")]
    Locate {
        /// The content.
        what: String,
        /// What the service said.
        error: Box<CallError>,
    },
    /// There is no content, because the task that should have published it could not.
    #[error(
        "{what} is an error artifact: its task could not publish it (reason {reason}: {message}); fix that task, or \
         mount another artifact"
    )]
    ErrorArtifact {
        /// The content.
        what: String,
        /// The kind of problem.
        reason: String,
        /// What happened there.
        message: String,
    },
    /// What should be a URL cannot be fetched from.
    #[error("{what} cannot be fetched: {reason}; expected a URL that begins with http:// or https://")]
    Url {
        /// The content, or what gave the URL.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Content that should be base64 is not.
    #[error("the base64 content of the mount cannot be decoded: {0}; expected standard base64 (RFC 4648)")]
    Base64(String),
    /// The download failed for good.
    #[error("cannot download {what}{}: {failure}", tried(*attempts, *elapsed))]
    Download {
        /// The content.
        what: String,
        /// How many requests were sent.
        attempts: u32,
        /// How long all of it took.
        elapsed: Duration,
        /// What went wrong with the last attempt.
        failure: DownloadFailure,
    },
    /// The content is not the one that the payload asks for.
    #[error(
        "{what} has SHA256 {actual} but task definition explicitly requires {required}; not retrying download as \
         there were no connection failures and HTTP response status code was 200"
    )]
    Sha256 {
        /// The content.
        what: String,
        /// What arrived.
        actual: Sha256Digest,
        /// What the payload asks for.
        required: Sha256Digest,
    },
    /// The object service announced other content than it gave.
    #[error("{what} has {algorithm} {actual}, but the object service announced {announced}")]
    ObjectHash {
        /// The content.
        what: String,
        /// Which checksum.
        algorithm: &'static str,
        /// What arrived.
        actual: String,
        /// What was announced.
        announced: String,
    },
    /// The object service announced no checksum that can be verified.
    #[error("{what} cannot be verified: the object service gave neither its SHA-256 nor its SHA-512")]
    NoObjectHash {
        /// The content.
        what: String,
    },
    /// The archive or the compressed file could not be unpacked.
    #[error("cannot unpack {what}: {error}")]
    Unpack {
        /// The content.
        what: String,
        /// What is wrong.
        error: ArchiveError,
    },
    /// There is not enough room on the disk.
    #[error(
        "{what} does not fit on the disk at {}: {free} bytes are free, of which {reserve} are kept free; \
         mount something smaller, or give the worker a larger disk",
        path.display()
    )]
    NoSpace {
        /// The content.
        what: String,
        /// Where it was to go.
        path: PathBuf,
        /// How many bytes are free there.
        free: u64,
        /// How many of them are to stay free.
        reserve: u64,
    },
    /// Something on this machine's disk could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Disk {
        /// What was being done.
        action: &'static str,
        /// To which file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The run was aborted meanwhile.
    #[error("fetching {what} was cancelled")]
    Cancelled {
        /// The content.
        what: String,
    },
}

/// What went wrong with an attempt to download something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DownloadFailure {
    /// No connection, or it broke.
    #[error("{0}")]
    Transport(String),
    /// The server refused or failed.
    #[error("the server answered HTTP {status}{}", following(message))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The beginning of what else it said.
        message: String,
    },
    /// Nothing arrived for too long.
    #[error("the server sent nothing for {} s", .0.as_secs_f32())]
    Stalled(Duration),
    /// What arrived is not what its headers announce.
    #[error("the answer makes no sense: {0}")]
    Nonsense(String),
    /// The content changed while it was being downloaded, again and again.
    #[error("the content changed while it was being downloaded")]
    Changed,
}

impl FetchError {
    /// Whose fault it is.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Locate { error, .. } => match error.kind() {
                CallErrorKind::Client(_) | CallErrorKind::Request => Fault::Task,
                CallErrorKind::Signing => Fault::Worker,
                CallErrorKind::Transport
                | CallErrorKind::Server5xx
                | CallErrorKind::RateLimited
                | CallErrorKind::Decode => Fault::Unavailable,
            },
            Self::Url { .. } | Self::Base64(_) => Fault::Malformed,
            Self::Download { failure, .. } => match failure {
                DownloadFailure::Refused { status: 408 | 429 | 500..=599, .. } => Fault::Unavailable,
                DownloadFailure::Refused { .. } => Fault::Task,
                DownloadFailure::Transport(_)
                | DownloadFailure::Stalled(_)
                | DownloadFailure::Nonsense(_)
                | DownloadFailure::Changed => Fault::Unavailable,
            },
            Self::ErrorArtifact { .. } | Self::Sha256 { .. } | Self::NoObjectHash { .. } => Fault::Task,
            Self::ObjectHash { .. } => Fault::Unavailable,
            Self::Unpack { error, .. } => match error {
                ArchiveError::Unsupported { .. } => Fault::Malformed,
                ArchiveError::TooLarge { .. } => Fault::Unavailable,
                ArchiveError::Disk { .. } => Fault::Worker,
                ArchiveError::Cancelled => Fault::Aborted,
                ArchiveError::Refused { .. } | ArchiveError::Corrupt { .. } => Fault::Task,
            },
            Self::NoSpace { .. } => Fault::Unavailable,
            Self::Disk { .. } => Fault::Worker,
            Self::Cancelled { .. } => Fault::Aborted,
        }
    }
}

fn tried(attempts: u32, elapsed: Duration) -> String {
    if attempts > 1 {
        format!(" ({attempts} attempts in {:.1} s)", elapsed.as_secs_f64())
    } else {
        String::new()
    }
}

fn following(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}
