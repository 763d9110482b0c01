//! Many tasks, one after the other and side by side.

use std::collections::BTreeSet;

use serde_json::json;
use tests::{Deployment, Worker, WorkerBuilder, commands, eventually, is_running, run, sh};

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_tasks_four_at_a_time() {
    let deployment = Deployment::start().await;
    let mut tasks = Vec::new();
    for index in 0..100 {
        let script = format!("echo {index} > file; sleep 0.02");
        tasks.push(deployment.create(&commands(&[sh(&script)]).publishing("file")).await);
    }
    let mut worker =
        WorkerBuilder::new(&deployment).with("capacity", 4).with("numberOfTasksToRun", 100).start();
    assert_eq!(worker.exit_code().await, 0);
    for (index, task) in tasks.iter().enumerate() {
        assert_eq!(deployment.resolved(task).await, "completed");
        assert_eq!(deployment.artifact(task, "public/file").await, format!("{index}\n").into_bytes());
    }
    assert_eq!(worker.task_directories(), Vec::<std::path::PathBuf>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_really_run_side_by_side() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with("capacity", 3).start();
    let meeting = worker.directory().join("meeting");
    std::fs::create_dir(&meeting).expect("made");
    // Each task waits until all three are there.
    let script = format!(
        "touch {0}/$TASK_ID; while [ $(ls {0} | wc -l) -lt 3 ]; do sleep 0.05; done",
        meeting.display()
    );
    let mut tasks = BTreeSet::new();
    for _ in 0..3 {
        tasks.insert(deployment.create(&commands(&[sh(&script)])).await);
    }
    for task in &tasks {
        assert_eq!(deployment.resolved(task).await, "completed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_task_has_a_directory_of_its_own_that_is_gone_afterwards() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let first = deployment.create(&commands(&[sh("ls -A; mkdir -m 0 locked; touch left-over")])).await;
    let second = deployment.create(&commands(&[sh("ls -A; test ! -e left-over")])).await;
    assert_eq!(deployment.resolved(&first).await, "completed");
    assert_eq!(deployment.resolved(&second).await, "completed");
    eventually("the directories to be removed", || async {
        worker.task_directories().is_empty().then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn directories_of_others_are_left_alone() {
    let deployment = Deployment::start().await;
    let mut first = Worker::start(&deployment);
    let foreign = first.directory().join("tasks/task_of_somebody");
    std::fs::create_dir_all(&foreign).expect("made");
    first.signal("TERM");
    first.status().await;
    let next = WorkerBuilder::new(&deployment).in_directory_of(first).start();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(next.directory().join("tasks/task_of_somebody").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn background_processes_end_with_the_task() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let pid_file = worker.directory().join("pid");
    let script = format!(
        "setsid sh -c 'echo $$ > {0}; exec sleep 600' & while ! test -s {0}; do sleep 0.05; done",
        pid_file.display()
    );
    let task = deployment.create(&commands(&[sh(&script)])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let pid = std::fs::read_to_string(&pid_file).expect("started");
    assert!(!is_running(pid.trim()), "it is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_shows_what_is_running() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let go_on = worker.directory().join("go-on");
    let script = format!("while ! test -e {}; do sleep 0.05; done", go_on.display());
    let task = deployment.create(&commands(&[sh(&script)])).await;
    deployment.in_state(&task, "running").await;
    let status_file = worker.directory().join("tmp/worker-status.json");
    eventually("the status to be written", || async {
        std::fs::read_to_string(&status_file).ok().filter(|text| text.contains(&task))
    })
    .await;
    std::fs::write(&go_on, "").expect("written");
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(run(&["status"]).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_logged() {
    let deployment = Deployment::start().await;
    let mut worker =
        WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).with("region", "here").start();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0);
    let log = worker.log();
    let events: Vec<serde_json::Value> = log
        .lines()
        .filter_map(|line| line.split_once("WORKER_METRICS "))
        .map(|(_, text)| serde_json::from_str(text).expect("JSON"))
        .collect();
    let types: Vec<_> = events.iter().map(|event| event["eventType"].as_str().expect("text")).collect();
    assert_eq!(types, ["workerReady", "taskQueued", "taskStart", "taskFinish"]);
    assert_eq!(events[3]["taskId"], json!(task));
    assert_eq!(events[3]["region"], "here");
}
