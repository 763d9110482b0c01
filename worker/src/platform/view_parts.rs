//! The parts of what a task sees of the machine that can be its own.

/// Which parts of what a task sees are its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewParts {
    /// /tmp and the like.
    pub temporary_files: bool,
    /// System V and POSIX IPC objects.
    pub ipc: bool,
    /// Only the task's own processes are seen.
    pub processes: bool,
}

impl ViewParts {
    /// Each part by itself: what people call it, whether it is one of these, and it alone.
    #[must_use]
    pub fn each(self) -> [(&'static str, bool, Self); 3] {
        let none = Self::default();
        [
            ("private temporary files", self.temporary_files, Self { temporary_files: true, ..none }),
            ("private IPC objects", self.ipc, Self { ipc: true, ..none }),
            ("hidden processes", self.processes, Self { processes: true, ..none }),
        ]
    }
}
