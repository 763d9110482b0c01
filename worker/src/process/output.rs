//! The file that a task's output goes to.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::os;

/// A file that several writers fill, one after the other, without gaps: the task log.
///
/// The commands' output and the worker's own lines share one position, kept here: the file is not
/// opened for appending, because such files cannot take data straight from a pipe.
#[derive(Debug)]
pub struct SharedFile {
    file: File,
    path: PathBuf,
    length: Mutex<u64>,
    announced: watch::Sender<u64>,
}

impl SharedFile {
    /// Creates the file, readable and writable for the worker's user only, or empties it.
    ///
    /// A symlink in its place is an error, and so is anything other than a file.
    pub fn create(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let file = os::create_output_file(&path)?;
        Ok(Self { file, path, length: Mutex::new(0), announced: watch::Sender::new(0) })
    }

    #[cfg(test)]
    pub(super) fn for_tests(file: File) -> Self {
        Self { file, path: PathBuf::new(), length: Mutex::new(0), announced: watch::Sender::new(0) }
    }

    /// Appends all of `bytes`, together: nothing of another writer comes in between.
    ///
    /// After an error (a full disk, mostly) a part of `bytes` may be in the file.
    pub fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        self.append(|file, length| {
            let mut rest = bytes;
            while !rest.is_empty() {
                match os::write_at(file, rest, *length) {
                    Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                    Ok(written) => {
                        *length += written as u64;
                        rest = &rest[written..];
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })
    }

    /// How many bytes have been written.
    pub fn len(&self) -> u64 {
        *self.lock()
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The length as it grows, for whoever follows the file: a change is announced after each write.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.announced.subscribe()
    }

    /// The file itself, for reading, whatever has become of its path meanwhile.
    pub fn reader(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets `write` put data into the file at the given offset, which it moves on by what it wrote.
    pub(super) fn append<T>(&self, write: impl FnOnce(&File, &mut u64) -> T) -> T {
        let mut length = self.lock();
        let before = *length;
        let result = write(&self.file, &mut length);
        if *length != before {
            self.announced.send_replace(*length);
        }
        result
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        // A writer that panicked leaves the length of what it wrote, which is still right.
        self.length.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn lines_of_many_writers_stay_whole() {
        let dir = tempfile::tempdir().unwrap();
        let file = SharedFile::create(dir.path().join("log")).unwrap();
        let watch = file.subscribe();
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let file = &file;
                scope.spawn(move || {
                    for line in 0..200 {
                        file.write_all(
                            format!("writer {writer} line {line} {}\n", "x".repeat(line)).as_bytes(),
                        )
                        .unwrap();
                    }
                });
            }
        });
        let text = fs::read_to_string(file.path()).unwrap();
        assert_eq!(text.len() as u64, file.len());
        assert_eq!(*watch.borrow(), file.len());
        let mut lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 1600);
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), 1600);
        assert!(lines.iter().all(|line| line.starts_with("writer ")));
    }

    #[test]
    fn creation_empties_the_file_and_refuses_symlinks() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        fs::write(&path, "old").unwrap();
        let file = SharedFile::create(&path).unwrap();
        assert!(file.is_empty());
        file.write_all(b"").unwrap();
        file.write_all(b"a\0b").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"a\0b");
        let victim = dir.path().join("victim");
        fs::write(&victim, "untouched").unwrap();
        std::os::unix::fs::symlink(&victim, dir.path().join("link")).unwrap();
        SharedFile::create(dir.path().join("link")).unwrap_err();
        SharedFile::create(dir.path()).unwrap_err();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
    }

    #[test]
    fn the_file_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
        SharedFile::create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
