//! The directory of one run, and how the worker recognises the ones that it made.
//!
//! A directory is only ever removed when it carries the worker's own marker (`schemas/documents/task-directory.yml`),
//! owned by the worker's user: a name proves nothing about whose directory it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generated::Timestamp;
use generated::documents::task_directory::TaskDirectory as Marker;

use crate::platform;

/// The subdirectory that is the worker's own: log, spool files, marker.
const WORKER_DIRECTORY: &str = "generic-worker";
const MARKER: &str = "task-directory.json";
const PREFIX: &str = "task_";
/// The longest name: task directories are also the names of task users, and Windows takes no more.
const MAX_NAME: usize = 20;

/// The directory of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDirectory {
    path: PathBuf,
}

impl TaskDirectory {
    /// Makes the directory of run `run_id` of task `task_id` below `tasks_dir`, with the worker's subdirectory and marker
    /// in it. What an earlier worker left under the same name is removed first.
    ///
    /// # Errors
    ///
    /// When a directory cannot be made, or one that is not the worker's own stands in the way.
    pub fn create(tasks_dir: &Path, task_id: &str, run_id: u64, worker_id: &str) -> io::Result<Self> {
        let path = std::path::absolute(tasks_dir)?.join(name(task_id, run_id));
        fs::create_dir_all(tasks_dir)?;
        if is_ours(&path) {
            platform::remove_tree(&path).map_err(io::Error::other)?;
        }
        platform::create_private_dir(&path)?;
        let directory = Self { path };
        platform::create_private_dir(&directory.worker_directory())?;
        let marker = Marker {
            task_id: task_id.to_owned(),
            run_id,
            worker_id: worker_id.to_owned(),
            pid: u64::from(std::process::id()),
            created: Timestamp::now(),
        };
        let text = serde_json::to_vec_pretty(&marker)?;
        platform::replace_file_for_now(&directory.worker_directory().join(MARKER), &text, 0o600)?;
        Ok(directory)
    }

    /// The directory itself: the commands' working directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The worker's own subdirectory.
    #[must_use]
    pub fn worker_directory(&self) -> PathBuf {
        self.path.join(WORKER_DIRECTORY)
    }

    /// The name of the directory, unique among the runs that go on at the same time.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The file that the task log is written to.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.worker_directory().join("live_backing.log")
    }
}

/// Directories directly below `tasks_dir` that a worker of this user made and has left behind.
#[must_use]
pub fn left_behind(tasks_dir: &Path) -> Vec<PathBuf> {
    let entries = match fs::read_dir(tasks_dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            tracing::warn!("could not look for old task directories in {}: {error}", tasks_dir.display());
            return Vec::new();
        }
    };
    let named = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    named.map(|entry| entry.path()).filter(|path| is_ours(path)).collect()
}

fn is_ours(path: &Path) -> bool {
    let marker = path.join(WORKER_DIRECTORY).join(MARKER);
    let is_directory = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    is_directory && platform::is_own_regular_file(&marker)
}

/// `task_<start of the task id>_<run id>`, at most [`MAX_NAME`] characters.
fn name(task_id: &str, run_id: u64) -> String {
    let tail = format!("_{run_id}");
    let room = MAX_NAME.saturating_sub(PREFIX.len() + tail.len());
    let head: String =
        task_id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(room).collect();
    format!("{PREFIX}{head}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_and_cannot_escape() {
        assert_eq!(name("fN1SbArXTPSVFNUvaOlinQ", 0), "task_fN1SbArXTPSVF_0");
        assert_eq!(name("fN1SbArXTPSVFNUvaOlinQ", 1000).len(), MAX_NAME);
        assert_eq!(name("../../etc", 0), "task_etc_0");
    }

    #[test]
    fn only_marked_directories_are_taken_for_left_behind() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        fs::create_dir(tasks.path().join("task_of_somebody")).expect("made");
        let made = TaskDirectory::create(tasks.path(), "fN1SbArXTPSVFNUvaOlinQ", 0, "worker").expect("made");
        assert_eq!(left_behind(tasks.path()), [made.path()]);
        let again =
            TaskDirectory::create(tasks.path(), "fN1SbArXTPSVFNUvaOlinQ", 0, "worker").expect("made anew");
        assert_eq!(made, again);
    }
}
