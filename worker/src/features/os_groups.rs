//! Groups of the operating system that a task asks for.
//!
//! Where tasks run as the worker's own user, that user must be a member of all of them already.

use futures_util::future::BoxFuture;
use generated::config::Config;
use generated::features::scopes;
use generated::payload::current::Payload;

use super::Feature;
use crate::platform;
use crate::task::{RunContext, TaskError, TaskErrors};
use crate::taskcluster::scopes::RequiredScopes;

/// Sees to it that the commands run with the groups that the payload asks for.
#[derive(Debug)]
pub struct OsGroups;

impl Feature for OsGroups {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::OS_GROUPS
    }

    fn required_scopes(&self, run: &RunContext, payload: &Payload) -> RequiredScopes {
        let Config { provisioner_id, worker_type, .. } = run.config();
        let scope = |group: &String| scopes::os_group(provisioner_id, worker_type, group);
        RequiredScopes::all_of(payload.os_groups.iter().map(scope))
    }

    fn start<'a>(
        &'a mut self,
        _: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            let groups = tokio::task::spawn_blocking(platform::current_groups).await;
            let groups = groups.map_err(std::io::Error::other).and_then(|groups| groups);
            let groups = groups.map_err(|error| {
                TaskError::internal(format!("could not find out the groups of the worker's user: {error}"))
            })?;
            check(&payload.os_groups, &groups)
        })
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Whether all of `wanted` are among `available`.
fn check(wanted: &[String], available: &[String]) -> Result<(), TaskError> {
    let unsupported: Vec<&str> =
        wanted.iter().map(String::as_str).filter(|group| !available.iter().any(|a| a == group)).collect();
    if unsupported.is_empty() {
        return Ok(());
    }
    Err(TaskError::malformed(format!(
        "task payload contains unsupported osGroups: [{}]\nallowed values (on this worker pool): [{}]",
        unsupported.join(" "),
        available.join(" ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_groups_of_the_user_are_allowed() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let available = texts(&["adm", "video"]);
        assert_eq!(check(&texts(&["video", "adm"]), &available), Ok(()));
        assert_eq!(
            check(&texts(&["root", "video", "wheel"]), &available),
            Err(TaskError::malformed(
                "task payload contains unsupported osGroups: [root wheel]\nallowed values (on this worker pool): [adm video]"
            ))
        );
    }
}
