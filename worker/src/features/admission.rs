//! Whether a task may use the features that it asks for: the configuration, its scopes, and the names of its artifacts.

use generated::api::auth::SetOfScopes;
use generated::payload::current::Payload;

use super::Feature;
use crate::task::{RunContext, TaskError};
use crate::taskcluster::error::CallError;
use crate::taskcluster::scopes::{ASSUME, Given, RequiredScopes, ScopeSet};

/// Lets `features` in, and reserves their artifacts. A feature that is on by default and turned off by the configuration is
/// left out.
///
/// # Errors
///
/// Everything that keeps the task from being run: all of it, so that one edit of the task can mend it.
pub async fn admit(
    run: &RunContext,
    payload: &Payload,
    features: Vec<Box<dyn Feature>>,
) -> Result<Vec<Box<dyn Feature>>, Vec<TaskError>> {
    let mut scopes = TaskScopes::of(run);
    let (mut admitted, mut refusals) = (Vec::new(), Vec::new());
    for feature in features {
        let facts = feature.facts();
        if !facts.is_enabled(run.config()) {
            if facts.on_by_default {
                tracing::debug!("task feature {} is turned off by the configuration", facts.title);
            } else {
                refusals.push(not_enabled(run, feature.as_ref()));
            }
            continue;
        }
        if let Err(refusal) = scopes.check(feature.as_ref(), &feature.required_scopes(run, payload)).await {
            refusals.push(refusal);
        }
        for artifact in feature.reserved_artifacts(run, payload) {
            if let Err(owner) = run.notes.reserve(artifact.clone(), facts.title) {
                refusals.push(TaskError::malformed(format!(
                    "Feature \"{}\" wishes to publish artifact {artifact} but feature {owner} has already reserved \
                     this artifact name",
                    facts.title
                )));
            }
        }
        admitted.push(feature);
    }
    if refusals.is_empty() { Ok(admitted) } else { Err(refusals) }
}

fn not_enabled(run: &RunContext, feature: &dyn Feature) -> TaskError {
    let facts = feature.facts();
    let setting = facts.setting.map_or("", |toggle| toggle.name);
    TaskError::malformed(format!(
        "this task is attempting to use feature \"{}\", but it's not enabled on this worker pool ({}).\n\
         Either do without the feature in the task, or ask for {setting} to be set in the configuration of the pool's workers.",
        facts.title,
        run.services.task_queue_id(),
    ))
}

/// Whether the task of `run` has the scopes `required`, by itself or by its roles.
///
/// # Errors
///
/// When what its roles grant could not be found out.
pub async fn has_scopes(run: &RunContext, required: &RequiredScopes) -> Result<bool, CallError> {
    TaskScopes::of(run).have(required).await
}

/// The scopes of a task, expanded when they do not suffice as they stand.
struct TaskScopes<'a> {
    run: &'a RunContext,
    given: &'a [String],
    literal: ScopeSet,
    expanded: Option<ScopeSet>,
}

impl<'a> TaskScopes<'a> {
    fn of(run: &'a RunContext) -> Self {
        let given = run.claim.task.scopes.as_slice();
        Self { run, given, literal: given.iter().cloned().collect(), expanded: None }
    }

    async fn have(&mut self, required: &RequiredScopes) -> Result<bool, CallError> {
        if required.satisfied_by(&self.literal) {
            return Ok(true);
        }
        if self.given.iter().any(|scope| scope.starts_with(ASSUME)) {
            return Ok(required.satisfied_by(self.expand().await?));
        }
        Ok(false)
    }

    async fn check(&mut self, feature: &dyn Feature, required: &RequiredScopes) -> Result<(), TaskError> {
        let title = feature.facts().title;
        let have = self.have(required).await.map_err(|error| {
            TaskError::unavailable(format!(
                "Feature \"{title}\" requires scopes, and whether the task's roles grant them could not be found out: \
                 {error}"
            ))
        })?;
        if have {
            return Ok(());
        }
        Err(TaskError::malformed(format!(
            "Feature \"{title}\" requires scopes:\n\n{required}\n\nbut task only has scopes:\n\n{}\n\n\
             You probably should add some scopes to your task definition",
            Given(self.given)
        )))
    }

    async fn expand(&mut self) -> Result<&ScopeSet, CallError> {
        if self.expanded.is_none() {
            let payload = SetOfScopes { scopes: self.given.to_vec() };
            let answer = self.run.services.taskcluster.auth().expand_scopes(&payload).await?;
            self.expanded = Some(answer.scopes.into_iter().collect());
        }
        // Filled just above where it was empty.
        Ok(self.expanded.get_or_insert_default())
    }
}
