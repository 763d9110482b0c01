//! Caches, poisoned for the next task.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde_json::json;
use tests::TaskBuilder;

use crate::arena::{Arena, as_worker, script};

fn with_caches(task: TaskBuilder, names: &[&str]) -> TaskBuilder {
    names.iter().fold(task, |task, name| task.with_cache(name, name))
}

/// The owner and mode of what a poisoned cache may have led to.
fn outside() -> Vec<(u32, u32)> {
    let paths = ["/etc", "/etc/passwd", "/etc/shadow", "/root", "/tmp", "/"];
    let look = |path: &&str| fs::metadata(path).map(|metadata| (metadata.uid(), metadata.mode()));
    paths.iter().map(|path| look(path).expect("there")).collect()
}

/// Uses a cache as tasks do: all that is in it can be written to and removed.
const USE: &str = "set -e; cd cache; chmod -R u+rwX .; touch new; for file in $(find . -type f); do echo >> $file; done; \
                   find . -perm /6000 | grep . && exit 3; find . ! -user $(id -un) | grep . && exit 4; \
                   find . -mindepth 1 -delete; touch after";

#[tokio::test(flavor = "multi_thread")]
async fn a_poisoned_cache_is_of_use_to_the_next_task() {
    let Some(arena) = Arena::open().await else { return };
    for (what, poison) in [
        ("a setuid program", "cp /bin/sh cache/sh; chmod 6755 cache/sh; chmod 2777 cache"),
        (
            "links",
            "ln -s /etc/passwd cache/passwd; ln -s /etc cache/etc; ln -s .. cache/up; ln -s cache cache/loop",
        ),
        (
            "closed directories",
            "mkdir -p cache/a/b; touch cache/a/b/c; chmod 0 cache/a/b/c cache/a/b cache/a; chmod 500 cache",
        ),
        ("no directory", "rmdir cache"),
        ("a file in place of the directory", "rmdir cache; touch cache"),
        ("a link in place of the directory", "rmdir cache; ln -s /etc cache"),
        ("a link to the task directory in its place", "rmdir cache; ln -s . cache"),
        ("another directory in its place", "mv cache old; mkdir cache; touch cache/x"),
        (
            "special files",
            "mkfifo cache/fifo; perl -e 'use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un(\"cache/socket\"))'",
        ),
        (
            "hard links to the outside",
            "ln /etc/passwd cache/passwd; touch own; ln own cache/own; ln /usr/bin/passwd cache/tool; true",
        ),
    ] {
        let before = outside();
        let poison = arena.deployment.create(&with_caches(script(poison), &["cache"])).await;
        let resolved = arena.deployment.resolved(&poison).await;
        assert!(
            ["completed", "failed"].contains(&resolved.as_str()),
            "{what}: {resolved}\n{}",
            arena.worker.log()
        );
        let next = with_caches(script(USE), &["cache"]);
        arena.attack(&format!("a cache with {what}"), &next).await;
        assert_eq!(outside(), before, "{what}");
    }
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_root_puts_into_a_cache_is_of_use_to_the_next_task() {
    let Some(arena) = Arena::open().await else { return };
    for (what, poison) in [
        ("a setuid program of root's", "cp /bin/sh cache/sh; chmod 4755 cache/sh"),
        (
            "files of others",
            "touch cache/x; mkdir cache/d; chown 12345:12345 cache/x cache/d; touch cache/root",
        ),
        ("devices", "mknod cache/null c 1 3; mknod cache/disk b 254 0; chmod 666 cache/null cache/disk"),
        ("a cache of somebody else's", "chown 12345 cache"),
    ] {
        // Root's own: nobody else gets there before the next task has it.
        arena.log_of(what, &with_caches(as_worker(&format!("set -e; {poison}")), &["cache"])).await;
        let look = "find cache -type b -o -type c | grep . && exit 5; ";
        arena
            .attack(&format!("after {what}"), &with_caches(script(&format!("{look} {USE}")), &["cache"]))
            .await;
    }
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_between_caches_are_cut() {
    let Some(arena) = Arena::open().await else { return };
    arena
        .attack(
            "a link between caches",
            &with_caches(script("echo first > one/file; ln one/file two/file"), &["one", "two"]),
        )
        .await;
    let log = arena
        .attack(
            "the one cache",
            &with_caches(script("cat one/file 2> /dev/null && echo changed > one/file; true"), &["one"]),
        )
        .await;
    assert!(log.contains("\nfirst\n"), "{log}");
    let log = arena.attack("the other cache", &with_caches(script("cat two/file"), &["two"])).await;
    assert!(log.contains("\nfirst\n") && !log.contains("\nchanged\n"), "{log}");
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_mounted_cannot_be_changed_through_a_cache() {
    let Some(arena) = Arena::open().await else { return };
    let source = arena
        .run(
            "a source",
            &script("echo original > file; tar cf dir.tar file").publishing("file").publishing("dir.tar"),
            "completed",
        )
        .await;
    let mounting = |text: &str| {
        with_caches(script(text), &["cache"])
            .after(&source)
            .mounting(json!({ "content": { "taskId": source, "artifact": "public/file" }, "file": "mounted" }))
            .mounting(json!({ "content": { "taskId": source, "artifact": "public/dir.tar" }, "directory": "dir", "format": "tar" }))
    };
    let poison =
        "ln mounted cache/mounted; ln dir/file cache/file; echo evil > mounted; echo evil > dir/file; true";
    arena.attack("links to what is mounted", &mounting(poison)).await;
    arena
        .attack(
            "writing through the links",
            &with_caches(
                script("for file in cache/*; do echo evil > $file; done; chmod 777 cache/*"),
                &["cache"],
            ),
        )
        .await;
    let log = arena.attack("mounting again", &mounting("cat mounted dir/file")).await;
    assert!(log.contains("\noriginal\noriginal\n"), "{log}");
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workers_files_and_other_caches_cannot_be_had() {
    let Some(arena) = Arena::open_with(|worker| worker.with("enableTaskPrivateTmp", false)).await else {
        return;
    };
    arena.attack("a cache", &with_caches(script("echo precious > other/file"), &["other"])).await;
    let directory = arena.worker.directory().display().to_string();
    let attack = format!(
        "for from in {directory}/caches/* {directory}/caches {directory}/downloads {directory}/*-caches.json {directory}/tasks/generic-worker {directory}/generic-worker.config; do
             mv \"$from\" cache/ 2> /dev/null && echo got $from; ln \"$from\" cache/x 2> /dev/null && echo got $from; cp -r \"$from\" cache/y 2> /dev/null && echo got $from
         done; cat {directory}/generic-worker.config && echo got it; true"
    );
    let log = arena.attack("the worker's files", &with_caches(script(&attack), &["cache"])).await;
    assert!(!log.contains("\ngot ") && !log.contains("precious"), "{log}");
    let log = arena.attack("the cache again", &with_caches(script("cat other/file"), &["other"])).await;
    assert!(log.contains("\nprecious\n"), "{log}");
    assert!(!Path::new(&directory).join("caches/file").exists());
    arena.close().await;
}
