//! Copying directory trees: to another file system, or as a clone that shares what it can.
//!
//! Everything is done to single names in open directories, which are found without following a symlink: in a task's
//! directory, others may be changing what is there.

use std::collections::HashMap;
use std::ffi::{CString, OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Gid, Mode, OFlags, RawMode, Stat, Timespec, Timestamps, Uid};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::beneath::Beneath;
use super::identity::TaskIdentity;
use crate::platform::os;

/// How a clone gets the content of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// The file system shares the content until one of both is changed.
    Reflink,
    /// Both are the same file. Only files that nobody may write to are shared so.
    HardLink,
    /// The content is copied.
    Copy,
}

/// What is in a directory, and in those below, at a moment when nobody changes it.
#[derive(Debug)]
pub struct Tree {
    root: OwnedFd,
    entries: Vec<TreeEntry>,
}

#[derive(Debug)]
struct TreeEntry {
    path: PathBuf,
    kind: Kind,
    mode: u32,
    size: u64,
    mtime: (i64, i64),
    owner: Owner,
    /// The number of an earlier entry that is the same file.
    same_as: Option<usize>,
}

/// The numbers of a user and a group.
type Owner = (u32, u32);

/// The bits of a mode that copies get: never those that let a program run as somebody else.
const COPIED_MODE: u32 = 0o1777;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Dir,
    File,
    Symlink(PathBuf),
}

/// Opens a directory of the worker's.
pub(super) fn open_root(path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(CWD, path, flags, Mode::empty())?)
}

impl Tree {
    /// The tree below the directory `path`. Symlinks are not followed; FIFOs, sockets and devices are left out.
    pub fn of(path: &Path) -> io::Result<Self> {
        Self::in_dir(open_root(path)?)
    }

    /// As [`Tree::of`], for a directory that has been opened as `root`.
    pub(super) fn in_dir(root: OwnedFd) -> io::Result<Self> {
        let beneath = Beneath::new(root.as_fd());
        let mut entries = Vec::new();
        let mut files = HashMap::new();
        let mut rest = vec![PathBuf::new()];
        while let Some(relative) = rest.pop() {
            let dir = beneath.dir(&relative).map_err(|error| at(&relative, error))?;
            entries.push(TreeEntry::new(relative.clone(), Kind::Dir, &rustix::fs::fstat(&dir)?));
            let names = names_in(&dir).map_err(|errno| at(&relative, errno.into()))?;
            for name in names {
                let path = relative.join(&name);
                let failed = |errno: Errno| at(&path, errno.into());
                let stat = rustix::fs::statat(&dir, &name, AtFlags::SYMLINK_NOFOLLOW).map_err(failed)?;
                match FileType::from_raw_mode(stat.st_mode) {
                    FileType::Directory => rest.push(path),
                    FileType::Symlink => {
                        let target = rustix::fs::readlinkat(&dir, &name, Vec::new()).map_err(failed)?;
                        let target = PathBuf::from(OsString::from_vec(target.into_bytes()));
                        entries.push(TreeEntry::new(path, Kind::Symlink(target), &stat));
                    }
                    FileType::RegularFile => {
                        let mut entry = TreeEntry::new(path, Kind::File, &stat);
                        if stat.st_nlink > 1 {
                            let first = *files.entry((stat.st_dev, stat.st_ino)).or_insert(entries.len());
                            entry.same_as = (first != entries.len()).then_some(first);
                        }
                        entries.push(entry);
                    }
                    _ => {}
                }
            }
        }
        Ok(Self { root, entries })
    }

    /// A digest of all names, kinds, sizes, modes and modification times, the root's own mode and time left out.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        let number = |hasher: &mut Sha256, number: i64| hasher.update(number.to_le_bytes());
        for entry in self.entries.iter().skip(1) {
            let name = entry.path.as_os_str().as_bytes();
            let (kind, target) = match &entry.kind {
                Kind::Dir => (0, &b""[..]),
                Kind::File => (1, &b""[..]),
                Kind::Symlink(target) => (2, target.as_os_str().as_bytes()),
            };
            // The size of a directory, and the mode of a symlink, are the file system's affair.
            let size = if entry.kind == Kind::File { entry.size } else { 0 };
            let mode = if kind == 2 { 0 } else { entry.mode };
            for figure in [kind, size.cast_signed(), i64::from(mode), entry.mtime.0, entry.mtime.1] {
                number(&mut hasher, figure);
            }
            for text in [name, target] {
                number(&mut hasher, text.len().cast_signed() as i64);
                hasher.update(text);
            }
        }
        hasher.finalize().into()
    }

    /// Takes the right to write away from all files, so that they can be shared by hard links.
    pub fn make_files_read_only(&mut self) -> io::Result<()> {
        let mut beneath = Beneath::new(self.root.as_fd());
        for entry in self.entries.iter_mut().filter(|entry| entry.kind == Kind::File) {
            entry.mode &= COPIED_MODE & !0o222;
            open_file(&mut beneath, &entry.path)
                .and_then(|file| Ok(rustix::fs::fchmod(&file, raw_mode(entry.mode))?))?;
        }
        Ok(())
    }

    /// Makes a copy of the tree in the empty directory `target`, which belongs to `owner` if one is given.
    pub(super) fn clone_to(
        &self,
        target: BorrowedFd<'_>,
        sharing: Sharing,
        threads: usize,
        owner: Option<Owner>,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> io::Result<()> {
        self.make_frame(target, owner)?;
        let files: Vec<_> = self.files().filter(|entry| entry.same_as.is_none()).collect();
        let next = AtomicUsize::new(0);
        let failure: Mutex<Option<io::Error>> = Mutex::new(None);
        let has_failed = AtomicBool::new(false);
        let work = || {
            let mut way = self.way(target, owner);
            while let Some(entry) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let cloned = if is_cancelled() {
                    Err(cancelled())
                } else {
                    self.clone_file(entry, &mut way, sharing, owner)
                };
                if let Err(error) = cloned {
                    has_failed.store(true, Ordering::Relaxed);
                    failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
                }
                if has_failed.load(Ordering::Relaxed) {
                    return;
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.min(files.len().div_ceil(64)) {
                scope.spawn(work);
            }
            work();
        });
        if let Some(error) = failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            return Err(error);
        }
        let mut way = self.way(target, owner);
        self.files().try_for_each(|entry| self.link_same(entry, &mut way))?;
        self.finish_dirs(target, owner)
    }

    /// Makes a copy of the tree in the empty directory `target`, removing each file as soon as it has been copied.
    pub(super) fn move_files(
        &self,
        target: BorrowedFd<'_>,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> io::Result<()> {
        self.make_frame(target, None)?;
        let mut way = self.way(target, None);
        // Nothing can be removed from a directory that its owner may not write to. What is copied has the modes of before.
        for entry in
            self.entries.iter().skip(1).filter(|entry| entry.kind == Kind::Dir && entry.mode & 0o700 != 0o700)
        {
            let opened = way.from.parent(&entry.path);
            opened
                .and_then(|(dir, name)| Ok(os::chmod_entry(dir, &c_name(name)?, Mode::RWXU)?))
                .map_err(|error| at(&entry.path, error))?;
        }
        for entry in self.files() {
            if is_cancelled() {
                return Err(cancelled());
            }
            match entry.same_as {
                None => copy_file(entry, &mut way, None).map_err(|error| at(&entry.path, error))?,
                Some(_) => self.link_same(entry, &mut way)?,
            }
            way.from
                .parent(&entry.path)
                .and_then(|(dir, name)| Ok(rustix::fs::unlinkat(dir, name, AtFlags::empty())?))
                .map_err(|error| at(&entry.path, error))?;
        }
        self.finish_dirs(target, None)
    }

    /// Removes from `target` the files and links that the tree brings anew. Directories stay, with what else is in them, if
    /// they belong to the user `owner`, where one is given.
    pub(super) fn make_way(&self, target: BorrowedFd<'_>, owner: Option<u32>) -> io::Result<()> {
        let mut beneath = Beneath::new(target).of(owner);
        for entry in self.entries.iter().skip(1) {
            let failed = |error: io::Error| at(&entry.path, error);
            // A directory that is not there yet has nothing in it.
            let (dir, name) = match beneath.parent(&entry.path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other.map_err(failed)?,
            };
            let found = match rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => {
                    let kind = FileType::from_raw_mode(stat.st_mode);
                    if kind == FileType::Directory && owner.is_some_and(|owner| owner != stat.st_uid) {
                        let error = "the directory belongs to somebody else than the task";
                        return Err(failed(io::Error::other(error)));
                    }
                    kind
                }
                Err(Errno::NOENT) => continue,
                Err(errno) => return Err(failed(errno.into())),
            };
            match (found, &entry.kind) {
                (FileType::Directory, Kind::Dir) => {}
                (FileType::Directory, _) => return Err(failed(Errno::ISDIR.into())),
                _ => {
                    rustix::fs::unlinkat(dir, name, AtFlags::empty()).map_err(|errno| failed(errno.into()))?
                }
            }
        }
        Ok(())
    }

    fn files(&self) -> impl Iterator<Item = &TreeEntry> {
        self.entries.iter().filter(|entry| entry.kind == Kind::File)
    }

    /// The ways to what is in the tree, and to what is made in `target` for `owner`.
    fn way<'t>(&'t self, target: BorrowedFd<'t>, owner: Option<Owner>) -> Way<'t> {
        let to = Beneath::new(target).of(owner.map(|(uid, _)| uid));
        Way { from: Beneath::new(self.root.as_fd()), to }
    }

    /// Directories and symlinks.
    fn make_frame(&self, target: BorrowedFd<'_>, owner: Option<Owner>) -> io::Result<()> {
        let mut to = self.way(target, owner).to;
        for entry in self.entries.iter().skip(1) {
            let made = match &entry.kind {
                Kind::Dir => to.parent(&entry.path).and_then(|(dir, name)| {
                    match rustix::fs::mkdirat(dir, name, Mode::RWXU) {
                        // What stands there has been looked at.
                        Err(Errno::EXIST) => Ok(()),
                        other => Ok(other?),
                    }
                }),
                Kind::Symlink(target) => {
                    let made = to.parent(&entry.path);
                    made.and_then(|(dir, name)| Ok(make_symlink(dir, name, target, entry, owner)?))
                }
                Kind::File => Ok(()),
            };
            made.map_err(|error| at(&entry.path, error))?;
        }
        Ok(())
    }

    /// Owners, modes and times of directories, when nothing is put into them any more: those inside before those around.
    fn finish_dirs(&self, target: BorrowedFd<'_>, owner: Option<Owner>) -> io::Result<()> {
        let mut to = self.way(target, owner).to;
        for entry in self.entries.iter().rev().filter(|entry| entry.kind == Kind::Dir) {
            open_dir(&mut to, &entry.path)
                .and_then(|dir| {
                    take_ownership(&dir, owner.unwrap_or(entry.owner))?;
                    rustix::fs::fchmod(&dir, raw_mode(entry.mode & COPIED_MODE))?;
                    Ok(rustix::fs::futimens(&dir, &times(entry))?)
                })
                .map_err(|error| at(&entry.path, error))?;
        }
        Ok(())
    }

    /// Makes the file another name of an earlier one, if it is that.
    fn link_same(&self, entry: &TreeEntry, way: &mut Way<'_>) -> io::Result<()> {
        let Some(first) = entry.same_as else { return Ok(()) };
        let mut elsewhere = way.to.another();
        elsewhere
            .parent(&self.entries[first].path)
            .and_then(|(from, old)| {
                let (to, new) = way.to.parent(&entry.path)?;
                Ok(rustix::fs::linkat(from, old, to, new, AtFlags::empty())?)
            })
            .map_err(|error| at(&entry.path, error))
    }

    fn clone_file(
        &self,
        entry: &TreeEntry,
        way: &mut Way<'_>,
        sharing: Sharing,
        owner: Option<Owner>,
    ) -> io::Result<()> {
        // A file that could be written to through its other names must not be shared. One that is shared does not change
        // its owner, so that a user has to be content with what all others may do.
        if sharing == Sharing::HardLink
            && entry.mode & (0o222 | 0o7777 & !COPIED_MODE) == 0
            && (owner.is_none() || entry.is_open_to_others())
        {
            match way.link(&entry.path).map_err(|error| at(&entry.path, error))? {
                Ok(()) => return Ok(()),
                // Too many links, another file system, or one without links.
                Err(Errno::MLINK | Errno::XDEV | Errno::PERM | Errno::OPNOTSUPP) => {}
                Err(errno) => return Err(at(&entry.path, errno.into())),
            }
        }
        let copied = if sharing == Sharing::Reflink {
            write_file(entry, way, owner, |from, to| {
                os::reflink(from, to).or_else(|_| io::copy(&mut &*from, &mut &*to).map(|_| ()))
            })
        } else {
            copy_file(entry, way, owner)
        };
        copied.map_err(|error| at(&entry.path, error))
    }
}

/// Where a file is, and where it goes.
struct Way<'a> {
    from: Beneath<'a>,
    to: Beneath<'a>,
}

impl Way<'_> {
    /// Makes a link to the file; the outer error is that the way to it is not there.
    fn link(&mut self, path: &Path) -> io::Result<Result<(), Errno>> {
        let (from, name) = self.from.parent(path)?;
        let (to, _) = self.to.parent(path)?;
        Ok(rustix::fs::linkat(from, name, to, name, AtFlags::empty()))
    }
}

fn copy_file(entry: &TreeEntry, way: &mut Way<'_>, owner: Option<Owner>) -> io::Result<()> {
    write_file(entry, way, owner, |from, to| io::copy(&mut &*from, &mut &*to).map(|_| ()))
}

fn write_file(
    entry: &TreeEntry,
    way: &mut Way<'_>,
    owner: Option<Owner>,
    fill: impl Fn(&File, &File) -> io::Result<()>,
) -> io::Result<()> {
    let from = open_file(&mut way.from, &entry.path)?;
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let (dir, name) = way.to.parent(&entry.path)?;
    let to = File::from(rustix::fs::openat(dir, name, flags, Mode::RUSR | Mode::WUSR)?);
    fill(&from, &to)?;
    if to.metadata()?.len() != entry.size {
        return Err(io::Error::other("it changed while it was being copied"));
    }
    take_ownership(&to, owner.unwrap_or(entry.owner))?;
    rustix::fs::fchmod(&to, raw_mode(entry.mode & COPIED_MODE))?;
    Ok(rustix::fs::futimens(&to, &times(entry))?)
}

impl TreeEntry {
    #[allow(clippy::cast_sign_loss, clippy::cast_possible_wrap, clippy::unnecessary_cast)]
    fn new(path: PathBuf, kind: Kind, stat: &Stat) -> Self {
        Self {
            path,
            kind,
            mode: stat.st_mode as u32 & 0o7777,
            size: stat.st_size as u64,
            mtime: (stat.st_mtime as i64, stat.st_mtime_nsec as i64),
            owner: (stat.st_uid, stat.st_gid),
            same_as: None,
        }
    }

    /// Whether everybody may read the file, and run it if anybody may.
    const fn is_open_to_others(&self) -> bool {
        self.mode & 0o004 != 0 && (self.mode & 0o111 == 0 || self.mode & 0o001 != 0)
    }
}

/// The names in a directory, in order.
fn names_in(dir: &OwnedFd) -> Result<Vec<OsString>, Errno> {
    let mut names = Vec::new();
    for entry in Dir::read_from(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        if name != c"." && name != c".." {
            names.push(OsStr::from_bytes(name.to_bytes()).to_owned());
        }
    }
    names.sort_unstable();
    Ok(names)
}

fn open_file(beneath: &mut Beneath<'_>, path: &Path) -> io::Result<File> {
    let (dir, name) = beneath.parent(path)?;
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match rustix::fs::openat(dir, name, flags, Mode::empty()) {
        // Its owner may change that, and put it back.
        Err(Errno::ACCESS) => {
            let stat = rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW)?;
            os::change_entry(dir, name, &stat, None, Some(Mode::RUSR | Mode::WUSR))?;
            let file = rustix::fs::openat(dir, name, flags, Mode::empty())?;
            rustix::fs::fchmod(&file, Mode::from_raw_mode(stat.st_mode))?;
            file
        }
        other => other?,
    };
    Ok(File::from(file))
}

/// Opens a directory, which is opened to its owner first if need be.
fn open_dir(beneath: &mut Beneath<'_>, path: &Path) -> io::Result<OwnedFd> {
    match beneath.dir(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.file_name().is_some() => {
            let (dir, name) = beneath.parent(path)?;
            os::chmod_entry(dir, &c_name(name)?, Mode::RWXU)?;
            beneath.dir(path)
        }
        other => other,
    }
}

fn make_symlink(
    dir: BorrowedFd<'_>,
    name: &OsStr,
    target: &Path,
    entry: &TreeEntry,
    owner: Option<Owner>,
) -> Result<(), Errno> {
    rustix::fs::symlinkat(target, dir, name)?;
    rustix::fs::utimensat(dir, name, &times(entry), AtFlags::SYMLINK_NOFOLLOW)?;
    let Some((uid, gid)) = new_owner(owner.unwrap_or(entry.owner)) else { return Ok(()) };
    let stat = rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW)?;
    // Anything else has been put there by somebody else.
    if FileType::from_raw_mode(stat.st_mode) != FileType::Symlink || !is_own(&stat) {
        return Err(Errno::STALE);
    }
    os::change_entry(dir, name, &stat, Some((uid, gid)), None)
}

fn is_own(stat: &Stat) -> bool {
    stat.st_uid == rustix::process::geteuid().as_raw()
}

fn c_name(name: &OsStr) -> Result<CString, Errno> {
    CString::new(name.as_bytes()).map_err(|_| Errno::INVAL)
}

/// Who a new file has to be given to. Only root may give files away; for everybody else they are their own anyway.
fn new_owner(owner: Owner) -> Option<(Uid, Gid)> {
    let (uid, gid) = (rustix::process::geteuid(), rustix::process::getegid());
    let is_needed = uid.is_root() && owner != (uid.as_raw(), gid.as_raw());
    is_needed.then(|| (Uid::from_raw(owner.0), Gid::from_raw(owner.1)))
}

fn take_ownership(file: impl AsFd, owner: Owner) -> Result<(), Errno> {
    match new_owner(owner) {
        Some((uid, gid)) => rustix::fs::fchown(file, Some(uid), Some(gid)),
        None => Ok(()),
    }
}

fn times(entry: &TreeEntry) -> Timestamps {
    let (tv_sec, nanos) = entry.mtime;
    let time = Timespec { tv_sec, tv_nsec: nanos as _ };
    Timestamps { last_access: time, last_modification: time }
}

fn raw_mode(mode: u32) -> Mode {
    Mode::from_raw_mode(mode as RawMode)
}

fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn cancelled() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "the run was ended meanwhile")
}

/// Makes `to`, which is empty, share the content of the file `from`. An error where the file system cannot do that.
pub fn reflink_file(from: &Path, to: &File) -> io::Result<()> {
    os::reflink(&File::open(from)?, to)
}

/// Gives a file the mode that files of this process have by default: readable and writable, as far as the umask lets.
pub fn make_ordinary(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fchmod(file, raw_mode(0o666 & !current_umask()))?)
}

fn current_umask() -> u32 {
    // There is no way to ask without setting it. On Linux /proc tells; 022 is what nearly everybody has.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Umask:"));
    line.and_then(|text| u32::from_str_radix(text.trim(), 8).ok()).unwrap_or(0o022)
}

/// How files in the directory `from` can be shared with new ones in the directory `to`: both exist.
///
/// Hard links need `is_alone`, that nobody else uses the files at the same time, where this process is root, and the task's
/// commands (`identity`) run as root as well: that a file is read-only keeps no such command from changing it.
pub fn best_sharing(from: &Path, to: &Path, is_alone: bool, identity: &TaskIdentity) -> Sharing {
    if try_reflink(from, to).unwrap_or(false) {
        return Sharing::Reflink;
    }
    let same_device = match (fs::metadata(from), fs::metadata(to)) {
        (Ok(from), Ok(to)) => from.dev() == to.dev(),
        _ => false,
    };
    let is_safe = is_alone || identity.user().is_some() || !rustix::process::geteuid().is_root();
    if same_device && is_safe { Sharing::HardLink } else { Sharing::Copy }
}

fn try_reflink(from: &Path, to: &Path) -> io::Result<bool> {
    use std::io::Write;
    // File systems that can share content may refuse to for files of less than a block.
    let mut source = tempfile::tempfile_in(from)?;
    source.write_all(&[1; 64 * 1024])?;
    Ok(os::reflink(&source, &tempfile::tempfile_in(to)?).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    /// A directory with a bit of everything that caches hold.
    fn filled(path: &Path) {
        fs::create_dir_all(path.join("sub/deep")).unwrap();
        fs::write(path.join("sub/file"), "content").unwrap();
        fs::set_permissions(path.join("sub/file"), fs::Permissions::from_mode(0o751)).unwrap();
        fs::hard_link(path.join("sub/file"), path.join("sub/same")).unwrap();
        fs::write(path.join("empty"), "").unwrap();
        symlink("nowhere", path.join("link")).unwrap();
        for number in 0..200 {
            fs::write(path.join("sub/deep").join(number.to_string()), vec![7; number * 100]).unwrap();
        }
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::new(1_500_000_000, 123_456_789);
        File::open(path.join("sub/file")).unwrap().set_modified(old).unwrap();
        fs::set_permissions(path.join("sub/deep"), fs::Permissions::from_mode(0o555)).unwrap();
        File::open(path.join("sub")).unwrap().set_modified(old).unwrap();
    }

    fn fingerprint(path: &Path) -> [u8; 32] {
        Tree::of(path).unwrap().fingerprint()
    }

    #[test]
    fn clones_are_the_same_and_independent() {
        let directory = tempfile::tempdir().unwrap();
        let store = directory.path().join("store");
        filled(&store);
        let tree = Tree::of(&store).unwrap();
        for (name, sharing) in
            [("copy", Sharing::Copy), ("reflink", Sharing::Reflink), ("link", Sharing::HardLink)]
        {
            let target = directory.path().join(name);
            fs::create_dir(&target).unwrap();
            tree.clone_to(open_root(&target).unwrap().as_fd(), sharing, 3, None, &|| false).unwrap();
            assert_eq!(fingerprint(&target), tree.fingerprint(), "{name}");
            // Files that can be written to are never shared.
            fs::write(target.join("sub/file"), "changed").unwrap();
            assert_eq!(fs::read_to_string(target.join("sub/same")).unwrap(), "changed");
            assert_eq!(fs::read_to_string(store.join("sub/file")).unwrap(), "content");
        }
    }

    #[test]
    fn read_only_files_are_shared_by_links() {
        let directory = tempfile::tempdir().unwrap();
        let [store, target] = ["store", "target"].map(|name| directory.path().join(name));
        filled(&store);
        let mut tree = Tree::of(&store).unwrap();
        tree.make_files_read_only().unwrap();
        assert_eq!(fingerprint(&store), tree.fingerprint());
        fs::create_dir(&target).unwrap();
        tree.clone_to(open_root(&target).unwrap().as_fd(), Sharing::HardLink, 2, None, &|| false).unwrap();
        let inode = |path: PathBuf| fs::metadata(path).unwrap().ino();
        assert_eq!(inode(store.join("sub/file")), inode(target.join("sub/file")));
        assert_eq!(fingerprint(&target), tree.fingerprint());
        // What links do to the store is not taken for a change; what a task does is.
        assert_eq!(fingerprint(&store), tree.fingerprint());
        fs::set_permissions(target.join("sub/file"), fs::Permissions::from_mode(0o755)).unwrap();
        assert_ne!(fingerprint(&store), tree.fingerprint());
    }

    #[test]
    fn each_change_shows_in_the_fingerprint() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        filled(&path);
        let mut seen = vec![fingerprint(&path)];
        let mut changed = |what: &str| {
            let now = fingerprint(&path);
            assert!(!seen.contains(&now), "{what}");
            seen.push(now);
        };
        fs::write(path.join("sub/file"), "CONTENT").unwrap();
        changed("content");
        fs::set_permissions(path.join("empty"), fs::Permissions::from_mode(0o600)).unwrap();
        changed("mode");
        fs::rename(path.join("empty"), path.join("void")).unwrap();
        changed("name");
        fs::remove_file(path.join("link")).unwrap();
        changed("missing");
        symlink("elsewhere", path.join("link")).unwrap();
        changed("target");
    }

    #[test]
    fn moving_takes_the_files_along() {
        let directory = tempfile::tempdir().unwrap();
        let [source, target] = ["source", "target"].map(|name| directory.path().join(name));
        filled(&source);
        fs::set_permissions(source.join("sub/deep"), fs::Permissions::from_mode(0o755)).unwrap();
        let before = fingerprint(&source);
        fs::create_dir(&target).unwrap();
        Tree::of(&source).unwrap().move_files(open_root(&target).unwrap().as_fd(), &|| false).unwrap();
        assert_eq!(fingerprint(&target), before);
        let inode = |name: &str| fs::metadata(target.join(name)).unwrap().ino();
        assert_eq!(inode("sub/file"), inode("sub/same"));
        assert!(!source.join("sub/file").exists() && source.join("sub/deep").exists());
    }

    #[test]
    fn cancelling_ends_it() {
        let directory = tempfile::tempdir().unwrap();
        let [source, target] = ["source", "target"].map(|name| directory.path().join(name));
        filled(&source);
        fs::create_dir(&target).unwrap();
        let tree = Tree::of(&source).unwrap();
        let error =
            tree.clone_to(open_root(&target).unwrap().as_fd(), Sharing::Copy, 4, None, &|| true).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Interrupted);
    }
}
