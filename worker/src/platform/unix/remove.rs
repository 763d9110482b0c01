//! Removing a directory tree that somebody else filled.

use std::ffi::{CStr, CString, OsStr};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::platform::os;

/// How deep the removal goes before it lifts a directory up to the top: a deeper tree would use up
/// the file descriptors.
const MAX_DEPTH: usize = 48;

/// How many names are read before the first of them goes.
const MOST_READ: usize = 1 << 16;

/// How often a directory is read again in which nothing could be removed, and that is not empty all the same.
const MOST_PASSES_IN_VAIN: usize = 8;

const DIR_FLAGS: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// What stayed behind of a tree that was to be removed. Everything else is gone.
#[derive(Debug, thiserror::Error)]
#[error("cannot remove {}: {}{}", path.display(), explain(source), also(*others))]
pub struct RemoveError {
    /// The first entry that could not be removed.
    pub path: PathBuf,
    /// What the system said about it.
    pub source: io::Error,
    /// How many more entries could not be removed.
    pub others: usize,
}

fn explain(source: &io::Error) -> String {
    match source.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::XDEV) => "something is mounted there; unmount it first".to_owned(),
        _ => source.to_string(),
    }
}

fn also(others: usize) -> String {
    if others == 0 { String::new() } else { format!(" (and {others} more)") }
}

/// Removes `path` and everything below it; no error when it does not exist.
///
/// Symlinks are removed, never followed, and nothing outside `path` is touched: directories on which
/// something is mounted stay, with an error. Missing permissions on directories of the tree are
/// granted on the way. An entry that cannot be removed does not stop the rest.
pub fn remove_tree(path: &Path) -> Result<(), RemoveError> {
    let failed = |source: io::Error| RemoveError { path: path.to_owned(), source, others: 0 };
    let name = path.file_name().ok_or_else(|| failed(Errno::INVAL.into()))?;
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let flags = os::LOOKUP | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let parent = match rustix::fs::openat(CWD, parent, flags, Mode::empty()) {
        Err(Errno::NOENT) => return Ok(()),
        other => other.map_err(|errno| failed(errno.into()))?,
    };
    remove_tree_at(parent.as_fd(), name, path)
}

/// As [`remove_tree`], for `name` in the directory `parent`, which is called `path` in errors.
pub(super) fn remove_tree_at(parent: BorrowedFd<'_>, name: &OsStr, path: &Path) -> Result<(), RemoveError> {
    let failed = |source: io::Error| RemoveError { path: path.to_owned(), source, others: 0 };
    let name = CString::new(name.as_bytes()).map_err(|_| failed(Errno::INVAL.into()))?;
    let mut removal = Removal { path: path.to_owned(), lifted: 0, failures: Failures::default() };
    removal.remove_top(parent, &name);
    match removal.failures.first {
        None => Ok(()),
        Some((path, errno)) => {
            Err(RemoveError { path, source: errno.into(), others: removal.failures.count - 1 })
        }
    }
}

/// Opens the directory `name`, refusing one that lies on another file system than its parent.
pub(in crate::platform) fn open_dir_same_device(
    parent: impl AsFd,
    name: &CStr,
    flags: OFlags,
) -> Result<OwnedFd, Errno> {
    let dir = rustix::fs::openat(&parent, name, flags, Mode::empty())?;
    if rustix::fs::fstat(&dir)?.st_dev != rustix::fs::fstat(&parent)?.st_dev {
        return Err(Errno::XDEV);
    }
    Ok(dir)
}

#[derive(Clone, Default)]
struct Failures {
    first: Option<(PathBuf, Errno)>,
    count: usize,
}

struct Removal {
    /// The path of the directory at work, for messages.
    path: PathBuf,
    /// How many directories were lifted, for their names.
    lifted: u64,
    failures: Failures,
}

impl Removal {
    fn remove_top(&mut self, parent: BorrowedFd<'_>, name: &CStr) {
        let unlinked =
            self.granting_write(parent, name, false, || rustix::fs::unlinkat(parent, name, AtFlags::empty()));
        match unlinked {
            Ok(()) | Err(Errno::NOENT) => return,
            // A directory, by what the different systems say.
            Err(Errno::ISDIR | Errno::PERM) => {}
            Err(errno) => return self.fail(errno),
        }
        let open = || rustix::fs::openat(parent, name, DIR_FLAGS | OFlags::NOFOLLOW, Mode::empty());
        let opened = match open() {
            Err(Errno::ACCESS) => os::chmod_entry(parent, name, Mode::RWXU).and_then(|()| open()),
            other => other,
        };
        match opened {
            Ok(dir) => {
                let top = dir.try_clone().map_err(|_| Errno::MFILE);
                match top {
                    Ok(top) => self.remove_dir(parent, name, dir, top.as_fd(), 0),
                    Err(errno) => self.fail(errno),
                }
            }
            // It was no directory: the first answer stands.
            Err(Errno::NOTDIR) => self.fail(unlinked.err().unwrap_or(Errno::NOTDIR)),
            Err(errno) => self.fail(errno),
        }
    }

    /// Empties `dir`, which is `name` in `parent`, and removes it.
    fn remove_dir(
        &mut self,
        parent: BorrowedFd<'_>,
        name: &CStr,
        dir: OwnedFd,
        top: BorrowedFd<'_>,
        depth: usize,
    ) {
        let mut dir = match Dir::new(dir) {
            Ok(dir) => dir,
            Err(errno) => return self.fail(errno),
        };
        let failures_before = self.failures.clone();
        let mut in_vain = 0;
        // A pass may do no more than lift what is very deep: how many it takes is for the tree to say.
        loop {
            self.failures = failures_before.clone();
            let progress = self.empty(&mut dir, top, depth);
            match self.granting_write(parent, name, depth > 0, || {
                rustix::fs::unlinkat(parent, name, AtFlags::REMOVEDIR)
            }) {
                Ok(()) | Err(Errno::NOENT) => return,
                // Entries came up while others went; some file systems also skip entries when what
                // is being read changes.
                Err(Errno::NOTEMPTY | Errno::EXIST) if progress => {}
                // What is inside has been told already.
                Err(Errno::NOTEMPTY | Errno::EXIST) if self.failures.count > failures_before.count => return,
                Err(Errno::NOTEMPTY | Errno::EXIST) if in_vain < MOST_PASSES_IN_VAIN => in_vain += 1,
                Err(errno) => return self.fail(errno),
            }
            if let Ok(here) = dir.fd() {
                close(here);
            }
            dir.rewind();
        }
    }

    /// Removes what one reading of `dir` shows; whether anything could be removed.
    fn empty(&mut self, dir: &mut Dir, top: BorrowedFd<'_>, depth: usize) -> bool {
        let mut progress = false;
        loop {
            let batch = match read_batch(dir) {
                Ok(batch) if batch.is_empty() => return progress,
                Ok(batch) => batch,
                Err(errno) => {
                    self.fail(errno);
                    return progress;
                }
            };
            let here = match dir.fd() {
                Ok(here) => here,
                Err(errno) => {
                    self.fail(errno);
                    return progress;
                }
            };
            if batch.len() == MOST_READ {
                close(here);
            }
            for (_, name, kind) in batch {
                self.path.push(OsStr::from_bytes(name.to_bytes()));
                let failures = self.failures.count;
                self.remove_entry(here, &name, kind, top, depth);
                progress |= self.failures.count == failures;
                self.path.pop();
            }
        }
    }

    fn remove_entry(
        &mut self,
        dir: BorrowedFd<'_>,
        name: &CStr,
        kind: FileType,
        top: BorrowedFd<'_>,
        depth: usize,
    ) {
        if kind != FileType::Directory {
            match self.granting_write(dir, name, true, || rustix::fs::unlinkat(dir, name, AtFlags::empty())) {
                Ok(()) | Err(Errno::NOENT) => return,
                Err(Errno::ISDIR) => {}
                Err(Errno::PERM) if kind == FileType::Unknown => {}
                Err(errno) => return self.fail(errno),
            }
        }
        if depth >= MAX_DEPTH {
            return self.lift(dir, name, top);
        }
        let opened = self.granting_write(dir, name, true, || match os::open_dir_same_mount(dir, name) {
            Err(Errno::ACCESS) => {
                os::chmod_entry(dir, name, Mode::RWXU)?;
                os::open_dir_same_mount(dir, name)
            }
            other => other,
        });
        match opened {
            Ok(child) => self.remove_dir(dir, name, child, top, depth + 1),
            Err(Errno::NOENT) => {}
            Err(errno) => self.fail(errno),
        }
    }

    /// Moves a directory to the top of the tree, where a later pass removes it.
    fn lift(&mut self, dir: BorrowedFd<'_>, name: &CStr, top: BorrowedFd<'_>) {
        // The system wants write permission on a directory that gets another parent. A directory that
        // is a mount point cannot be renamed, so nothing mounted is lifted.
        loop {
            self.lifted += 1;
            let lifted_name = format!(".removing-{}", self.lifted);
            let rename = || match rustix::fs::renameat(dir, name, top, &lifted_name) {
                Err(Errno::ACCESS) => {
                    os::chmod_entry(dir, name, Mode::RWXU)?;
                    rustix::fs::fchmod(top, Mode::RWXU)?;
                    rustix::fs::renameat(dir, name, top, &lifted_name)
                }
                other => other,
            };
            match self.granting_write(dir, name, true, rename) {
                Ok(()) | Err(Errno::NOENT) => return,
                Err(Errno::NOTEMPTY | Errno::EXIST | Errno::NOTDIR) => {}
                Err(errno) => return self.fail(errno),
            }
        }
    }

    /// Does `action` to `name` in `dir`; when permission is missing there, grants it (if `may_grant`) and tries again. So it
    /// does when one of both is protected against changes.
    fn granting_write<T>(
        &self,
        dir: BorrowedFd<'_>,
        name: &CStr,
        may_grant: bool,
        action: impl Fn() -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        match action() {
            Err(Errno::ACCESS) if may_grant => {
                rustix::fs::fchmod(dir, Mode::RWXU)?;
                action()
            }
            Err(Errno::PERM) => {
                let entry = Unprotected::entry(dir, name);
                let has_lifted = may_grant && matches!(os::lift_protection(dir), Ok(Some(_)));
                if entry.is_some() || has_lifted { action() } else { Err(Errno::PERM) }
            }
            other => other,
        }
    }

    fn fail(&mut self, errno: Errno) {
        self.failures.count += 1;
        if self.failures.first.is_none() {
            self.failures.first = Some((self.path.clone(), errno));
        }
    }
}

/// Has nobody else put anything into a directory any more, so that emptying it ends. That is not worth doing for each.
fn close(dir: BorrowedFd<'_>) {
    // What cannot be done here is no more than a precaution.
    let _ = rustix::fs::fchmod(dir, Mode::RWXU);
    let user = rustix::process::geteuid();
    if user.is_root() {
        let _ = rustix::fs::fchown(dir, Some(user), None);
    }
}

/// The next entries of a directory, in the order in which the file system keeps what they stand for: with very many of them,
/// every other order takes longer.
fn read_batch(dir: &mut Dir) -> Result<Vec<(u64, CString, FileType)>, Errno> {
    let mut batch = Vec::new();
    while batch.len() < MOST_READ {
        let Some(entry) = dir.read() else { break };
        let entry = entry?;
        let name = entry.file_name();
        if name != c"." && name != c".." {
            batch.push((entry.ino(), name.to_owned(), entry.file_type()));
        }
    }
    batch.sort_unstable_by_key(|(inode, ..)| *inode);
    Ok(batch)
}

/// An entry whose protection against changes has been taken away. It comes back if the entry has other names, which are
/// none of ours.
struct Unprotected {
    file: OwnedFd,
    protection: os::Protection,
}

impl Unprotected {
    /// Nothing where the entry has no protection.
    fn entry(dir: BorrowedFd<'_>, name: &CStr) -> Option<Self> {
        let stat = rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        // Opening a device can set something off, and nothing else is ever protected.
        if !matches!(FileType::from_raw_mode(stat.st_mode), FileType::RegularFile | FileType::Directory) {
            return None;
        }
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = rustix::fs::openat(dir, name, flags, Mode::empty()).ok()?;
        let protection = os::lift_protection(&file).ok()??;
        Some(Self { file, protection })
    }
}

impl Drop for Unprotected {
    fn drop(&mut self) {
        let is_file = |mode| FileType::from_raw_mode(mode) == FileType::RegularFile;
        if rustix::fs::fstat(&self.file).is_ok_and(|stat| stat.st_nlink > 0 && is_file(stat.st_mode)) {
            // There is nobody to tell: what was to be removed is gone.
            let _ = os::restore_protection(&self.file, self.protection);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn removes_trees_files_symlinks_and_what_is_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let outside = dir.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("file"), "stays").unwrap();
        let tree = dir.path().join("tree");
        for sub in ["a/b/c", "d", "e/f"] {
            fs::create_dir_all(tree.join(sub)).unwrap();
            for file in 0..300 {
                fs::write(tree.join(sub).join(format!("file-{file}")), "x").unwrap();
            }
        }
        symlink(&outside, tree.join("a/link")).unwrap();
        symlink("..", tree.join("d/up")).unwrap();
        symlink(&outside, dir.path().join("link")).unwrap();
        fs::write(dir.path().join("file"), "x").unwrap();
        for name in ["tree", "link", "file", "nothing", "nothing/below"] {
            remove_tree(&dir.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(outside.join("file")).unwrap(), "stays");
    }

    #[test]
    fn directories_without_permissions_are_removed() {
        let dir = tempfile::tempdir().unwrap();
        let tree = dir.path().join("tree");
        fs::create_dir_all(tree.join("a/b/c")).unwrap();
        fs::write(tree.join("a/b/c/file"), "x").unwrap();
        fs::write(tree.join("a/file"), "x").unwrap();
        for (path, mode) in [("a/b/c", 0o000), ("a/b", 0o500), ("a", 0o400), ("", 0o111)] {
            fs::set_permissions(tree.join(path), fs::Permissions::from_mode(mode)).unwrap();
        }
        remove_tree(&tree).unwrap();
        assert!(!tree.exists());
    }

    #[test]
    fn a_tree_deeper_than_paths_and_descriptors_allow_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let tree = dir.path().join("tree");
        fs::create_dir(&tree).unwrap();
        let mut here = rustix::fs::openat(CWD, &tree, DIR_FLAGS, Mode::empty()).unwrap();
        let name = "a-directory-with-a-long-name";
        for _ in 0..12_000 {
            rustix::fs::mkdirat(&here, name, Mode::RWXU).unwrap();
            here = rustix::fs::openat(&here, name, DIR_FLAGS, Mode::empty()).unwrap();
        }
        remove_tree(&tree).unwrap();
        assert!(!tree.exists());
    }

    #[test]
    #[cfg_attr(not(target_os = "linux"), ignore = "chattr is a tool of Linux")]
    fn what_is_protected_against_changes_is_removed_and_other_names_of_it_stay_protected() {
        use std::process::Command;
        let dir = tempfile::tempdir().unwrap();
        let chattr = |flags: &str, path: &str| {
            let changed = Command::new("chattr").arg(flags).arg(dir.path().join(path)).output();
            changed.is_ok_and(|output| output.status.success())
        };
        fs::write(dir.path().join("probe"), "x").unwrap();
        if !rustix::process::geteuid().is_root() || !chattr("+i", "probe") || !chattr("-i", "probe") {
            return println!("skipped: only root can protect files, and only where the file system can");
        }
        let tree = dir.path().join("tree");
        fs::create_dir_all(tree.join("immutable/sub")).unwrap();
        fs::create_dir_all(tree.join("append/sub/deep")).unwrap();
        for path in ["file", "immutable/file", "immutable/sub/file", "append/file", "append/log", "linked"] {
            fs::write(tree.join(path), "x").unwrap();
        }
        fs::hard_link(tree.join("linked"), dir.path().join("outside")).unwrap();
        for (flags, path) in [
            ("+i", "tree/file"),
            ("+a", "tree/append/log"),
            ("+ia", "tree/immutable/sub/file"),
            ("+i", "tree/immutable/sub"),
            ("+i", "tree/immutable"),
            ("+a", "tree/append/sub/deep"),
            ("+a", "tree/append"),
            ("+i", "outside"),
            ("+i", "tree"),
            ("+i", "probe"),
        ] {
            assert!(chattr(flags, path), "{path}");
        }
        let removed = remove_tree(&tree);
        let probe = remove_tree(&dir.path().join("probe"));
        let is_protected = fs::write(dir.path().join("outside"), "y").is_err();
        chattr("-i", "outside");
        removed.unwrap();
        probe.unwrap();
        assert!(!tree.exists() && is_protected);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn removal_ends_although_somebody_keeps_putting_things_in() {
        use super::super::{TaskIdentity, TaskUser};
        use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
        const UID: u32 = 3_107_121;
        if !rustix::process::geteuid().is_root() {
            return println!("skipped: only root can act as another user");
        }
        let dir = tempfile::tempdir().unwrap();
        let tree = dir.path().join("tree");
        fs::create_dir(&tree).unwrap();
        fs::set_permissions(&tree, fs::Permissions::from_mode(0o777)).unwrap();
        std::os::unix::fs::chown(&tree, Some(UID), Some(UID)).unwrap();
        let open = rustix::fs::openat(CWD, &tree, DIR_FLAGS, Mode::empty()).unwrap();
        let home = dir.path().to_owned();
        let user = TaskUser { name: "task_x".to_owned(), uid: UID, gid: UID, groups: Vec::new(), home };
        let (is_over, made) = (AtomicBool::new(false), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let fill = || {
                    while !is_over.load(Ordering::Relaxed) {
                        let number = made.fetch_add(1, Ordering::Relaxed);
                        let _ = rustix::fs::mkdirat(&open, number.to_string(), Mode::RWXU);
                    }
                };
                TaskIdentity::User(std::sync::Arc::new(user)).act(fill).unwrap();
            });
            while made.load(Ordering::Relaxed) < 100 {
                std::thread::yield_now();
            }
            let removed = remove_tree(&tree);
            is_over.store(true, Ordering::Relaxed);
            removed.unwrap();
        });
        assert!(!tree.exists());
    }

    #[test]
    fn paths_without_a_name_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        remove_tree(Path::new("/")).unwrap_err();
        remove_tree(&dir.path().join("..")).unwrap_err();
        assert!(dir.path().exists());
    }
}
