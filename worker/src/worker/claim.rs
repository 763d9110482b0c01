//! Asking the queue for work.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use generated::api::queue::{ClaimWorkRequest, TaskClaim};

use super::wanted::{Answer, Wanted};
use crate::mounts::NoRoom;
use crate::task::Services;

/// The most tasks that the queue hands out in one answer (`schemas/api/queue.yml`, `ClaimWorkRequest`).
pub const MAX_CLAIMS: u64 = 32;

/// A claim on its way. Dropping it closes its connection, so that the queue knows that nobody waits any more.
pub type Claiming = BoxFuture<'static, Result<Vec<TaskClaim>, NotClaimed>>;

/// Why nothing was asked for.
#[derive(Debug)]
pub enum NotClaimed {
    /// This worker is not wanted any more.
    NotWanted,
    /// There is no room for a task's files.
    NoRoom(NoRoom),
}

/// Makes room for a task's files, and asks for up to `count` tasks, if this worker is still wanted. An answer without tasks,
/// or none after all retries, is an empty list.
pub fn claim(services: &Arc<Services>, wanted: &Arc<Wanted>, count: u64) -> Claiming {
    let (services, wanted) = (Arc::clone(services), Arc::clone(wanted));
    async move {
        if wanted.ask_if_due().await == Answer::NotWanted {
            return Err(NotClaimed::NotWanted);
        }
        make_room(&services).await.map_err(NotClaimed::NoRoom)?;
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
