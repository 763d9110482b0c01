//! What a user leaves on the machine outside of its home directory.

use std::ffi::{CStr, OsStr};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::remove::remove_tree_at;
use crate::platform::os;

/// How deep below a place is looked.
const MOST_LEVELS: usize = 32;
/// How many entries of others are looked at in each directory.
const MOST_ENTRIES: usize = 1_000_000;
/// How many sentences of each kind are kept.
const MOST_SENTENCES: usize = 50;
/// Writable to the group or to everybody.
const WRITABLE_TO_OTHERS: u32 = 0o022;

/// What was found of a user, and removed.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// The first things that were removed.
    pub removed: Vec<String>,
    /// How many more were.
    pub others: usize,
    /// What could not be looked at or removed, at least the first of it, a sentence each.
    pub errors: Vec<String>,
}

impl Leftovers {
    pub(in crate::platform) fn removed(&mut self, what: String) {
        if self.removed.len() < MOST_SENTENCES {
            self.removed.push(what);
        } else {
            self.others += 1;
        }
    }

    pub(in crate::platform) fn failed(&mut self, what: String) {
        if self.errors.len() < MOST_SENTENCES {
            self.errors.push(what);
        }
    }
}

/// Where users leave things.
#[derive(Debug, Default)]
pub(in crate::platform) struct LeftoverPlaces {
    /// Directories with a file for each user, of the user's name.
    pub by_name: Vec<PathBuf>,
    /// Directories in which there are files of all users, side by side.
    pub by_owner: Vec<PathBuf>,
    /// Directories in which users make files and directories. They are looked through as far as users can write to them,
    /// and as deep as the number says in any case.
    pub trees: Vec<(PathBuf, usize)>,
    /// Directories that are the user's own.
    pub own: Vec<PathBuf>,
}

/// Removes what the user with the number `uid`, called `name`, has left outside of its home directory: crontab, at jobs,
/// mail, files in directories that everybody may write to, and objects of inter-process communication. No process of the
/// user may be left. Blocks.
///
/// What belongs to others is not touched, unless it lies in a directory of the user; no symlink is followed, and no other
/// file system entered.
#[must_use]
pub fn remove_leftovers(uid: u32, name: &str) -> Leftovers {
    let mut leftovers = Leftovers::default();
    if uid == 0 || uid == rustix::process::geteuid().as_raw() {
        leftovers.failed(format!("{name} ({uid}) is no user of a task: nothing of it was removed"));
        return leftovers;
    }
    remove_from(&os::leftover_places(uid), uid, name, &mut leftovers);
    os::remove_ipc_objects(uid, &mut leftovers);
    leftovers
}

fn remove_from(places: &LeftoverPlaces, uid: u32, name: &str, leftovers: &mut Leftovers) {
    for place in &places.by_name {
        let plain = !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\0']);
        if plain && let Some(dir) = open(place, leftovers) {
            // The name is the user's, whoever the file belongs to.
            if let Ok(stat) = rustix::fs::statat(&dir, name, AtFlags::SYMLINK_NOFOLLOW)
                && (!is_dir(&stat) || stat.st_uid == uid)
            {
                remove(dir.as_fd(), OsStr::new(name), &place.join(name), leftovers);
            }
        }
    }
    for place in &places.by_owner {
        Sweep::new(uid, 0, leftovers).sweep(place);
    }
    for (place, levels) in &places.trees {
        Sweep::new(uid, MOST_LEVELS, leftovers).through(*levels).sweep(place);
    }
    for place in &places.own {
        let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else { continue };
        if let Some(parent) = open(parent, leftovers)
            && let Ok(stat) = rustix::fs::statat(&parent, name, AtFlags::SYMLINK_NOFOLLOW)
            && stat.st_uid == uid
        {
            // Often a file system of its own, which can be emptied only.
            Sweep::new(uid, MOST_LEVELS, leftovers).sweep(place);
            match rustix::fs::unlinkat(&parent, name, AtFlags::REMOVEDIR) {
                Ok(()) => leftovers.removed(place.display().to_string()),
                Err(Errno::BUSY | Errno::NOENT) => {}
                Err(errno) => leftovers.failed(format!("cannot remove {}: {errno}", place.display())),
            }
        }
    }
}

/// Opens a place. It may be a symlink, made by whoever set the machine up; most places exist on some machines only.
fn open(place: &Path, leftovers: &mut Leftovers) -> Option<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    match rustix::fs::openat(CWD, place, flags, Mode::empty()) {
        Ok(dir) => Some(dir),
        Err(Errno::NOENT | Errno::NOTDIR) => None,
        Err(errno) => {
            leftovers.failed(format!("cannot look into {}: {errno}", place.display()));
            None
        }
    }
}

fn is_dir(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Directory
}

fn remove(dir: BorrowedFd<'_>, name: &OsStr, path: &Path, leftovers: &mut Leftovers) {
    match remove_tree_at(dir, name, path) {
        Ok(()) => leftovers.removed(path.display().to_string()),
        Err(error) => leftovers.failed(error.to_string()),
    }
}

struct Sweep<'a> {
    uid: u32,
    levels: usize,
    /// How many levels are looked through whoever may write to them.
    through: usize,
    /// How many entries of others are looked at in each directory.
    budget: usize,
    path: PathBuf,
    leftovers: &'a mut Leftovers,
}

impl<'a> Sweep<'a> {
    fn new(uid: u32, levels: usize, leftovers: &'a mut Leftovers) -> Self {
        Self { uid, levels, through: 0, budget: MOST_ENTRIES, path: PathBuf::new(), leftovers }
    }

    fn through(self, levels: usize) -> Self {
        Self { through: levels, ..self }
    }

    fn sweep(mut self, place: &Path) {
        let Some(dir) = open(place, self.leftovers) else { return };
        place.clone_into(&mut self.path);
        self.dir(dir, 0);
    }

    fn dir(&mut self, dir: OwnedFd, depth: usize) {
        let mut reading = match Dir::read_from(&dir) {
            Ok(reading) => reading,
            Err(errno) => return self.fail(errno),
        };
        let mut below = Vec::new();
        let mut of_others = 0;
        while let Some(entry) = reading.read() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(errno) => return self.fail(errno),
            };
            let name = entry.file_name();
            if name == c"." || name == c".." {
                continue;
            }
            // What others have removed meanwhile is of no interest.
            let Ok(stat) = rustix::fs::statat(&dir, name, AtFlags::SYMLINK_NOFOLLOW) else { continue };
            if stat.st_uid == self.uid {
                let name = OsStr::from_bytes(name.to_bytes());
                remove(dir.as_fd(), name, &self.path.join(name), self.leftovers);
                continue;
            }
            of_others += 1;
            if of_others > self.budget {
                let path = self.path.display();
                self.leftovers.failed(format!(
                    "there is too much of others in {path}: only {} entries of it were looked at",
                    self.budget
                ));
                break;
            }
            if is_dir(&stat) && depth < self.levels && self.may_hold_something(&stat, depth) {
                below.push(name.to_owned());
            }
        }
        drop(reading);
        for name in below {
            self.below(dir.as_fd(), &name, depth);
        }
    }

    #[allow(clippy::unnecessary_cast)]
    fn may_hold_something(&self, stat: &Stat, depth: usize) -> bool {
        depth < self.through || stat.st_mode as u32 & WRITABLE_TO_OTHERS != 0
    }

    fn below(&mut self, dir: BorrowedFd<'_>, name: &CStr, depth: usize) {
        self.path.push(OsStr::from_bytes(name.to_bytes()));
        match os::open_dir_same_mount(dir, name) {
            Ok(child) => self.dir(child, depth + 1),
            // Another file system, or gone or replaced meanwhile.
            Err(Errno::XDEV | Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => {}
            Err(errno) => self.fail(errno),
        }
        self.path.pop();
    }

    fn fail(&mut self, errno: Errno) {
        self.leftovers.failed(format!("cannot look into {}: {errno}", self.path.display()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, chown, symlink};

    const UID: u32 = 3_107_031;

    fn is_root() -> bool {
        let is_root = rustix::process::geteuid().is_root();
        if !is_root {
            println!("skipped: only root can make files for others");
        }
        is_root
    }

    fn make(path: &Path, owner: u32) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
        chown(path, Some(owner), Some(owner)).unwrap();
    }

    fn dir(path: &Path, mode: u32, owner: u32) {
        fs::create_dir_all(path).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        chown(path, Some(owner), Some(owner)).unwrap();
    }

    #[test]
    fn what_is_the_users_goes_and_everything_else_stays() {
        if !is_root() {
            return;
        }
        let directory = tempfile::tempdir().unwrap();
        let at = |path: &str| directory.path().join(path);
        for (path, owner) in [
            ("crontabs/task_x", UID),
            ("crontabs/task_y", UID + 1),
            ("mail/task_x", 0),
            ("atjobs/a1", UID),
            ("atjobs/.SEQ", 0),
            ("tmp/file", UID),
            ("tmp/other", UID + 1),
            ("tmp/theirs/deep/file-of-other", UID + 1),
            ("tmp/open/deep/file", UID),
            ("tmp/open/deep/other", 0),
            ("tmp/group/file", UID),
            ("tmp/closed/file", UID),
            ("folders/zz/abc/file", UID),
            ("run/user/1/file", UID),
            ("outside/file", UID),
        ] {
            make(&at(path), owner);
        }
        dir(&at("tmp/theirs"), 0o777, UID);
        dir(&at("tmp/open"), 0o1777, 0);
        dir(&at("tmp/open/deep"), 0o777, UID + 1);
        dir(&at("tmp/group"), 0o770, 0);
        dir(&at("tmp/closed"), 0o755, 0);
        dir(&at("folders/zz/abc"), 0o755, UID);
        dir(&at("run/user/1"), 0o700, UID);
        symlink(at("outside"), at("tmp/link")).unwrap();
        symlink(at("outside"), at("tmp/own-link")).unwrap();
        std::os::unix::fs::lchown(at("tmp/own-link"), Some(UID), Some(UID)).unwrap();
        let places = LeftoverPlaces {
            by_name: vec![at("crontabs"), at("mail"), at("missing")],
            by_owner: vec![at("atjobs")],
            trees: vec![(at("tmp"), 0), (at("folders"), 1), (at("nothing"), 0)],
            own: vec![at("run/user/1"), at("run/user/2")],
        };
        for name in ["..", "", "../tmp"] {
            let mut nothing = Leftovers::default();
            let places = LeftoverPlaces { by_name: vec![at("crontabs")], ..LeftoverPlaces::default() };
            remove_from(&places, UID, name, &mut nothing);
            assert!(nothing.removed.is_empty());
        }
        let mut leftovers = Leftovers::default();
        remove_from(&places, UID, "task_x", &mut leftovers);
        assert!(leftovers.errors.is_empty(), "{leftovers:?}");
        let mut removed = leftovers.removed;
        removed.sort();
        let mut expected = [
            "crontabs/task_x",
            "mail/task_x",
            "atjobs/a1",
            "tmp/file",
            "tmp/theirs",
            "tmp/open/deep/file",
            "tmp/group/file",
            "tmp/own-link",
            "folders/zz/abc",
            "run/user/1/file",
            "run/user/1",
        ]
        .map(|path| at(path).display().to_string());
        expected.sort();
        assert_eq!(removed, expected);
        for path in ["crontabs/task_y", "atjobs/.SEQ", "tmp/other", "tmp/open/deep/other", "outside/file"] {
            assert!(at(path).exists(), "{path}");
        }
        assert!(at("tmp/link").is_symlink() && !at("tmp/own-link").is_symlink());
    }

    #[test]
    fn neither_what_is_removed_nor_other_directories_use_up_what_is_looked_at() {
        if !is_root() {
            return;
        }
        let directory = tempfile::tempdir().unwrap();
        let at = |path: String| directory.path().join(path);
        for number in 0..20 {
            make(&at(format!("mine/{number}")), UID);
            make(&at(format!("full/{number}")), UID + 1);
        }
        for (number, owner) in [(0, UID + 1), (1, UID + 1), (2, UID + 1), (3, UID)] {
            make(&at(format!("some/{number}")), owner);
        }
        for name in ["mine", "full", "some"] {
            dir(&at(name.to_owned()), 0o1777, 0);
        }
        let mut leftovers = Leftovers::default();
        let sweep = Sweep { budget: 3, ..Sweep::new(UID, MOST_LEVELS, &mut leftovers) };
        sweep.sweep(directory.path());
        assert_eq!(leftovers.removed.len(), 21, "{leftovers:?}");
        assert!(leftovers.errors.len() == 1 && leftovers.errors[0].contains("/full"), "{leftovers:?}");
        assert!(!at("some/3".to_owned()).exists() && at("some/2".to_owned()).exists());
    }

    #[test]
    fn on_this_machine() {
        if !is_root() {
            return;
        }
        let uid = UID + 2;
        let made: Vec<_> = ["/tmp", "/var/tmp", "/dev/shm"]
            .into_iter()
            .filter_map(|place| tempfile::Builder::new().prefix("leftover-").tempdir_in(place).ok())
            .collect();
        for directory in &made {
            make(&directory.path().join("file"), uid);
            dir(directory.path(), 0o700, uid);
        }
        let leftovers = remove_leftovers(uid, "no_such_task_user");
        for directory in &made {
            let path = directory.path().display().to_string();
            assert!(!directory.path().exists() && leftovers.removed.contains(&path), "{leftovers:?}");
        }
        assert!(remove_leftovers(uid, "no_such_task_user").removed.is_empty());
        let refused = remove_leftovers(0, "no_such_task_user");
        assert!(refused.removed.is_empty() && refused.errors.len() == 1);
    }
}
