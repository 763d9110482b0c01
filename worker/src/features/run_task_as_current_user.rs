//! Lets a task run as the worker's own user, which needs a scope: whatever the worker may do, such a task may do.

use futures_util::future::BoxFuture;
use generated::features::{RUN_TASK_AS_CURRENT_USER, scopes};
use generated::payload::current::Payload;

use super::Feature;
use crate::task::{RunContext, TaskError, TaskErrors};
use crate::taskcluster::scopes::RequiredScopes;

/// Whoever asks for it needs the scope, also where every task runs as the worker's user: the same task must run on pools that
/// have users for tasks.
#[derive(Debug)]
pub struct RunTaskAsCurrentUser;

impl Feature for RunTaskAsCurrentUser {
    fn facts(&self) -> &'static generated::features::Feature {
        &RUN_TASK_AS_CURRENT_USER
    }

    fn required_scopes(&self, run: &RunContext, _: &Payload) -> RequiredScopes {
        let config = run.config();
        RequiredScopes::all_of([scopes::run_task_as_current_user(
            &config.provisioner_id,
            &config.worker_type,
        )])
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        let allowed = if run.config().capacity == 1 {
            Ok(())
        } else {
            Err(TaskError::malformed(format!(
                "feature \"{}\" cannot be used on a worker that runs several tasks at a time (capacity {})",
                RUN_TASK_AS_CURRENT_USER.title,
                run.config().capacity
            )))
        };
        Box::pin(std::future::ready(allowed))
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
