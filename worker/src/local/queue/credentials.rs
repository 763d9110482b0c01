//! Credentials that the queue gives away.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{ObjectServiceCredentials, TaskClaim, TaskCredentials};
use generated::runtime::api::ServerError;

use super::claim::Claim;
use crate::local::auth::TemporaryCredentials;
use crate::local::context::Services;

/// How far the clocks of a worker and of the queue may be apart.
const GRACE: Duration = Duration::from_secs(15 * 60);

/// How long the credentials for an object are valid.
const OBJECT_SPAN: Duration = Duration::from_secs(24 * 60 * 60);

/// What a worker gets with a claim.
pub(super) fn task_claim(
    services: &Services,
    claim: Claim,
    now: Timestamp,
) -> Result<TaskClaim, ServerError> {
    let Claim { run_id, worker, taken_until, status, task } = claim;
    let task_id = &status.task_id;
    let name = format!(
        "task-client/{task_id}/{run_id}/on/{}/{}/until/{}",
        worker.group,
        worker.id,
        taken_until.as_millis() / 1000
    );
    let mut scopes = vec![
        format!("queue:reclaim-task:{task_id}/{run_id}"),
        format!("queue:resolve-task:{task_id}/{run_id}"),
        format!("queue:create-artifact:{task_id}/{run_id}"),
    ];
    scopes.extend(task.scopes.iter().cloned());
    Ok(TaskClaim {
        credentials: temporary(services, name, scopes, now, taken_until + GRACE)?,
        run_id,
        status,
        taken_until,
        task,
        worker_group: worker.group,
        worker_id: worker.id,
    })
}

/// Credentials to do what `scope` allows with an object, but not beyond `expires`.
pub(super) fn for_object(
    services: &Services,
    name: String,
    scope: String,
    now: Timestamp,
    expires: Timestamp,
) -> Result<ObjectServiceCredentials, ServerError> {
    let expires = expires.min(now + OBJECT_SPAN);
    let TaskCredentials { access_token, certificate, client_id } =
        temporary(services, name, vec![scope], now, expires)?;
    Ok(ObjectServiceCredentials { access_token, certificate, client_id })
}

fn temporary(
    services: &Services,
    client_id: String,
    scopes: Vec<String>,
    start: Timestamp,
    expiry: Timestamp,
) -> Result<TaskCredentials, ServerError> {
    let TemporaryCredentials { client_id, access_token, certificate } =
        services.auth.issue(&client_id, scopes, (start - GRACE, expiry))?;
    Ok(TaskCredentials {
        access_token: access_token.expose().clone().into(),
        certificate: certificate.expose().clone().into(),
        client_id,
    })
}
