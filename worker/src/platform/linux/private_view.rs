//! What a task sees of the machine: its own temporary directories, IPC objects and processes, by namespaces.

use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::path::Path;

/// What is private to a task.
#[derive(Clone, Copy, Debug)]
pub struct ViewSetup<'a> {
    /// Where the contents of /tmp and the like are kept, a directory of the worker's. `None`: they are not private.
    pub temporary_files: Option<&'a Path>,
    /// System V and POSIX IPC objects.
    pub ipc: bool,
    /// Only the task's own processes are seen in /proc.
    pub processes: bool,
}

/// Namespaces that the commands of one task share. They are gone with the last of them and this value.
#[derive(Debug)]
pub struct PrivateView {
    mounts: OwnedFd,
    ipc: Option<OwnedFd>,
}

impl PrivateView {
    /// Makes the namespaces of a task; `None` when nothing is to be private.
    ///
    /// # Errors
    ///
    /// When the kernel, or the container around the worker, does not allow one of them.
    pub fn new(_setup: &ViewSetup<'_>) -> io::Result<Option<Self>> {
        Ok(None)
    }

    /// The descriptors of the namespaces, to be entered one after the other by a process that was just forked.
    pub(crate) fn descriptors(&self) -> [RawFd; 2] {
        [self.mounts.as_raw_fd(), self.ipc.as_ref().map_or(-1, AsRawFd::as_raw_fd)]
    }
}
