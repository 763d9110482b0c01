//! Memory, filled.

use crate::arena::{Arena, script};

/// Bytes.
const LIMIT: u64 = 64 << 20;

/// What grows until it is stopped, but not without end.
const GROW: &str = "perl -e '$x .= \"x\" x 1e6 for 1 .. 300; print \"has grown\\n\"'";

#[tokio::test(flavor = "multi_thread")]
async fn memory_is_limited() {
    let Some(arena) = Arena::open_with(|worker| worker.with("taskMemoryLimit", LIMIT)).await else { return };
    let log = arena
        .attack(
            "a task that is modest",
            &script("perl -e '$x .= \"x\" x 1e6 for 1 .. 10; print \"fits\\n\"'"),
        )
        .await;
    assert!(log.contains("\nfits\n"), "{log}");
    for (what, attack) in [
        ("a process that fills memory", format!("exec {GROW}")),
        ("processes that fill memory together", "for i in $(seq 8); do perl -e '$x .= \"x\" x 1e6 for 1 .. 20; sleep 1' & list=\"$list $!\"; done; for pid in $list; do wait $pid || exit 1; done".to_owned()),
        ("files in memory", "head -c 200000000 /dev/zero > /dev/shm/fill && echo has grown".to_owned()),
    ] {
        let task = arena.run(what, &script(&attack), "failed").await;
        let log = arena.deployment.log(&task).await;
        assert!(!log.contains("\nhas grown\n"), "{what}: {log}");
        arena.is_as_before(what).await;
    }
    arena.close().await;
}

/// A process that the kernel ends takes nobody with it that has done nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_daemon_that_fills_memory_ends_alone() {
    let Some(arena) = Arena::open_with(|worker| worker.with("taskMemoryLimit", LIMIT)).await else { return };
    let log = arena
        .attack(
            "a daemon that fills memory",
            &script(&format!("({GROW} || echo ended) & wait; echo still here")),
        )
        .await;
    assert!(
        log.contains("\nended\n") && log.contains("\nstill here\n") && !log.contains("\nhas grown\n"),
        "{log}"
    );
    arena.close().await;
}
