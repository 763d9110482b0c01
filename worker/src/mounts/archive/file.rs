//! A file that is being unpacked.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::mounts::budget::{DiskBudget, Overdrawn};
use crate::platform::{self, ModificationTime};

use super::error::ArchiveError;

/// The mode and the time of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Attributes {
    /// Permissions; bits of the type of file are ignored.
    pub mode: u32,
    /// When it was last modified.
    pub mtime: Option<ModificationTime>,
}

/// A file that is being unpacked.
#[derive(Debug)]
pub struct NewFile {
    file: File,
    path: PathBuf,
    attributes: Attributes,
    length: u64,
    position: u64,
    budget: Arc<DiskBudget>,
    cancel: CancellationToken,
}

impl NewFile {
    /// Fills `file`, which is empty, and whose `path` errors name.
    pub fn new(
        file: File,
        path: PathBuf,
        attributes: Attributes,
        budget: Arc<DiskBudget>,
        cancel: CancellationToken,
    ) -> Self {
        Self { file, path, attributes, length: 0, position: 0, budget, cancel }
    }

    /// Appends `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        if self.cancel.is_cancelled() {
            return Err(ArchiveError::Cancelled);
        }
        charge(&self.budget, bytes.len() as u64)?;
        self.file.write_all(bytes).map_err(|source| self.failed("write to", source))?;
        self.position += bytes.len() as u64;
        self.length = self.length.max(self.position);
        Ok(())
    }

    /// Leaves a hole up to `position`, which takes its share of the disk all the same: a copy may not have it.
    pub fn skip_to(&mut self, position: u64) -> Result<(), ArchiveError> {
        charge(&self.budget, position.saturating_sub(self.position))?;
        self.file.seek(SeekFrom::Start(position)).map_err(|source| self.failed("write to", source))?;
        self.position = position;
        Ok(())
    }

    /// Ends the file, which gets its mode and time now.
    pub fn finish(self) -> Result<(), ArchiveError> {
        if self.position > self.length {
            self.file.set_len(self.position).map_err(|source| self.failed("write to", source))?;
        }
        let Attributes { mode, mtime } = self.attributes;
        platform::finish(&self.file, mode & 0o777, mtime)
            .map_err(|source| self.failed("set the mode of", source))
    }

    fn failed(&self, action: &'static str, source: io::Error) -> ArchiveError {
        ArchiveError::Disk { action, path: self.path.clone(), source }
    }
}

/// Takes `bytes` from the disk.
pub fn charge(budget: &DiskBudget, bytes: u64) -> Result<(), ArchiveError> {
    budget.charge(bytes).map_err(|overdrawn| match overdrawn {
        Overdrawn::Full { free } => ArchiveError::TooLarge { free, reserve: budget.reserve() },
        Overdrawn::Unknown(source) => {
            ArchiveError::Disk { action: "look at the disk of", path: budget.path().to_owned(), source }
        }
    })
}
