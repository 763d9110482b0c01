//! What a worker finds of its predecessor's caches.

use std::path::Path;

use generated::documents::caches::Cache;

use super::repair::{Inspection, Listing, Objection, look};
use super::tables::{Kind, Tables};
use super::{Caches, lock, state};
use crate::platform::{self, DirectoryLock, FileId};

impl Caches {
    /// Takes over the caches that the state files in `state_dir` list, and keeps state there from now on. Blocks.
    ///
    /// Entries that do not count are dropped, and what nobody tracks is deleted, which the log says. No failure keeps
    /// the worker from starting.
    pub fn restore(&self, state_dir: &Path) {
        let may_tidy_up = self.prepare_directories();
        let listings = self.listings();
        let mut look = look;
        let mut inspection = Inspection::new(&listings, &mut look);
        let mut tables = Tables::default();
        for kind in Kind::ALL {
            let path = state_dir.join(kind.state_file());
            let (kept, dropped) =
                inspection.sort_out(state::read(&path), kind.is_directory(), kind.is_writable());
            tables.restore(kind, kept);
            for (cache, objection) in dropped {
                drop_entry(&cache, objection);
            }
        }
        let surplus = tables.of(Kind::Directory).trim(self.capacity);
        let orphans = if may_tidy_up { inspection.orphans() } else { Vec::new() };
        *lock(&self.tables) = tables;
        *lock(&self.state_dir) = Some(state_dir.to_owned());
        self.save();
        for cache in surplus {
            tracing::info!(
                "deleting cache {} at {}: fewer tasks run at once than before",
                cache.key,
                cache.location
            );
            remove(Path::new(&cache.location));
        }
        for orphan in orphans {
            // A dropped entry's directory may have been deleted already.
            if orphan.symlink_metadata().is_ok() {
                tracing::info!("deleting {}, which an earlier worker has left behind", orphan.display());
                remove(&orphan);
            }
        }
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
        let list = |directory: &&std::path::PathBuf| match Listing::of(directory) {
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

fn drop_entry(cache: &Cache, objection: Objection) {
    tracing::warn!("dropping cache {} at {}: {objection}", cache.key, cache.location);
    if objection == Objection::InUse {
        remove(Path::new(&cache.location));
    }
}

fn remove(path: &Path) {
    if let Err(error) = platform::remove_tree(path) {
        tracing::warn!("{error}");
    }
}
