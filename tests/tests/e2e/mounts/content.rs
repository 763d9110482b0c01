//! Files and directories with content from elsewhere.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Deployment, TaskBuilder, Worker, WorkerBuilder, commands, sh};

use super::{assert_says, run};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A task that has published `public/archive.tar.gz`, `public/hello.gz` and `private/secret`; its id.
async fn publisher(deployment: &Deployment) -> String {
    let script = "mkdir -p a/sub; echo hello > a/hello; echo run > a/sub/run; chmod 750 a/sub/run; ln -s hello a/link; \
                  tar czf archive.tar.gz -C a .; gzip -k a/hello; echo secret > secret";
    let artifact = |path: &str, name: &str| json!({ "type": "file", "path": path, "name": name, "contentEncoding": "identity" });
    let task = commands(&[sh(script)])
        .with_artifact(artifact("archive.tar.gz", "public/archive.tar.gz"))
        .with_artifact(artifact("a/hello.gz", "public/hello.gz"))
        .with_artifact(artifact("secret", "private/secret"));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    task
}

/// A task after `publisher` that succeeds if `script` does.
fn checking(publisher: &str, script: &str) -> TaskBuilder {
    commands(&[sh(&format!("set -e; {script}"))]).after(publisher)
}

fn artifact(publisher: &str, name: &str, sha256: Option<&str>) -> Value {
    match sha256 {
        Some(sha256) => json!({ "taskId": publisher, "artifact": name, "sha256": sha256 }),
        None => json!({ "taskId": publisher, "artifact": name }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_from_the_payload() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let task =
        commands(&[sh("set -e; test \"$(cat deep/er/raw)\" = 'über'; test \"$(cat b)\" = hello; echo > b")])
            .mounting(json!({ "file": "deep/er/raw", "content": { "raw": "über" } }))
            .mounting(json!({ "file": "b", "content": { "base64": "aGVsbG8=" } }));
    run(&deployment, &task, "completed").await;
    assert_eq!(std::fs::read_dir(worker.directory().join("downloads")).expect("listed").count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_from_artifacts_are_kept() {
    let deployment = Deployment::start().await;
    let mut worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let digest = sha256(&deployment.artifact(&publisher, "public/hello.gz").await);
    let check = "test \"$(cat f)\" = hello; echo changed > f";
    let task = |sha256: Option<&str>| {
        checking(&publisher, check).mounting(
            json!({ "file": "f", "content": artifact(&publisher, "public/hello.gz", sha256), "format": "gz" }),
        )
    };
    let log = run(&deployment, &task(Some(&digest)), "completed").await;
    assert_says(
        &log,
        &format!("[mounts] Downloading task {publisher} artifact public/hello.gz to downloads/"),
    );
    assert_says(
        &log,
        &format!("[mounts] Content from task {publisher} artifact public/hello.gz (downloads/"),
    );
    let log = run(&deployment, &task(Some(&digest)), "completed").await;
    assert_says(
        &log,
        &format!("[mounts] Found existing download for artifact:{publisher}:public/hello.gz (downloads/"),
    );
    assert!(!log.contains("Downloading"), "{log}");
    worker.signal("TERM");
    worker.exit_code().await;
    let _worker = WorkerBuilder::new(&deployment).in_directory_of(worker).start();
    let log = run(&deployment, &task(None), "completed").await;
    assert_says(&log, "[mounts] No SHA256 specified in task mounts for artifact:");
    assert!(!log.contains("Downloading"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_from_urls() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let url = format!("{}/api/queue/v1/task/{publisher}/artifacts/public%2Fhello.gz", deployment.root_url);
    let task = checking(&publisher, "gunzip f.gz; test \"$(cat f)\" = hello")
        .mounting(json!({ "file": "f.gz", "content": { "url": url } }));
    let log = run(&deployment, &task, "completed").await;
    assert_says(
        &log,
        "but task payload does not declare a required value, so content authenticity cannot be verified",
    );
    let missing = format!("{}/nothing/here", deployment.root_url);
    let task = checking(&publisher, "true").mounting(json!({ "file": "f", "content": { "url": missing } }));
    run(&deployment, &task, "failed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_checksums() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let wrong = "0".repeat(64);
    for (kind, name) in [("file", "public/hello.gz"), ("directory", "public/archive.tar.gz")] {
        let mut mount = json!({ kind: "f", "content": artifact(&publisher, name, Some(&wrong)) });
        if kind == "directory" {
            mount["format"] = json!("tar.gz");
        }
        let log = run(&deployment, &checking(&publisher, "true").mounting(mount), "failed").await;
        assert_says(&log, &format!("but task definition explicitly requires {wrong}; not retrying download"));
    }
    for directory in ["downloads", "caches"] {
        assert_eq!(std::fs::read_dir(worker.directory().join(directory)).expect("listed").count(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn read_only_directories_are_unpacked_once() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let check = "test \"$(cat d/link)\" = hello; test -x d/sub/run; test ! -e d/new; echo new > d/new; \
                 rm d/sub/run; rm d/hello; echo changed > d/hello";
    let task = || {
        checking(&publisher, check).mounting(json!({
            "directory": "d", "content": artifact(&publisher, "public/archive.tar.gz", None), "format": "tar.gz",
        }))
    };
    let log = run(&deployment, &task(), "completed").await;
    assert_says(&log, "[mounts] Extracting tar.gz file from task ");
    for _ in 0..2 {
        let log = run(&deployment, &task(), "completed").await;
        assert!(!log.contains("Downloading") && !log.contains("Extracting"), "{log}");
    }
    // One unpacked archive is kept, and not the archive itself.
    let kept: Vec<_> =
        std::fs::read_dir(worker.directory().join("caches")).expect("listed").flatten().collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read_dir(worker.directory().join("downloads")).expect("listed").count(), 0);
    // Somebody changes it all the same.
    let hello = kept[0].path().join("hello");
    std::fs::remove_file(&hello).expect("removed");
    std::fs::write(&hello, "tampered with").expect("written");
    let log = run(&deployment, &task(), "completed").await;
    assert_says(&log, "it has been changed; unpacking it anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn caches_are_filled_when_they_are_new() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let task = |script: &str, name: &str| {
        checking(&publisher, script).with_scope("generic-worker:cache:c").mounting(json!({
            "cacheName": "c", "directory": "d",
            "content": artifact(&publisher, name, None), "format": "tar.gz",
        }))
    };
    // A failed attempt leaves nothing that a later task stumbles over.
    run(&deployment, &task("true", "public/nothing.tar.gz"), "failed").await;
    run(&deployment, &task("true", "public/hello.gz"), "failed").await;
    assert_eq!(std::fs::read_dir(worker.directory().join("caches")).expect("listed").count(), 0);
    let archive = "public/archive.tar.gz";
    run(&deployment, &task("test \"$(cat d/hello)\" = hello; echo changed > d/hello", archive), "completed")
        .await;
    let log = run(&deployment, &task("test \"$(cat d/hello)\" = changed", archive), "completed").await;
    assert!(!log.contains("Downloading"), "{log}");
    assert_eq!(std::fs::read_dir(worker.directory().join("downloads")).expect("listed").count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_content_at_once_is_fetched_once() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("capacity", 2).start();
    let publisher = publisher(&deployment).await;
    let mut task = checking(&publisher, "cat f0 f1 f2 f3 f4 > all; ls d0 d1 d2");
    for number in 0..5 {
        task = task.mounting(json!({
            "file": format!("f{number}"), "content": artifact(&publisher, "public/hello.gz", None), "format": "gz",
        }));
    }
    for number in 0..3 {
        task = task.mounting(json!({
            "directory": format!("d{number}"),
            "content": artifact(&publisher, "public/archive.tar.gz", None), "format": "tar.gz",
        }));
    }
    let tasks = [deployment.create(&task).await, deployment.create(&task).await];
    let mut logs = String::new();
    for task in tasks {
        assert_eq!(deployment.resolved(&task).await, "completed", "{}", deployment.log(&task).await);
        logs.push_str(&deployment.log(&task).await);
    }
    assert_eq!(logs.matches("[mounts] Downloading ").count(), 2, "{logs}");
}

/// Links in what one mount brings lead another one nowhere.
#[tokio::test(flavor = "multi_thread")]
async fn mounts_do_not_follow_links_of_other_mounts() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let outside = worker.directory().join("outside");
    std::fs::create_dir(&outside).expect("made");
    let script = format!("ln -s {} c/link", outside.display());
    run(&deployment, &commands(&[sh(&script)]).with_cache("c", "c"), "completed").await;
    let task = commands(&[sh("true")])
        .with_cache("c", "c")
        .mounting(json!({ "file": "c/link/file", "content": { "raw": "x" } }));
    assert_says(&run(&deployment, &task, "failed").await, "is a symbolic link");
    assert_eq!(std::fs::read_dir(outside).expect("listed").count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_task_may_read_another_may_not() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let task = || {
        checking(&publisher, "test \"$(cat f)\" = secret")
            .mounting(json!({ "file": "f", "content": artifact(&publisher, "private/secret", None) }))
    };
    let scope = "queue:get-artifact:private/secret";
    run(&deployment, &task(), "failed").await;
    run(&deployment, &task().with_scope(scope), "completed").await;
    let log = run(&deployment, &task(), "failed").await;
    assert_says(&log, "this task may not read the artifact");
    let log = run(&deployment, &task().with_scope(scope), "completed").await;
    assert!(!log.contains("Downloading"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_is_kept_already_is_not_downloaded_again() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let content = artifact(&publisher, "public/archive.tar.gz", None);
    let task = checking(&publisher, "test -s f").mounting(json!({ "file": "f", "content": content }));
    run(&deployment, &task, "completed").await;
    let task = checking(&publisher, "test \"$(cat d/hello)\" = hello")
        .mounting(json!({ "directory": "d", "content": content, "format": "tar.gz" }));
    let log = run(&deployment, &task, "completed").await;
    assert!(!log.contains("Downloading"), "{log}");
}

/// What differs for a worker with a configuration of 2018.
#[tokio::test(flavor = "multi_thread")]
async fn habits_of_2018() {
    let deployment = Deployment::start().await;
    let base = &deployment.root_url;
    let _worker = WorkerBuilder::new(&deployment)
        .without("rootURL")
        .with("queueBaseURL", format!("{base}/api/queue/v1"))
        .with("authBaseURL", format!("{base}/api/auth/v1"))
        .with("purgeCacheBaseURL", format!("{base}/api/purge-cache/v1"))
        .start();
    let task = commands(&[sh("test \"$(cat etc/name)\" = x")])
        .mounting(json!({ "file": "/etc/name", "content": { "raw": "x" } }));
    run(&deployment, &task, "completed").await;
    let publisher = publisher(&deployment).await;
    let task = checking(&publisher, "test \"$(cat f)\" = secret")
        .mounting(json!({ "file": "f", "content": artifact(&publisher, "private/secret", None) }));
    let log = run(&deployment, &task, "exception/malformed-payload").await;
    assert_says(&log, "queue:get-artifact:private/secret");
    run(&deployment, &task.with_scope("queue:get-artifact:private/secret"), "completed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn absolute_paths_of_today() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let place = worker.directory().join("elsewhere/deep");
    let shown = place.display();
    let task = commands(&[sh(&format!("touch {shown}/c/x; test \"$(cat {shown}/f)\" = y"))])
        .with_cache("c", &format!("{shown}/c"))
        .mounting(json!({ "file": format!("{shown}/f"), "content": { "raw": "y" } }));
    for _ in 0..2 {
        run(&deployment, &task, "completed").await;
        assert!(!place.join("c").exists());
    }
}

/// As `tar` would unpack it there: files are replaced, links are not followed, everything else stays.
#[tokio::test(flavor = "multi_thread")]
async fn directories_are_merged_into_what_is_there() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let publisher = publisher(&deployment).await;
    let inside = |task: TaskBuilder| {
        task.with_cache("merged", "c").mounting(json!({
            "directory": "c/d", "format": "tar.gz", "content": artifact(&publisher, "public/archive.tar.gz", None),
        }))
    };
    let outside = worker.directory().join("outside");
    std::fs::create_dir(&outside).expect("made");
    let script = format!(
        "rm -rf c/d/sub; ln -s {} c/d/sub; rm c/d/hello; echo mine > c/d/hello; echo mine > c/d/more",
        outside.display()
    );
    run(&deployment, &inside(checking(&publisher, &script)), "completed").await;
    let script = "test $(cat c/d/hello) = hello; test $(cat c/d/more) = mine; test $(cat c/d/sub/run) = run; ! test -L c/d/sub";
    run(&deployment, &inside(checking(&publisher, script)), "completed").await;
    assert_eq!(std::fs::read_dir(&outside).expect("listed").count(), 0);
    // A directory does not give way to a file.
    let script = "rm -rf c/d/hello; mkdir c/d/hello";
    run(&deployment, &inside(checking(&publisher, script)), "completed").await;
    run(&deployment, &inside(checking(&publisher, "true")), "failed").await;
}
