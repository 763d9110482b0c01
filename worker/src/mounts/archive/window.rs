//! A file that several readers read at once, each at its own place.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::platform;

/// How much is read ahead where little is asked for, in bytes.
const AHEAD: usize = 16 << 10;

/// A reader of a file. Clones share the file, not the place.
#[derive(Debug)]
pub struct SharedFile {
    file: Arc<File>,
    length: u64,
    position: u64,
    /// What was read ahead, and where it is in the file.
    ahead: Vec<u8>,
    ahead_at: u64,
}

impl SharedFile {
    pub fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self::of(Arc::new(file), length, 0))
    }

    const fn of(file: Arc<File>, length: u64, position: u64) -> Self {
        Self { file, length, position, ahead: Vec::new(), ahead_at: 0 }
    }

    /// What is read ahead of the present place.
    fn available(&self) -> &[u8] {
        let start = self.position.checked_sub(self.ahead_at).and_then(|start| usize::try_from(start).ok());
        start.and_then(|start| self.ahead.get(start..)).unwrap_or_default()
    }
}

impl Clone for SharedFile {
    fn clone(&self) -> Self {
        Self::of(Arc::clone(&self.file), self.length, self.position)
    }
}

impl Read for SharedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.available().is_empty() {
            if buffer.len() >= AHEAD {
                let count = platform::read_at(&self.file, buffer, self.position)?;
                self.position += count as u64;
                return Ok(count);
            }
            self.ahead.resize(AHEAD, 0);
            let read = platform::read_at(&self.file, &mut self.ahead, self.position);
            self.ahead.truncate(*read.as_ref().unwrap_or(&0));
            self.ahead_at = self.position;
            read?;
        }
        let count = self.available().read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for SharedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        // Offsets beyond this are refused by the system.
        let position = position.filter(|position| i64::try_from(*position).is_ok());
        self.position = position.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, "there is no such place in the file")
        })?;
        Ok(self.position)
    }
}
