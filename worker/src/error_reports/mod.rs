//! Telling operators about errors of the worker itself: through worker-runner, and by Sentry.

mod panics;
mod sentry;
mod tags;

use std::sync::Arc;
use std::time::Duration;

use generated::documents::error_tags::ErrorTags;
use serde_json::{Map, Value};

pub use self::panics::Panics;
use self::sentry::Sentry;
use crate::task::Services;
use crate::worker_runner::WorkerRunner;

/// The longest that the end of the worker is put off for its reports.
const PATIENCE: Duration = Duration::from_secs(15);

/// An error of the worker itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InternalError {
    /// What went wrong, without anything secret.
    pub description: String,
    /// The task and the number of the run that it went wrong in, if it was in one.
    pub run: Option<(String, u64)>,
}

/// Where errors of the worker itself are reported to. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct ErrorReports(Option<Arc<Reporter>>);

#[derive(Debug)]
struct Reporter {
    runner: WorkerRunner,
    sentry: Sentry,
    panics: Panics,
    services: Arc<Services>,
}

impl ErrorReports {
    /// Reports of the worker of `services`, through `runner` and to the configuration's Sentry project, with what `panics`
    /// knows.
    #[must_use]
    pub fn new(services: Arc<Services>, runner: WorkerRunner, panics: Panics) -> Self {
        let sentry = Sentry::new(&services);
        Self(Some(Arc::new(Reporter { runner, sentry, panics, services })))
    }

    /// Reports `errors`. It does not go on for ever: what cannot be reported costs a warning.
    pub async fn report(&self, errors: &[InternalError]) {
        let (Some(reporter), false) = (&self.0, errors.is_empty()) else { return };
        let report_all = async {
            for error in errors {
                reporter.report(error).await;
            }
        };
        if tokio::time::timeout(PATIENCE, report_all).await.is_err() {
            tracing::warn!("WARNING: Could not report all errors within {} s", PATIENCE.as_secs());
        }
    }
}

impl Reporter {
    async fn report(&self, error: &InternalError) {
        let (services, panics) = (&self.services, self.panics.take());
        let tags = tags::of(&services.config, error.run.as_ref());
        let description = services.redact(&error.description);
        let details = services.redact(&panics.join("\n"));
        let mut extra = to_object(&tags);
        // What the operator sees first is short; what a developer needs comes with it.
        let described =
            if details.is_empty() { description.clone() } else { format!("{description}\n{details}") };
        extra.retain(|_, value| value != "");
        self.runner.report_error(described, extra).await;
        self.sentry.send(services, &description, &details, tags).await;
    }
}

fn to_object(tags: &ErrorTags) -> Map<String, Value> {
    match serde_json::to_value(tags) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}
