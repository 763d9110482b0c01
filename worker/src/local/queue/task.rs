//! A task, its runs, and what the queue tells about them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use generated::Timestamp;
use generated::api::queue::{
    RunInformation, RunInformationReasonCreated as ReasonCreated,
    RunInformationReasonResolved as ReasonResolved, RunInformationState as RunState, TaskDefinitionResponse,
    TaskStatusStructure, TaskStatusStructureState as TaskState,
};

use super::artifacts::Artifact;
use super::priority;
use super::task_queue::Place;

/// How many runs a task may have at most, whatever the reason for them.
pub(super) const MOST_RUNS: usize = 50;

/// The id of a task or of a task group.
pub(super) type Id = Arc<str>;

/// A run with its artifacts.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// What the queue publishes about the run.
    pub(super) info: RunInformation,
    /// The artifacts, by name.
    pub(super) artifacts: BTreeMap<String, Artifact>,
}

/// A task with all that has happened to it.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) id: Id,
    /// What was asked for, with all defaults filled in. Only its priority ever changes.
    pub(super) definition: TaskDefinitionResponse,
    /// When the queue forgets the task.
    pub(super) expires: Timestamp,
    pub(super) retries_left: u64,
    pub(super) runs: Vec<Run>,
    /// Dependencies that do not allow the task to be scheduled yet.
    pub(super) blockers: HashSet<Id>,
    /// The tasks that depend on this one, oldest first.
    pub(super) dependents: Vec<Id>,
    /// Where the last run waits, while it is pending.
    pub(super) place: Option<Place>,
}

impl Task {
    /// The state of the last run; `Unscheduled` without any.
    pub(super) fn state(&self) -> TaskState {
        match self.runs.last().map(|run| run.info.state) {
            None => TaskState::Unscheduled,
            Some(RunState::Pending) => TaskState::Pending,
            Some(RunState::Running) => TaskState::Running,
            Some(RunState::Completed) => TaskState::Completed,
            Some(RunState::Failed) => TaskState::Failed,
            Some(RunState::Exception) => TaskState::Exception,
            Some(RunState::Unknown) => TaskState::Unknown,
        }
    }

    /// Whether nothing more happens to the task by itself.
    pub(super) fn is_resolved(&self) -> bool {
        !matches!(self.state(), TaskState::Unscheduled | TaskState::Pending | TaskState::Running)
    }

    /// The task queue that the task waits in.
    pub(super) fn task_queue_id(&self) -> String {
        format!("{}/{}", self.definition.provisioner_id, self.definition.worker_type)
    }

    /// The run `run_id`, if it is the last one.
    pub(super) fn last_run(&mut self, run_id: u64) -> Option<&mut Run> {
        self.runs.last_mut().filter(|run| run.info.run_id == run_id)
    }

    /// The run `run_id`.
    pub(super) fn run(&self, run_id: u64) -> Option<&Run> {
        usize::try_from(run_id).ok().and_then(|index| self.runs.get(index))
    }

    /// Adds a run that waits to be claimed, and tells its id.
    pub(super) fn add_pending_run(&mut self, reason: ReasonCreated, now: Timestamp) -> u64 {
        self.add_run(RunState::Pending, reason, now)
    }

    /// Adds a run for the sole purpose of carrying `reason`.
    pub(super) fn add_exception_run(&mut self, reason: ReasonResolved, now: Timestamp) {
        self.add_run(RunState::Exception, ReasonCreated::Exception, now);
        if let Some(run) = self.runs.last_mut() {
            run.info.resolved = Some(now);
            run.info.reason_resolved = Some(reason);
        }
    }

    fn add_run(&mut self, state: RunState, reason_created: ReasonCreated, now: Timestamp) -> u64 {
        let run_id = self.runs.len() as u64;
        let info = RunInformation {
            reason_created,
            reason_resolved: None,
            resolved: None,
            run_id,
            scheduled: now,
            started: None,
            state,
            taken_until: None,
            worker_group: None,
            worker_id: None,
        };
        self.runs.push(Run { info, artifacts: BTreeMap::new() });
        run_id
    }

    /// What the queue publishes about the task's progress.
    pub(super) fn status(&self) -> TaskStatusStructure {
        TaskStatusStructure {
            deadline: self.definition.deadline,
            expires: self.expires,
            priority: Some(priority::of_status(self.definition.priority)),
            project_id: self.definition.project_id.clone(),
            provisioner_id: self.definition.provisioner_id.clone(),
            retries_left: self.retries_left,
            runs: self.runs.iter().map(|run| run.info.clone()).collect(),
            scheduler_id: self.definition.scheduler_id.clone(),
            state: self.state(),
            task_group_id: self.definition.task_group_id.clone(),
            task_id: self.id.to_string(),
            task_queue_id: self.definition.task_queue_id.clone(),
            worker_type: self.definition.worker_type.clone(),
        }
    }
}
