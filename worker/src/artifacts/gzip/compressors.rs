//! How much of the machine compression may use.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use flate2::{Compress, Compression};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How hard a compressor tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Almost twice as fast as the next, but much larger for some inputs.
    Fast = 6,
    /// About the size that `gzip -6` gives, usually somewhat smaller.
    Thorough = 7,
    /// Smaller where the same comes again and again, and slow where it does not.
    Best = 8,
}

/// The compressors of a worker, shared by all its uploads: a thread for each core compresses large inputs.
pub struct Compressors {
    threads: Semaphore,
    wanted: AtomicUsize,
    /// Ready for another input, by level: making one anew costs more than a small file.
    idle: [Mutex<Vec<Compress>>; 3],
    most_idle: usize,
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
    /// At most `threads` threads, at least one, for large inputs.
    #[must_use]
    pub fn new(threads: usize) -> Self {
        let threads = threads.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            threads: Semaphore::new(threads),
            wanted: AtomicUsize::new(0),
            idle: Default::default(),
            most_idle: threads,
        }
    }

    /// Waits until a thread may begin with another large input. Inputs of one block need no permit.
    pub async fn permit(&self) -> Option<SemaphorePermit<'_>> {
        if let Some(permit) = self.try_permit() {
            return Some(permit);
        }
        let _wanted = Wanted::new(&self.wanted);
        // The semaphore is never closed.
        self.threads.acquire().await.ok()
    }

    pub(super) fn try_permit(&self) -> Option<SemaphorePermit<'_>> {
        self.threads.try_acquire().ok()
    }

    /// Whether a thread is needed for an input that has none.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed) > 0
    }

    /// A compressor that has seen no input.
    pub(super) fn take(&self, level: Level) -> Compress {
        let idle = self.idle(level).lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Compress::new(Compression::new(level as u32), false))
    }

    pub(super) fn give_back(&self, level: Level, mut compressor: Compress) {
        compressor.reset();
        let mut idle = self.idle(level).lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.most_idle {
            idle.push(compressor);
        }
    }

    const fn idle(&self, level: Level) -> &Mutex<Vec<Compress>> {
        match level {
            Level::Fast => &self.idle[0],
            Level::Thorough => &self.idle[1],
            Level::Best => &self.idle[2],
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
