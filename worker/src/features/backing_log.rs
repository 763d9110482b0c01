//! Keeps the name of the backing log from other artifacts. The log itself belongs to every run: `task/` writes and uploads it.

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;

use super::Feature;
use crate::task::{RunContext, TaskError, TaskErrors};

/// The task log as an artifact.
#[derive(Debug)]
pub struct BackingLog;

impl Feature for BackingLog {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::BACKING_LOG
    }

    fn reserved_artifacts(&self, _: &RunContext, payload: &Payload) -> Vec<String> {
        vec![payload.logs.backing.clone()]
    }

    fn start<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
