//! Users and groups of macOS's directory service.

use std::io;

use super::super::unix::{NewUser, TaskUser, UserError, UserRecord, UserTools};

fn not_yet() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "task users are not supported on macOS yet")
}

impl UserTools {
    /// Makes a user.
    pub fn create(&self, new: &NewUser<'_>) -> Result<TaskUser, UserError> {
        Err(UserError::io("make the user", new.name)(not_yet()))
    }

    /// Lets the user `name` log in with `password`.
    pub fn set_password(&self, name: &str, _password: &generated::Secret<String>) -> Result<(), UserError> {
        Err(UserError::io("set the password of", name)(not_yet()))
    }

    /// Removes the user `name`.
    pub fn delete(&self, name: &str) -> Result<(), UserError> {
        Err(UserError::io("remove the user", name)(not_yet()))
    }

    /// Makes the user `name` a member of the group `group`.
    pub fn add_to_group(&self, name: &str, _group: &str) -> Result<(), UserError> {
        Err(UserError::io("add to a group the user", name)(not_yet()))
    }

    /// Ends the membership of the user `name` in the group `group`.
    pub fn remove_from_group(&self, name: &str, _group: &str) -> Result<(), UserError> {
        Err(UserError::io("remove from a group the user", name)(not_yet()))
    }
}

/// The user `name` as a task user.
pub fn task_user(_name: &str) -> io::Result<Option<TaskUser>> {
    Err(not_yet())
}

/// The user `name`, if there is one.
pub fn find_user(_name: &str) -> io::Result<Option<UserRecord>> {
    Err(not_yet())
}

/// All users.
pub fn users() -> io::Result<Vec<UserRecord>> {
    Err(not_yet())
}

/// The number of the group `name`.
pub fn group_id(_name: &str) -> io::Result<Option<u32>> {
    Err(not_yet())
}
