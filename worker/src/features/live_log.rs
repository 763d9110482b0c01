//! Lets a task's log be read while the task runs.
//!
//! Everything here is a favour: what goes wrong is a warning in the worker's log, and the task neither waits nor fails.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use generated::Timestamp;
use generated::api::queue::operations::GET_ARTIFACT;
use generated::api::queue::parameters;
use generated::payload::common::Logs;
use generated::payload::current::Payload;
use generated::runtime::api::ApiRequest;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Feature;
use crate::config::Era;
use crate::livelog::Publication;
use crate::process::Follower;
use crate::task::{LOG_CONTENT_TYPE, RunContext, TaskError, TaskErrors, URGENT_PATIENCE};

/// How much longer than the longest time that the commands may take the live log's artifact leads to the live log.
const MARGIN: Duration = Duration::from_secs(15 * 60);

/// How long at the end the artifact's first creation is waited for: the queue should not get the two in the wrong order.
const CREATION_PATIENCE: Duration = Duration::from_secs(10);

/// How long it may take to let the artifact lead to the backing log.
const LINK_PATIENCE: Duration = Duration::from_secs(2 * 60);

/// Publishes the log while the task runs, and then lets its artifact lead to the backing log.
#[derive(Debug, Default)]
pub struct LiveLog {
    publishing: Option<Publishing>,
}

impl Feature for LiveLog {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::LIVE_LOG
    }

    fn reserved_artifacts(&self, _: &RunContext, payload: &Payload) -> Vec<String> {
        vec![payload.logs.live.clone()]
    }

    fn start<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        match run.log.file().follow() {
            Ok(log) => self.publishing = Some(Publishing::start(run, payload, log)),
            Err(error) => warn(run.task_id(), &error),
        }
        Box::pin(std::future::ready(Ok(())))
    }

    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
        _: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            let Some(publishing) = self.publishing.take() else { return };
            let publication = publishing.end().await;
            if payload.features.backing_log
                && run.abort.unless_urgent(URGENT_PATIENCE, link(run, payload)).await.is_none()
            {
                let live = &payload.logs.live;
                tracing::warn!("task {}: no time to let {live} lead to the backing log", run.task_id());
            }
            // Only now: whoever has been sent to the live log a moment ago should find it.
            if let Some(publication) = publication {
                publication.end().await;
            }
        })
    }
}

/// The live log of a run, on its way or there.
#[derive(Debug)]
struct Publishing {
    publication: JoinHandle<Option<Publication>>,
    over: CancellationToken,
}

impl Publishing {
    /// Serves `log` and creates its artifact, while the task goes on.
    fn start(run: &RunContext, payload: &Payload, log: Follower) -> Self {
        let over = CancellationToken::new();
        // The queue lets no artifact outlive its task.
        let expires =
            (Timestamp::now() + Duration::from_secs(payload.max_run_time) + MARGIN).min(run.expires());
        let (services, uploader, ended) = (Arc::clone(&run.services), run.uploader(), over.clone());
        let (name, task_id) = (payload.logs.live.clone(), run.task_id().to_owned());
        let owner = run.user.as_ref().map(|user| user.uid);
        let directory = run.directory.worker_directory().to_owned();
        let publication = tokio::spawn(async move {
            let published = ended
                .run_until_cancelled(services.live_logs.publish(log, owner, expires, &directory))
                .await?;
            let publication = published.inspect_err(|error| warn(&task_id, error)).ok()?;
            let (url, content_type) = (publication.url().to_owned(), LOG_CONTENT_TYPE.to_owned());
            if let Err(error) = uploader.create_redirect(&name, url, content_type, expires).await {
                warn(&task_id, &error);
            }
            Some(publication)
        });
        Self { publication, over }
    }

    /// What has been published, once its artifact has been created too.
    async fn end(mut self) -> Option<Publication> {
        self.over.cancel();
        match tokio::time::timeout(CREATION_PATIENCE, &mut self.publication).await {
            Ok(published) => published.ok().flatten(),
            Err(_) => {
                self.publication.abort();
                None
            }
        }
    }
}

fn warn(task_id: &str, error: &dyn std::fmt::Display) {
    tracing::warn!("task {task_id}: could not create livelog: {error}");
}

/// Lets the live log's artifact lead to the backing log.
async fn link(run: &RunContext, payload: &Payload) {
    let Logs { live, backing } = &payload.logs;
    let linking = async {
        let (uploader, content_type) = (run.uploader(), LOG_CONTENT_TYPE.to_owned());
        let url = backing_log_url(run, backing)?;
        match run.services.era {
            Era::Today => uploader.create_link(live, backing.clone(), url, content_type, run.expires()).await,
            // Queues of 2018 know no links.
            Era::Of2018 => uploader.create_redirect(live, url, content_type, run.expires()).await,
        }
        .map_err(|error| error.to_string())
    };
    let linked = tokio::time::timeout(LINK_PATIENCE, linking).await;
    if let Err(error) = linked.unwrap_or_else(|_| Err("the queue took too long to answer".to_owned())) {
        tracing::warn!("task {}: could not let {live} lead to {backing}: {error}", run.task_id());
    }
}

fn backing_log_url(run: &RunContext, name: &str) -> Result<String, String> {
    let request = ApiRequest {
        operation: &GET_ARTIFACT,
        args: vec![
            (parameters::TASK_ID, run.task_id().to_owned()),
            (parameters::RUN_ID, run.claim.run_id.to_string()),
            (parameters::NAME, name.to_owned()),
        ],
        query: Vec::new(),
        body: None,
    };
    let url = run.services.taskcluster.deployment().operation_url(&request);
    url.map(String::from).map_err(|error| error.to_string())
}
