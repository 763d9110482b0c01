//! Unpacks zip archives, on several threads.
//!
//! First the directories are made, then the files are unpacked, then the symlinks are made: so no thread ever meets a
//! symlink, in whatever order the threads come along.

use std::collections::HashSet;
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ::zip::ZipArchive;
use ::zip::extra_fields::ExtraField;
use ::zip::read::ZipFile;

use crate::platform::ModificationTime;

use super::error::{ArchiveError, Refusal};
use super::file::Attributes;
use super::name::EntryPath;
use super::output::{Output, refused};
use super::window::SharedFile;

/// The bits of a Unix mode that say what kind of file it is.
pub const FILE_TYPE: u32 = 0o170_000;
/// A symlink.
pub const SYMLINK: u32 = 0o120_000;
const DIRECTORY: u32 = 0o040_000;

/// How many threads unpack at once.
const MOST_THREADS: usize = 4;
/// How many entries an archive may have: its table of contents is kept in memory.
const MOST_ENTRIES: usize = 2_000_000;

type Archive = ZipArchive<SharedFile>;

/// What an entry is.
enum Kind {
    Directory,
    File,
    Symlink,
}

pub fn unpack(file: SharedFile, output: &mut Output) -> Result<(), ArchiveError> {
    let mut archive: Archive = ZipArchive::new(file).map_err(corrupt)?;
    if archive.len() > MOST_ENTRIES {
        return Err(corrupt(format!("it has more than {MOST_ENTRIES} entries")));
    }
    let (mut files, mut symlinks) = (Vec::new(), Vec::new());
    let mut names = HashSet::new();
    for index in 0..archive.len() {
        output.check()?;
        let entry = archive.by_index_raw(index).map_err(corrupt)?;
        let kind = examine(&entry, output, &mut names)?;
        match kind {
            Kind::Directory => output.directory(entry.name_raw(), attributes(&entry, 0o755))?,
            Kind::File => files.push(index),
            Kind::Symlink => symlinks.push(index),
        }
    }
    unpack_files(&archive, &files, output)?;
    for index in symlinks {
        let mut entry = archive.by_index(index).map_err(corrupt)?;
        let target = read_target(&mut entry).map_err(corrupt)?;
        let mtime = attributes(&entry, 0).mtime;
        let name = entry.name_raw().to_vec();
        drop(entry);
        output.symlink(&name, &target, mtime)?;
    }
    Ok(())
}

/// What the entry is, which must be something harmless with a name that no other entry has.
fn examine(
    entry: &ZipFile<'_, SharedFile>,
    output: &Output,
    names: &mut HashSet<EntryPath>,
) -> Result<Kind, ArchiveError> {
    let name = entry.name_raw();
    if entry.encrypted() {
        return Err(output.special(name, "encrypted"));
    }
    let mode = entry.unix_mode().unwrap_or(0);
    if let Some(what) = special_file(mode) {
        return Err(output.special(name, what));
    }
    let kind = match mode & FILE_TYPE {
        SYMLINK => Kind::Symlink,
        DIRECTORY => Kind::Directory,
        _ if name.ends_with(b"/") => Kind::Directory,
        _ => Kind::File,
    };
    let path = EntryPath::parse(name).map_err(|refusal| refused(name, refusal))?;
    if !matches!(kind, Kind::Directory) && !names.insert(path) {
        return Err(refused(name, Refusal::Replaces("another entry of the same name")));
    }
    Ok(kind)
}

fn unpack_files(archive: &Archive, files: &[usize], output: &mut Output) -> Result<(), ArchiveError> {
    let next = AtomicUsize::new(0);
    let failure: Mutex<Option<ArchiveError>> = Mutex::new(None);
    let threads =
        std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, MOST_THREADS);
    let work = |output: &mut Output, mut archive: Archive| {
        let mut buffer = vec![0; 128 << 10];
        while let Some(index) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = unpack_one(&mut archive, *index, output, &mut buffer) {
                // The others need not go on.
                next.store(files.len(), Ordering::Relaxed);
                let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
                failure.get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads.min(files.len()))
            .map(|_| {
                let (mut output, archive) = (output.another(), archive.clone());
                let work = &work;
                std::thread::Builder::new().name("unpack zip".to_owned()).spawn_scoped(scope, move || {
                    work(&mut output, archive);
                    output
                })
            })
            .collect();
        work(output, archive.clone());
        for helper in helpers {
            // A thread that could not be started is one less.
            let Ok(helper) = helper else { continue };
            match helper.join() {
                Ok(other) => output.join(other),
                Err(_) => {
                    let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
                    failure.get_or_insert(corrupt("the decoder gave up"));
                }
            }
        }
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

fn unpack_one(
    archive: &mut Archive,
    index: usize,
    output: &mut Output,
    buffer: &mut [u8],
) -> Result<(), ArchiveError> {
    let mut entry = archive.by_index(index).map_err(corrupt)?;
    let mut file = output.file(entry.name_raw(), attributes(&entry, 0o644))?;
    loop {
        match entry.read(buffer).map_err(corrupt)? {
            0 => return file.finish(),
            count => file.write(&buffer[..count])?,
        }
    }
}

fn attributes<R: Read>(entry: &ZipFile<'_, R>, default: u32) -> Attributes {
    // Archivers that know no modes leave none, or one without any permission.
    let mode = entry.unix_mode().map(|mode| mode & 0o7777).filter(|mode| *mode != 0).unwrap_or(default);
    Attributes { mode, mtime: modification_time(entry) }
}

fn modification_time<R: Read>(entry: &ZipFile<'_, R>) -> Option<ModificationTime> {
    let exact = entry.extra_data_fields().find_map(|field| match field {
        ExtraField::ExtendedTimestamp(times) => times.mod_time(),
        _ => None,
    });
    let seconds = match exact {
        Some(seconds) => i64::from(seconds.cast_signed()),
        None => {
            let time = entry.last_modified()?;
            dos_time(
                (i16::try_from(time.year()).ok()?, time.month(), time.day()),
                (time.hour(), time.minute(), time.second()),
            )?
        }
    };
    Some(ModificationTime { seconds, nanoseconds: 0 })
}

/// A date and a time of day without a time zone, taken for UTC, in seconds since 1970.
pub fn dos_time((year, month, day): (i16, u8, u8), (hour, minute, second): (u8, u8, u8)) -> Option<i64> {
    let signed = |number: u8| i8::try_from(number).ok();
    let date = jiff::civil::Date::new(year, signed(month)?, signed(day)?).ok()?;
    let time = jiff::civil::Time::new(signed(hour)?, signed(minute)?, signed(second)?.min(59), 0).ok()?;
    let epoch = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);
    Some(date.to_datetime(time).duration_since(epoch).as_secs())
}

/// The target of a symlink, which is stored as content. One that is too long is cut, and refused later.
pub fn read_target(content: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let mut target = Vec::new();
    content.take(8192).read_to_end(&mut target)?;
    Ok(target)
}

/// What kind of special file a Unix mode stands for, if it does.
pub const fn special_file(mode: u32) -> Option<&'static str> {
    match mode & FILE_TYPE {
        0o010_000 => Some("a FIFO"),
        0o020_000 => Some("a character device"),
        0o060_000 => Some("a block device"),
        0o140_000 => Some("a socket"),
        _ => None,
    }
}

fn corrupt(error: impl ToString) -> ArchiveError {
    ArchiveError::Corrupt { format: "zip".to_owned(), reason: error.to_string() }
}
