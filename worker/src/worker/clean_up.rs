//! What an earlier worker left behind that was killed.

use std::path::Path;
use std::sync::Arc;

use super::Worker;
use crate::{platform, process, task};

impl Worker {
    /// Ends what a worker that was killed has left running, and removes its task directories.
    pub(super) async fn clean_up_after_earlier_worker(&self) {
        let caches = self.state.is_kept().then(|| Arc::clone(&self.services.caches));
        let config = &self.services.config;
        let tasks_dir = config.tasks_dir.clone();
        let remove = config.clean_up_task_dirs;
        let clean_up = move || {
            let directories = task::left_behind(&tasks_dir);
            let killed = process::kill_stale(&directories);
            if killed > 0 {
                tracing::warn!("killed {killed} processes that an earlier worker had left running");
            }
            for directory in directories.iter().filter(|_| remove) {
                tracing::info!("removing {}, left behind by an earlier worker", directory.display());
                if let Err(error) = platform::remove_tree(directory) {
                    tracing::warn!("could not remove {}: {error}", directory.display());
                }
            }
            // After the tasks: what they had mounted is gone now.
            if let Some(caches) = caches {
                caches.restore(Path::new("."));
            }
        };
        if let Err(error) = tokio::task::spawn_blocking(clean_up).await {
            tracing::error!("could not clean up after an earlier worker: {error}");
        }
    }
}
