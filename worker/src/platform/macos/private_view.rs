//! macOS has no namespaces: every task sees the machine as it is.

use std::io;
use std::path::Path;

use super::super::view_parts::ViewParts;

/// What is private to a task.
#[derive(Clone, Copy, Debug)]
pub struct ViewSetup<'a> {
    /// The task's own directory.
    pub task_directory: &'a Path,
    /// Where the contents of /tmp and the like are kept.
    pub temporary_files: Option<&'a Path>,
    /// System V and POSIX IPC objects.
    pub ipc: bool,
    /// Only the task's own processes are seen.
    pub processes: bool,
}

/// A part of what a task sees that is not private, although it was meant to be.
#[derive(Debug, thiserror::Error)]
#[error("{part}: macOS has nothing of that kind")]
pub struct ViewError {
    /// The part.
    pub part: String,
}

/// A view, and what could not be made part of it.
#[derive(Debug)]
pub struct NewView {
    /// `None` when nothing is private.
    pub view: Option<PrivateView>,
    /// What is not private, although it was meant to be.
    pub missing: Vec<ViewError>,
}

/// What cannot be made on macOS.
#[derive(Debug)]
pub enum PrivateView {}

impl PrivateView {
    /// Every task sees the machine's.
    pub(in crate::platform) fn root(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
        None
    }

    /// Nothing can be private here.
    #[must_use]
    pub fn make(setup: &ViewSetup<'_>) -> NewView {
        let wanted = [
            (setup.temporary_files.is_some(), "private /tmp"),
            (setup.ipc, "private IPC objects"),
            (setup.processes, "hidden processes"),
        ];
        let missing = wanted.into_iter().filter(|(is_wanted, _)| *is_wanted);
        NewView {
            view: None,
            missing: missing.map(|(_, part)| ViewError { part: part.to_owned() }).collect(),
        }
    }

    /// The descriptors to be entered by a process that was just forked.
    pub(crate) fn descriptors(&self) -> [std::os::fd::RawFd; 3] {
        match *self {}
    }

    /// Does `action` seeing the files that the task sees.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn enter<T: Send>(&self, _action: impl FnOnce() -> T + Send) -> io::Result<T> {
        match *self {}
    }
}

/// Which parts of a private view cannot be made here. `scratch` is not used.
///
/// # Errors
///
/// Never.
pub fn missing_from_views(scratch: &Path, _wanted: ViewParts) -> io::Result<Vec<ViewError>> {
    let setup =
        ViewSetup { task_directory: scratch, temporary_files: Some(scratch), ipc: true, processes: true };
    Ok(PrivateView::make(&setup).missing)
}
