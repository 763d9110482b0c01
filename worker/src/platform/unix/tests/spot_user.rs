//! Places of tasks that have users of their own.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::sync::Arc;

use super::super::TaskUser;
use super::*;

const UID: u32 = 3_107_021;

struct Setup {
    directory: tempfile::TempDir,
    identity: TaskIdentity,
}

/// None where this process cannot act as another user.
fn setup() -> Option<Setup> {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can act as another user");
        return None;
    }
    let directory = tempfile::tempdir().unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let home = directory.path().join("task");
    let user = TaskUser { name: "task_x".to_owned(), uid: UID, gid: UID, groups: Vec::new(), home };
    let setup = Setup { directory, identity: TaskIdentity::User(Arc::new(user)) };
    for name in ["task", "generic-worker", "store"] {
        fs::create_dir(setup.path(name)).unwrap();
        fs::set_permissions(setup.path(name), fs::Permissions::from_mode(0o700)).unwrap();
    }
    chown(setup.path("task"), Some(UID), Some(UID)).unwrap();
    Some(setup)
}

impl Setup {
    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().canonicalize().unwrap().join(name)
    }

    fn spot(&self, path: &str) -> Result<Spot, SpotError> {
        let reserved = self.path("generic-worker");
        Spot::below(&self.path("task"), Path::new(path), &reserved, &self.identity)
    }

    fn absolute(&self, name: &str) -> Result<Spot, SpotError> {
        Spot::at(&self.path(name), None, &self.path("generic-worker"), &self.identity)
    }

    fn owner(&self, name: &str) -> u32 {
        fs::symlink_metadata(self.path(name)).unwrap().uid()
    }
}

#[test]
fn ways_files_and_directories_belong_to_the_user() {
    let Some(setup) = setup() else { return };
    let file = setup.spot("a/b/file").unwrap().create_file().unwrap();
    super::super::make_ordinary(&file).unwrap();
    setup.spot("c/dir").unwrap().make_dir().unwrap();
    setup.spot("c/dir").unwrap().make_dir().unwrap();
    for name in ["task/a", "task/a/b", "task/a/b/file", "task/c", "task/c/dir"] {
        assert_eq!(setup.owner(name), UID, "{name}");
    }
}

#[test]
fn nothing_is_put_where_the_user_may_put_nothing() {
    let Some(setup) = setup() else { return };
    fs::create_dir(setup.path("task/of-root")).unwrap();
    fs::create_dir_all(setup.path("open/empty")).unwrap();
    fs::create_dir_all(setup.path("etc/empty")).unwrap();
    fs::set_permissions(setup.path("open"), fs::Permissions::from_mode(0o1777)).unwrap();
    fs::write(setup.path("open/file"), "of root").unwrap();
    fs::write(setup.path("store/file"), "x").unwrap();
    let denied = |error: SpotError| {
        let SpotError::Io { source, .. } = &error else { panic!("{error:?}") };
        let kind = source.kind();
        assert_eq!(kind, io::ErrorKind::PermissionDenied, "{error}");
    };
    denied(setup.spot("of-root/x").unwrap().make_dir().unwrap_err());
    denied(setup.spot("of-root/x/y").unwrap_err());
    denied(setup.absolute("etc/x").unwrap().create_file().unwrap_err());
    denied(setup.absolute("etc/x/y").unwrap_err());
    denied(setup.absolute("store/x/y").unwrap_err());
    denied(setup.absolute("store/file").unwrap().create_file().unwrap_err());
    // Empty, but not the user's to replace; and a sticky directory protects what is in it.
    for name in ["etc/empty", "open/empty"] {
        let error = setup.absolute(name).unwrap().make_dir().unwrap_err();
        assert!(matches!(error, SpotError::Io { doing: "replace", .. }), "{error}");
        setup.absolute(name).unwrap().move_in(&setup.path("store"), &setup.path("m"), &|| false).unwrap_err();
        let tree = Tree::of(&setup.path("store")).unwrap();
        setup.absolute(name).unwrap().clone_tree(&tree, Sharing::Copy, 1, &|| false).unwrap_err();
    }
    denied(setup.absolute("open/file").unwrap().create_file().unwrap_err());
    assert_eq!(fs::read_to_string(setup.path("open/file")).unwrap(), "of root");
    setup.absolute("open/mine").unwrap().create_file().unwrap();
    assert_eq!(setup.owner("open/mine"), UID);
    // Not empty, and somebody else's.
    fs::write(setup.path("etc/empty/file"), "").unwrap();
    let tree = Tree::of(&setup.path("store")).unwrap();
    let error = setup.absolute("etc/empty").unwrap().clone_tree(&tree, Sharing::Copy, 1, &|| false);
    assert!(matches!(error.unwrap_err(), SpotError::NotTheTasks(_)));
}

#[test]
fn caches_come_and_go_and_nothing_of_others_comes_with_them() {
    let Some(setup) = setup() else { return };
    let cache = setup.path("store/cache");
    fs::create_dir(&cache).unwrap();
    fs::write(cache.join("file"), "kept").unwrap();
    chown(&cache, Some(UID), Some(UID)).unwrap();
    let spot = setup.spot("a/cache").unwrap();
    spot.move_in(&cache, &setup.path("store/moving"), &|| false).unwrap();
    assert_eq!((setup.owner("task/a"), setup.owner("task/a/cache")), (UID, UID));
    spot.move_out(&cache).unwrap();
    assert_eq!(fs::read_to_string(cache.join("file")).unwrap(), "kept");
    // Something of root's has come to where it was: possible in a directory that all may write to.
    fs::create_dir(setup.path("task/a/cache")).unwrap();
    assert!(matches!(spot.move_out(&setup.path("store/other")), Err(SpotError::NotTheTasks(_))));
    spot.remove().unwrap_err();
    spot.rename_to(&setup.path("store/other")).unwrap_err();
    assert!(setup.path("task/a/cache").is_dir());
}

#[test]
fn clones_are_the_users_and_the_store_stays_as_it_is() {
    let Some(setup) = setup() else { return };
    fs::create_dir(setup.path("store/sub")).unwrap();
    for (name, mode) in
        [("open", 0o444), ("program", 0o555), ("sub/closed", 0o400), ("half", 0o554), ("privileged", 0o4555)]
    {
        fs::write(setup.path("store").join(name), name).unwrap();
        fs::set_permissions(setup.path("store").join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    symlink("open", setup.path("store/link")).unwrap();
    let tree = Tree::of(&setup.path("store")).unwrap();
    for (name, sharing) in
        [("hard", Sharing::HardLink), ("reflink", Sharing::Reflink), ("copy", Sharing::Copy)]
    {
        // The second time there is something in the way.
        for _ in 0..2 {
            setup.spot(name).unwrap().clone_tree(&tree, sharing, 3, &|| false).unwrap();
        }
        let is_hard = sharing == Sharing::HardLink;
        for (file, is_shared) in [
            ("open", is_hard),
            ("program", is_hard),
            ("sub/closed", false),
            ("half", false),
            ("link", false),
            ("sub", false),
            ("", false),
        ] {
            let owner = setup.owner(&format!("task/{name}/{file}"));
            assert_eq!(owner, if is_shared { 0 } else { UID }, "{name}/{file}");
            let path = setup.path(&format!("task/{name}/{file}"));
            let read = || {
                fs::metadata(&path).and_then(|found| {
                    if found.is_dir() { fs::read_dir(&path).map(drop) } else { fs::read(&path).map(drop) }
                })
            };
            setup.identity.try_act(read).unwrap_or_else(|error| panic!("{name}/{file}: {error}"));
        }
        let privileged = setup.path(&format!("task/{name}/privileged"));
        let is_same = fs::metadata(&privileged).unwrap().ino()
            == fs::metadata(setup.path("store/privileged")).unwrap().ino();
        assert!(!is_same && fs::metadata(&privileged).unwrap().mode() & 0o6000 == 0, "{name}");
    }
    assert_eq!(Tree::of(&setup.path("store")).unwrap().fingerprint(), tree.fingerprint());
}

/// A task that was let in keeps exchanging a directory, in one that everybody may write to, with a link to somewhere else.
fn while_exchanging<T>(open: &Path, action: impl FnOnce() -> T) -> T {
    const OTHER: u32 = 3_107_120;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    let user = TaskUser {
        name: "task_y".to_owned(),
        uid: OTHER,
        gid: OTHER,
        groups: Vec::new(),
        home: PathBuf::from("/"),
    };
    let dir = tree::open_root(open).unwrap();
    let (is_over, rounds) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let exchange = || {
                while !is_over.load(Ordering::Relaxed) {
                    let flags = rustix::fs::RenameFlags::EXCHANGE;
                    let _ = rustix::fs::renameat_with(&dir, "trap", &dir, "x", flags);
                    rounds.fetch_add(1, Ordering::Relaxed);
                }
            };
            TaskIdentity::User(Arc::new(user)).act(exchange).unwrap();
        });
        while rounds.load(Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        let done = action();
        is_over.store(true, Ordering::Relaxed);
        done
    })
}

#[test]
fn nothing_is_put_behind_a_link_that_takes_the_place_of_a_directory() {
    let Some(setup) = setup() else { return };
    for number in 0..100 {
        fs::create_dir_all(setup.path("store/open/x/sub")).unwrap();
        fs::write(setup.path(&format!("store/open/x/{number}")), "planted").unwrap();
        fs::write(setup.path(&format!("store/open/x/sub/{number}")), "planted").unwrap();
    }
    fs::create_dir(setup.path("outside")).unwrap();
    fs::create_dir(setup.path("outside/sub")).unwrap();
    let tree = Tree::of(&setup.path("store")).unwrap();
    for round in 0..30 {
        let place = format!("task/{round}");
        for path in ["", "open", "open/x"].map(|path| setup.path(&place).join(path)) {
            fs::create_dir(&path).unwrap();
            chown(&path, Some(UID), Some(UID)).unwrap();
        }
        let open = setup.path(&place).join("open");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
        symlink(setup.path("outside"), open.join("trap")).unwrap();
        let sharing = if round % 2 == 0 { Sharing::Copy } else { Sharing::HardLink };
        let spot = setup.spot(&round.to_string()).unwrap();
        // It may succeed, when the directory was in its place each time.
        let _ = while_exchanging(&open, || spot.clone_tree(&tree, sharing, 2, &|| false));
        let outside = fs::symlink_metadata(setup.path("outside")).unwrap();
        assert_eq!((outside.uid(), fs::read_dir(setup.path("outside")).unwrap().count()), (0, 1));
        assert_eq!(setup.owner("outside/sub"), 0);
        assert_eq!(fs::read_dir(setup.path("outside/sub")).unwrap().count(), 0);
    }
}

#[test]
fn nothing_comes_between_file_systems_that_a_link_leads_to() {
    let Some(setup) = setup() else { return };
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        return println!("skipped: /dev/shm cannot be written to");
    };
    fs::create_dir(setup.path("outside")).unwrap();
    for number in 0..20 {
        fs::write(setup.path(&format!("outside/{number}")), "secret").unwrap();
    }
    for round in 0..30 {
        let place = format!("task/{round}");
        for path in ["", "open", "open/x"].map(|path| setup.path(&place).join(path)) {
            fs::create_dir(&path).unwrap();
            chown(&path, Some(UID), Some(UID)).unwrap();
        }
        for number in 0..20 {
            let path = setup.path(&place).join("open/x").join(number.to_string());
            fs::write(&path, "own").unwrap();
            chown(&path, Some(UID), Some(UID)).unwrap();
        }
        let open = setup.path(&place).join("open");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
        symlink(setup.path("outside"), open.join("trap")).unwrap();
        let target = other.path().join(round.to_string());
        let spot = setup.spot(&round.to_string()).unwrap();
        if round == 0 && fs::rename(&open, &target).is_ok() {
            return println!("skipped: /dev/shm is on the same file system");
        }
        while_exchanging(&open, || spot.move_out(&target)).unwrap();
        assert_eq!(fs::read_dir(setup.path("outside")).unwrap().count(), 20);
        assert_eq!(fs::read_dir(setup.path("generic-worker")).unwrap().count(), 0);
        assert!(!setup.path(&place).exists());
        let came = ["x", "trap"].map(|name| target.join("open").join(name));
        let found: Vec<_> = came.iter().filter(|path| !path.is_symlink()).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(fs::read_to_string(found[0].join("7")).unwrap(), "own");
        assert_eq!(fs::metadata(target.join("open")).unwrap().mode() & 0o7777, 0o755);
    }
}
