//! Decodes on one thread what another unpacks.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// What is decoded at a time, in bytes.
const PIECE: usize = 256 << 10;
/// How many pieces may wait.
const WAITING: usize = 4;

type Piece = io::Result<Vec<u8>>;

/// The end that is written to.
pub struct Writer {
    pieces: SyncSender<Piece>,
    used: Receiver<Vec<u8>>,
}

/// The end that is read from.
pub struct Reader {
    pieces: Receiver<Piece>,
    used: SyncSender<Vec<u8>>,
    current: Vec<u8>,
    position: usize,
    is_over: bool,
}

pub fn pipe() -> (Writer, Reader) {
    let (sender, pieces) = sync_channel(WAITING);
    // As many as wait, one that is filled and one that is read.
    let (used, receiver) = sync_channel(WAITING + 2);
    let reader = Reader { pieces, used, current: Vec::new(), position: 0, is_over: false };
    (Writer { pieces: sender, used: receiver }, reader)
}

impl Writer {
    /// Passes on everything that `input` gives, also its error; whether the reader wanted all of it.
    pub fn pass(self, input: &mut dyn Read) -> bool {
        loop {
            let mut piece = self.used.try_recv().unwrap_or_default();
            piece.resize(PIECE, 0);
            match fill(input, &mut piece) {
                Ok(0) => return true,
                Ok(length) => {
                    piece.truncate(length);
                    if self.pieces.send(Ok(piece)).is_err() {
                        return false;
                    }
                }
                Err(error) => return self.pieces.send(Err(error)).is_ok(),
            }
        }
    }
}

/// Reads until `piece` is full or the input is over.
fn fill(input: &mut dyn Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < piece.len() {
        match input.read(&mut piece[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

impl BufRead for Reader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.position == self.current.len() && !self.is_over {
            let next = self.pieces.recv();
            let used = std::mem::take(&mut self.current);
            // There are enough, or nobody needs them any more.
            let _ = self.used.try_send(used);
            self.position = 0;
            match next {
                Ok(Ok(piece)) => self.current = piece,
                Ok(Err(error)) => return Err(error),
                Err(_) => self.is_over = true,
            }
        }
        Ok(&self.current[self.position..])
    }

    fn consume(&mut self, count: usize) {
        self.position += count;
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
