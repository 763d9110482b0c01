//! Tasks that run as the worker's own user.

use serde_json::json;
use tests::{Deployment, Worker, WorkerBuilder, commands, sh};

const SCOPE: &str = "generic-worker:run-task-as-current-user:test-provisioner/e2e";

#[tokio::test(flavor = "multi_thread")]
async fn takes_a_scope() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = commands(&[sh("true")]).with("features", json!({ "runTaskAsCurrentUser": true }));
    let without = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&without).await, "exception/malformed-payload");
    let log = deployment.log(&without).await;
    assert!(log.contains("Feature \"Run Task As Current User\" requires scopes:"), "{log}");
    assert!(log.contains(SCOPE) && log.contains("<no scopes>"), "{log}");
    let with = deployment.create(&task.with_scope(SCOPE)).await;
    assert_eq!(deployment.resolved(&with).await, "completed", "{}", deployment.log(&with).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn is_refused_beside_other_tasks() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("capacity", 2).start();
    let task = commands(&[sh("true")]).with("features", json!({ "runTaskAsCurrentUser": true }));
    let task = deployment.create(&task.with_scope(SCOPE)).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    assert!(deployment.log(&task).await.contains("(capacity 2)"));
}

/// Everything that keeps a task from running is said at once.
#[tokio::test(flavor = "multi_thread")]
async fn all_refusals_are_told_at_once() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("enableTaskclusterProxy", false).start();
    let features = json!({ "runTaskAsCurrentUser": true, "taskclusterProxy": true });
    let task = commands(&[sh("true")]).with("features", features).with("osGroups", json!(["nogroup"]));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    for words in [
        "feature \"Taskcluster Proxy\", but it's not enabled on this worker pool (test-provisioner/e2e)",
        "ask for enableTaskclusterProxy to be set",
        "Feature \"OS Groups\" requires scopes:",
        "Feature \"Run Task As Current User\" requires scopes:",
    ] {
        assert!(log.contains(words), "{words:?} is not in:\n{log}");
    }
}
