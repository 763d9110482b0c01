//! The user that tasks run as, and what that user may do.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// The user that the commands of tasks run as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskIdentity {
    /// The one that the worker runs as.
    #[default]
    Worker,
    /// Another one.
    User {
        /// The user's number.
        uid: u32,
        /// The number of its primary group.
        gid: u32,
    },
}

/// Whether `identity` can read the file `path`: found out by doing it, so that whatever the system grants or denies a user
/// counts. Blocks.
///
/// # Errors
///
/// When it cannot be tried: the file is missing, or this process may not act as that user.
pub fn can_read(identity: TaskIdentity, path: &Path) -> io::Result<bool> {
    match identity {
        TaskIdentity::Worker => can_read_itself(path),
        TaskIdentity::User { uid, gid } => {
            // Whoever cannot reach a file that is there cannot read it; one that is not there proves nothing.
            std::fs::metadata(path)?;
            let program = Command::new("/bin/cat")
                .arg("--")
                .arg(std::path::absolute(path)?)
                .env_clear()
                .current_dir("/")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .gid(gid)
                .uid(uid)
                .status()?;
            Ok(program.success())
        }
    }
}

fn can_read_itself(path: &Path) -> io::Result<bool> {
    match File::options().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn users_can_read_what_they_are_allowed_to() {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = dir.path().join("key");
        let nobody = TaskIdentity::User { uid: 65_534, gid: 65_534 };
        can_read(TaskIdentity::Worker, &path).unwrap_err();
        can_read(nobody, &path).unwrap_err();
        fs::write(&path, "secret").unwrap();
        assert!(can_read(TaskIdentity::Worker, &path).unwrap());
        if !rustix::process::geteuid().is_root() {
            println!("skipped: only root can act as another user");
            return;
        }
        for (mode, expected) in [(0o644, true), (0o640, false), (0o600, false)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(can_read(nobody, &path).unwrap(), expected, "{mode:o}");
        }
    }
}
