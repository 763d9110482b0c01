//! Leaves out a task that a later one has made superfluous, as services of 2018 know it.

use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use generated::api::queue::TaskExceptionRequestReason;
use generated::api::queue::parameters::TASK_ID;
use generated::documents::superseder::{SupersededBy, SupersederAnswer};
use generated::features::artifacts;
use generated::payload::current::Payload;
use url::Url;

use super::Feature;
use crate::artifacts::Content;
use crate::config::Era;
use crate::task::{self, RunContext, TaskError, TaskErrors};
use crate::taskcluster::http::{Redirects, SetupError, Timeouts, describe, without_secrets};
use crate::taskcluster::retry::{Backoff, RetryPolicy};

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 1 << 20;
/// How long one attempt may take.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// For how long it is tried again: the task waits meanwhile, and can do without.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks whether a later task makes this one superfluous.
#[derive(Debug)]
pub struct Supersede;

impl Feature for Supersede {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::SUPERSEDE
    }

    fn start<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            let Some(superseder_url) = &payload.superseder_url else { return Ok(()) };
            match ask(run, superseder_url).await {
                Ok(None) => Ok(()),
                Ok(Some(by)) => Err(superseded(run, by).await),
                Err(problem) => {
                    run.log.warn(format_args!("[supersede] {problem}"));
                    run.log.warn("[supersede] Not able to see if this task has been superseded!");
                    Ok(())
                }
            }
        })
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("Problem accessing supersederUrl: it is not an http or https URL")]
    Url,
    #[error("Problem accessing supersederUrl: {0}")]
    Setup(#[from] SetupError),
    #[error("Problem accessing supersederUrl: {url}: {problem}")]
    Access { url: String, problem: Failure },
    #[error("Not able to interpret response from supersederUrl {url} as json list of task IDs: {problem}")]
    Json { url: String, problem: serde_json::Error },
}

/// Why an attempt failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Http(String),
    #[error("the answer was {0}")]
    Status(http::StatusCode),
    #[error("the answer is longer than {LONGEST_ANSWER} bytes")]
    TooLong,
    #[error("there was no answer within {} seconds", ATTEMPT_TIMEOUT.as_secs())]
    Timeout,
}

impl Failure {
    /// Whether the same question may have an answer later.
    fn is_temporary(&self) -> bool {
        match self {
            Self::Http(_) | Self::Timeout => true,
            Self::Status(status) => {
                status.is_server_error() || *status == http::StatusCode::TOO_MANY_REQUESTS
            }
            Self::TooLong => false,
        }
    }
}

/// The task that makes this one superfluous, if there is one.
async fn ask(run: &RunContext, superseder_url: &str) -> Result<Option<String>, Problem> {
    let url = with_task_id(superseder_url, run.task_id()).ok_or(Problem::Url)?;
    let timeouts = Timeouts { silence: Some(ATTEMPT_TIMEOUT), ..Timeouts::default() };
    let client = run.services.http.client(timeouts, Redirects::Follow)?;
    let shown = without_secrets(&url);
    let body = match fetch(&client, &url).await {
        Ok(body) => body,
        Err(problem) => return Err(Problem::Access { url: shown, problem }),
    };
    let answer: SupersederAnswer =
        serde_json::from_slice(&body).map_err(|problem| Problem::Json { url: shown, problem })?;
    Ok(answer.supersedes.into_iter().next().filter(|first| first != run.task_id()))
}

/// `superseder_url` with the id of the task in its query, unless its author has put that there.
fn with_task_id(superseder_url: &str, task_id: &str) -> Option<Url> {
    let mut url = Url::parse(superseder_url).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    if !url.query_pairs().any(|(name, _)| name == TASK_ID) {
        url.query_pairs_mut().append_pair(TASK_ID, task_id);
    }
    Some(url)
}

async fn fetch(client: &reqwest::Client, url: &Url) -> Result<Vec<u8>, Failure> {
    let started = Instant::now();
    let mut backoff = Backoff::new(RetryPolicy::default());
    loop {
        let attempt = tokio::time::timeout(ATTEMPT_TIMEOUT, attempt(client, url)).await;
        let failure = match attempt.unwrap_or(Err(Failure::Timeout)) {
            Ok(body) => return Ok(body),
            Err(failure) => failure,
        };
        let wait = backoff.next_wait(None);
        if !failure.is_temporary() || started.elapsed() + wait > PATIENCE {
            return Err(failure);
        }
        tokio::time::sleep(wait).await;
    }
}

async fn attempt(client: &reqwest::Client, url: &Url) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::Http(describe(error));
    let mut answer = client.get(url.clone()).send().await.map_err(failed)?;
    if !answer.status().is_success() {
        return Err(Failure::Status(answer.status()));
    }
    let mut body = Vec::new();
    while let Some(bytes) = answer.chunk().await.map_err(failed)? {
        if body.len() + bytes.len() > LONGEST_ANSWER {
            return Err(Failure::TooLong);
        }
        body.extend_from_slice(&bytes);
    }
    Ok(body)
}

/// Says by which task, and ends the run.
async fn superseded(run: &RunContext, by: String) -> TaskError {
    let message = format!("Task {} has been superseded by task {by}", run.task_id());
    if run.services.era == Era::Today {
        run.log.info(
            "[supersede] Queues of today do not know tasks that are superseded: should this one refuse, the run is resolved \
             as exception/resource-unavailable",
        );
    }
    let text = serde_json::to_string_pretty(&SupersededBy { task_id: by }).unwrap_or_default() + "\n";
    let content = Content::Bytes(text.into());
    let published =
        task::publish(run, artifacts::PUBLIC_SUPERSEDED_BY_JSON, content, "application/json").await;
    if let Err(error) = published {
        run.log.error(format_args!("[supersede] {}", error.message));
    }
    TaskError::exception(TaskExceptionRequestReason::Superseded, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_task_is_named_in_the_query() {
        for (url, expected) in [
            ("https://s.example.com/v1/list", Some("https://s.example.com/v1/list?taskId=abc")),
            ("http://s.example.com/?a=b%20c", Some("http://s.example.com/?a=b%20c&taskId=abc")),
            ("http://s.example.com/?taskId=xyz", Some("http://s.example.com/?taskId=xyz")),
            ("file:///etc/passwd", None),
            ("ftp://s.example.com/", None),
            ("s.example.com", None),
            ("", None),
        ] {
            assert_eq!(with_task_id(url, "abc").as_ref().map(Url::as_str), expected, "{url}");
        }
        let secret = Url::parse("https://user:password@s.example.com/list?token=1#x").expect("a URL");
        assert_eq!(without_secrets(&secret), "https://s.example.com/list");
    }
}
