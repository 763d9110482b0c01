//! The use of caches by tasks.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use generated::Timestamp;
use generated::documents::caches::Cache;

use super::Caches;
use super::table::{EntryId, Released};
use super::tables::Kind;

/// A writable directory that one task has to itself, until it is [kept](Caches::keep) or
/// [discarded](Caches::discard).
#[derive(Debug)]
pub struct Lease {
    id: EntryId,
    cache: Cache,
}

impl Lease {
    /// The cache's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.cache.key
    }

    /// Where it is kept between tasks.
    #[must_use]
    pub fn location(&self) -> &Path {
        Path::new(&self.cache.location)
    }
}

impl Caches {
    /// The writable directory called `name` that was used last, of those that nobody uses.
    #[must_use]
    pub fn acquire(&self, name: &str) -> Option<Lease> {
        let acquired = self.with_tables(|tables| tables.of(Kind::Directory).acquire(name));
        acquired.map(|(id, cache)| Lease { id, cache })
    }

    /// Registers a new writable directory called `name`. Nothing is made on the disk.
    #[must_use]
    pub fn add_directory(&self, name: &str) -> Lease {
        let cache = new_record(name, &self.new_location(Kind::Directory));
        let id = self.with_tables(|tables| tables.of(Kind::Directory).insert(cache.clone(), 1));
        Lease { id, cache }
    }

    /// Gives back a directory that is in its place again. If somebody asked for it to be purged meanwhile, it is
    /// deleted, and `tell` gets lines for the task log.
    pub fn keep(&self, lease: Lease, tell: &mut dyn FnMut(&dyn Display)) {
        let released =
            self.with_tables(|tables| tables.of(Kind::Directory).release(lease.id, Timestamp::now()));
        if let Released::Doomed(cache) = released {
            self.delete(&cache, tell);
        }
    }

    /// Gives up a directory, wherever it is, and deletes what is at its place.
    pub fn discard(&self, lease: Lease, tell: &mut dyn FnMut(&dyn Display)) {
        self.with_tables(|tables| tables.of(Kind::Directory).remove(lease.id));
        self.delete(&lease.cache, tell);
    }

    /// Gives up a directory that was never made.
    pub fn forget(&self, lease: Lease) {
        self.with_tables(|tables| tables.of(Kind::Directory).remove(lease.id));
    }

    /// A shared cache, kept from being deleted while the returned value lives.
    #[must_use]
    pub fn share(self: &Arc<Self>, kind: Kind, key: &str) -> Option<Shared> {
        let (id, cache) = self.with_tables(|tables| tables.of(kind).share(key))?;
        Some(Shared { caches: Arc::clone(self), kind, id, cache })
    }

    /// Registers something new to be shared: `cache` lies at its location, and is kept from being deleted while the
    /// returned value lives.
    #[must_use]
    pub fn add_shared(self: &Arc<Self>, kind: Kind, cache: Cache) -> Shared {
        let id = self.with_tables(|tables| tables.of(kind).insert(cache.clone(), 1));
        Shared { caches: Arc::clone(self), kind, id, cache }
    }
}

/// A new entry for `key` at `location`, used once.
#[must_use]
pub fn new_record(key: &str, location: &Path) -> Cache {
    Cache {
        bytes: None,
        changed: None,
        created: Timestamp::now(),
        fingerprint: None,
        hits: 1,
        in_use: false,
        key: key.to_owned(),
        last_used: None,
        location: location.display().to_string(),
        sha256: String::new(),
    }
}

/// The use of a shared cache.
#[derive(Debug)]
pub struct Shared {
    caches: Arc<Caches>,
    kind: Kind,
    id: EntryId,
    cache: Cache,
}

impl Shared {
    /// What is known of it.
    #[must_use]
    pub const fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> PathBuf {
        PathBuf::from(&self.cache.location)
    }

    /// Corrects what is known of it.
    pub fn update(&mut self, correct: impl Fn(&mut Cache)) {
        correct(&mut self.cache);
        let Self { caches, kind, id, .. } = self;
        caches.with_tables(|tables| {
            if let Some(entry) = tables.of(*kind).get_mut(*id) {
                correct(&mut entry.record);
            }
        });
    }

    /// Sees to it that nobody gets it any more, and that it is deleted when its last user has let go of it.
    pub fn doom(self) {
        // Its users are not gone yet: this one is not.
        self.caches.with_tables(|tables| tables.of(self.kind).doom(self.id));
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let now = Timestamp::now();
        let released = self.caches.with_tables(|tables| tables.of(self.kind).release(self.id, now));
        if let Released::Doomed(cache) = released {
            self.caches.delete(&cache, &mut |line| tracing::info!("{line}"));
        }
    }
}
