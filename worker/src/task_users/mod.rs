//! Users of the operating system that are made for tasks, and taken away after them with all that they left.
//!
//! Whatever is made is recorded before it is made, and the record goes last: see `schemas/documents/task-directory.yml`. So a
//! worker that is killed at any moment leaves nothing that the next one does not find.

mod error;
mod password;
mod secure;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use generated::Secret;
use generated::config::Config;

pub use self::error::{RemovalError, TaskUsersError};
pub use self::password::password;
pub use self::secure::{SecureError, secure};
use crate::platform::{self, Leftovers, NewUser, TaskUser, UserError, UserRecord, UserTools};
use crate::process;

/// What the user database says of task users: by this the worker knows its own.
const COMMENT: &str = "task user of generic-worker";
/// The lock file of the system's programs for users, in the worker's directory.
const LOCK: &str = "users.lock";
/// How long killing a user's processes may take.
const KILL_LIMIT: Duration = Duration::from_secs(15);

/// Makes users for tasks, and takes them away. Cheap to clone.
#[derive(Clone, Debug)]
pub struct TaskUsers {
    tools: UserTools,
    tasks_dir: PathBuf,
    removes_directories: bool,
}

impl TaskUsers {
    /// Prepares to make users whose home directories are in the configuration's `tasksDir`, which is made if it is missing, as is
    /// the worker's `own` directory.
    ///
    /// # Errors
    ///
    /// When a directory cannot be made, or when task users could not get to their home directories.
    pub fn new(config: &Config, own: &Path) -> Result<Self, TaskUsersError> {
        let missing = platform::missing_user_tools();
        if !missing.is_empty() {
            return Err(TaskUsersError::NoTools { missing: missing.join(", ") });
        }
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| TaskUsersError::Directory { path, source }
        };
        let tasks_dir = std::path::absolute(&config.tasks_dir).map_err(failed(&config.tasks_dir))?;
        fs::create_dir_all(&tasks_dir).map_err(failed(&tasks_dir))?;
        if let Some(closed) = platform::first_closed_to_others(&tasks_dir).map_err(failed(&tasks_dir))? {
            return Err(TaskUsersError::Closed { tasks_dir, closed });
        }
        platform::create_private_dirs(own).map_err(failed(own))?;
        platform::make_private(own).map_err(failed(own))?;
        let tools = UserTools::new(own.join(LOCK));
        Ok(Self { tools, tasks_dir, removes_directories: config.clean_up_task_dirs })
    }

    /// Makes the user `name`, with the home directory of that name in `tasksDir`, which it alone can use. Blocks.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn make(&self, name: &str) -> Result<TaskUser, UserError> {
        let home = self.tasks_dir.join(name);
        let user = self.tools.create(&NewUser { name, home: &home, comment: COMMENT, password: None })?;
        platform::close_directory(&home).map_err(|source| UserError::Io {
            doing: "make private the home directory of",
            name: name.to_owned(),
            source,
        })?;
        // Should there be anything of an earlier user with this number, it must not meet with this one.
        process::kill_user(user.uid, Instant::now() + KILL_LIMIT).map_err(|error| UserError::Io {
            doing: "end the processes of an earlier user with the number of",
            name: name.to_owned(),
            source: io::Error::other(error),
        })?;
        Ok(user)
    }

    /// Gives the user `name` a new password. Blocks.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn set_password(&self, name: &str) -> Result<Secret<String>, UserError> {
        let password = password();
        self.tools.set_password(name, &password)?;
        Ok(password)
    }

    /// The system's programs for users and groups.
    #[must_use]
    pub fn tools(&self) -> &UserTools {
        &self.tools
    }

    /// Removes the user `name` with all that it has, if there is one and it is a task user. Blocks.
    ///
    /// # Errors
    ///
    /// The first thing that could not be removed.
    pub fn remove_user(&self, name: &str, home: &Path) -> Result<(), RemovalError> {
        let found = platform::find_user(name).map_err(|source| RemovalError::UserDatabase { source })?;
        if let Some(user) = found {
            if !self.is_ours(&user) {
                return Err(RemovalError::NotOurs { name: name.to_owned(), uid: user.uid });
            }
            // As long as there is the user, nobody else gets its number, and with it what it has.
            end(user.uid)?;
            let leftovers = platform::remove_leftovers(user.uid, name);
            report(name, &leftovers);
            if !leftovers.errors.is_empty() {
                return Err(RemovalError::Leftovers { name: name.to_owned() });
            }
            self.remove_directory(home)?;
            // What had been scheduled may have begun before it was removed.
            end(user.uid)?;
            self.tools.delete(name)?;
            end(user.uid)?;
            return Ok(());
        }
        self.remove_directory(home)?;
        self.tools.delete(name)?;
        Ok(())
    }

    /// All task users with home directories in this worker's `tasksDir`.
    ///
    /// # Errors
    ///
    /// When the user database cannot be read.
    pub fn all(&self) -> io::Result<Vec<UserRecord>> {
        Ok(platform::users()?.into_iter().filter(|user| self.is_ours(user)).collect())
    }

    fn is_ours(&self, user: &UserRecord) -> bool {
        user.uid != 0 && has_our_comment(user) && user.home.parent() == Some(&self.tasks_dir)
    }

    /// Removes a task directory or, where the configuration keeps them, closes it to whoever gets its owner's number next.
    fn remove_directory(&self, path: &Path) -> Result<(), RemovalError> {
        if self.removes_directories {
            platform::remove_tree(path)?;
        } else if let Err(source) = platform::take_over(path)
            && source.kind() != io::ErrorKind::NotFound
        {
            return Err(RemovalError::Directory { path: path.to_owned(), source });
        }
        Ok(())
    }
}

/// Ends all that the kernel has of the user `uid`.
fn end(uid: u32) -> Result<(), RemovalError> {
    process::kill_user(uid, Instant::now() + KILL_LIMIT)?;
    process::forget_keys(uid).map_err(|source| RemovalError::Keys { uid, source })
}

fn report(name: &str, leftovers: &Leftovers) {
    for removed in &leftovers.removed {
        tracing::info!("{name} had left {removed}, which has been removed");
    }
    if leftovers.others > 0 {
        tracing::info!("{name} had left {} more things, which have been removed", leftovers.others);
    }
    for error in &leftovers.errors {
        tracing::warn!("{error}");
    }
}

/// Whether the user with the number `uid` is one that the user database knows and that was not made for a task.
#[must_use]
pub fn is_person(uid: u32) -> bool {
    let users = platform::users().unwrap_or_default();
    // Numbers that nobody has may be those of containers that a task has made.
    users.iter().any(|user| user.uid == uid && !has_our_comment(user))
}

fn has_our_comment(user: &UserRecord) -> bool {
    // What follows is room and telephone numbers, which users may change.
    user.comment.split(',').next() == Some(COMMENT)
}
