//! Reads an input block by block, and writes what becomes of the blocks in order.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::thread;

use flate2::Crc;
use tokio_util::sync::CancellationToken;

use super::block::{BLOCK_SIZE, Block, Levels, WINDOW};
use super::compressors::Compressors;
use super::team::Team;
use super::{GzipError, Gzipped};

/// One in so many blocks is compressed at both levels, to learn which one suits the input.
const PROBE_INTERVAL: u64 = 16;
/// How many blocks later what a probe has shown is used. No more are under way at once, so that it is known by then.
const PROBE_DELAY: u64 = 8;

/// Magic number, deflate, no flags, no time, no hint, unknown system: the same input gives the same bytes everywhere.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// One input on its way.
pub struct Job<'env, 'io> {
    input: &'io mut dyn Read,
    output: &'io mut dyn Write,
    team: &'env Team,
    compressors: &'env Compressors,
    cancelled: &'io CancellationToken,
    /// The number of the next block to read.
    next: u64,
    /// The number of the next block to write.
    oldest: u64,
    /// Whether the last block has been read.
    ended: bool,
    /// The end of the block read last.
    tail: Vec<u8>,
    /// Blocks whose memory can be used again.
    spare: Vec<Block>,
    /// What the newest probe has shown that may be used, and those that may not be used yet.
    fast_suits: bool,
    probes: VecDeque<bool>,
    crc: Crc,
    done: Gzipped,
}

impl<'env, 'io> Job<'env, 'io> {
    pub fn new(
        input: &'io mut dyn Read,
        output: &'io mut dyn Write,
        team: &'env Team,
        compressors: &'env Compressors,
        cancelled: &'io CancellationToken,
    ) -> Self {
        Self {
            input,
            output,
            team,
            compressors,
            cancelled,
            next: 0,
            oldest: 0,
            ended: false,
            tail: Vec::new(),
            spare: Vec::new(),
            fast_suits: false,
            probes: VecDeque::new(),
            crc: Crc::new(),
            done: Gzipped { input: 0, output: 0 },
        }
    }

    pub fn run<'scope>(mut self, scope: &'scope thread::Scope<'scope, 'env>) -> Result<Gzipped, GzipError> {
        self.write(&HEADER)?;
        while !self.ended || self.oldest < self.next {
            if self.cancelled.is_cancelled() {
                return Err(GzipError::Cancelled);
            }
            let room = (self.team.helpers() + 2).min(PROBE_DELAY);
            if let Some(finished) = self.team.try_take(self.oldest) {
                self.put(finished?)?;
            } else if !self.ended && self.next - self.oldest < room {
                let block = self.read()?;
                self.team.add(block, self.compressors, scope);
            } else {
                let finished = self.team.take(self.oldest, self.compressors)?;
                self.put(finished)?;
            }
        }
        self.write(&self.crc.sum().to_le_bytes())?;
        self.write(&self.crc.amount().to_le_bytes())?;
        Ok(self.done)
    }

    fn read(&mut self) -> Result<Block, GzipError> {
        let mut block = self.spare.pop().unwrap_or_default();
        let levels = self.levels();
        block.begin(self.next, &self.tail, levels);
        let length = block.fill(&mut *self.input).map_err(GzipError::Read)?;
        self.ended = length < BLOCK_SIZE;
        block.set_last(self.ended);
        if !self.ended {
            self.tail.clear();
            self.tail.extend_from_slice(block.end(WINDOW));
        }
        self.next += 1;
        self.done.input += length as u64;
        Ok(block)
    }

    /// At which levels the next block is compressed.
    fn levels(&mut self) -> Levels {
        if self.next % PROBE_INTERVAL == PROBE_DELAY {
            // The probe is this many blocks back, and so it has been written.
            self.fast_suits = self.probes.pop_front().unwrap_or(false);
        }
        match self.next % PROBE_INTERVAL {
            0 => Levels::Both,
            _ if self.fast_suits => Levels::Fast,
            _ => Levels::Thorough,
        }
    }

    fn put(&mut self, block: Block) -> Result<(), GzipError> {
        self.crc.combine(block.crc());
        if let Some(suits) = block.fast_suits() {
            self.probes.push_back(suits);
        }
        self.write(block.output())?;
        self.oldest += 1;
        self.spare.push(block);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), GzipError> {
        self.done.output += bytes.len() as u64;
        self.output.write_all(bytes).map_err(GzipError::Write)
    }
}
