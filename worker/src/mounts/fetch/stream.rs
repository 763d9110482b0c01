//! Downloads on one thread what another uses up.

use std::io::{self, BufRead};

use tokio::sync::mpsc;
use tokio::task::JoinError;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::body::Body;
use super::download::{Ended, Received, download};
use super::{Fetcher, Source};
use crate::mounts::archive::ArchiveError;
use crate::mounts::error::{DownloadFailure, FetchError};

/// How many pieces may wait to be used. Each is as large as what the connection gives at once, some 100 KiB.
const WAITING: usize = 16;
/// How often content may change while it is downloaded.
const MOST_CHANGES: u32 = 3;

/// Cancelled with `cancel`, and when the guard is dropped: with the future that holds it.
pub fn linked(cancel: &CancellationToken) -> (CancellationToken, DropGuard) {
    let stop = cancel.child_token();
    (stop.clone(), stop.drop_guard())
}

/// Does `work` on a thread that may block.
pub async fn blocking<T: Send + 'static>(
    what: &Source,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, FetchError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| lost(error, what))
}

/// Downloads `source`, and gives it to `consume`, which runs on a thread that may block, and again with other content
/// if that changed meanwhile.
pub async fn consume<T: Send + 'static>(
    fetcher: &Fetcher,
    source: &Source,
    stop: &CancellationToken,
    consume: impl Fn(&mut Body) -> Result<T, FetchError> + Clone + Send + 'static,
) -> Result<(T, Received), FetchError> {
    for _ in 0..MOST_CHANGES {
        if let Some(outcome) = once(fetcher, source, stop, consume.clone()).await? {
            return Ok(outcome);
        }
    }
    Err(FetchError::Download {
        what: source.to_string(),
        attempts: MOST_CHANGES,
        elapsed: std::time::Duration::ZERO,
        failure: DownloadFailure::Changed,
    })
}

/// Nothing when the content changed meanwhile.
async fn once<T: Send + 'static>(
    fetcher: &Fetcher,
    source: &Source,
    stop: &CancellationToken,
    consume: impl Fn(&mut Body) -> Result<T, FetchError> + Send + 'static,
) -> Result<Option<(T, Received)>, FetchError> {
    let (sender, receiver) = mpsc::channel(WAITING);
    // On a thread of its own, since it computes checksums.
    let producer = tokio::task::spawn_blocking({
        let (fetcher, source, stop) = (fetcher.clone(), source.clone(), stop.clone());
        let runtime = tokio::runtime::Handle::current();
        move || runtime.block_on(download(&fetcher, &source, sender, &stop))
    });
    let consumer = tokio::task::spawn_blocking({
        let what = source.to_string();
        move || {
            let unreadable = |error: io::Error| {
                let reason = error.to_string();
                FetchError::Unpack {
                    what,
                    error: ArchiveError::Corrupt { format: "gzip".to_owned(), reason },
                }
            };
            let mut body = match Body::begin(receiver) {
                Ok(body) => body,
                Err(error) => return Err(unreadable(error)),
            };
            let used = consume(&mut body)?;
            drain(&mut body).map_err(unreadable)?;
            Ok((used, body.finish()))
        }
    });
    let (produced, consumed) = tokio::join!(producer, consumer);
    let produced = produced.map_err(|error| lost(error, source))?;
    let consumed = consumed.map_err(|error| lost(error, source))?;
    match (produced, consumed) {
        (Err(Ended::Failed(error)), _) => Err(error),
        (Err(Ended::Changed), _) => Ok(None),
        (_, Err(error)) => Err(if stop.is_cancelled() { cancelled(source) } else { error }),
        (Err(Ended::Unwanted), Ok(_)) => Err(cancelled(source)),
        (Ok(received), Ok((used, content))) => {
            let received = content.map_or(received, |(bytes, sha256)| Received { bytes, sha256 });
            Ok(Some((used, received)))
        }
    }
}

fn drain(body: &mut Body) -> io::Result<()> {
    loop {
        let available = body.fill_buf()?.len();
        if available == 0 {
            return Ok(());
        }
        body.consume(available);
    }
}

pub fn cancelled(what: &Source) -> FetchError {
    FetchError::Cancelled { what: what.to_string() }
}

/// A thread is gone. A panic goes on here: it is a bug, which whoever runs the task deals with.
fn lost(error: JoinError, what: &Source) -> FetchError {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        // The runtime is shutting down.
        Err(_) => cancelled(what),
    }
}
