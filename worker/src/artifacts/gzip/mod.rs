//! gzip on all cores.
//!
//! The input is cut into blocks that are compressed independently, each with the end of the block before it as its
//! dictionary, and flushed to a whole byte; put together they are one deflate stream, in one gzip member. So every
//! client can unpack it, and little of the compression is lost. What comes out depends on the input alone, not on how
//! many threads had a hand in it.

mod block;
mod compressors;
mod job;
mod team;
#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};
use std::thread;

use tokio_util::sync::CancellationToken;

pub use self::block::BLOCK_SIZE;
pub use self::compressors::Compressors;
use self::job::Job;
use self::team::{Closing, Team};

/// Compression came to an early end.
#[derive(Debug, thiserror::Error)]
pub enum GzipError {
    /// The input failed.
    #[error("reading failed: {0}")]
    Read(#[source] io::Error),
    /// The output failed.
    #[error("writing compressed data failed: {0}")]
    Write(#[source] io::Error),
    /// The compressor gave up, which no input can bring about.
    #[error("compression failed: {0}")]
    Compress(#[from] flate2::CompressError),
    /// It was cancelled.
    #[error("compression was cancelled")]
    Cancelled,
}

/// How much was compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gzipped {
    /// Bytes read.
    pub input: u64,
    /// Bytes written.
    pub output: u64,
}

/// Compresses all of `input` to a single gzip member on `output`. Blocks.
///
/// Works on this thread, and for inputs longer than [`BLOCK_SIZE`] on others as far as `compressors` has some to spare.
/// Cancellation is noticed between blocks. Memory is bounded: a few blocks.
///
/// # Errors
///
/// When the input or the output fails, or `cancelled` is.
pub fn gzip(
    input: &mut dyn Read,
    output: &mut dyn Write,
    compressors: &Compressors,
    cancelled: &CancellationToken,
) -> Result<Gzipped, GzipError> {
    let team = Team::default();
    thread::scope(|scope| {
        let _closing = Closing(&team);
        Job::new(input, output, &team, compressors, cancelled).run(scope)
    })
}
