//! Asking the queue for work.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use generated::api::queue::{ClaimWorkRequest, TaskClaim};

use crate::task::Services;

/// The most tasks that the queue hands out in one answer (`schemas/api/queue.yml`, `ClaimWorkRequest`).
pub const MAX_CLAIMS: u64 = 32;

/// A claim on its way. Dropping it closes its connection, so that the queue knows that nobody waits any more.
pub type Claiming = BoxFuture<'static, Vec<TaskClaim>>;

/// Asks for up to `count` tasks. An answer without tasks, or none after all retries, is an empty list.
pub fn claim(services: &Arc<Services>, count: u64) -> Claiming {
    let services = Arc::clone(services);
    async move {
        let config = &services.config;
        let request = ClaimWorkRequest {
            tasks: count,
            worker_group: config.worker_group.clone(),
            worker_id: config.worker_id.clone(),
        };
        match services.taskcluster.queue().claim_work(&services.task_queue_id(), &request).await {
            Ok(answer) => answer.tasks,
            Err(error) => {
                tracing::error!("Could not claim work. {error}");
                Vec::new()
            }
        }
    }
    .boxed()
}
