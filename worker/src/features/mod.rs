//! The features of a task, one file each, in the order in which they start. They stop in the reverse order.
//!
//! Features do not know each other: what two of them need belongs to `task/` or below.

mod artifact_uploads;
mod live_log;
mod max_run_time;
mod not_offered;

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;

use crate::task::{RunContext, TaskError, TaskErrors};

/// One feature of one run.
pub trait Feature: Send {
    /// The name under which logs and messages speak of it.
    fn name(&self) -> &'static str;

    /// The artifacts that only this feature may publish.
    fn reserved_artifacts(&self, _payload: &Payload) -> Vec<String> {
        Vec::new()
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
    if payload.features.live_log {
        features.push(Box::<live_log::LiveLog>::default());
    }
    for feature in not_offered::requested(payload) {
        features.push(Box::new(feature));
    }
    if !payload.artifacts.is_empty() {
        features.push(Box::new(artifact_uploads::ArtifactUploads));
    }
    features.push(Box::<max_run_time::MaxRunTime>::default());
    features
}
