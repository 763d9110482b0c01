//! The users of the machine, as far as the desktop is concerned.

use std::fmt::Debug;
use std::io;

use generated::Secret;

use crate::platform::{self, TaskUser, UserError};
use crate::task_users::{self, TaskUsers};

/// Makes and finds users.
pub trait Accounts: Debug + Send + Sync {
    /// Makes the task user `name`, who can log in with `password`.
    ///
    /// # Errors
    ///
    /// When there is such a user already, or it cannot be made.
    fn make(&self, name: &str, password: &Secret<String>) -> Result<TaskUser, UserError>;

    /// The user `name`, if there is one.
    ///
    /// # Errors
    ///
    /// When the user database cannot be read.
    fn find(&self, name: &str) -> io::Result<Option<TaskUser>>;

    /// The name of the user with the number `uid`, if there is one.
    ///
    /// # Errors
    ///
    /// When the user database cannot be read.
    fn name(&self, uid: u32) -> io::Result<Option<String>>;

    /// Whether the user with the number `uid` was made for a task.
    fn is_task_user(&self, uid: u32) -> bool;
}

impl Accounts for TaskUsers {
    fn make(&self, name: &str, password: &Secret<String>) -> Result<TaskUser, UserError> {
        let user = Self::make(self, name)?;
        self.tools().set_password(name, password)?;
        Ok(user)
    }

    fn find(&self, name: &str) -> io::Result<Option<TaskUser>> {
        platform::task_user(name)
    }

    fn name(&self, uid: u32) -> io::Result<Option<String>> {
        Ok(platform::users()?.into_iter().find(|user| user.uid == uid).map(|user| user.name))
    }

    fn is_task_user(&self, uid: u32) -> bool {
        task_users::is_task_user(uid)
    }
}
