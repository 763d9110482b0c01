//! Opens content and makes of it what is sent. Everything here blocks.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use bytes::Bytes;
use generated::payload::common::{ArtifactContentEncoding, ArtifactType};
use tokio_util::sync::CancellationToken;

use super::body::{Body, IN_MEMORY, Spool};
use super::digest::{Hasher, HashingReader, Sha256Digest};
use super::gzip::{BLOCK_SIZE, Compressors, GzipError, gzip};
use super::task_files::{Unpublishable, unreadable};
use super::upload::Content;

/// Files up to this length are read at once, in bytes.
const READ_AT_ONCE: u64 = 128 << 10;

/// Content that has been opened.
#[derive(Debug)]
pub enum Opened {
    /// What cannot be sent.
    Unpublishable(Unpublishable),
    /// What is in memory.
    Memory(Bytes),
    /// The first bytes of a file; as many as it had when it was opened.
    File(File, u64),
}

/// Content that could not be made ready.
#[derive(Debug)]
pub enum PrepareError {
    /// It could not be read: an error artifact can take its place.
    Unreadable(io::Error),
    /// Its compressed form could not be kept.
    Spool(io::Error),
    Cancelled,
}

impl From<GzipError> for PrepareError {
    fn from(error: GzipError) -> Self {
        match error {
            GzipError::Read(error) => Self::Unreadable(error),
            GzipError::Write(error) => Self::Spool(error),
            GzipError::Compress(error) => Self::Spool(io::Error::other(error)),
            GzipError::Cancelled => Self::Cancelled,
        }
    }
}

impl Opened {
    /// Opens `content`, whose `path` is for messages.
    pub fn open(content: Content, path: &Path) -> Self {
        let (file, shown) = match content {
            Content::Unpublishable(problem) => return Self::Unpublishable(problem),
            Content::Bytes(bytes) => return Self::Memory(bytes),
            Content::Opened(file) => (file, path.to_owned()),
            Content::File(files, place) => match files.open(&place, ArtifactType::File) {
                Ok(file) => (file, place.shown().to_owned()),
                Err(problem) => return Self::Unpublishable(problem),
            },
        };
        Self::from_file(file)
            .unwrap_or_else(|error| Self::Unpublishable(unreadable(ArtifactType::File, &shown, &error)))
    }

    fn from_file(mut file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        if length > READ_AT_ONCE {
            return Ok(Self::File(file, length));
        }
        // The files of `/proc` claim to be empty.
        let limit = if length == 0 { IN_MEMORY as u64 } else { length };
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        io::Seek::rewind(&mut file)?;
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(Self::Memory(bytes.into()))
    }

    /// Whether compressing it takes so long that it should wait for its turn.
    pub const fn is_large(&self) -> bool {
        match self {
            Self::File(_, length) => *length > BLOCK_SIZE as u64,
            Self::Memory(bytes) => bytes.len() > BLOCK_SIZE,
            Self::Unpublishable(_) => false,
        }
    }
}

/// How content is made ready.
pub struct Preparation<'a> {
    pub encoding: ArtifactContentEncoding,
    pub hash: bool,
    pub spool_directory: &'a Path,
    pub compressors: &'a Compressors,
    pub cancelled: &'a CancellationToken,
}

impl Preparation<'_> {
    /// The first `length` bytes of `file`.
    pub fn file(&self, mut file: File, length: u64) -> Result<Body, PrepareError> {
        if self.encoding == ArtifactContentEncoding::Identity {
            return Ok(Body::file(file, length, None));
        }
        io::Seek::rewind(&mut file).map_err(PrepareError::Unreadable)?;
        self.compress(file.take(length))
    }

    /// What is in memory.
    pub fn memory(&self, bytes: Bytes) -> Result<Body, PrepareError> {
        if self.encoding == ArtifactContentEncoding::Gzip {
            return self.compress(&*bytes);
        }
        let mut hasher = Hasher::new(self.hash);
        hasher.update(&bytes);
        Ok(Body::memory(bytes, hasher.finish()))
    }

    fn compress(&self, input: impl Read) -> Result<Body, PrepareError> {
        let mut input = HashingReader { inner: input, hasher: Hasher::new(self.hash) };
        let mut spool = Spool::new(self.spool_directory);
        gzip(&mut input, &mut spool, self.compressors, self.cancelled)?;
        let digest: Option<Sha256Digest> = input.hasher.finish();
        Ok(spool.into_body(digest))
    }
}
