//! What the machine gives a run of its own: a directory and, where tasks have users, a user and a view of the machine.

use std::sync::Arc;

use generated::api::queue::TaskClaim;

use super::context::Services;
use super::directory::{LeftBehind, TaskDirectory, name};
use super::left_behind;
use super::resolution::TaskError;
use crate::platform::{self, TaskUser};
use crate::task_users::{RemovalError, TaskUsers};

/// The place of one run.
#[derive(Debug)]
pub struct Place {
    /// The run's directory.
    pub directory: Arc<TaskDirectory>,
    /// The user that was made for the task, where tasks have users of their own.
    pub user: Option<Arc<TaskUser>>,
}

impl Place {
    /// Makes the place for the run of `claim`. Blocks.
    ///
    /// # Errors
    ///
    /// When this machine cannot give the run what it needs. Nothing is left of it then.
    pub fn make(services: &Services, claim: &TaskClaim) -> Result<Self, TaskError> {
        let config = &services.config;
        let (task_id, run_id) = (claim.status.task_id.as_str(), claim.run_id);
        let no_directory =
            |error| TaskError::unavailable(format!("could not make a task directory: {error}"));
        let Some(task_users) = &services.task_users else {
            let directory = TaskDirectory::create(&config.tasks_dir, task_id, run_id, &config.worker_id);
            return Ok(Self { directory: Arc::new(directory.map_err(no_directory)?), user: None });
        };
        let name = name(task_id, run_id);
        if let Some(left) = LeftBehind::of_user(&config.tasks_dir, &name) {
            left_behind::remove(Some(task_users), config, &left)
                .map_err(|error| not_removed(&name, &error))?;
        }
        let tasks_dir = &config.tasks_dir;
        let directory =
            TaskDirectory::create_for_user(tasks_dir, &name, (task_id, run_id), &config.worker_id);
        let directory = Arc::new(directory.map_err(no_directory)?);
        match task_users.make(&name) {
            Ok(user) => Ok(Self { directory, user: Some(Arc::new(user)) }),
            Err(error) => {
                // Whatever is left is found at the next start.
                let _ = remove(task_users, &directory, config.clean_up_task_dirs);
                Err(TaskError::unavailable(error.to_string()))
            }
        }
    }
}

/// Takes away what [`Place::make`] made, after the last process of the task. Blocks. What cannot be removed costs a warning:
/// it is tried again at the next start.
pub fn clear(services: &Services, directory: &TaskDirectory) {
    let removes = services.config.clean_up_task_dirs;
    let removed = match &services.task_users {
        Some(task_users) => remove(task_users, directory, removes),
        None if removes => platform::remove_tree(directory.path()).map_err(RemovalError::from),
        None => Ok(()),
    };
    if let Err(error) = removed {
        tracing::warn!("could not remove all of task {}: {error}", directory.name());
    }
}

fn remove(task_users: &TaskUsers, directory: &TaskDirectory, removes: bool) -> Result<(), RemovalError> {
    task_users.remove_user(&directory.name(), directory.path())?;
    left_behind::forget(directory.worker_directory(), &directory.record(), removes)
}

fn not_removed(name: &str, error: &RemovalError) -> TaskError {
    TaskError::unavailable(format!("could not remove what an earlier run has left of {name}: {error}"))
}
