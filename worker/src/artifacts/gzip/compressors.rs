//! How much of the machine compression may use.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{Semaphore, SemaphorePermit};

/// The threads that make artifacts ready, shared by all uploads of a worker: one for each core compresses large
/// inputs, and as many are there for small ones, which need not wait for the large.
#[derive(Debug)]
pub struct Compressors {
    large: Semaphore,
    small: Semaphore,
    wanted: AtomicUsize,
}

impl Default for Compressors {
    /// As many threads as this machine has cores.
    fn default() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from))
    }
}

impl Compressors {
    /// At most `threads` threads, at least one, for large inputs, and as many for small ones.
    #[must_use]
    pub fn new(threads: usize) -> Self {
        let threads = threads.clamp(1, Semaphore::MAX_PERMITS);
        Self { large: Semaphore::new(threads), small: Semaphore::new(threads), wanted: AtomicUsize::new(0) }
    }

    /// Waits until a thread may begin with another input of more than one block.
    pub async fn large(&self) -> Option<SemaphorePermit<'_>> {
        if let Some(permit) = self.try_large() {
            return Some(permit);
        }
        let _wanted = Wanted::new(&self.wanted);
        // The semaphore is never closed.
        self.large.acquire().await.ok()
    }

    /// Waits until a thread may begin with another small input.
    pub async fn small(&self) -> Option<SemaphorePermit<'_>> {
        self.small.acquire().await.ok()
    }

    pub(super) fn try_large(&self) -> Option<SemaphorePermit<'_>> {
        self.large.try_acquire().ok()
    }

    /// Whether a thread is needed for a large input that has none.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed) > 0
    }
}

/// Counts those who wait, also when they stop waiting early.
struct Wanted<'a>(&'a AtomicUsize);

impl<'a> Wanted<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Wanted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
