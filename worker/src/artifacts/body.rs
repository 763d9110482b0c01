//! What is sent, ready to be sent as often as it takes.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::digest::Digests;

/// Content up to this length is kept in memory, in bytes.
pub const IN_MEMORY: usize = 1 << 20;

/// The content of an upload, as it is sent.
#[derive(Debug)]
pub struct Body {
    pub source: Source,
    /// How many bytes are sent.
    pub length: u64,
    /// The checksums of the content before compression, where they are known before the upload.
    pub digests: Option<Digests>,
}

/// Where a body comes from.
#[derive(Clone, Debug)]
pub enum Source {
    Memory(Bytes),
    /// The first bytes of a file. Locked while it is read, since all who read it share its position.
    File(Arc<Mutex<File>>),
}

impl Body {
    pub fn memory(bytes: impl Into<Bytes>, digests: Option<Digests>) -> Self {
        let bytes = bytes.into();
        Self { length: bytes.len() as u64, source: Source::Memory(bytes), digests }
    }

    pub fn file(file: File, length: u64, digests: Option<Digests>) -> Self {
        Self { source: Source::File(Arc::new(Mutex::new(file))), length, digests }
    }
}

/// Takes output of unknown length: at first in memory, then in a file that has no name.
#[derive(Debug)]
pub struct Spool<'a> {
    directory: &'a Path,
    memory: Vec<u8>,
    file: Option<File>,
    length: u64,
}

impl<'a> Spool<'a> {
    /// A spool whose file, if it needs one, is in `directory`, which is made when it is missing.
    pub const fn new(directory: &'a Path) -> Self {
        Self { directory, memory: Vec::new(), file: None, length: 0 }
    }

    /// What has been written, as a body.
    pub fn into_body(self, digests: Option<Digests>) -> Body {
        match self.file {
            None => Body::memory(self.memory, digests),
            Some(file) => Body::file(file, self.length, digests),
        }
    }

    fn open_file(&self) -> io::Result<File> {
        match tempfile::tempfile_in(self.directory) {
            // The task can remove what is in its directory, that of the worker included.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(self.directory)?;
                tempfile::tempfile_in(self.directory)
            }
            other => other,
        }
    }
}

impl Write for Spool<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.file.is_none() && self.memory.len() + bytes.len() > IN_MEMORY {
            let mut file = self.open_file()?;
            file.write_all(&self.memory)?;
            self.memory = Vec::new();
            self.file = Some(file);
        }
        match &mut self.file {
            Some(file) => file.write_all(bytes)?,
            None => self.memory.extend_from_slice(bytes),
        }
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek};

    use super::*;

    fn content(body: &Body) -> Vec<u8> {
        match &body.source {
            Source::Memory(bytes) => bytes.to_vec(),
            Source::File(file) => {
                let mut file = file.lock().expect("no panic");
                let mut bytes = Vec::new();
                file.rewind().expect("a file");
                file.read_to_end(&mut bytes).expect("read");
                bytes
            }
        }
    }

    #[test]
    fn what_is_short_stays_in_memory_and_the_rest_has_no_name() {
        let dir = tempfile::tempdir().expect("temporary directory");
        let place = dir.path().join("removed-by-the-task");
        let piece: Vec<u8> = (0..=255).cycle().take(IN_MEMORY / 4).collect();
        for pieces in [0, 1, 4, 5, 9] {
            let mut spool = Spool::new(&place);
            for _ in 0..pieces {
                spool.write_all(&piece).expect("written");
            }
            let body = spool.into_body(None);
            assert_eq!(matches!(body.source, Source::File(_)), pieces > 4);
            assert_eq!(body.length, (pieces * piece.len()) as u64);
            assert!(content(&body) == piece.repeat(pieces), "{pieces} pieces");
        }
        assert_eq!(std::fs::read_dir(&place).expect("made").count(), 0);
    }
}
