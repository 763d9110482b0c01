//! What state files say against what is on the disk.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generated::documents::caches::Cache;

use super::location;

/// Why an entry of a state file does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// There is nothing there.
    #[error("it is no longer there")]
    Vanished,
    /// A task may have left it half changed.
    #[error("the worker ended while a task had it mounted")]
    InUse,
    /// It is not the worker's to delete.
    #[error("its path does not end in a name that the worker makes up")]
    ForeignName,
    /// Another entry has it.
    #[error("another entry has the same path")]
    Twice,
}

/// What lies in a directory: its names, and which of them are directories.
#[derive(Debug, Default)]
pub struct Listing {
    directory: PathBuf,
    names: HashMap<OsString, bool>,
}

impl Listing {
    /// Lists `directory`; a missing one is empty.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn of(directory: &Path) -> io::Result<Self> {
        let absolute = std::path::absolute(directory)?;
        let entries = match fs::read_dir(directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            entries => Some(entries?),
        };
        let mut names = HashMap::new();
        for entry in entries.into_iter().flatten() {
            let entry = entry?;
            names.insert(entry.file_name(), entry.file_type()?.is_dir());
        }
        Ok(Self { directory: absolute, names })
    }

    /// Names that the worker has made up and that are not in `tracked`.
    fn orphans<'a>(&'a self, tracked: &'a HashSet<PathBuf>) -> impl Iterator<Item = PathBuf> + 'a {
        self.names.keys().filter_map(move |name| {
            let text = name.to_str()?;
            let path = self.directory.join(name);
            let is_orphan =
                location::is_temporary(text) || (location::is_made_up(text) && !tracked.contains(&path));
            is_orphan.then_some(path)
        })
    }
}

/// Looks entries up on the disk.
pub struct Inspection<'a> {
    listings: &'a [Listing],
    /// Asks the disk whether there is a directory (true), something else (false) or nothing at a path that is in none of
    /// the listings.
    look: &'a mut dyn FnMut(&Path) -> Option<bool>,
    tracked: HashSet<PathBuf>,
}

impl<'a> Inspection<'a> {
    /// An inspection that reads as much as it can from `listings`, and for the rest asks `look`.
    pub fn new(listings: &'a [Listing], look: &'a mut dyn FnMut(&Path) -> Option<bool>) -> Self {
        Self { listings, look, tracked: HashSet::new() }
    }

    /// The entries that count, and the others. `is_directory`: what they must be; `is_writable`: whether a task could
    /// change them while it had them mounted.
    pub fn sort_out(
        &mut self,
        caches: Vec<Cache>,
        is_directory: bool,
        is_writable: bool,
    ) -> (Vec<Cache>, Vec<(Cache, Objection)>) {
        let (mut kept, mut dropped) = (Vec::new(), Vec::new());
        for cache in caches {
            match self.objection(&cache, is_directory, is_writable) {
                None => kept.push(Cache { in_use: false, ..cache }),
                Some(objection) => dropped.push((cache, objection)),
            }
        }
        (kept, dropped)
    }

    fn objection(&mut self, cache: &Cache, is_directory: bool, is_writable: bool) -> Option<Objection> {
        let path = Path::new(&cache.location);
        if !location::is_ours(path) {
            return Some(Objection::ForeignName);
        }
        let Ok(absolute) = std::path::absolute(path) else { return Some(Objection::Vanished) };
        if self.find(&absolute) != Some(is_directory) {
            return Some(Objection::Vanished);
        }
        if cache.in_use && is_writable {
            return Some(Objection::InUse);
        }
        (!self.tracked.insert(absolute)).then_some(Objection::Twice)
    }

    fn find(&mut self, path: &Path) -> Option<bool> {
        let (parent, name) = (path.parent()?, path.file_name()?);
        match self.listings.iter().find(|listing| listing.directory == parent) {
            Some(listing) => listing.names.get(name).copied(),
            None => (self.look)(path),
        }
    }

    /// What the worker has made in the listed directories and no entry that counts stands for.
    #[must_use]
    pub fn orphans(&self) -> Vec<PathBuf> {
        let mut orphans: Vec<_> =
            self.listings.iter().flat_map(|listing| listing.orphans(&self.tracked)).collect();
        orphans.sort();
        orphans.dedup();
        orphans
    }
}

/// Whether there is a directory (true), something else (false) or nothing at `path`; symlinks are not followed.
#[must_use]
pub fn look(path: &Path) -> Option<bool> {
    fs::symlink_metadata(path).ok().map(|metadata| metadata.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;
    use generated::Timestamp;

    fn cache(location: &Path, in_use: bool) -> Cache {
        Cache {
            bytes: None,
            changed: None,
            created: Timestamp::from_millis(0),
            fingerprint: None,
            hits: 0,
            in_use,
            key: "a".to_owned(),
            last_used: None,
            location: location.display().to_string(),
            sha256: String::new(),
        }
    }

    fn unasked(path: &Path) -> Option<bool> {
        panic!("asked about {}", path.display())
    }

    #[test]
    fn what_vanished_or_was_in_use_is_dropped_and_what_nobody_tracks_is_found() {
        let directory = tempfile::tempdir().expect("a directory");
        let [kept, used, orphan, file, gone] = [0; 5].map(|_| directory.path().join(location::new_name()));
        for path in [&kept, &used, &orphan, &directory.path().join("of somebody else")] {
            fs::create_dir(path).expect("made");
        }
        let moving = location::while_moving(&gone);
        fs::create_dir(&moving).expect("made");
        fs::write(&file, "").expect("written");
        let caches = vec![
            cache(&kept, false),
            cache(&used, true),
            cache(&gone, false),
            cache(&kept, false),
            cache(&file, false),
            cache(directory.path(), false),
        ];
        let listings = [Listing::of(directory.path()).expect("listed")];
        let mut look = unasked;
        let mut inspection = Inspection::new(&listings, &mut look);
        let (counted, dropped) = inspection.sort_out(caches, true, true);
        assert_eq!(counted, [cache(&kept, false)]);
        assert_eq!(
            dropped.iter().map(|(_, objection)| *objection).collect::<Vec<_>>(),
            [
                Objection::InUse,
                Objection::Vanished,
                Objection::Twice,
                Objection::Vanished,
                Objection::ForeignName
            ]
        );
        let mut orphans = [used, orphan, file, moving];
        orphans.sort();
        assert_eq!(inspection.orphans(), orphans);
    }

    /// Ten thousand entries cost one look into the directory, not one each.
    #[test]
    fn the_disk_is_not_asked_about_each_entry() {
        let directory = Path::new("/caches");
        let locations: Vec<_> = (0..10_000).map(|_| directory.join(location::new_name())).collect();
        let names =
            locations.iter().map(|path| (path.file_name().expect("a name").to_owned(), true)).collect();
        let listings = [Listing { directory: directory.to_owned(), names }];
        let mut look = unasked;
        let mut inspection = Inspection::new(&listings, &mut look);
        let caches = locations.iter().map(|path| cache(path, false)).collect();
        assert_eq!(inspection.sort_out(caches, true, true).0.len(), 10_000);
        assert!(inspection.orphans().is_empty());
    }

    #[test]
    fn elsewhere_the_disk_is_asked() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join(location::new_name());
        fs::create_dir(&path).expect("made");
        let mut asked = look;
        let mut inspection = Inspection::new(&[], &mut asked);
        let gone = directory.path().join(location::new_name());
        let (counted, dropped) =
            inspection.sort_out(vec![cache(&path, false), cache(&gone, false)], true, true);
        assert_eq!((counted.len(), dropped.len()), (1, 1));
    }
}
