//! Fetches content: into a file, or unpacked into a directory.

mod body;
mod directory;
mod download;
mod file;
mod locate;
mod stream;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use generated::payload::common::{ArchiveFormat, Content, FileFormat};
use tokio_util::sync::CancellationToken;

use crate::artifacts::Sha256Digest;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::http::{HttpStack, Redirects, SetupError, Timeouts};
use crate::taskcluster::retry::RetryPolicy;

use super::content::Source;
use super::error::FetchError;

/// How the names of files begin that are not complete: those that are found when nothing is fetched are left over from a
/// worker that was killed.
pub const PARTIAL_PREFIX: &str = ".fetching-";

/// How content is fetched.
#[derive(Clone, Copy, Debug)]
pub struct FetchOptions {
    /// How often and how patiently a download is tried again. Attempts that brought a good deal of the content do not
    /// count. Its `attempt_timeout` is not used: a download may take as long as it makes progress.
    pub retry: RetryPolicy,
    /// How long a server may send nothing before the attempt is given up.
    pub patience: Duration,
    /// How many bytes of the disk stay free, whatever is fetched or unpacked.
    pub disk_reserve: u64,
}

impl Default for FetchOptions {
    /// The default retries, a minute of silence, and no reserve.
    fn default() -> Self {
        Self { retry: RetryPolicy::default(), patience: Duration::from_mins(1), disk_reserve: 0 }
    }
}

/// What happens during a fetch, for the task log; prints as a line of it, without a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A download begins, or begins again.
    Downloading {
        /// The content.
        what: String,
        /// Where it goes.
        to: PathBuf,
    },
    /// An attempt failed, and another one follows after a wait.
    AttemptFailed {
        /// The content.
        what: String,
        /// What went wrong.
        error: String,
        /// How much of the content has arrived, in bytes; the next attempt asks for the rest only.
        received: u64,
        /// The wait.
        wait: Duration,
    },
    /// All of it arrived.
    Downloaded {
        /// The content.
        what: String,
        /// Its size in bytes.
        bytes: u64,
        /// Its checksum.
        sha256: Sha256Digest,
        /// Where it went.
        to: PathBuf,
    },
}

impl Notice {
    /// Whether it is a warning.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self, Self::AttemptFailed { .. })
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Downloading { what, to } => write!(f, "Downloading {what} to {}", to.display()),
            Self::AttemptFailed { what, error, received, wait } => {
                write!(f, "Download of {what} failed on this attempt: {error}; ")?;
                write!(f, "trying again in {:.1} s, having {received} bytes", wait.as_secs_f64())
            }
            Self::Downloaded { what, bytes, sha256, to } => {
                write!(f, "Downloaded {bytes} bytes with SHA256 {sha256} from {what} to {}", to.display())
            }
        }
    }
}

/// Where notices go. Called from any thread; must not block for long.
pub type NoticeSink = Arc<dyn Fn(Notice) + Send + Sync>;

/// What was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The file, or the directory that it was unpacked into.
    pub path: PathBuf,
    /// The size of the content (of an archive: packed), in bytes.
    pub bytes: u64,
    /// The checksum of the content (of an archive: packed).
    pub sha256: Sha256Digest,
}

/// Fetches content on behalf of one task. Cheap to clone.
///
/// All methods do their blocking work on threads of their own, and end soon after `cancel` is cancelled or their
/// future is dropped.
#[derive(Clone)]
pub struct Fetcher {
    http: reqwest::Client,
    taskcluster: TaskclusterClients,
    options: FetchOptions,
    notices: NoticeSink,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Fetcher {
    /// Downloads through `http` (see [`http_client`]), asking `taskcluster`, which signs as the task, where artifacts
    /// are.
    #[must_use]
    pub fn new(http: reqwest::Client, taskcluster: TaskclusterClients, options: FetchOptions) -> Self {
        Self { http, taskcluster, options, notices: Arc::new(|_| ()) }
    }

    /// The same, telling `notices` what happens.
    #[must_use]
    pub fn with_notices(mut self, notices: NoticeSink) -> Self {
        self.notices = notices;
        self
    }

    /// Where `content` comes from. Asks the index service if need be.
    ///
    /// # Errors
    ///
    /// When the content is malformed, or the index knows no such task.
    pub async fn source(&self, content: &Content) -> Result<Source, FetchError> {
        locate::source(&self.taskcluster, content).await
    }

    /// Fetches `source` into a new file (mode 0600, random name) in the directory `into`. The file appears when it is
    /// complete and has the SHA-256 `required`; until then its name begins with [`PARTIAL_PREFIX`].
    ///
    /// # Errors
    ///
    /// When it cannot be fetched, has another checksum, or does not fit on the disk: there is no file then.
    pub async fn fetch_file(
        &self,
        source: &Source,
        into: &Path,
        required: Option<Sha256Digest>,
        cancel: &CancellationToken,
    ) -> Result<Fetched, FetchError> {
        file::fetch(self, source, into, required, cancel).await
    }

    /// Fetches the archive `source` and unpacks it into `into` while it arrives. `into` is an existing, empty directory
    /// that nobody else uses: a staging directory on the file system where its content shall be in the end. Its own
    /// mode and time stay what they are.
    ///
    /// # Errors
    ///
    /// When it cannot be fetched or unpacked, or has another checksum than `required`: `into` is empty again then,
    /// unless it cannot be cleaned. When the future is dropped, `into` may be written to for a moment more.
    pub async fn fetch_and_unpack(
        &self,
        source: &Source,
        format: ArchiveFormat,
        into: &Path,
        required: Option<Sha256Digest>,
        cancel: &CancellationToken,
    ) -> Result<Fetched, FetchError> {
        directory::fetch(self, source, format, into, required, cancel).await
    }

    /// Unpacks the file `archive` into the empty directory `into`, as [`Fetcher::fetch_and_unpack`] does. `what` names
    /// the content in errors.
    ///
    /// # Errors
    ///
    /// When it cannot be unpacked: `into` is empty again then, unless it cannot be cleaned.
    pub async fn unpack_file(
        &self,
        what: &Source,
        archive: &Path,
        format: ArchiveFormat,
        into: &Path,
        cancel: &CancellationToken,
    ) -> Result<(), FetchError> {
        directory::unpack_file(self, what, archive, format, into, cancel).await
    }

    /// Writes the content of the file `content` to `target`, which is open for writing and empty, decompressing it from
    /// `format` if given; the number of bytes that were written. `target_path` names it in errors, and says whose disk
    /// must not be filled.
    ///
    /// # Errors
    ///
    /// When it cannot be decompressed or does not fit on the disk: `target` may hold a part of it then.
    pub async fn write_file(
        &self,
        what: &Source,
        content: &Path,
        format: Option<FileFormat>,
        target: std::fs::File,
        target_path: &Path,
        cancel: &CancellationToken,
    ) -> Result<u64, FetchError> {
        file::write(self, what, content, format, (target, target_path), cancel).await
    }

    /// Tells about a download. Content of the payload is none.
    fn notice(&self, source: &Source, notice: Notice) {
        if matches!(source, Source::Artifact { .. } | Source::Url(_)) {
            (self.notices)(notice);
        }
    }
}

/// A client for downloads: follows redirects, and knows no time limit but that of connecting.
///
/// # Errors
///
/// When a proxy's address is wrong.
pub fn http_client(stack: &HttpStack) -> Result<reqwest::Client, SetupError> {
    stack.client(Timeouts { silence: None, ..Timeouts::default() }, Redirects::Follow)
}
