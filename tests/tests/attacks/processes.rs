//! Processes that would outlive their task.

use std::time::{Duration, Instant};

use serde_json::json;

use tests::WorkerBuilder;

use crate::arena::{Arena, script};

/// Does not end when it is asked to.
const STUBBORN: &str = "trap '' TERM HUP INT QUIT USR1 USR2 ALRM PIPE; while :; do sleep 5; done";

#[tokio::test(flavor = "multi_thread")]
async fn daemons_end_with_their_task() {
    daemons_end(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn daemons_end_with_their_task_without_control_groups() {
    daemons_end(false).await;
}

async fn daemons_end(has_groups: bool) {
    let configure = |worker: WorkerBuilder| worker.with("enableTaskControlGroups", has_groups);
    let Some(arena) = Arena::open_with(configure).await else { return };
    for (what, start) in [
        ("a background shell that holds the output", format!("sh -c \"{STUBBORN}\" &")),
        ("a shell in a session of its own", format!("setsid sh -c \"{STUBBORN}\" &")),
        (
            "a daemon, forked twice",
            format!("(setsid sh -c \"sh -c \\\"{STUBBORN}\\\" < /dev/null > /dev/null 2>&1 &\" &)"),
        ),
        (
            "many of them",
            format!("for i in $(seq 30); do (setsid sh -c \"{STUBBORN}\" > /dev/null 2>&1 &) ; done"),
        ),
        (
            "one without a name, directory or environment",
            "cd /; (env -i setsid perl -e '$0 = \" \"; $SIG{$_} = \"IGNORE\" for keys %SIG; sleep 1000' &)"
                .to_owned(),
        ),
        (
            "one in namespaces of its own",
            format!(
                "(unshare -Urmpf --mount-proc sh -c \"mount -t tmpfs x /mnt; {STUBBORN}\" > /dev/null 2>&1 &); sleep 0.2"
            ),
        ),
        ("one in a network of its own", "(unshare -Urn sleep 1000 > /dev/null 2>&1 &); sleep 0.1".to_owned()),
        ("one that was stopped", format!("sh -c \"{STUBBORN}\" & kill -STOP $!")),
    ] {
        let started = Instant::now();
        arena.attack(what, &script(&format!("{start}\necho started"))).await;
        assert!(started.elapsed() < tests::PATIENCE, "{what} takes {:?}", started.elapsed());
    }
    arena.close().await;
}

/// Each process lives for a moment only, so that whoever kills what was found finds nothing.
#[tokio::test(flavor = "multi_thread")]
async fn processes_that_fork_all_the_time_end_with_their_task() {
    multiplying_ends(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_fork_all_the_time_end_without_control_groups() {
    multiplying_ends(false).await;
}

async fn multiplying_ends(has_groups: bool) {
    let configure = |worker: WorkerBuilder| worker.with("enableTaskControlGroups", has_groups);
    let Some(arena) = Arena::open_with(configure).await else { return };
    let runner = "perl -e 'use POSIX; $SIG{$_} = \"IGNORE\" for keys %SIG; $SIG{CHLD} = \"IGNORE\"; \
                  while (1) { if (my $pid = fork) { POSIX::_exit(0) } POSIX::setsid() }' > /dev/null 2>&1 &";
    for (what, start) in [
        ("one that forks all the time", runner.to_owned()),
        ("twenty that fork all the time", format!("for i in $(seq 20); do {runner} done")),
    ] {
        arena.attack(what, &script(&format!("{start}\nsleep 0.3"))).await;
    }
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fork_bomb_is_limited() {
    let limit = 64;
    let Some(arena) = Arena::open_with(|worker| worker.with("taskPidsLimit", limit)).await else { return };
    let count = "perl -e '$n = 0; while (defined($pid = fork)) { if (!$pid) { sleep 1000 } $n++; last if $n > 1000 } \
                 print \"started=$n\\n\"'";
    let log = arena.attack("as many processes as there can be", &script(count)).await;
    let started = log.lines().find_map(|line| line.strip_prefix("started=")).expect("printed");
    let started: u64 = started.parse().expect("a number");
    assert!(started > 10 && started <= limit, "{started} processes");
    let bomb = script("exec perl -e '$SIG{$_} = \"IGNORE\" for keys %SIG; fork while 1'")
        .with("maxRunTime", json!(2));
    arena.run("a fork bomb", &bomb, "failed").await;
    arena.is_as_before("a fork bomb").await;
    let shells = script("bomb() { bomb | bomb & }; bomb; exec sleep 1000").with("maxRunTime", json!(2));
    arena.run("a fork bomb of shells", &shells, "failed").await;
    arena.is_as_before("a fork bomb of shells").await;
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fork_bomb_is_limited_by_default() {
    let Some(arena) = Arena::open().await else { return };
    let bomb = script("exec perl -e '$SIG{$_} = \"IGNORE\" for keys %SIG; fork while 1'")
        .with("maxRunTime", json!(2));
    let task = arena.deployment.create(&bomb).await;
    // The machine has processes left for others meanwhile.
    let mut tries = 0;
    while arena.deployment.status(&task).await.state.to_string() != "failed" {
        let started = std::process::Command::new("true").status();
        assert!(started.is_ok_and(|status| status.success()), "no process can be started");
        tries += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(tries > 5);
    arena.has_resolved("a fork bomb", &task, "failed").await;
    arena.is_as_before("a fork bomb").await;
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifos_sockets_and_shared_memory_do_not_stay() {
    for is_private in [true, false] {
        let settings = ["enableTaskPrivateTmp", "enableTaskPrivateIPC"];
        let configure = |worker| {
            settings.iter().fold(worker, |worker, &name| WorkerBuilder::with(worker, name, is_private))
        };
        let Some(arena) = Arena::open_with(configure).await else { return };
        arena.attack("files of all kinds", &script(FILES_OF_ALL_KINDS)).await;
        arena.close().await;
    }
}

const FILES_OF_ALL_KINDS: &str = "
        for place in . /tmp /var/tmp /dev/shm; do
            mkfifo $place/attack-fifo
            perl -e 'use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un($ARGV[0])) or die $!' $place/attack-socket
            ln -s /etc/shadow $place/attack-link
            mkdir -p $place/attack/a/b && touch $place/attack/a/b/c && chmod 0 $place/attack/a
            (cat attack-fifo > /dev/null &)
            (echo > $place/attack-fifo &)
        done
        ipcmk -M 1000; ipcmk -Q; ipcmk -S 3
        # One that is to be removed with its last user.
        (perl -e '$id = shmget(0, 4096, 0600); shmwrite($id, \"x\", 0, 1); shmctl($id, 0, 0); sleep 1000' > /dev/null 2>&1 &)
        true";

/// Numbers of system calls: `add_key`, `keyctl`.
#[cfg(target_arch = "x86_64")]
const KEY_CALLS: [u32; 2] = [248, 250];
#[cfg(target_arch = "aarch64")]
const KEY_CALLS: [u32; 2] = [217, 219];

/// The kernel keeps keys by the number of the user, which another task's user gets next.
#[tokio::test(flavor = "multi_thread")]
async fn keys_do_not_stay() {
    let Some(arena) = Arena::open().await else { return };
    let [add, control] = KEY_CALLS;
    // The user's own keyring, that of its session, and the one that is kept for some days.
    let attack = format!(
        "perl -e '($type, $name, $text) = (\"user\", \"attack\", \"precious\"); syscall({control}, 22, -1, -4); \
             for $ring (-4, -5, -3) {{ $id = syscall({add}, $type, $name, $text, 8, $ring); print \"key $id\\n\" }}'"
    );
    let log = arena.attack("keys", &script(&attack)).await;
    assert!(log.contains("\nkey "), "{log}");
    let look = format!(
        "perl -e '($type, $name) = (\"user\", \"attack\"); $persistent = syscall({control}, 22, -1, -4); \
             for $ring (-4, -5, $persistent) {{ $id = syscall({control}, 10, $ring, $type, $name, 0); print \"found $id\\n\" if $id > 0 }} print \"looked\\n\"'"
    );
    let log = arena.attack("a look for keys", &script(&look)).await;
    assert!(log.contains("\nlooked\n") && !log.contains("\nfound "), "{log}");
    arena.close().await;
}
