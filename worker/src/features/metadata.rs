//! Notes which task the worker started last, for whoever looks into a crash.

use std::path::Path;

use futures_util::future::BoxFuture;
use generated::documents::worker_metadata::WorkerMetadata;
use generated::payload::current::Payload;

use super::Feature;
use crate::platform;
use crate::task::{RunContext, TaskError, TaskErrors};

/// In the worker's working directory; see `schemas/documents/worker-metadata.yml`.
const FILE: &str = "generic-worker-metadata.json";

/// Writes the file that names the last task.
#[derive(Debug)]
pub struct Metadata;

impl Feature for Metadata {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::METADATA
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            let deployment = run.services.taskcluster.deployment();
            let last_task_url = deployment.run_page(run.task_id(), run.claim.run_id);
            let write = move || {
                let text = serde_json::to_vec(&WorkerMetadata { last_task_url })?;
                // For crashes, so that the disk has it before the task can do anything.
                platform::replace_file_atomically(Path::new(FILE), &text, 0o644)
            };
            let written = tokio::task::spawn_blocking(write).await;
            // Nothing that a task should fail for.
            match written {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!("could not write {FILE}: {error}"),
                Err(error) => tracing::warn!("could not write {FILE}: {error}"),
            }
            Ok(())
        })
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
