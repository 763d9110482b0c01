//! What the machine gives a run of its own: a directory and, where tasks have users, a user and a view of the machine.

use std::sync::Arc;

use generated::api::queue::TaskClaim;
use generated::config::Config;

use super::context::Services;
use super::directory::{TaskDirectory, name};
use super::left_behind;
use super::record::LeftBehind;
use super::resolution::TaskError;
use super::trouble::NotBegun;
use crate::platform::{self, NewView, PrivateView, TaskUser, ViewSetup};
use crate::task_users::{RemovalError, TaskUsers};

/// The directory in the worker's own one of a run that holds the contents of the task's /tmp and the like.
const TEMPORARY_FILES: &str = "temporary-files";

/// The place of one run.
#[derive(Debug)]
pub struct Place {
    /// The run's directory.
    pub directory: Arc<TaskDirectory>,
    /// The user that was made for the task, where tasks have users of their own.
    pub user: Option<Arc<TaskUser>>,
    /// What the user sees of the machine, where that is not all of it.
    pub view: Option<Arc<PrivateView>>,
}

impl Place {
    /// Makes the place for the run of `claim`: for the user that is `seated` at the desktop, where tasks have desktop sessions.
    /// Blocks.
    ///
    /// # Errors
    ///
    /// When this machine cannot give the run what it needs. Nothing is left of it then.
    pub fn make(
        services: &Services,
        claim: &TaskClaim,
        seated: Option<Arc<TaskUser>>,
    ) -> Result<Self, NotBegun> {
        let config = &services.config;
        let (task_id, run_id) = (claim.status.task_id.as_str(), claim.run_id);
        let no_directory =
            |error| TaskError::unavailable(format!("could not make a task directory: {error}"));
        let Some(task_users) = &services.task_users else {
            let directory = TaskDirectory::create(&config.tasks_dir, task_id, run_id, &config.worker_id);
            return Ok(Self {
                directory: Arc::new(directory.map_err(no_directory)?),
                user: None,
                view: None,
            });
        };
        if let Some(user) = seated {
            let run = (task_id, run_id);
            let directory =
                TaskDirectory::create_for_user(&config.tasks_dir, &user.name, run, &config.worker_id);
            let directory = Arc::new(directory.map_err(no_directory)?);
            return Ok(Self { directory, user: Some(user), view: None });
        }
        let name = name(task_id, run_id);
        if let Some(left) = LeftBehind::of_user(&config.tasks_dir, &name) {
            left_behind::remove(Some(task_users), config, &left)
                .map_err(|error| not_removed(&name, &error))?;
        }
        let tasks_dir = &config.tasks_dir;
        let directory =
            TaskDirectory::create_for_user(tasks_dir, &name, (task_id, run_id), &config.worker_id);
        let directory = Arc::new(directory.map_err(no_directory)?);
        let made = task_users.make(&name).map_err(|error| NotBegun::Ever(error.to_string()));
        let made = made.and_then(|user| Ok((user, view(config, &directory)?)));
        if made.is_err() {
            clear(services, &directory);
        }
        let (user, view) = made?;
        Ok(Self { directory, user: Some(Arc::new(user)), view })
    }
}

/// What a task with a user of its own sees of the machine. What this machine does not let be private has been told at start.
fn view(config: &Config, directory: &TaskDirectory) -> Result<Option<Arc<PrivateView>>, TaskError> {
    let temporary_files = directory.worker_directory().join(TEMPORARY_FILES);
    platform::create_private_dir(&temporary_files).map_err(|error| {
        TaskError::unavailable(format!("could not make a directory for temporary files: {error}"))
    })?;
    let setup = ViewSetup {
        task_directory: directory.path(),
        temporary_files: config.enable_task_private_tmp.then_some(&temporary_files),
        ipc: config.enable_task_private_ipc,
        processes: config.enable_task_protect_proc,
    };
    let NewView { view, missing } = PrivateView::make(&setup);
    for error in missing {
        tracing::debug!("not private to {}: {error}", directory.name());
    }
    Ok(view.map(Arc::new))
}

/// Takes away what [`Place::make`] made, after the last process of the task; whether all of it is gone. Blocks. What cannot be
/// removed costs a warning: it is tried again before the next task, and at the next start.
pub fn clear(services: &Services, directory: &TaskDirectory) -> bool {
    let removes = services.config.clean_up_task_dirs;
    let removed = match &services.task_users {
        Some(task_users) if services.config.headless_tasks => remove(task_users, directory, removes),
        // The user is still logged in. It is removed when another has taken its place.
        Some(_) => left_behind::forget(directory.worker_directory(), &directory.record(), removes),
        None if removes => platform::remove_tree(directory.path()).map_err(RemovalError::from),
        None => Ok(()),
    };
    if let Err(error) = &removed {
        tracing::warn!("could not remove all of task {}: {error}", directory.name());
    }
    removed.is_ok()
}

fn remove(task_users: &TaskUsers, directory: &TaskDirectory, removes: bool) -> Result<(), RemovalError> {
    task_users.remove_user(&directory.name(), directory.path())?;
    left_behind::forget(directory.worker_directory(), &directory.record(), removes)
}

fn not_removed(name: &str, error: &RemovalError) -> TaskError {
    TaskError::unavailable(format!("could not remove what an earlier run has left of {name}: {error}"))
}
