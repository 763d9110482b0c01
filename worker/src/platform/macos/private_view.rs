//! macOS has no namespaces: every task sees the machine as it is.

use std::io;
use std::path::Path;

/// What is private to a task.
#[derive(Clone, Copy, Debug)]
pub struct ViewSetup<'a> {
    /// Where the contents of /tmp and the like are kept.
    pub temporary_files: Option<&'a Path>,
    /// System V and POSIX IPC objects.
    pub ipc: bool,
    /// Only the task's own processes are seen.
    pub processes: bool,
}

/// What cannot be made on macOS.
#[derive(Debug)]
pub enum PrivateView {}

impl PrivateView {
    /// Nothing can be private here.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn new(_setup: &ViewSetup<'_>) -> io::Result<Option<Self>> {
        Ok(None)
    }
}
