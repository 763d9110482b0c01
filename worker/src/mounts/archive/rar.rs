//! Unpacks RAR archives, of all versions up to 7. Those of several volumes, and encrypted ones, are refused.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use rars::{
    ArchiveReadOptions, ArchiveReader, AttrSource, Error, ExtractedEntryMeta, ExtractedLink, ReadCancellation,
};

use crate::platform::ModificationTime;

use super::error::{ArchiveError, Refusal};
use super::file::{Attributes, NewFile};
use super::output::{Output, refused};
use super::window::SharedFile;
use super::zip::{dos_time, special_file};

/// How large the dictionary of a decoder may be, in bytes: what the strongest usual settings need.
const LARGEST_DICTIONARY: u64 = 256 << 20;
/// How much memory decoders may take in all, in bytes.
const LARGEST_WORKSPACE: u64 = 768 << 20;
/// How long a file may be that is decoded in memory, in bytes: longer ones are decoded piece by piece.
const LONGEST_BUFFERED: u64 = 16 << 20;
/// How long the table of contents may be, in bytes.
const LONGEST_HEADERS: u64 = 256 << 20;

/// What the callbacks share: where to unpack to, and why it ended early.
struct State {
    output: Output,
    failure: Option<ArchiveError>,
    is_legacy: bool,
}

impl State {
    /// Remembers why, for [`unpack`]: the library takes no errors but its own.
    fn fail(&mut self, error: ArchiveError) -> Error {
        self.failure.get_or_insert(error);
        Error::Cancelled
    }
}

pub fn unpack(file: SharedFile, output: Output) -> Result<(), ArchiveError> {
    let cancellation = ReadCancellation::new();
    let options = ArchiveReadOptions::new()
        .with_cancellation(&cancellation)
        .with_max_header_bytes(LONGEST_HEADERS)
        .with_rar50_dictionary_size_limit(LARGEST_DICTIONARY)
        .with_rar50_buffered_decode_limit(LONGEST_BUFFERED)
        .with_max_reader_workspace_bytes(LARGEST_WORKSPACE);
    let archive = ArchiveReader::read_reader_with_options(file, options).map_err(corrupt)?;
    let is_legacy = archive.as_rar50().is_none();
    let state = Rc::new(RefCell::new(State { output, failure: None, is_legacy }));
    let unpacked = archive.extract_with_links(
        options,
        |entry| open(&state, entry),
        |entry, link| {
            let mut state = state.borrow_mut();
            make_link(&mut state, entry, link).map_err(|error| state.fail(error))
        },
    );
    let state = Rc::try_unwrap(state).map_err(|_| corrupt("a file was left open"))?.into_inner();
    match (state.failure, unpacked) {
        (Some(failure), _) => Err(failure),
        (None, Err(error)) => Err(corrupt(error)),
        (None, Ok(())) => state.output.finish(),
    }
}

fn open(state: &Rc<RefCell<State>>, entry: &ExtractedEntryMeta) -> Result<Box<dyn Write>, Error> {
    let mut borrowed = state.borrow_mut();
    match make(&mut borrowed, entry) {
        Ok(Some(file)) => Ok(Box::new(Entry { file: Some(file), state: Rc::clone(state) })),
        Ok(None) => Ok(Box::new(io::sink())),
        Err(error) => Err(borrowed.fail(error)),
    }
}

fn make(state: &mut State, entry: &ExtractedEntryMeta) -> Result<Option<NewFile>, ArchiveError> {
    let name = name(state, entry);
    let unix_mode = match entry.attr_source {
        AttrSource::Unix => u32::try_from(entry.file_attr).ok(),
        _ => None,
    };
    if let Some(what) = unix_mode.and_then(special_file) {
        return Err(state.output.special(&name, what));
    }
    let default = if entry.is_directory { 0o755 } else { 0o644 };
    let mode = unix_mode.map_or(default, |mode| mode & 0o7777);
    let attributes = Attributes { mode, mtime: modification_time(state, entry) };
    if entry.is_directory {
        state.output.directory(&name, attributes)?;
        return Ok(None);
    }
    state.output.file(&name, attributes).map(Some)
}

fn make_link(
    state: &mut State,
    entry: &ExtractedEntryMeta,
    link: ExtractedLink<'_>,
) -> Result<(), ArchiveError> {
    let name = name(state, entry);
    match link {
        ExtractedLink::Symlink { target, .. } => {
            let mtime = modification_time(state, entry);
            state.output.symlink(&name, target, mtime)
        }
        ExtractedLink::HardLink { target } => state.output.hard_link(&name, target),
        // The copy is another name of the same file here; whoever changes one of them gets what the archive does not
        // promise to keep apart.
        ExtractedLink::FileCopy { .. } => Err(state.output.special(&name, "a copy of another entry")),
        _ => Err(refused(&name, Refusal::SymlinkOut(link.target().to_vec()))),
    }
}

/// The entry's name with `/` between its parts.
fn name(state: &State, entry: &ExtractedEntryMeta) -> Vec<u8> {
    let mut name = entry.name.clone();
    if state.is_legacy {
        name.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
    }
    name
}

fn modification_time(state: &State, entry: &ExtractedEntryMeta) -> Option<ModificationTime> {
    let time = entry.file_time?;
    let refinement = entry.mtime_refinement.unwrap_or_default();
    let seconds = if state.is_legacy {
        let part = |shift: u32, bits: u32| u8::try_from(time >> shift & ((1 << bits) - 1)).unwrap_or(0);
        let year = i16::from(part(25, 7)) + 1980;
        dos_time((year, part(21, 4), part(16, 5)), (part(11, 5), part(5, 6), 2 * part(0, 5)))?
    } else {
        i64::from(time)
    };
    Some(ModificationTime {
        seconds: seconds + i64::from(refinement.add_second),
        nanoseconds: refinement.nanoseconds.min(999_999_999),
    })
}

/// A file that is being unpacked. It is complete when it is dropped.
struct Entry {
    file: Option<NewFile>,
    state: Rc<RefCell<State>>,
}

impl Write for Entry {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(file) = &mut self.file else { return Err(io::Error::other("unpacking ended early")) };
        match file.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                self.file = None;
                self.state.borrow_mut().fail(error);
                Err(io::Error::other("unpacking ended early"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.file.take().map(NewFile::finish) {
            self.state.borrow_mut().fail(error);
        }
    }
}

fn corrupt(error: impl ToString) -> ArchiveError {
    ArchiveError::Corrupt { format: "rar".to_owned(), reason: error.to_string() }
}
