//! Opens content and makes of it what is sent, on threads that may block.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use generated::payload::common::{ArtifactContentEncoding, ArtifactType};
use tokio_util::sync::CancellationToken;

use super::body::{Body, IN_MEMORY, Spool};
use super::digest::{Checksums, Hasher, HashingReader};
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

    /// Whether compressing it takes so long that others should not wait for it.
    const fn is_large(&self) -> bool {
        match self {
            Self::File(_, length) => *length > BLOCK_SIZE as u64,
            Self::Memory(bytes) => bytes.len() > BLOCK_SIZE,
            Self::Unpublishable(_) => false,
        }
    }
}

/// How content is made ready.
#[derive(Clone, Debug)]
pub struct Preparation {
    pub encoding: ArtifactContentEncoding,
    pub checksums: Checksums,
    pub spool_directory: Arc<Path>,
    pub compressors: Arc<Compressors>,
    /// Has to be cancelled by whoever does not wait for the end.
    pub cancelled: CancellationToken,
}

/// How far content is made ready after it was opened.
#[derive(Debug)]
pub enum Stage {
    Unpublishable(Unpublishable),
    Ready(Result<Body, PrepareError>),
    /// It is still to be compressed, by [`Preparation::compress_large`].
    Large(Opened),
}

impl Preparation {
    /// Opens `content`, whose `path` is for messages, and unless that takes long makes it ready, too.
    pub async fn open(&self, content: Content, path: PathBuf) -> Stage {
        // Few threads at a time, since each keeps some of the memory that it has used.
        let _turn = self.compressors.small().await;
        let preparation = self.clone();
        blocking(move || match Opened::open(content, &path) {
            Opened::Unpublishable(problem) => Stage::Unpublishable(problem),
            opened if preparation.encoding == ArtifactContentEncoding::Gzip && opened.is_large() => {
                Stage::Large(opened)
            }
            opened => Stage::Ready(preparation.make_ready(opened)),
        })
        .await
    }

    /// Makes large content ready, when its turn comes.
    pub async fn compress_large(&self, opened: Opened) -> Result<Body, PrepareError> {
        let _turn = self.compressors.large().await;
        let preparation = self.clone();
        blocking(move || preparation.make_ready(opened)).await
    }

    fn make_ready(&self, opened: Opened) -> Result<Body, PrepareError> {
        let is_compressed = self.encoding == ArtifactContentEncoding::Gzip;
        match opened {
            Opened::File(file, length) if !is_compressed => Ok(Body::file(file, length, None)),
            Opened::File(mut file, length) => {
                io::Seek::rewind(&mut file).map_err(PrepareError::Unreadable)?;
                self.compress(file.take(length))
            }
            Opened::Memory(bytes) if is_compressed => self.compress(&*bytes),
            Opened::Memory(bytes) => {
                let mut hasher = Hasher::new(self.checksums);
                hasher.update(&bytes);
                Ok(Body::memory(bytes, hasher.finish()))
            }
            Opened::Unpublishable(problem) => Err(PrepareError::Unreadable(io::Error::other(problem))),
        }
    }

    fn compress(&self, input: impl Read) -> Result<Body, PrepareError> {
        let mut input = HashingReader { inner: input, hasher: Hasher::new(self.checksums) };
        let mut spool = Spool::new(&self.spool_directory);
        gzip(&mut input, &mut spool, &self.compressors, &self.cancelled)?;
        Ok(spool.into_body(input.hasher.finish()))
    }
}

/// The outcome of `work` on a thread that may block.
async fn blocking<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only the end of the whole runtime cancels such work, and then nobody waits for it.
            Err(_) => std::future::pending().await,
        },
    }
}
