//! How a worker ends.

use serde_json::json;
use tests::{Deployment, Worker, WorkerBuilder, commands, eventually, sh};

#[tokio::test(flavor = "multi_thread")]
async fn after_the_number_of_tasks_that_it_was_to_run() {
    let deployment = Deployment::start().await;
    let mut tasks = Vec::new();
    for _ in 0..3 {
        tasks.push(deployment.create(&commands(&[sh("true")])).await);
    }
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 2).start();
    assert_eq!(worker.exit_code().await, 0);
    let mut states = Vec::new();
    for task in &tasks {
        states.push(deployment.status(task).await.state.to_string());
    }
    assert_eq!(states, ["completed", "completed", "pending"]);
    assert!(worker.log().contains("Completed all task(s) (number of tasks to run = 2)"), "{}", worker.log());

    // The count starts anew once it has been reached.
    let mut again =
        WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).in_directory_of(worker).start();
    assert_eq!(again.exit_code().await, 0);
    assert_eq!(deployment.resolved(&tasks[2]).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_idle_for_too_long() {
    let deployment = Deployment::start().await;
    let mut worker = WorkerBuilder::new(&deployment).with("idleTimeoutSecs", 1).start();
    assert_eq!(worker.exit_code().await, 68);
}

#[tokio::test(flavor = "multi_thread")]
async fn sigint_lets_running_tasks_finish() {
    let deployment = Deployment::start().await;
    let mut worker = Worker::start(&deployment);
    let started = worker.directory().join("started");
    let go_on = worker.directory().join("go-on");
    let script =
        format!("touch {}; while ! test -e {}; do sleep 0.05; done", started.display(), go_on.display());
    let task = deployment.create(&commands(&[sh(&script)])).await;
    let waiting = deployment.create(&commands(&[sh("true")])).await;
    eventually("the command to start", || async { started.exists().then_some(()) }).await;
    worker.signal("INT");
    eventually("the signal to be noticed", || async {
        worker.log().contains("Interrupt received").then_some(())
    })
    .await;
    std::fs::write(&go_on, "").expect("written");
    assert_eq!(worker.exit_code().await, 71);
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.status(&waiting).await.state.to_string(), "pending");
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_aborts_running_tasks_as_worker_shutdown() {
    let deployment = Deployment::start().await;
    let mut worker = Worker::start(&deployment);
    let started = worker.directory().join("started");
    let task =
        commands(&[sh(&format!("touch {}; sleep 600", started.display()))]).with("maxRunTime", json!(700));
    let task = deployment.create(&task).await;
    eventually("the command to start", || async { started.exists().then_some(()) }).await;
    worker.signal("TERM");
    assert_eq!(worker.exit_code().await, 72);
    assert_eq!(deployment.resolved(&task).await, "exception/worker-shutdown");
    assert_eq!(worker.task_directories(), Vec::<std::path::PathBuf>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_signals_are_noticed_while_idle() {
    let deployment = Deployment::start().await;
    for (signal, exit_code) in [("INT", 71), ("TERM", 72)] {
        let mut worker = Worker::start(&deployment);
        eventually("the worker to be ready", || async { worker.log().contains("workerReady").then_some(()) })
            .await;
        worker.signal(signal);
        assert_eq!(worker.exit_code().await, exit_code, "SIG{signal}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_signals_are_noticed_while_the_queue_cannot_be_reached() {
    let deployment = Deployment::start().await;
    for (signal, exit_code) in [("INT", 71), ("TERM", 72)] {
        // Nothing listens on the discard port of this machine.
        let mut worker = WorkerBuilder::new(&deployment).with("rootURL", "http://127.0.0.1:9").start();
        eventually("a claim to be retried", || async { worker.log().contains("claimWork").then_some(()) })
            .await;
        worker.signal(signal);
        assert_eq!(worker.exit_code().await, exit_code, "SIG{signal}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_behind_by_a_worker_that_was_killed() {
    let deployment = Deployment::with_claims_of(3).await;
    let mut worker = Worker::start(&deployment);
    let pid_file = worker.directory().join("pid");
    let script = format!("setsid sh -c 'echo $$ > {}; exec sleep 600' & sleep 600", pid_file.display());
    let task = deployment.create(&commands(&[sh(&script)]).with("maxRunTime", json!(700))).await;
    let pid = eventually("the child to start", || async {
        std::fs::read_to_string(&pid_file).ok().filter(|text| text.ends_with('\n'))
    })
    .await;
    worker.signal("KILL");
    worker.status().await;
    assert_eq!(worker.task_directories().len(), 1);

    let next = WorkerBuilder::new(&deployment).in_directory_of(worker).start();
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
    let child = std::path::PathBuf::from(format!("/proc/{}", pid.trim()));
    eventually("the child to be killed", || async { (!child.exists()).then_some(()) }).await;
    eventually("the directories to be removed", || async {
        next.task_directories().is_empty().then_some(())
    })
    .await;
    assert_eq!(deployment.resolved(&task).await, "exception/claim-expired");
}
