//! Workers that are killed at any moment.

use std::time::{Duration, Instant};

use generic_worker::platform;
use tests::machine::Watch;
use tests::{Deployment, TaskBuilder, Worker, WorkerBuilder, commands, sh};

use crate::arena::{script, turn};

/// How many moments are tried, evenly spread over the life of a worker that runs one task. `ATTACK_MOMENTS` says otherwise.
const MOMENTS: u32 = 30;

/// How many signals that ask for an end are tried.
const REQUESTS: u32 = 10;

/// A task with something of everything.
fn task() -> TaskBuilder {
    script(
        "touch cache/x /tmp/x /dev/shm/x /var/tmp/x; mkfifo /tmp/fifo; ipcmk -M 10; echo made > file; mkdir -p a/b/c; chmod 0 a/b
         (setsid sh -c \"trap '' TERM HUP INT; while :; do sleep 5; done\" < /dev/null > /dev/null 2>&1 &)
         sleep 0.1",
    )
    .with_cache("cache", "cache")
    .publishing("file")
}

fn builder(deployment: &Deployment) -> WorkerBuilder {
    WorkerBuilder::new(deployment).with_task_users()
}

/// Runs one task and ends.
async fn ends_well(deployment: &Deployment, worker: &mut Worker, task: &TaskBuilder, what: &str) {
    let id = deployment.create(task).await;
    let resolving = tokio::time::timeout(Duration::from_secs(20), deployment.resolved(&id));
    let resolved = resolving.await.unwrap_or_else(|_| "unresolved".to_owned());
    assert_eq!(resolved, "completed", "{what}: {}", worker.log());
    worker.signal("TERM");
    worker.status().await;
}

fn next_task() -> TaskBuilder {
    commands(&[sh("touch cache/y")]).with_cache("cache", "cache")
}

#[track_caller]
fn assert_clean(left: &[String], what: &str, worker: &Worker) {
    assert!(left.is_empty(), "{what} has left:\n{}\nThe worker:\n{}", left.join("\n"), worker.log());
}

/// A deployment, a worker that has run a task and ended, how long that took, and the machine before.
async fn begin() -> (Deployment, Worker, Duration, Watch) {
    let deployment = Deployment::start().await;
    let started = Instant::now();
    let mut worker = builder(&deployment).start();
    // Before there is anything to see.
    let watch = Watch::start(worker.directory());
    ends_well(&deployment, &mut worker, &task(), "the first worker").await;
    let took = started.elapsed();
    assert_clean(&watch.leftovers().await, "the first worker", &worker);
    (deployment, worker, took, watch)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_at_any_moment_leaves_nothing_to_its_next_one() {
    let Some(_turn) = turn().await else { return };
    let moments = std::env::var("ATTACK_MOMENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(MOMENTS);
    let (deployment, mut worker, took, mut watch) = begin().await;
    let mut with_users = 0;
    for moment in 0..moments {
        let delay = took * moment / moments;
        let what = format!("a worker that was killed after {delay:.0?} of {took:.0?}");
        let id = deployment.create(&task()).await;
        let mut killed = builder(&deployment).in_directory_of(worker).start();
        watch.suspect(format!("generic-worker.{}.", killed.pid()));
        tokio::time::sleep(delay).await;
        if matches!(killed.try_signal("KILL"), Ok(())) {
            killed.status().await;
        }
        with_users += u32::from(
            platform::users().expect("readable").iter().any(|user| user.home.starts_with(killed.directory())),
        );
        // It may not have been claimed, and nobody shall claim it now.
        let _ = deployment.queue().cancel_task(&id).await;
        worker = builder(&deployment).in_directory_of(killed).start();
        ends_well(&deployment, &mut worker, &next_task(), &what).await;
        assert_clean(&watch.leftovers().await, &what, &worker);
    }
    println!("{with_users} of {moments} workers were killed while there was a task user");
    assert!(with_users > moments / 6, "too few");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_asked_to_end_leaves_nothing() {
    let Some(_turn) = turn().await else { return };
    let (deployment, mut worker, took, mut watch) = begin().await;
    for moment in 0..REQUESTS {
        let delay = took * moment / REQUESTS;
        let signal = if moment % 2 == 0 { "TERM" } else { "INT" };
        let what = format!("a worker that got SIG{signal} after {delay:.0?} of {took:.0?}");
        let id = deployment.create(&task()).await;
        let mut asked = builder(&deployment).in_directory_of(worker).start();
        watch.suspect(format!("generic-worker.{}.", asked.pid()));
        tokio::time::sleep(delay).await;
        if matches!(asked.try_signal(signal), Ok(())) {
            asked.status().await;
        }
        let _ = deployment.queue().cancel_task(&id).await;
        // One that has not yet got as far as to listen ends at once, and has made nothing by then.
        assert_clean(&watch.leftovers().await, &what, &asked);
        worker = builder(&deployment).in_directory_of(asked).start();
        ends_well(&deployment, &mut worker, &next_task(), &what).await;
        assert_clean(&watch.leftovers().await, &what, &worker);
    }
}
