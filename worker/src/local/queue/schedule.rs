//! Making runs: scheduling, rerunning, and the order in which runs are handed out.

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonCreated as ReasonCreated, TaskDefinitionResponsePriority as Priority,
    TaskStatusStructure, TaskStatusStructureState as TaskState,
};
use generated::runtime::api::ServerError;

use super::state::QueueState;
use super::task::{MOST_RUNS, Task};
use super::task_queue::Place;
use crate::local::error;

impl QueueState {
    /// Gives a task a run that waits to be claimed.
    pub(super) fn add_pending_run(&mut self, task_id: &str, reason: ReasonCreated, now: Timestamp) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        let run_id = task.add_pending_run(reason, now);
        self.enqueue(task_id, run_id, now);
    }

    /// Schedules a task whatever it still waits for. A task that has a run stays as it is.
    pub(super) fn schedule_task(
        &mut self,
        task_id: &str,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        let task = self.task(task_id)?;
        check_deadline(task, "scheduled", now)?;
        if task.runs.is_empty() {
            self.add_pending_run(task_id, ReasonCreated::Scheduled, now);
        }
        Ok(self.task(task_id)?.status())
    }

    /// Runs a task once more, with all of its retries, unless it is about to run anyhow.
    pub(super) fn rerun_task(
        &mut self,
        task_id: &str,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        let task = self.task_mut(task_id)?;
        check_deadline(task, "rescheduled", now)?;
        if matches!(task.state(), TaskState::Pending | TaskState::Running) {
            return Ok(task.status());
        }
        if task.runs.len() >= MOST_RUNS {
            return Err(error::conflict(format!("Maximum number of runs reached ({MOST_RUNS}).")));
        }
        let further_runs = (MOST_RUNS - task.runs.len() - 1) as u64;
        task.retries_left = task.definition.retries.min(further_runs);
        self.add_pending_run(task_id, ReasonCreated::Rerun, now);
        Ok(self.task(task_id)?.status())
    }

    /// Gives an unresolved task another priority.
    pub(super) fn change_priority(
        &mut self,
        task_id: &str,
        priority: Priority,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        let task = self.task(task_id)?;
        check_deadline(task, "reprioritized", now)?;
        if task.is_resolved() {
            return Err(error::conflict(format!(
                "Task `{task_id}` is resolved: its priority can't be changed."
            )));
        }
        self.set_priority(task_id, priority);
        Ok(self.task(task_id)?.status())
    }

    /// Changes the priority of a task. Where it waits, it keeps its age.
    pub(super) fn set_priority(&mut self, task_id: &str, priority: Priority) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        task.definition.priority = priority;
        let Some(old) = task.place else { return };
        let new = Place { priority, ..old };
        task.place = Some(new);
        let task_queue_id = task.task_queue_id();
        if let Some(queue) = self.queues.get_mut(&task_queue_id)
            && let Some(waiting) = queue.pending.remove(&old)
        {
            queue.pending.insert(new, waiting);
        }
    }
}

/// Refuses to have something `done` to a task whose deadline has passed.
pub(super) fn check_deadline(task: &Task, done: &str, now: Timestamp) -> Result<(), ServerError> {
    let deadline = task.definition.deadline;
    if deadline > now {
        return Ok(());
    }
    Err(error::conflict(format!("Task `{}` can't be {done} past its deadline of {deadline}.", task.id)))
}
