//! The whole deployment, called over HTTP with the generated clients.

mod artifacts;
mod calls;
mod overview;
mod rules;

use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{ClaimWorkRequest, TaskClaim, TaskDefinitionRequest};
use serde_json::json;

use super::{LocalDeployment, LocalOptions};
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::error::{CallError, CallErrorKind};
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};
use crate::taskcluster::root_url::Deployment;

const QUEUE: &str = "proj/type";

async fn start() -> LocalDeployment {
    let poll_duration = Duration::from_millis(20);
    let options = LocalOptions { poll_duration, ..LocalOptions::default() };
    LocalDeployment::start(options).await.expect("a free port")
}

fn http() -> reqwest::Client {
    let stack = HttpStack::new(Proxies::none()).expect("TLS");
    stack.client(Timeouts::default(), Redirects::Return).expect("a client")
}

fn root(deployment: &LocalDeployment) -> Credentials {
    Credentials::new(deployment.client_id(), deployment.access_token().clone(), None)
}

fn clients(deployment: &LocalDeployment) -> TaskclusterClients {
    let target = Arc::new(Deployment::at_root_url(deployment.root_url()).expect("a root URL"));
    TaskclusterClients::new(http(), target, SharedCredentials::new(root(deployment)))
        .giving_up_after(Duration::ZERO)
}

fn task(scopes: &[&str]) -> TaskDefinitionRequest {
    let now = Timestamp::now();
    serde_json::from_value(json!({
        "taskQueueId": QUEUE,
        "created": now,
        "deadline": now + Duration::from_secs(3600),
        "scopes": scopes,
        "payload": { "command": [] },
        "metadata": { "name": "n", "description": "d", "owner": "o@example.com", "source": "https://example.com" },
    }))
    .expect("a task")
}

fn worker() -> ClaimWorkRequest {
    ClaimWorkRequest { tasks: 1, worker_group: "group".into(), worker_id: "worker".into() }
}

/// Creates a task and claims it; the clients have the credentials of the task.
async fn claimed(all: &TaskclusterClients, scopes: &[&str]) -> (String, TaskClaim, TaskclusterClients) {
    let task_id = slugid::v4();
    all.queue().create_task(&task_id, &task(scopes)).await.expect("created");
    let mut work = all.queue().claim_work(QUEUE, &worker()).await.expect("work").tasks;
    let claim = work.pop().expect("one task");
    assert_eq!(claim.status.task_id, task_id);
    let with = all.with_credentials(SharedCredentials::new(claim.credentials.clone().into()));
    (task_id, claim, with)
}

fn status_of<T: std::fmt::Debug>(result: Result<T, CallError>) -> u16 {
    match result.expect_err("refused").kind() {
        CallErrorKind::Client(status) => status,
        other => panic!("{other:?}"),
    }
}
