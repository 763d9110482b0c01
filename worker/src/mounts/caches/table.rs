//! The accounting of caches: what there is, what is in use, what goes first. Nothing here touches the disk.

use std::collections::HashMap;

use generated::Timestamp;
use generated::documents::caches::Cache;

/// An entry of a [`Table`], while it is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(u64);

/// One cache.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is known of it.
    pub record: Cache,
    /// How many tasks use it now.
    pub users: u32,
    /// Whether it is to be deleted as soon as nobody uses it.
    doomed: bool,
}

impl Entry {
    /// When it was last used, as far as is known.
    fn last_used(&self) -> Timestamp {
        self.record.last_used.unwrap_or(self.record.created)
    }

    const fn is_free(&self) -> bool {
        self.users == 0 && !self.doomed
    }
}

/// What became of an entry that its last user has given back.
#[derive(Debug)]
pub enum Released {
    /// It stays for later tasks.
    Kept,
    /// It has been removed from the table; what it stands for is to be deleted.
    Doomed(Cache),
}

/// What a request to purge did.
#[derive(Debug, Default)]
pub struct Purged {
    /// Removed from the table; to be deleted.
    pub removed: Vec<Cache>,
    /// Still in use; to be deleted when they are given back.
    pub deferred: Vec<Cache>,
}

/// Caches of one kind, looked up by key. Several may have the same key.
#[derive(Clone, Debug, Default)]
pub struct Table {
    entries: HashMap<EntryId, Entry>,
    by_key: HashMap<String, Vec<EntryId>>,
    next: u64,
}

impl Table {
    /// Adds a cache that has `users` users.
    pub fn insert(&mut self, record: Cache, users: u32) -> EntryId {
        let id = EntryId(self.next);
        self.next += 1;
        self.by_key.entry(record.key.clone()).or_default().push(id);
        self.entries.insert(id, Entry { record, users, doomed: false });
        id
    }

    /// How many there are.
    #[cfg(test)]
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[cfg(test)]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The entry, if it is still there.
    pub fn get_mut(&mut self, id: EntryId) -> Option<&mut Entry> {
        self.entries.get_mut(&id)
    }

    /// Takes the entry out of the table.
    pub fn remove(&mut self, id: EntryId) -> Option<Entry> {
        let entry = self.entries.remove(&id)?;
        if let Some(ids) = self.by_key.get_mut(&entry.record.key) {
            ids.retain(|&other| other != id);
            if ids.is_empty() {
                self.by_key.remove(&entry.record.key);
            }
        }
        Some(entry)
    }

    /// Gives the free entry with this key that was used last to a user of its own.
    pub fn acquire(&mut self, key: &str) -> Option<(EntryId, Cache)> {
        self.take(key, Entry::is_free)
    }

    /// Gives the entry with this key to one more user.
    pub fn share(&mut self, key: &str) -> Option<(EntryId, Cache)> {
        self.take(key, |entry| !entry.doomed)
    }

    fn take(&mut self, key: &str, suits: impl Fn(&Entry) -> bool) -> Option<(EntryId, Cache)> {
        let ids = self.by_key.get(key)?.iter().copied();
        let usable = ids.filter(|id| self.entries.get(id).is_some_and(&suits));
        let id = usable.max_by_key(|id| (self.entries.get(id).map(Entry::last_used), *id))?;
        let entry = self.entries.get_mut(&id)?;
        entry.users += 1;
        entry.record.hits += 1;
        Some((id, entry.record.clone()))
    }

    /// A user has ended its use.
    pub fn release(&mut self, id: EntryId, now: Timestamp) -> Released {
        let Some(entry) = self.entries.get_mut(&id) else { return Released::Kept };
        entry.users = entry.users.saturating_sub(1);
        entry.record.last_used = Some(now);
        if entry.doomed && entry.users == 0 {
            return self.remove(id).map_or(Released::Kept, |entry| Released::Doomed(entry.record));
        }
        Released::Kept
    }

    /// Removes the entry, now or when its last user gives it back. Nobody else gets it any more.
    pub fn doom(&mut self, id: EntryId) -> Option<Cache> {
        let entry = self.entries.get_mut(&id)?;
        if entry.users > 0 {
            entry.doomed = true;
            return None;
        }
        self.remove(id).map(|entry| entry.record)
    }

    /// Removes the entries with this key for which `is_meant` holds; those in use when they are given back.
    pub fn purge(&mut self, key: &str, is_meant: impl Fn(&Cache) -> bool) -> Purged {
        let mut purged = Purged::default();
        for id in self.by_key.get(key).cloned().unwrap_or_default() {
            let Some(entry) = self.entries.get_mut(&id).filter(|entry| is_meant(&entry.record)) else {
                continue;
            };
            if entry.users > 0 {
                if !entry.doomed {
                    entry.doomed = true;
                    purged.deferred.push(entry.record.clone());
                }
            } else if let Some(entry) = self.remove(id) {
                purged.removed.push(entry.record);
            }
        }
        purged
    }

    /// The entries that can go, each with the time of its last use.
    #[must_use]
    pub fn evictable(&self) -> Vec<(Timestamp, EntryId)> {
        let free = self.entries.iter().filter(|(_, entry)| entry.is_free());
        free.map(|(&id, entry)| (entry.last_used(), id)).collect()
    }

    /// Takes the entry out if it is as free and unused as it was when [`Table::evictable`] named it.
    pub fn evict(&mut self, id: EntryId, last_used: Timestamp) -> Option<Cache> {
        let entry = self.entries.get(&id)?;
        if !entry.is_free() || entry.last_used() != last_used {
            return None;
        }
        self.remove(id).map(|entry| entry.record)
    }

    /// Takes out what is more than `most` free entries with the same key: those that were not used for longest.
    pub fn trim(&mut self, most: usize) -> Vec<Cache> {
        let crowded: Vec<_> = self.by_key.values().filter(|ids| ids.len() > most).cloned().collect();
        let mut removed = Vec::new();
        for mut ids in crowded {
            ids.sort_by_key(|id| std::cmp::Reverse((self.entries.get(id).map(Entry::last_used), *id)));
            for id in ids.into_iter().skip(most) {
                if self.entries.get(&id).is_some_and(Entry::is_free)
                    && let Some(entry) = self.remove(id)
                {
                    removed.push(entry.record);
                }
            }
        }
        removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_millis(second * 1000)
    }

    fn cache(key: &str, location: &str, last_used: Option<i64>) -> Cache {
        Cache {
            bytes: None,
            changed: None,
            created: at(0),
            fingerprint: None,
            hits: 0,
            in_use: false,
            key: key.to_owned(),
            last_used: last_used.map(at),
            location: location.to_owned(),
            sha256: String::new(),
        }
    }

    #[test]
    fn the_freshest_free_entry_is_acquired() {
        let mut table = Table::default();
        table.insert(cache("a", "old", Some(1)), 0);
        table.insert(cache("a", "new", Some(2)), 0);
        table.insert(cache("b", "other", Some(3)), 0);
        let (first, record) = table.acquire("a").expect("free");
        assert_eq!((record.location.as_str(), record.hits), ("new", 1));
        assert_eq!(table.acquire("a").expect("free").1.location, "old");
        assert!(table.acquire("a").is_none());
        assert!(matches!(table.release(first, at(9)), Released::Kept));
        assert_eq!(table.acquire("a").expect("free").1.location, "new");
    }

    #[test]
    fn a_purge_is_deferred_while_an_entry_is_in_use() {
        let mut table = Table::default();
        table.insert(cache("a", "free", Some(1)), 0);
        table.insert(cache("a", "used", Some(2)), 0);
        let (id, _) = table.acquire("a").expect("free");
        let purged = table.purge("a", |record| record.created < at(5));
        assert_eq!(purged.removed.iter().map(|record| &record.location).collect::<Vec<_>>(), ["free"]);
        assert_eq!(purged.deferred.len(), 1);
        assert!(table.purge("a", |_| true).deferred.is_empty(), "it is told once");
        assert!(table.acquire("a").is_none());
        assert!(matches!(table.release(id, at(9)), Released::Doomed(record) if record.location == "used"));
        assert!(table.is_empty());
    }

    #[test]
    fn an_old_request_purges_nothing_that_was_made_later() {
        let mut table = Table::default();
        table.insert(Cache { created: at(10), ..cache("a", "new", None) }, 0);
        assert!(table.purge("a", |record| record.created < at(5)).removed.is_empty());
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn a_shared_entry_is_doomed_until_its_last_user_is_gone() {
        let mut table = Table::default();
        let id = table.insert(cache("f", "file", None), 1);
        table.share("f").expect("there");
        assert!(table.doom(id).is_none());
        assert!(table.share("f").is_none());
        assert!(matches!(table.release(id, at(1)), Released::Kept));
        assert!(matches!(table.release(id, at(1)), Released::Doomed(_)));
    }

    #[test]
    fn what_is_more_than_the_capacity_goes() {
        let mut table = Table::default();
        for second in 0..4 {
            table.insert(cache("a", &second.to_string(), Some(second)), 0);
        }
        table.insert(cache("b", "b", Some(0)), 0);
        let mut gone: Vec<_> = table.trim(2).into_iter().map(|record| record.location).collect();
        gone.sort();
        assert_eq!(gone, ["0", "1"]);
        assert_eq!(table.len(), 3);
    }

    proptest! {
        /// Whatever happens in whatever order: no entry has two users of its own, none in use is evicted or handed out,
        /// and everything that is taken out was there exactly once.
        #[test]
        fn accounts_agree(steps in proptest::collection::vec((0_u8..6, 0_u8..3), 1..200)) {
            let mut table = Table::default();
            let mut held: Vec<EntryId> = Vec::new();
            let (mut made, mut gone) = (0_usize, 0_usize);
            for (now, (step, key)) in (1_i64..).zip(steps) {
                let key = key.to_string();
                match step {
                    0 => {
                        made += 1;
                        held.push(table.insert(cache(&key, &made.to_string(), None), 1));
                    }
                    1 => {
                        if let Some((id, _)) = table.acquire(&key) {
                            prop_assert!(!held.contains(&id));
                            held.push(id);
                        }
                    }
                    2 => {
                        if let Some(id) = held.pop()
                            && let Released::Doomed(_) = table.release(id, at(now))
                        {
                            gone += 1;
                        }
                    }
                    3 => gone += table.purge(&key, |_| true).removed.len(),
                    4 => {
                        let mut evictable = table.evictable();
                        evictable.sort_unstable();
                        if let Some(&(last_used, id)) = evictable.first() {
                            prop_assert!(!held.contains(&id));
                            prop_assert!(table.evict(id, last_used).is_some());
                            gone += 1;
                        }
                    }
                    _ => gone += table.trim(1).len(),
                }
                prop_assert!(held.iter().all(|&id| table.get_mut(id).is_some_and(|entry| entry.users == 1)));
                prop_assert_eq!(table.len(), made - gone);
                prop_assert_eq!(table.by_key.values().map(Vec::len).sum::<usize>(), table.len());
            }
        }
    }
}
