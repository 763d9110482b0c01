//! Looking for a new deploymentId, as in 2018: whoever changes the worker type gives it a new one, and workers of the old
//! one end when they are between tasks.

use std::time::Duration;

use generated::api::aws_provisioner::WorkerTypeResponse;
use generated::config::settings;
use generated::documents::worker_type_secrets::WorkerTypeSecrets;
use serde_json::Value;

use crate::task::Services;

/// How long a call that fails is repeated.
const GIVE_UP_AFTER: Duration = Duration::from_secs(5);

/// Whether the worker type has another deploymentId than this worker.
///
/// # Errors
///
/// A sentence that says why there is no answer.
pub async fn is_outdated(services: &Services) -> Result<bool, String> {
    let config = &services.config;
    tracing::info!("Checking if there is a new deploymentId...");
    let provisioner = services.taskcluster.giving_up_after(GIVE_UP_AFTER).aws_provisioner();
    let worker_type =
        provisioner.worker_type(&config.worker_type).await.map_err(|error| error.to_string())?;
    let latest = deployment_id(worker_type)
        .ok_or_else(|| format!("the worker type {} has no deploymentId", config.worker_type))?;
    let own = &config.deployment_id;
    if latest == *own {
        tracing::info!("No change to deploymentId - {own:?} == {latest:?}");
        return Ok(false);
    }
    tracing::info!("New deploymentId found! {own:?} => {latest:?} - therefore shutting down!");
    Ok(true)
}

fn deployment_id(worker_type: WorkerTypeResponse) -> Option<String> {
    let secrets = Value::from(worker_type.secrets);
    let secrets: WorkerTypeSecrets = serde_json::from_value(secrets).ok()?;
    match secrets.generic_worker?.config.remove(settings::DEPLOYMENT_ID.name) {
        Some(Value::String(id)) => Some(id),
        _ => None,
    }
}
