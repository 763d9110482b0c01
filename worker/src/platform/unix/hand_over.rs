//! Giving a directory tree to the user of a task, and taking it back when the task is over.
//!
//! Between tasks no path leads others to the tree, but another task may have been let in before, and have kept directories
//! of it open. So each directory is closed, by descriptor, before anything in it is looked at: it belongs to the user that
//! it should belong to, none of whose processes runs, and nobody else may write to it. Until then, everything in it may be
//! something else at each look.
//!
//! What a task puts into the tree can also be more than it seems: a file that has another name elsewhere changes when that
//! is written to, and a change of its owner gives that away as well. So files are only kept, or given away, when all of
//! their names are in the tree; others are replaced by copies.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fs::{
    AtFlags, FileType, Gid, Mode, OFlags, RawMode, Stat, Timespec, Timestamps, UTIME_OMIT, Uid,
};
use rustix::io::Errno;

use super::identity::{TaskIdentity, TaskUser};
use super::remove::remove_tree_at;
use super::tree::open_root;
use super::walk::{Entry, Then, walk};
use crate::platform::os;

/// As many threads as work on one tree.
const MOST_THREADS: usize = 4;
/// As many notes as are kept.
const MOST_NOTES: usize = 20;
/// How much is copied between two looks at whether to go on, in bytes.
const STEP: u64 = 64 << 20;
/// Set-user-ID and set-group-ID.
const PRIVILEGES: RawMode = 0o6000;
/// The right of others than the owner to write; with access control lists, of all that they name.
const OTHERS_WRITE: RawMode = 0o022;

/// What had to be done to a tree that somebody should know of.
#[derive(Debug, Default)]
pub struct TreeNotes {
    /// The first of what happened, one sentence each.
    pub notes: Vec<String>,
    /// How much more of it happened.
    pub others: usize,
}

/// Makes everything in the directory `path` belong to `user`, on several threads. No path may lead others to it, and no
/// process of the user may run.
///
/// Devices are removed, the right to run as somebody else is taken from files and directories, and the right to write to
/// directories from all but the user.
///
/// # Errors
///
/// When that failed or was cancelled: part of the tree may have changed hands.
pub fn hand_over(
    path: &Path,
    user: &TaskUser,
    is_cancelled: &(dyn Fn() -> bool + Sync),
) -> io::Result<TreeNotes> {
    let root = open_root(path)?;
    let rules = Rules {
        reader: &TaskIdentity::Worker,
        new_owner: Some((user.uid, user.gid)),
        required_owner: None,
        is_strict: true,
    };
    Change::new(&root, rules, is_cancelled).make()
}

/// Makes everything in the directory `path` fit to be given to another task, after one whose commands ran as `identity`
/// had it. No path may lead others to it, and no process of the task may be left.
///
/// Files with names outside of the tree, and those that belong to others, are replaced by copies where the task's user can
/// read them, else removed. Where the task had a user of its own, directories of others and devices are removed, and the
/// right to run as somebody else is taken away, as is that of others to write to directories.
///
/// # Errors
///
/// When that failed: the tree must not be used again.
pub fn take_back(path: &Path, identity: &TaskIdentity) -> io::Result<TreeNotes> {
    let root = match open_root(path) {
        // A task may have closed its own directory even to the worker that it runs as.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
            open_root(path)?
        }
        other => other?,
    };
    let user = identity.user();
    let rules = Rules {
        reader: identity,
        new_owner: None,
        required_owner: user.map(|user| (user.uid, user.gid)),
        is_strict: user.is_some(),
    };
    let owner = rustix::fs::fstat(&root)?.st_uid;
    if let Some(user) = user.filter(|user| user.uid != owner) {
        return Err(io::Error::other(format!(
            "it belongs to the user with the number {owner}, not to {} ({})",
            user.name, user.uid
        )));
    }
    Change::new(&root, rules, &|| false).make()
}

/// Sees to it that only the user `uid` can change what is in the tree below `root`, apart from the worker, which is root.
///
/// # Errors
///
/// When that failed, or something is mounted there.
pub(super) fn close_tree(root: &OwnedFd, uid: u32) -> io::Result<()> {
    let close = |dir: BorrowedFd<'_>| {
        let stat = rustix::fs::fstat(dir)?;
        if stat.st_uid != uid {
            rustix::fs::fchown(dir, Some(Uid::ROOT), Some(Gid::ROOT))?;
        }
        if stat.st_mode & OTHERS_WRITE != 0 {
            rustix::fs::fchmod(dir, Mode::from_raw_mode(stat.st_mode & 0o7777 & !OTHERS_WRITE))?;
        }
        Ok(())
    };
    walk(root, 1, &|| false, &close, &|_| Ok(Then::Enter))
}

struct Rules<'a> {
    /// With whose rights files are read that are to be copied.
    reader: &'a TaskIdentity,
    /// Who everything shall belong to.
    new_owner: Option<(u32, u32)>,
    /// Who everything should belong to already.
    required_owner: Option<(u32, u32)>,
    /// Whether devices go, and rights to run as somebody else.
    is_strict: bool,
}

type Inode = (u64, u64);

/// A file of several names.
#[derive(Clone, Copy, Default)]
struct Names {
    /// How many it has.
    all: u64,
    /// How many of them were found in the tree.
    found: u64,
    /// Whether anything about it has to change even when all of them are.
    needs_change: bool,
}

impl Names {
    const fn are_all_here(&self) -> bool {
        self.all == self.found
    }
}

struct Change<'a> {
    root: &'a OwnedFd,
    rules: Rules<'a>,
    is_cancelled: &'a (dyn Fn() -> bool + Sync),
    /// Where copies are made: a directory in the root whose name nobody can guess.
    workshop_name: String,
    workshop: Mutex<Option<OwnedFd>>,
    /// Files that have more than one name.
    linked: Mutex<HashMap<Inode, Names>>,
    /// Which of them have been copied (true) or cannot be (false).
    copied: Mutex<HashMap<Inode, bool>>,
    notes: Mutex<TreeNotes>,
}

impl<'a> Change<'a> {
    fn new(root: &'a OwnedFd, rules: Rules<'a>, is_cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self {
            root,
            rules,
            is_cancelled,
            workshop_name: format!(".generic-worker-{:032x}", rand::random::<u128>()),
            workshop: Mutex::default(),
            linked: Mutex::default(),
            copied: Mutex::default(),
            notes: Mutex::default(),
        }
    }

    fn make(self) -> io::Result<TreeNotes> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let enter = |dir: BorrowedFd<'_>| self.enter(dir);
        let walked = walk(self.root, threads, self.is_cancelled, &enter, &|entry| self.first(entry))
            .and_then(|()| {
                let linked = lock(&self.linked);
                if linked.values().all(|names| names.are_all_here() && !names.needs_change) {
                    return Ok(());
                }
                drop(linked);
                // Only now is it known how many names each file has in the tree.
                walk(self.root, threads, self.is_cancelled, &enter, &|entry| self.second(entry))
            });
        if lock(&self.workshop).is_some() {
            let removed = remove_tree_at(
                self.root.as_fd(),
                self.workshop_name.as_ref(),
                Path::new(&self.workshop_name),
            );
            walked.and(removed.map_err(io::Error::other))?;
        } else {
            walked?;
        }
        Ok(self.notes.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Closes a directory that is about to be gone through, so that nobody else can change what is in it.
    fn enter(&self, dir: BorrowedFd<'_>) -> io::Result<()> {
        if !self.rules.is_strict {
            return Ok(());
        }
        let stat = rustix::fs::fstat(dir)?;
        if self.is_foreign(&stat) {
            return Err(io::Error::other("another directory, of another user, was put in its place"));
        }
        if let Some((uid, gid)) = self.rules.new_owner.filter(|owner| *owner != (stat.st_uid, stat.st_gid)) {
            rustix::fs::fchown(dir, Some(Uid::from_raw(uid)), Some(Gid::from_raw(gid)))?;
        }
        if stat.st_mode & (PRIVILEGES | OTHERS_WRITE) != 0 {
            rustix::fs::fchmod(dir, plain(stat.st_mode & !OTHERS_WRITE))?;
        }
        Ok(())
    }

    /// Everything but files of several names, which are counted.
    fn first(&self, entry: &Entry<'_>) -> io::Result<Then> {
        match entry.kind() {
            FileType::Directory => return self.directory(entry),
            FileType::RegularFile if has_others(entry.stat) => {
                let mut linked = lock(&self.linked);
                let names = linked.entry(inode(entry.stat)).or_default();
                names.all = entry.stat.st_nlink as _;
                names.found += 1;
                names.needs_change = self.needs_change(entry);
            }
            FileType::RegularFile if self.is_foreign(entry.stat) => self.replace(entry)?,
            FileType::RegularFile => self.correct(entry)?,
            FileType::Symlink if has_others(entry.stat) => {}
            FileType::Symlink => self.correct(entry)?,
            FileType::CharacterDevice | FileType::BlockDevice if self.rules.is_strict => {
                self.remove(entry, "it is a device")?;
            }
            _ if has_others(entry.stat) || self.is_foreign(entry.stat) => {
                self.remove(entry, "it is no file, and not the task's alone")?;
            }
            _ => self.correct(entry)?,
        }
        Ok(Then::PassBy)
    }

    /// Files of several names.
    fn second(&self, entry: &Entry<'_>) -> io::Result<Then> {
        match entry.kind() {
            FileType::Directory if self.is_workshop(entry) => Ok(Then::PassBy),
            FileType::Directory => Ok(Then::Enter),
            FileType::RegularFile => {
                // The system's count changes as names are replaced.
                let names = lock(&self.linked).get(&inode(entry.stat)).copied();
                match names {
                    None => {}
                    Some(names) if names.are_all_here() && !self.is_foreign(entry.stat) => {
                        self.correct(entry)?;
                    }
                    Some(_) => self.replace(entry)?,
                }
                Ok(Then::PassBy)
            }
            _ => Ok(Then::PassBy),
        }
    }

    fn directory(&self, entry: &Entry<'_>) -> io::Result<Then> {
        if self.is_workshop(entry) {
            return Ok(Then::PassBy);
        }
        if self.is_foreign(entry.stat) {
            self.note(format!(
                "{} was removed: the directory belongs to another user",
                entry.path().display()
            ));
            let name = OsStr::from_bytes(entry.name.to_bytes());
            remove_tree_at(entry.dir, name, &entry.path()).map_err(io::Error::other)?;
            return Ok(Then::PassBy);
        }
        Ok(Then::Enter)
    }

    fn is_workshop(&self, entry: &Entry<'_>) -> bool {
        entry.name.to_bytes() == self.workshop_name.as_bytes()
    }

    fn is_foreign(&self, stat: &Stat) -> bool {
        self.rules.required_owner.is_some_and(|(uid, _)| uid != stat.st_uid)
    }

    fn needs_change(&self, entry: &Entry<'_>) -> bool {
        let stat = entry.stat;
        let is_given = self.rules.new_owner.is_none_or(|owner| owner == (stat.st_uid, stat.st_gid));
        let is_plain = !self.rules.is_strict || stat.st_mode & PRIVILEGES == 0;
        !is_given || !is_plain || self.is_foreign(stat)
    }

    /// Owner and mode of what is no directory.
    fn correct(&self, entry: &Entry<'_>) -> io::Result<()> {
        let stat = entry.stat;
        let owner = self.rules.new_owner.filter(|owner| *owner != (stat.st_uid, stat.st_gid));
        let is_privileged = stat.st_mode & PRIVILEGES != 0 && entry.kind() != FileType::Symlink;
        let mode = (self.rules.is_strict && is_privileged).then(|| plain(stat.st_mode));
        if owner.is_none() && mode.is_none() {
            return Ok(());
        }
        let owner = owner.map(|(uid, gid)| (Uid::from_raw(uid), Gid::from_raw(gid)));
        Ok(os::change_entry(entry.dir, entry.name, stat, owner, mode)?)
    }

    /// Puts a copy in the place of a file; nothing, where the task's user cannot read it.
    fn replace(&self, entry: &Entry<'_>) -> io::Result<()> {
        let inode = inode(entry.stat);
        let copy = format!("{}-{}", inode.0, inode.1);
        // Held while copying: another name of the same file must wait for the copy.
        let mut copied = lock(&self.copied);
        let is_there = match copied.get(&inode) {
            Some(&is_there) => is_there,
            None => {
                let is_there = self.copy(entry, &copy)?;
                if has_others(entry.stat) {
                    copied.insert(inode, is_there);
                }
                is_there
            }
        };
        drop(copied);
        if !is_there {
            return self.remove(entry, "it is not the task's alone, and the task's user cannot read it");
        }
        granting(entry.dir, || rustix::fs::unlinkat(entry.dir, entry.name, AtFlags::empty()))?;
        let workshop = lock(&self.workshop);
        let Some(workshop) = workshop.as_ref() else { return Err(Errno::BADF.into()) };
        if has_others(entry.stat) {
            granting(entry.dir, || {
                rustix::fs::linkat(workshop, copy.as_str(), entry.dir, entry.name, AtFlags::empty())
            })?;
        } else {
            granting(entry.dir, || rustix::fs::renameat(workshop, copy.as_str(), entry.dir, entry.name))?;
        }
        Ok(())
    }

    /// Makes a copy called `name` in the workshop. Whether the file could be read.
    fn copy(&self, entry: &Entry<'_>, name: &str) -> io::Result<bool> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let opened = self
            .rules
            .reader
            .try_act(|| Ok(File::from(rustix::fs::openat(entry.dir, entry.name, flags, Mode::empty())?)));
        let from = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(false),
            Err(error) => return Err(error),
        };
        let stat = rustix::fs::fstat(&from)?;
        if inode(&stat) != inode(entry.stat) {
            return Err(io::Error::other("it changed meanwhile"));
        }
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut workshop = lock(&self.workshop);
        let workshop = match &mut *workshop {
            Some(workshop) => workshop,
            none => none.insert(self.make_workshop()?),
        };
        let to = File::from(rustix::fs::openat(&*workshop, name, flags, Mode::RUSR | Mode::WUSR)?);
        self.fill(&from, &to)?;
        let owner = self.rules.new_owner.or(self.rules.required_owner).unwrap_or((stat.st_uid, stat.st_gid));
        if rustix::process::geteuid().is_root() {
            rustix::fs::fchown(&to, Some(Uid::from_raw(owner.0)), Some(Gid::from_raw(owner.1)))?;
        }
        rustix::fs::fchmod(&to, plain(stat.st_mode))?;
        #[allow(clippy::unnecessary_cast)]
        let modified = Timespec { tv_sec: stat.st_mtime as _, tv_nsec: stat.st_mtime_nsec as _ };
        let accessed = Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT };
        rustix::fs::futimens(&to, &Timestamps { last_access: accessed, last_modification: modified })?;
        Ok(true)
    }

    fn fill(&self, from: &File, to: &File) -> io::Result<()> {
        if os::reflink(from, to).is_ok() {
            return Ok(());
        }
        while io::copy(&mut from.take(STEP), &mut &*to)? > 0 {
            if (self.is_cancelled)() {
                return Err(io::Error::new(io::ErrorKind::Interrupted, "the run was ended meanwhile"));
            }
        }
        Ok(())
    }

    fn make_workshop(&self) -> io::Result<OwnedFd> {
        granting(self.root.as_fd(), || {
            rustix::fs::mkdirat(self.root, self.workshop_name.as_str(), Mode::RWXU)
        })?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(self.root, self.workshop_name.as_str(), flags, Mode::empty())?)
    }

    fn remove(&self, entry: &Entry<'_>, reason: &str) -> io::Result<()> {
        self.note(format!("{} was removed: {reason}", entry.path().display()));
        Ok(granting(entry.dir, || rustix::fs::unlinkat(entry.dir, entry.name, AtFlags::empty()))?)
    }

    fn note(&self, note: String) {
        let mut notes = lock(&self.notes);
        if notes.notes.len() < MOST_NOTES {
            notes.notes.push(note);
        } else {
            notes.others += 1;
        }
    }
}

/// Does `action` in `dir`; where its owner has no right to change it, with that right for this once.
fn granting(dir: BorrowedFd<'_>, action: impl Fn() -> Result<(), Errno>) -> Result<(), Errno> {
    match action() {
        Err(Errno::ACCESS) => {
            let mode = Mode::from_raw_mode(rustix::fs::fstat(dir)?.st_mode);
            rustix::fs::fchmod(dir, mode | Mode::RWXU)?;
            let done = action();
            rustix::fs::fchmod(dir, mode)?;
            done
        }
        other => other,
    }
}

/// The mode of a copy, or of what was privileged.
fn plain(mode: RawMode) -> Mode {
    Mode::from_raw_mode(mode & 0o7777 & !PRIVILEGES)
}

fn has_others(stat: &Stat) -> bool {
    stat.st_nlink > 1
}

#[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
fn inode(stat: &Stat) -> Inode {
    (stat.st_dev as u64, stat.st_ino as u64)
}

/// No code panics while it holds one of these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "tests/hand_over.rs"]
mod tests;
