//! Why an archive cannot be unpacked.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// An archive, or a compressed file, cannot be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// An entry is refused: nothing of the archive may be used.
    #[error("archive entry {} is refused: {refusal}", Shown(entry))]
    Refused {
        /// The entry's name, as the archive has it.
        entry: Vec<u8>,
        /// Why.
        refusal: Refusal,
    },
    /// The archive is damaged, cut off, encrypted, or of another format.
    #[error("not a usable {format} file: {reason}")]
    Corrupt {
        /// The format that was expected.
        format: String,
        /// What is wrong.
        reason: String,
    },
    /// This worker does not know the format.
    #[error("this worker cannot unpack the format {format}; use one of {offered} instead")]
    Unsupported {
        /// The format.
        format: String,
        /// What could be used.
        offered: &'static str,
    },
    /// What is being unpacked is larger than the disk allows.
    #[error("it does not fit on the disk: {free} bytes are free, of which {reserve} are kept free")]
    TooLarge {
        /// How many bytes are free.
        free: u64,
        /// How many of them are to stay free.
        reserve: u64,
    },
    /// Something could not be written to this machine's disk.
    #[error("cannot {action} {}: {source}", path.display())]
    Disk {
        /// What was being done.
        action: &'static str,
        /// To which file or directory, relative to where the archive is unpacked.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The run was aborted meanwhile.
    #[error("unpacking was cancelled")]
    Cancelled,
}

/// Why an entry of an archive is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The name is absolute.
    #[error("its name is absolute")]
    AbsoluteName,
    /// The name has `..` in it.
    #[error("its name contains `..`")]
    ParentInName,
    /// There is no name, or it names the directory itself and is none.
    #[error("it has no name")]
    NoName,
    /// The name cannot exist on this machine.
    #[error("its name cannot exist here ({0})")]
    ImpossibleName(&'static str),
    /// A directory on the way is a symlink.
    #[error("{} on the way to it is a symlink or no directory", Shown(.0.as_bytes()))]
    NotBelowADirectory(String),
    /// A symlink leads out of the directory.
    #[error("it is a symlink that leads out of the directory, to {}", Shown(.0))]
    SymlinkOut(Vec<u8>),
    /// A hard link leads out of the directory.
    #[error("it is a hard link that leads out of the directory, to {}", Shown(.0))]
    HardLinkOut(Vec<u8>),
    /// A hard link leads to nothing, or not to a file.
    #[error("it is a hard link to {}, which is no file that the archive holds before it", Shown(.0))]
    HardLinkToNoFile(Vec<u8>),
    /// Another entry would be destroyed.
    #[error("it would replace {0}")]
    Replaces(&'static str),
    /// Neither file, directory nor link.
    #[error("it is {0}")]
    SpecialFile(&'static str),
    /// Rights that no file of a task may have.
    #[error("its mode {0:o} has the setuid or setgid bit")]
    PrivilegedMode(u32),
}

/// A name or target as a log may show it: no control characters, and of limited length.
struct Shown<'a>(&'a [u8]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 200;
        let text = String::from_utf8_lossy(self.0);
        let shown: String = text.chars().take(LONGEST).collect();
        write!(f, "{shown:?}")?;
        if shown.len() < text.len() { f.write_str("…") } else { Ok(()) }
    }
}
