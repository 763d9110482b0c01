//! Networks and services at their worst.

use std::time::Duration;

use tests::{Deployment, Fault, FaultyProxy, Worker, WorkerBuilder, commands, eventually, sh};

async fn behind_faults() -> (Deployment, FaultyProxy, Worker) {
    let deployment = Deployment::start().await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    (deployment, proxy, worker)
}

/// Every kind of call that a task needs.
const CALLS: [&str; 3] = ["/claim-work/", "/artifacts/public%2Ffile", "/completed"];

/// A task gets through although `fault` meets `calls`, each of them `times` times.
async fn survives(fault: Fault, calls: &[&str], times: u32) {
    let (deployment, proxy, worker) = behind_faults().await;
    for call in calls {
        proxy.inject(call, fault, times);
    }
    let task = deployment.create(&commands(&[sh("echo > file")]).publishing("file")).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", worker.log());
    assert_eq!(deployment.artifact(&task, "public/file").await, b"\n");
    // The last report may still be on its way when the queue has taken it already.
    eventually("all faults to be met", || async { (proxy.outstanding() == 0).then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn services_that_are_unavailable() {
    survives(Fault::Status(503), &CALLS, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn services_that_fail() {
    survives(Fault::Status(500), &CALLS, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn services_that_want_to_be_left_alone() {
    let (deployment, proxy, _worker) = behind_faults().await;
    proxy.inject("/completed", Fault::Wait(429, 3), 1);
    let started = std::time::Instant::now();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    // The ordinary wait after a first failure is less than a second.
    assert!(started.elapsed() >= Duration::from_secs(3), "{:?}", started.elapsed());
}

/// Whatever the queue refuses, and with whatever status: the worker goes on, and the next task runs.
#[tokio::test(flavor = "multi_thread")]
async fn refusals_cost_no_more_than_the_task() {
    let deployment = Deployment::with_claims_of(2).await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    let calls =
        ["/claim-work/", "/artifacts/public%2Ffile", "/artifacts/public%2Flogs%2F", "/completed", "/reclaim"];
    for (status, call) in
        [400, 401, 403, 404, 409, 413].into_iter().flat_map(|status| calls.map(|call| (status, call)))
    {
        proxy.inject(call, Fault::Status(status), 1);
        let pause = if call == "/reclaim" { "while ! [ -e ../../go ]; do sleep 0.05; done" } else { "true" };
        let task = commands(&[sh(&format!("echo > file; {pause}"))]).publishing("file").retried(0);
        let task = deployment.create(&task).await;
        eventually(&format!("{call} to be refused with {status}"), || async {
            (proxy.outstanding() == 0).then_some(())
        })
        .await;
        std::fs::write(worker.directory().join("go"), "").expect("written");
        deployment.resolved(&task).await;
        std::fs::remove_file(worker.directory().join("go")).expect("removed");
    }
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_are_reset() {
    survives(Fault::Reset, &CALLS, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_break_off() {
    survives(Fault::Truncated, &CALLS[1..], 2).await;
}

/// The queue regards the task as claimed by a worker that never heard of it: that claim has to expire.
#[tokio::test(flavor = "multi_thread")]
async fn a_claim_whose_answer_is_lost() {
    let deployment = Deployment::with_claims_of(2).await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    proxy.inject("/claim-work/", Fault::Truncated, 1);
    let task = deployment.create(&commands(&[sh("true")]).retried(1)).await;
    let _worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.status(&task).await.runs.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_slow() {
    survives(Fault::Slow(Duration::from_millis(300)), &CALLS, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_reclaim_is_tried_again() {
    let deployment = Deployment::with_claims_of(10).await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let _worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    proxy.inject("/reclaim", Fault::Status(502), 2);
    proxy.inject("/reclaim", Fault::Reset, 1);
    let task = deployment.create(&commands(&[sh("sleep 16")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(proxy.outstanding(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_are_answered_with_patience() {
    let (deployment, proxy, _worker) = behind_faults().await;
    proxy.inject("/claim-work/", Fault::Status(429), 2);
    proxy.inject("/completed", Fault::Status(429), 2);
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_artifact_that_the_queue_refuses_does_not_stop_the_worker() {
    let (deployment, proxy, _worker) = behind_faults().await;
    proxy.inject("/artifacts/public%2Ffile", Fault::Status(403), 100);
    let task = deployment.create(&commands(&[sh("echo > file")]).publishing("file")).await;
    let resolved = deployment.resolved(&task).await;
    assert!(resolved != "completed", "{resolved}");
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_cannot_be_made_does_not_stop_the_worker() {
    let (deployment, proxy, worker) = behind_faults().await;
    proxy.inject("/completed", Fault::Status(400), 1);
    let lost = deployment.create(&commands(&[sh("true")])).await;
    let after = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&after).await, "completed");
    assert!(
        worker.log().contains(&format!("The queue did not take the report on task {lost}")),
        "{}",
        worker.log()
    );
}
