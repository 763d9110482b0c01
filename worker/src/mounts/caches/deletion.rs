//! Deleting what is no longer listed anywhere, while the worker goes on.

use std::path::PathBuf;
use std::sync::Mutex;
use std::thread::JoinHandle;

use super::lock;
use crate::platform;

/// Deletions on threads of their own: a large directory takes its time, and neither a task's start nor its report has to
/// wait for that. What is not finished when the worker ends is deleted at the next start.
#[derive(Debug, Default)]
pub struct Deletions(Mutex<Vec<JoinHandle<()>>>);

impl Deletions {
    /// Deletes `paths`, one after the other, with everything below them.
    pub fn begin(&self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        let remove = move || {
            for path in paths {
                if let Err(error) = platform::remove_tree(&path) {
                    tracing::warn!("could not delete all of {}: {error}", path.display());
                }
            }
        };
        let mut running = lock(&self.0);
        running.retain(|deletion| !deletion.is_finished());
        match std::thread::Builder::new().name("delete-cache".to_owned()).spawn(remove) {
            Ok(deletion) => running.push(deletion),
            Err(error) => tracing::warn!("could not delete caches, for want of a thread: {error}"),
        }
    }

    /// Waits until all that have begun have ended. Blocks.
    pub fn wait(&self) {
        let running = std::mem::take(&mut *lock(&self.0));
        for deletion in running {
            if deletion.join().is_err() {
                tracing::error!("the deletion of a cache ended early");
            }
        }
    }
}
