//! Killing everything a task started, and nothing else.

use std::time::Duration;

use super::*;

/// Runs a program in a session of its own.
#[cfg(target_os = "linux")]
const SETSID: &str = "setsid";
#[cfg(target_os = "macos")]
const SETSID: &str = "perl -MPOSIX -e 'setsid(); exec @ARGV'";

/// Processes that do all they can to be on their own; each writes its number to the log.
#[cfg(target_os = "linux")]
const FUGITIVES: &str = r#"
me='echo pid $$; exec sleep 1000'
sh -c "$me" &
setsid sh -c "$me" &
(setsid sh -c "sh -c '$me' & exit" &)
env -i setsid sh -c "$me" < /dev/null &
(env -i PATH="$PATH" setsid sh -c "cd /; setsid sh -c '$me' & exit" &)
(trap '' TERM HUP INT; sh -c "$me") &
nohup setsid nohup sh -c 'echo pid $$; kill -STOP $$' &
"#;
#[cfg(target_os = "macos")]
const FUGITIVES: &str = r#"
me='echo pid $$; exec sleep 1000'
sh -c "$me" &
perl -MPOSIX -e 'setsid(); exec @ARGV' sh -c "$me" &
(perl -MPOSIX -e 'setsid(); exec @ARGV' sh -c "sh -c '$me' & exit" &)
(trap '' TERM HUP INT; sh -c "$me") &
nohup sh -c 'echo pid $$; kill -STOP $$' &
"#;

#[cfg(target_os = "linux")]
const FUGITIVE_COUNT: usize = 7;
#[cfg(target_os = "macos")]
const FUGITIVE_COUNT: usize = 5;

#[tokio::test]
async fn fugitives_are_killed() {
    for tree in trees() {
        let task = Task::new();
        tree.run(&task.shell(FUGITIVES), &task.log).await.unwrap();
        let name = tree.method_name();
        let pids = task.await_pids(FUGITIVE_COUNT).await;
        let killed = tree.kill().await.unwrap();
        assert!(killed >= FUGITIVE_COUNT, "{name}: {killed}");
        assert_eq!(alive(&pids), Vec::<i32>::new(), "{name}\n{}", task.text());
        assert_eq!(tree.kill().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_pending_run_ends_when_killed() {
    for tree in trees() {
        let task = Task::new();
        let command = task.shell(&format!("{SETSID} sleep 1000 & echo pid $!; sleep 1000"));
        let kill = async {
            task.lines(1).await;
            tree.kill().await
        };
        let (outcome, killed) = tokio::join!(tree.run(&command, &task.log), kill);
        assert_eq!(outcome.unwrap().status, ExitStatus::Signal(9));
        assert!(killed.unwrap() >= 2);
        assert!(!is_alive(task.pids()[0]));
        let outcome = tree.run(&task.shell("echo again"), &task.log).await;
        assert!(matches!(outcome, Err(StartError::Aborted { .. })), "{outcome:?}");
        assert_eq!(tree.kill().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn two_hundred_children_are_killed() {
    for tree in trees() {
        let task = Task::new();
        let one = format!("{SETSID} sh -c 'echo pid $$; exec sleep 1000'");
        let command = task.shell(&format!("i=0; while [ $i -lt 200 ]; do {one} & i=$((i+1)); done; wait"));
        let kill = async {
            task.lines(200).await;
            tree.kill().await.unwrap()
        };
        let (outcome, killed) = tokio::join!(tree.run(&command, &task.log), kill);
        assert_eq!(outcome.unwrap().status, ExitStatus::Signal(9));
        assert!(killed >= 201, "{killed}");
        assert_eq!(alive(&task.pids()), Vec::<i32>::new(), "{}", tree.method_name());
    }
}

#[tokio::test]
async fn processes_that_replace_themselves_all_the_time_are_killed() {
    for tree in trees() {
        let task = Task::new();
        // Every generation is a new process in a new session, whose parent ends at once.
        let relay = task.path().join("relay");
        task.program("relay", &format!("#!/bin/sh\ntest -e stop && exit\n{SETSID} \"$0\" &\n"));
        let command = task.shell(&format!("for i in 1 2 3; do {}; done; echo started", relay.display()));
        tree.run(&command, &task.log).await.unwrap();
        tree.kill().await.unwrap();
        let left =
            std::process::Command::new("pgrep").args(["-f", relay.to_str().unwrap()]).output().unwrap();
        let left = String::from_utf8(left.stdout).unwrap();
        fs::write(task.path().join("stop"), "").unwrap();
        assert_eq!(left, "", "{}", tree.method_name());
    }
}

#[tokio::test]
async fn trees_do_not_kill_each_other() {
    for kind in 0..trees().len() {
        let mut trees: Vec<(ProcessTree, Task)> =
            (0..8).map(|_| (trees().swap_remove(kind), Task::new())).collect();
        for (tree, task) in &mut trees {
            tree.run(&task.shell(FUGITIVES), &task.log).await.unwrap();
        }
        for (_, task) in &trees {
            task.await_pids(FUGITIVE_COUNT).await;
        }
        let (first, second) = trees.split_at(4);
        let kills = first.iter().map(|(tree, _)| tree.kill());
        for killed in futures_util::future::join_all(kills).await {
            assert!(killed.unwrap() >= FUGITIVE_COUNT);
        }
        let alive = |task: &Task| alive(&task.pids()).len();
        assert_eq!(first.iter().map(|(_, task)| alive(task)).sum::<usize>(), 0);
        assert_eq!(second.iter().map(|(_, task)| alive(task)).sum::<usize>(), 4 * FUGITIVE_COUNT);
        for (tree, task) in second {
            tree.kill().await.unwrap();
            assert_eq!(alive(task), 0);
        }
    }
}

#[tokio::test]
async fn kill_during_start_leaves_nothing() {
    for round in 0..60 {
        for tree in trees() {
            let task = Task::new();
            let command = task.shell(&format!("echo pid $$; {SETSID} sh -c 'echo pid $$; exec sleep 1000'"));
            let run = tree.run(&command, &task.log);
            let kill = async {
                // From before the start to some way into it.
                for _ in 0..round {
                    std::thread::yield_now();
                    tokio::task::yield_now().await;
                }
                tree.kill().await.unwrap()
            };
            match tokio::join!(run, kill).0 {
                Ok(outcome) => assert_eq!(outcome.status, ExitStatus::Signal(9)),
                Err(StartError::Aborted { .. }) => {}
                Err(error) => panic!("{error}"),
            }
            let pids = task.pids();
            assert!(pids.is_empty() || alive(&pids).is_empty());
        }
    }
}

#[tokio::test]
async fn kills_at_the_same_time_agree() {
    for tree in trees() {
        let task = Task::new();
        tree.run(&task.shell(&format!("{SETSID} sleep 1000 & echo pid $!")), &task.log).await.unwrap();
        let (one, two, three) = tokio::join!(tree.kill(), tree.kill(), tree.kill());
        assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 1);
        assert!(!is_alive(task.pids()[0]));
    }
}

/// Waits until `pid` is gone, for kills that nobody waits for.
async fn gone(pid: i32) {
    let wait = async {
        while is_alive(pid) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), wait).await.expect("the process ends");
}

#[tokio::test]
async fn dropping_a_run_kills_its_command() {
    for tree in trees() {
        let task = Task::new();
        let command = task.shell("echo pid $$; sleep 1000 & echo pid $!; wait");
        tokio::select! {
            outcome = tree.run(&command, &task.log) => panic!("{outcome:?}"),
            () = task.lines(2) => {}
        }
        for pid in task.pids() {
            gone(pid).await;
        }
        // Other commands are not affected.
        assert!(tree.run(&task.shell("true"), &task.log).await.unwrap().status.is_success());
        tree.kill().await.unwrap();
    }
}

#[tokio::test]
async fn dropping_the_tree_kills_everything() {
    for tree in trees() {
        let task = Task::new();
        tree.run(&task.shell(&format!("{SETSID} sleep 1000 & echo pid $!")), &task.log).await.unwrap();
        let pid = task.pids()[0];
        assert!(is_alive(pid));
        drop(tree);
        gone(pid).await;
    }
}

#[tokio::test]
async fn other_children_of_this_process_are_left_alone() {
    let mut children: Vec<tokio::process::Child> = (0..10)
        .map(|code| {
            let mut command = tokio::process::Command::new("sh");
            command.args(["-c", &format!("read line; exit {code}")]).stdin(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for tree in trees() {
        let task = Task::new();
        tree.run(&task.shell(&format!("sleep 1000 & {SETSID} sleep 1000 &")), &task.log).await.unwrap();
        assert_eq!(tree.kill().await.unwrap(), 2);
    }
    for (code, child) in children.iter_mut().enumerate() {
        drop(child.stdin.take());
        assert_eq!(child.wait().await.unwrap().code(), Some(code as i32));
    }
}
