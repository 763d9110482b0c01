//! The file that a task's output goes to.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    announced: watch::Sender<Progress>,
}

/// How far a [`SharedFile`] has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes are in it.
    pub length: u64,
    /// Whether no more will come.
    pub complete: bool,
}

impl SharedFile {
    /// Creates the file, readable and writable for the worker's user only, or empties it.
    ///
    /// A symlink in its place is an error, and so is anything other than a file.
    pub fn create(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let file = os::create_output_file(&path)?;
        Ok(Self { file, path, length: Mutex::new(0), announced: watch::Sender::default() })
    }

    #[cfg(test)]
    pub(super) fn for_tests(file: File) -> Self {
        Self { file, path: PathBuf::new(), length: Mutex::new(0), announced: watch::Sender::default() }
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
    pub fn subscribe(&self) -> watch::Receiver<Progress> {
        self.announced.subscribe()
    }

    /// Tells whoever follows the file that no more will come. What is written all the same, they may miss.
    pub fn complete(&self) {
        self.announced.send_modify(|progress| progress.complete = true);
    }

    /// Reads the file while it grows, without keeping anybody from writing.
    pub fn follow(&self) -> io::Result<Follower> {
        Ok(Follower { file: Arc::new(self.reader()?), progress: self.subscribe() })
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
            self.announced.send_modify(|progress| progress.length = *length);
        }
        result
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        // A writer that panicked leaves the length of what it wrote, which is still right.
        self.length.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a [`SharedFile`] while it grows. Each clone follows the file on its own; none keeps it from being completed.
#[derive(Clone, Debug)]
pub struct Follower {
    file: Arc<File>,
    progress: watch::Receiver<Progress>,
}

impl Follower {
    /// How far the file has got now. A file whose writer is gone is complete.
    pub fn progress(&mut self) -> Progress {
        // In this order: what came with the last word is then in the length.
        let abandoned = self.progress.has_changed().is_err();
        let progress = *self.progress.borrow_and_update();
        Progress { complete: progress.complete || abandoned, ..progress }
    }

    /// Waits until there is more than at the last call of [`progress`](Self::progress), or the file is complete.
    pub async fn changed(&mut self) {
        // An error says that the writer is gone, which `progress` finds out as well.
        let _ = self.progress.changed().await;
    }

    /// Reads from a position of the file; how many bytes.
    pub fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        loop {
            match os::read_at(&self.file, buffer, offset) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
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
        assert_eq!(*watch.borrow(), Progress { length: file.len(), complete: false });
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

    #[tokio::test]
    async fn followers_are_told_of_growth_and_of_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let file = SharedFile::create(dir.path().join("log")).unwrap();
        let mut follower = file.follow().unwrap();
        let mut late = follower.clone();
        assert_eq!(follower.progress(), Progress::default());
        file.write_all(b"abc").unwrap();
        follower.changed().await;
        assert_eq!(follower.progress(), Progress { length: 3, complete: false });
        fs::remove_file(file.path()).unwrap();
        let mut buffer = [0; 8];
        assert_eq!(follower.read_at(&mut buffer, 1).unwrap(), 2);
        assert_eq!(&buffer[..2], b"bc");
        file.complete();
        follower.changed().await;
        assert_eq!(follower.progress(), Progress { length: 3, complete: true });
        drop(file);
        late.changed().await;
        assert_eq!(late.progress(), Progress { length: 3, complete: true });
    }

    #[tokio::test]
    async fn a_file_whose_writer_is_gone_is_complete() {
        let dir = tempfile::tempdir().unwrap();
        let file = SharedFile::create(dir.path().join("log")).unwrap();
        let mut follower = file.follow().unwrap();
        file.write_all(b"abc").unwrap();
        drop(file);
        follower.changed().await;
        assert_eq!(follower.progress(), Progress { length: 3, complete: true });
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
