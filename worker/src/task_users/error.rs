//! What can go wrong with task users.

use std::io;
use std::path::PathBuf;

use generated::config::settings;

use crate::platform::{RemoveError, UserError};
use crate::process::KillError;

/// Why no users can be made for tasks.
#[derive(Debug, thiserror::Error)]
pub enum TaskUsersError {
    /// The system's programs for users.
    #[error(
        "users cannot be made for tasks, because this machine lacks {missing}; install what has these programs (on Linux the \
         package is mostly called passwd, shadow or shadow-utils), or set {} to true",
        settings::RUN_TASKS_AS_CURRENT_USER.name
    )]
    NoTools {
        /// Those that are missing.
        missing: String,
    },
    /// A directory.
    #[error("cannot prepare {} for task users: {source}", path.display())]
    Directory {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Task users could not get to their home directories.
    #[error(
        "{}: {} lies in {}, which is closed to other users, so that no task user could get to its home directory; \
         choose another folder, such as {}, or open that one (chmod o+x) if nothing in it is private",
        settings::TASKS_DIR.name, tasks_dir.display(), closed.display(), usual_folder()
    )]
    Closed {
        /// The configuration's `tasksDir`.
        tasks_dir: PathBuf,
        /// The directory on the way that is closed.
        closed: PathBuf,
    },
}

/// Why something of a task user could not be removed.
#[derive(Debug, thiserror::Error)]
pub enum RemovalError {
    /// The user.
    #[error(transparent)]
    User(#[from] UserError),
    /// A process.
    #[error(transparent)]
    Kill(#[from] KillError),
    /// Keys.
    #[error("cannot take away the keys that the kernel keeps for the user {uid}: {source}")]
    Keys {
        /// The user's number.
        uid: u32,
        /// What the system said.
        source: io::Error,
    },
    /// What the user has left outside of its home directory; the log has the details.
    #[error(
        "something that {name} has left could not be removed, so that its number must not go to another user"
    )]
    Leftovers {
        /// The login name.
        name: String,
    },
    /// The user database could not be read.
    #[error("cannot look up a task user: {source}")]
    UserDatabase {
        /// What the system said.
        source: io::Error,
    },
    /// A user has the name of a task user, but is none.
    #[error(
        "there is a user {name} ({uid}) that was not made for a task of this worker; it has been left alone: remove it by hand \
         if it is not needed"
    )]
    NotOurs {
        /// The login name.
        name: String,
        /// The user's number.
        uid: u32,
    },
    /// A directory, or something in it.
    #[error(transparent)]
    Tree(#[from] RemoveError),
    /// A directory itself.
    #[error("cannot give up {}: {source}", path.display())]
    Directory {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Where task directories are by default where tasks have users of their own.
fn usual_folder() -> String {
    let default = settings::TASKS_DIR.default_value_with_task_users();
    default.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}
