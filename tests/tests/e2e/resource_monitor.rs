//! Memory figures, and the end of tasks that use up nearly all of it.

use serde_json::{Value, json};
use tests::{Deployment, Worker, WorkerBuilder, commands, sh};

const FIGURES: [&str; 4] = [
    "Average Available System Memory: ",
    "     Average System Memory Used: ",
    "        Peak System Memory Used: ",
    "            Total System Memory: ",
];

/// A worker for which any use of memory is too much.
fn anxious(deployment: &Deployment) -> WorkerBuilder {
    WorkerBuilder::new(deployment)
        .with("maxMemoryUsagePercent", 0)
        .with("minAvailableMemoryBytes", 1_u64 << 60)
        .with("allowedHighMemoryDurationSecs", 0)
}

fn ones(value: Value) -> tests::TaskBuilder {
    commands(&[sh("sleep 600"), sh("echo never")]).with("maxRunTime", json!(700)).with("features", value)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_result_has_figures() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("true"), sh("exit 3")])).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    for figure in FIGURES {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(&format!("Z]  {figure}"))).collect();
        assert_eq!(lines.len(), 2, "{figure}\n{log}");
        assert!(lines.iter().all(|line| line.ends_with("iB")), "{log}");
    }
    // The colons stand below each other.
    for line in ["                       Exit Code: 3", "                          Result: FAILED"] {
        assert!(log.contains(&format!("Z] {line}\n")), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sustained_pressure_fails_the_task_and_spares_the_worker() {
    let deployment = Deployment::start().await;
    let _worker = anxious(&deployment).start();
    let task = deployment.create(&ones(json!({}))).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    assert!(log.contains("[taskcluster:error] Aborting task..."), "{log}");
    assert!(log.contains("Command ABORTED after"), "{log}");
    let expected = "[taskcluster:error] task aborted due to sustained memory usage above 0% and available memory less than \
                    1.00 EiB";
    assert!(log.contains(expected), "{log}");
    assert!(log.contains(FIGURES[2]) && !log.contains("Executing command 1"), "{log}");
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn protection_can_be_turned_into_a_warning() {
    let deployment = Deployment::start().await;
    let _worker = anxious(&deployment).with("disableOOMProtection", true).start();
    let task = deployment.create(&commands(&[sh("sleep 2")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = deployment.log(&task).await;
    let warnings = log.lines().filter(|line| line.starts_with("[taskcluster:warn")).collect::<Vec<_>>();
    assert_eq!(warnings.len(), 1, "{log}");
    assert!(warnings[0].contains("Sustained memory usage above 0%"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_limits_must_be_exceeded() {
    let deployment = Deployment::start().await;
    let _worker = anxious(&deployment).with("minAvailableMemoryBytes", 0).start();
    let task = deployment.create(&commands(&[sh("sleep 2")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_and_workers_can_do_without() {
    let deployment = Deployment::start().await;
    let worker = anxious(&deployment).start();
    let task = commands(&[sh("sleep 1")]).with("features", json!({ "resourceMonitor": false }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(!deployment.log(&task).await.contains("System Memory"));
    worker.stop().await;

    let _worker = anxious(&deployment).with("enableResourceMonitor", false).start();
    let task = deployment.create(&commands(&[sh("sleep 1")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(!deployment.log(&task).await.contains("System Memory"));
}
