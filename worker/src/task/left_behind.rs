//! Removing what is left of runs that are over, those of a worker that was killed above all.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use generated::config::Config;

use super::directory::workers_part;
use super::record::{self, LeftBehind};
use crate::task_users::{RemovalError, TaskUsers};
use crate::{platform, process};

/// How long the last processes of a worker that was killed may take to end.
const AFTERMATH: Duration = Duration::from_secs(5);

/// Kills what workers that were killed have left running, and removes their task directories and task users, as far as
/// `config` does not keep them; how many processes. Users whose names `is_kept` are spared. Blocks. What cannot be removed costs a warning.
pub fn clean_up(config: &Config, task_users: Option<&TaskUsers>, is_kept: impl Fn(&str) -> bool) -> usize {
    if let Some(error) = task_users.and_then(|task_users| task_users.tools().settle().err()) {
        tracing::warn!("could not wait for programs that an earlier worker had started: {error}");
    }
    let (left, killed) = find_and_kill(&config.tasks_dir);
    let is_needed = |left: &LeftBehind| left.user.as_deref().is_some_and(&is_kept);
    for left in left.iter().filter(|left| !is_needed(left)) {
        tracing::info!("removing {}, left behind by an earlier worker", left.path.display());
        if let Err(error) = remove(task_users, config, left) {
            tracing::warn!("could not remove what is left of {}: {error}", left.path.display());
        }
    }
    if let Some(task_users) = task_users {
        remove_unrecorded(task_users, config, is_kept);
    }
    killed
}

/// What is left behind, and how many processes of it were killed.
fn find_and_kill(tasks_dir: &Path) -> (Vec<LeftBehind>, usize) {
    let started = Instant::now();
    let mut killed = 0;
    loop {
        let is_all = !record::is_any_about_to_be_left(tasks_dir);
        let left = record::left_behind(tasks_dir);
        let paths: Vec<PathBuf> = left.iter().map(|left| left.path.clone()).collect();
        killed += process::kill_stale(&paths);
        if is_all || started.elapsed() > AFTERMATH {
            return (left, killed);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Removes what is left of one run; last of all the record that tells of it. Blocks.
///
/// # Errors
///
/// The first thing that could not be removed. The record stays then.
pub fn remove(
    task_users: Option<&TaskUsers>,
    config: &Config,
    left: &LeftBehind,
) -> Result<(), RemovalError> {
    let removes = config.clean_up_task_dirs;
    match (&left.user, task_users) {
        (Some(name), Some(task_users)) => task_users.remove_user(name, &left.path)?,
        // Only a worker that may make users can remove them.
        (Some(_), None) => return Ok(()),
        (None, _) if removes => return Ok(platform::remove_tree(&left.path)?),
        (None, _) => return Ok(()),
    }
    forget(&left.worker_directory, &left.record(), removes)
}

/// Removes the worker's own directory of a run or, where they are kept, only the record in it.
///
/// # Errors
///
/// When that is not possible.
pub fn forget(worker_directory: &Path, file: &Path, removes: bool) -> Result<(), RemovalError> {
    if removes {
        return record::remove(worker_directory);
    }
    std::fs::remove_file(file).map_err(|source| RemovalError::Directory { path: file.to_owned(), source })
}

/// Removes task users that nothing tells of but the user database.
fn remove_unrecorded(task_users: &TaskUsers, config: &Config, is_kept: impl Fn(&str) -> bool) {
    let (users, recorded) = match (task_users.all(), workers_part(&config.tasks_dir)) {
        (Ok(users), Ok(recorded)) => (users, recorded),
        (Err(error), _) | (_, Err(error)) => {
            return tracing::warn!("could not look for users of earlier tasks: {error}");
        }
    };
    let is_left = |name: &str| !is_kept(name) && recorded.join(name).symlink_metadata().is_err();
    for user in users.into_iter().filter(|user| is_left(&user.name)) {
        tracing::info!("removing the user {}, left behind by an earlier worker", user.name);
        if let Err(error) = task_users.remove_user(&user.name, &user.home) {
            tracing::warn!("could not remove the user {}: {error}", user.name);
        }
    }
}
