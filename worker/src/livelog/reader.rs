//! One reader's way through a log.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::process::Follower;

/// How much is read at a time, in bytes: all the memory that a reader needs, but for what its connection holds.
const PIECE: usize = 64 * 1024;

/// How long a reader that has everything waits before it looks again. A task that prints line after line would
/// otherwise have to wake all its readers for each.
const PAUSE: Duration = Duration::from_millis(20);

/// What a reader wants to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The position of the first byte.
    pub start: u64,
    /// The position after the last byte; `None` is the end of the log, wherever that will be.
    pub end: Option<u64>,
}

/// The log from the wanted position on, as it grows, until it is complete, or until all is read that there is when
/// `enough` is cancelled. Once the log is complete, the reader has `patience_at_end` to take the rest.
pub fn read(
    follower: Follower,
    wanted: Wanted,
    patience_at_end: Duration,
    enough: CancellationToken,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let Wanted { start: offset, end } = wanted;
    let reader = Reader { follower, offset, end, patience_at_end, deadline: None, enough };
    stream::unfold(reader, async |mut reader| match reader.next().await {
        Ok(Some(piece)) => Some((Ok(piece), reader)),
        Ok(None) => None,
        Err(error) => {
            // Nothing can come after an error.
            reader.end = Some(0);
            Some((Err(error), reader))
        }
    })
}

struct Reader {
    follower: Follower,
    offset: u64,
    end: Option<u64>,
    patience_at_end: Duration,
    /// When the reader must have everything; known once the log is complete.
    deadline: Option<Instant>,
    enough: CancellationToken,
}

impl Reader {
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        loop {
            if self.end.is_some_and(|end| self.offset >= end) {
                return Ok(None);
            }
            let progress = self.follower.progress();
            if self.offset < progress.length {
                self.check_deadline(progress.complete)?;
                let end = self.end.unwrap_or(u64::MAX).min(progress.length);
                return self.piece(end - self.offset).map(Some);
            }
            if progress.complete || self.enough.is_cancelled() {
                return Ok(None);
            }
            let growth = async {
                tokio::time::sleep(PAUSE).await;
                self.follower.changed().await;
            };
            self.enough.run_until_cancelled(growth).await;
        }
    }

    /// The next piece, where `most` bytes are there.
    fn piece(&mut self, most: u64) -> io::Result<Bytes> {
        let length = usize::try_from(most).unwrap_or(PIECE).min(PIECE);
        let mut buffer = vec![0; length];
        // On this thread nobody but readers of live logs waits for the disk.
        let count = self.follower.read_at(&mut buffer, self.offset)?;
        if count == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the log file has been cut short"));
        }
        buffer.truncate(count);
        self.offset += count as u64;
        Ok(buffer.into())
    }

    fn check_deadline(&mut self, complete: bool) -> io::Result<()> {
        if !complete {
            return Ok(());
        }
        let deadline = *self.deadline.get_or_insert_with(|| Instant::now() + self.patience_at_end);
        if Instant::now() > deadline { Err(io::ErrorKind::TimedOut.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures_util::{StreamExt, TryStreamExt};

    use super::*;
    use crate::process::SharedFile;

    const ALL: Wanted = Wanted { start: 0, end: None };
    const PATIENCE: Duration = Duration::from_secs(60);

    fn log() -> (tempfile::TempDir, SharedFile) {
        let dir = tempfile::tempdir().unwrap();
        let file = SharedFile::create(dir.path().join("log")).unwrap();
        (dir, file)
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_gets_what_was_there_and_what_comes_and_the_end() {
        let (_dir, log) = log();
        log.write_all(b"one\n").unwrap();
        let mut reader = pin!(read(log.follow().unwrap(), ALL, PATIENCE, CancellationToken::new()));
        assert_eq!(reader.next().await.unwrap().unwrap(), "one\n");
        log.write_all(b"two\n").unwrap();
        assert_eq!(reader.next().await.unwrap().unwrap(), "two\n");
        log.write_all(b"three\n").unwrap();
        log.complete();
        assert_eq!(reader.next().await.unwrap().unwrap(), "three\n");
        assert!(reader.next().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_has_been_told_that_it_is_enough_gets_what_is_there() {
        let (_dir, log) = log();
        let enough = CancellationToken::new();
        let mut reader = pin!(read(log.follow().unwrap(), ALL, PATIENCE, enough.clone()));
        let ending = async {
            tokio::time::sleep(PATIENCE).await;
            log.write_all(b"last\n").unwrap();
            enough.cancel();
        };
        let (first, ()) = tokio::join!(reader.next(), ending);
        assert_eq!(first.unwrap().unwrap(), "last\n");
        assert!(reader.next().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_may_want_a_part() {
        let (_dir, log) = log();
        log.write_all(b"0123456789").unwrap();
        let part = |start, end| {
            read(log.follow().unwrap(), Wanted { start, end }, PATIENCE, CancellationToken::new())
        };
        let parts: Vec<_> = part(3, Some(5)).try_collect().await.unwrap();
        assert_eq!(parts, ["34"]);
        let mut later = pin!(part(10, Some(12)));
        log.write_all(b"abc").unwrap();
        assert_eq!(later.next().await.unwrap().unwrap(), "ab");
        assert!(later.next().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_reader_has_some_time_at_the_end_but_not_for_ever() {
        let (_dir, log) = log();
        log.write_all(&vec![b'x'; 3 * PIECE]).unwrap();
        log.complete();
        let mut reader = pin!(read(log.follow().unwrap(), ALL, PATIENCE, CancellationToken::new()));
        assert_eq!(reader.next().await.unwrap().unwrap().len(), PIECE);
        tokio::time::advance(PATIENCE / 2).await;
        assert_eq!(reader.next().await.unwrap().unwrap().len(), PIECE);
        tokio::time::advance(PATIENCE).await;
        assert_eq!(reader.next().await.unwrap().unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(reader.next().await.is_none());
    }
}
