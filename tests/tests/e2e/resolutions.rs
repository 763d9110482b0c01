//! Every way in which a task can be resolved.

use std::time::Duration;

use serde_json::json;
use tests::{Deployment, TaskBuilder, Worker, WorkerBuilder, commands, is_running, sh};

#[tokio::test(flavor = "multi_thread")]
async fn completed() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("echo one"), sh("echo two")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_at_the_first_command_that_fails() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("echo first"), sh("exit 3"), sh("echo never")])).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    assert!(log.contains("[taskcluster:error] exit status 3"), "{log}");
    assert!(log.contains("first") && !log.contains("Executing command 2"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_cannot_be_started_fails_the_task_and_not_the_worker() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let missing = deployment.create(&commands(&[json!(["no-such-program", "x"])])).await;
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&missing).await, "failed");
    let log = deployment.log(&missing).await;
    assert!(log.contains("no-such-program"), "{log}");
    assert_eq!(deployment.resolved(&after).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_payload_lists_everything_that_is_wrong() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = TaskBuilder::new(
        json!({ "command": [], "maxRunTime": 0, "onExitStatus": { "retry": [0] }, "surprise": 1 }),
    );
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    for expected in [
        "[taskcluster:error] TASK FAIL since the task payload is invalid. See errors:",
        "[taskcluster:error] - command: Array must have at least 1 items",
        "[taskcluster:error] - maxRunTime: Must be greater than or equal to 1",
        "[taskcluster:error] - onExitStatus.retry.0: Must be greater than or equal to 1",
        "surprise",
        &format!("[taskcluster:error] Validation of payload failed for task {task}"),
    ] {
        assert!(log.contains(expected), "no {expected:?} in\n{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_time_than_the_worker_allows_is_malformed() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("maxTaskRunTime", 10).start();
    let task = TaskBuilder::new(json!({ "command": [["true"]], "maxRunTime": 11 }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    assert!(log.contains("task's maxRunTime of 11 exceeded allowed maximum of 10"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn intermittent_exit_codes_are_tried_again() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let marker = worker.directory().join("tried");
    let script = format!("test -e {0} && exit 0; touch {0}; exit 7", marker.display());
    let task = commands(&[sh(&script)]).with("onExitStatus", json!({ "retry": [7] })).retried(1);
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let status = deployment.status(&task).await;
    assert_eq!(status.runs.len(), 2);
    assert_eq!(
        status.runs[0].reason_resolved.map(|reason| reason.to_string()).as_deref(),
        Some("intermittent-task")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn intermittent_without_retries_left_is_an_exception() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = commands(&[sh("exit 7")]).with("onExitStatus", json!({ "retry": [7] }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "exception/intermittent-task");
    let log = deployment.log(&task).await;
    assert!(log.contains("exit code 7 found in task payload.onExitStatus list"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn max_run_time_ends_the_whole_process_tree() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let pid_file = worker.directory().join("pid");
    let script = format!("setsid sh -c 'echo $$ > {}; exec sleep 600' & sleep 600", pid_file.display());
    let task = commands(&[sh(&script)]).with("maxRunTime", json!(1));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    assert!(log.contains("[taskcluster:error] Aborting task..."), "{log}");
    assert!(log.contains("[taskcluster:error] task aborted - max run time exceeded"), "{log}");
    let pid = std::fs::read_to_string(&pid_file).expect("the child has started");
    assert!(!is_running(pid.trim()), "the child that called setsid is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn max_run_time_is_named_as_tools_of_2018_know_it() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::of_2018(&deployment).start();
    let task = commands(&[sh("sleep 600")]).with("maxRunTime", json!(1));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    assert!(log.contains("[taskcluster:error] Task aborted - max run time exceeded"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_may_expire_before_its_max_run_time_is_over() {
    let deployment = Deployment::start().await;
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start();
    let task = commands(&[sh("echo hello > file")])
        .with("maxRunTime", json!(86_400))
        .publishing("file")
        .due_in(Duration::from_secs(60))
        .kept_for(Duration::from_secs(120));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(worker.exit_code().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelled_tasks_are_ended_within_seconds() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with("taskStatusPollSecs", 1).start();
    let pid_file = worker.directory().join("pid");
    let task = commands(&[sh(&format!("echo $$ > {}; sleep 600", pid_file.display()))])
        .with("maxRunTime", json!(700));
    let task = deployment.create(&task).await;
    let pid = tests::eventually("the command to start", || async {
        std::fs::read_to_string(&pid_file).ok().filter(|text| text.ends_with('\n'))
    })
    .await;
    deployment.queue().cancel_task(&task).await.expect("cancelled");
    tests::eventually("the command to be killed", || async { (!is_running(pid.trim())).then_some(()) }).await;
    assert_eq!(deployment.resolved(&task).await, "exception/canceled");
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn deadline_exceeded() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("taskStatusPollSecs", 1).start();
    let task = commands(&[sh("sleep 600")]).with("maxRunTime", json!(700)).due_in(Duration::from_secs(3));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "exception/deadline-exceeded");
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn claims_are_renewed_for_as_long_as_a_task_runs() {
    let deployment = Deployment::with_claims_of(2).await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("sleep 7")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.status(&task).await.runs.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_claim_of_a_worker_that_died_expires_and_the_task_runs_again() {
    let deployment = Deployment::with_claims_of(2).await;
    let mut worker = Worker::start(&deployment);
    let started = worker.directory().join("started");
    let script = format!("test -e {0} && exit 0; touch {0}; sleep 600", started.display());
    let task = deployment.create(&commands(&[sh(&script)]).with("maxRunTime", json!(700)).retried(1)).await;
    tests::eventually("the command to start", || async { started.exists().then_some(()) }).await;
    worker.signal("KILL");
    worker.status().await;
    let _next = WorkerBuilder::new(&deployment).in_directory_of(worker).start();
    assert_eq!(deployment.resolved(&task).await, "completed");
    let status = deployment.status(&task).await;
    assert_eq!(
        status.runs[0].reason_resolved.map(|reason| reason.to_string()).as_deref(),
        Some("claim-expired")
    );
}
