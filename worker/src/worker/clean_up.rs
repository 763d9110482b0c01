//! What an earlier worker left behind that was killed.

use std::path::Path;
use std::sync::Arc;

use super::Worker;
use crate::task;

impl Worker {
    /// Ends what a worker that was killed has left running, and removes its task directories and task users.
    pub(super) async fn clean_up_after_earlier_worker(&self) {
        self.remove_left_behind(self.state.is_kept()).await;
    }

    /// Removes what nobody uses any more, and brings the caches in order if that is asked for.
    async fn remove_left_behind(&self, restores_caches: bool) {
        let users = self.seat.as_ref().map_or_else(|| Ok(Vec::new()), |seat| seat.users_in_use());
        let users = users
            .inspect_err(|error| tracing::error!("no user of an earlier worker is removed: {error}"))
            .ok();
        let services = Arc::clone(&self.services);
        let clean_up = move || {
            let killed = task::clean_up(&services.config, services.task_users.as_ref(), |name| {
                users.as_ref().is_none_or(|users| users.iter().any(|user| user == name))
            });
            if killed > 0 {
                tracing::warn!("killed {killed} processes that an earlier worker had left running");
            }
            // After the tasks: what they had mounted is gone now.
            if restores_caches {
                services.caches.restore(Path::new("."));
            }
        };
        if let Err(error) = tokio::task::spawn_blocking(clean_up).await {
            tracing::error!("could not clean up after an earlier worker: {error}");
        }
    }

    /// Tries again to remove what could not be removed of tasks that are over.
    pub(super) async fn retry_removal(&mut self) {
        if std::mem::take(&mut self.has_leftovers) {
            self.remove_left_behind(false).await;
        }
    }
}
