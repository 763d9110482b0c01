//! Unpacks 7z archives.

use std::io::Read;

use sevenz_rust2::{ArchiveEntry, ArchiveReader, Error, Password};

use crate::platform::ModificationTime;

use super::error::ArchiveError;
use super::file::Attributes;
use super::output::Output;
use super::window::SharedFile;
use super::zip::{FILE_TYPE, SYMLINK, read_target, special_file};

/// How much memory the table of contents, and each decoder, may take, in KiB.
const MEMORY_LIMIT_KB: usize = 256 << 10;
/// Says that the upper half of the attributes is a Unix mode.
const UNIX_EXTENSION: u32 = 0x8000;
/// Between 1601, where times in archives begin, and 1970, in seconds.
const FROM_1601_TO_1970: i64 = 11_644_473_600;

pub fn unpack(file: SharedFile, output: &mut Output) -> Result<(), ArchiveError> {
    let mut reader =
        ArchiveReader::new_with_memory_limit(file, Password::empty(), MEMORY_LIMIT_KB).map_err(corrupt)?;
    // Its threads would each take as much memory.
    reader.set_thread_count(1);
    let mut failure = None;
    let read = reader.for_each_entries(|entry, content| {
        unpack_entry(entry, content, output).map(|()| true).map_err(|error| {
            failure = Some(error);
            Error::Other("unpacking ended early".into())
        })
    });
    match failure {
        Some(failure) => Err(failure),
        None => read.map_err(corrupt),
    }
}

fn unpack_entry(
    entry: &ArchiveEntry,
    content: &mut dyn Read,
    output: &mut Output,
) -> Result<(), ArchiveError> {
    let name = entry.name.as_bytes();
    let has_mode = entry.has_windows_attributes && entry.windows_attributes & UNIX_EXTENSION != 0;
    let mode = has_mode.then_some(entry.windows_attributes >> 16);
    if entry.is_anti_item {
        return Err(output.special(name, "an instruction to delete something"));
    }
    if let Some(what) = mode.and_then(special_file) {
        return Err(output.special(name, what));
    }
    let mtime = entry.has_last_modified_date.then(|| modification_time(u64::from(entry.last_modified_date)));
    let attributes = |default| Attributes { mode: mode.map_or(default, |mode| mode & 0o7777), mtime };
    if entry.is_directory {
        return output.directory(name, attributes(0o755));
    }
    if mode.is_some_and(|mode| mode & FILE_TYPE == SYMLINK) {
        let target = read_target(content).map_err(corrupt)?;
        return output.symlink(name, &target, mtime);
    }
    let mut file = output.file(name, attributes(0o644))?;
    let mut buffer = vec![0; 128 << 10];
    loop {
        match content.read(&mut buffer).map_err(corrupt)? {
            0 => return file.finish(),
            count => file.write(&buffer[..count])?,
        }
    }
}

/// From tenths of microseconds since 1601.
fn modification_time(ticks: u64) -> ModificationTime {
    let seconds = i64::try_from(ticks / 10_000_000).unwrap_or(i64::MAX) - FROM_1601_TO_1970;
    ModificationTime { seconds, nanoseconds: u32::try_from(ticks % 10_000_000).unwrap_or(0) * 100 }
}

fn corrupt(error: impl ToString) -> ArchiveError {
    ArchiveError::Corrupt { format: "7z".to_owned(), reason: error.to_string() }
}
