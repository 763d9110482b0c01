//! The worker itself: its memory, its files, its life.

use crate::arena::{Arena, script};

/// Numbers of system calls.
#[cfg(target_arch = "x86_64")]
const PTRACE_AND_READ: [u32; 2] = [101, 310];
#[cfg(target_arch = "aarch64")]
const PTRACE_AND_READ: [u32; 2] = [117, 270];

fn reads(pid: u32) -> String {
    let [ptrace, read] = PTRACE_AND_READ;
    format!(
        "for pid in {pid} $PPID 1 $(ls /proc | grep '^[0-9]*$'); do
            # Those that the user may look at are its own.
            [ \"$(stat -c %U /proc/$pid 2> /dev/null)\" = \"$(id -un)\" ] && continue
            for file in environ mem maps smaps auxv syscall stack io cwd root exe; do
                head -c 100 /proc/$pid/$file > got 2> /dev/null && [ -s got ] && echo read $file
            done
            for link in cwd root exe fd/0 fd/1 fd/2 fd/3 ns/mnt; do readlink /proc/$pid/$link && echo read $link; done
            ls /proc/$pid/fd /proc/$pid/root/ /proc/$pid/cwd/ /proc/$pid/task/$pid/fd /proc/$pid/map_files > got 2> /dev/null
            [ -s got ] && grep -v ^/proc got | grep . && echo read list
            perl -e 'for $request (16, 0x4206) {{ syscall({ptrace}, $request, $ARGV[0] + 0, 0, 0) == 0 and print \"read by ptrace\\n\" }}
                $b = \"x\" x 8; $l = pack \"PQ\", $b, 8; $r = pack \"QQ\", 0x400000, 8;
                syscall({read}, $ARGV[0] + 0, $l, 1, $r, 1, 0) > 0 and print \"read memory\\n\"' $pid
        done
        echo tried"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_cannot_be_read() {
    for is_hidden in [true, false] {
        let Some(arena) = Arena::open_with(|worker| worker.with("enableTaskProtectProc", is_hidden)).await
        else {
            return;
        };
        let log = arena.attack("reads of the worker", &script(&reads(arena.worker.pid()))).await;
        assert!(log.contains("\ntried\n") && !log.contains("\nread "), "{log}");
        if is_hidden {
            let look = format!(
                "ls -d /proc/{} 2> /dev/null && echo seen; ls -d /proc/1 2> /dev/null && echo seen; ls /proc | grep -c '^[0-9]'",
                arena.worker.pid()
            );
            let log = arena.attack("a look at processes", &script(&look)).await;
            assert!(!log.contains("\nseen\n"), "{log}");
        }
        arena.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_cannot_be_killed() {
    for has_groups in [true, false] {
        let Some(arena) = Arena::open_with(|worker| worker.with("enableTaskControlGroups", has_groups)).await
        else {
            return;
        };
        let pid = arena.worker.pid();
        let kill = format!(
            "for signal in KILL TERM INT STOP HUP QUIT; do kill -$signal {pid} 2> /dev/null && echo sent; done; echo tried"
        );
        let log = arena.attack("signals to the worker", &script(&kill)).await;
        assert!(log.contains("\ntried\n") && !log.contains("\nsent\n"), "{log}");
        // Whoever watches the command too, if anybody does. Zombies of an earlier user with the same number take signals as well.
        let kill = "exec perl -e '$SIG{$_} = \"IGNORE\" for keys %SIG; $| = 1; for $signal (9, 15, 19) { for $pid (2 .. 40000) { \
                    next if $pid == $$; kill $signal, $pid or next; open(my $stat, \"<\", \"/proc/$pid/stat\"); \
                    (<$stat> // \"\") =~ /\\) Z / or print \"sent to $pid\\n\" } } print \"tried\\n\"'";
        let log = arena.attack("signals to everybody", &script(kill)).await;
        assert!(log.contains("\ntried\n") && !log.contains("\nsent "), "{log}");
        let task = arena
            .run(
                "signals to everybody at once",
                &script("(setsid sleep 1000 &); kill -KILL -1; exit 3"),
                "failed",
            )
            .await;
        drop(task);
        arena.is_as_before("signals to everybody at once").await;
        let stopped = script("(sleep 1; echo later) & kill -STOP -1; kill -STOP $$; sleep 1000")
            .with("maxRunTime", serde_json::json!(2));
        arena.run("a task that stops itself", &stopped, "failed").await;
        arena.is_as_before("a task that stops itself").await;
        arena.close().await;
    }
}

/// What tasks hand to the worker through open descriptors and limits.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_workers_is_inherited() {
    let Some(arena) = Arena::open().await else { return };
    let look = "ls -l /proc/self/fd | grep -v '/dev/null\\|pipe:\\|/proc/\\|^total' && echo open; \
                env | grep -i 'token\\|secret\\|credential\\|TMPDIR' && echo told; id -G | grep -qw 0 && echo group; \
                grep -i '^Cap\\(Prm\\|Eff\\|Amb\\|Inh\\)' /proc/self/status | grep -v '0000000000000000' && echo able; \
                pwd; umask; echo tried";
    let log = arena.attack("what is inherited", &script(look)).await;
    for word in ["open", "told", "group", "able"] {
        assert!(!log.contains(&format!("\n{word}\n")), "{log}");
    }
    assert!(log.contains("\ntried\n"), "{log}");
    arena.close().await;
}
