//! Directories below an open one, while others may be changing what is there.

use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::platform::os;

const READ: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
const LOOKUP: OFlags = os::LOOKUP.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Finds the directories that hold paths of plain names, without following a symlink anywhere. The one found last stays
/// open, so that paths are best asked for directory by directory.
pub(super) struct Beneath<'a> {
    root: BorrowedFd<'a>,
    last: Option<(PathBuf, OwnedFd)>,
    owner: Option<u32>,
}

impl<'a> Beneath<'a> {
    pub fn new(root: BorrowedFd<'a>) -> Self {
        Self { root, last: None, owner: None }
    }

    /// Refuses directories of others than this process's user and `owner`, if that is given.
    pub fn of(self, owner: Option<u32>) -> Self {
        Self { owner, ..self }
    }

    /// The same, with nothing open.
    pub const fn another(&self) -> Self {
        Self { root: self.root, last: None, owner: self.owner }
    }

    /// The directory that holds `path`, and its name there.
    pub fn parent<'p>(&mut self, path: &'p Path) -> io::Result<(BorrowedFd<'_>, &'p OsStr)> {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Errno::INVAL.into());
        };
        if parent.as_os_str().is_empty() {
            return Ok((self.root, name));
        }
        if self.last.as_ref().is_none_or(|(path, _)| path != parent) {
            // Closed first: there may be many of these at a time.
            self.last = None;
            let dir = open(self.root, parent, LOOKUP)?;
            self.refuse_foreign(&dir)?;
            self.last = Some((parent.to_owned(), dir));
        }
        // It has just been opened unless it was open.
        let (_, dir) = self.last.as_ref().ok_or(Errno::BADF)?;
        Ok((dir.as_fd(), name))
    }

    /// The directory `path`, for reading; the empty path is the root.
    pub fn dir(&self, path: &Path) -> io::Result<OwnedFd> {
        if path.as_os_str().is_empty() {
            return Ok(rustix::fs::openat(self.root, c".", READ, Mode::empty())?);
        }
        let dir = open(self.root, path, READ)?;
        self.refuse_foreign(&dir)?;
        Ok(dir)
    }

    fn refuse_foreign(&self, dir: &OwnedFd) -> io::Result<()> {
        let Some(owner) = self.owner else { return Ok(()) };
        let found = rustix::fs::fstat(dir)?.st_uid;
        if found == owner || found == rustix::process::geteuid().as_raw() {
            return Ok(());
        }
        Err(io::Error::other("the directory belongs to somebody else than the task"))
    }
}

fn open(root: BorrowedFd<'_>, path: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
    match os::open_dir_beneath(root, path, flags) {
        // The kernel cannot do it, or not with a path as long as this.
        None | Some(Err(Errno::NAMETOOLONG)) => {}
        Some(outcome) => return outcome,
    }
    let mut here: Option<OwnedFd> = None;
    let mut names = path.iter().peekable();
    while let Some(name) = names.next() {
        let flags = if names.peek().is_none() { flags } else { LOOKUP };
        let from = here.as_ref().map_or(root, AsFd::as_fd);
        here = Some(rustix::fs::openat(from, name, flags, Mode::empty())?);
    }
    here.ok_or(Errno::INVAL)
}

/// Whether both are of the same file, directory or whatever it is.
pub(in crate::platform) fn is_same(one: &Stat, other: &Stat) -> bool {
    let key = |stat: &Stat| (stat.st_dev, stat.st_ino, FileType::from_raw_mode(stat.st_mode));
    key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_symlink_is_followed_anywhere() {
        let directory = tempfile::tempdir().unwrap();
        let at = |path: &str| directory.path().join(path);
        fs::create_dir_all(at("root/a/b")).unwrap();
        fs::create_dir_all(at("outside/b")).unwrap();
        fs::write(at("root/a/b/file"), "").unwrap();
        symlink("a", at("root/inside")).unwrap();
        symlink("../outside", at("root/out")).unwrap();
        let root = super::super::tree::open_root(&at("root")).unwrap();
        let mut beneath = Beneath::new(root.as_fd());
        for _ in 0..2 {
            let (dir, name) = beneath.parent(Path::new("a/b/file")).unwrap();
            rustix::fs::statat(dir, name, rustix::fs::AtFlags::SYMLINK_NOFOLLOW).unwrap();
            beneath.parent(Path::new("a/b")).unwrap();
            for trap in ["inside/x", "inside/b/x", "out/x", "out/b/x", "a/b/file/x"] {
                assert!(beneath.parent(Path::new(trap)).is_err(), "{trap}");
            }
        }
        for trap in ["inside", "inside/b", "out", "out/b", "a/b/file"] {
            assert!(beneath.dir(Path::new(trap)).is_err(), "{trap}");
        }
        beneath.dir(Path::new("")).unwrap();
        beneath.dir(Path::new("a/b")).unwrap();
    }

    #[test]
    fn paths_may_be_longer_than_the_system_takes() {
        let directory = tempfile::tempdir().unwrap();
        let root = super::super::tree::open_root(directory.path()).unwrap();
        let mut path = PathBuf::new();
        let mut here = root.try_clone().unwrap();
        for _ in 0..400 {
            path.push("a-long-name-of-many");
            rustix::fs::mkdirat(&here, "a-long-name-of-many", Mode::RWXU).unwrap();
            here = rustix::fs::openat(&here, "a-long-name-of-many", READ, Mode::empty()).unwrap();
        }
        let found = Beneath::new(root.as_fd()).dir(&path).unwrap();
        assert!(is_same(&rustix::fs::fstat(&found).unwrap(), &rustix::fs::fstat(&here).unwrap()));
        super::super::remove_tree(&directory.path().join("a-long-name-of-many")).unwrap();
    }
}
