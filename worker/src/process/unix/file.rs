//! The task log as a file.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, OFlags};

/// Creates or empties a file that only this user can read and write.
pub(in crate::process) fn create_output_file(path: &Path) -> io::Result<File> {
    // NONBLOCK, so that a FIFO in the file's place is an error at once.
    let flags = OFlags::RDWR
        | OFlags::CREATE
        | OFlags::TRUNC
        | OFlags::NOFOLLOW
        | OFlags::NONBLOCK
        | OFlags::NOCTTY
        | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    let file = rustix::fs::openat(CWD, path, flags, mode)?;
    if FileType::from_raw_mode(rustix::fs::fstat(&file)?.st_mode) != FileType::RegularFile {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not a file", path.display())));
    }
    // The mode given above counts for new files only.
    rustix::fs::fchmod(&file, mode)?;
    Ok(File::from(file))
}

/// Writes at a position of the file; how many bytes.
pub(in crate::process) fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
    file.write_at(bytes, offset)
}

/// Reads from a position of the file; how many bytes.
pub(in crate::process) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    file.read_at(buffer, offset)
}
