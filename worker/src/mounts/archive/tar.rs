//! Unpacks tar archives while they arrive.
//!
//! Formats: old tar, ustar, GNU (long names, sparse files) and pax (long names, large sizes, exact times, sparse files).
//! Devices, FIFOs and parts of multi-volume archives are refused.

mod pax;
mod sparse;

use std::io::{BufRead, Read};

use ::tar::{EntryType, Header};
use tokio_util::sync::CancellationToken;

use crate::platform::ModificationTime;

use super::error::ArchiveError;
use super::file::{Attributes, NewFile};
use super::output::Output;
use pax::Extensions;
use sparse::Map;

const BLOCK: usize = 512;
/// The longest name or target that an entry of its own may give, in bytes: longer ones cannot exist.
const LONGEST_NAME: u64 = 64 << 10;
/// The longest set of pax extensions of one entry, in bytes.
const LONGEST_EXTENSIONS: u64 = 4 << 20;

/// Unpacks what `input` holds up to the end mark of the archive, which is the last thing that is read.
pub fn unpack(input: &mut dyn BufRead, output: &mut Output) -> Result<(), ArchiveError> {
    let mut input = Input { inner: input, cancel: output.cancel().clone() };
    let mut extensions = Extensions::default();
    while let Some(header) = input.header()? {
        let size = header.entry_size().map_err(corrupt)?;
        match header.entry_type() {
            EntryType::GNULongName => extensions.path = Some(input.name(size)?),
            EntryType::GNULongLink => extensions.link = Some(input.name(size)?),
            EntryType::XHeader => {
                let text = input.bytes(size, LONGEST_EXTENSIONS, "pax extensions")?;
                extensions.add(&text).map_err(corrupt)?;
            }
            // Comments and defaults that no common archiver uses.
            EntryType::XGlobalHeader => input.skip_entry(size)?,
            // The name of a GNU archive, not a file.
            kind if kind.as_byte() == b'V' => input.skip_entry(size)?,
            _ => entry(&mut input, &header, std::mem::take(&mut extensions), output)?,
        }
    }
    Ok(())
}

fn entry(
    input: &mut Input<'_>,
    header: &Header,
    extensions: Extensions,
    output: &mut Output,
) -> Result<(), ArchiveError> {
    let name = extensions.path.clone().unwrap_or_else(|| header.path_bytes().into_owned());
    let stored = match extensions.size {
        Some(size) => size,
        None => header.entry_size().map_err(corrupt)?,
    };
    let mtime = match extensions.mtime {
        Some(mtime) => mtime,
        None => ModificationTime { seconds: seconds(header.mtime().map_err(corrupt)?), nanoseconds: 0 },
    };
    let attributes = Attributes { mode: header.mode().map_err(corrupt)? & 0o7777, mtime: Some(mtime) };
    let target =
        || extensions.link.clone().or_else(|| header.link_name_bytes().map(std::borrow::Cow::into_owned));
    let kind = header.entry_type();
    match kind {
        // Before there was a type for directories, their names ended in a slash.
        EntryType::Regular
            if name.ends_with(b"/") && header.as_ustar().is_none() && header.as_gnu().is_none() =>
        {
            output.directory(&name, attributes)
        }
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
            let map = input.map(header, kind, &extensions, stored)?;
            let mut file = output.file(&name, attributes)?;
            match map {
                None => input.copy(stored, &mut file)?,
                Some((map, left)) => input.copy_sparse(&map, left, &mut file)?,
            }
            input.skip(padding(stored))?;
            file.finish()
        }
        // The size that directories and links may have in the header is not that of anything that follows.
        EntryType::Directory => output.directory(&name, attributes),
        // The list of what a directory held, of incremental GNU archives.
        kind if kind.as_byte() == b'D' => {
            output.directory(&name, attributes)?;
            input.skip_entry(stored)
        }
        EntryType::Symlink => output.symlink(&name, &target().unwrap_or_default(), Some(mtime)),
        EntryType::Link => output.hard_link(&name, &target().unwrap_or_default()),
        EntryType::Char => Err(output.special(&name, "a character device")),
        EntryType::Block => Err(output.special(&name, "a block device")),
        EntryType::Fifo => Err(output.special(&name, "a FIFO")),
        _ => Err(output.special(&name, "of a type that this worker does not know")),
    }
}

struct Input<'a> {
    inner: &'a mut dyn BufRead,
    cancel: CancellationToken,
}

impl Input<'_> {
    /// The next header; nothing at the end of the archive.
    fn header(&mut self) -> Result<Option<Header>, ArchiveError> {
        self.check()?;
        let mut header = Header::new_old();
        let bytes = header.as_mut_bytes();
        let mut filled = 0;
        while filled < BLOCK {
            match self.inner.read(&mut bytes[filled..]) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(cut_off()),
                Ok(count) => filled += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(corrupt(error)),
            }
        }
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        if checksum_is_right(&header) {
            Ok(Some(header))
        } else {
            Err(corrupt("the checksum of a header is wrong"))
        }
    }

    fn name(&mut self, size: u64) -> Result<Vec<u8>, ArchiveError> {
        let mut name = self.bytes(size, LONGEST_NAME, "a name")?;
        // One NUL ends it; others are part of it, and get it refused.
        if name.last() == Some(&0) {
            name.pop();
        }
        Ok(name)
    }

    /// The whole content of an entry, which is `what` and no longer than `longest`.
    fn bytes(&mut self, size: u64, longest: u64, what: &str) -> Result<Vec<u8>, ArchiveError> {
        if size > longest {
            return Err(corrupt(format!("{what} of {size} bytes is too long")));
        }
        let mut bytes = Vec::new();
        (&mut *self.inner).take(size).read_to_end(&mut bytes).map_err(corrupt)?;
        if bytes.len() as u64 != size {
            return Err(cut_off());
        }
        self.skip(padding(size))?;
        Ok(bytes)
    }

    /// Which parts of a sparse file the archive holds, and how much content there is besides the map; nothing for
    /// other files.
    fn map(
        &mut self,
        header: &Header,
        kind: EntryType,
        extensions: &Extensions,
        stored: u64,
    ) -> Result<Option<(Map, u64)>, ArchiveError> {
        if kind == EntryType::GNUSparse {
            let map = sparse::gnu(header, &mut *self.inner).map_err(corrupt)?;
            return Ok(Some((map, stored)));
        }
        let Some(map) = extensions.sparse(stored, &mut *self.inner).map_err(corrupt)? else {
            return Ok(None);
        };
        Ok(Some(map))
    }

    fn copy(&mut self, mut size: u64, file: &mut NewFile) -> Result<(), ArchiveError> {
        while size > 0 {
            self.check()?;
            let available = self.inner.fill_buf().map_err(corrupt)?;
            if available.is_empty() {
                return Err(cut_off());
            }
            let count = usize::try_from(size).map_or(available.len(), |size| size.min(available.len()));
            file.write(&available[..count])?;
            self.inner.consume(count);
            size -= count as u64;
        }
        Ok(())
    }

    fn copy_sparse(&mut self, map: &Map, stored: u64, file: &mut NewFile) -> Result<(), ArchiveError> {
        if map.content() != stored {
            return Err(corrupt("the map of a sparse file does not fit its content"));
        }
        for (offset, length) in &map.parts {
            file.skip_to(*offset)?;
            self.copy(*length, file)?;
        }
        file.skip_to(map.size)
    }

    /// Fails when the work is to end. What is skipped may be long without taking anything from the disk.
    fn check(&self) -> Result<(), ArchiveError> {
        if self.cancel.is_cancelled() { Err(ArchiveError::Cancelled) } else { Ok(()) }
    }

    fn skip_entry(&mut self, size: u64) -> Result<(), ArchiveError> {
        self.skip(size)?;
        self.skip(padding(size))
    }

    fn skip(&mut self, mut size: u64) -> Result<(), ArchiveError> {
        while size > 0 {
            self.check()?;
            let available = self.inner.fill_buf().map_err(corrupt)?.len();
            if available == 0 {
                return Err(cut_off());
            }
            let count = usize::try_from(size).map_or(available, |size| size.min(available));
            self.inner.consume(count);
            size -= count as u64;
        }
        Ok(())
    }
}

/// How far it is from the end of content of this size to the next block.
const fn padding(size: u64) -> u64 {
    size.wrapping_neg() % BLOCK as u64
}

fn checksum_is_right(header: &Header) -> bool {
    let Ok(expected) = header.cksum() else { return false };
    let bytes = header.as_bytes();
    let (mut unsigned, mut signed) = (0_u32, 0_i32);
    for (index, byte) in bytes.iter().enumerate() {
        // The checksum itself counts as blanks.
        let byte = if (148..156).contains(&index) { b' ' } else { *byte };
        unsigned += u32::from(byte);
        // Old archivers took the bytes for signed ones.
        signed += i32::from(byte.cast_signed());
    }
    expected == unsigned || i64::from(expected) == i64::from(signed)
}

/// Times before 1970 are stored as huge numbers.
const fn seconds(stored: u64) -> i64 {
    stored.cast_signed()
}

fn corrupt(reason: impl ToString) -> ArchiveError {
    ArchiveError::Corrupt { format: "tar".to_owned(), reason: reason.to_string() }
}

fn cut_off() -> ArchiveError {
    corrupt("it ends in the middle of an entry")
}
