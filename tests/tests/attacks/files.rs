//! Files that are hard to remove, or that are made to give rights away.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::TaskBuilder;

use crate::arena::{Arena, NEW_PRIVILEGES, as_worker, script, user_name};

#[tokio::test(flavor = "multi_thread")]
async fn directories_however_deep_are_removed() {
    let Some(arena) = Arena::open().await else { return };
    // Longer than a path may be.
    let deep = "perl -e 'for $start (\".\", \"/tmp\") { chdir $start; for (1 .. 2000) { mkdir \"deep\" x 30; chdir \"deep\" x 30 or die $! } \
                open F, \">\", \"file\"; chdir $ENV{HOME} }'";
    arena.attack("deep directories", &script(deep)).await;
    arena
        .attack(
            "deep directories in a cache",
            &script(&format!("cd cache; {}", deep.replace("\"/tmp\"", "\".\""))).with_cache("deep", "cache"),
        )
        .await;
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn immutable_files_are_removed() {
    let Some(arena) = Arena::open().await else { return };
    let log = arena
        .attack(
            "immutable files, without the right",
            &script("touch file; chattr +i file && echo immutable; chattr +a . && echo append-only; true"),
        )
        .await;
    assert!(!log.contains("\nimmutable\n") && !log.contains("\nappend-only\n"), "{log}");
    let make = "set -e; mkdir -p a/b; touch file a/b/file; chattr +i file a/b/file a/b; chattr +a a; lsattr -d file a";
    arena.attack("immutable files", &as_worker(make)).await;
    arena.close().await;
}

/// `ATTACK_FILES` says how many.
#[tokio::test(flavor = "multi_thread")]
async fn many_files_are_removed() {
    let count: u64 = std::env::var("ATTACK_FILES").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let Some(arena) = Arena::open().await else { return };
    let make = format!(
        "perl -e 'for $i (0 .. {last}) {{ mkdir \"d\" . int($i / 1000) if $i % 1000 == 0; \
         open F, \">\", \"d\" . int($i / 1000) . \"/$i\" or die $!; close F }}'",
        last = count - 1
    );
    for (what, places) in [("the task directory", "."), ("/tmp", "/tmp")] {
        let task = script(&format!("cd {places}; {make}")).with("maxRunTime", json!(600));
        let task_id = arena.deployment.create(&task).await;
        arena.has_resolved_within(Duration::from_secs(600), "many files", &task_id, "completed").await;
        let resolved = Instant::now();
        // Looking at all of them would take longer than removing them.
        let record = arena.home(&task_id).with_file_name("generic-worker").join(user_name(&task_id));
        while record.exists() {
            assert!(resolved.elapsed() < Duration::from_secs(300), "{} is still there", record.display());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        println!(
            "{count} empty files in {what}: removed {:.2?} after the task was resolved",
            resolved.elapsed()
        );
    }
    arena.is_as_before("many files").await;
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_closed_is_removed() {
    let Some(arena) = Arena::open().await else { return };
    for (what, attack) in [
        ("a task directory that nobody can read", "mkdir -p a/b; touch a/b/c; chmod 0 a/b a ."),
        ("files that nobody can read", "umask 777; mkdir a /tmp/a; touch b /tmp/b"),
        (
            "names that are odd",
            "touch -- -rf '*' \"$(printf 'a\\nb')\" \"$(printf '\\377\\376')\" ' '; mkdir ...; mkdir .hidden; touch .hidden/x",
        ),
        (
            "files that change all the time",
            "(while :; do mkdir -p x/y; mv x z; touch z/y/f; rm -rf z; done > /dev/null 2>&1 &); sleep 0.1",
        ),
    ] {
        arena.attack(what, &script(attack)).await;
    }
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_cannot_replace_its_directory() {
    let Some(arena) = Arena::open().await else { return };
    let attack = "
        name=$(basename \"$PWD\"); mkdir inner; cd ..
        mv \"$name\" moved 2> /dev/null && echo moved
        ln -s /etc other 2> /dev/null && echo linked
        rmdir \"$name\" 2> /dev/null && echo removed
        perl -e 'rename $ARGV[0], \"x\" and print \"moved\\n\"; symlink \"/etc\", \"y\" and print \"linked\\n\"' \"$name\"
        touch made 2> /dev/null && echo made
        ls generic-worker 2> /dev/null && echo listed
        echo tried";
    let log = arena.attack("another directory in place of the task's", &script(attack)).await;
    for word in ["moved", "linked", "removed", "made", "listed"] {
        assert!(!log.contains(&format!("\n{word}\n")), "{log}");
    }
    assert!(log.contains("\ntried\n"), "{log}");
    // What the task may replace is what is in it; what the worker then works on is not what the links lead to.
    let attack = "rm -rf out; ln -s /etc out; mkdir real; ln -s real dir";
    let task =
        script(attack).with_artifact(json!({ "type": "directory", "path": "out", "name": "public/out" }));
    let task_id = arena.deployment.create(&task).await;
    assert_ne!(arena.deployment.resolved(&task_id).await, "exception/internal-error");
    arena.is_as_before("links in place of directories").await;
    arena.close().await;
}

fn mounting(target: &str) -> TaskBuilder {
    script("true").mounting(json!({ "content": { "raw": "evil" }, "file": target }))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_mounted_where_the_task_may_not_write() {
    let Some(arena) = Arena::open().await else { return };
    for target in [
        "/etc/attack-x",
        "/root/attack-x",
        "/usr/bin/attack-x",
        "../attack-x",
        "../generic-worker/attack-x",
        "/var/spool/attack-x",
    ] {
        let task = arena.deployment.create(&mounting(target)).await;
        let resolved = arena.deployment.resolved(&task).await;
        assert!(
            ["failed", "exception/malformed-payload"].contains(&resolved.as_str()),
            "{target}: {resolved}"
        );
        let there = std::path::Path::new(target);
        assert!(!there.is_absolute() || there.symlink_metadata().is_err(), "{target} was made");
        arena.is_as_before(target).await;
    }
    // A link that a task has left for the next one to mount through.
    let cache = |text: &str| script(text).with_cache("links", "cache");
    arena
        .attack(
            "a link in a cache",
            &cache("ln -s /etc cache/etc; ln -s / cache/root; ln -s ../../generic-worker cache/up"),
        )
        .await;
    for target in ["cache/etc/attack-x", "cache/root/attack-x", "cache/up/attack-x"] {
        let task = cache("true").mounting(json!({ "content": { "raw": "evil" }, "file": target }));
        let task = arena.deployment.create(&task).await;
        let resolved = arena.deployment.resolved(&task).await;
        for there in ["/etc/attack-x", "/attack-x"] {
            assert!(!std::path::Path::new(there).exists(), "{target} made {there}");
        }
        assert_ne!(resolved, "exception/internal-error", "{}", arena.worker.log());
        arena.is_as_before(target).await;
    }
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn setuid_programs_give_no_rights() {
    let Some(arena) = Arena::open().await else { return };
    let program = SetuidProgram::new();
    let attack = format!(
        "cp /bin/sh /usr/bin/id .; chmod 6755 sh id; cp /bin/sh /tmp/sh; chmod 4755 /tmp/sh
         {}; grep NoNewPrivs /proc/self/status
         for program in 'sudo -n true' 'su -c true' 'newgrp games' 'sg games true' 'passwd -d root' 'chfn -f x' 'chsh -s /bin/sh' 'mount -t tmpfs x .'; do
             timeout 5 $program < /dev/null > /dev/null 2>&1 && echo worked: $program
         done; true",
        program.command()
    );
    let log = arena.attack("setuid programs", &script(&attack)).await;
    assert!(
        log.contains("\nNoNewPrivs:\t1\n") && !log.contains("\neuid=0\n") && !log.contains("\nworked: "),
        "{log}"
    );
    let with = script(&format!("{}; grep NoNewPrivs /proc/self/status", program.command()))
        .with_scope(NEW_PRIVILEGES);
    let log = arena.attack("a setuid program, with the scope", &with).await;
    assert!(log.contains("\nNoNewPrivs:\t0\n") && log.contains("\neuid=0\n"), "{log}");
    arena.close().await;
}

/// A program of root's that everybody runs as root, and that says who it runs as.
struct SetuidProgram {
    directory: tempfile::TempDir,
}

impl SetuidProgram {
    fn new() -> Self {
        use std::os::unix::fs::PermissionsExt;
        // Not below what is private to tasks.
        let directory = tempfile::tempdir_in("/var/lib").expect("a directory");
        let open = |path: &std::path::Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("changed");
        };
        open(directory.path(), 0o755);
        let program = directory.path().join("id");
        std::fs::copy("/usr/bin/id", &program).expect("copied");
        open(&program, 0o4755);
        Self { directory }
    }

    /// Prints `euid=0` if it has got the rights.
    fn command(&self) -> String {
        format!("echo euid=$({}/id -u)", self.directory.path().display())
    }
}
