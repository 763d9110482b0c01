//! Whether the commands of a task that has a user of its own can gain rights through programs such as sudo.

use futures_util::future::BoxFuture;
use generated::features::scopes;
use generated::payload::current::Payload;

use super::Feature;
use super::admission::has_scopes;
use crate::task::{RunContext, TaskError, TaskErrors};
use crate::taskcluster::scopes::RequiredScopes;

/// Allows it to tasks that have the scope for it. Nothing in the payload asks for it.
#[derive(Debug)]
pub struct NewPrivileges;

impl Feature for NewPrivileges {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::NEW_PRIVILEGES
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            if run.user.is_none() {
                return Ok(());
            }
            let config = run.config();
            let scope = scopes::new_privileges(&config.provisioner_id, &config.worker_type);
            match has_scopes(run, &RequiredScopes::all_of([scope])).await {
                Ok(true) => run.notes.allow_new_privileges(),
                Ok(false) => {}
                Err(error) => run.log.warn(format_args!(
                    "The commands cannot gain rights through programs such as sudo, because whether the task's roles allow it \
                     could not be found out: {error}"
                )),
            }
            Ok(())
        })
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
