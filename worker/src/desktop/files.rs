//! The files that say whose turn at the desktop it is.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use generated::documents::task_user::TaskUser as Credentials;

use super::DesktopError;
use crate::platform;

const CURRENT: &str = "current-task-user.json";
const NEXT: &str = "next-task-user.json";
/// Only the worker may read passwords.
const PRIVATE: u32 = 0o600;
/// More than any such file holds, in bytes.
const LIMIT: u64 = 64 << 10;

/// The files in one directory.
#[derive(Debug)]
pub(super) struct UserFiles<'a> {
    directory: &'a Path,
}

impl<'a> UserFiles<'a> {
    pub(super) fn new(directory: &'a Path) -> Self {
        Self { directory }
    }

    /// The user that has the present turn.
    pub(super) fn current(&self) -> Result<Option<Credentials>, DesktopError> {
        self.read(CURRENT)
    }

    /// The user that has the turn after the next reboot or, right after one, now.
    pub(super) fn next(&self) -> Result<Option<Credentials>, DesktopError> {
        self.read(NEXT)
    }

    pub(super) fn write_current(&self, user: &Credentials) -> Result<(), DesktopError> {
        self.write(CURRENT, user)
    }

    pub(super) fn write_next(&self, user: &Credentials) -> Result<(), DesktopError> {
        self.write(NEXT, user)
    }

    /// Forgets the next user, for good even if the power fails.
    pub(super) fn remove_next(&self) -> Result<(), DesktopError> {
        let path = self.directory.join(NEXT);
        let removed = match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => fs::File::open(self.directory).and_then(|directory| directory.sync_all()),
        };
        removed.map_err(failed("remove", path))
    }

    /// What cannot be understood counts as missing: another user is made then.
    fn read(&self, name: &str) -> Result<Option<Credentials>, DesktopError> {
        let path = self.directory.join(name);
        let file = match platform::open_private_file(&path) {
            Ok((file, _)) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("read", path)(error)),
        };
        let mut text = Vec::new();
        if let Err(error) = file.take(LIMIT).read_to_end(&mut text) {
            return Err(failed("read", path)(error));
        }
        match serde_json::from_slice(&text) {
            Ok(user) => Ok(Some(user)),
            Err(error) => {
                // The text of the error tells where, but nothing of the password.
                let place = (error.line(), error.column());
                tracing::warn!(
                    "{} holds no task user (see line, column {place:?}); ignoring it",
                    path.display()
                );
                Ok(None)
            }
        }
    }

    fn write(&self, name: &str, user: &Credentials) -> Result<(), DesktopError> {
        let path = self.directory.join(name);
        let text = serde_json::to_vec_pretty(user).map_err(io::Error::other);
        text.and_then(|text| platform::replace_file_atomically(&path, &text, PRIVATE))
            .map_err(failed("write", path))
    }
}

fn failed(doing: &'static str, path: PathBuf) -> impl FnOnce(io::Error) -> DesktopError {
    move |source| DesktopError::File { doing, path, source }
}
