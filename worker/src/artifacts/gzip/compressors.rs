//! How much of the machine compression may use.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use flate2::Compress;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::block::Level;

/// The threads that make artifacts ready, shared by all uploads of a worker: one for each core compresses large
/// inputs, and as many are there for small ones, which need not wait for the large.
pub struct Compressors {
    large: Semaphore,
    small: Semaphore,
    wanted: AtomicUsize,
    /// Ready for another input: making one anew takes time and leaves holes in the heap, which small files would feel.
    idle: Mutex<Vec<Compress>>,
    threads: usize,
}

impl fmt::Debug for Compressors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compressors").field("threads", &self.threads).finish_non_exhaustive()
    }
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
        Self {
            large: Semaphore::new(threads),
            small: Semaphore::new(threads),
            wanted: AtomicUsize::new(0),
            idle: Mutex::default(),
            threads,
        }
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

    /// A compressor of [`Level::Thorough`] that is at its beginning.
    pub(super) fn take_thorough(&self) -> Compress {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Level::Thorough.compressor())
    }

    pub(super) fn give_back_thorough(&self, mut compressor: Compress) {
        compressor.reset();
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.threads {
            idle.push(compressor);
        }
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
