//! What files take up on disks, and who may tidy up a directory.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How full a file system is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disk {
    /// Bytes that an ordinary user can still write.
    pub free: u64,
    /// Bytes in all.
    pub total: u64,
    device: u64,
}

impl Disk {
    /// The file system that holds `path`, which must exist.
    pub fn of(path: &Path) -> io::Result<Self> {
        let figures = rustix::fs::statvfs(path)?;
        Ok(Self {
            free: figures.f_bavail.saturating_mul(figures.f_frsize),
            total: figures.f_blocks.saturating_mul(figures.f_frsize),
            device: fs::metadata(path)?.dev(),
        })
    }

    /// Whether both draw on the same space. Parts of a pool (subvolumes) have numbers of their own but equal figures.
    #[must_use]
    pub const fn shares_space_with(&self, other: &Self) -> bool {
        self.device == other.device || (self.total == other.total && self.free == other.free)
    }
}

/// Bytes that removing `path` and everything below it would free, as far as can be seen: a file that has another name
/// elsewhere counts nothing.
#[must_use]
pub fn bytes_on_disk(path: &Path) -> u64 {
    let mut bytes = 0_u64;
    let mut rest = vec![path.to_owned()];
    while let Some(path) = rest.pop() {
        let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
        if metadata.is_dir() {
            rest.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if metadata.nlink() > 1 {
            continue;
        }
        bytes = bytes.saturating_add(metadata.blocks().saturating_mul(512));
    }
    bytes
}

/// By what it can be told, without reading it, whether a file has been changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Its size in bytes.
    pub bytes: u64,
    /// When its content or anything else about it was last changed. Unlike the modification time nobody can set this.
    pub changed: SystemTime,
}

impl From<&fs::Metadata> for FileStamp {
    fn from(metadata: &fs::Metadata) -> Self {
        let seconds = Duration::from_secs(metadata.ctime().unsigned_abs());
        let nanos = Duration::from_nanos(metadata.ctime_nsec().unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        let changed =
            if metadata.ctime() < 0 { epoch.checked_sub(seconds) } else { epoch.checked_add(seconds) };
        Self { bytes: metadata.len(), changed: changed.unwrap_or(epoch) + nanos }
    }
}

/// The right to tidy up a directory, which one process has at a time. It ends with this value.
#[derive(Debug)]
pub struct DirectoryLock {
    _directory: File,
}

impl DirectoryLock {
    /// Takes the right; `None` when another process has it. It leaves no trace in the directory.
    pub fn take(directory: &Path) -> io::Result<Option<Self>> {
        let directory = File::open(directory)?;
        Ok(super::try_lock(&directory)?.then_some(Self { _directory: directory }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_links_elsewhere_are_not_counted() {
        let directory = tempfile::tempdir().unwrap();
        let tree = directory.path().join("tree");
        fs::create_dir(&tree).unwrap();
        let empty = bytes_on_disk(&tree);
        fs::write(tree.join("file"), vec![1; 100_000]).unwrap();
        assert!(bytes_on_disk(&tree) >= empty + 100_000);
        fs::hard_link(tree.join("file"), directory.path().join("link")).unwrap();
        assert_eq!(bytes_on_disk(&tree), empty);
        assert_eq!(bytes_on_disk(&directory.path().join("nothing")), 0);
    }

    #[test]
    fn one_at_a_time() {
        let directory = tempfile::tempdir().unwrap();
        let lock = DirectoryLock::take(directory.path()).unwrap().expect("free");
        assert!(DirectoryLock::take(directory.path()).unwrap().is_none());
        drop(lock);
        assert!(DirectoryLock::take(directory.path()).unwrap().is_some());
    }

    #[test]
    fn a_change_shows_in_the_stamp() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stamp = |path: &Path| FileStamp::from(&fs::metadata(path).unwrap());
        let before = stamp(file.path());
        assert_eq!(stamp(file.path()), before);
        fs::write(file.path(), "longer").unwrap();
        assert_ne!(stamp(file.path()), before);
    }

    #[test]
    fn a_directory_is_on_the_disk_of_its_parent() {
        let directory = tempfile::tempdir().unwrap();
        let disk = Disk::of(directory.path()).unwrap();
        assert!(disk.total >= disk.free && disk.free > 0);
        fs::create_dir(directory.path().join("d")).unwrap();
        assert!(Disk::of(&directory.path().join("d")).unwrap().shares_space_with(&disk));
    }
}
