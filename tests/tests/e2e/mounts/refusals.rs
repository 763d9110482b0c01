//! What tasks may not mount. The worker survives all of it.

use serde_json::json;
use tests::{Deployment, TaskBuilder, Worker, WorkerBuilder, commands, sh};

use super::{assert_says, run};

const MALFORMED: &str = "exception/malformed-payload";

fn idle() -> TaskBuilder {
    commands(&[sh("echo running")])
}

#[tokio::test(flavor = "multi_thread")]
async fn places_that_are_not_the_tasks() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let tasks = worker.directory().join("tasks").display().to_string();
    for directory in [".", "a/..", "..", "../x", "generic-worker", "generic-worker/x", "/", &tasks] {
        let log = run(&deployment, &idle().with_cache("cache", directory), "failed").await;
        assert_says(
            &log,
            "[taskcluster:error] [mounts] Not able to mount writable directory cache cache at path ",
        );
        assert!(!log.contains("running"), "{log}");
        let file = json!({ "file": directory, "content": { "raw": "x" } });
        run(&deployment, &idle().mounting(file), "failed").await;
    }
    run(&deployment, &idle().with_cache("cache", "fine"), "completed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn directories_that_are_taken() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    run(&deployment, &idle().with_cache("cache", "there"), "completed").await;
    let file = json!({ "file": "there/file", "content": { "raw": "x" } });
    let task = idle().mounting(file.clone()).with_cache("cache", "there");
    assert_says(&run(&deployment, &task, "failed").await, "is a directory that is not empty");
    // The other way round the file lands in the cache, and the cache was not lost by the failure.
    let task = idle().with_cache("cache", "there").mounting(file);
    assert_says(
        &run(&deployment, &task, "completed").await,
        "[mounts] Moving existing writable directory cache cache",
    );
    let task = commands(&[sh("test \"$(cat c/file)\" = x")]).with_cache("cache", "c");
    run(&deployment, &task, "completed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_cache_twice() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let log = run(&deployment, &idle().with_cache("cache", "a").with_cache("cache", "b"), MALFORMED).await;
    assert_says(&log, "the writable directory cache \"cache\" is mounted twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn caches_without_the_scope() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let mount = json!({ "cacheName": "other", "directory": "b" });
    let log = run(&deployment, &idle().with_cache("cache", "a").mounting(mount), MALFORMED).await;
    assert_says(&log, "Feature \"Mounts/Caches\" requires scopes:");
    assert_says(&log, "generic-worker:cache:other");
}

#[tokio::test(flavor = "multi_thread")]
async fn artifacts_of_tasks_that_are_no_dependencies() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let other = slugid::v4();
    let mount = json!({ "file": "f", "content": { "taskId": other, "artifact": "public/x" } });
    let log = run(&deployment, &idle().mounting(mount), MALFORMED).await;
    assert_says(
        &log,
        &format!(
            "[mounts] task.dependencies needs to include {other} since one or more of its artifacts are mounted"
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pools_without_mounts() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("enableMounts", false).start();
    let log = run(&deployment, &idle().with_cache("cache", "a"), MALFORMED).await;
    assert_says(&log, "this task is attempting to use feature \"Mounts/Caches\"");
    run(&deployment, &idle(), "completed").await;
}
