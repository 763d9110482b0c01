//! Who the commands of a task run as, and what that user may do.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::platform::os;

/// A user of the operating system that was made for a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskUser {
    /// The login name.
    pub name: String,
    /// The user's number; never that of root.
    pub uid: u32,
    /// The number of the user's primary group.
    pub gid: u32,
    /// The numbers of all other groups that the user is a member of.
    pub groups: Vec<u32>,
    /// The home directory: the task directory.
    pub home: PathBuf,
}

/// The user that the commands of a task run as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TaskIdentity {
    /// The one that the worker runs as.
    #[default]
    Worker,
    /// One that was made for the task.
    User(Arc<TaskUser>),
}

impl TaskIdentity {
    /// The task's own user, if it has one.
    #[must_use]
    pub fn user(&self) -> Option<&TaskUser> {
        match self {
            Self::Worker => None,
            Self::User(user) => Some(user),
        }
    }

    /// Does `action` with this user's rights on files: what it may not open, `action` cannot open, and what `action` makes
    /// belongs to it. Only the calling thread is concerned, and only until `action` returns, so nothing in it may hand
    /// work to other threads.
    ///
    /// # Errors
    ///
    /// When this process may not act as that user; `action` has not been called then.
    pub fn act<T>(&self, action: impl FnOnce() -> T) -> io::Result<T> {
        match self {
            Self::Worker => Ok(action()),
            Self::User(user) => {
                let _acting = os::Acting::as_user(user)?;
                Ok(action())
            }
        }
    }

    /// [`TaskIdentity::act`] for an action that can fail by itself.
    ///
    /// # Errors
    ///
    /// As that, and what `action` says.
    pub fn try_act<T>(&self, action: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.act(action)?
    }
}

/// A user without any rights of its own.
pub(in crate::platform) fn nobody() -> TaskIdentity {
    const NUMBER: u32 = 65_534;
    TaskIdentity::User(Arc::new(TaskUser {
        name: "nobody".to_owned(),
        uid: NUMBER,
        gid: NUMBER,
        groups: Vec::new(),
        home: PathBuf::from("/"),
    }))
}

/// Whether `identity` can read the file `path`: found out by doing it, so that whatever the system grants or denies a user
/// counts. Blocks.
///
/// # Errors
///
/// When it cannot be tried: the file is missing, or this process may not act as that user.
pub fn can_read(identity: &TaskIdentity, path: &Path) -> io::Result<bool> {
    // Whoever cannot reach a file that is there cannot read it; one that is not there proves nothing.
    std::fs::metadata(path)?;
    let opened = identity.act(|| {
        File::options().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path).map(drop)
    })?;
    match opened {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    fn nobody(groups: &[u32]) -> TaskIdentity {
        let TaskIdentity::User(user) = super::nobody() else { unreachable!() };
        TaskIdentity::User(Arc::new(TaskUser { groups: groups.to_vec(), ..(*user).clone() }))
    }

    fn is_root() -> bool {
        let is_root = rustix::process::geteuid().is_root();
        if !is_root {
            println!("skipped: only root can act as another user");
        }
        is_root
    }

    #[test]
    fn users_can_read_what_they_are_allowed_to() {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = dir.path().join("key");
        can_read(&TaskIdentity::Worker, &path).unwrap_err();
        can_read(&nobody(&[]), &path).unwrap_err();
        fs::write(&path, "secret").unwrap();
        assert!(can_read(&TaskIdentity::Worker, &path).unwrap());
        if !is_root() {
            return;
        }
        for (mode, expected) in [(0o644, true), (0o640, false), (0o600, false)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(can_read(&nobody(&[]), &path).unwrap(), expected, "{mode:o}");
        }
        std::os::unix::fs::chown(&path, None, Some(4711)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(can_read(&nobody(&[4711]), &path).unwrap());
        assert!(!can_read(&nobody(&[4712]), &path).unwrap());
    }

    /// Neither does root's right to look at processes go with it.
    #[test]
    #[cfg(target_os = "linux")]
    fn other_users_processes_are_not_looked_at() {
        if !is_root() {
            return;
        }
        let mut other = std::process::Command::new("sleep").arg("1000").spawn().unwrap();
        let maps = PathBuf::from(format!("/proc/{}/maps", other.id()));
        let opened = nobody(&[]).act(|| fs::File::open(&maps)).unwrap();
        assert_eq!(opened.unwrap_err().kind(), ErrorKind::PermissionDenied);
        fs::File::open(&maps).unwrap();
        other.kill().unwrap();
        other.wait().unwrap();
    }

    #[test]
    fn acting_ends_with_the_action_even_when_it_panics() {
        if !is_root() {
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let owner = |name: &str| fs::metadata(dir.path().join(name)).unwrap().uid();
        nobody(&[]).act(|| fs::write(dir.path().join("theirs"), "").unwrap()).unwrap();
        assert_eq!(owner("theirs"), 65_534);
        let panicked = std::panic::catch_unwind(|| nobody(&[]).act(|| panic!("on purpose")));
        assert!(panicked.is_err());
        fs::write(dir.path().join("ours"), "").unwrap();
        assert_eq!(owner("ours"), 0);
        assert_eq!(rustix::process::getgroups().unwrap(), {
            let other = std::thread::spawn(|| rustix::process::getgroups().unwrap());
            other.join().unwrap()
        });
    }
}
