//! The file that says which task the worker started last.

use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};
use tests::{Deployment, WorkerBuilder, commands, sh};

const FILE: &str = "generic-worker-metadata.json";

#[tokio::test(flavor = "multi_thread")]
async fn names_the_task_while_it_runs_and_afterwards() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).start();
    // The commands run in a directory two levels below the worker's.
    let task = deployment.create(&commands(&[sh(&format!("cat ../../{FILE}"))])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let page = format!("{}/tasks/{task}/runs/0", deployment.root_url);
    let log = deployment.log(&task).await;
    assert!(log.contains(&page), "{log}");
    let file = worker.directory().join(FILE);
    let written: Value = serde_json::from_slice(&std::fs::read(&file).expect("there")).expect("JSON");
    assert_eq!(written, json!({ "lastTaskUrl": page }));
    assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o644);

    let next = deployment.create(&commands(&[sh("false")])).await;
    assert_eq!(deployment.resolved(&next).await, "failed");
    let written = std::fs::read_to_string(&file).expect("there");
    assert!(written.contains(&next), "{written}");
}

#[tokio::test(flavor = "multi_thread")]
async fn can_be_turned_off_and_costs_no_task() {
    let deployment = Deployment::start().await;
    let off = WorkerBuilder::new(&deployment).with("enableMetadata", false).start();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(!off.directory().join(FILE).exists());
    off.stop().await;

    let worker = WorkerBuilder::new(&deployment).start();
    std::fs::create_dir_all(worker.directory().join(FILE).join("in the way")).expect("made");
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(worker.log().contains(&format!("could not write {FILE}")), "{}", worker.log());
}
