//! Output, times and ends of commands.

use std::io::Write;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::*;

#[tokio::test]
async fn output_and_exit_status_arrive() {
    for tree in trees() {
        let task = Task::new();
        let outcome = tree.run(&task.shell("echo out; echo err >&2; pwd; exit 3"), &task.log).await.unwrap();
        assert_eq!(outcome.status, ExitStatus::Code(3));
        assert!(outcome.output_lost.is_none());
        let real = task.path().canonicalize().unwrap();
        assert_eq!(task.text(), format!("out\nerr\n{}\n", real.display()));
        let outcome = tree.run(&task.shell("kill -TERM $$"), &task.log).await.unwrap();
        assert_eq!(outcome.status.to_string(), "signal: terminated");
        assert_eq!(tree.kill().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn the_environment_is_exactly_what_is_given() {
    let task = Task::new();
    let tree = ProcessTree::new("test", &TaskLimits::default()).unwrap();
    let mut command = task.command(&["/usr/bin/env"]);
    command.env =
        BTreeMap::from([("A".to_owned(), "1 = 2\nline".to_owned()), ("EMPTY".to_owned(), String::new())]);
    tree.run(&command, &task.log).await.unwrap();
    assert_eq!(task.text(), "A=1 = 2\nline\nEMPTY=\n");
}

#[tokio::test]
async fn a_hundred_megabytes_arrive_to_the_byte() {
    // Bytes of every value, NUL and broken UTF-8 included, that do not repeat in a pipe's rhythm.
    let task = Task::new();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut block = Vec::with_capacity(1_000_008);
    while block.len() < 1_000_000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        block.extend_from_slice(&state.to_le_bytes());
    }
    let mut input = fs::File::create(task.path().join("input")).unwrap();
    let mut expected = Sha256::new();
    expected.update(b"before\n");
    for part in 0..100_u8 {
        block[7] = part;
        input.write_all(&block).unwrap();
        expected.update(&block);
    }
    expected.update(b"after\n");
    for tree in trees() {
        let log = Arc::new(SharedFile::create(task.path().join("big")).unwrap());
        log.write_all(b"before\n").unwrap();
        let outcome = tree.run(&task.command(&["cat", "input"]), &log).await.unwrap();
        assert!(outcome.status.is_success() && outcome.output_lost.is_none());
        log.write_all(b"after\n").unwrap();
        let mut actual = Sha256::new();
        std::io::copy(&mut fs::File::open(log.path()).unwrap(), &mut actual).unwrap();
        assert_eq!(actual.finalize(), expected.clone().finalize(), "{}", tree.method_name());
        assert_eq!(log.len(), 13 + 100 * block.len() as u64);
    }
}

#[tokio::test]
async fn times_include_children_that_were_waited_for() {
    for tree in trees() {
        let task = Task::new();
        let busy = "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'";
        let outcome = tree.run(&task.shell(&format!("{busy}; true")), &task.log).await.unwrap();
        assert!(outcome.user_time > Duration::from_millis(20), "{outcome:?}");
        assert!(outcome.wall_time >= Duration::from_millis(20), "{outcome:?}");
        // Of a command of its own, not of all before.
        let outcome = tree.run(&task.shell("true"), &task.log).await.unwrap();
        assert!(outcome.user_time < Duration::from_millis(20), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_background_child_that_keeps_the_output_open_delays_nothing() {
    for tree in trees() {
        let task = Task::new();
        let fifo = task.path().join("fifo");
        let script = "mkfifo fifo; (read line < fifo; echo $line; exec sleep 1000) & echo pid $!; echo done";
        let outcome = tree.run(&task.shell(script), &task.log).await.unwrap();
        assert!(outcome.status.is_success());
        assert!(task.text().ends_with("done\n"), "{}", task.text());
        // It lives on, and what it writes later is in the log as well.
        tree.run(&task.shell("echo from the background > fifo"), &task.log).await.unwrap();
        task.lines(3).await;
        assert!(task.text().ends_with("from the background\n"), "{}", task.text());
        let pids = task.pids();
        assert!(is_alive(pids[0]));
        assert_eq!(tree.kill().await.unwrap(), 1);
        assert!(!is_alive(pids[0]));
        assert!(fifo.exists());
    }
}

#[tokio::test]
async fn a_background_child_that_never_stops_writing_delays_nothing() {
    for tree in trees() {
        let task = Task::new();
        let outcome = tree.run(&task.shell("yes & echo last line; exit 5"), &task.log).await.unwrap();
        assert_eq!(outcome.status, ExitStatus::Code(5));
        assert_eq!(tree.kill().await.unwrap(), 1);
        // Nothing is added once `kill` is through.
        let length = task.log.len();
        assert_eq!(fs::metadata(task.log.path()).unwrap().len(), length);
        assert!(task.text().contains("last line\n"));
    }
}

#[tokio::test]
async fn commands_can_run_at_the_same_time() {
    for tree in trees() {
        let task = Task::new();
        let (first, second) =
            (task.shell("mkfifo a; cat < a"), task.shell("until test -p a; do :; done; echo hi > a"));
        let (one, two) = tokio::join!(tree.run(&first, &task.log), tree.run(&second, &task.log));
        assert!(one.unwrap().status.is_success() && two.unwrap().status.is_success());
        assert_eq!(task.text(), "hi\n");
    }
}

#[tokio::test]
async fn a_full_disk_loses_output_but_not_the_command() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else { return };
    let log = Arc::new(SharedFile::for_tests(full));
    for tree in trees() {
        let task = Task::new();
        let command = task.shell("head -c 3000000 /dev/zero; exit 4");
        let outcome = tree.run(&command, &log).await.unwrap();
        assert_eq!(outcome.status, ExitStatus::Code(4));
        let lost = outcome.output_lost.expect("an error");
        assert_eq!(lost.kind(), std::io::ErrorKind::StorageFull, "{lost}");
    }
}

#[tokio::test]
async fn commands_start_from_a_clean_state() {
    // A descriptor that every child would inherit.
    // SAFETY: descriptor 2 is open; the copy is closed below.
    let leak = unsafe { libc::fcntl(2, libc::F_DUPFD, 200) };
    for tree in trees() {
        let task = Task::new();
        // Standard input is empty.
        assert!(tree.run(&task.command(&["cat"]), &task.log).await.unwrap().status.is_success());
        tree.run(&task.command(&["ls", "/dev/fd"]), &task.log).await.unwrap();
        let text = task.text();
        assert!(text.lines().count() >= 3 && text.lines().all(|fd| fd.parse::<u8>().unwrap() <= 3), "{text}");
        // A broken pipe ends a program, as it should, though the worker itself ignores that signal.
        let broken =
            tree.run(&task.shell("mkfifo p; : < p & exec 3>p; wait; kill -PIPE $$"), &task.log).await;
        assert_eq!(broken.unwrap().status.to_string(), "signal: broken pipe");
        let terminal = tree.run(&task.shell("exec < /dev/tty"), &task.log).await.unwrap();
        assert!(!terminal.status.is_success());
    }
    // SAFETY: our own copy.
    unsafe { libc::close(leak) };
}
