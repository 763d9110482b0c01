//! The users of the machine, as far as the desktop is concerned.

use std::fmt::Debug;
use std::io;

use crate::platform::{self, NewUser, TaskUser, UserError, UserTools};

/// Makes and finds users.
pub trait Accounts: Debug + Send + Sync {
    /// Makes a user.
    ///
    /// # Errors
    ///
    /// When there is such a user already, or it cannot be made.
    fn create(&self, new: &NewUser<'_>) -> Result<TaskUser, UserError>;

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
}

impl Accounts for UserTools {
    fn create(&self, new: &NewUser<'_>) -> Result<TaskUser, UserError> {
        Self::create(self, new)
    }

    fn find(&self, name: &str) -> io::Result<Option<TaskUser>> {
        platform::task_user(name)
    }

    fn name(&self, uid: u32) -> io::Result<Option<String>> {
        Ok(platform::users()?.into_iter().find(|user| user.uid == uid).map(|user| user.name))
    }
}
