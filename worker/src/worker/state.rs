//! The small files that a worker keeps between starts, in its working directory, and the one that shows what it is doing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generated::documents::worker_status::WorkerStatus;

use crate::platform;

/// How many tasks have been resolved so far: a plain decimal number.
const COUNT_FILE: &str = "tasks-resolved-count.txt";
/// What the worker is doing: see `schemas/documents/worker-status.yml`.
const STATUS_FILE: &str = "worker-status.json";

/// The worker's state. A file that cannot be written costs a warning, never a task.
#[derive(Debug)]
pub struct State {
    resolved: u64,
    /// Whether anything is written at all.
    is_kept: bool,
}

impl State {
    /// Reads the state from the working directory. What is missing or unreadable counts as none.
    #[must_use]
    pub fn load() -> Self {
        let resolved = match fs::read_to_string(COUNT_FILE) {
            Ok(text) => text.trim().parse().unwrap_or_else(|_| {
                tracing::warn!("{COUNT_FILE} holds no number; counting from zero");
                0
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => {
                tracing::warn!("could not read {COUNT_FILE}: {error}; counting from zero");
                0
            }
        };
        Self { resolved, is_kept: true }
    }

    /// A state that is kept in memory only.
    #[must_use]
    pub const fn in_memory() -> Self {
        Self { resolved: 0, is_kept: false }
    }

    /// Whether anything is kept between starts.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// How many tasks have been resolved, over restarts.
    #[must_use]
    pub const fn resolved(&self) -> u64 {
        self.resolved
    }

    /// Counts one more.
    pub fn count_resolved(&mut self) {
        self.resolved += 1;
        if !self.is_kept {
            return;
        }
        let text = self.resolved.to_string();
        warn_on_failure(
            COUNT_FILE,
            platform::replace_file_for_now(Path::new(COUNT_FILE), text.as_bytes(), 0o600),
        );
    }

    /// The wanted number has been reached: the next start counts anew.
    pub fn forget_count(&self) {
        if self.is_kept
            && let Err(error) = fs::remove_file(COUNT_FILE)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!("could not remove {COUNT_FILE}: {error}");
        }
    }

    /// Shows which tasks are running to whoever asks for the worker's status.
    pub fn save_running(&self, task_ids: &[String]) {
        if !self.is_kept {
            return;
        }
        let status = WorkerStatus { current_task_ids: task_ids.to_vec() };
        match serde_json::to_vec(&status) {
            Ok(text) => {
                warn_on_failure(STATUS_FILE, platform::replace_file_for_now(&status_file(), &text, 0o644))
            }
            Err(error) => tracing::warn!("could not write the worker's status: {error}"),
        }
    }
}

/// Where the worker shows what it is doing.
#[must_use]
pub fn status_file() -> PathBuf {
    std::env::temp_dir().join(STATUS_FILE)
}

fn warn_on_failure(name: &str, written: io::Result<()>) {
    if let Err(error) = written {
        tracing::warn!("could not write {name}: {error}");
    }
}
