//! Puts files, directories and caches in place before the commands run, and keeps the caches for later tasks.

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use generated::features::{self, scopes};
use generated::payload::common::{Content, Mount};
use generated::payload::current::Payload;
use tokio::task::{JoinError, JoinHandle};
use tokio_util::sync::CancellationToken;

use super::Feature;
use crate::config::Era;
use crate::mounts::{
    CacheState, Fault, FetchOptions, Fetcher, Getter, MountError, MountLog, Mounted, Mounter, Places,
    Severity, purge_caches, unmount,
};
use crate::task::{RunContext, TaskError, TaskErrors, TaskLog};
use crate::taskcluster::scopes::RequiredScopes;

/// Everybody may read artifacts whose names begin so.
const PUBLIC: &str = "public/";

/// The mounts of one run.
#[derive(Debug, Default)]
pub struct Mounts {
    cancel: CancellationToken,
    /// Goes on when nobody waits for it any more: until it has ended, nobody knows which caches the task has.
    mounting: Option<JoinHandle<Mounted>>,
    mounted: Option<Mounted>,
}

impl Feature for Mounts {
    fn facts(&self) -> &'static features::Feature {
        &features::MOUNTS_CACHES
    }

    fn required_scopes(&self, run: &RunContext, payload: &Payload) -> RequiredScopes {
        let caches = payload.mounts.iter().filter_map(cache_name).map(scopes::cache);
        let artifacts = payload.mounts.iter().filter_map(content).filter_map(|content| match content {
            Content::Artifact(content) if run.services.era == Era::Of2018 => Some(content.artifact.as_str()),
            _ => None,
        });
        let private = artifacts.filter(|name| !name.starts_with(PUBLIC)).map(scopes::artifact_content);
        RequiredScopes::all_of(caches.chain(private))
    }

    fn start<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            check(run, payload)?;
            let (services, log) = (&run.services, mount_log(&run.log));
            let pool = services.task_queue_id();
            purge_caches(&services.caches, &services.taskcluster, &pool, &payload.mounts, &log).await;
            let mounter = self.mounter(run, &log).await?;
            let mounts = payload.mounts.clone();
            let mounting = self.mounting.insert(tokio::spawn(async move { mounter.mount(&mounts).await }));
            let mounted = mounting.await;
            self.mounting = None;
            let mounted = mounted.map_err(ended_early)?;
            let result = match &mounted.result {
                Ok(()) => Ok(()),
                Err(error) => Err(task_error(error)),
            };
            self.mounted = Some(mounted);
            result
        })
    }

    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
        errors: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            self.cancel.cancel();
            if let Some(mounting) = self.mounting.take() {
                match mounting.await {
                    Ok(mounted) => self.mounted = Some(mounted),
                    Err(error) => errors.push(ended_early(error)),
                }
            }
            let Some(mounted) = self.mounted.take() else { return };
            let log = mount_log(&run.log);
            let is_used = mounted.caches.iter().any(|cache| matches!(cache.state, CacheState::Mounted(_)));
            let are_unusable = is_used && are_unusable(run, payload, &log);
            if is_used && let Err(error) = run.processes.kill().await {
                // Whoever still runs could change a cache that the next task has already got.
                tracing::warn!("task {} left processes behind: {error}", run.task_id());
            }
            let (caches, identity) = (Arc::clone(&run.services.caches), run.identity());
            let unmounting = move || {
                let errors = unmount(&caches, mounted.caches, are_unusable, &identity, &log);
                caches.save();
                errors
            };
            match tokio::task::spawn_blocking(unmounting).await {
                Ok(failures) => {
                    for failure in failures {
                        let message = format!("[mounts] Could not unmount due to: '{failure}'");
                        run.log.error(&message);
                        errors.push(TaskError::failure(message));
                    }
                }
                Err(error) => errors.push(ended_early(error)),
            }
        })
    }
}

/// A panic goes on: it is a bug of the worker.
fn ended_early(error: JoinError) -> TaskError {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(error) => TaskError::internal(format!("[mounts] ended early: {error}")),
    }
}

impl Mounts {
    async fn mounter(&self, run: &RunContext, log: &MountLog) -> Result<Mounter, TaskError> {
        let services = &run.services;
        let clients = services.as_task(&run.credentials);
        let notices = log.clone();
        let fetcher = Fetcher::new(services.downloads.clone(), clients.clone(), FetchOptions::default())
            .with_notices(Arc::new(move |notice| {
                if notice.is_warning() { notices.warn(notice) } else { notices.info(notice) }
            }));
        let getter = Getter {
            caches: Arc::clone(&services.caches),
            fetcher,
            authority: (services.era == Era::Today).then_some(clients),
            log: log.clone(),
            cancel: self.cancel.clone(),
        };
        let places = Places {
            task_directory: run.directory.path().to_owned(),
            worker_directory: run.directory.worker_directory().to_owned(),
            absolute_paths: services.era == Era::Today,
            identity: run.identity(),
        };
        let (caches, to, identity) =
            (Arc::clone(&services.caches), places.task_directory.clone(), run.identity());
        let prepared = tokio::task::spawn_blocking(move || caches.prepare(&to, &identity)).await;
        let sharing = prepared.map_err(ended_early)?.map_err(|error| {
            TaskError::unavailable(format!("[mounts] the directories for caches cannot be made: {error}"))
        })?;
        Ok(Mounter { getter, places, sharing })
    }
}

fn mount_log(log: &TaskLog) -> MountLog {
    let log = log.clone();
    MountLog::new(move |severity, line| {
        let line = format_args!("[mounts] {line}");
        match severity {
            Severity::Info => log.info(line),
            Severity::Warning => log.warn(line),
            Severity::Error => log.error(line),
        }
    })
}

/// What can be told before anything is fetched.
fn check(run: &RunContext, payload: &Payload) -> Result<(), TaskError> {
    let mut names = HashSet::new();
    for name in payload.mounts.iter().filter_map(cache_name) {
        if !names.insert(name) {
            return Err(TaskError::malformed(format!(
                "[mounts] the writable directory cache {name:?} is mounted twice; one task can mount it only once"
            )));
        }
    }
    let task = &run.claim.task;
    let mut seen = HashSet::new();
    let mut complaints = Vec::new();
    for task_id in payload.mounts.iter().filter_map(content).filter_map(artifact_task) {
        if task_id == run.task_id() {
            complaints.push(format!(
                "[mounts] the task cannot mount an artifact of its own ({task_id}): it does not exist before the task has run"
            ));
        } else if !task.dependencies.iter().any(|dependency| dependency == task_id) && seen.insert(task_id) {
            complaints.push(format!(
                "[mounts] task.dependencies needs to include {task_id} since one or more of its artifacts are mounted"
            ));
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(TaskError::malformed(complaints.join("\n"))) }
}

fn cache_name(mount: &Mount) -> Option<&str> {
    match mount {
        Mount::WritableDirectoryCache(mount) => Some(&mount.cache_name),
        Mount::FileMount(_) | Mount::ReadOnlyDirectory(_) => None,
    }
}

fn content(mount: &Mount) -> Option<&Content> {
    match mount {
        Mount::FileMount(mount) => Some(&mount.content),
        Mount::ReadOnlyDirectory(mount) => Some(&mount.content),
        Mount::WritableDirectoryCache(mount) => mount.content.as_ref(),
    }
}

fn artifact_task(content: &Content) -> Option<&str> {
    match content {
        Content::Artifact(content) => Some(&content.task_id),
        Content::Indexed(_) | Content::Url(_) | Content::Raw(_) | Content::Base64(_) => None,
    }
}

/// Whether the task may have left its caches in a state that no other task should see. Says so in the log.
fn are_unusable(run: &RunContext, payload: &Payload, log: &MountLog) -> bool {
    if run.abort.reason().is_some() {
        log.info("Purging caches since the task was aborted and may have left them in an inconsistent state");
        return true;
    }
    let listed = &payload.on_exit_status.purge_caches;
    match run.notes.last_exit_code() {
        Some(code) if listed.iter().any(|&listed| u64::try_from(code) == Ok(listed)) => {
            log.info(format_args!(
                "Purging caches since last command had exit code {code} which is listed in \
                 task.Payload.OnExitStatus.PurgeCaches array"
            ));
            true
        }
        _ => false,
    }
}

fn task_error(error: &MountError) -> TaskError {
    let message = format!("[mounts] {error}");
    match error.fault() {
        Fault::Malformed => TaskError::malformed(message),
        Fault::Task | Fault::Unavailable | Fault::Aborted => TaskError::failure(message),
        Fault::Worker => TaskError::unavailable(message),
    }
}
