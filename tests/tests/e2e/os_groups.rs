//! Groups that a task asks for.

use serde_json::json;
use tests::{Deployment, WorkerBuilder, commands, sh};

const SCOPE: &str = "generic-worker:os-group:test-provisioner/e2e/";

fn own_group() -> String {
    let output = std::process::Command::new("id").arg("-gn").output().expect("id runs");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_that_the_workers_user_is_in_are_fine() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).start();
    let group = own_group();
    let task = commands(&[sh("id -Gn")]).with("osGroups", json!([group]));
    let task = deployment.create(&task.with_scope(format!("{SCOPE}{group}"))).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(deployment.log(&task).await.contains(&group));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_groups_are_refused_and_the_allowed_ones_named() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).start();
    let group = own_group();
    let task = commands(&[sh("echo never")]).with("osGroups", json!(["no-such-group", group, "nor-this"]));
    let task = deployment.create(&task.with_scope(format!("{SCOPE}*"))).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    let first = "[taskcluster:error] task payload contains unsupported osGroups: [no-such-group nor-this]\n";
    assert!(log.contains(first), "{log}");
    let allowed = log.lines().find(|line| line.contains("allowed values (on this worker pool): ["));
    assert!(allowed.is_some_and(|line| line.contains(&group)), "{log}");
    assert!(!log.contains("Executing command"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_group_needs_its_scope() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).start();
    let group = own_group();
    let task = commands(&[sh("true")]).with("osGroups", json!([group, "other"]));
    let task = deployment.create(&task.with_scope(format!("{SCOPE}{group}"))).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    assert!(log.contains("Feature \"OS Groups\" requires scopes:"), "{log}");
    assert!(log.contains(&format!("{SCOPE}other")), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn can_be_turned_off() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("enableOSGroups", false).start();
    let task = commands(&[sh("true")]).with("osGroups", json!([own_group()]));
    let task = deployment.create(&task.with_scope(format!("{SCOPE}*"))).await;
    let without = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    assert!(deployment.log(&task).await.contains("enableOSGroups"));
    assert_eq!(deployment.resolved(&without).await, "completed");
}
