//! Asking the worker manager whether this worker shall end.

use std::time::Duration;

use crate::task::Services;

/// How long an answer of the worker manager is good for.
pub const INTERVAL: Duration = Duration::from_mins(5);
/// How long a call that fails is repeated.
const GIVE_UP_AFTER: Duration = Duration::from_secs(5);

/// Whether the worker manager wants this worker to end.
///
/// # Errors
///
/// A sentence that says why there is no answer.
pub async fn ask(services: &Services) -> Result<bool, String> {
    let config = &services.config;
    let manager = services.taskcluster.giving_up_after(GIVE_UP_AFTER).worker_manager();
    let pool = services.task_queue_id();
    let answer = manager.should_worker_terminate(&pool, &config.worker_group, &config.worker_id).await;
    let answer = answer.map_err(|error| error.to_string())?;
    if answer.terminate {
        tracing::info!("The worker manager says that this worker shall terminate: {}", answer.reason);
    }
    Ok(answer.terminate)
}
