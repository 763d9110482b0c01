//! Checksums of what was published.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest, Sha256, Sha512};

/// The SHA-256 of an artifact's content, before any compression. Prints in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sha256Digest(pub [u8; 32]);

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Which checksums of content are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Checksums {
    #[default]
    None,
    Sha256,
    /// All that the object service is told.
    Sha256AndSha512,
}

/// The checksums of some content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digests {
    pub sha256: Sha256Digest,
    /// In hexadecimal.
    pub sha512: Option<String>,
}

/// Computes the checksums that are wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Hasher {
    sha256: Option<Sha256>,
    sha512: Option<Sha512>,
}

impl Hasher {
    pub(super) fn new(wanted: Checksums) -> Self {
        Self {
            sha256: (wanted != Checksums::None).then(Sha256::new),
            sha512: (wanted == Checksums::Sha256AndSha512).then(Sha512::new),
        }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        if let Some(hasher) = &mut self.sha256 {
            hasher.update(bytes);
        }
        if let Some(hasher) = &mut self.sha512 {
            hasher.update(bytes);
        }
    }

    pub(super) fn finish(self) -> Option<Digests> {
        let sha256 = Sha256Digest(self.sha256?.finalize().into());
        let sha512 =
            self.sha512.map(|hasher| hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        Some(Digests { sha256, sha512 })
    }
}

/// Reads on, and computes the checksum of what passes.
pub(super) struct HashingReader<R> {
    pub(super) inner: R,
    pub(super) hasher: Hasher,
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..length]);
        Ok(length)
    }
}
