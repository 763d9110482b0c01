//! Noticing a transfer that has stalled, however long it takes as a whole.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// When something was last sent or received. Clones share it.
#[derive(Clone, Debug)]
pub struct Progress {
    started: Instant,
    /// Milliseconds after the start.
    last: Arc<AtomicU64>,
}

impl Progress {
    /// Something happens now.
    #[must_use]
    pub fn begin() -> Self {
        Self { started: Instant::now(), last: Arc::default() }
    }

    /// Something happened again.
    pub fn mark(&self) {
        let elapsed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(elapsed, Ordering::Relaxed);
    }

    fn last(&self) -> Instant {
        self.started + Duration::from_millis(self.last.load(Ordering::Relaxed))
    }
}

/// What `work` gives; nothing when there was no progress for as long as `patience`.
pub async fn unless_stalled<T>(
    work: impl Future<Output = T>,
    progress: &Progress,
    patience: Duration,
) -> Option<T> {
    let mut work = pin!(work);
    loop {
        let deadline = progress.last() + patience;
        match tokio::time::timeout_at(deadline, &mut work).await {
            Ok(outcome) => return Some(outcome),
            Err(_) if progress.last() + patience > deadline => {}
            Err(_) => return None,
        }
    }
}
