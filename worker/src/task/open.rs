//! What a run has for itself: made before it, and taken away after it.

use std::sync::Arc;

use generated::api::queue::TaskClaim;

use super::abort::Abort;
use super::after_user_creation::{AfterUserCreationError, run_after_user_creation};
use super::context::{RunContext, Services};
use super::directory::{TaskDirectory, workers_part};
use super::limits::{limits, method};
use super::log::TaskLog;
use super::notes::RunNotes;
use super::place::{self, Place};
use super::resolution::TaskError;
use super::trouble::NotBegun;
use super::turn::Turn;
use crate::platform::TaskUser;
use crate::process::ProcessTree;
use crate::taskcluster::credentials::SharedCredentials;

/// Makes what the run has for itself: directory, user, log, process tree.
///
/// # Errors
///
/// When this machine cannot give the run what it needs. Nothing is left of it then.
pub async fn open(
    services: &Arc<Services>,
    claim: &TaskClaim,
    credentials: &SharedCredentials,
    abort: &Abort,
    turn: Option<Turn>,
) -> Result<RunContext, NotBegun> {
    if let Some(turn) = &turn {
        let prepared = turn.prepare_next().await;
        prepared.map_err(|error| NotBegun::Ever(error.to_string()))?;
    }
    let seated = turn.map(|turn| turn.user);
    let (sharing, claimed, has_session) = (Arc::clone(services), claim.clone(), seated.is_some());
    let making = tokio::task::spawn_blocking(move || Place::make(&sharing, &claimed, seated));
    let place = making.await.map_err(|error| NotBegun::Now(TaskError::internal(error.to_string())))??;
    let prepared = match &place.user {
        Some(user) if !has_session => prepare_user(services, user).await,
        _ => Ok(()),
    };
    let prepared = prepared.map_err(|error| NotBegun::Ever(error.to_string()));
    let opened = prepared.and_then(|()| Ok(open_in(&place, services, claim, credentials, abort)?));
    if opened.is_err() {
        clear(services, &place.directory).await;
    }
    opened
}

/// Runs the program with which the configuration has new task users prepared, if it names one.
///
/// # Errors
///
/// When it cannot be run, or fails; `user` must not get a task then.
pub async fn prepare_user(services: &Services, user: &Arc<TaskUser>) -> Result<(), AfterUserCreationError> {
    let config = &services.config;
    if config.run_after_user_creation.is_empty() {
        return Ok(());
    }
    let output = workers_part(&config.tasks_dir)?.join(format!("{}.output", user.name));
    run_after_user_creation(&config.run_after_user_creation, user, !config.headless_tasks, &output).await
}

fn open_in(
    place: &Place,
    services: &Arc<Services>,
    claim: &TaskClaim,
    credentials: &SharedCredentials,
    abort: &Abort,
) -> Result<RunContext, TaskError> {
    let (directory, config) = (&place.directory, &services.config);
    let log = TaskLog::create(&directory.log_file())
        .map_err(|error| TaskError::unavailable(format!("could not create the task log: {error}")))?;
    let processes = ProcessTree::with_method(&directory.name(), &limits(config), method(config))
        .map_err(|error| TaskError::unavailable(format!("could not prepare to run commands: {error}")))?;
    if let Some(observer) = &services.log_observer {
        // Nobody may be watching any more.
        let _ = observer.send(Arc::clone(log.file()));
    }
    Ok(RunContext {
        services: Arc::clone(services),
        claim: claim.clone(),
        directory: Arc::clone(directory),
        user: place.user.clone(),
        view: place.view.clone(),
        log,
        processes,
        queue: services.as_task(credentials).queue(),
        credentials: credentials.clone(),
        abort: abort.clone(),
        notes: RunNotes::default(),
    })
}

/// Takes away what [`open`] made of `directory` and user. Whether all of it is gone.
pub async fn clear(services: &Arc<Services>, directory: &Arc<TaskDirectory>) -> bool {
    let (services, directory) = (Arc::clone(services), Arc::clone(directory));
    tokio::task::spawn_blocking(move || place::clear(&services, &directory)).await.unwrap_or_else(|error| {
        tracing::error!("could not remove what a run has left: {error}");
        false
    })
}
