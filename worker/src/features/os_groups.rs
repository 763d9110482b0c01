//! Groups of the operating system that a task asks for.
//!
//! A task's own user becomes a member of them. Where tasks run as the worker's user, that must be a member already.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use generated::config::Config;
use generated::features::scopes;
use generated::payload::current::Payload;

use super::Feature;
use crate::platform::{self, TaskUser, UserTools};
use crate::task::{RunContext, TaskError, TaskErrors};
use crate::task_users::TaskUsers;
use crate::taskcluster::scopes::RequiredScopes;

/// Sees to it that the commands run with the groups that the payload asks for.
#[derive(Debug, Default)]
pub struct OsGroups {
    /// The groups that the task's own user may be a member of until the feature stops.
    added: Vec<String>,
}

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
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            if let Some(user) = &run.user {
                return self.add(run, user, payload).await;
            }
            let groups = tokio::task::spawn_blocking(platform::current_groups).await;
            let groups = groups.map_err(std::io::Error::other).and_then(|groups| groups);
            let groups = groups.map_err(|error| {
                TaskError::internal(format!("could not find out the groups of the worker's user: {error}"))
            })?;
            check(&payload.os_groups, &groups)
        })
    }

    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        _: &'a Payload,
        _: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            let added = std::mem::take(&mut self.added);
            let (Some(user), false) = (&run.user, added.is_empty()) else { return };
            let (services, name) = (Arc::clone(&run.services), user.name.clone());
            let remove = move || {
                let tools = services.task_users.iter().map(TaskUsers::tools);
                for (tools, group) in tools.flat_map(|tools| added.iter().map(move |group| (tools, group))) {
                    if let Err(error) = tools.remove_from_group(&name, group) {
                        tracing::warn!("{error}");
                    }
                }
            };
            if let Err(error) = tokio::task::spawn_blocking(remove).await {
                tracing::error!("could not take a task user out of groups: {error}");
            }
        })
    }
}

impl OsGroups {
    /// Makes the task's own user a member of the groups.
    async fn add(&mut self, run: &RunContext, user: &TaskUser, payload: &Payload) -> Result<(), TaskError> {
        let groups = &payload.os_groups;
        if payload.features.run_task_as_current_user {
            run.log.info(format_args!(
                "Not adding task user to group(s) [{}] since we are running as current user.",
                groups.join(" ")
            ));
            return Ok(());
        }
        self.added.clone_from(groups);
        let (services, name, groups) = (Arc::clone(&run.services), user.name.clone(), groups.clone());
        let adding = tokio::task::spawn_blocking(move || match &services.task_users {
            Some(task_users) => add_to_groups(task_users.tools(), &name, &groups),
            None => Ok(Vec::new()),
        });
        let added = adding.await.map_err(|error| TaskError::internal(error.to_string()))??;
        run.notes.add_groups(added);
        Ok(())
    }
}

/// Makes the user `name` a member of `groups`; their numbers.
fn add_to_groups(tools: &UserTools, name: &str, groups: &[String]) -> Result<Vec<u32>, TaskError> {
    let (mut numbers, mut missing) = (Vec::new(), Vec::new());
    for group in groups {
        match platform::group_id(group) {
            Ok(Some(number)) => numbers.push(number),
            Ok(None) => missing.push(group.as_str()),
            Err(error) => return Err(TaskError::internal(error.to_string())),
        }
    }
    if !missing.is_empty() {
        return Err(TaskError::malformed(format!(
            "task payload contains unsupported osGroups: [{}]\nThere are no such groups on this worker.",
            missing.join(" ")
        )));
    }
    for group in groups {
        tools.add_to_group(name, group).map_err(|error| TaskError::internal(error.to_string()))?;
    }
    Ok(numbers)
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
