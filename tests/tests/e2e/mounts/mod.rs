//! What tasks mount: files, directories and caches.

mod caches;
mod content;
mod disk;
mod refusals;

use tests::{Deployment, TaskBuilder};

/// Runs `task`, which must be resolved as `expected`, and returns its log.
async fn run(deployment: &Deployment, task: &TaskBuilder, expected: &str) -> String {
    let task = deployment.create(task).await;
    let resolved = deployment.resolved(&task).await;
    let log = deployment.log(&task).await;
    assert_eq!(resolved, expected, "{log}");
    log
}

fn assert_says(log: &str, words: &str) {
    assert!(log.contains(words), "{words:?} is not in:\n{log}");
}
