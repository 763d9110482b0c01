//! A piece of the input, compressed on its own.

use std::io::{self, Read};

use flate2::{CompressError, Crc, FlushCompress, Status};

use super::compressors::{Compressors, Level};

/// As much as is compressed at a time, in bytes; smaller inputs never use a second thread. Each block costs some
/// 20 bytes, which is felt where 1 MiB becomes 1 KiB: hence so large.
pub const BLOCK_SIZE: usize = 1 << 20;
/// How far back deflate looks, in bytes.
pub const WINDOW: usize = 32 << 10;
/// By how much the fast level may be larger than the thorough one and still be used, in percent.
const ACCEPTED_LOSS: usize = 2;
/// What has become this many times smaller at the thorough level is tried at the best, which takes little time then.
const WORTH_MORE: usize = 32;
/// The room that output is given at first and in addition, in bytes.
const OUTPUT_STEP: usize = 32 << 10;

/// At which levels a block is compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Levels {
    /// About as small as `gzip -6`, usually somewhat smaller.
    #[default]
    Thorough,
    /// Almost twice as fast, but much larger for some inputs.
    Fast,
    /// Both, to compare them; the thorough one is used.
    Both,
}

/// A block and the memory for its work.
#[derive(Debug, Default)]
pub struct Block {
    index: u64,
    levels: Levels,
    is_last: bool,
    /// The dictionary, then the block's own bytes.
    data: Vec<u8>,
    dictionary: usize,
    output: Vec<u8>,
    fast_suits: Option<bool>,
    crc: Crc,
}

impl Block {
    /// Makes this the empty block number `index`, which comes behind `before`.
    pub fn begin(&mut self, index: u64, before: &[u8], levels: Levels) {
        self.index = index;
        self.levels = levels;
        self.data.clear();
        self.data.extend_from_slice(before);
        self.dictionary = before.len();
        self.fast_suits = None;
    }

    /// Reads until the block is full or the input ends; how many bytes.
    pub fn fill(&mut self, input: &mut dyn Read) -> io::Result<usize> {
        input.take(BLOCK_SIZE as u64).read_to_end(&mut self.data)
    }

    pub const fn set_last(&mut self, is_last: bool) {
        self.is_last = is_last;
    }

    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The last `length` bytes, or as many as there are.
    pub fn end(&self, length: usize) -> &[u8] {
        &self.data[self.data.len().saturating_sub(length)..]
    }

    /// What came out.
    pub fn output(&self) -> &[u8] {
        &self.output
    }

    /// What a block compressed at both levels has shown.
    pub const fn fast_suits(&self) -> Option<bool> {
        self.fast_suits
    }

    pub const fn crc(&self) -> &Crc {
        &self.crc
    }

    /// Compresses the block.
    pub fn compress(mut self, compressors: &Compressors) -> Result<Self, CompressError> {
        self.crc = Crc::new();
        self.crc.update(&self.data[self.dictionary..]);
        match self.levels {
            Levels::Fast => self.compress_at(Level::Fast, compressors)?,
            Levels::Thorough => self.compress_well(compressors)?,
            Levels::Both => {
                self.compress_at(Level::Fast, compressors)?;
                let fast = self.output.len();
                self.compress_well(compressors)?;
                self.fast_suits = Some(fast * 100 <= self.output.len() * (100 + ACCEPTED_LOSS));
            }
        }
        Ok(self)
    }

    fn compress_well(&mut self, compressors: &Compressors) -> Result<(), CompressError> {
        self.compress_at(Level::Thorough, compressors)?;
        if self.output.len() * WORTH_MORE < self.data.len() - self.dictionary {
            let thorough = self.output.clone();
            self.compress_at(Level::Best, compressors)?;
            if self.output.len() > thorough.len() {
                self.output = thorough;
            }
        }
        Ok(())
    }

    fn compress_at(&mut self, level: Level, compressors: &Compressors) -> Result<(), CompressError> {
        let (dictionary, mut rest) = self.data.split_at(self.dictionary);
        let flush = if self.is_last { FlushCompress::Finish } else { FlushCompress::Sync };
        self.output.clear();
        let mut compressor = compressors.take(level);
        if !dictionary.is_empty() {
            compressor.set_dictionary(dictionary)?;
        }
        loop {
            self.output.reserve(OUTPUT_STEP);
            let before = compressor.total_in();
            let status = compressor.compress_vec(rest, &mut self.output, flush)?;
            // No more than the length of a slice.
            rest = &rest[(compressor.total_in() - before) as usize..];
            let is_flushed = rest.is_empty() && self.output.len() < self.output.capacity();
            if status == Status::StreamEnd || (!self.is_last && is_flushed) {
                break;
            }
        }
        compressors.give_back(level, compressor);
        Ok(())
    }
}
