//! Why something could not be mounted.

use std::io;
use std::path::PathBuf;

use super::error::{Fault, FetchError};
use super::places::PlaceError;
use crate::platform::SpotError;

/// Why a mount could not be made, or a cache not be kept.
#[derive(Debug, thiserror::Error)]
pub enum MountError {
    /// The content could not be had.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The content is kept, but not for this task.
    #[error("cannot mount {what}: this task may not read the artifact: {error}")]
    Forbidden {
        /// The content.
        what: String,
        /// What the queue said.
        error: String,
    },
    /// It could not be put in place.
    #[error("Not able to mount {what} at path {path}: {error}")]
    Place {
        /// What was to be mounted.
        what: String,
        /// Where, as the payload says.
        path: String,
        /// Why not.
        error: PlaceError,
    },
    /// A cache could not be put back.
    #[error("Could not persist cache {name:?} due to {error}")]
    Persist {
        /// The cache's name.
        name: String,
        /// Why not.
        error: SpotError,
    },
    /// Something on this machine's disk could not be read or written.
    #[error("cannot {doing} {}: {source}", path.display())]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The run was ended meanwhile.
    #[error("mounting was cancelled")]
    Cancelled,
}

impl MountError {
    /// Whose fault it is.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Fetch(error) => error.fault(),
            Self::Forbidden { .. } | Self::Place { .. } | Self::Persist { .. } => Fault::Task,
            Self::Disk { .. } => Fault::Worker,
            Self::Cancelled => Fault::Aborted,
        }
    }

    pub(super) fn disk(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk { doing, path: path.into(), source }
    }
}
