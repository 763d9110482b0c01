//! Where in a task directory things are put.

use std::path::{Component, Path, PathBuf};

use crate::platform::{Spot, SpotError, TaskIdentity};

/// Where a run's mounts go.
#[derive(Clone, Debug)]
pub struct Places {
    /// The task directory, as an absolute path.
    pub task_directory: PathBuf,
    /// The worker's own directory of the run, into which nothing is put.
    pub worker_directory: PathBuf,
    /// With whose rights everything is made, and who it belongs to.
    pub identity: TaskIdentity,
    /// Whether an absolute path counts as it is. Workers of 2018 took it as one below the task directory.
    pub absolute_paths: bool,
}

/// Why a path of a payload is no place for a mount.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// It leads out.
    #[error("the path {0:?} leads out of the task directory; choose one inside")]
    Outside(String),
    /// It is the task directory, or one that the task directory is in.
    #[error("the path {0:?} is the task directory itself or one around it; choose one inside")]
    TaskDirectory(String),
    /// It is something else that nothing can be put at.
    #[error(transparent)]
    Spot(#[from] SpotError),
}

impl Places {
    /// The place for the path `given` in a payload. Missing directories on the way to it are made. Blocks.
    ///
    /// # Errors
    ///
    /// When it is not the task's to choose, or the way there cannot be made.
    pub fn spot(&self, given: &str) -> Result<Spot, PlaceError> {
        match self.resolve(given)? {
            Resolved::Inside(relative) => {
                Ok(Spot::below(&self.task_directory, &relative, &self.worker_directory, &self.identity)?)
            }
            Resolved::Absolute(path) => Ok(Spot::at(&path, &self.worker_directory, &self.identity)?),
        }
    }

    /// `given` by its text alone. Symlinks are refused or accounted for later, so that `..` means the same in both.
    fn resolve(&self, given: &str) -> Result<Resolved, PlaceError> {
        let path = Path::new(given);
        let outside = || PlaceError::Outside(given.to_owned());
        let inside = |relative: PathBuf| {
            if relative.as_os_str().is_empty() {
                return Err(PlaceError::TaskDirectory(given.to_owned()));
            }
            Ok(Resolved::Inside(relative))
        };
        let parts = plain(path).ok_or_else(outside)?;
        if !(path.is_absolute() && self.absolute_paths) {
            return inside(parts);
        }
        let absolute = Path::new("/").join(parts);
        let real = self.task_directory.canonicalize();
        for directory in [Some(&self.task_directory), real.as_ref().ok()].into_iter().flatten() {
            if let Ok(relative) = absolute.strip_prefix(directory) {
                return inside(relative.to_owned());
            }
            if directory.starts_with(&absolute) {
                return Err(PlaceError::TaskDirectory(given.to_owned()));
            }
        }
        Ok(Resolved::Absolute(absolute))
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Resolved {
    Inside(PathBuf),
    Absolute(PathBuf),
}

/// The names in `path`, without `.` and `..`. None when `..` leads above its beginning.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut parts = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => parts.push(name),
            Component::ParentDir if path.is_absolute() => {
                parts.pop();
            }
            Component::ParentDir => {
                if !parts.pop() {
                    return None;
                }
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    fn places(directory: &Path, absolute_paths: bool) -> Places {
        let task_directory = directory.canonicalize().expect("there").join("task");
        let worker_directory = task_directory.join("generic-worker");
        fs::create_dir_all(&worker_directory).expect("made");
        Places { task_directory, worker_directory, absolute_paths, identity: TaskIdentity::Worker }
    }

    #[test]
    fn paths_stay_inside() {
        let directory = tempfile::tempdir().expect("a directory");
        let places = places(directory.path(), false);
        for (given, expected) in
            [("a", "a"), ("./a//b/", "a/b"), ("a/../b", "b"), ("/etc/passwd", "etc/passwd")]
        {
            let spot = places.spot(given).unwrap_or_else(|error| panic!("{given}: {error}"));
            assert_eq!(spot.path(), places.task_directory.join(expected));
        }
        assert!(places.task_directory.join("etc").is_dir());
        for given in [
            "",
            ".",
            "a/..",
            "/",
            "..",
            "a/../..",
            "../task-other",
            "generic-worker",
            "a/../generic-worker/x",
        ] {
            places.spot(given).expect_err(given);
        }
    }

    #[test]
    fn absolute_paths_of_today() {
        let directory = tempfile::tempdir().expect("a directory");
        let places = places(directory.path(), true);
        let task = places.task_directory.display();
        let elsewhere = directory.path().canonicalize().expect("there").join("elsewhere/x");
        assert_eq!(places.spot(&elsewhere.display().to_string()).expect("a place").path(), elsewhere);
        assert_eq!(
            places.resolve(&format!("{task}/../task/a")).expect("a place"),
            Resolved::Inside(PathBuf::from("a"))
        );
        for given in [
            "/".to_owned(),
            task.to_string(),
            format!("{task}/generic-worker/x"),
            directory.path().display().to_string(),
        ] {
            places.spot(&given).expect_err(&given);
        }
    }

    #[test]
    fn symlinks_of_the_task_are_not_followed() {
        let directory = tempfile::tempdir().expect("a directory");
        let places = places(directory.path(), true);
        let task = &places.task_directory;
        symlink("generic-worker", task.join("link")).expect("made");
        symlink("nowhere", task.join("dangling")).expect("made");
        fs::write(task.join("file"), "").expect("written");
        for given in ["link/x", "dangling/x", "file/x"] {
            places.spot(given).expect_err(given);
        }
        places.spot("link").expect("the way is free").make_dir().expect_err("it is a link");
        places.spot("link").expect("the way is free").create_file().expect("the link is replaced");
        assert!(task.join("link").symlink_metadata().expect("there").is_file());
    }
}
