//! What a task sees of the machine: its own temporary directories, IPC objects and processes, by namespaces.
//!
//! The namespaces are made by a thread that ends at once, and are then held by descriptors alone. Nothing is ever mounted
//! where the worker or anybody else sees it, and all of it is gone with the descriptors and the last process inside, however
//! the worker ends.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags};
use rustix::thread::{LinkNameSpaceType, UnshareFlags, move_into_link_name_space};

use super::super::unix::is_process;
use super::super::view_parts::ViewParts;
use super::view_mounts;

/// What is private to a task.
#[derive(Clone, Copy, Debug)]
pub struct ViewSetup<'a> {
    /// The task's own directory, which stays where it is also when it lies below one that becomes private.
    pub task_directory: &'a Path,
    /// Where the contents of /tmp and the like are kept: an existing directory of the worker's without anything in it.
    /// `None`: they are not private.
    pub temporary_files: Option<&'a Path>,
    /// System V and POSIX IPC objects.
    pub ipc: bool,
    /// Only the task's own processes are seen in /proc.
    pub processes: bool,
}

/// A part of what a task sees that is not private, although it was meant to be.
#[derive(Debug, thiserror::Error)]
#[error("{part}: {doing}: {source}")]
pub struct ViewError {
    /// The part, such as "private /tmp".
    pub part: String,
    /// What was being done.
    pub doing: String,
    /// What the system said.
    pub source: io::Error,
}

impl ViewError {
    pub(super) fn new(part: impl Into<String>, doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let (part, doing) = (part.into(), doing.into());
        move |source| Self { part, doing, source }
    }
}

/// The part without which no file can be private.
const MOUNTS: &str = "private mounts";

/// The part that IPC objects are.
pub(super) const IPC: &str = "private IPC objects";

/// A view, and what could not be made part of it.
#[derive(Debug)]
pub struct NewView {
    /// `None` when nothing is private.
    pub view: Option<PrivateView>,
    /// What is not private, although it was meant to be.
    pub missing: Vec<ViewError>,
}

/// Namespaces that the commands of one task share. They are gone with the last of them and this value.
#[derive(Debug)]
pub struct PrivateView {
    mounts: Option<OwnedFd>,
    ipc: Option<OwnedFd>,
    /// The root directory, which need not be the topmost one of all mounts.
    root: Option<OwnedFd>,
}

impl PrivateView {
    /// Makes the namespaces of a task. Whatever the kernel, or the container around the worker, does not allow is left out
    /// and told.
    #[must_use]
    pub fn make(setup: &ViewSetup<'_>) -> NewView {
        if setup.temporary_files.is_none() && !setup.ipc && !setup.processes {
            return NewView { view: None, missing: Vec::new() };
        }
        let made = in_thread("private view", || make_here(setup))
            .map_err(ViewError::new(MOUNTS, "starting a thread"));
        made.unwrap_or_else(|error| NewView { view: None, missing: vec![error] })
    }

    /// The descriptors to be entered by a process that was just forked: of the mounts, of IPC objects, and of the root
    /// directory. -1 stands for none.
    pub(crate) fn descriptors(&self) -> [RawFd; 3] {
        [&self.mounts, &self.ipc, &self.root].map(|fd| fd.as_ref().map_or(-1, AsRawFd::as_raw_fd))
    }

    /// The root directory that the task sees, if it is not that of the machine.
    pub(in crate::platform) fn root(&self) -> Option<BorrowedFd<'_>> {
        self.root.as_ref().map(AsFd::as_fd)
    }

    /// Does `action` in a thread that sees the files that the task sees.
    ///
    /// # Errors
    ///
    /// When that is not possible; `action` has not been called then.
    pub fn enter<T: Send>(&self, action: impl FnOnce() -> T + Send) -> io::Result<T> {
        in_thread("in view", || {
            if let (Some(mounts), Some(root)) = (&self.mounts, &self.root) {
                // SAFETY: only this thread's root and working directory become its own, and it ends with them.
                unsafe { rustix::thread::unshare_unsafe(UnshareFlags::FS) }?;
                move_into_link_name_space(mounts.as_fd(), Some(LinkNameSpaceType::Mount))?;
                rustix::process::fchdir(root)?;
                rustix::process::chroot(".")?;
            }
            Ok(action())
        })?
    }
}

/// Runs `action` in a thread of its own and waits for it.
fn in_thread<T: Send>(name: &str, action: impl FnOnce() -> T + Send) -> io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, action)?;
        thread.join().map_err(|_| io::Error::other("the thread ended early"))
    })
}

/// Makes the namespaces by moving the calling thread into them, and mounts what belongs into them.
fn make_here(setup: &ViewSetup<'_>) -> NewView {
    let mut missing = Vec::new();
    let ipc = setup.ipc.then(ipc_namespace).and_then(|made| made.map_err(|error| missing.push(error)).ok());
    let mut view = PrivateView { mounts: None, ipc, root: None };
    if setup.temporary_files.is_some() || setup.processes || view.ipc.is_some() {
        match mount_namespace() {
            Ok((mounts, root)) => {
                (view.mounts, view.root) = (Some(mounts), Some(root));
                missing.extend(view_mounts::mount_all(setup, view.ipc.is_some()));
            }
            Err(error) => missing.push(error),
        }
    }
    let is_empty = view.mounts.is_none() && view.ipc.is_none();
    NewView { view: (!is_empty).then_some(view), missing }
}

fn ipc_namespace() -> Result<OwnedFd, ViewError> {
    unshare(UnshareFlags::NEWIPC).map_err(ViewError::new(IPC, "making a namespace"))?;
    open("/proc/thread-self/ns/ipc", OFlags::RDONLY).map_err(ViewError::new(IPC, "opening the namespace"))
}

/// The namespace, and the root directory in it.
fn mount_namespace() -> Result<(OwnedFd, OwnedFd), ViewError> {
    let failed = |doing| ViewError::new(MOUNTS, doing);
    unshare(UnshareFlags::NEWNS).map_err(failed("making a namespace"))?;
    // What is mounted here is seen here only; what the machine unmounts is gone here too, and not held on to.
    view_mounts::keep_apart().map_err(failed("keeping mounts apart from the machine's"))?;
    let namespace =
        open("/proc/thread-self/ns/mnt", OFlags::RDONLY).map_err(failed("opening the namespace"))?;
    let root = open("/", OFlags::PATH | OFlags::DIRECTORY).map_err(failed("opening the root directory"))?;
    Ok((namespace, root))
}

fn unshare(flags: UnshareFlags) -> io::Result<()> {
    // SAFETY: it concerns the calling thread only, which was made for this and ends afterwards. Nothing in it relies on the
    // working directory.
    Ok(unsafe { rustix::thread::unshare_unsafe(flags) }?)
}

pub(super) fn open(path: impl AsRef<Path>, flags: OFlags) -> io::Result<OwnedFd> {
    Ok(rustix::fs::openat(CWD, path.as_ref(), flags | OFlags::CLOEXEC, Mode::empty())?)
}

/// Which of the parts `wanted` of a private view cannot be made here, found out by making one. `scratch` is a directory to make
/// directories in, which are removed again, and with them those of workers that were killed here.
///
/// # Errors
///
/// When directories cannot be made in `scratch`.
pub fn missing_from_views(scratch: &Path, wanted: ViewParts) -> io::Result<Vec<ViewError>> {
    let directory = scratch.join(format!("{ATTEMPT}{}", std::process::id()));
    for left in attempts_left(scratch)? {
        std::fs::remove_dir_all(left)?;
    }
    super::super::unix::create_private_dir(&directory)?;
    let setup = ViewSetup {
        task_directory: scratch,
        temporary_files: wanted.temporary_files.then_some(&directory),
        ipc: wanted.ipc,
        processes: wanted.processes,
    };
    let missing = PrivateView::make(&setup).missing;
    std::fs::remove_dir_all(&directory)?;
    Ok(missing)
}

/// What directories for an attempt are called, before the number of the process.
const ATTEMPT: &str = "view-";

/// Those that nobody uses any more.
fn attempts_left(scratch: &Path) -> io::Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    for entry in std::fs::read_dir(scratch)? {
        let entry = entry?;
        let name = entry.file_name();
        let pid: Option<u64> = name.to_str().and_then(|name| name.strip_prefix(ATTEMPT)?.parse().ok());
        if pid.is_some_and(|pid| pid == u64::from(std::process::id()) || !is_process(pid)) {
            left.push(entry.path());
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_of_the_dead_are_left() {
        let scratch = tempfile::tempdir().expect("a directory");
        let make = |name: &str| {
            let path = scratch.path().join(name);
            std::fs::create_dir(&path).expect("made");
            path
        };
        let mut ended = std::process::Command::new("true").spawn().expect("started");
        let of_the_dead = make(&format!("view-{}", ended.id()));
        ended.wait().expect("waited");
        let own = make(&format!("view-{}", std::process::id()));
        make(&format!("view-{}", std::os::unix::process::parent_id()));
        make("view-of-mountains");
        make("task_x_0");
        let mut left = attempts_left(scratch.path()).expect("read");
        left.sort();
        let mut expected = [of_the_dead, own];
        expected.sort();
        assert_eq!(left, expected);
    }
}
