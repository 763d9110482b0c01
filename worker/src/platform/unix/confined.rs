//! Opening a file below a directory without ever leaving that directory.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags};
use rustix::io::Errno;

use crate::platform::{PrivateView, os};

/// As many symlinks as the kernel follows in one path.
const MAX_SYMLINKS: usize = 40;

/// How files are opened. `NONBLOCK`: a FIFO without a writer must not hang the worker. `NOCTTY`: a
/// terminal must not become the worker's.
const FILE_FLAGS: OFlags =
    OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// A directory in which paths are looked up that somebody else chose, such as a task.
///
/// Neither `..`, nor an absolute path, nor a symlink leads out of it, also while the directory is
/// being changed by others. Symlinks whose target lies inside are followed, absolute ones too.
#[derive(Debug)]
pub struct ConfinedDir {
    dir: OwnedFd,
    path: PathBuf,
}

impl ConfinedDir {
    /// Opens the directory. `path` itself is trusted: symlinks in it are followed.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize()?;
        let flags = os::LOOKUP | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let dir = rustix::fs::openat(CWD, &path, flags, Mode::empty())?;
        Ok(Self { dir, path })
    }

    /// All of the machine, as commands with this `view` see it.
    pub fn whole(view: Option<&PrivateView>) -> io::Result<Self> {
        Ok(Self { dir: root_of(view)?, path: PathBuf::from("/") })
    }

    /// The directory's absolute path, free of symlinks.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens `relative` for reading; the empty path is the directory itself.
    ///
    /// Whatever is there is opened: a file, a directory, a FIFO, a device, without blocking. The
    /// caller looks at the type in the metadata *of the returned file* before it reads. An error for
    /// which [`is_escape`] is true means that the path led out of the directory.
    pub fn open_file(&self, relative: &Path) -> io::Result<File> {
        self.open_with(relative, FILE_FLAGS)
    }

    /// What `relative` is, without opening it: that can set something off where it is a device.
    ///
    /// # Errors
    ///
    /// As for [`ConfinedDir::open_file`].
    pub fn look(&self, relative: &Path) -> io::Result<std::fs::Metadata> {
        self.open_with(relative, os::PEEK | OFlags::CLOEXEC)?.metadata()
    }

    fn open_with(&self, relative: &Path, flags: OFlags) -> io::Result<File> {
        let relative = if relative.as_os_str().is_empty() { Path::new(".") } else { relative };
        match os::open_beneath_in_kernel(&self.dir, relative, flags) {
            // The kernel refuses every absolute symlink; the walk knows those that lead back inside.
            Some(Err(Errno::XDEV)) | None => Ok(File::from(self.walk(relative, flags)?)),
            Some(outcome) => Ok(File::from(outcome?)),
        }
    }

    /// Looks `relative` up one name at a time. Each directory is held open, so `..` goes back to
    /// where the walk came from whatever is renamed meanwhile.
    fn walk(&self, relative: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
        let mut parents: Vec<OwnedFd> = Vec::new();
        let mut rest = VecDeque::new();
        push_front(&mut rest, relative)?;
        let mut symlinks = 0;
        while let Some(step) = rest.pop_front() {
            let name = match step {
                Step::Up => {
                    parents.pop().ok_or(Errno::XDEV)?;
                    continue;
                }
                Step::Name(name) => name,
            };
            let here = parents.last().unwrap_or(&self.dir).as_fd();
            match open_entry(here, &name, rest.is_empty().then_some(flags))? {
                Entry::Opened(file) if rest.is_empty() => return Ok(file),
                Entry::Opened(dir) => parents.push(dir),
                Entry::Symlink(target) => {
                    symlinks += 1;
                    if symlinks > MAX_SYMLINKS {
                        return Err(Errno::LOOP);
                    }
                    if target.is_absolute() {
                        let inside = target.strip_prefix(&self.path).map_err(|_| Errno::XDEV)?;
                        parents.clear();
                        push_front(&mut rest, inside)?;
                    } else {
                        push_front(&mut rest, &target)?;
                    }
                }
            }
        }
        // The path ended in `.` or `..`, or was empty: what is left is a directory.
        let here = parents.last().unwrap_or(&self.dir).as_fd();
        rustix::fs::openat(here, ".", flags | OFlags::DIRECTORY, Mode::empty())
    }
}

/// The root directory as commands with this `view` see it.
pub(super) fn root_of(view: Option<&PrivateView>) -> io::Result<OwnedFd> {
    match view.and_then(PrivateView::root) {
        Some(root) => root.try_clone_to_owned(),
        None => {
            let flags = os::LOOKUP | OFlags::DIRECTORY | OFlags::CLOEXEC;
            Ok(rustix::fs::openat(CWD, "/", flags, Mode::empty())?)
        }
    }
}

/// Opens `relative` below the directory `root`; see [`ConfinedDir::open_file`].
///
/// For more than one file keep a [`ConfinedDir`].
pub fn open_beneath(root: &Path, relative: &Path) -> io::Result<File> {
    ConfinedDir::open(root)?.open_file(relative)
}

/// Whether opening failed because the path led out of its directory.
pub fn is_escape(error: &io::Error) -> bool {
    error.raw_os_error() == Some(Errno::XDEV.raw_os_error())
}

enum Step {
    Up,
    Name(OsString),
}

enum Entry {
    Opened(OwnedFd),
    Symlink(PathBuf),
}

/// Puts the steps of `path` before what is left to walk.
fn push_front(rest: &mut VecDeque<Step>, path: &Path) -> Result<(), Errno> {
    for component in path.components().rev() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => rest.push_front(Step::Up),
            Component::Normal(name) => rest.push_front(Step::Name(name.to_owned())),
            Component::RootDir | Component::Prefix(_) => return Err(Errno::XDEV),
        }
    }
    Ok(())
}

/// Opens one name: the last one with the flags `last`.
fn open_entry(dir: BorrowedFd<'_>, name: &OsString, last: Option<OFlags>) -> Result<Entry, Errno> {
    let flags = last.unwrap_or(os::LOOKUP | OFlags::DIRECTORY | OFlags::CLOEXEC);
    match rustix::fs::openat(dir, name, flags | OFlags::NOFOLLOW, Mode::empty()) {
        Ok(file) => Ok(Entry::Opened(file)),
        // What a symlink gives depends on the system and on the flags; reading it settles the matter.
        Err(error @ (Errno::LOOP | Errno::NOTDIR | Errno::MLINK)) => {
            match rustix::fs::readlinkat(dir, name, Vec::new()) {
                Ok(target) => Ok(Entry::Symlink(OsString::from_vec(target.into_bytes()).into())),
                Err(_) => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Read;
    use std::os::unix::fs::{FileTypeExt, symlink};

    /// A directory `task` with a secret beside it.
    fn setup() -> (tempfile::TempDir, ConfinedDir) {
        let dir = tempfile::tempdir().unwrap();
        let task = dir.path().join("task");
        fs::create_dir_all(task.join("sub/deep")).unwrap();
        fs::write(task.join("sub/file"), "inside").unwrap();
        fs::write(dir.path().join("secret"), "outside").unwrap();
        fs::create_dir(dir.path().join("task-other")).unwrap();
        fs::write(dir.path().join("task-other/file"), "outside").unwrap();
        let confined = ConfinedDir::open(&task).unwrap();
        (dir, confined)
    }

    /// Opens through the public function and through the walk alone: both must agree.
    fn open(confined: &ConfinedDir, path: &str) -> io::Result<String> {
        let read = |mut file: File| {
            let mut text = String::new();
            file.read_to_string(&mut text).map(|_| text)
        };
        let first = confined.open_file(Path::new(path)).and_then(read);
        let second = confined
            .walk(Path::new(path), FILE_FLAGS)
            .map_err(io::Error::from)
            .map(File::from)
            .and_then(read);
        match (&first, &second) {
            (Ok(a), Ok(b)) => assert_eq!(a, b, "{path}"),
            (Err(a), Err(b)) => assert_eq!(a.raw_os_error(), b.raw_os_error(), "{path}"),
            other => panic!("{path}: {other:?}"),
        }
        first
    }

    #[test]
    fn files_inside_are_opened() {
        let (_dir, confined) = setup();
        let root = confined.path().to_owned();
        symlink("sub/file", root.join("relative")).unwrap();
        symlink("../file", root.join("sub/deep/up")).unwrap();
        symlink(root.join("sub/file"), root.join("absolute")).unwrap();
        symlink(root.join("sub"), root.join("absolute-dir")).unwrap();
        symlink("absolute-dir/deep", root.join("chain")).unwrap();
        let inside = [
            "sub/file",
            "./sub//file",
            "sub/deep/../file",
            "relative",
            "sub/deep/up",
            "absolute",
            "absolute-dir/file",
            "chain/../file",
            "chain/up",
        ];
        for path in inside {
            assert_eq!(open(&confined, path).unwrap_or_else(|e| panic!("{path}: {e}")), "inside", "{path}");
        }
    }

    #[test]
    fn nothing_leads_out() {
        let (dir, confined) = setup();
        let root = confined.path().to_owned();
        symlink("../secret", root.join("relative")).unwrap();
        symlink("../..", root.join("sub/parent")).unwrap();
        symlink(dir.path().join("secret"), root.join("absolute")).unwrap();
        symlink(dir.path().join("task-other/file"), root.join("same-prefix")).unwrap();
        symlink(format!("{}/../secret", root.display()), root.join("in-and-out")).unwrap();
        symlink("/", root.join("sub/root")).unwrap();
        let outside = [
            "../secret",
            "sub/../../secret",
            "sub/deep/../../../task/../secret",
            "relative",
            "sub/parent/secret",
            "absolute",
            "same-prefix",
            "in-and-out",
            "sub/root/etc/passwd",
            "/etc/passwd",
        ];
        for path in outside {
            let error = open(&confined, path).expect_err(path);
            assert!(is_escape(&error), "{path}: {error}");
        }
    }

    #[test]
    fn missing_files_loops_and_files_as_directories() {
        let (_dir, confined) = setup();
        symlink("loop-b", confined.path().join("loop-a")).unwrap();
        symlink("loop-a", confined.path().join("loop-b")).unwrap();
        let code = |path| open(&confined, path).unwrap_err().raw_os_error();
        assert_eq!(code("nothing"), Some(libc::ENOENT));
        assert_eq!(code("nothing/file"), Some(libc::ENOENT));
        assert_eq!(code("loop-a"), Some(libc::ELOOP));
        assert_eq!(code("sub/file/x"), Some(libc::ENOTDIR));
    }

    #[test]
    fn a_fifo_does_not_hang_and_directories_open() {
        let (_dir, confined) = setup();
        let fifo = confined.path().join("fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let file = confined.open_file(Path::new("fifo")).unwrap();
        assert!(file.metadata().unwrap().file_type().is_fifo());
        for path in ["", ".", "sub/..", "sub"] {
            assert!(confined.open_file(Path::new(path)).unwrap().metadata().unwrap().is_dir(), "{path}");
            assert!(
                File::from(confined.walk(Path::new(path), FILE_FLAGS).unwrap()).metadata().unwrap().is_dir(),
                "{path}"
            );
        }
    }
}
