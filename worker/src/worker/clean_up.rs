//! What an earlier worker left behind that was killed.

use std::path::Path;
use std::sync::Arc;

use super::Worker;
use crate::task;

impl Worker {
    /// Ends what a worker that was killed has left running, and removes its task directories and task users.
    pub(super) async fn clean_up_after_earlier_worker(&self) {
        let is_kept = self.state.is_kept();
        let users = self.seat.as_ref().map_or_else(|| Ok(Vec::new()), |seat| seat.users_in_use());
        let users = match users {
            Ok(users) => users,
            Err(error) => return tracing::error!("could not clean up after an earlier worker: {error}"),
        };
        let services = Arc::clone(&self.services);
        let clean_up = move || {
            let found = task::clean_up(&services.config, services.task_users.as_ref(), |name| {
                users.iter().any(|user| user == name)
            });
            if found.killed > 0 {
                tracing::warn!("killed {} processes that an earlier worker had left running", found.killed);
            }
            // After the tasks: what they had mounted is gone now.
            if is_kept {
                services.caches.restore(Path::new("."));
            }
        };
        if let Err(error) = tokio::task::spawn_blocking(clean_up).await {
            tracing::error!("could not clean up after an earlier worker: {error}");
        }
    }
}
