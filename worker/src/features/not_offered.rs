//! Refuses what a payload may ask for and this version does not do. Going on as if it were done would be worse.

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;

use super::Feature;
use crate::task::{RunContext, TaskError, TaskErrors};

/// A feature that is asked for in vain.
#[derive(Clone, Copy, Debug)]
pub struct NotOffered {
    name: &'static str,
}

/// The features that `payload` asks for and this version does not have.
#[must_use]
pub fn requested(payload: &Payload) -> Vec<NotOffered> {
    let features = &payload.features;
    [
        (features.taskcluster_proxy, "Taskcluster Proxy"),
        (!payload.os_groups.is_empty(), "OS Groups"),
        (!payload.mounts.is_empty(), "Mounts/Caches"),
        (features.run_task_as_current_user, "Run Task As Current User"),
        (features.chain_of_trust, "Chain of Trust"),
    ]
    .into_iter()
    .filter(|(requested, _)| *requested)
    .map(|(_, name)| NotOffered { name })
    .collect()
}

impl Feature for NotOffered {
    fn name(&self) -> &'static str {
        self.name
    }

    fn start<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        let message = format!(
            "this task is attempting to use feature \"{}\", which this worker does not offer",
            self.name
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
        requested(&payload).iter().map(|feature| feature.name).collect()
    }

    #[test]
    fn what_is_on_by_default_is_not_refused() {
        assert_eq!(names(r#"{"command": [["true"]], "maxRunTime": 1}"#), Vec::<&str>::new());
        assert_eq!(
            names(
                r#"{"command": [["true"]], "maxRunTime": 1, "osGroups": ["g"], "features": {"chainOfTrust": true}}"#
            ),
            ["OS Groups", "Chain of Trust"]
        );
    }
}
