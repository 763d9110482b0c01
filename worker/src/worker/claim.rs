//! Asking the queue for work.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use generated::api::queue::{ClaimWorkRequest, TaskClaim};

use crate::mounts::NoRoom;
use crate::task::Services;

/// The most tasks that the queue hands out in one answer (`schemas/api/queue.yml`, `ClaimWorkRequest`).
pub const MAX_CLAIMS: u64 = 32;

/// A claim on its way. Dropping it closes its connection, so that the queue knows that nobody waits any more.
pub type Claiming = BoxFuture<'static, Result<Vec<TaskClaim>, NoRoom>>;

/// Makes room for a task's files, and asks for up to `count` tasks. An answer without tasks, or none after all retries, is
/// an empty list.
pub fn claim(services: &Arc<Services>, count: u64) -> Claiming {
    let services = Arc::clone(services);
    async move {
        make_room(&services).await?;
        let config = &services.config;
        let request = ClaimWorkRequest {
            tasks: count,
            worker_group: config.worker_group.clone(),
            worker_id: config.worker_id.clone(),
        };
        match services.taskcluster.queue().claim_work(&services.task_queue_id(), &request).await {
            Ok(answer) => Ok(answer.tasks),
            Err(error) => {
                tracing::error!("Could not claim work. {error}");
                Ok(Vec::new())
            }
        }
    }
    .boxed()
}

async fn make_room(services: &Arc<Services>) -> Result<(), NoRoom> {
    let required = u64::from(services.config.required_disk_space_megabytes) * 1024 * 1024;
    if required == 0 {
        return Ok(());
    }
    let services = Arc::clone(services);
    let making =
        tokio::task::spawn_blocking(move || services.caches.make_room(required, &services.config.tasks_dir));
    making.await.unwrap_or_else(|error| {
        tracing::error!("could not make room on the disk: {error}");
        Ok(())
    })
}
