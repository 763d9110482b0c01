//! The directory of one run, and how the worker recognises the ones that it made.
//!
//! A directory is only ever removed when it carries the worker's own marker (`schemas/documents/task-directory.yml`),
//! owned by the worker's user: a name proves nothing about whose directory it is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use generated::Timestamp;
use generated::documents::task_directory::TaskDirectory as Marker;

use crate::platform;

/// The directory that is the worker's own, in a task directory or, for tasks with users of their own, beside them: log, spool
/// files, marker.
pub(super) const WORKER_DIRECTORY: &str = "generic-worker";
const MARKER: &str = "task-directory.json";
const PREFIX: &str = "task_";
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

/// A directory that a worker has made and that nobody uses any more.
#[derive(Debug)]
pub struct LeftBehind {
    /// The task directory.
    pub path: PathBuf,
    /// The worker's own directory of the run; inside of the task directory where the task had no user of its own.
    pub worker_directory: PathBuf,
    /// The name of the task's user, where it had one.
    pub user: Option<String>,
    /// So that no other worker takes it up at the same time.
    _lock: File,
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
        platform::create_private_dir(&path)?;
        platform::create_private_dir(&worker_directory)?;
        let marker = marker(task_id, run_id, worker_id, None);
        Ok(Self { _in_use: write_marker(&worker_directory, &marker)?, path, worker_directory })
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
        platform::create_private_dir(&worker_directory)?;
        let marker = marker(task_id, run_id, worker_id, Some(name.to_owned()));
        Ok(Self { _in_use: write_marker(&worker_directory, &marker)?, path, worker_directory })
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

impl LeftBehind {
    /// The file that tells of the run, and that goes last.
    #[must_use]
    pub fn record(&self) -> PathBuf {
        self.worker_directory.join(MARKER)
    }

    /// The directory `path` with the worker's own directory `worker_directory`, if it is a worker's and nobody uses it.
    fn open(path: &Path, worker_directory: &Path) -> Option<Self> {
        let is_directory = fs::symlink_metadata(worker_directory).is_ok_and(|metadata| metadata.is_dir());
        let marker = worker_directory.join(MARKER);
        if !is_directory || !platform::is_own_regular_file(&marker) {
            return None;
        }
        let file = File::open(&marker).ok()?;
        if !platform::try_lock(&file).unwrap_or(false) {
            return None;
        }
        // One that cannot be read was being written when its worker was killed.
        let marker: Option<Marker> = serde_json::from_reader(&file).ok();
        let user = marker.and_then(|marker| marker.user);
        Some(Self { path: path.to_owned(), worker_directory: worker_directory.to_owned(), user, _lock: file })
    }

    /// What a worker has left behind in `tasks_dir` of a run whose user has this `name`, if nobody uses it.
    #[must_use]
    pub fn of_user(tasks_dir: &Path, name: &str) -> Option<Self> {
        let path = std::path::absolute(tasks_dir).ok()?.join(name);
        Self::open(&path, &workers_part(tasks_dir).ok()?.join(name))
    }
}

/// What workers of this user have left behind below `tasks_dir`.
#[must_use]
pub fn left_behind(tasks_dir: &Path) -> Vec<LeftBehind> {
    let mut found: Vec<LeftBehind> = entries(tasks_dir)
        .into_iter()
        .filter_map(|path| LeftBehind::open(&path, &path.join(WORKER_DIRECTORY)))
        .collect();
    if let (Ok(part), Ok(tasks_dir)) = (workers_part(tasks_dir), std::path::absolute(tasks_dir)) {
        found.extend(entries(&part).into_iter().filter_map(|worker_directory| {
            LeftBehind::open(&tasks_dir.join(worker_directory.file_name()?), &worker_directory)
        }));
    }
    found
}

/// Whether something is still held that a worker below `tasks_dir` held that has ended: by a process that it had just made, and
/// that is about to end too.
#[must_use]
pub fn is_any_about_to_be_left(tasks_dir: &Path) -> bool {
    let of_users = workers_part(tasks_dir).map(|part| entries(&part)).unwrap_or_default();
    let own = entries(tasks_dir).into_iter().map(|path| path.join(WORKER_DIRECTORY));
    own.chain(of_users).any(|worker_directory| is_about_to_be_left(&worker_directory.join(MARKER)))
}

fn is_about_to_be_left(marker: &Path) -> bool {
    if !platform::is_own_regular_file(marker) {
        return false;
    }
    let Ok(file) = File::open(marker) else { return false };
    let worker = serde_json::from_reader(&file).map(|marker: Marker| marker.pid);
    worker.is_ok_and(|pid| !platform::is_process(pid)) && !platform::try_lock(&file).unwrap_or(true)
}

/// What in `directory` has the name of a task directory.
fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            tracing::warn!("could not look for old task directories in {}: {error}", directory.display());
            return Vec::new();
        }
    };
    let named = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    named.map(|entry| entry.path()).collect()
}

/// The directory below `tasks_dir` that holds the worker's own directories of runs that have users.
///
/// # Errors
///
/// When the working directory is not known.
pub fn workers_part(tasks_dir: &Path) -> io::Result<PathBuf> {
    Ok(std::path::absolute(tasks_dir)?.join(WORKER_DIRECTORY))
}

fn marker(task_id: &str, run_id: u64, worker_id: &str, user: Option<String>) -> Marker {
    Marker {
        task_id: task_id.to_owned(),
        run_id,
        worker_id: worker_id.to_owned(),
        pid: u64::from(std::process::id()),
        created: Timestamp::now(),
        user,
    }
}

/// Writes the marker, and locks it for as long as the returned file is open.
fn write_marker(worker_directory: &Path, marker: &Marker) -> io::Result<File> {
    let path = worker_directory.join(MARKER);
    platform::replace_file_for_now(&path, &serde_json::to_vec_pretty(marker)?, 0o600)?;
    let file = File::open(path)?;
    match platform::try_lock(&file)? {
        true => Ok(file),
        false => Err(io::Error::other("another worker has taken the task directory for one left behind")),
    }
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

    #[test]
    fn what_outlives_its_worker_is_about_to_be_left() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        let made = TaskDirectory::create(tasks.path(), "fN1SbArXTPSVFNUvaOlinQ", 0, "worker").expect("made");
        assert!(!is_any_about_to_be_left(tasks.path()), "its worker runs");
        let mut of_another = marker("fN1SbArXTPSVFNUvaOlinQ", 0, "worker", None);
        let mut ended = std::process::Command::new("true").spawn().expect("started");
        of_another.pid = u64::from(ended.id());
        ended.wait().expect("waited");
        fs::write(made.record(), serde_json::to_vec(&of_another).expect("JSON")).expect("written");
        assert!(is_any_about_to_be_left(tasks.path()));
        drop(made);
        // Other tests may be starting processes, which hold everything for a moment.
        let started = std::time::Instant::now();
        while is_any_about_to_be_left(tasks.path()) {
            assert!(started.elapsed().as_secs() < 20, "it is left");
            std::thread::yield_now();
        }
    }

    fn left(tasks_dir: &Path) -> Vec<(PathBuf, Option<String>)> {
        left_behind(tasks_dir).into_iter().map(|left| (left.path, left.user)).collect()
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
        assert_eq!(left(tasks.path()), [(path.clone(), None)]);
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
        assert_eq!(left(tasks.path()), [(path, Some("task_a_0".to_owned()))]);
    }
}
