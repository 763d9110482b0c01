//! The conversation with worker-runner.

use serde_json::{Value, json};
use tests::{
    CAPABILITIES, Deployment, Fault, FaultyProxy, Runner, Worker, WorkerBuilder, commands, eventually, sh,
};

async fn logs(worker: &Worker, text: &str) {
    eventually(&format!("{text:?} in the worker's log"), || async {
        worker.log().contains(text).then_some(())
    })
    .await;
}

/// A task that is running, and the file that lets it go on.
async fn running_task(deployment: &Deployment, worker: &Worker) -> (String, std::path::PathBuf) {
    let (started, go_on) = (worker.directory().join("started"), worker.directory().join("go-on"));
    let script =
        format!("touch {}; while ! test -e {}; do sleep 0.05; done", started.display(), go_on.display());
    let task = deployment.create(&commands(&[sh(&script)])).await;
    eventually("the command to start", || async { started.exists().then_some(()) }).await;
    (task, go_on)
}

#[tokio::test(flavor = "multi_thread")]
async fn worker_and_runner_agree_on_capabilities_and_the_log_goes_to_both() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) =
        WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start_with_runner();
    let mut known: Vec<_> = CAPABILITIES.into_iter().filter(|capability| *capability != "fly").collect();
    known.sort_unstable();
    assert_eq!(runner.meet(&CAPABILITIES).await, known);
    // A second welcome changes nothing.
    runner.send(&json!({ "type": "welcome", "capabilities": [] })).await;
    let task = deployment.create(&commands(&[sh("true")])).await;
    let messages = tokio::spawn(async move { runner.rest().await });
    assert_eq!(worker.exit_code().await, 0);
    assert_eq!(deployment.resolved(&task).await, "completed");
    let messages = messages.await.expect("no panic");
    assert!(messages.iter().all(|message| message["type"] == "log"), "{messages:?}");
    let line = messages.iter().find_map(|message| {
        message["body"]["textPayload"]
            .as_str()
            .filter(|text| text.contains("Exiting worker with exit code 0"))
    });
    let line = line.expect("the last line, too");
    assert!(worker.log().contains(&format!("{line}\n")), "the same line: {line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_agreed_on_is_neither_sent_nor_obeyed() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) =
        WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start_with_runner();
    runner.send(&json!({ "type": "graceful-termination", "finish-tasks": false })).await;
    runner.meet(&["fly"]).await;
    runner.send(&json!({ "type": "graceful-termination", "finish-tasks": false })).await;
    runner
        .send(&json!({ "type": "new-credentials", "client-id": "nobody", "access-token": "tell-no-one" }))
        .await;
    logs(&worker, "new-credentials from worker-runner: it was not agreed on").await;
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0);
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(runner.rest().await, Vec::<Value>::new());
    assert!(!worker.log().contains("tell-no-one"), "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_termination_lets_tasks_finish_if_there_is_time() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment).start_with_runner();
    runner.meet(&CAPABILITIES).await;
    let (task, go_on) = running_task(&deployment, &worker).await;
    let waiting = deployment.create(&commands(&[sh("true")])).await;
    runner.send(&json!({ "type": "graceful-termination", "finish-tasks": true })).await;
    logs(&worker, "finishing 1 running tasks").await;
    std::fs::write(&go_on, "").expect("written");
    assert_eq!(worker.exit_code().await, 72);
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.status(&waiting).await.state.to_string(), "pending");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_termination_without_time_aborts_tasks() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment).start_with_runner();
    runner.meet(&["graceful-termination"]).await;
    let (task, _) = running_task(&deployment, &worker).await;
    // The milder request does not stand in the way of the harder one.
    runner.send(&json!({ "type": "graceful-termination", "finish-tasks": true })).await;
    runner.send(&json!({ "type": "graceful-termination", "finish-tasks": false })).await;
    assert_eq!(worker.exit_code().await, 72);
    assert_eq!(deployment.resolved(&task).await, "exception/worker-shutdown");
}

#[tokio::test(flavor = "multi_thread")]
async fn new_credentials_are_used_from_then_on() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment)
        .with("accessToken", "not-the-right-one-at-all")
        .with("numberOfTasksToRun", 1)
        .start_with_runner();
    runner.meet(&["new-credentials"]).await;
    logs(&worker, "Could not claim work").await;
    let task = deployment.create(&commands(&[sh("true")])).await;
    runner
        .send(&json!({
            "type": "new-credentials",
            "client-id": deployment.client_id,
            "access-token": deployment.access_token,
            "certificate": "",
        }))
        .await;
    assert_eq!(worker.exit_code().await, 0);
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(!worker.log().contains(&deployment.access_token), "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_comes_over_the_line_the_worker_goes_on() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) =
        WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start_with_runner();
    runner.write(b"hello there\n\n~\n~{\n~[]\n~{\"type\":\"dance\"}\n\xff\xfe\x00\x1b[31m\n~\xff\n").await;
    runner.write(&[b"~".as_slice(), &vec![b'x'; 3 << 20], b"\n"].concat()).await;
    runner.write(&[b"~{\"a\":".as_slice(), &vec![b'['; 100_000], b"\n"].concat()).await;
    runner
        .send(&json!({ "type": "new-credentials", "client-id": "c", "access-token": ["tell-no-one"] }))
        .await;
    runner.meet(&["fly"]).await;
    for _ in 0..100 {
        runner.write(b"~noise\n").await;
    }
    // The end of the input is no reason to stop, nor is half a line before it.
    runner.write(b"~{\"type\":\"grace").await;
    drop(runner);
    logs(&worker, "worker-runner has closed the connection").await;
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0);
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = worker.log();
    for expected in [
        "worker-runner says: hello there",
        "not JSON",
        "unknown variant `dance`",
        "a line from worker-runner of more than 1048576 bytes",
        "further lines of this kind are not logged",
    ] {
        assert!(log.contains(expected), "{expected}: {log}");
    }
    assert!(!log.contains("tell-no-one") && !log.contains('\u{1b}'), "{log}");
    assert!(log.matches("~noise").count() + log.matches("not JSON").count() < 30, "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_runner_that_never_reads_does_not_hold_the_worker_up() {
    let deployment = Deployment::start().await;
    let (mut worker, runner) =
        WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start_with_runner();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0);
    assert_eq!(deployment.resolved(&task).await, "completed");
    drop(runner);
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_are_reported_and_the_shutdown_is_left_to_the_runner() {
    let deployment = Deployment::start().await;
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment)
        .with("requiredDiskSpaceMegabytes", u32::MAX)
        .with("tasksDir", ".")
        .with("shutdownMachineOnInternalError", false)
        .start_with_runner();
    runner.meet(&["error-report"]).await;
    assert_eq!(worker.exit_code().await, 69);
    let report = runner.next_of_type("error-report").await;
    assert_eq!(report["kind"], "worker-error");
    assert_eq!(report["title"], "generic-worker error");
    let description = report["description"].as_str().expect("text");
    assert!(description.contains("Not able to free up enough disk space"), "{report}");
    assert_eq!(report["extra"]["workerType"], "e2e");

    // A worker that cannot start says so, too.
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment).with("capasity", 1).start_with_runner();
    runner.meet(&["error-report"]).await;
    let report = runner.next_of_type("error-report").await;
    assert!(report["description"].as_str().expect("text").contains("did you mean capacity?"), "{report}");
    assert_eq!(worker.exit_code().await, 64);
}

/// A proxy in front of the deployment, with a worker manager that answers `body`.
async fn with_worker_manager(deployment: &Deployment, body: &'static str, times: u32) -> FaultyProxy {
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    proxy.inject("/should-terminate", Fault::Answer(body), times);
    proxy
}

const YES: &str = r#"{"terminate": true, "reason": "too much capacity"}"#;
const NO: &str = r#"{"terminate": false, "reason": "needed"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_not_wanted_ends_and_has_the_machine_shut_down() {
    let deployment = Deployment::start().await;
    let proxy = with_worker_manager(&deployment, NO, 1).await;
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment)
        .with("rootURL", proxy.root_url.as_str())
        .with("idleTimeoutSecs", 2)
        .start_with_runner();
    runner.meet(&["shutdown"]).await;
    // Only now, so that this machine is not shut down if they do not meet.
    proxy.inject("/should-terminate", Fault::Answer(YES), 1);
    assert_eq!(worker.exit_code().await, 70, "{}", worker.log());
    runner.next_of_type("shutdown").await;
    assert!(worker.log().contains("too much capacity"), "{}", worker.log());
    assert_eq!(proxy.outstanding(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_wanted_stays_and_one_that_nobody_answers_is_idle_for_only_so_long() {
    let deployment = Deployment::start().await;
    let proxy = with_worker_manager(&deployment, NO, 2).await;
    let (mut worker, mut runner) = WorkerBuilder::new(&deployment)
        .with("rootURL", proxy.root_url.as_str())
        .with("idleTimeoutSecs", 1)
        .start_with_runner();
    runner.meet(&["log"]).await;
    logs(&worker, "Worker Manager says not to terminate. Resetting idle timer.").await;
    assert_eq!(proxy.outstanding(), 0, "asked once at start and once when idle");
    // From here on the deployment answers that it has no worker manager.
    let drain = tokio::spawn(async move { runner.rest().await });
    assert_eq!(worker.exit_code().await, 68);
    assert_eq!(worker.log().matches("whether this worker is still wanted").count(), 1, "{}", worker.log());
    drain.await.expect("no panic");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_may_go_over_a_pair_of_pipes() {
    let deployment = Deployment::start().await;
    let directory = tempfile::tempdir().expect("a directory");
    let pipe = directory.path().join("pipe");
    let name = pipe.to_str().expect("text");
    let builder = || {
        WorkerBuilder::new(&deployment)
            .with("numberOfTasksToRun", 1)
            .with_argument("--with-worker-runner")
            .with_argument("--worker-runner-protocol-pipe")
            .with_argument(name)
    };
    let mut worker = builder().start();
    assert_eq!(worker.exit_code().await, 78);
    assert!(worker.log().contains("to worker-runner: No such file"), "{}", worker.log());

    for end in ["input", "output"] {
        let made = std::process::Command::new("mkfifo").arg(format!("{name}-{end}")).status();
        assert!(made.expect("mkfifo runs").success());
    }
    let mut worker = builder().start();
    let input = tokio::net::unix::pipe::OpenOptions::new();
    let output = input.open_receiver(format!("{name}-output")).expect("opened");
    let input = eventually("the worker to open its input", || async {
        input.open_sender(format!("{name}-input")).ok()
    })
    .await;
    let mut runner = Runner::new(input, output);
    runner.meet(&["log"]).await;
    deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0);
    assert!(!runner.rest().await.is_empty());
}
