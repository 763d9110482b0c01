//! Unpacks good archives of all formats, and hostile ones.

pub mod corpus;
mod good;
mod hostile;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use generated::payload::common::ArchiveFormat;
use tokio_util::sync::CancellationToken;

use super::ArchiveError;
use crate::mounts::budget::DiskBudget;

/// A directory to unpack into, with a canary beside it.
pub struct Target {
    dir: tempfile::TempDir,
}

impl Target {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("into")).unwrap();
        std::fs::create_dir(dir.path().join("canary")).unwrap();
        std::fs::write(dir.path().join("canary/file"), "alive").unwrap();
        Self { dir }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("into")
    }

    pub fn unpack(&self, format: ArchiveFormat, bytes: &[u8]) -> Result<(), ArchiveError> {
        let budget = DiskBudget::new(&self.path(), 0).unwrap();
        super::unpack(bytes, format, &self.path(), Arc::new(budget), &CancellationToken::new())
    }

    pub fn assert_canary_lives(&self) {
        let names = |path: &Path| {
            let mut names: Vec<_> =
                std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        assert_eq!(names(self.dir.path()), ["canary", "into"]);
        assert_eq!(names(&self.dir.path().join("canary")), ["file"]);
        assert_eq!(std::fs::read_to_string(self.dir.path().join("canary/file")).unwrap(), "alive");
    }
}
