//! Lets a task run as the worker's own user, which needs a scope: whatever the worker may do, such a task may do.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use generated::features::{RUN_TASK_AS_CURRENT_USER, scopes};
use generated::payload::current::Payload;

use super::Feature;
use crate::platform;
use crate::task::{RunContext, TaskError, TaskErrors};
use crate::taskcluster::scopes::RequiredScopes;

/// The file in the task directory that holds the name and the password of the task's own user, and the environment variable
/// that tells where it is: see `schemas/documents/task-user.yml`.
const CREDENTIALS_FILE: &str = "task-user-credentials.json";
const CREDENTIALS_VARIABLE: &str = "TASK_USER_CREDENTIALS";

/// Whoever asks for it needs the scope, also where every task runs as the worker's user: the same task must run on pools that
/// have users for tasks.
#[derive(Debug)]
pub struct RunTaskAsCurrentUser;

impl Feature for RunTaskAsCurrentUser {
    fn facts(&self) -> &'static generated::features::Feature {
        &RUN_TASK_AS_CURRENT_USER
    }

    fn required_scopes(&self, run: &RunContext, _: &Payload) -> RequiredScopes {
        let config = run.config();
        RequiredScopes::all_of([scopes::run_task_as_current_user(
            &config.provisioner_id,
            &config.worker_type,
        )])
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            if run.config().capacity == 1 {
                return become_worker(run).await;
            }
            Err(TaskError::malformed(format!(
                "feature \"{}\" cannot be used on a worker that runs several tasks at a time (capacity {})",
                RUN_TASK_AS_CURRENT_USER.title,
                run.config().capacity
            )))
        })
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Gives the task the rights of the worker's user, and the means to start processes as its own user, if it has one.
async fn become_worker(run: &RunContext) -> Result<(), TaskError> {
    let Some(user) = &run.user else { return Ok(()) };
    let failed = |error: &dyn std::fmt::Display| {
        TaskError::internal(format!("could not give the task the credentials of its user: {error}"))
    };
    let file = run.directory.path().join(CREDENTIALS_FILE);
    let (services, name, path) = (Arc::clone(&run.services), user.name.clone(), file.clone());
    let hand_over = move || -> Result<(), String> {
        let Some(task_users) = &services.task_users else { return Ok(()) };
        let password = task_users.set_password(&name).map_err(|error| error.to_string())?;
        let document = generated::documents::task_user::TaskUser {
            name,
            password: password.expose().clone().into(),
            made_in_boot: None,
        };
        let text = serde_json::to_vec(&document).map_err(|error| error.to_string())?;
        platform::replace_file_for_now(&path, &text, 0o600).map_err(|error| error.to_string())
    };
    tokio::task::spawn_blocking(hand_over)
        .await
        .map_err(|error| failed(&error))?
        .map_err(|error| failed(&error))?;
    run.notes.set_variable(CREDENTIALS_VARIABLE, file.to_string_lossy());
    run.notes.run_as_worker();
    Ok(())
}
