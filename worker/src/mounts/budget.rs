//! How much of the disk may still be used.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::platform::{free_disk_bytes, free_disk_bytes_beside};

/// After how many bytes the disk is looked at again.
const STEP: u64 = 16 << 20;

/// Watches that what is written leaves some of the disk free. Shared by the threads of one fetch.
#[derive(Debug)]
pub struct DiskBudget {
    path: PathBuf,
    /// A file on the disk, where the path may mean something else to whoever named it.
    file: Option<File>,
    reserve: u64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// What may be written before the disk is looked at again.
    granted: u64,
    /// What may be written in all: what was free in the beginning, also where file systems take little for much.
    left: u64,
}

/// There is no room, or the disk cannot be looked at.
#[derive(Debug)]
pub enum Overdrawn {
    /// So many bytes are free, and part of them is reserved.
    Full {
        /// Free bytes.
        free: u64,
    },
    /// The disk cannot be looked at.
    Unknown(io::Error),
}

impl DiskBudget {
    /// The disk that holds `path`, of which `reserve` bytes are to stay free.
    ///
    /// # Errors
    ///
    /// When there is no such path.
    pub fn new(path: &Path, reserve: u64) -> io::Result<Self> {
        Self::of(path, None, reserve)
    }

    /// The disk that holds `file`, which its task knows by the name `path`.
    ///
    /// # Errors
    ///
    /// When the system does not tell.
    pub fn of_file(file: &File, path: &Path, reserve: u64) -> io::Result<Self> {
        Self::of(path, Some(file.try_clone()?), reserve)
    }

    fn of(path: &Path, file: Option<File>, reserve: u64) -> io::Result<Self> {
        let state = Mutex::new(State { granted: 0, left: 0 });
        let mut budget = Self { path: path.to_owned(), file, reserve, state };
        let left = budget.free()?.saturating_sub(reserve);
        budget.state = Mutex::new(State { granted: 0, left });
        Ok(budget)
    }

    fn free(&self) -> io::Result<u64> {
        match &self.file {
            Some(file) => free_disk_bytes_beside(file),
            None => free_disk_bytes(&self.path),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes are to stay free.
    #[must_use]
    pub const fn reserve(&self) -> u64 {
        self.reserve
    }

    /// Takes `bytes` that are about to be written.
    ///
    /// # Errors
    ///
    /// When there is not enough room for them.
    pub fn charge(&self, bytes: u64) -> Result<(), Overdrawn> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes > state.granted {
            let free = self.free().map_err(Overdrawn::Unknown)?;
            let allowed = free.saturating_sub(self.reserve).min(state.left);
            if bytes > allowed {
                return Err(Overdrawn::Full { free });
            }
            state.granted = allowed.min(STEP).max(bytes);
        }
        state.granted -= bytes;
        state.left -= bytes.min(state.left);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_stays_free() {
        let dir = tempfile::tempdir().unwrap();
        let free = free_disk_bytes(dir.path()).unwrap();
        let budget = DiskBudget::new(dir.path(), free / 2).unwrap();
        budget.charge(1).unwrap();
        budget.charge(STEP).unwrap();
        assert!(matches!(budget.charge(free - 1), Err(Overdrawn::Full { .. })));
        let nothing = DiskBudget::new(dir.path(), u64::MAX).unwrap();
        nothing.charge(0).unwrap();
        assert!(matches!(nothing.charge(1), Err(Overdrawn::Full { .. })));
    }

    #[test]
    fn no_more_than_was_free_is_written_in_all() {
        let dir = tempfile::tempdir().unwrap();
        let budget = DiskBudget::new(dir.path(), free_disk_bytes(dir.path()).unwrap() - (32 << 20)).unwrap();
        let charged = (0..1000).take_while(|_| budget.charge(1 << 20).is_ok()).count();
        assert!(charged <= 32, "{charged}");
    }
}
