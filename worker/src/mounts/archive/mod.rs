//! Unpacks archives, without ever writing outside of the directory that it is given.
//!
//! tar archives, whatever their compression, are unpacked while they arrive, on two threads: one decodes, one writes.
//! zip, 7z and rar archives have their table of contents at the end, or parts that refer to each other: they are
//! unpacked from a file, zip archives on several threads.

mod error;
mod file;
mod name;
mod output;
mod pipe;
mod rar;
mod sevenz;
mod tar;
mod window;
mod zip;

#[cfg(test)]
pub(super) mod tests;
#[cfg(test)]
pub(super) use tests::corpus;

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;

use generated::payload::common::ArchiveFormat;
use tokio_util::sync::CancellationToken;

use super::budget::DiskBudget;
use super::format::Compression;

pub use error::{ArchiveError, Refusal};
use file::charge;
use output::Output;

/// How much may follow the end mark of a tar archive, decompressed, in bytes. Only padding does.
const LONGEST_PADDING: u64 = 64 << 20;
/// How much is read of a file at a time, in bytes.
const PIECE: usize = 256 << 10;

/// Unpacks what `input` holds, in the given format, into the directory `into`, which is empty and which nobody else
/// uses. Of `input` everything is read.
///
/// Nothing outside of `into` is touched, whatever the archive holds. `budget` bounds what is written.
///
/// # Errors
///
/// When the archive is damaged, holds an entry that is refused, or does not fit: `into` may hold a part of it then.
pub fn unpack(
    input: impl BufRead + Send,
    format: ArchiveFormat,
    into: &Path,
    budget: Arc<DiskBudget>,
    cancel: &CancellationToken,
) -> Result<(), ArchiveError> {
    let output = Output::new(into, budget, cancel.clone())?;
    unless_panicking(format, || unpack_stream(input, format, into, output))
}

fn unpack_stream(
    mut input: impl BufRead + Send,
    format: ArchiveFormat,
    into: &Path,
    mut output: Output,
) -> Result<(), ArchiveError> {
    match Compression::of_tar(format)? {
        Some(compression) => {
            unpack_tar(&mut input, compression, &mut output)?;
            // Whoever computes a checksum needs the rest too.
            drain(&mut input, &output)?;
            output.finish()
        }
        None => {
            let file = spool(&mut input, into, &output)?;
            unpack_from(file, format, output)
        }
    }
}

/// Unpacks the archive in `file` as [`unpack`] does. The position of `file` must be its beginning.
///
/// # Errors
///
/// As [`unpack`] gives them.
pub fn unpack_file(
    file: File,
    format: ArchiveFormat,
    into: &Path,
    budget: Arc<DiskBudget>,
    cancel: &CancellationToken,
) -> Result<(), ArchiveError> {
    if Compression::of_tar(format)?.is_some() {
        return unpack(BufReader::with_capacity(PIECE, file), format, into, budget, cancel);
    }
    let output = Output::new(into, budget, cancel.clone())?;
    unless_panicking(format, || unpack_from(file, format, output))
}

/// A decoder that panics met something that it does not understand: that must not be the end of the worker.
pub(super) fn unless_panicking<T>(
    format: impl Display,
    work: impl FnOnce() -> Result<T, ArchiveError>,
) -> Result<T, ArchiveError> {
    // Nothing that the work has touched is used again: what was unpacked is removed.
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let reason = "the decoder gave up on it".to_owned();
        Err(ArchiveError::Corrupt { format: format.to_string(), reason })
    })
}

/// Unpacks `bytes` as an archive of any format into `into`, within 64 MiB: what a fuzzer calls. Whatever happens,
/// nothing outside of `into` may change.
pub fn fuzz(bytes: &[u8], format: ArchiveFormat, into: &Path) -> Result<(), ArchiveError> {
    let disk = |source| ArchiveError::Disk { action: "look at the disk of", path: into.to_owned(), source };
    let free = crate::platform::free_disk_bytes(into).map_err(disk)?;
    let budget = DiskBudget::new(into, free.saturating_sub(64 << 20)).map_err(disk)?;
    unpack(bytes, format, into, Arc::new(budget), &CancellationToken::new())
}

fn unpack_from(file: File, format: ArchiveFormat, mut output: Output) -> Result<(), ArchiveError> {
    let file = window::SharedFile::new(file).map_err(|error| unreadable(format, &error))?;
    match format {
        ArchiveFormat::Rar => rar::unpack(file, output),
        ArchiveFormat::X7z => {
            sevenz::unpack(file, &mut output)?;
            output.finish()
        }
        _ => {
            zip::unpack(file, &mut output)?;
            output.finish()
        }
    }
}

fn unreadable(format: ArchiveFormat, error: &io::Error) -> ArchiveError {
    ArchiveError::Corrupt { format: format.to_string(), reason: error.to_string() }
}

fn unpack_tar(
    input: &mut (dyn BufRead + Send),
    compression: Compression,
    output: &mut Output,
) -> Result<(), ArchiveError> {
    if compression == Compression::None {
        return tar::unpack(&mut &mut *input, output);
    }
    let corrupt = |error: io::Error| unreadable_as(compression, &error);
    let (writer, mut reader) = pipe::pipe();
    std::thread::scope(|scope| {
        let decoding =
            std::thread::Builder::new().name("decompress".to_owned()).spawn_scoped(scope, move || {
                let mut decoder = compression.decoder(input)?;
                writer.pass(&mut decoder);
                Ok(())
            });
        let decoding = decoding.map_err(corrupt)?;
        // The padding is read too: what follows it is the checksum of all that came before.
        let unpacked = tar::unpack(&mut reader, output).and_then(|()| read_padding(&mut reader, compression));
        // Lets the other thread end.
        drop(reader);
        match decoding.join() {
            Ok(Ok(())) => unpacked,
            Ok(Err(error)) => Err(corrupt(error)),
            Err(_) => Err(corrupt(io::Error::other("the decoder gave up"))),
        }
    })
}

fn unreadable_as(compression: Compression, error: &io::Error) -> ArchiveError {
    ArchiveError::Corrupt { format: compression.to_string(), reason: error.to_string() }
}

fn read_padding(reader: &mut pipe::Reader, compression: Compression) -> Result<(), ArchiveError> {
    io::copy(&mut reader.take(LONGEST_PADDING), &mut io::sink())
        .map(|_| ())
        .map_err(|error| unreadable_as(compression, &error))
}

/// Reads the rest of `input`.
fn drain(input: &mut dyn BufRead, output: &Output) -> Result<(), ArchiveError> {
    loop {
        output.check()?;
        let available = match input.fill_buf() {
            Ok(available) => available.len(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(ArchiveFormat::Tar, &error)),
        };
        if available == 0 {
            return Ok(());
        }
        input.consume(available);
    }
}

/// Puts all of `input` into a file without a name, on the file system of `into`.
fn spool(input: &mut dyn BufRead, into: &Path, output: &Output) -> Result<File, ArchiveError> {
    let disk = |action, source| ArchiveError::Disk { action, path: into.to_owned(), source };
    let mut file = tempfile::tempfile_in(into).map_err(|source| disk("make a file in", source))?;
    loop {
        output.check()?;
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(ArchiveFormat::Zip, &error)),
        };
        if available.is_empty() {
            return Ok(file);
        }
        let count = available.len();
        charge(output.budget(), count as u64)?;
        file.write_all(available).map_err(|source| disk("write to a file in", source))?;
        input.consume(count);
    }
}
