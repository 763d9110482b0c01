//! Writable directories that outlive tasks.

use std::time::Duration;

use generated::api::purge_cache::PurgeCacheRequest;
use serde_json::json;
use tests::{
    Deployment, Fault, FaultyProxy, PROVISIONER, TaskBuilder, WORKER_TYPE, Worker, WorkerBuilder, commands,
    eventually, sh,
};

use super::{assert_says, run};

/// A task that says how many came before it in the cache `c`.
fn counting() -> TaskBuilder {
    commands(&[sh("echo before: $(ls c | wc -l); touch c/$TASK_ID")]).with_cache("counter", "c")
}

#[tokio::test(flavor = "multi_thread")]
async fn caches_are_kept_over_tasks_and_restarts() {
    let deployment = Deployment::start().await;
    let mut worker = Worker::start(&deployment);
    let log = run(&deployment, &counting(), "completed").await;
    assert_says(&log, "[mounts] No existing writable directory cache 'counter' - creating caches/");
    assert_says(&log, "before: 0\n");
    assert_says(&log, "[mounts] Preserving cache: Moving \"");
    let log = run(&deployment, &counting(), "completed").await;
    assert_says(&log, "[mounts] Moving existing writable directory cache counter from caches/");
    assert_says(&log, "[mounts] Successfully mounted writable directory cache '");
    assert_says(&log, "before: 1\n");
    worker.signal("TERM");
    worker.exit_code().await;
    let _worker = WorkerBuilder::new(&deployment).in_directory_of(worker).start();
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 2\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_task_leaves_its_cache_to_the_next() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let failing = commands(&[sh("touch c/x; exit 3")]).with_cache("counter", "c");
    run(&deployment, &failing, "failed").await;
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 1\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_codes_that_spoil_caches() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    run(&deployment, &counting(), "completed").await;
    let spoiling = commands(&[sh("touch other/x; exit 7")])
        .with_cache("counter", "c")
        .with("onExitStatus", json!({ "purgeCaches": [7] }));
    let log = run(&deployment, &spoiling, "failed").await;
    assert_says(
        &log,
        "[mounts] Purging caches since last command had exit code 7 which is listed in task.Payload.OnExitStatus.PurgeCaches array",
    );
    assert_says(&log, "[mounts] Removing cache counter from cache table");
    assert_says(&log, "[mounts] Deleting cache counter file(s) at ");
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 0\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_killed_spoils_its_caches() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    run(&deployment, &counting(), "completed").await;
    let slow = commands(&[sh("sleep 60")]).with("maxRunTime", json!(1)).with_cache("counter", "c");
    let log = run(&deployment, &slow, "failed").await;
    assert_says(
        &log,
        "[mounts] Purging caches since the task was aborted and may have left them in an inconsistent state",
    );
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 0\n");
    has_caches(&worker, 1).await;
}

/// Waits until this many caches are there: what is deleted is deleted in the background.
async fn has_caches(worker: &Worker, count: usize) {
    let directory = worker.directory().join("caches");
    eventually(&format!("{count} caches to be there"), || async {
        (std::fs::read_dir(&directory).map_or(0, Iterator::count) == count).then_some(())
    })
    .await;
}

async fn ask_to_purge(deployment: &Deployment, cache_name: &str) {
    let request = PurgeCacheRequest { cache_name: cache_name.to_owned() };
    let pool = format!("{PROVISIONER}/{WORKER_TYPE}");
    deployment.clients().purge_cache().purge_cache(&pool, &request).await.expect("taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_purge_cache_service_is_heard() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let other = commands(&[sh("ls d | wc -l; touch d/x")]).with_cache("other", "d");
    run(&deployment, &counting(), "completed").await;
    run(&deployment, &other, "completed").await;
    ask_to_purge(&deployment, "counter").await;
    ask_to_purge(&deployment, "unheard of").await;
    let log = run(&deployment, &counting(), "completed").await;
    assert_says(&log, "[mounts] Removing cache counter from cache table");
    assert_says(&log, "before: 0\n");
    assert_says(
        &run(&deployment, &other, "completed").await,
        "[mounts] Moving existing writable directory cache other",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purge_of_a_cache_in_use_comes_later() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with("capacity", 2).start();
    let go_on = worker.directory().join("go-on");
    let script = format!("touch c/x; while ! test -e {}; do sleep 0.05; done", go_on.display());
    let first = deployment.create(&commands(&[sh(&script)]).with_cache("counter", "c")).await;
    deployment.in_state(&first, "running").await;
    eventually("the cache to be mounted", || async {
        worker.task_directories().iter().any(|directory| directory.join("c/x").exists()).then_some(())
    })
    .await;
    ask_to_purge(&deployment, "counter").await;
    let log = run(&deployment, &counting(), "completed").await;
    assert_says(&log, "[mounts] Marking in-use cache counter for deferred purge");
    std::fs::write(&go_on, "").expect("written");
    assert_eq!(deployment.resolved(&first).await, "completed");
    assert_says(&deployment.log(&first).await, "[mounts] Removing cache counter from cache table");
    has_caches(&worker, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_cannot_be_asked_costs_little() {
    let deployment = Deployment::start().await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let _worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    for fault in [Fault::Status(503), Fault::Slow(Duration::from_secs(600))] {
        proxy.inject("/purge-cache/", fault, 100);
        let begun = std::time::Instant::now();
        let log = run(&deployment, &counting(), "completed").await;
        assert!(begun.elapsed() < Duration::from_secs(20));
        let warnings =
            log.lines().filter(|line| line.starts_with("[taskcluster:warn") && line.contains("[mounts]"));
        assert_eq!(warnings.count(), 2, "{log}");
        assert_says(&log, "[mounts] Could not reach purgecache service to see if caches need purging:");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_at_the_same_time_have_a_directory_each() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with("capacity", 2).start();
    // Each waits for the other: they do run at the same time.
    let meet = worker.directory().display().to_string();
    let task = |me: &str, other: &str| {
        let script = format!(
            "ls c | wc -l; touch c/{me} {meet}/{me}; while ! test -e {meet}/{other}; do sleep 0.05; done; test ! -e c/{other}"
        );
        commands(&[sh(&script)]).with_cache("shared", "c")
    };
    let first = deployment.create(&task("one", "two")).await;
    let second = deployment.create(&task("two", "one")).await;
    for task in [first, second] {
        assert_eq!(deployment.resolved(&task).await, "completed", "{}", deployment.log(&task).await);
    }
    assert_eq!(std::fs::read_dir(worker.directory().join("caches")).expect("listed").count(), 2);
    let state = std::fs::read_to_string(worker.directory().join("directory-caches.json")).expect("saved");
    let state: serde_json::Value = serde_json::from_str(&state).expect("JSON");
    assert_eq!(state["shared"].as_array().map(Vec::len), Some(2));
}

/// The worker is killed in the middle of a task, and its state is from before.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_worker_leaves_nothing_that_stops_the_next() {
    let deployment = Deployment::with_claims_of(2).await;
    let mut worker = Worker::start(&deployment);
    run(&deployment, &counting(), "completed").await;
    let slow = deployment.create(&commands(&[sh("sleep 60")]).with_cache("counter", "c")).await;
    eventually("the cache to be mounted", || async {
        worker.task_directories().iter().any(|directory| directory.join("c").exists()).then_some(())
    })
    .await;
    worker.signal("KILL");
    worker.status().await;
    std::fs::create_dir(worker.directory().join("caches/of somebody else")).expect("made");
    std::fs::create_dir(worker.directory().join("caches/KIwv9QYsTLqcvAVCMm4m4Q")).expect("made");
    std::fs::write(worker.directory().join("file-caches.json"), "{ broken").expect("written");
    let worker = WorkerBuilder::new(&deployment).in_directory_of(worker).start();
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 0\n");
    has_caches(&worker, 2).await;
    let left: Vec<_> = std::fs::read_dir(worker.directory().join("caches"))
        .expect("listed")
        .map(|entry| entry.expect("read").file_name().into_string().expect("text"))
        .collect();
    assert!(left.contains(&"of somebody else".to_owned()));
    assert_says(&worker.log(), "KIwv9QYsTLqcvAVCMm4m4Q, which an earlier worker has left behind");
    deployment.queue().cancel_task(&slow).await.expect("cancelled");
}

/// A state file of 2018 or of today names a cache: its content is used.
#[tokio::test(flavor = "multi_thread")]
async fn caches_of_other_workers_are_taken_over() {
    let deployment = Deployment::start().await;
    let mut worker = Worker::start(&deployment);
    run(&deployment, &counting(), "completed").await;
    worker.signal("TERM");
    worker.exit_code().await;
    let directory = worker.directory().join("caches/KIwv9QYsTLqcvAVCMm4m4Q");
    std::fs::create_dir(&directory).expect("made");
    for name in ["a", "b", "c"] {
        std::fs::write(directory.join(name), "").expect("written");
    }
    let state = json!({ "counter": {
        "created": "2018-10-25T14:00:00.123456789+02:00", "location": "caches/KIwv9QYsTLqcvAVCMm4m4Q", "hits": 3,
        "key": "counter", "sha256": "",
    } });
    std::fs::write(worker.directory().join("directory-caches.json"), state.to_string()).expect("written");
    let _worker = WorkerBuilder::new(&deployment).in_directory_of(worker).start();
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 3\n");
}

/// A task replaces its cache, or what is around it, by links to elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn tasks_that_tamper_with_their_caches_harm_nobody() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let precious = worker.directory().join("precious");
    std::fs::create_dir(&precious).expect("made");
    std::fs::write(precious.join("file"), "precious").expect("written");
    let precious = precious.display();
    for script in [
        format!("rmdir d/c; ln -s {precious} d/c"),
        "rmdir d/c".to_owned(),
        "rmdir d/c; echo > d/c".to_owned(),
    ] {
        let task = commands(&[sh(&script)]).with_cache("tampered", "d/c");
        let log = run(&deployment, &task, "failed").await;
        assert_says(&log, "[mounts] Could not unmount due to: 'Could not persist cache \"tampered\" due to ");
        assert_says(&log, "[mounts] Removing cache tampered from cache table");
    }
    // The cache itself is where it was, whatever leads there now.
    let task = commands(&[sh(&format!("mv d e; ln -s {precious} d"))]).with_cache("tampered", "d/c");
    run(&deployment, &task, "completed").await;
    let precious = worker.directory().join("precious/file");
    assert_eq!(std::fs::read_to_string(precious).expect("there"), "precious");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cache_that_somebody_removed_is_made_anew() {
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    run(&deployment, &counting(), "completed").await;
    let cache = std::fs::read_dir(worker.directory().join("caches")).expect("listed").flatten().next();
    std::fs::remove_dir_all(cache.expect("a cache").path()).expect("removed");
    let log = run(&deployment, &counting(), "completed").await;
    assert_says(&log, "before: 0\n");
    assert_says(&log, "somebody has removed it");
}

/// A cache mounted inside of another one does not end up in it.
#[tokio::test(flavor = "multi_thread")]
async fn caches_in_caches() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = commands(&[sh("ls outer/inner; touch outer/inner/x")])
        .with_cache("outer", "outer")
        .with_cache("inner", "outer/inner");
    for _ in 0..2 {
        run(&deployment, &task, "completed").await;
    }
    let check =
        commands(&[sh("test -e i/x; test ! -e o/inner")]).with_cache("outer", "o").with_cache("inner", "i");
    run(&deployment, &check, "completed").await;
}

/// A task that is cancelled while it waits for a download ends at once, and gives its caches back.
#[tokio::test(flavor = "multi_thread")]
async fn cancelling_a_task_that_is_mounting() {
    let deployment = Deployment::start().await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/never", silent.local_addr().expect("bound"));
    let worker = WorkerBuilder::new(&deployment).with("taskStatusPollSecs", 1).start();
    run(&deployment, &counting(), "completed").await;
    let task = counting().mounting(json!({ "file": "f", "content": { "url": url } }));
    let task = deployment.create(&task).await;
    let (_connection, _) = silent.accept().await.expect("a download");
    deployment.queue().cancel_task(&task).await.expect("cancelled");
    assert_says(&run(&deployment, &counting(), "completed").await, "before: 1\n");
    assert_eq!(std::fs::read_dir(worker.directory().join("downloads")).expect("listed").count(), 0);
}
