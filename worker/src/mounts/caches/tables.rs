//! The tables of all kinds of caches.

use generated::Timestamp;
use generated::documents::caches::Cache;

use super::table::{EntryId, Table};

/// A kind of cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A downloaded file, shared by those who read it.
    File,
    /// A writable directory, for one task at a time.
    Directory,
    /// An unpacked archive, shared by those who clone it.
    ReadOnly,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::File, Self::Directory, Self::ReadOnly];

    /// The name of the state file in the worker's working directory.
    #[must_use]
    pub const fn state_file(self) -> &'static str {
        match self {
            Self::File => "file-caches.json",
            Self::Directory => "directory-caches.json",
            Self::ReadOnly => "read-only-caches.json",
        }
    }

    /// Whether such a cache is a directory.
    #[must_use]
    pub const fn is_directory(self) -> bool {
        !matches!(self, Self::File)
    }

    /// Whether a task can change such a cache while it has it.
    #[must_use]
    pub const fn is_writable(self) -> bool {
        matches!(self, Self::Directory)
    }
}

/// The tables of all kinds of caches.
#[derive(Debug, Default)]
pub struct Tables {
    files: Table,
    directories: Table,
    read_only: Table,
}

impl Tables {
    /// The table of one kind.
    pub const fn of(&mut self, kind: Kind) -> &mut Table {
        match kind {
            Kind::File => &mut self.files,
            Kind::Directory => &mut self.directories,
            Kind::ReadOnly => &mut self.read_only,
        }
    }

    /// What can go, of all kinds, each with the time of its last use.
    #[must_use]
    pub fn evictable(&mut self) -> Vec<(Timestamp, Kind, EntryId)> {
        let of_kind = |kind| self.of(kind).evictable().into_iter().map(move |(time, id)| (time, kind, id));
        Kind::ALL.into_iter().flat_map(of_kind).collect()
    }

    /// Adds what a state file says.
    pub fn restore(&mut self, kind: Kind, caches: Vec<Cache>) {
        for cache in caches {
            self.of(kind).insert(cache, 0);
        }
    }
}
