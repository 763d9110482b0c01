use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

const UID: u32 = 3_107_011;
const FOREIGN: u32 = 3_107_012;

fn user() -> TaskUser {
    TaskUser {
        name: "task_x".to_owned(),
        uid: UID,
        gid: UID + 100,
        groups: Vec::new(),
        home: PathBuf::from("/"),
    }
}

fn identity() -> TaskIdentity {
    TaskIdentity::User(Arc::new(user()))
}

fn is_root() -> bool {
    let is_root = rustix::process::geteuid().is_root();
    if !is_root {
        println!("skipped: only root can give files away");
    }
    is_root
}

fn run(program: &str, arguments: &[&str], path: &Path) {
    let status = Command::new(program).args(arguments).arg(path).status().unwrap();
    assert!(status.success(), "{program} {}", path.display());
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// All that is in the directory, itself included, by the system's own tools.
fn owners(path: &Path) -> Vec<(PathBuf, u32, u32)> {
    let mut found = vec![path.to_owned()];
    let mut index = 0;
    while index < found.len() {
        if fs::symlink_metadata(&found[index]).unwrap().is_dir() {
            found.extend(fs::read_dir(&found[index]).unwrap().map(|entry| entry.unwrap().path()));
        }
        index += 1;
    }
    let owner = |path: PathBuf| {
        let metadata = fs::symlink_metadata(&path).unwrap();
        (path, metadata.uid(), metadata.gid())
    };
    found.into_iter().map(owner).collect()
}

/// A bit of everything that may be in a cache.
fn filled(cache: &Path) {
    fs::create_dir_all(cache.join("many")).unwrap();
    for number in 0..700 {
        fs::write(cache.join("many").join(number.to_string()), "x").unwrap();
    }
    for number in 0..100 {
        fs::create_dir_all(cache.join(format!("wide/{number}/below"))).unwrap();
        fs::write(cache.join(format!("wide/{number}/below/file")), "x").unwrap();
    }
    fs::create_dir_all(cache.join("closed/inside")).unwrap();
    fs::write(cache.join("closed/inside/file"), "x").unwrap();
    fs::hard_link(cache.join("many/0"), cache.join("closed/same")).unwrap();
    set_mode(&cache.join("closed/inside"), 0);
    set_mode(&cache.join("closed"), 0);
    run("mkfifo", &[], &cache.join("fifo"));
    drop(std::os::unix::net::UnixListener::bind(cache.join("socket")).unwrap());
    symlink("/etc/passwd", cache.join("link")).unwrap();
    symlink("..", cache.join("many/up")).unwrap();
    let mut deep = rustix::fs::openat(rustix::fs::CWD, cache, OFlags::DIRECTORY, Mode::empty()).unwrap();
    for _ in 0..100 {
        let name = "a-directory-with-a-long-name";
        rustix::fs::mkdirat(&deep, name, Mode::RWXU).unwrap();
        rustix::fs::mkdirat(&deep, "beside", Mode::RWXU).unwrap();
        deep = rustix::fs::openat(&deep, name, OFlags::DIRECTORY, Mode::empty()).unwrap();
    }
    rustix::fs::mkdirat(&deep, "end", Mode::RWXU).unwrap();
}

#[test]
fn everything_changes_hands_and_nothing_else() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let cache = directory.path().join("cache");
    filled(&cache);
    fs::write(directory.path().join("outside"), "x").unwrap();
    symlink("../outside", cache.join("out")).unwrap();
    let before = owners(&cache).len();
    let notes = hand_over(&cache, &user(), &|| false).unwrap();
    assert!(notes.notes.is_empty(), "{notes:?}");
    let after = owners(&cache);
    assert_eq!(after.len(), before);
    for (path, uid, gid) in after {
        assert_eq!((uid, gid), (UID, UID + 100), "{}", path.display());
    }
    assert_eq!(fs::metadata(directory.path().join("outside")).unwrap().uid(), 0);
    assert_eq!(fs::metadata("/etc/passwd").unwrap().uid(), 0);
    assert_eq!(mode(&cache.join("closed")), 0);
    assert_eq!(fs::metadata(cache.join("many/0")).unwrap().nlink(), 2, "links in the tree stay");
    // Back again, with nothing to complain of.
    let notes = take_back(&cache, &identity()).unwrap();
    assert!(notes.notes.is_empty(), "{notes:?}");
    assert_eq!(owners(&cache).len(), before);
}

#[test]
fn a_tree_deeper_than_paths_allow_changes_hands() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let cache = directory.path().join("cache");
    fs::create_dir(&cache).unwrap();
    let mut deep = rustix::fs::openat(rustix::fs::CWD, &cache, OFlags::DIRECTORY, Mode::empty()).unwrap();
    for _ in 0..2500 {
        rustix::fs::mkdirat(&deep, "deep", Mode::RWXU).unwrap();
        rustix::fs::mkdirat(&deep, "beside", Mode::RWXU).unwrap();
        deep = rustix::fs::openat(&deep, "deep", OFlags::DIRECTORY, Mode::empty()).unwrap();
    }
    hand_over(&cache, &user(), &|| false).unwrap();
    assert_eq!(rustix::fs::fstat(&deep).unwrap().st_uid, UID);
    take_back(&cache, &identity()).unwrap();
    super::super::remove_tree(&cache).unwrap();
}

#[test]
fn privileges_and_devices_do_not_change_hands() {
    if !is_root() {
        return;
    }
    for owner in [0, UID] {
        let directory = tempfile::tempdir().unwrap();
        let cache = directory.path().join("cache");
        fs::create_dir_all(cache.join("dir")).unwrap();
        fs::copy("/bin/sh", cache.join("sh")).unwrap();
        fs::write(cache.join("linked"), "").unwrap();
        fs::hard_link(cache.join("linked"), cache.join("dir/linked")).unwrap();
        let null = Command::new("mknod").arg(cache.join("null")).args(["c", "1", "3"]).status().unwrap();
        assert!(null.success());
        for path in ["", "dir", "sh", "linked"] {
            chown(cache.join(path), Some(owner), Some(if owner == 0 { 0 } else { owner + 100 })).unwrap();
            set_mode(&cache.join(path), 0o6755);
        }
        let notes = hand_over(&cache, &user(), &|| false).unwrap();
        assert!(notes.notes.len() == 1 && notes.notes[0].contains("device"), "{notes:?}");
        for path in ["", "dir", "sh", "linked", "dir/linked"] {
            assert_eq!(mode(&cache.join(path)), 0o755, "{path}, of {owner}");
        }
        assert!(!cache.join("null").exists());
    }
}

#[test]
fn a_file_with_another_name_elsewhere_is_copied_and_not_given_away() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let cache = directory.path().join("cache");
    fs::create_dir_all(cache.join("sub")).unwrap();
    let outside = directory.path().join("outside");
    fs::write(&outside, "content").unwrap();
    set_mode(&outside, 0o4755);
    fs::hard_link(&outside, cache.join("one")).unwrap();
    fs::hard_link(&outside, cache.join("sub/two")).unwrap();
    hand_over(&cache, &user(), &|| false).unwrap();
    let (theirs, ours) = (fs::metadata(cache.join("one")).unwrap(), fs::metadata(&outside).unwrap());
    assert_ne!(theirs.ino(), ours.ino());
    assert_eq!((ours.uid(), ours.mode() & 0o7777, ours.nlink()), (0, 0o4755, 1));
    assert_eq!((theirs.uid(), theirs.mode() & 0o7777, theirs.nlink()), (UID, 0o755, 2));
    assert_eq!(fs::metadata(cache.join("sub/two")).unwrap().ino(), theirs.ino(), "one copy for all names");
    assert_eq!(theirs.modified().unwrap(), ours.modified().unwrap());
    assert_eq!(fs::read_to_string(cache.join("sub/two")).unwrap(), "content");
    assert_eq!(fs::read_dir(&cache).unwrap().count(), 2, "nothing is left of the copying");
}

#[test]
fn what_a_task_planted_does_not_come_back() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let cache = directory.path().join("cache");
    fs::create_dir_all(cache.join("sub")).unwrap();
    let elsewhere = |name: &str, mode: u32, owner: u32| {
        let path = directory.path().join(name);
        fs::write(&path, name).unwrap();
        chown(&path, Some(owner), Some(owner)).unwrap();
        set_mode(&path, mode);
        path
    };
    let own = elsewhere("own", 0o600, UID);
    let readable = elsewhere("readable", 0o644, FOREIGN);
    let secret = elsewhere("secret", 0o600, FOREIGN);
    hand_over(&cache, &user(), &|| false).unwrap();
    for (file, name) in [(&own, "own"), (&readable, "sub/readable"), (&secret, "sub/secret")] {
        fs::hard_link(file, cache.join(name)).unwrap();
    }
    let moved = elsewhere("cache/moved", 0o644, FOREIGN);
    let closed = elsewhere("cache/closed", 0o600, FOREIGN);
    fs::create_dir_all(cache.join("foreign/deep")).unwrap();
    fs::write(cache.join("suid"), "x").unwrap();
    chown(cache.join("suid"), Some(UID), Some(UID)).unwrap();
    set_mode(&cache.join("suid"), 0o4711);
    run("mkfifo", &[], &cache.join("fifo"));
    let notes = take_back(&cache, &identity()).unwrap();
    let inode = |path: &Path| fs::metadata(path).unwrap().ino();
    for (file, name) in [(&own, "own"), (&readable, "sub/readable")] {
        assert_eq!(fs::read(cache.join(name)).unwrap(), fs::read(file).unwrap());
        assert_ne!(inode(&cache.join(name)), inode(file));
        assert_eq!(fs::metadata(cache.join(name)).unwrap().uid(), UID);
    }
    assert_eq!(fs::metadata(&moved).unwrap().uid(), UID);
    assert_eq!(fs::read_to_string(&moved).unwrap(), "cache/moved");
    for gone in [&closed, &cache.join("sub/secret"), &cache.join("foreign"), &cache.join("fifo")] {
        assert!(fs::symlink_metadata(gone).is_err(), "{}", gone.display());
        let name = gone.file_name().unwrap().to_str().unwrap();
        assert!(notes.notes.iter().any(|note| note.contains(name)), "{notes:?}");
    }
    assert_eq!(mode(&cache.join("suid")), 0o711);
    assert_eq!(fs::read_to_string(&secret).unwrap(), "secret");
    assert_eq!(fs::metadata(&secret).unwrap().nlink(), 1);
}

#[test]
fn a_directory_of_somebody_else_is_no_cache() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let error = take_back(directory.path(), &identity()).unwrap_err();
    assert!(error.to_string().contains("task_x"), "{error}");
}

/// Also without task users: one cache must not be changed through another.
#[test]
fn the_workers_own_tasks_cannot_link_caches_together() {
    let directory = tempfile::tempdir().unwrap();
    let [first, second] = ["first", "second"].map(|name| directory.path().join(name));
    for cache in [&first, &second] {
        fs::create_dir_all(cache.join("closed")).unwrap();
    }
    fs::write(first.join("file"), "good").unwrap();
    fs::hard_link(first.join("file"), second.join("closed/file")).unwrap();
    set_mode(&second.join("closed"), 0o500);
    fs::write(first.join("suid"), "x").unwrap();
    set_mode(&first.join("suid"), 0o4755);
    run("mkfifo", &[], &first.join("fifo"));
    take_back(&second, &TaskIdentity::Worker).unwrap();
    take_back(&first, &TaskIdentity::Worker).unwrap();
    fs::write(second.join("closed/file"), "bad").unwrap();
    assert_eq!(fs::read_to_string(first.join("file")).unwrap(), "good");
    assert_eq!(mode(&second.join("closed")), 0o500);
    assert_eq!(mode(&first.join("suid")), 0o4755, "that is nobody else's business");
    assert!(fs::symlink_metadata(first.join("fifo")).unwrap().file_type().is_fifo());
}

#[test]
fn a_cancelled_change_stops() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    filled(&directory.path().join("cache"));
    let error = hand_over(&directory.path().join("cache"), &user(), &|| true).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::Interrupted);
}

#[test]
fn a_walk_shows_everything_once_on_any_number_of_threads() {
    let directory = tempfile::tempdir().unwrap();
    filled(directory.path());
    let expected = if rustix::process::geteuid().is_root() {
        owners(directory.path()).len() - 1
    } else {
        return println!("skipped: only root can look into closed directories");
    };
    let root = open_root(directory.path()).unwrap();
    for threads in [1, 2, 8] {
        let seen = AtomicUsize::new(0);
        let count = |_: &Entry<'_>| {
            seen.fetch_add(1, Ordering::Relaxed);
            Ok(Then::Enter)
        };
        walk(&root, threads, &|| false, &|_| Ok(()), &count).unwrap();
        assert_eq!(seen.into_inner(), expected, "{threads} threads");
        let fail = |entry: &Entry<'_>| match entry.kind() {
            FileType::Fifo => Err(io::Error::other("on purpose")),
            _ => Ok(Then::Enter),
        };
        let error = walk(&root, threads, &|| false, &|_| Ok(()), &fail).unwrap_err();
        assert!(error.to_string().contains("fifo: on purpose"), "{error}");
    }
}

/// Another task, which was let into a cache while that was mounted, still has directories of it open.
fn other_task() -> TaskIdentity {
    TaskIdentity::User(Arc::new(TaskUser { name: "task_y".to_owned(), uid: FOREIGN, gid: FOREIGN, ..user() }))
}

#[test]
fn directories_that_others_have_open_are_closed_to_them() {
    if !is_root() {
        return;
    }
    for is_back in [false, true] {
        let directory = tempfile::tempdir().unwrap();
        let cache = directory.path().join("cache");
        fs::create_dir_all(cache.join("sub/deep")).unwrap();
        let paths = ["", "sub", "sub/deep"].map(|path| cache.join(path));
        for path in &paths {
            chown(path, Some(UID), Some(UID)).unwrap();
            set_mode(path, 0o3777);
        }
        let open = paths.each_ref().map(|path| open_root(path).unwrap());
        if is_back {
            take_back(&cache, &identity()).unwrap();
        } else {
            hand_over(&cache, &user(), &|| false).unwrap();
        }
        for (dir, path) in open.iter().zip(&paths) {
            assert_eq!(mode(path), 0o1755);
            let made = other_task().act(|| rustix::fs::mkdirat(dir, "planted", Mode::RWXU)).unwrap();
            assert_eq!(made, Err(Errno::ACCESS));
        }
    }
}

#[test]
fn nothing_outside_changes_while_names_are_exchanged() {
    if !is_root() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    set_mode(directory.path(), 0o700);
    let victim = directory.path().join("victim");
    fs::write(&victim, "secret").unwrap();
    set_mode(&victim, 0o600);
    let cache = directory.path().join("cache");
    let sub = cache.join("sub");
    fs::create_dir_all(&sub).unwrap();
    let files: Vec<_> = (0..16)
        .map(|number| {
            symlink(&victim, sub.join(format!("trap-{number}"))).unwrap();
            fs::File::create(sub.join(number.to_string())).unwrap()
        })
        .collect();
    let dir = open_root(&sub).unwrap();
    let exchange = |number: usize| {
        let (name, trap) = (number.to_string(), format!("trap-{number}"));
        rustix::fs::renameat_with(&dir, trap, &dir, name, rustix::fs::RenameFlags::EXCHANGE)
    };
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let exchanged = AtomicUsize::new(0);
    let (mut are_plain, mut failure) = (true, None);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let all = || {
                while !is_over.load(Ordering::Relaxed) {
                    let done = (0..files.len()).filter(|number| exchange(*number).is_ok()).count();
                    exchanged.fetch_add(done, Ordering::Relaxed);
                }
            };
            other_task().act(all).unwrap();
        });
        for round in 0..400 {
            for file in &files {
                rustix::fs::fchown(file, Some(Uid::from_raw(UID)), None).unwrap();
                rustix::fs::fchmod(file, Mode::from_raw_mode(0o6666)).unwrap();
            }
            for path in [&cache, &sub] {
                chown(path, Some(UID), Some(UID)).unwrap();
                set_mode(path, 0o777);
            }
            let before = exchanged.load(Ordering::Relaxed);
            while exchanged.load(Ordering::Relaxed) == before {
                std::thread::yield_now();
            }
            let changed = if round % 2 == 0 {
                take_back(&cache, &identity())
            } else {
                hand_over(&cache, &user(), &|| false)
            };
            failure = failure.take().or(changed.err());
            let is_plain = |file: &File| file.metadata().unwrap().mode() & PRIVILEGES == 0;
            are_plain &= files.iter().all(is_plain);
        }
        is_over.store(true, Ordering::Relaxed);
    });

    let found = fs::metadata(&victim).unwrap();
    assert_eq!((found.uid(), found.mode() & 0o7777), (0, 0o600));
    assert!(are_plain && failure.is_none(), "{failure:?}");
}
