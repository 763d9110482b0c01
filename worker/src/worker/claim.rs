//! Asking the queue for work.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use generated::api::queue::{ClaimWorkRequest, TaskClaim};

use super::wanted::{Answer, Wanted};
use crate::task::Services;

/// The most tasks that the queue hands out in one answer (`schemas/api/queue.yml`, `ClaimWorkRequest`).
pub const MAX_CLAIMS: u64 = 32;

/// A claim on its way. Dropping it closes its connection, so that the queue knows that nobody waits any more.
/// Brings `None` if this worker is not wanted any more, so that nothing was claimed.
pub type Claiming = BoxFuture<'static, Option<Vec<TaskClaim>>>;

/// Asks for up to `count` tasks, if this worker is still wanted. An answer without tasks, or none after all retries, is an
/// empty list.
pub fn claim(services: &Arc<Services>, wanted: &Arc<Wanted>, count: u64) -> Claiming {
    let (services, wanted) = (Arc::clone(services), Arc::clone(wanted));
    async move {
        if wanted.ask_if_due().await == Answer::NotWanted {
            return None;
        }
        let config = &services.config;
        let request = ClaimWorkRequest {
            tasks: count,
            worker_group: config.worker_group.clone(),
            worker_id: config.worker_id.clone(),
        };
        match services.taskcluster.queue().claim_work(&services.task_queue_id(), &request).await {
            Ok(answer) => Some(answer.tasks),
            Err(error) => {
                tracing::error!("Could not claim work. {error}");
                Some(Vec::new())
            }
        }
    }
    .boxed()
}
