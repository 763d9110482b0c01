//! What tasks publish.

use generated::config::settings;
use serde_json::json;
use tests::{Deployment, Fault, FaultyProxy, Worker, WorkerBuilder, commands, sh};

#[tokio::test(flavor = "multi_thread")]
async fn files_and_directories() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let script = "mkdir -p out/deep; echo text > out/a.txt; printf '\\1\\2' > out/deep/b.zip; echo c > 'c d'; : > out/empty";
    let task = commands(&[sh(script)])
        .with_artifact(json!({ "type": "directory", "path": "out", "name": "public/out" }))
        .with_artifact(
            json!({ "type": "file", "path": "c d", "name": "public/c d", "contentType": "text/x-c" }),
        );
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", deployment.log(&task).await);
    let artifacts =
        deployment.queue().list_latest_artifacts(&task, None, None).await.expect("a list").artifacts;
    let mut found: Vec<_> =
        artifacts.iter().map(|artifact| (artifact.name.as_str(), artifact.content_type.as_str())).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("public/c d", "text/x-c"),
            ("public/logs/live.log", "text/plain; charset=utf-8"),
            ("public/logs/live_backing.log", "text/plain; charset=utf-8"),
            ("public/out/a.txt", "text/plain; charset=utf-8"),
            ("public/out/deep/b.zip", "application/zip"),
            ("public/out/empty", "application/octet-stream"),
        ]
    );
    assert_eq!(deployment.artifact(&task, "public/out/a.txt").await, b"text\n");
    assert_eq!(deployment.raw_artifact(&task, "public/out/a.txt").await.0, "gzip");
    assert_eq!(
        deployment.raw_artifact(&task, "public/out/deep/b.zip").await,
        ("identity".to_owned(), vec![1, 2])
    );
    assert_eq!(deployment.artifact(&task, "public/out/empty").await, b"");
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_ones_fail_the_task_unless_they_are_optional() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let optional = json!({ "type": "file", "path": "nowhere", "name": "public/maybe", "optional": true });
    let task = deployment.create(&commands(&[sh("true")]).with_artifact(optional)).await;
    assert_eq!(deployment.resolved(&task).await, "completed");

    let task = deployment.create(&commands(&[sh("true")]).publishing("nowhere")).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    assert!(
        log.contains("TASK FAILURE during artifact upload: file-missing-on-worker: Could not read file '"),
        "{log}"
    );
    let info = deployment.queue().latest_artifact_info(&task, "public/nowhere").await.expect("an artifact");
    assert_eq!(info.storage_type.to_string(), "error");
}

/// Paths by which a task tries to publish what is not its own, or to hang the worker.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_paths_become_error_artifacts() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let secret = worker.directory().join("secret");
    std::fs::write(&secret, "tell nobody").expect("written");
    let script = format!(
        "ln -s {0} outside; ln -s ../../secret relative; mkfifo fifo; ln -s /dev/zero device; ln -s loop loop; mkdir d; \
         ln -s {1} d/up; ln -s / d/root",
        secret.display(),
        worker.directory().display(),
    );
    let paths = [
        "../../secret",
        "outside",
        "relative",
        "fifo",
        "device",
        "loop",
        "d/up/secret",
        "generic-worker/../../../secret",
    ];
    let mut task = commands(&[sh(&script)]);
    for (index, path) in paths.iter().enumerate() {
        task = task.with_artifact(json!({ "type": "file", "path": path, "name": format!("public/{index}") }));
    }
    task = task.with_artifact(json!({ "type": "directory", "path": "d", "name": "public/d" }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    for artifact in
        deployment.queue().list_latest_artifacts(&task, None, None).await.expect("a list").artifacts
    {
        if !artifact.name.starts_with("public/logs/") {
            assert_eq!(artifact.storage_type.to_string(), "error", "{}", artifact.name);
        }
    }
    let log = deployment.log(&task).await;
    assert!(!log.contains("tell nobody"), "{log}");
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workers_own_files_are_not_published() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let config = worker.directory().join("generic-worker.config");
    let task = commands(&[sh("true")])
        .with_artifact(json!({ "type": "file", "path": config.to_str(), "name": "public/config" }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let info = deployment.queue().latest_artifact_info(&task, "public/config").await.expect("an artifact");
    assert_eq!(info.storage_type.to_string(), "error");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_the_worker_needs_are_left_to_it() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = commands(&[sh("echo forged > forged")])
        .with_artifact(json!({ "type": "file", "path": "forged", "name": "public/logs/live_backing.log" }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = deployment.log(&task).await;
    assert!(
        log.contains(
            "Not uploading artifact public/logs/live_backing.log found in task.payload.artifacts section"
        ),
        "{log}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn expiry_must_lie_between_deadline_and_the_end_of_the_task() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    for (expires, words) in [
        ("2018-01-01T00:00:00.000Z", "expires before task deadline"),
        ("2099-01-01T00:00:00.000Z", "expires after task expiry"),
    ] {
        let artifact = json!({ "type": "file", "path": "x", "name": "public/x", "expires": expires });
        let task = deployment.create(&commands(&[sh("echo > x")]).with_artifact(artifact)).await;
        assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
        let log = deployment.log(&task).await;
        assert!(log.contains(words), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_files_and_a_large_one() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("uploadConcurrency", 4).start();
    let script = "mkdir many; i=0; while [ $i -lt 100 ]; do echo $i > many/$i; i=$((i+1)); done; seq 1 2000000 > large.txt";
    let task = commands(&[sh(script)])
        .with_artifact(json!({ "type": "directory", "path": "many", "name": "public/many" }))
        .publishing("large.txt");
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.artifacts(&task).await.len(), 103);
    let expected: String = (1..=2_000_000).map(|number| format!("{number}\n")).collect();
    assert!(deployment.artifact(&task, "public/large.txt").await == expected.as_bytes(), "large.txt differs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_removes_its_directory_is_not_taken_for_a_success() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("rm -rf \"$TASK_WORKDIR\"; true")]).publishing("file")).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
}

/// With `createObjectArtifacts`, content goes to the object service as it is: short content with the request itself, other
/// content by a PUT, which is repeated with a fresh URL. The service is told the checksums.
#[tokio::test(flavor = "multi_thread")]
async fn artifacts_become_objects_where_the_pool_wants_it() {
    let deployment = Deployment::start().await;
    let faults = FaultyProxy::start(&deployment.root_url).await;
    faults.inject("/api/object/v1/upload/", Fault::Status(503), 1);
    let _worker = WorkerBuilder::new(&deployment)
        .with(settings::ROOT_URL.name, faults.root_url.as_str())
        .with(settings::CREATE_OBJECT_ARTIFACTS.name, true)
        .start();
    let script = "echo short > short.txt; head -c 300000 /dev/zero | tr '\\0' x > long.txt";
    let task = commands(&[sh(script)]).publishing("short.txt").publishing("long.txt");
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.raw_artifact(&task, "public/short.txt").await.1, b"short\n");
    assert_eq!(deployment.raw_artifact(&task, "public/long.txt").await.1, b"x".repeat(300_000));
    assert!(deployment.log(&task).await.contains("=== Task Finished ==="));
    for artifact in
        deployment.queue().list_latest_artifacts(&task, None, None).await.expect("a list").artifacts
    {
        let expected = if artifact.name == "public/logs/live.log" { "link" } else { "object" };
        assert_eq!(artifact.storage_type.to_string(), expected, "{}", artifact.name);
    }
    assert_eq!(faults.outstanding(), 0);
}

/// Compressing many large files at once takes little memory, and gives it back.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn large_files_leave_no_memory_behind() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let script = "mkdir d; seq 1 100000000 | head -c 20000000 > d/1.txt; for i in 2 3 4 5 6 7 8 9 10 11 12; do cp d/1.txt d/$i.txt; done";
    let artifact = json!({ "type": "directory", "path": "d", "name": "public/d" });
    let task = deployment.create(&commands(&[sh(script)]).with_artifact(artifact)).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let status = std::fs::read_to_string(format!("/proc/{}/status", worker.pid())).expect("it runs");
    let line = status.lines().find(|line| line.starts_with("RssAnon")).expect("a figure");
    let kibibytes: u64 = line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).expect("a number");
    assert!(kibibytes < 24 << 10, "{line}");
}
