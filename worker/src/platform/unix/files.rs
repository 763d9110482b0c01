//! Writing whole files.

use std::ffi::OsString;
use std::fs::{DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FlockOperation, Mode, OFlags};
use rustix::io::Errno;

/// Writes `bytes` to `path` with exactly the permissions `mode`, replacing what was there.
///
/// Whoever reads `path` sees the old content or the new, never a part, also after a power failure:
/// the bytes go to a new file in the same directory, reach the disk, and are renamed over `path`.
/// A symlink at `path` is replaced, not followed.
pub fn replace_file_atomically(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    replace(path, bytes, mode, true)
}

/// As [`replace_file_atomically`], without waiting for the disk: for what a power failure may lose.
pub fn replace_file_for_now(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    replace(path, bytes, mode, false)
}

fn replace(path: &Path, bytes: &[u8], mode: u32, durable: bool) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("{} names no file", path.display()))
    })?;
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (file, temporary) = create_temporary(parent, name)?;
    let written = write(file, bytes, mode, durable).and_then(|()| std::fs::rename(&temporary, path));
    if let Err(error) = written {
        // The first error is the one to tell; a left-over temporary file is harmless.
        let _ = rustix::fs::unlinkat(CWD, &temporary, AtFlags::empty());
        return Err(error);
    }
    // The rename itself is only safe once the directory is on the disk.
    if durable { File::open(parent)?.sync_all() } else { Ok(()) }
}

fn create_temporary(parent: &Path, name: &std::ffi::OsStr) -> io::Result<(File, PathBuf)> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    loop {
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{:016x}", rand::random::<u64>()));
        let temporary = parent.join(temporary);
        match rustix::fs::openat(CWD, &temporary, flags, Mode::RUSR | Mode::WUSR) {
            Ok(file) => return Ok((File::from(file), temporary)),
            Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn write(mut file: File, bytes: &[u8], mode: u32, durable: bool) -> io::Result<()> {
    file.write_all(bytes)?;
    rustix::fs::fchmod(&file, Mode::from_raw_mode(mode as rustix::fs::RawMode))?;
    if durable { file.sync_all() } else { Ok(()) }
}

/// Makes the directory `path`, for its owner alone. It must not exist.
pub fn create_private_dir(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Makes the directory `path` and those that it is in, as far as they are missing, for their owner alone.
pub fn create_private_dirs(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Takes the lock on `file` that one opening of it can have at a time, if nobody has it. It ends when the file is closed.
///
/// # Errors
///
/// When the system refuses.
pub fn try_lock(file: &File) -> io::Result<bool> {
    match rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Whether `path` is a regular file (not a symlink) that belongs to this process's user.
pub fn is_own_regular_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.uid() == rustix::process::geteuid().as_raw())
}

/// Opens the file `path` for reading, and sees to it that nobody but its owner may read or write it. Also says whether
/// that had to be changed.
///
/// # Errors
///
/// When `path` is no regular file, belongs to somebody else than this process's user or root, or cannot be made private.
pub fn open_private_file(path: &Path) -> io::Result<(File, bool)> {
    // NONBLOCK, so that a FIFO in the file's place is an error at once.
    let file = File::options().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path)?;
    let metadata = file.metadata()?;
    let refused = |message| Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let own = rustix::process::geteuid().as_raw();
    if metadata.uid() != own && metadata.uid() != 0 {
        return refused(format!(
            "it belongs to the user with the number {}; make it belong to {own}, the worker's user",
            metadata.uid()
        ));
    }
    if metadata.mode() & 0o077 == 0 {
        return Ok((file, false));
    }
    match rustix::fs::fchmod(&file, Mode::RUSR | Mode::WUSR) {
        Ok(()) => Ok((file, true)),
        Err(error) => refused(format!(
            "others than its owner may use it (mode {:o}), which could not be changed: {error}",
            metadata.mode() & 0o7777
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn replaces_content_and_mode_and_leaves_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state.json");
        for (text, mode) in [("one", 0o600), ("two, longer", 0o644), ("", 0o400), ("three", 0o666)] {
            replace_file_atomically(&path, text.as_bytes(), mode).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_symlink_is_replaced_and_failures_leave_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let victim = dir.path().join("victim");
        fs::write(&victim, "untouched").unwrap();
        symlink(&victim, dir.path().join("link")).unwrap();
        replace_file_atomically(&dir.path().join("link"), b"new", 0o600).unwrap();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
        fs::create_dir(dir.path().join("dir")).unwrap();
        replace_file_atomically(&dir.path().join("dir"), b"new", 0o600).unwrap_err();
        replace_file_atomically(&dir.path().join("missing/file"), b"new", 0o600).unwrap_err();
        replace_file_atomically(Path::new("/"), b"new", 0o600).unwrap_err();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
    }

    #[test]
    fn private_files_are_made_private_and_nothing_else_is_opened() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        fs::write(&path, "secret").unwrap();
        for (mode, becomes, was_changed) in
            [(0o644, 0o600, true), (0o600, 0o600, false), (0o400, 0o400, false)]
        {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(open_private_file(&path).unwrap().1, was_changed, "{mode:o}");
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, becomes);
        }
        open_private_file(dir.path()).unwrap_err();
        let fifo = dir.path().join("fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        open_private_file(&fifo).unwrap_err();
        assert_eq!(open_private_file(&dir.path().join("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_private_file_of_somebody_else_is_refused() {
        if !rustix::process::geteuid().is_root() {
            println!("skipped: only root can make a file of somebody else");
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        fs::write(&path, "secret").unwrap();
        std::os::unix::fs::chown(&path, Some(65_534), None).unwrap();
        assert_eq!(open_private_file(&path).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
}
