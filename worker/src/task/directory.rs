//! The directory of one run, and how the worker recognises the ones that it made.
//!
//! A directory is only ever removed when it carries the worker's own [record](super::record), owned by the worker's user: a name
//! proves nothing about whose directory it is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::record::{self, LeftBehind, MARKER};
use crate::platform;

/// The directory that is the worker's own, in a task directory or, for tasks with users of their own, beside them: log, spool
/// files, marker.
pub(super) const WORKER_DIRECTORY: &str = "generic-worker";
pub(super) const PREFIX: &str = "task_";
/// The longest name: task directories are also the names of task users, and Windows takes no more.
const MAX_NAME: usize = 20;

/// The directory of one run.
#[derive(Debug)]
pub struct TaskDirectory {
    path: PathBuf,
    worker_directory: PathBuf,
    /// Says for as long as it lives, and no longer than this process, that the directory is in use.
    _in_use: File,
}

impl TaskDirectory {
    /// Makes the directory of run `run_id` of task `task_id` below `tasks_dir`, with the worker's own in it. What an earlier
    /// worker left under the same name is removed first.
    ///
    /// # Errors
    ///
    /// When a directory cannot be made, or one that is not the worker's own, or is in use, stands in the way.
    pub fn create(tasks_dir: &Path, task_id: &str, run_id: u64, worker_id: &str) -> io::Result<Self> {
        let path = std::path::absolute(tasks_dir)?.join(name(task_id, run_id));
        fs::create_dir_all(tasks_dir)?;
        let worker_directory = path.join(WORKER_DIRECTORY);
        if LeftBehind::open(&path, &worker_directory).is_some() {
            platform::remove_tree(&path).map_err(io::Error::other)?;
        }
        let marker = record::marker(task_id, run_id, worker_id, None);
        let in_use = record::make(&path, Path::new(WORKER_DIRECTORY), &marker)?;
        Ok(Self { _in_use: in_use, path, worker_directory })
    }

    /// As [`TaskDirectory::create`], for a task that has a user of its own: only the worker's directory is made, apart from the
    /// task directory, whose owner could do with it as it likes, and the name of the user is recorded in it. The task directory
    /// itself is made as the home directory of the user, next.
    ///
    /// # Errors
    ///
    /// As that. What was left under the same name must have been removed before.
    pub fn create_for_user(
        tasks_dir: &Path,
        name: &str,
        (task_id, run_id): (&str, u64),
        worker_id: &str,
    ) -> io::Result<Self> {
        let path = std::path::absolute(tasks_dir)?.join(name);
        let part = workers_part(tasks_dir)?;
        platform::create_private_dirs(&part)?;
        let worker_directory = part.join(name);
        let marker = record::marker(task_id, run_id, worker_id, Some(name.to_owned()));
        let in_use = record::make(&worker_directory, Path::new(""), &marker)?;
        Ok(Self { _in_use: in_use, path, worker_directory })
    }

    /// The directory itself: the commands' working directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The worker's own directory of the run.
    #[must_use]
    pub fn worker_directory(&self) -> &Path {
        &self.worker_directory
    }

    /// The name of the directory, unique among the runs that go on at the same time.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The file that tells of the run, and that goes last.
    #[must_use]
    pub fn record(&self) -> PathBuf {
        self.worker_directory.join(MARKER)
    }

    /// The file that the task log is written to.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.worker_directory.join("live_backing.log")
    }
}

/// The directory below `tasks_dir` that holds the worker's own directories of runs that have users.
///
/// # Errors
///
/// When the working directory is not known.
pub fn workers_part(tasks_dir: &Path) -> io::Result<PathBuf> {
    Ok(std::path::absolute(tasks_dir)?.join(WORKER_DIRECTORY))
}

/// `task_<start of the task id>_<run id>`, at most [`MAX_NAME`] characters.
#[must_use]
pub fn name(task_id: &str, run_id: u64) -> String {
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

    /// What is left after a moment: other tests may be starting processes, which hold everything until then.
    fn left_at_last(tasks_dir: &Path) -> Vec<(PathBuf, Option<String>)> {
        let started = std::time::Instant::now();
        loop {
            let left = left(tasks_dir);
            if !left.is_empty() || started.elapsed().as_secs() > 20 {
                return left;
            }
            std::thread::yield_now();
        }
    }

    fn left(tasks_dir: &Path) -> Vec<(PathBuf, Option<String>)> {
        record::left_behind(tasks_dir).into_iter().map(|left| (left.path, left.user)).collect()
    }

    #[test]
    fn only_marked_directories_that_nobody_uses_are_left_behind() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        fs::create_dir(tasks.path().join("task_of_somebody")).expect("made");
        let create = || TaskDirectory::create(tasks.path(), "fN1SbArXTPSVFNUvaOlinQ", 0, "worker");
        let made = create().expect("made");
        assert_eq!(left(tasks.path()), []);
        create().expect_err("it is in use");
        let path = made.path().to_owned();
        drop(made);
        assert_eq!(left_at_last(tasks.path()), [(path.clone(), None)]);
        let again = create().expect("made anew");
        assert_eq!(again.path(), path);
    }

    #[test]
    fn with_users_the_workers_directory_is_elsewhere() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        let made =
            TaskDirectory::create_for_user(tasks.path(), "task_a_0", ("a", 0), "worker").expect("made");
        assert!(!made.path().exists());
        assert!(!made.worker_directory().starts_with(made.path()));
        assert_eq!(left(tasks.path()), []);
        let path = made.path().to_owned();
        drop(made);
        assert_eq!(left_at_last(tasks.path()), [(path, Some("task_a_0".to_owned()))]);
    }
}
