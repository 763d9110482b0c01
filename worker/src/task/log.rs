//! The task log: the file that a task's commands write to, and the worker's own lines in it.
//!
//! Line formats are those of 11.0.1, which tools parse: `[taskcluster <time>] …`, `[taskcluster:warn <time>] …`,
//! `[taskcluster:error] …`. Every line of a message gets the whole prefix.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::sync::Arc;

use generated::Timestamp;

use crate::process::SharedFile;

/// Writes the worker's lines to a task's log. Cheap to clone; all clones write to the same file.
#[derive(Clone, Debug)]
pub struct TaskLog {
    file: Arc<SharedFile>,
}

impl TaskLog {
    /// Creates the log file `path`, or empties it.
    ///
    /// # Errors
    ///
    /// When the file cannot be created.
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: Arc::new(SharedFile::create(path)?) })
    }

    /// The file behind the log, which commands write to as well.
    #[must_use]
    pub const fn file(&self) -> &Arc<SharedFile> {
        &self.file
    }

    /// Tells whoever follows the log that it is complete.
    pub fn complete(&self) {
        self.file.complete();
    }

    /// Writes `message` as information.
    pub fn info(&self, message: impl Display) {
        self.write(&format!("[taskcluster {}] ", Timestamp::now()), &message.to_string());
    }

    /// Writes `message` as a warning.
    pub fn warn(&self, message: impl Display) {
        self.write(&format!("[taskcluster:warn {}] ", Timestamp::now()), &message.to_string());
    }

    /// Writes `message` as an error. Log viewers find errors by this prefix, so that it has no time in it.
    pub fn error(&self, message: impl Display) {
        self.write("[taskcluster:error] ", &message.to_string());
    }

    /// A line that cannot be written (a full disk, say) must not end the task: the worker's log says so instead.
    fn write(&self, prefix: &str, message: &str) {
        let lines: String = message.split('\n').map(|line| format!("{prefix}{line}\n")).collect();
        if let Err(error) = self.file.write_all(lines.as_bytes()) {
            tracing::warn!("could not write to the task log: {error}; the line was: {message}");
        }
    }
}
