//! What a worker finds of its predecessor's caches.

use std::path::{Path, PathBuf};

use generated::documents::caches::Cache;

use super::repair::{Inspection, Listing, Objection, look};
use super::tables::{Kind, Tables};
use super::{Caches, lock, shown, state};
use crate::platform::{self, DirectoryLock, FileId};

impl Caches {
    /// Takes over the caches that the state files in `state_dir` list, and keeps state there from now on. Blocks.
    ///
    /// Entries that do not count are dropped, and what nobody tracks is deleted in the background, which the log says. No failure keeps
    /// the worker from starting.
    pub fn restore(&self, state_dir: &Path) {
        let may_tidy_up = self.prepare_directories();
        let listings = self.listings();
        let mut look = look;
        let mut inspection = Inspection::new(&listings, &mut look);
        let mut tables = Tables::default();
        let mut unwanted = Vec::new();
        for kind in Kind::ALL {
            let path = state_dir.join(kind.state_file());
            let (kept, dropped) =
                inspection.sort_out(state::read(&path), kind.is_directory(), kind.is_writable());
            tables.restore(kind, kept);
            for (cache, objection) in dropped {
                tracing::warn!("dropping cache {} at {}: {objection}", shown(&cache.key), cache.location);
                if objection == Objection::InUse {
                    unwanted.push(PathBuf::from(cache.location));
                }
            }
        }
        let surplus = tables.of(Kind::Directory).trim(self.capacity);
        let orphans = if may_tidy_up { inspection.orphans() } else { Vec::new() };
        *lock(&self.tables) = tables;
        *lock(&self.state_dir) = Some(state_dir.to_owned());
        self.save();
        for cache in surplus {
            let Cache { key, location, .. } = cache;
            let key = shown(&key);
            tracing::info!("deleting cache {key} at {location}: fewer tasks run at once than before");
            unwanted.push(PathBuf::from(location));
        }
        for orphan in orphans {
            tracing::info!("deleting {}, which an earlier worker has left behind", orphan.display());
            unwanted.push(orphan);
        }
        self.deletions.begin(unwanted);
    }

    /// Makes the cache directories. Whether this worker alone uses them, and so may delete what it does not know.
    fn prepare_directories(&self) -> bool {
        let mut locks: Vec<DirectoryLock> = Vec::new();
        let mut is_alone = true;
        let mut seen = Vec::new();
        for directory in [&self.caches_dir, &self.downloads_dir] {
            if let Err(error) = platform::create_private_dirs(directory) {
                tracing::warn!("could not make {}: {error}", directory.display());
                continue;
            }
            match FileId::at(directory) {
                Ok(id) if seen.contains(&id) => continue,
                Ok(id) => seen.push(id),
                Err(_) => continue,
            }
            match DirectoryLock::take(directory) {
                Ok(Some(lock)) => locks.push(lock),
                Ok(None) => {
                    tracing::warn!(
                        "another worker keeps its caches in {}, too: what looks left behind there stays",
                        directory.display()
                    );
                    is_alone = false;
                }
                Err(error) => {
                    tracing::warn!("could not lock {}: {error}", directory.display());
                    is_alone = false;
                }
            }
        }
        *lock(&self.locks) = locks;
        is_alone
    }

    fn listings(&self) -> Vec<Listing> {
        let list = |directory: &&PathBuf| match Listing::of(directory) {
            Ok(listing) => Some(listing),
            Err(error) => {
                tracing::warn!("could not look into {}: {error}", directory.display());
                None
            }
        };
        let mut directories = vec![&self.caches_dir, &self.downloads_dir];
        directories.dedup();
        directories.iter().filter_map(list).collect()
    }
}
