//! Looking into confined directories, and telling whether two names lead to the same file.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType};

use super::confined::ConfinedDir;

/// One name in a directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DirEntry {
    /// The name, without its directory.
    pub name: OsString,
    /// Whether it is a directory. A symlink to one is not.
    pub is_dir: bool,
}

impl ConfinedDir {
    /// What is in the directory `relative`, in the order of the names' bytes, without `.` and `..`.
    ///
    /// No file stays open. An error for which [`is_escape`](super::is_escape) is true means that the path led out of
    /// the directory.
    pub fn list(&self, relative: &Path) -> io::Result<Vec<DirEntry>> {
        let mut dir = Dir::new(self.open_file(relative)?)?;
        let mut entries = Vec::new();
        while let Some(entry) = dir.read() {
            let entry = entry?;
            let name = entry.file_name();
            if name == c"." || name == c".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not say. A name that is gone by now is for the caller to stumble over.
                FileType::Unknown => rustix::fs::statat(dir.fd()?.as_fd(), name, AtFlags::SYMLINK_NOFOLLOW)
                    .map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode)),
                kind => kind,
            };
            let name = OsString::from_vec(name.to_bytes().to_vec());
            entries.push(DirEntry { name, is_dir: kind == FileType::Directory });
        }
        entries.sort_unstable();
        Ok(entries)
    }
}

/// Which file a name leads to: equal for all names of the same file, hard links among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    /// The identity of an open file or directory.
    pub fn of(file: &File) -> io::Result<Self> {
        file.metadata().map(|metadata| Self::from(&metadata))
    }

    /// The identity of what `path` leads to, symlinks followed.
    pub fn at(path: &Path) -> io::Result<Self> {
        std::fs::metadata(path).map(|metadata| Self::from(&metadata))
    }
}

impl From<&std::fs::Metadata> for FileId {
    fn from(metadata: &std::fs::Metadata) -> Self {
        Self { device: metadata.dev(), inode: metadata.ino() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn directories_are_listed_in_order_without_leaving() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("root");
        fs::create_dir_all(root.join("sub/deep")).unwrap();
        fs::write(root.join("sub/b"), "").unwrap();
        fs::write(root.join(std::ffi::OsStr::from_bytes(b"sub/\xff")), "").unwrap();
        symlink("deep", root.join("sub/a-link")).unwrap();
        symlink("..", root.join("out")).unwrap();
        let confined = ConfinedDir::open(&root).unwrap();
        let entries = confined.list(Path::new("sub")).unwrap();
        let names: Vec<_> = entries.iter().map(|entry| (entry.name.as_bytes(), entry.is_dir)).collect();
        assert_eq!(names, [(&b"a-link"[..], false), (b"b", false), (b"deep", true), (b"\xff", false)]);
        assert!(super::super::is_escape(&confined.list(Path::new("out")).unwrap_err()));
        assert_eq!(confined.list(Path::new("sub/b")).unwrap_err().kind(), io::ErrorKind::NotADirectory);
    }

    #[test]
    fn hard_links_are_the_same_file() {
        let dir = tempfile::tempdir().unwrap();
        let [one, two, three] = ["one", "two", "three"].map(|name| dir.path().join(name));
        fs::write(&one, "x").unwrap();
        fs::hard_link(&one, &two).unwrap();
        fs::write(&three, "x").unwrap();
        let id = FileId::of(&File::open(&one).unwrap()).unwrap();
        assert_eq!(id, FileId::at(&two).unwrap());
        assert_ne!(id, FileId::at(&three).unwrap());
    }
}
