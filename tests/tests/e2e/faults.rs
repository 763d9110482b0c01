//! Networks and services at their worst.

use std::time::Duration;

use tests::{Deployment, Fault, FaultyProxy, Worker, WorkerBuilder, commands, sh};

async fn behind_faults() -> (Deployment, FaultyProxy, Worker) {
    let deployment = Deployment::start().await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    (deployment, proxy, worker)
}

/// Every kind of fault, on every kind of call that a task needs.
#[tokio::test(flavor = "multi_thread")]
async fn a_task_gets_through_whatever_the_network_does() {
    let calls = ["/claim-work/", "/artifacts/public%2Ffile", "/completed"];
    let faults = [
        Fault::Status(503),
        Fault::Status(500),
        Fault::Reset,
        Fault::Truncated,
        Fault::Slow(Duration::from_millis(300)),
    ];
    for fault in faults {
        let (deployment, proxy, worker) = behind_faults().await;
        for call in calls {
            proxy.inject(call, fault, 2);
        }
        let task = deployment.create(&commands(&[sh("echo > file")]).publishing("file")).await;
        assert_eq!(deployment.resolved(&task).await, "completed", "{fault:?}\n{}", worker.log());
        assert_eq!(deployment.artifact(&task, "public/file").await, b"\n");
        assert_eq!(proxy.outstanding(), 0, "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_reclaim_is_tried_again() {
    let deployment = Deployment::with_claims_of(6).await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let _worker = WorkerBuilder::new(&deployment).with("rootURL", proxy.root_url.clone()).start();
    proxy.inject("/reclaim", Fault::Status(502), 2);
    proxy.inject("/reclaim", Fault::Reset, 1);
    let task = deployment.create(&commands(&[sh("sleep 12")])).await;
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
