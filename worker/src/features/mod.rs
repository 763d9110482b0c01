//! The features of a task, one file each, in the order in which they start. They stop in the reverse order.
//!
//! Features do not know each other: what two of them need belongs to `task/` or below.

mod admission;
mod artifact_uploads;
mod backing_log;
mod chain_of_trust;
mod live_log;
mod max_run_time;
mod metadata;
mod mounts;
mod new_privileges;
mod os_groups;
mod resource_monitor;
mod run_task_as_current_user;
mod supersede;
mod taskcluster_proxy;

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;

pub use self::admission::admit;
use crate::task::{RunContext, TaskError, TaskErrors};
use crate::taskcluster::scopes::RequiredScopes;

/// One feature of one run.
pub trait Feature: Send + Sync {
    /// What is written down of it in `schemas/features.yml`.
    fn facts(&self) -> &'static generated::features::Feature;

    /// The scopes that the task needs for what it asks of the feature.
    fn required_scopes(&self, _run: &RunContext, _payload: &Payload) -> RequiredScopes {
        RequiredScopes::nothing()
    }

    /// The artifacts that only this feature may publish in this run.
    fn reserved_artifacts(&self, _run: &RunContext, _payload: &Payload) -> Vec<String> {
        self.facts().artifacts.iter().map(|&name| name.to_owned()).collect()
    }

    /// Prepares the feature, before any command runs.
    ///
    /// # Errors
    ///
    /// What keeps the task from running: nothing else is started then.
    fn start<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>>;

    /// Ends the feature, after the commands. Called for every feature whose start was tried, also when it failed.
    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
        errors: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()>;
}

/// The features that `payload` asks for, in the order in which they start.
#[must_use]
pub fn requested(payload: &Payload) -> Vec<Box<dyn Feature>> {
    let mut features: Vec<Box<dyn Feature>> = Vec::new();
    if payload.features.backing_log {
        features.push(Box::new(backing_log::BackingLog));
    }
    if payload.features.live_log {
        features.push(Box::<live_log::LiveLog>::default());
    }
    if payload.features.taskcluster_proxy {
        features.push(Box::<taskcluster_proxy::TaskclusterProxy>::default());
    }
    // Whatever brings the machine down, it says which task was running.
    features.push(Box::new(metadata::Metadata));
    // Before anything is put in place for a task that may be left out.
    if payload.superseder_url.is_some() {
        features.push(Box::new(supersede::Supersede));
    }
    if !payload.os_groups.is_empty() {
        features.push(Box::<os_groups::OsGroups>::default());
    }
    features.push(Box::new(new_privileges::NewPrivileges));
    if payload.features.run_task_as_current_user {
        features.push(Box::new(run_task_as_current_user::RunTaskAsCurrentUser));
    }
    if !payload.mounts.is_empty() {
        features.push(Box::<mounts::Mounts>::default());
    }
    if payload.features.resource_monitor {
        features.push(Box::new(resource_monitor::ResourceMonitor));
    }
    // Before the uploads, so that it stops after them.
    if payload.features.chain_of_trust {
        features.push(Box::<chain_of_trust::ChainOfTrust>::default());
    }
    if !payload.artifacts.is_empty() {
        features.push(Box::new(artifact_uploads::ArtifactUploads));
    }
    features.push(Box::<max_run_time::MaxRunTime>::default());
    features
}
