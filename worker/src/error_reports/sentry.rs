//! Sending events to Sentry: the address of the project comes from the auth service, and the event goes there by the HTTP
//! client that the worker has anyway.

use std::time::Duration;

use generated::documents::error_tags::ErrorTags;
use reqwest::header::CONTENT_TYPE;
use sentry::protocol::{Envelope, Event, Exception, Level, Map};
use sentry::types::Dsn;

use super::to_object;
use crate::task::Services;
use crate::taskcluster::http::describe;
use crate::version;

/// How long a call that fails is repeated.
const GIVE_UP_AFTER: Duration = Duration::from_secs(3);
/// The longest that one request may take.
const REQUEST_LIMIT: Duration = Duration::from_secs(5);
/// Sentry cuts longer texts anyway.
const LONGEST_TEXT: usize = 64 * 1024;

/// The way to a Sentry project.
#[derive(Debug)]
pub struct Sentry {
    /// Empty where there is none.
    project: String,
}

impl Sentry {
    /// The project that the configuration names.
    pub fn new(services: &Services) -> Self {
        Self { project: services.config.sentry_project.clone() }
    }

    /// Sends an event, if there is a project. A failure is a warning.
    pub async fn send(&self, services: &Services, description: &str, details: &str, tags: ErrorTags) {
        if self.project.is_empty() {
            return;
        }
        let dsn = match tokio::time::timeout(REQUEST_LIMIT, self.dsn(services)).await {
            Ok(Ok(dsn)) => dsn,
            Ok(Err(reason)) => return tracing::warn!("WARNING: Could not get sentry DSN: {reason}"),
            Err(_) => {
                let limit = REQUEST_LIMIT.as_secs();
                return tracing::warn!("WARNING: Could not get sentry DSN: no answer within {limit} s");
            }
        };
        match post(services, &dsn, event(description, details, tags)).await {
            Ok(()) => tracing::info!("Reported to Sentry project {}", self.project),
            Err(reason) => tracing::warn!("WARNING: Could not report to Sentry: {reason}"),
        }
    }

    async fn dsn(&self, services: &Services) -> Result<Dsn, String> {
        let auth = services.taskcluster.giving_up_after(GIVE_UP_AFTER).auth();
        let answer = auth.sentry_dsn(&self.project).await.map_err(|error| error.to_string())?;
        // The text holds a key, so the error must not show it.
        answer.dsn.secret.expose().parse().map_err(|_| "what the auth service answers is no DSN".to_owned())
    }
}

fn event(description: &str, details: &str, tags: ErrorTags) -> Event<'static> {
    let tags: Map<String, String> = to_object(&tags)
        .into_iter()
        .filter_map(|(name, value)| value.as_str().map(|value| (name, value.to_owned())))
        // Sentry refuses tags without a value.
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let exception = Exception {
        ty: description.lines().next().unwrap_or_default().to_owned(),
        value: Some(shortened(if details.is_empty() { description } else { details })),
        ..Exception::default()
    };
    Event {
        level: Level::Fatal,
        message: Some(shortened(description)),
        platform: "native".into(),
        release: Some(format!("generic-worker@{}", version::VERSION).into()),
        exception: vec![exception].into(),
        tags,
        ..Event::default()
    }
}

fn shortened(text: &str) -> String {
    text.get(..LONGEST_TEXT).unwrap_or(text).to_owned()
}

async fn post(services: &Services, dsn: &Dsn, event: Event<'static>) -> Result<(), String> {
    let mut body = Vec::new();
    Envelope::from(event).to_writer(&mut body).map_err(|error| error.to_string())?;
    let agent = format!("generic-worker/{}", version::VERSION);
    let answer = services
        .storage
        .post(dsn.envelope_api_url())
        .header("X-Sentry-Auth", dsn.to_auth(Some(&agent)).to_string())
        .header(CONTENT_TYPE, "application/x-sentry-envelope")
        .timeout(REQUEST_LIMIT)
        .body(body)
        .send()
        .await
        .map_err(describe)?;
    match answer.status() {
        status if status.is_success() => Ok(()),
        status => Err(format!("it answered {status}")),
    }
}
