//! Filling a new directory with files and links that somebody else named.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RawMode, Timespec, Timestamps, UTIME_OMIT};
use rustix::io::Errno;

const DIR_FLAGS: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
const NEW_FILE_FLAGS: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// A directory that is being filled, and a place in it.
///
/// Every path is given as its single names, from the directory down, without `.`, `..` and empty ones; each is looked
/// up from the open directory that holds it, and no symlink is ever followed. So nothing outside is touched, whatever
/// the names and links are. While it is filled, nobody else may write to the directory. Directories are made for the
/// owner alone, until [`NewTree::finish_dir`].
#[derive(Debug)]
pub struct NewTree {
    root: Arc<OwnedFd>,
    /// The directories from below the root to where something was last made.
    place: Vec<(OsString, OwnedFd)>,
}

/// Something could not be made in a [`NewTree`].
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// What stands on the way to it, at this depth, is no directory.
    #[error("what is on the way to it is no directory")]
    NoDirectory {
        /// How many names of the path lead to it, itself included.
        depth: usize,
    },
    /// It would replace a directory.
    #[error("there is a directory of that name")]
    IsDirectory,
    /// A directory would replace something else.
    #[error("there is something of that name that is no directory")]
    IsNoDirectory,
    /// There is no such file to link to.
    #[error("there is no such file")]
    NoSuchFile,
    /// Anything else.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<Errno> for TreeError {
    fn from(error: Errno) -> Self {
        Self::Io(error.into())
    }
}

/// What a hard link was to be made to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linked {
    /// A file: the link is made.
    File,
    /// A symlink with this target: nothing is made, since the target may mean something else elsewhere.
    Symlink(Vec<u8>),
}

/// When a file was last modified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModificationTime {
    /// Seconds since 1970, negative before.
    pub seconds: i64,
    /// Nanoseconds on top, below 1,000,000,000.
    pub nanoseconds: u32,
}

impl ModificationTime {
    fn to_timestamps(self) -> Timestamps {
        let last_access = Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT };
        let last_modification = Timespec { tv_sec: self.seconds, tv_nsec: self.nanoseconds.into() };
        Timestamps { last_access, last_modification }
    }
}

impl NewTree {
    /// Fills the directory `path`, in which symlinks are followed.
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let root = rustix::fs::openat(CWD, path, flags, Mode::empty())?;
        Ok(Self { root: Arc::new(root), place: Vec::new() })
    }

    /// The same directory, for another thread.
    #[must_use]
    pub fn another(&self) -> Self {
        Self { root: Arc::clone(&self.root), place: Vec::new() }
    }

    /// Makes the directory `path`, and those on the way; `made` is told the depth of each that is new.
    pub fn make_dir(&mut self, path: &[&OsStr], mut made: impl FnMut(usize)) -> Result<(), TreeError> {
        self.enter(path, &mut made).map_err(|error| match error {
            TreeError::NoDirectory { depth } if depth == path.len() => TreeError::IsNoDirectory,
            error => error,
        })
    }

    /// Makes an empty file, for its owner alone, replacing a file or link of that name.
    pub fn make_file(&mut self, path: &[&OsStr], made: impl FnMut(usize)) -> Result<File, TreeError> {
        let (parent, name) = self.parent(path, made)?;
        let mode = Mode::RUSR | Mode::WUSR;
        Ok(File::from(replacing(parent, name, || rustix::fs::openat(parent, name, NEW_FILE_FLAGS, mode))?))
    }

    /// Makes a symlink with the given target, replacing a file or link of that name.
    pub fn make_symlink(
        &mut self,
        path: &[&OsStr],
        target: &OsStr,
        mtime: Option<ModificationTime>,
        made: impl FnMut(usize),
    ) -> Result<(), TreeError> {
        let (parent, name) = self.parent(path, made)?;
        replacing(parent, name, || rustix::fs::symlinkat(target, parent, name))?;
        if let Some(mtime) = mtime {
            rustix::fs::utimensat(parent, name, &mtime.to_timestamps(), AtFlags::SYMLINK_NOFOLLOW)?;
        }
        Ok(())
    }

    /// Makes `path` another name of the file `existing`, replacing a file or link of that name.
    pub fn make_hard_link(
        &mut self,
        path: &[&OsStr],
        existing: &[&OsStr],
        made: impl FnMut(usize),
    ) -> Result<Linked, TreeError> {
        let (existing_name, way) = existing.split_last().ok_or(TreeError::NoSuchFile)?;
        let mut elsewhere = self.another();
        elsewhere.go(way).map_err(|_| TreeError::NoSuchFile)?;
        let from = elsewhere.here();
        match kind(from, existing_name)? {
            Some(FileType::RegularFile) => {}
            Some(FileType::Symlink) => {
                let target = rustix::fs::readlinkat(from, *existing_name, Vec::new())?;
                return Ok(Linked::Symlink(target.into_bytes()));
            }
            _ => return Err(TreeError::NoSuchFile),
        }
        if path == existing {
            return Ok(Linked::File);
        }
        let (parent, name) = self.parent(path, made)?;
        replacing(parent, name, || rustix::fs::linkat(from, *existing_name, parent, name, AtFlags::empty()))?;
        Ok(Linked::File)
    }

    /// Gives the directory `path` its mode and time, once nothing more is made in it.
    pub fn finish_dir(
        &mut self,
        path: &[&OsStr],
        mode: u32,
        mtime: Option<ModificationTime>,
    ) -> Result<(), TreeError> {
        self.go(path)?;
        finish(self.here(), mode, mtime)?;
        Ok(())
    }

    /// Goes to the directory that shall hold `path`; its file descriptor, and the last name of `path`.
    fn parent<'p>(
        &mut self,
        path: &[&'p OsStr],
        mut made: impl FnMut(usize),
    ) -> Result<(BorrowedFd<'_>, &'p OsStr), TreeError> {
        let (name, way) = path.split_last().ok_or(TreeError::IsDirectory)?;
        self.enter(way, &mut made)?;
        Ok((self.here(), name))
    }

    fn here(&self) -> BorrowedFd<'_> {
        self.place.last().map_or_else(|| self.root.as_fd(), |(_, dir)| dir.as_fd())
    }

    fn enter(&mut self, path: &[&OsStr], made: &mut dyn FnMut(usize)) -> Result<(), TreeError> {
        let common = self.common(path);
        for (depth, name) in path.iter().enumerate().skip(common) {
            match rustix::fs::mkdirat(self.here(), *name, Mode::RWXU) {
                Ok(()) => made(depth + 1),
                Err(Errno::EXIST) => {}
                Err(error) => return Err(error.into()),
            }
            self.step(name, depth)?;
        }
        Ok(())
    }

    fn go(&mut self, path: &[&OsStr]) -> Result<(), TreeError> {
        (self.common(path)..path.len()).try_for_each(|depth| self.step(path[depth], depth))
    }

    /// Goes back up to where the way to `path` leaves the present place; how deep that is.
    fn common(&mut self, path: &[&OsStr]) -> usize {
        let common = self.place.iter().zip(path).take_while(|((here, _), name)| here == *name).count();
        self.place.truncate(common);
        common
    }

    fn step(&mut self, name: &OsStr, depth: usize) -> Result<(), TreeError> {
        match rustix::fs::openat(self.here(), name, DIR_FLAGS, Mode::empty()) {
            Ok(dir) => self.place.push((name.to_owned(), dir)),
            Err(Errno::LOOP | Errno::NOTDIR | Errno::MLINK) => {
                return Err(TreeError::NoDirectory { depth: depth + 1 });
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

/// What `name` is, without following it.
fn kind(dir: BorrowedFd<'_>, name: &OsStr) -> Result<Option<FileType>, Errno> {
    match rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(Some(FileType::from_raw_mode(stat.st_mode))),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes something that must not exist yet, after removing what has its name, unless that is a directory.
fn replacing<T>(
    parent: BorrowedFd<'_>,
    name: &OsStr,
    make: impl Fn() -> Result<T, Errno>,
) -> Result<T, TreeError> {
    match make() {
        Err(Errno::EXIST) => {}
        other => return Ok(other?),
    }
    if kind(parent, name)? == Some(FileType::Directory) {
        return Err(TreeError::IsDirectory);
    }
    rustix::fs::unlinkat(parent, name, AtFlags::empty())?;
    Ok(make()?)
}

/// Gives an open file or directory exactly the permissions `mode`, whatever the umask, and its time of modification.
pub fn finish(file: impl AsFd, mode: u32, mtime: Option<ModificationTime>) -> io::Result<()> {
    rustix::fs::fchmod(&file, Mode::from_raw_mode(mode as RawMode))?;
    if let Some(mtime) = mtime {
        rustix::fs::futimens(&file, &mtime.to_timestamps())?;
    }
    Ok(())
}

/// Bytes as a name of this operating system; nothing where they cannot be one.
#[must_use]
pub fn os_name_from_bytes(bytes: Vec<u8>) -> Option<OsString> {
    Some(OsString::from_vec(bytes))
}

/// A name of this operating system as bytes.
#[must_use]
pub fn os_name_bytes(name: &OsStr) -> &[u8] {
    name.as_bytes()
}

/// Reads from `file` at `offset`, whatever the file's own position is.
pub fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}
