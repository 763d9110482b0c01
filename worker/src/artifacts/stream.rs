//! Sends a body piece by piece, and knows when the last piece was sent.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, PoisonError};

use bytes::Bytes;
use futures_util::Stream;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio_util::sync::CancellationToken;

use super::body::{Body, Source};
use super::digest::{Checksums, Digests, Hasher};
use crate::taskcluster::http::Progress;

/// How much is read and handed on at a time, in bytes.
const PIECE: usize = 128 << 10;
/// How many pieces may wait to be sent.
const WAITING: usize = 3;

/// How reading a body ended.
#[derive(Debug)]
pub enum Reading {
    /// All of it was handed on.
    Complete(Option<Digests>),
    /// Whoever sent it did not want the rest.
    Unwanted,
    /// The file could not be read, or is shorter than it was.
    Failed(io::Error),
}

/// A body on its way: what is sent, and how the reading of it ends.
pub struct Outgoing {
    pub body: reqwest::Body,
    pub reading: tokio::task::JoinHandle<Reading>,
}

/// Begins to read `body` from its start. What is sent is marked as `progress`; `stop` ends the reading early, since a
/// connection that is stuck may hold on to what it was given.
pub fn begin(body: &Body, wanted: Checksums, progress: Progress, stop: CancellationToken) -> Outgoing {
    let digests = body.digests.clone();
    match &body.source {
        Source::Memory(bytes) if bytes.len() <= PIECE => {
            let reading = tokio::spawn(async move { Reading::Complete(digests) });
            Outgoing { body: bytes.clone().into(), reading }
        }
        Source::Memory(bytes) => {
            let (sender, receiver) = mpsc::channel(WAITING);
            let reading = tokio::spawn(send_memory(bytes.clone(), Pieces { sender, stop }, digests));
            Outgoing { body: reqwest::Body::wrap_stream(stream(receiver, progress)), reading }
        }
        Source::File(file) => {
            let (file, length) = (Arc::clone(file), body.length);
            let (sender, receiver) = mpsc::channel(WAITING);
            let hasher = Hasher::new(if digests.is_none() { wanted } else { Checksums::None });
            let reading = tokio::task::spawn_blocking(move || {
                // Waits for an earlier attempt to notice that it is over.
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                match send_file(&mut file, length, &Pieces { sender, stop }, hasher) {
                    Reading::Complete(read) => Reading::Complete(digests.or(read)),
                    other => other,
                }
            });
            Outgoing { body: reqwest::Body::wrap_stream(stream(receiver, progress)), reading }
        }
    }
}

type Piece = io::Result<Bytes>;

fn stream(mut receiver: mpsc::Receiver<Piece>, progress: Progress) -> impl Stream<Item = Piece> + Send {
    futures_util::stream::poll_fn(move |context| {
        let polled = receiver.poll_recv(context);
        if polled.is_ready() {
            progress.mark();
        }
        polled
    })
}

/// Where pieces go.
struct Pieces {
    sender: mpsc::Sender<Piece>,
    stop: CancellationToken,
}

impl Pieces {
    /// Hands `piece` on, once there is room; whether anybody wants more.
    async fn send(&self, piece: Piece) -> bool {
        matches!(self.stop.run_until_cancelled(self.sender.send(piece)).await, Some(Ok(())))
    }

    /// The same, on a thread that may block.
    fn send_blocking(&self, piece: Piece) -> bool {
        match self.sender.try_send(piece) {
            Ok(()) => true,
            Err(TrySendError::Full(piece)) => tokio::runtime::Handle::current().block_on(self.send(piece)),
            Err(TrySendError::Closed(_)) => false,
        }
    }
}

async fn send_memory(bytes: Bytes, pieces: Pieces, digests: Option<Digests>) -> Reading {
    for start in (0..bytes.len()).step_by(PIECE) {
        let piece = bytes.slice(start..bytes.len().min(start + PIECE));
        if !pieces.send(Ok(piece)).await {
            return Reading::Unwanted;
        }
    }
    Reading::Complete(digests)
}

fn send_file(file: &mut File, length: u64, pieces: &Pieces, mut hasher: Hasher) -> Reading {
    let failed = |error: io::Error| {
        // Ends the request too, so that the server does not take a part for the whole.
        pieces.send_blocking(Err(io::Error::new(error.kind(), error.to_string())));
        Reading::Failed(error)
    };
    if let Err(error) = file.rewind() {
        return failed(error);
    }
    let mut buffers = Buffers::new();
    let mut left = length;
    while left > 0 {
        let wanted = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
        let mut buffer = buffers.take();
        let count = match read_piece(file, &mut buffer[..wanted]) {
            Ok(0) => return failed(shorter(length, left)),
            Ok(count) => count,
            Err(error) => return failed(error),
        };
        hasher.update(&buffer[..count]);
        left -= count as u64;
        if !pieces.send_blocking(Ok(buffers.lend(buffer, count))) {
            return Reading::Unwanted;
        }
    }
    Reading::Complete(hasher.finish())
}

fn read_piece(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

fn shorter(length: u64, left: u64) -> io::Error {
    let text = format!("it had {length} bytes when the upload began, but only {} now", length - left);
    io::Error::new(io::ErrorKind::UnexpectedEof, text)
}

/// Memory for pieces, used again once they are sent: large allocations are slow.
struct Buffers {
    back: SyncSender<Vec<u8>>,
    returned: std::sync::mpsc::Receiver<Vec<u8>>,
}

impl Buffers {
    fn new() -> Self {
        // As many as wait, one that is being read and a few that are being sent.
        let (back, returned) = sync_channel(2 * WAITING + 2);
        Self { back, returned }
    }

    fn take(&mut self) -> Vec<u8> {
        self.returned.try_recv().unwrap_or_else(|_| vec![0; PIECE])
    }

    fn lend(&self, buffer: Vec<u8>, length: usize) -> Bytes {
        Bytes::from_owner(Lent { buffer, length, back: self.back.clone() })
    }
}

struct Lent {
    buffer: Vec<u8>,
    length: usize,
    back: SyncSender<Vec<u8>>,
}

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        &self.buffer[..self.length]
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // There are enough, or nobody needs them any more.
        let _ = self.back.try_send(std::mem::take(&mut self.buffer));
    }
}
