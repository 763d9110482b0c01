//! What can go wrong with a service.

use std::io;
use std::path::PathBuf;

use super::NameError;

/// What can go wrong with a service.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Its name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The program could not find itself.
    #[error("cannot find out where this program is: {0}")]
    Program(io::Error),
    /// The place of something could not be found out.
    #[error("cannot make {} an absolute path: {source}", path.display())]
    Place {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A path that service managers cannot be told of.
    #[error("{} cannot stand in the file of a service: expected UTF-8 without control characters", path.display())]
    Path {
        /// The path.
        path: PathBuf,
    },
    /// This system has a service manager that is not known.
    #[error("services on {system} are not known; expected systemd on Linux or launchd on macOS")]
    Unknown {
        /// The operating system.
        system: &'static str,
    },
    /// The folder of the service manager is missing.
    #[error("there is no folder {}: {manager} does not seem to start the services of this machine", path.display())]
    NoManager {
        /// The folder.
        path: PathBuf,
        /// The service manager that uses it.
        manager: &'static str,
    },
    /// Something that is no ordinary file is in the way.
    #[error("{} is {what}: remove it first, or choose another name for the service", path.display())]
    InTheWay {
        /// Where.
        path: PathBuf,
        /// What it is.
        what: String,
    },
    /// A file could not be read or written.
    #[error(
        "cannot {doing} {}: {source}{}", path.display(),
        if source.kind() == io::ErrorKind::PermissionDenied { "; only root can" } else { "" }
    )]
    File {
        /// What was being done.
        doing: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written, and what had been written before could not be taken back.
    #[error("{error}; and {} could not be changed back: {source}", path.display())]
    HalfDone {
        /// What failed first.
        error: Box<ServiceError>,
        /// The file that was to be changed back.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
