//! What a worker gets with a claim.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{TaskClaim, TaskCredentials};
use generated::runtime::api::ServerError;

use super::state::QueueState;
use crate::local::certificates::issue;
use crate::local::error;
use crate::local::identities::{Identities, QUEUE_CLIENT};

/// How long the credentials of a task outlive its claim.
const GRACE: Duration = Duration::from_secs(15 * 60);

/// The answer to a claim of a run that has just been taken.
pub fn claim(
    state: &QueueState,
    identities: &Identities,
    task_id: &str,
    run_id: usize,
    now: Timestamp,
) -> Result<TaskClaim, ServerError> {
    let task = state.task(task_id)?;
    let run = task.run(task_id, run_id)?;
    let (Some(taken_until), Some(worker_group), Some(worker_id)) =
        (run.taken_until, run.worker_group.clone(), run.worker_id.clone())
    else {
        return Err(error::internal(format!("run {run_id} of task {task_id} is not claimed")));
    };
    let client_id = format!(
        "task-client/{task_id}/{run_id}/on/{worker_group}/{worker_id}/until/{}",
        taken_until.as_millis() / 1000
    );
    let mut scopes = vec![
        format!("queue:reclaim-task:{task_id}/{run_id}"),
        format!("queue:resolve-task:{task_id}/{run_id}"),
        format!("queue:create-artifact:{task_id}/{run_id}"),
    ];
    scopes.extend(task.definition.scopes.iter().cloned());
    let credentials = temporary(identities, client_id, scopes, now, taken_until + GRACE)?;
    Ok(TaskClaim {
        credentials,
        run_id: run_id as u64,
        status: task.status(task_id),
        taken_until,
        task: task.definition.clone(),
        worker_group,
        worker_id,
    })
}

/// Temporary credentials, given by the queue.
pub fn temporary(
    identities: &Identities,
    client_id: String,
    scopes: Vec<String>,
    start: Timestamp,
    expiry: Timestamp,
) -> Result<TaskCredentials, ServerError> {
    let issuer = identities.clients.get(QUEUE_CLIENT);
    let issuer = issuer.ok_or_else(|| error::internal("the queue's own client was deleted"))?;
    let issuer = (QUEUE_CLIENT, issuer.access_token.expose().as_str());
    let (access_token, certificate) = issue(&client_id, issuer, scopes, start, expiry);
    let certificate =
        serde_json::to_string(&certificate).map_err(|error| error::internal(error.to_string()))?;
    Ok(TaskCredentials { access_token: access_token.into(), certificate: certificate.into(), client_id })
}
