//! Going through all of a directory tree on several threads, without ever using a path.
//!
//! Each directory is shown before anything in it is looked at, so that it can be closed to others: only then does what is
//! in it stay what it was between two looks. Symlinks are not followed, nor is anything entered that is mounted there.

use std::collections::VecDeque;
use std::ffi::{CStr, CString, OsStr};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::platform::os;

/// How many names are looked at in one go.
const BATCH: usize = 256;
/// How many names are read before the first of them is looked at.
const MOST_READ: usize = 1 << 16;
/// How many pieces of work may wait for a thread. Each holds a file descriptor open.
const MOST_WAITING: usize = 64;
/// How many directories above the present one are held open by each thread.
const MOST_OPEN: usize = 32;

const DIR_FLAGS: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Something in a tree.
pub(super) struct Entry<'a> {
    /// The directory that it is in.
    pub dir: BorrowedFd<'a>,
    pub name: &'a CStr,
    pub stat: &'a Stat,
}

impl Entry<'_> {
    pub fn kind(&self) -> FileType {
        FileType::from_raw_mode(self.stat.st_mode)
    }

    /// Its path, for people.
    pub fn path(&self) -> PathBuf {
        shown(self.dir).join(OsStr::from_bytes(self.name.to_bytes()))
    }
}

/// The path of an open directory, for people.
fn shown(dir: BorrowedFd<'_>) -> PathBuf {
    let path = dir.try_clone_to_owned().and_then(|dir| {
        let path = os::path_of(&dir)?;
        Ok(std::fs::read_link(&path).unwrap_or(path))
    });
    path.unwrap_or_else(|_| PathBuf::from("?"))
}

/// Which of two things to do with a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Enter,
    PassBy,
}

type Visit<'a> = &'a (dyn Fn(&Entry<'_>) -> io::Result<Then> + Sync);
type Enter<'a> = &'a (dyn Fn(BorrowedFd<'_>) -> io::Result<()> + Sync);

/// Shows `visit` everything below the directory `root`, each directory before what is in it, until the first error; and
/// `enter` each directory that it goes into, `root` too, once that is open and before anything in it is looked at.
pub(super) fn walk(
    root: &OwnedFd,
    threads: usize,
    is_cancelled: &(dyn Fn() -> bool + Sync),
    enter: Enter<'_>,
    visit: Visit<'_>,
) -> io::Result<()> {
    enter(root.as_fd())?;
    let root = Arc::new(root.try_clone()?);
    let shared = Shared {
        queue: Mutex::new(Queue { waiting: VecDeque::from([Work::Directory(root)]), busy: 0, failure: None }),
        changed: Condvar::new(),
        has_helpers: threads > 1,
        is_cancelled,
        enter,
        visit,
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // Fewer threads take longer, no more.
            let _ = std::thread::Builder::new().spawn_scoped(scope, || shared.work());
        }
        shared.work();
    });
    match shared.queue.into_inner().unwrap_or_else(PoisonError::into_inner).failure {
        None => Ok(()),
        Some(error) => Err(error),
    }
}

enum Work {
    Directory(Arc<OwnedFd>),
    Names(Arc<OwnedFd>, Vec<CString>),
}

struct Queue {
    waiting: VecDeque<Work>,
    /// How many threads work on something that can lead to more work.
    busy: usize,
    failure: Option<io::Error>,
}

struct Shared<'a> {
    queue: Mutex<Queue>,
    changed: Condvar,
    has_helpers: bool,
    is_cancelled: &'a (dyn Fn() -> bool + Sync),
    enter: Enter<'a>,
    visit: Visit<'a>,
}

/// A directory that a thread is in.
struct Level {
    /// None while the walk is far below.
    dir: Option<Arc<OwnedFd>>,
    id: (u64, u64),
    /// Directories in it that are still to be entered.
    rest: Vec<CString>,
}

impl Shared<'_> {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(work) = self.next() {
            let done = self.go_through(work);
            let mut queue = self.lock();
            queue.busy -= 1;
            if let Err(error) = done {
                queue.waiting.clear();
                queue.failure.get_or_insert(error);
            }
            if queue.busy == 0 || queue.failure.is_some() {
                self.changed.notify_all();
            }
        }
    }

    fn next(&self) -> Option<Work> {
        let mut queue = self.lock();
        loop {
            if queue.failure.is_some() {
                return None;
            }
            if let Some(work) = queue.waiting.pop_front() {
                queue.busy += 1;
                return Some(work);
            }
            if queue.busy == 0 {
                return None;
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Leaves `work` to whoever comes first, or returns it when enough waits already.
    fn offer(&self, work: Work) -> Option<Work> {
        if !self.has_helpers {
            return Some(work);
        }
        let mut queue = self.lock();
        if queue.waiting.len() >= MOST_WAITING {
            return Some(work);
        }
        queue.waiting.push_back(work);
        drop(queue);
        self.changed.notify_one();
        None
    }

    fn go_through(&self, work: Work) -> io::Result<()> {
        let first = match work {
            Work::Directory(dir) => self.read(dir)?,
            Work::Names(dir, names) => {
                let rest = self.visit_all(&dir, names)?;
                Level { id: id_of(&dir)?, dir: Some(dir), rest }
            }
        };
        let mut levels = vec![first];
        while let Some(level) = levels.last_mut() {
            let Some(name) = level.rest.pop() else {
                let left = levels.pop();
                if let (Some(level), Some(left)) = (levels.last_mut(), left) {
                    level.reopen(&left)?;
                }
                continue;
            };
            // Invariant: only levels far above the last one are closed.
            let Some(dir) = level.dir.as_ref() else { return Err(Errno::BADF.into()) };
            let child = open_child(dir.as_fd(), &name)?;
            (self.enter)(child.as_fd()).map_err(|error| at(dir.as_fd(), &name, error))?;
            let child = Arc::new(child);
            if let Some(Work::Directory(child)) = self.offer(Work::Directory(child)) {
                levels.push(self.read(child)?);
                if let Some(far) = levels.len().checked_sub(MOST_OPEN).filter(|far| *far > 0) {
                    levels[far].dir = None;
                }
            }
        }
        Ok(())
    }

    /// Visits what is in `dir`, as far as nobody else does.
    fn read(&self, dir: Arc<OwnedFd>) -> io::Result<Level> {
        let mut level = Level { id: id_of(&dir)?, dir: Some(Arc::clone(&dir)), rest: Vec::new() };
        let mut names = Vec::new();
        let mut reading = Dir::read_from(&dir)?;
        loop {
            let batch = read_batch(&mut reading)?;
            if batch.is_empty() {
                break;
            }
            for name in batch {
                names.push(name);
                if names.len() == BATCH {
                    let work = Work::Names(Arc::clone(&dir), std::mem::take(&mut names));
                    if let Some(Work::Names(_, names)) = self.offer(work) {
                        level.rest.extend(self.visit_all(&dir, names)?);
                    }
                }
            }
        }
        level.rest.extend(self.visit_all(&dir, names)?);
        Ok(level)
    }

    /// The directories among `names` that are to be entered.
    fn visit_all(&self, dir: &OwnedFd, names: Vec<CString>) -> io::Result<Vec<CString>> {
        if (self.is_cancelled)() {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "the run was ended meanwhile"));
        }
        let mut rest = Vec::new();
        for name in names {
            let looked = rustix::fs::statat(dir, &name, AtFlags::SYMLINK_NOFOLLOW);
            let stat = match looked {
                // Some file systems list a name again when something was made under it meanwhile.
                Err(Errno::NOENT) => continue,
                other => other.map_err(|errno| at(dir.as_fd(), &name, errno.into()))?,
            };
            let entry = Entry { dir: dir.as_fd(), name: &name, stat: &stat };
            let then = (self.visit)(&entry).map_err(|error| at(dir.as_fd(), &name, error))?;
            if entry.kind() == FileType::Directory && then == Then::Enter {
                rest.push(name);
            }
        }
        Ok(rest)
    }
}

impl Level {
    /// Opens the directory again, from the one below that has just been left.
    fn reopen(&mut self, left: &Self) -> io::Result<()> {
        if self.dir.is_some() {
            return Ok(());
        }
        let Some(below) = &left.dir else { return Err(Errno::BADF.into()) };
        let dir = rustix::fs::openat(below, c"..", DIR_FLAGS, Mode::empty())?;
        if id_of(&dir)? != self.id {
            return Err(io::Error::other("a directory was moved while its tree was gone through"));
        }
        self.dir = Some(Arc::new(dir));
        Ok(())
    }
}

/// The next names of a directory, at most so many that they fit into memory, in the order in which the file system keeps
/// what they stand for: every other order has it go back and forth.
fn read_batch(reading: &mut Dir) -> io::Result<Vec<CString>> {
    let mut batch = Vec::new();
    while batch.len() < MOST_READ {
        let Some(entry) = reading.read() else { break };
        let entry = entry?;
        let name = entry.file_name();
        if name != c"." && name != c".." {
            batch.push((entry.ino(), name.to_owned()));
        }
    }
    batch.sort_unstable();
    Ok(batch.into_iter().map(|(_, name)| name).collect())
}

fn id_of(dir: &OwnedFd) -> io::Result<(u64, u64)> {
    let stat = rustix::fs::fstat(dir)?;
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
    Ok((stat.st_dev as u64, stat.st_ino as u64))
}

/// Opens a directory of the tree. One that its owner may not list or search is opened to it first.
fn open_child(dir: BorrowedFd<'_>, name: &CStr) -> io::Result<OwnedFd> {
    let opened = match os::open_dir_same_mount(dir, name) {
        Err(Errno::ACCESS) => {
            os::chmod_entry(dir, name, Mode::RWXU).and_then(|()| os::open_dir_same_mount(dir, name))
        }
        other => other,
    };
    let child = opened.map_err(|errno| at(dir, name, errno.into()))?;
    let mode = Mode::from_raw_mode(rustix::fs::fstat(&child)?.st_mode);
    if !mode.contains(Mode::XUSR) && !rustix::process::geteuid().is_root() {
        rustix::fs::fchmod(&child, mode | Mode::XUSR)?;
    }
    Ok(child)
}

fn at(dir: BorrowedFd<'_>, name: &CStr, error: io::Error) -> io::Error {
    let path = shown(dir).join(OsStr::from_bytes(name.to_bytes()));
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
