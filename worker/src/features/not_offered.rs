//! Refuses what a payload may ask for and this version does not do. Going on as if it were done would be worse.

use futures_util::future::BoxFuture;
use generated::features as facts;
use generated::payload::current::Payload;

use super::Feature;
use crate::task::{RunContext, TaskError, TaskErrors};

/// A feature that is asked for in vain.
#[derive(Clone, Copy, Debug)]
pub struct NotOffered(&'static generated::features::Feature);

/// The features that `payload` asks for and this version does not have.
#[must_use]
pub fn requested(payload: &Payload) -> Vec<NotOffered> {
    let features = &payload.features;
    [(features.run_task_as_current_user, &facts::RUN_TASK_AS_CURRENT_USER)]
        .into_iter()
        .filter(|(requested, _)| *requested)
        .map(|(_, facts)| NotOffered(facts))
        .collect()
}

impl Feature for NotOffered {
    fn facts(&self) -> &'static facts::Feature {
        self.0
    }

    fn start<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        let message = format!(
            "this task is attempting to use feature \"{}\", which this worker does not offer",
            self.0.title
        );
        Box::pin(std::future::ready(Err(TaskError::malformed(message))))
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(payload: &str) -> Vec<&'static str> {
        let payload: Payload = serde_json::from_str(payload).expect("a payload");
        requested(&payload).iter().map(|feature| feature.0.title).collect()
    }

    #[test]
    fn what_is_on_by_default_is_not_refused() {
        assert_eq!(names(r#"{"command": [["true"]], "maxRunTime": 1}"#), Vec::<&str>::new());
        assert_eq!(
            names(
                r#"{"command": [["true"]], "maxRunTime": 1, "features": {"taskclusterProxy": true, "runTaskAsCurrentUser": true}}"#
            ),
            ["Taskcluster Proxy", "Run Task As Current User"]
        );
    }
}
