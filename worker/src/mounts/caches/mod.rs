//! What the worker keeps on disk for later tasks: downloaded files, writable directories, unpacked archives.
//!
//! The accounting ([`table`]) knows nothing of the disk; what it hands out or gives up is moved or deleted outside of
//! its lock. Whatever lies in the cache directories under a made-up name and is in no table was left behind by a worker
//! that was killed, and goes at the next start.

mod deletion;
mod evict;
mod lease;
mod location;
mod repair;
mod restore;
mod state;
mod table;
mod tables;

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use generated::Timestamp;
use generated::config::Config;
use generated::documents::caches::Cache;

use self::deletion::Deletions;
pub use self::evict::NoRoom;
pub use self::lease::{Lease, Shared, new_record};
pub use self::location::while_moving;
pub use self::table::EntryId;
use self::table::Purged;
pub use self::tables::Kind;
use self::tables::Tables;
use super::flights::Flights;
use crate::platform::{self, DirectoryLock, Sharing, TaskIdentity};
use crate::taskcluster::http::without_secrets;

/// How much clocks may differ: a cache counts as older than a request to purge it when it is younger by less than this.
const CLOCK_SLACK: std::time::Duration = std::time::Duration::from_mins(5);

/// All caches of a worker.
#[derive(Debug)]
pub struct Caches {
    caches_dir: PathBuf,
    downloads_dir: PathBuf,
    /// How many tasks can run at once, and so how many directories with the same name can be of use.
    capacity: usize,
    tables: Mutex<Tables>,
    /// Where state is kept; nowhere until it has been restored.
    state_dir: Mutex<Option<PathBuf>>,
    locks: Mutex<Vec<DirectoryLock>>,
    flights: Flights,
    deletions: Deletions,
    last_purge_query: Mutex<Option<Timestamp>>,
}

/// The key of a cache as the worker's log may show it: addresses can hold secrets.
fn shown(key: &str) -> String {
    let Some(at) = key.find("http://").or_else(|| key.find("https://")) else { return key.to_owned() };
    let (kind, address) = key.split_at(at);
    match url::Url::parse(address) {
        Ok(url) => format!("{kind}{}", without_secrets(&url)),
        Err(_) => format!("{kind}…"),
    }
}

impl Caches {
    /// No caches yet, in the directories of `config`. Nothing is kept over restarts before [`Caches::restore`].
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            caches_dir: config.caches_dir.clone(),
            downloads_dir: config.downloads_dir.clone(),
            capacity: usize::from(config.capacity).max(1),
            tables: Mutex::default(),
            state_dir: Mutex::default(),
            locks: Mutex::default(),
            flights: Flights::default(),
            deletions: Deletions::default(),
            last_purge_query: Mutex::default(),
        }
    }

    /// Where directories are kept.
    #[must_use]
    pub fn caches_dir(&self) -> &Path {
        &self.caches_dir
    }

    /// Where downloads are kept.
    #[must_use]
    pub fn downloads_dir(&self) -> &Path {
        &self.downloads_dir
    }

    /// Makes the directories that caches are kept in, and finds out how the directory `to`, which exists, can share files
    /// with the unpacked archives, for a task whose commands run as `identity`. Blocks.
    ///
    /// # Errors
    ///
    /// When a directory cannot be made.
    pub fn prepare(&self, to: &Path, identity: &TaskIdentity) -> std::io::Result<Sharing> {
        for directory in [&self.caches_dir, &self.downloads_dir] {
            platform::create_private_dirs(directory)?;
        }
        // Asked anew for each task: it costs two files of a moment, and any directory may become a disk of its own.
        Ok(platform::best_sharing(&self.caches_dir, to, self.capacity == 1, identity))
    }

    /// A path for something new of this kind.
    #[must_use]
    pub fn new_location(&self, kind: Kind) -> PathBuf {
        let directory = if kind.is_directory() { &self.caches_dir } else { &self.downloads_dir };
        directory.join(location::new_name())
    }

    /// Who is working on which content.
    #[must_use]
    pub const fn flights(&self) -> &Flights {
        &self.flights
    }

    /// When the purge-cache service last told which caches should go.
    #[must_use]
    pub fn last_purge_query(&self) -> Option<Timestamp> {
        *lock(&self.last_purge_query)
    }

    /// Records that it told so at `time`.
    pub fn set_last_purge_query(&self, time: Timestamp) {
        *lock(&self.last_purge_query) = Some(time);
    }

    /// Removes the writable directories called `cache_name` that are older than `before`, those in use when they are
    /// given back. `tell` gets lines for the task log.
    pub fn purge(&self, cache_name: &str, before: Timestamp, tell: &mut dyn FnMut(&dyn Display)) {
        let is_older = |cache: &Cache| cache.created - CLOCK_SLACK < before;
        let purged = self.with_tables(|tables| tables.of(Kind::Directory).purge(cache_name, is_older));
        let Purged { removed, deferred } = purged;
        for _ in deferred {
            tell(&format_args!("Marking in-use cache {cache_name} for deferred purge"));
        }
        for cache in removed {
            self.delete(&cache, tell);
        }
    }

    /// Begins to delete what `cache`, which is in no table any more, stands for.
    fn delete(&self, cache: &Cache, tell: &mut dyn FnMut(&dyn Display)) {
        let key = shown(&cache.key);
        tell(&format_args!("Removing cache {key} from cache table"));
        tell(&format_args!("Deleting cache {key} file(s) at {}", cache.location));
        let location = PathBuf::from(&cache.location);
        let doomed = while_moving(&location);
        // Should the worker be killed now, nobody must take what is left of it for a cache. It may be called so already.
        let _ = std::fs::rename(&location, &doomed);
        self.deletions.begin(vec![doomed, location]);
    }

    /// Waits until everything has been deleted that was to be. Blocks.
    pub fn finish_deleting(&self) {
        self.deletions.wait();
    }

    /// Writes the state files. A failure costs a warning: the next worker starts with what was written before.
    pub fn save(&self) {
        // Held throughout, so that nothing older can replace what is newer.
        let state_dir = lock(&self.state_dir);
        let Some(directory) = state_dir.as_ref() else { return };
        for kind in Kind::ALL {
            let path = directory.join(kind.state_file());
            let text = self.with_tables(|tables| state::to_text(tables.of(kind)));
            let written = text.map_err(std::io::Error::from).and_then(|text| state::write(&path, &text));
            if let Err(error) = written {
                tracing::warn!("could not write {}: {error}", path.display());
            }
        }
    }

    fn with_tables<R>(&self, work: impl FnOnce(&mut Tables) -> R) -> R {
        work(&mut lock(&self.tables))
    }
}

/// No code panics while it holds one of these locks, so that what they protect is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
