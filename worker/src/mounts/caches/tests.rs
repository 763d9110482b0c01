use std::fs;
use std::sync::Arc;

use super::*;
use generated::config::Config;

pub(super) fn cache(key: &str, location: &str) -> Cache {
    Cache { hits: 0, created: Timestamp::from_millis(0), ..lease::new_record(key, Path::new(location)) }
}

fn config(directory: &Path) -> Config {
    Config {
        caches_dir: directory.join("caches"),
        downloads_dir: directory.join("downloads"),
        ..Config::default()
    }
}

fn quiet(_: &dyn Display) {}

/// A worker that has just started in `directory`.
fn started(directory: &Path) -> Arc<Caches> {
    let caches = Caches::new(&config(directory));
    caches.restore(directory);
    Arc::new(caches)
}

fn make(caches: &Caches, name: &str) -> Lease {
    let lease = caches.add_directory(name);
    fs::create_dir(lease.location()).expect("made");
    lease
}

fn kept(directory: &Path) -> usize {
    fs::read_dir(directory.join("caches")).expect("listed").count()
}

#[test]
fn caches_outlive_the_worker() {
    let directory = tempfile::tempdir().expect("a directory");
    let caches = started(directory.path());
    let lease = make(&caches, "a");
    let location = lease.location().to_owned();
    caches.keep(lease, &mut quiet);
    caches.save();
    drop(caches);

    let caches = started(directory.path());
    let lease = caches.acquire("a").expect("kept");
    assert_eq!(lease.location(), location);
    assert!(caches.acquire("a").is_none());
    assert!(caches.acquire("b").is_none());
}

#[test]
fn what_a_killed_worker_had_in_use_goes() {
    let directory = tempfile::tempdir().expect("a directory");
    let caches = started(directory.path());
    let (_used, idle) = (make(&caches, "a"), make(&caches, "b"));
    caches.keep(idle, &mut quiet);
    caches.save();
    // Made after the last save: nobody knows of it.
    let _untold = make(&caches, "c");
    fs::create_dir(directory.path().join("caches/of somebody else")).expect("made");
    drop(caches);

    let caches = started(directory.path());
    assert!(caches.acquire("a").is_none());
    assert!(caches.acquire("b").is_some());
    caches.finish_deleting();
    assert_eq!(kept(directory.path()), 2);
}

#[test]
fn a_worker_that_shares_its_directories_leaves_alone_what_it_does_not_know() {
    let directory = tempfile::tempdir().expect("a directory");
    let first = started(directory.path());
    let _used = make(&first, "a");
    let elsewhere = tempfile::tempdir().expect("a directory");
    let second = Caches::new(&config(directory.path()));
    second.restore(elsewhere.path());
    second.finish_deleting();
    assert_eq!(kept(directory.path()), 1);
}

#[test]
fn a_purge_waits_for_a_cache_in_use() {
    let directory = tempfile::tempdir().expect("a directory");
    let caches = started(directory.path());
    let lease = make(&caches, "a");
    let mut lines = Vec::new();
    let now = Timestamp::now();
    let mut tell = |line: &dyn Display| lines.push(line.to_string());
    caches.purge("a", now - std::time::Duration::from_hours(1), &mut tell);
    caches.purge("a", now, &mut tell);
    assert_eq!(kept(directory.path()), 1);
    let location = lease.location().display().to_string();
    caches.keep(lease, &mut tell);
    assert_eq!(
        lines,
        [
            "Marking in-use cache a for deferred purge".to_owned(),
            "Removing cache a from cache table".to_owned(),
            format!("Deleting cache a file(s) at {location}"),
        ]
    );
    caches.finish_deleting();
    assert_eq!(kept(directory.path()), 0);
}

#[test]
fn making_room_spares_what_is_in_use_and_goes_on_after_a_failure() {
    let directory = tempfile::tempdir().expect("a directory");
    let caches = started(directory.path());
    let idle = make(&caches, "a");
    let used = make(&caches, "b");
    caches.keep(idle, &mut quiet);
    let file = caches.new_location(Kind::File);
    fs::write(&file, "content").expect("written");
    drop(caches.add_shared(Kind::File, lease::new_record("f", &file)));
    let error = caches.make_room(u64::MAX, directory.path()).expect_err("more than there is");
    assert_eq!(error.required, u64::MAX);
    assert!(used.location().exists() && !file.exists());
    assert_eq!(kept(directory.path()), 1);
    assert!(caches.share(Kind::File, "f").is_none());
    caches.make_room(1, directory.path()).expect("there is a byte");
}

#[test]
fn a_doomed_file_goes_with_its_last_user() {
    let directory = tempfile::tempdir().expect("a directory");
    let caches = started(directory.path());
    let file = caches.new_location(Kind::File);
    fs::write(&file, "content").expect("written");
    let first = caches.add_shared(Kind::File, lease::new_record("f", &file));
    let second = caches.share(Kind::File, "f").expect("shared");
    first.doom();
    assert!(file.exists());
    assert!(caches.share(Kind::File, "f").is_none());
    drop(second);
    caches.finish_deleting();
    assert!(!file.exists());
}

#[test]
fn surplus_of_a_smaller_capacity_goes() {
    let directory = tempfile::tempdir().expect("a directory");
    let caches = started(directory.path());
    for lease in [make(&caches, "a"), make(&caches, "a"), make(&caches, "b")] {
        caches.keep(lease, &mut quiet);
    }
    caches.save();
    drop(caches);
    started(directory.path()).finish_deleting();
    assert_eq!(kept(directory.path()), 2);
}
