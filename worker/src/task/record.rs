//! The record of a run: by it the worker knows, after a restart, what it has made and not removed.
//!
//! The record (`schemas/documents/task-directory.yml`) comes with the directory that holds it, in one step, and it goes last, so
//! that whenever a worker is killed there is nothing of it that no record tells of. As long as the run lasts, the worker holds a
//! lock on it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use generated::Timestamp;
use generated::documents::task_directory::TaskDirectory as Marker;

use super::directory::{PREFIX, WORKER_DIRECTORY, workers_part};
use crate::platform;
use crate::task_users::RemovalError;

/// The file.
pub(super) const MARKER: &str = "task-directory.json";
/// What a directory is called that is being made, before the number of the process that makes it.
const NEW: &str = ".generic-worker-";

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

impl LeftBehind {
    /// The file that tells of the run, and that goes last.
    #[must_use]
    pub fn record(&self) -> PathBuf {
        self.worker_directory.join(MARKER)
    }

    /// The directory `path` with the worker's own directory `worker_directory`, if it is a worker's and nobody uses it.
    pub(super) fn open(path: &Path, worker_directory: &Path) -> Option<Self> {
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
    remove_unfinished(tasks_dir);
    if let Ok(part) = workers_part(tasks_dir) {
        remove_unfinished(&part);
    }
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

/// The record of a run.
#[must_use]
pub fn marker(task_id: &str, run_id: u64, worker_id: &str, user: Option<String>) -> Marker {
    Marker {
        task_id: task_id.to_owned(),
        run_id,
        worker_id: worker_id.to_owned(),
        pid: u64::from(std::process::id()),
        created: Timestamp::now(),
        user,
    }
}

/// Makes the directory `top`, which does not exist, with the record in it, at `inner`, which is empty or one more directory. The
/// record is locked for as long as the returned file is open.
///
/// # Errors
///
/// When it cannot be made, or something is there already.
pub fn make(top: &Path, inner: &Path, marker: &Marker) -> io::Result<File> {
    let new = top.with_file_name(format!("{NEW}{}-{:016x}", std::process::id(), rand::random::<u64>()));
    let made = make_new(&new, inner, marker).and_then(|file| {
        if fs::symlink_metadata(top).is_ok() {
            let message =
                format!("{} is there already, and it is not the worker's or is in use", top.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        fs::rename(&new, top)?;
        Ok(file)
    });
    if made.is_err() && fs::symlink_metadata(&new).is_ok() {
        platform::remove_tree(&new).map_err(io::Error::other)?;
    }
    made
}

fn make_new(new: &Path, inner: &Path, marker: &Marker) -> io::Result<File> {
    platform::create_private_dir(new)?;
    let directory = new.join(inner);
    platform::create_private_dirs(&directory)?;
    let path = directory.join(MARKER);
    platform::replace_file_for_now(&path, &serde_json::to_vec_pretty(marker)?, 0o600)?;
    let file = File::open(path)?;
    if platform::try_lock(&file)? { Ok(file) } else { Err(io::Error::other("somebody has the lock")) }
}

/// Removes the directory `worker_directory` with the record in it, which goes last.
///
/// # Errors
///
/// The first thing that could not be removed. The record stays then.
pub fn remove(worker_directory: &Path) -> Result<(), RemovalError> {
    let failed = |source| RemovalError::Directory { path: worker_directory.to_owned(), source };
    for entry in fs::read_dir(worker_directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name() != MARKER {
            platform::remove_tree(&entry.path())?;
        }
    }
    Ok(platform::remove_tree(worker_directory)?)
}

/// Removes, in `directory`, what was being made or removed in the very moment in which a worker was killed.
fn remove_unfinished(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let maker = name.strip_prefix(NEW).and_then(|rest| rest.split('-').next()?.parse().ok());
        if maker.is_some_and(|pid: u64| !platform::is_process(pid)) {
            if let Err(error) = platform::remove_tree(&entry.path()) {
                tracing::warn!("could not remove {}: {error}", entry.path().display());
            }
        } else if name.starts_with(PREFIX) && directory.ends_with(WORKER_DIRECTORY) {
            // Only what is empty goes, and one with a record is not.
            let _ = fs::remove_dir(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a run's directory; its record, which is locked as long as that is open.
    fn made(tasks: &Path) -> (PathBuf, File) {
        let top = tasks.join("task_a_0");
        let file = make(&top, Path::new(WORKER_DIRECTORY), &marker("a", 0, "worker", None)).expect("made");
        (top.join(WORKER_DIRECTORY).join(MARKER), file)
    }

    #[test]
    fn what_outlives_its_worker_is_about_to_be_left() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        let (record, lock) = made(tasks.path());
        assert!(!is_any_about_to_be_left(tasks.path()), "its worker runs");
        let mut of_another = marker("a", 0, "worker", None);
        of_another.pid = of_the_dead();
        fs::write(record, serde_json::to_vec(&of_another).expect("JSON")).expect("written");
        assert!(is_any_about_to_be_left(tasks.path()));
        drop(lock);
        // Other tests may be starting processes, which hold everything for a moment.
        let started = std::time::Instant::now();
        while is_any_about_to_be_left(tasks.path()) {
            assert!(started.elapsed().as_secs() < 20, "it is left");
            std::thread::yield_now();
        }
    }

    fn of_the_dead() -> u64 {
        let mut ended = std::process::Command::new("true").spawn().expect("started");
        let pid = u64::from(ended.id());
        ended.wait().expect("waited");
        pid
    }

    #[test]
    fn what_was_being_made_or_removed_goes() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        let part = workers_part(tasks.path()).expect("known");
        for directory in [tasks.path(), &part] {
            fs::create_dir_all(directory.join(format!("{NEW}{}-1/generic-worker", of_the_dead())))
                .expect("made");
            fs::create_dir_all(directory.join(format!("{NEW}{}-2", std::process::id()))).expect("made");
            fs::create_dir_all(directory.join("task_of_somebody")).expect("made");
        }
        fs::create_dir_all(part.join("task_full/x")).expect("made");
        assert!(left_behind(tasks.path()).is_empty());
        let names = |directory: &Path| {
            let mut names: Vec<_> =
                fs::read_dir(directory).expect("read").flatten().map(|e| e.file_name()).collect();
            names.sort();
            names
        };
        let own = format!("{NEW}{}-2", std::process::id());
        assert_eq!(names(tasks.path()), [own.as_str(), WORKER_DIRECTORY, "task_of_somebody"]);
        assert_eq!(names(&part), [own.as_str(), "task_full"]);
    }

    #[test]
    fn the_record_goes_last() {
        let tasks = tempfile::tempdir().expect("temporary directory");
        let (record, _lock) = made(tasks.path());
        let directory = record.parent().expect("in one").to_owned();
        fs::create_dir(directory.join("temporary-files")).expect("made");
        fs::write(directory.join("temporary-files/x"), "").expect("written");
        make(&tasks.path().join("task_a_0"), Path::new(""), &marker("a", 0, "worker", None))
            .expect_err("there");
        remove(&directory).expect("removed");
        assert!(!directory.exists());
        assert_eq!(fs::read_dir(tasks.path()).expect("read").count(), 1, "nothing that was being made");
    }
}
