//! Making room on a disk.

use std::io;
use std::path::{Path, PathBuf};

use generated::Timestamp;

use super::location::while_moving;
use super::tables::{Kind, Tables};
use super::{Caches, EntryId, shown};
use crate::platform::{self, Disk};

/// There is not enough room, and nothing that may be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Not able to free up enough disk space - require {required} bytes, but only have {free} bytes - and nothing left to \
     delete"
)]
pub struct NoRoom {
    /// How many bytes should be free.
    pub required: u64,
    /// How many are.
    pub free: u64,
}

/// Of another disk than the one that tasks need, this part is kept free, unless less is required.
const SHARE_KEPT_FREE: u64 = 10;

impl Caches {
    /// Deletes what was not used for longest, of all kinds of caches, until `required` bytes are free in `directory`.
    /// Nothing that is in use goes. Blocks.
    ///
    /// Where caches are kept on a disk of their own, that is kept from filling up as well, as far as possible.
    ///
    /// # Errors
    ///
    /// When there is still not enough room.
    pub fn make_room(&self, required: u64, directory: &Path) -> Result<(), NoRoom> {
        let Some(mut here) = disk(directory) else { return Ok(()) };
        if here.free < required {
            // What is being deleted already may do.
            self.deletions.wait();
            here = disk(directory).unwrap_or(here);
        }
        let room = self.make_room_on(here.free, directory, required);
        for cache_directory in [self.caches_dir(), self.downloads_dir()] {
            if let Some(other) =
                disk_if_there(cache_directory).filter(|other| !other.shares_space_with(&here))
            {
                // That caches fill a disk of their own keeps no task from running.
                let _ = self.make_room_on(
                    other.free,
                    cache_directory,
                    required.min(other.total / SHARE_KEPT_FREE),
                );
            }
        }
        room
    }

    fn make_room_on(&self, free: u64, directory: &Path, required: u64) -> Result<(), NoRoom> {
        if free >= required {
            return Ok(());
        }
        // Measured anew each time: parts of a pool are known by their equal figures, which change.
        let is_here = |location: &Path| match (disk(directory), disk_if_there(location)) {
            (Some(here), Some(other)) => other.shares_space_with(&here),
            _ => false,
        };
        let free = || Disk::of(directory).map(|disk| disk.free);
        let evicted = evict_until(required, &mut OnDisk { caches: self, free: &free, is_here: &is_here });
        match evicted {
            Ok(free) if free < required => Err(NoRoom { required, free }),
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::warn!("could not find out how much disk space {} has: {error}", directory.display());
                Ok(())
            }
        }
    }
}

fn disk(directory: &Path) -> Option<Disk> {
    // Before the first task the directory may not be there.
    let existing = directory.ancestors().find(|path| !path.as_os_str().is_empty() && path.exists());
    match Disk::of(existing.unwrap_or(Path::new("."))) {
        Ok(disk) => Some(disk),
        Err(error) => {
            tracing::warn!("could not find out how much disk space {} has: {error}", directory.display());
            None
        }
    }
}

fn disk_if_there(path: &Path) -> Option<Disk> {
    Disk::of(path).ok()
}

/// What eviction works on.
trait Evictable {
    /// Bytes that are free.
    fn free(&mut self) -> io::Result<u64>;
    /// What may go, with the time of its last use.
    fn candidates(&mut self) -> Vec<(Timestamp, Kind, EntryId)>;
    /// Deletes a candidate, unless somebody uses it by now or it lies elsewhere.
    fn delete(&mut self, kind: Kind, id: EntryId, last_used: Timestamp);
}

/// Deletes candidates, those not used for longest first, until `required` bytes are free. Returns how many are.
fn evict_until(required: u64, evictable: &mut dyn Evictable) -> io::Result<u64> {
    let mut free = evictable.free()?;
    if free >= required {
        return Ok(free);
    }
    let mut candidates = evictable.candidates();
    candidates.sort_unstable();
    for (last_used, kind, id) in candidates {
        evictable.delete(kind, id, last_used);
        free = evictable.free()?;
        if free >= required {
            break;
        }
    }
    Ok(free)
}

struct OnDisk<'a> {
    caches: &'a Caches,
    free: &'a dyn Fn() -> io::Result<u64>,
    is_here: &'a dyn Fn(&Path) -> bool,
}

impl Evictable for OnDisk<'_> {
    fn free(&mut self) -> io::Result<u64> {
        (self.free)()
    }

    fn candidates(&mut self) -> Vec<(Timestamp, Kind, EntryId)> {
        self.caches.with_tables(Tables::evictable)
    }

    fn delete(&mut self, kind: Kind, id: EntryId, last_used: Timestamp) {
        let location = self.caches.with_tables(|tables| {
            tables.of(kind).get_mut(id).map(|entry| PathBuf::from(&entry.record.location))
        });
        // Not while the tables are locked: a disk may be slow.
        let Some(location) = location.filter(|location| (self.is_here)(location)) else { return };
        let evicted = self.caches.with_tables(|tables| tables.of(kind).evict(id, last_used));
        let Some(cache) = evicted else { return };
        // Should the worker be killed now, nobody must take what is left of it for a cache.
        let doomed = while_moving(&location);
        let path = if std::fs::rename(&location, &doomed).is_ok() { &doomed } else { &location };
        let bytes = platform::bytes_on_disk(path);
        tracing::info!(
            "Evicting cache {} to make room: deleting {bytes} bytes at {}, last used {last_used}",
            shown(&cache.key),
            cache.location
        );
        if let Err(error) = platform::remove_tree(path) {
            tracing::warn!("could not delete cache {}: {error}", shown(&cache.key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk on which each candidate takes up a byte. Counts what is asked of it.
    struct Counting {
        candidates: Vec<(Timestamp, Kind, EntryId)>,
        in_use: Vec<EntryId>,
        free: u64,
        deleted: Vec<EntryId>,
        listings: usize,
        looks: usize,
    }

    impl Evictable for Counting {
        fn free(&mut self) -> io::Result<u64> {
            self.looks += 1;
            Ok(self.free)
        }

        fn candidates(&mut self) -> Vec<(Timestamp, Kind, EntryId)> {
            self.listings += 1;
            self.candidates.clone()
        }

        fn delete(&mut self, _: Kind, id: EntryId, _: Timestamp) {
            if !self.in_use.contains(&id) {
                self.free += 1;
                self.deleted.push(id);
            }
        }
    }

    fn counting(count: i64) -> (Counting, Vec<EntryId>) {
        let mut tables = Tables::default();
        let kinds = [Kind::File, Kind::Directory, Kind::ReadOnly];
        let mut candidates = Vec::new();
        for index in 0..count {
            // The later ones were not used for longest.
            let last_used = Timestamp::from_millis(count - index);
            let kind = kinds[usize::try_from(index).expect("small") % 3];
            let record = super::super::tests::cache(&index.to_string(), "x");
            candidates.push((last_used, kind, tables.of(Kind::File).insert(record, 0)));
        }
        let ids = candidates.iter().rev().map(|&(_, _, id)| id).collect();
        (
            Counting { candidates, in_use: Vec::new(), free: 0, deleted: Vec::new(), listings: 0, looks: 0 },
            ids,
        )
    }

    #[test]
    fn all_kinds_go_in_the_order_of_their_last_use() {
        let (mut disk, oldest_first) = counting(10);
        disk.in_use.push(oldest_first[1]);
        assert_eq!(evict_until(3, &mut disk).expect("free"), 3);
        assert_eq!(disk.deleted, [oldest_first[0], oldest_first[2], oldest_first[3]]);
    }

    #[test]
    fn nothing_is_listed_while_there_is_room() {
        let (mut disk, _) = counting(10);
        disk.free = 5;
        assert_eq!(evict_until(5, &mut disk).expect("free"), 5);
        assert_eq!((disk.listings, disk.looks), (0, 1));
    }

    /// Ten thousand entries are listed and sorted once, not once for each that goes.
    #[test]
    fn the_work_grows_with_what_goes() {
        let (mut disk, _) = counting(10_000);
        assert_eq!(evict_until(9_999, &mut disk).expect("free"), 9_999);
        assert_eq!((disk.listings, disk.looks, disk.deleted.len()), (1, 10_000, 9_999));
    }
}
