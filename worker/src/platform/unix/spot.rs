//! A place for something to be put, at a path that somebody else chose.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::confined::root_of;
use super::hand_over::close_tree;
use super::identity::TaskIdentity;
use super::listing::FileId;
use super::remove::{RemoveError, remove_tree_at};
use super::tree::{self, Sharing, Tree};
use crate::platform::{PrivateView, os};

/// As many symlinks as the kernel follows in one path.
const MAX_SYMLINKS: usize = 40;

/// Why something cannot be put where it should be.
#[derive(Debug, thiserror::Error)]
pub enum SpotError {
    /// A symlink on the way, or at the end.
    #[error("{} is a symbolic link; nothing is put behind one that a task can make", .0.display())]
    Symlink(PathBuf),
    /// A file on the way.
    #[error("{} is not a directory", .0.display())]
    NotADirectory(PathBuf),
    /// A directory that is not free.
    #[error("{} is a directory that is not empty; choose another path, or mount this earlier", .0.display())]
    NotEmpty(PathBuf),
    /// A directory where a file should be.
    #[error("{} is a directory, but a file is to be put there; choose another path", .0.display())]
    IsADirectory(PathBuf),
    /// The worker's own directory.
    #[error("{} belongs to the worker; choose another path", .0.display())]
    Reserved(PathBuf),
    /// Something that is not the task's.
    #[error("{} belongs to somebody else than the task; choose another path", .0.display())]
    NotTheTasks(PathBuf),
    /// There is nothing to be taken away.
    #[error("{} is no longer there", .0.display())]
    Gone(PathBuf),
    /// The system refused.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn io_error(doing: &'static str, path: &Path) -> impl Fn(Errno) -> SpotError {
    move |errno| SpotError::Io { doing, path: path.to_owned(), source: errno.into() }
}

/// A name in a directory that is held open: whatever is renamed meanwhile, it stays the same place.
///
/// Where the task has a user of its own, the way there, and what is put there, is made with that user's rights, and so
/// belongs to it; what belongs to somebody else is left alone.
#[derive(Debug)]
pub struct Spot {
    dir: OwnedFd,
    name: OsString,
    path: PathBuf,
    reserved: Option<FileId>,
    /// Where that was found.
    worker_directory: PathBuf,
    identity: TaskIdentity,
}

/// Which symlinks are followed on the way to a [`Spot`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follow {
    Never,
    /// Those that belong to root: part of the system, as `/tmp` is on macOS.
    OfSystem,
}

impl Spot {
    /// The place `relative`, of which all parts are plain names, below the directory `root`, which is trusted. Missing
    /// directories are made (mode 0700). No symlink is followed, and none of the way is the directory `reserved`.
    pub fn below(
        root: &Path,
        relative: &Path,
        reserved: &Path,
        identity: &TaskIdentity,
    ) -> Result<Self, SpotError> {
        let root = root.canonicalize().map_err(|source| SpotError::Io {
            doing: "find",
            path: root.to_owned(),
            source,
        })?;
        let opened =
            rustix::fs::openat(CWD, &root, LOOKUP, Mode::empty()).map_err(io_error("open", &root))?;
        Self::find((opened, &root), relative, reserved, Follow::Never, identity)
    }

    /// The place `absolute`, for commands that see the machine through `view`. As [`Spot::below`], but symlinks that belong to root
    /// are followed.
    pub fn at(
        absolute: &Path,
        view: Option<&PrivateView>,
        reserved: &Path,
        identity: &TaskIdentity,
    ) -> Result<Self, SpotError> {
        let root = Path::new("/");
        let opened =
            root_of(view).map_err(|source| SpotError::Io { doing: "open", path: root.to_owned(), source })?;
        let relative = absolute.strip_prefix(root).unwrap_or(absolute);
        Self::find((opened, root), relative, reserved, Follow::OfSystem, identity)
    }

    fn find(
        (opened, root): (OwnedFd, &Path),
        relative: &Path,
        reserved: &Path,
        follow: Follow,
        identity: &TaskIdentity,
    ) -> Result<Self, SpotError> {
        let whole = root.join(relative);
        let (Some(parent), Some(name)) = (relative.parent(), relative.file_name()) else {
            return Err(SpotError::NotEmpty(whole));
        };
        let worker_directory = reserved.to_owned();
        let reserved = FileId::at(reserved).ok();
        let mut walk = Walk::start(opened, root, parent, follow);
        acting(identity, &whole, || {
            while let Some(step) = walk.rest.pop_front() {
                walk.step(step)?;
                walk.refuse(reserved)?;
            }
            Ok(())
        })?;
        let (dir, path) = walk.finish();
        let (path, identity) = (path.join(name), identity.clone());
        let spot = Self { dir, name: name.to_owned(), path, reserved, worker_directory, identity };
        spot.refuse_reserved()?;
        Ok(spot)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a new file for the worker to write to (mode 0600), in place of a file or symlink that is there.
    pub fn create_file(&self) -> Result<File, SpotError> {
        acting(&self.identity, &self.path, || self.create_file_here())
    }

    fn create_file_here(&self) -> Result<File, SpotError> {
        match self.kind()? {
            Some(FileType::Directory) => return Err(SpotError::IsADirectory(self.path.clone())),
            Some(_) => rustix::fs::unlinkat(&self.dir, &self.name, AtFlags::empty())
                .map_err(io_error("replace", &self.path))?,
            None => {}
        }
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        rustix::fs::openat(&self.dir, &self.name, flags, Mode::RUSR | Mode::WUSR)
            .map(File::from)
            .map_err(io_error("create", &self.path))
    }

    /// Makes an empty directory (mode 0700), unless there is one already.
    pub fn make_dir(&self) -> Result<(), SpotError> {
        acting(&self.identity, &self.path, || self.make_dir_here())
    }

    fn make_dir_here(&self) -> Result<(), SpotError> {
        if self.refuse_occupied()? {
            if self.identity.user().is_none() {
                return Ok(());
            }
            // Whether that is the user's to replace is best found out by doing it.
            rustix::fs::unlinkat(&self.dir, &self.name, AtFlags::REMOVEDIR)
                .map_err(io_error("replace", &self.path))?;
        }
        rustix::fs::mkdirat(&self.dir, &self.name, Mode::RWXU).map_err(io_error("make", &self.path))
    }

    /// Moves the directory `source`, which is the worker's, here. Where that takes copying, it is called `meanwhile` from
    /// its first to its last moment.
    pub fn move_in(
        &self,
        source: &Path,
        meanwhile: &Path,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), SpotError> {
        match self.identity {
            TaskIdentity::Worker => self.refuse_occupied().map(|_| ())?,
            // What the worker may do proves nothing. An empty directory can be replaced by another one.
            TaskIdentity::User(_) => self.make_dir()?,
        }
        match rename(CWD, source, self.dir.as_fd(), &self.name) {
            Err(Errno::XDEV) => {}
            other => return other.map_err(io_error("move a directory to", &self.path)),
        }
        std::fs::rename(source, meanwhile).map_err(|error| self.io("move a directory to", error))?;
        self.make_dir()?;
        let target = self.open_own_dir()?;
        Tree::of(meanwhile)
            .and_then(|tree| tree.move_files(target.as_fd(), is_cancelled))
            .map_err(|error| self.io("move a directory to", error))?;
        remove(meanwhile)
    }

    /// Moves the directory that is here to `target`, which does not exist. After a failure, part of it may be there.
    pub fn move_out(&self, target: &Path) -> Result<(), SpotError> {
        match self.kind()? {
            None => return Err(SpotError::Gone(self.path.clone())),
            Some(FileType::Directory) => {}
            Some(FileType::Symlink) => return Err(SpotError::Symlink(self.path.clone())),
            Some(_) => return Err(SpotError::NotADirectory(self.path.clone())),
        }
        self.refuse_foreign()?;
        match rename(self.dir.as_fd(), Path::new(&self.name), CWD, target.as_os_str()) {
            Err(Errno::XDEV) => {}
            other => return other.map_err(io_error("move", &self.path)),
        }
        let Some((directory, name)) = self.set_aside() else {
            return self.copy_out(self.dir.as_fd(), &self.name, target);
        };
        let copied = self.copy_out(directory.as_fd(), &name, target);
        if copied.is_err() {
            // Back to where whoever throws it away looks for it; if that fails, the worker's directory goes with it.
            let _ = rename(directory.as_fd(), Path::new(&name), self.dir.as_fd(), &self.name);
        }
        copied
    }

    /// Moves what is here into the worker's own directory, where nobody can put something else in its place; nothing where
    /// that is on another file system, or the task's as much as the worker's.
    fn set_aside(&self) -> Option<(OwnedFd, OsString)> {
        self.uid()?;
        let directory = tree::open_root(&self.worker_directory).ok()?;
        let found = FileId::of(&File::from(directory.try_clone().ok()?)).ok();
        if found.is_none() || found != self.reserved {
            return None;
        }
        let name = OsString::from(format!("moving-{:032x}", rand::random::<u128>()));
        rename(self.dir.as_fd(), Path::new(&self.name), directory.as_fd(), &name).ok()?;
        Some((directory, name))
    }

    /// Makes `target` of what is called `name` in `dir`, which is removed.
    fn copy_out(&self, dir: BorrowedFd<'_>, name: &OsStr, target: &Path) -> Result<(), SpotError> {
        let failed = |error| self.io("move", error);
        super::create_private_dir(target).map_err(failed)?;
        let root = tree::open_root(target).map_err(failed)?;
        let source = self.own(open_dir(dir, name).map_err(io_error("open", &self.path))?)?;
        if let Some(uid) = self.uid() {
            close_tree(&source, uid).map_err(failed)?;
        }
        Tree::in_dir(source).and_then(|tree| tree.move_files(root.as_fd(), &|| false)).map_err(failed)?;
        remove_tree_at(dir, name, &self.path).map_err(|error| SpotError::Io {
            doing: "remove",
            path: error.path,
            source: error.source,
        })
    }

    /// Makes a copy of `tree` here: files by `sharing`, on `threads` threads.
    pub fn clone_tree(
        &self,
        tree: &Tree,
        sharing: Sharing,
        threads: usize,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), SpotError> {
        let made = self.make_dir();
        let target = match made {
            Err(SpotError::NotEmpty(_)) => {
                let target = self.open_own_dir()?;
                tree.make_way(target.as_fd(), self.uid()).map_err(|error| self.io("fill", error))?;
                target
            }
            other => other.and_then(|()| self.open_own_dir())?,
        };
        let owner = self.identity.user().map(|user| (user.uid, user.gid));
        tree.clone_to(target.as_fd(), sharing, threads, owner, is_cancelled)
            .map_err(|error| self.io("fill", error))
    }

    /// Moves whatever is here to `target`, on the same file system.
    pub fn rename_to(&self, target: &Path) -> Result<(), SpotError> {
        self.refuse_foreign()?;
        rename(self.dir.as_fd(), Path::new(&self.name), CWD, target.as_os_str())
            .map_err(io_error("move", &self.path))
    }

    /// Removes whatever is here, with everything below it.
    pub fn remove(&self) -> Result<(), RemoveError> {
        if let Err(error) = self.refuse_foreign() {
            let path = self.path.clone();
            return Err(RemoveError { path, source: io::Error::other(error), others: 0 });
        }
        remove_tree_at(self.dir.as_fd(), &self.name, &self.path)
    }

    fn io(&self, doing: &'static str, source: io::Error) -> SpotError {
        SpotError::Io { doing, path: self.path.clone(), source }
    }

    fn open_dir(&self) -> Result<OwnedFd, SpotError> {
        open_dir(self.dir.as_fd(), &self.name).map_err(io_error("open", &self.path))
    }

    /// Opens the directory that is here, if it is the task's.
    fn open_own_dir(&self) -> Result<OwnedFd, SpotError> {
        self.own(self.open_dir()?)
    }

    fn own(&self, dir: OwnedFd) -> Result<OwnedFd, SpotError> {
        let owner = rustix::fs::fstat(&dir).map_err(io_error("look at", &self.path))?.st_uid;
        if self.uid().is_some_and(|uid| uid != owner) {
            return Err(SpotError::NotTheTasks(self.path.clone()));
        }
        Ok(dir)
    }

    /// What is here now.
    fn kind(&self) -> Result<Option<FileType>, SpotError> {
        match rustix::fs::statat(&self.dir, &self.name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(FileType::from_raw_mode(stat.st_mode))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(io_error("look at", &self.path)(error)),
        }
    }

    /// Whether an empty directory is here; an error if anything else is.
    fn refuse_occupied(&self) -> Result<bool, SpotError> {
        match self.kind()? {
            None => Ok(false),
            Some(FileType::Directory) => {
                let mut dir = Dir::new(self.open_dir()?).map_err(io_error("look into", &self.path))?;
                let is_entry = |name: &std::ffi::CStr| name != c"." && name != c"..";
                let is_empty = !dir.by_ref().flatten().any(|entry| is_entry(entry.file_name()));
                if is_empty { Ok(true) } else { Err(SpotError::NotEmpty(self.path.clone())) }
            }
            Some(FileType::Symlink) => Err(SpotError::Symlink(self.path.clone())),
            Some(_) => Err(SpotError::NotADirectory(self.path.clone())),
        }
    }

    fn uid(&self) -> Option<u32> {
        self.identity.user().map(|user| user.uid)
    }

    /// In a directory where others may put something as well, it is theirs that may be here by now.
    fn refuse_foreign(&self) -> Result<(), SpotError> {
        let Some(uid) = self.uid() else { return Ok(()) };
        match rustix::fs::statat(&self.dir, &self.name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) if stat.st_uid != uid => Err(SpotError::NotTheTasks(self.path.clone())),
            _ => Ok(()),
        }
    }

    /// File systems may find the worker's directory by other names than its own.
    fn refuse_reserved(&self) -> Result<(), SpotError> {
        let is_reserved = self.kind()? == Some(FileType::Directory)
            && self.reserved.is_some()
            && FileId::of(&File::from(self.open_dir()?)).ok() == self.reserved;
        if is_reserved { Err(SpotError::Reserved(self.path.clone())) } else { Ok(()) }
    }
}

fn open_dir(dir: BorrowedFd<'_>, name: &OsStr) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    rustix::fs::openat(dir, name, flags, Mode::empty())
}

/// Does `action`, which is about `path`, with the rights of `identity`.
fn acting<T>(
    identity: &TaskIdentity,
    path: &Path,
    action: impl FnOnce() -> Result<T, SpotError>,
) -> Result<T, SpotError> {
    let acted = identity.act(action);
    acted.map_err(|source| SpotError::Io {
        doing: "take on the rights of the task's user for",
        path: path.to_owned(),
        source,
    })?
}

fn remove(path: &Path) -> Result<(), SpotError> {
    super::remove_tree(path).map_err(|error| SpotError::Io {
        doing: "remove",
        path: error.path,
        source: error.source,
    })
}

/// Renames a directory; one that its owner may not write to is made writable for that.
fn rename(from: BorrowedFd<'_>, from_name: &Path, to: BorrowedFd<'_>, to_name: &OsStr) -> Result<(), Errno> {
    match rustix::fs::renameat(from, from_name, to, to_name) {
        Err(Errno::ACCESS) => {}
        other => return other,
    }
    let name = std::ffi::CString::new(from_name.as_os_str().as_encoded_bytes()).map_err(|_| Errno::INVAL)?;
    os::chmod_entry(from, &name, Mode::RWXU)?;
    rustix::fs::renameat(from, from_name, to, to_name)
}

struct Walk {
    /// The directories on the way, the present one last; `..` goes back.
    dirs: Vec<OwnedFd>,
    path: PathBuf,
    rest: VecDeque<OsString>,
    follow: Follow,
    symlinks: usize,
}

impl Walk {
    fn start(opened: OwnedFd, root: &Path, relative: &Path, follow: Follow) -> Self {
        let rest = relative.components().map(|part| part.as_os_str().to_owned()).collect();
        Self { dirs: vec![opened], path: root.to_owned(), rest, follow, symlinks: 0 }
    }

    fn here(&self) -> BorrowedFd<'_> {
        // There always is one: the last is never taken away.
        self.dirs.last().map_or(CWD, AsFd::as_fd)
    }

    fn step(&mut self, name: OsString) -> Result<(), SpotError> {
        if name == ".." {
            if self.dirs.len() > 1 {
                self.dirs.pop();
                self.path.pop();
            }
            return Ok(());
        }
        let path = self.path.join(&name);
        let open = || rustix::fs::openat(self.here(), &name, LOOKUP | OFlags::NOFOLLOW, Mode::empty());
        let opened = match open() {
            Err(Errno::NOENT) => match rustix::fs::mkdirat(self.here(), &name, Mode::RWXU) {
                Ok(()) | Err(Errno::EXIST) => open(),
                Err(error) => return Err(io_error("make", &path)(error)),
            },
            other => other,
        };
        match opened {
            Ok(dir) => {
                self.dirs.push(dir);
                self.path = path;
                Ok(())
            }
            Err(Errno::LOOP | Errno::NOTDIR | Errno::MLINK) => self.symlink(&name, path),
            Err(error) => Err(io_error("open", &path)(error)),
        }
    }

    fn symlink(&mut self, name: &OsStr, path: PathBuf) -> Result<(), SpotError> {
        let failed = |errno| io_error("look at", &path)(errno);
        let stat = rustix::fs::statat(self.here(), name, AtFlags::SYMLINK_NOFOLLOW).map_err(failed)?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::Symlink {
            return Err(SpotError::NotADirectory(path));
        }
        self.symlinks += 1;
        if self.follow == Follow::Never || stat.st_uid != 0 || self.symlinks > MAX_SYMLINKS {
            return Err(SpotError::Symlink(path));
        }
        let target = rustix::fs::readlinkat(self.here(), name, Vec::new()).map_err(failed)?;
        let target = PathBuf::from(OsString::from_vec(target.into_bytes()));
        for component in target.components().rev() {
            match component {
                Component::RootDir => {
                    self.dirs.truncate(1);
                    self.path = PathBuf::from("/");
                }
                Component::Normal(_) | Component::ParentDir => {
                    self.rest.push_front(component.as_os_str().to_owned());
                }
                Component::CurDir | Component::Prefix(_) => {}
            }
        }
        Ok(())
    }

    fn refuse(&self, reserved: Option<FileId>) -> Result<(), SpotError> {
        let here = self.here().try_clone_to_owned().and_then(|dir| FileId::of(&File::from(dir)));
        let here =
            here.map_err(|source| SpotError::Io { doing: "look at", path: self.path.clone(), source })?;
        if reserved == Some(here) { Err(SpotError::Reserved(self.path.clone())) } else { Ok(()) }
    }

    fn finish(mut self) -> (OwnedFd, PathBuf) {
        let last = self.dirs.len() - 1;
        (self.dirs.swap_remove(last), self.path)
    }
}

const LOOKUP: OFlags = os::LOOKUP.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    struct Setup {
        directory: tempfile::TempDir,
        task: PathBuf,
        cache: PathBuf,
        meanwhile: PathBuf,
    }

    fn setup() -> Setup {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        let (task, cache) = (root.join("task"), root.join("cache"));
        fs::create_dir_all(task.join("generic-worker")).unwrap();
        fs::create_dir(&cache).unwrap();
        fs::write(cache.join("file"), "kept").unwrap();
        Setup { directory, task, cache, meanwhile: root.join("cache.moving") }
    }

    impl Setup {
        fn spot(&self, path: &str) -> Result<Spot, SpotError> {
            Spot::below(&self.task, Path::new(path), &self.task.join("generic-worker"), &TaskIdentity::Worker)
        }

        fn move_in(&self, spot: &Spot) -> Result<(), SpotError> {
            spot.move_in(&self.cache, &self.meanwhile, &|| false)
        }
    }

    #[test]
    fn there_and_back() {
        let setup = setup();
        let spot = setup.spot("a/b").unwrap();
        setup.move_in(&spot).unwrap();
        assert!(!setup.cache.exists());
        assert_eq!(fs::read_to_string(setup.task.join("a/b/file")).unwrap(), "kept");
        // The task moves what is around it, and puts a trap where it was.
        fs::rename(setup.task.join("a"), setup.task.join("moved")).unwrap();
        symlink(setup.directory.path(), setup.task.join("a")).unwrap();
        spot.move_out(&setup.cache).unwrap();
        assert_eq!(fs::read_to_string(setup.cache.join("file")).unwrap(), "kept");
        assert!(setup.task.join("moved").read_dir().unwrap().next().is_none());
    }

    #[test]
    fn an_empty_directory_may_be_in_the_way_and_nothing_else() {
        let setup = setup();
        fs::create_dir_all(setup.task.join("full/x")).unwrap();
        fs::create_dir(setup.task.join("empty")).unwrap();
        fs::write(setup.task.join("file"), "").unwrap();
        symlink("empty", setup.task.join("link")).unwrap();
        for (path, expected) in [("full", "NotEmpty"), ("file", "NotADirectory"), ("link", "Symlink")] {
            let error = setup.move_in(&setup.spot(path).unwrap()).unwrap_err();
            assert!(format!("{error:?}").starts_with(expected), "{path}: {error:?}");
        }
        assert!(matches!(setup.spot("full").unwrap().create_file(), Err(SpotError::IsADirectory(_))));
        assert!(matches!(setup.spot("file/x"), Err(SpotError::NotADirectory(_))));
        assert!(matches!(setup.spot("link/x"), Err(SpotError::Symlink(_))));
        assert!(matches!(setup.spot("generic-worker/x"), Err(SpotError::Reserved(_))));
        assert!(matches!(setup.spot("generic-worker"), Err(SpotError::Reserved(_))));
        setup.move_in(&setup.spot("empty").unwrap()).unwrap();
    }

    #[test]
    fn what_the_task_took_away_or_replaced_is_not_taken_back() {
        let setup = setup();
        let spot = setup.spot("cache").unwrap();
        setup.move_in(&spot).unwrap();
        let place = setup.task.join("cache");
        fs::rename(&place, setup.task.join("other")).unwrap();
        assert!(matches!(spot.move_out(&setup.cache), Err(SpotError::Gone(_))));
        symlink(setup.directory.path(), &place).unwrap();
        assert!(matches!(spot.move_out(&setup.cache), Err(SpotError::Symlink(_))));
        spot.remove().unwrap();
        assert!(setup.task.exists() && !place.is_symlink());
        fs::write(&place, "").unwrap();
        assert!(matches!(spot.move_out(&setup.cache), Err(SpotError::NotADirectory(_))));
    }

    /// Where there are two file systems: `/dev/shm` and the temporary directory, mostly.
    #[test]
    fn between_file_systems() {
        let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
            return eprintln!("skipped: /dev/shm cannot be written to");
        };
        let setup = setup();
        let cache = other.path().join("cache");
        let meanwhile = other.path().join("cache.moving");
        if fs::rename(&setup.cache, &cache).is_ok() {
            return eprintln!("skipped: /dev/shm is on the same file system");
        }
        fs::create_dir_all(cache.join("sub")).unwrap();
        fs::write(cache.join("sub/file"), "kept").unwrap();
        let before = Tree::of(&cache).unwrap().fingerprint();
        let spot = setup.spot("a/b").unwrap();
        spot.move_in(&cache, &meanwhile, &|| false).unwrap();
        assert_eq!(Tree::of(spot.path()).unwrap().fingerprint(), before);
        assert!(other.path().read_dir().unwrap().next().is_none());
        spot.move_out(&cache).unwrap();
        assert_eq!(Tree::of(&cache).unwrap().fingerprint(), before);
        assert!(!spot.path().exists() && !meanwhile.exists());
        // Cancelled half way: nothing looks like a whole cache.
        spot.move_in(&cache, &meanwhile, &|| true).unwrap_err();
        assert!(!cache.exists() && meanwhile.exists());
    }

    #[test]
    fn links_of_the_system_are_followed() {
        let setup = setup();
        let reserved = setup.task.join("generic-worker");
        let link = setup.task.join("link");
        symlink(&setup.cache, &link).unwrap();
        let found = Spot::at(&link.join("x"), None, &reserved, &TaskIdentity::Worker);
        // This test may or may not run as root, whose links count as the system's.
        if rustix::process::geteuid().is_root() {
            assert_eq!(found.unwrap().path(), setup.cache.join("x"));
        } else {
            assert!(matches!(found, Err(SpotError::Symlink(_))));
        }
        assert!(matches!(
            Spot::at(&reserved.join("x"), None, &reserved, &TaskIdentity::Worker),
            Err(SpotError::Reserved(_))
        ));
    }
}

#[cfg(test)]
#[path = "tests/spot_user.rs"]
mod user_tests;
