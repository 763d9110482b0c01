//! What can go wrong with task users at the desktop.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use generated::config::settings;

use crate::platform::UserError;

/// Why no task can be run at the desktop.
#[derive(Debug, thiserror::Error)]
pub enum DesktopError {
    /// A file with a task user could not be used.
    #[error("could not {doing} {}: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A user could not be made.
    #[error(transparent)]
    User(#[from] UserError),
    /// The user database could not be asked.
    #[error("could not look up the user {name}: {source}")]
    Lookup {
        /// The user.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file with the next user names root.
    #[error(
        "the user {name} has all rights on this machine and cannot be a task user; remove the file that names it"
    )]
    Privileged {
        /// The user.
        name: String,
    },
    /// The login screen could not be used.
    #[error(
        "could not {doing}: {source}; task users need a desktop to log in to, unless {} is true",
        settings::HEADLESS_TASKS.name
    )]
    Login {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The user that should be at the desktop is not.
    #[error(
        "the task user {name} (number {uid}) did not get to the desktop within {} seconds; {seen}. See whether the \
         machine's login screen logs it in automatically",
        limit.as_secs()
    )]
    NotLoggedIn {
        /// The user.
        name: String,
        /// Its number.
        uid: u32,
        /// How long it was waited for.
        limit: Duration,
        /// Who is at the desktop instead.
        seen: String,
    },
    /// The work was given up.
    #[error("preparing the desktop ended early: {0}")]
    Interrupted(tokio::task::JoinError),
}

impl DesktopError {
    /// An error of the system as one of the login screen.
    pub(super) fn login(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Login { doing, source }
    }
}
