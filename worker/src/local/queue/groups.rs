//! Task groups: who may add to them, and what can be done to all of their tasks at once.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    CancelTaskGroupResponse, RunInformationReasonResolved as ReasonResolved, TaskDefinitionResponse,
    TaskDefinitionResponsePriority as Priority, TaskGroupDefinitionResponse, TaskGroupPriorityChangeResponse,
};
use generated::runtime::api::ServerError;

use super::priority;
use super::state::QueueState;
use super::task::{Id, Task};
use super::timers::Event;
use crate::local::error;

/// A group of tasks.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) scheduler_id: String,
    /// When the group is forgotten: not before the last of its tasks.
    pub(super) expires: Timestamp,
    /// Since when no task can be added.
    pub(super) sealed: Option<Timestamp>,
    /// The tasks in the order of their creation. Those that are forgotten already may still be named.
    pub(super) tasks: Vec<Id>,
}

/// A group is kept a little longer than its tasks, so that a task never outlives it.
const GRACE: Duration = Duration::from_secs(60);

impl QueueState {
    /// The group `task_group_id`.
    pub(super) fn group(&self, task_group_id: &str) -> Result<&Group, ServerError> {
        self.groups
            .get(task_group_id)
            .ok_or_else(|| error::not_found(format!("No task-group with taskGroupId: `{task_group_id}`")))
    }

    /// Whether a task with this definition may be added to its group.
    pub(super) fn check_group(&self, definition: &TaskDefinitionResponse) -> Result<(), ServerError> {
        let (id, scheduler_id) = (&definition.task_group_id, &definition.scheduler_id);
        let Some(group) = self.groups.get(id.as_str()) else { return Ok(()) };
        if group.scheduler_id != *scheduler_id {
            return Err(error::conflict(format!(
                "Task group `{id}` contains tasks with a schedulerId other\nthan `{scheduler_id}`. All tasks in \
                 the same task-group must have\nthe same schedulerId."
            )));
        }
        if group.sealed.is_some() {
            return Err(error::conflict(format!(
                "Task group `{id}` is sealed and does not accept new tasks."
            )));
        }
        Ok(())
    }

    /// Adds a new task to its group.
    pub(super) fn join_group(&mut self, task: &Task) {
        let task_group_id = Id::from(task.definition.task_group_id.as_str());
        let expires = task.expires + GRACE;
        let group = self.groups.entry(task_group_id.clone()).or_insert_with(|| {
            self.timers.add(expires, Event::GroupExpires { task_group_id });
            let scheduler_id = task.definition.scheduler_id.clone();
            Group { scheduler_id, expires, sealed: None, tasks: Vec::new() }
        });
        group.expires = group.expires.max(expires);
        group.tasks.push(task.id.clone());
    }

    /// Forgets a group, unless it has got tasks since that are to be remembered longer.
    pub(super) fn forget_group(&mut self, task_group_id: &Id, now: Timestamp) {
        match self.groups.get(task_group_id) {
            Some(group) if group.expires > now => {
                self.timers.add(group.expires, Event::GroupExpires { task_group_id: task_group_id.clone() });
            }
            _ => drop(self.groups.remove(task_group_id)),
        }
    }

    /// The tasks of a group that are not forgotten, oldest first.
    pub(super) fn group_tasks(
        &self,
        task_group_id: &str,
    ) -> Result<impl Iterator<Item = &Task>, ServerError> {
        let members = &self.group(task_group_id)?.tasks;
        Ok(members.iter().filter_map(|id| self.tasks.get(id)))
    }

    /// What the queue publishes about the group itself.
    pub(super) fn describe_group(
        &self,
        task_group_id: &str,
    ) -> Result<TaskGroupDefinitionResponse, ServerError> {
        let group = self.group(task_group_id)?;
        Ok(TaskGroupDefinitionResponse {
            expires: group.expires,
            scheduler_id: group.scheduler_id.clone(),
            sealed: group.sealed,
            task_group_id: task_group_id.to_owned(),
        })
    }

    /// Lets no task be added to a group from `now` on. Sealing it again changes nothing.
    pub(super) fn seal_group(
        &mut self,
        task_group_id: &str,
        now: Timestamp,
    ) -> Result<TaskGroupDefinitionResponse, ServerError> {
        if let Some(group) = self.groups.get_mut(task_group_id) {
            group.sealed.get_or_insert(now);
        }
        self.describe_group(task_group_id)
    }

    /// Cancels all tasks of a group that are not resolved.
    pub(super) fn cancel_group(
        &mut self,
        task_group_id: &str,
        now: Timestamp,
    ) -> Result<CancelTaskGroupResponse, ServerError> {
        let size = self.group_tasks(task_group_id)?.count();
        let open = self.open_tasks(task_group_id)?;
        for id in &open {
            self.resolve_unfinished(id, ReasonResolved::Canceled, now);
        }
        Ok(CancelTaskGroupResponse {
            cancelled_count: open.len() as u64,
            task_group_id: task_group_id.to_owned(),
            task_group_size: size as u64,
            task_ids: open.iter().map(ToString::to_string).collect(),
        })
    }

    /// Gives all tasks of a group that are not resolved another priority.
    pub(super) fn change_group_priority(
        &mut self,
        task_group_id: &str,
        new_priority: Priority,
    ) -> Result<TaskGroupPriorityChangeResponse, ServerError> {
        let scheduler_id = self.group(task_group_id)?.scheduler_id.clone();
        let open = self.open_tasks(task_group_id)?;
        for id in &open {
            self.set_priority(id, new_priority);
        }
        Ok(TaskGroupPriorityChangeResponse {
            new_priority: priority::of_group_change(new_priority),
            scheduler_id,
            task_group_id: task_group_id.to_owned(),
            task_ids: open.iter().map(ToString::to_string).collect(),
            tasks_affected: open.len() as u64,
        })
    }

    fn open_tasks(&self, task_group_id: &str) -> Result<Vec<Id>, ServerError> {
        let open = self.group_tasks(task_group_id)?.filter(|task| !task.is_resolved());
        Ok(open.map(|task| task.id.clone()).collect())
    }
}
