//! What arrives, as a blocking reader.

use std::io::{self, BufRead, BufReader, Read};

use bytes::{Buf, Bytes};
use flate2::bufread::MultiGzDecoder;
use tokio::sync::mpsc;

use crate::artifacts::Sha256Digest;
use crate::mounts::hash::Hashes;

/// What a download passes on.
#[derive(Debug)]
pub enum Piece {
    /// The first piece: whether what follows is compressed for the transport, and must be decompressed to be the
    /// content.
    Begin { is_gzipped: bool },
    /// Some more bytes.
    Data(Bytes),
    /// That was all.
    End,
}

/// The bytes of a download, as they are on the wire. Reading waits for them.
pub struct Wire {
    pieces: mpsc::Receiver<Piece>,
    current: Bytes,
    is_over: bool,
}

impl BufRead for Wire {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.current.is_empty() && !self.is_over {
            match self.pieces.blocking_recv() {
                Some(Piece::Data(bytes)) => self.current = bytes,
                Some(Piece::End) => self.is_over = true,
                // The download failed, and says why itself.
                Some(Piece::Begin { .. }) | None => return Err(io::Error::other("the download failed")),
            }
        }
        Ok(&self.current)
    }

    fn consume(&mut self, count: usize) {
        self.current.advance(count);
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

/// The content that a download brings.
pub enum Body {
    /// As it is on the wire.
    Plain(Wire),
    /// Decompressed, and hashed, since what the download hashes is something else.
    Gzipped(Box<BufReader<Counting<MultiGzDecoder<Wire>>>>),
}

impl Body {
    /// Waits until the content begins.
    pub fn begin(mut pieces: mpsc::Receiver<Piece>) -> io::Result<Self> {
        let Some(Piece::Begin { is_gzipped }) = pieces.blocking_recv() else {
            return Err(io::Error::other("the download failed"));
        };
        let wire = Wire { pieces, current: Bytes::new(), is_over: false };
        Ok(if is_gzipped {
            let decoder = MultiGzDecoder::new(wire);
            let counting = Counting { inner: decoder, hashes: Hashes::new(false), count: 0 };
            Self::Gzipped(Box::new(BufReader::with_capacity(128 << 10, counting)))
        } else {
            Self::Plain(wire)
        })
    }

    /// Size and checksum of the content, if they are not those of what was on the wire. All of it must have been read.
    pub fn finish(self) -> Option<(u64, Sha256Digest)> {
        match self {
            Self::Plain(_) => None,
            Self::Gzipped(reader) => Some((reader.get_ref().count, reader.get_ref().hashes.sha256())),
        }
    }
}

impl BufRead for Body {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Plain(wire) => wire.fill_buf(),
            Self::Gzipped(reader) => reader.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Self::Plain(wire) => wire.consume(count),
            Self::Gzipped(reader) => reader.consume(count),
        }
    }
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

/// Hashes and counts what is read.
pub struct Counting<R> {
    inner: R,
    hashes: Hashes,
    count: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hashes.update(&buffer[..count]);
        self.count += count as u64;
        Ok(count)
    }
}
