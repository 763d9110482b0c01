//! Who else can get at files and directories of the worker.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags};

use super::identity::nobody;
use super::tree::open_root;

/// Takes all rights on the file or directory `path` from everybody but its owner. A symlink at `path` is followed only if it
/// belongs to this process's user or root.
///
/// # Errors
///
/// When `path` is missing, or this process may not change it.
pub fn make_private(path: &Path) -> io::Result<()> {
    let own = rustix::process::geteuid().as_raw();
    let is_trusted = |owner: u32| owner == own || owner == 0;
    if !is_trusted(std::fs::symlink_metadata(path)?.uid()) {
        return Err(belongs_to_others());
    }
    let file =
        rustix::fs::openat(CWD, path, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty())?;
    let stat = rustix::fs::fstat(&file)?;
    if !is_trusted(stat.st_uid) {
        return Err(belongs_to_others());
    }
    let mode = stat.st_mode & 0o7700;
    if mode != stat.st_mode & 0o7777 {
        rustix::fs::fchmod(&file, Mode::from_raw_mode(mode))?;
    }
    Ok(())
}

/// Makes the directory `path` private to this process's user, whoever it belongs to. A symlink is an error.
///
/// # Errors
///
/// When it is missing, or this process may not change it.
pub fn take_over(path: &Path) -> io::Result<()> {
    let directory = open_root(path)?;
    let (uid, gid) = (rustix::process::geteuid(), rustix::process::getegid());
    rustix::fs::fchown(&directory, Some(uid), Some(gid))?;
    Ok(rustix::fs::fchmod(&directory, Mode::RWXU)?)
}

/// Takes all rights on the directory `path` from everybody but its owner, whoever that is. A symlink is an error.
///
/// # Errors
///
/// When it is missing, or this process may not change it.
pub fn close_directory(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::fchmod(open_root(path)?, Mode::RWXU)?)
}

/// The first directory on the way to `path`, itself included, through which an ordinary user cannot get; `None` when there is
/// none. Symlinks are followed.
///
/// # Errors
///
/// When `path` is missing.
pub fn first_closed_to_others(path: &Path) -> io::Result<Option<PathBuf>> {
    let real = path.canonicalize()?;
    let mut way: Vec<_> = real.ancestors().collect();
    way.reverse();
    for directory in way {
        if !nobody().try_act(|| Ok(std::fs::symlink_metadata(directory.join(".")).is_ok()))? {
            return Ok(Some(directory.to_owned()));
        }
    }
    Ok(None)
}

fn belongs_to_others() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "it belongs to another user")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn only_the_owner_keeps_rights() {
        let dir = tempfile::tempdir().unwrap();
        let (file, missing) = (dir.path().join("file"), dir.path().join("missing"));
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o664)).unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o755)).unwrap();
        make_private(&file).unwrap();
        make_private(dir.path()).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o600);
        assert_eq!(fs::metadata(dir.path()).unwrap().mode() & 0o7777, 0o700);
        assert_eq!(make_private(&missing).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn the_first_closed_directory_is_found() {
        if !rustix::process::geteuid().is_root() {
            println!("skipped: only root can act as another user");
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("open/closed/inner");
        fs::create_dir_all(&inner).unwrap();
        let real = dir.path().canonicalize().unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o700)).unwrap();
        assert_eq!(first_closed_to_others(&inner).unwrap(), Some(real.clone()));
        fs::set_permissions(dir.path(), Permissions::from_mode(0o711)).unwrap();
        fs::set_permissions(dir.path().join("open/closed"), Permissions::from_mode(0o700)).unwrap();
        assert_eq!(first_closed_to_others(&inner).unwrap(), Some(real.join("open/closed")));
        fs::set_permissions(dir.path().join("open/closed"), Permissions::from_mode(0o755)).unwrap();
        assert_eq!(first_closed_to_others(&inner).unwrap(), None);
    }

    #[test]
    fn what_is_taken_over_or_closed_is_private() {
        for action in [take_over, close_directory] {
            let dir = tempfile::tempdir().unwrap();
            fs::set_permissions(dir.path(), Permissions::from_mode(0o777)).unwrap();
            action(dir.path()).unwrap();
            assert_eq!(fs::metadata(dir.path()).unwrap().mode() & 0o7777, 0o700);
            std::os::unix::fs::symlink(dir.path(), dir.path().join("link")).unwrap();
            action(&dir.path().join("link")).unwrap_err();
        }
    }
}
