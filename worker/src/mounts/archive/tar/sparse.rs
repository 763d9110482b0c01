//! Sparse files: maps of the parts that an archive holds; the rest is holes.

use std::io::{self, BufRead};

use ::tar::{GnuExtSparseHeader, GnuSparseHeader, Header};

/// How many parts a sparse file may have.
const MOST_PARTS: usize = 1 << 20;

/// The parts of a sparse file that have content, and its size.
#[derive(Debug, PartialEq, Eq)]
pub struct Map {
    /// Offset and length of each part, in order.
    pub parts: Vec<(u64, u64)>,
    pub size: u64,
}

impl Map {
    fn new(parts: Vec<(u64, u64)>, size: u64) -> io::Result<Self> {
        let mut end = 0;
        for (offset, length) in &parts {
            if *offset < end {
                return Err(wrong("the parts of a sparse file overlap"));
            }
            end = offset.checked_add(*length).ok_or_else(|| wrong("a sparse file is too large"))?;
        }
        if end > size || i64::try_from(size).is_err() {
            return Err(wrong("a sparse file is larger than it says"));
        }
        Ok(Self { parts, size })
    }

    /// How much content there is. Cannot overflow, since it is less than the size.
    pub fn content(&self) -> u64 {
        self.parts.iter().map(|(_, length)| length).sum()
    }
}

/// Offsets and lengths, by turns.
#[derive(Debug, Default)]
pub struct Numbers(Vec<u64>);

impl Numbers {
    pub fn push(&mut self, number: u64) -> Result<(), String> {
        if self.0.len() == 2 * MOST_PARTS {
            return Err("a sparse file has too many parts".to_owned());
        }
        self.0.push(number);
        Ok(())
    }

    pub fn to_map(&self, size: u64) -> io::Result<Map> {
        let pairs = self.0.chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return Err(wrong("the map of a sparse file is incomplete"));
        }
        Map::new(pairs.map(|pair| (pair[0], pair[1])).collect(), size)
    }
}

/// The map of the old GNU format: in the header, and in blocks that follow it.
pub fn gnu(header: &Header, input: &mut dyn BufRead) -> io::Result<Map> {
    let gnu = header.as_gnu().ok_or_else(|| wrong("a sparse file has no GNU header"))?;
    let mut parts = Vec::new();
    add(&mut parts, &gnu.sparse)?;
    let mut more = gnu.is_extended();
    while more {
        let mut block = GnuExtSparseHeader::new();
        input.read_exact(block.as_mut_bytes())?;
        add(&mut parts, &block.sparse)?;
        more = block.is_extended();
    }
    Map::new(parts, gnu.real_size()?)
}

fn add(parts: &mut Vec<(u64, u64)>, entries: &[GnuSparseHeader]) -> io::Result<()> {
    for entry in entries.iter().filter(|entry| !entry.is_empty()) {
        if parts.len() == MOST_PARTS {
            return Err(wrong("a sparse file has too many parts"));
        }
        parts.push((entry.offset()?, entry.length()?));
    }
    Ok(())
}

/// The map at the beginning of `stored` bytes of content: how many parts, then their numbers, a line each, up to the
/// next block; and how many bytes that was.
pub fn numbers(input: &mut dyn BufRead, stored: u64) -> io::Result<(Numbers, u64)> {
    let mut text = Text { input, read: 0, stored };
    let count = text.number()?;
    let mut numbers = Numbers::default();
    for _ in 0..count.checked_mul(2).ok_or_else(|| wrong("a sparse file has too many parts"))? {
        numbers.push(text.number()?).map_err(|error| wrong(&error))?;
    }
    while !text.read.is_multiple_of(512) {
        text.byte()?;
    }
    Ok((numbers, text.read))
}

struct Text<'a> {
    input: &'a mut dyn BufRead,
    read: u64,
    stored: u64,
}

impl Text<'_> {
    fn byte(&mut self) -> io::Result<u8> {
        if self.read == self.stored {
            return Err(wrong("the map of a sparse file is incomplete"));
        }
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.read += 1;
        Ok(byte[0])
    }

    fn number(&mut self) -> io::Result<u64> {
        let mut number = 0_u64;
        loop {
            match self.byte()? {
                b'\n' => return Ok(number),
                digit @ b'0'..=b'9' => {
                    let next = number.checked_mul(10).and_then(|n| n.checked_add(u64::from(digit - b'0')));
                    number =
                        next.ok_or_else(|| wrong("a number in the map of a sparse file is too large"))?;
                }
                _ => return Err(wrong("the map of a sparse file is malformed")),
            }
        }
    }
}

fn wrong(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}
