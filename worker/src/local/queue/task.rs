//! One task and its runs.

use std::collections::{BTreeMap, HashSet};

use generated::Timestamp;
use generated::api::queue::{
    RunInformation, RunInformationReasonCreated as Created, RunInformationReasonResolved as Resolved,
    RunInformationState as RunState, TaskDefinitionResponse, TaskDefinitionResponseRequires as Requires,
    TaskStatusStructure, TaskStatusStructureState as State,
};
use generated::runtime::api::ServerError;

use super::artifacts::StoredArtifact;
use super::definition::status_priority;
use crate::local::error;

/// A task with all its runs.
#[derive(Debug)]
pub struct Task {
    /// Its definition, with all defaults filled in.
    pub definition: TaskDefinitionResponse,
    /// Its runs, by run id.
    pub runs: Vec<RunInformation>,
    /// Artifacts by run id and name.
    pub artifacts: Vec<BTreeMap<String, StoredArtifact>>,
    /// How often the queue will still make a new run by itself.
    pub retries_left: u64,
    /// Dependencies that are not yet as the task requires them.
    pub waits_for: HashSet<String>,
    /// Where the task stands in the list of pending tasks of its task queue.
    pub place: Option<Place>,
}

/// Priority (0 is the highest), then order of arrival.
pub type Place = (u8, u64);

impl Task {
    /// The state of the latest run, or unscheduled without any.
    pub fn state(&self) -> State {
        match self.runs.last().map(|run| run.state) {
            None => State::Unscheduled,
            Some(RunState::Pending) => State::Pending,
            Some(RunState::Running) => State::Running,
            Some(RunState::Completed) => State::Completed,
            Some(RunState::Failed) => State::Failed,
            Some(RunState::Exception) => State::Exception,
            Some(RunState::Unknown) => State::Unknown,
        }
    }

    /// Whether nothing will happen to the task by itself any more.
    pub fn is_resolved(&self) -> bool {
        matches!(self.state(), State::Completed | State::Failed | State::Exception)
    }

    /// `<provisionerId>/<workerType>`.
    pub fn task_queue_id(&self) -> String {
        format!("{}/{}", self.definition.provisioner_id, self.definition.worker_type)
    }

    /// The status as the API tells it.
    pub fn status(&self, task_id: &str) -> TaskStatusStructure {
        let definition = &self.definition;
        TaskStatusStructure {
            deadline: definition.deadline,
            expires: definition.expires.unwrap_or(definition.deadline),
            priority: Some(status_priority(definition.priority)),
            project_id: definition.project_id.clone(),
            provisioner_id: definition.provisioner_id.clone(),
            retries_left: self.retries_left,
            runs: self.runs.clone(),
            scheduler_id: definition.scheduler_id.clone(),
            state: self.state(),
            task_group_id: definition.task_group_id.clone(),
            task_id: task_id.to_owned(),
            task_queue_id: Some(self.task_queue_id()),
            worker_type: definition.worker_type.clone(),
        }
    }

    /// The run, if there is such a one.
    pub fn run(&self, task_id: &str, run_id: usize) -> Result<&RunInformation, ServerError> {
        self.runs
            .get(run_id)
            .ok_or_else(|| error::not_found(format!("Run {run_id} of task {task_id} not found")))
    }
}

/// A run that waits for a worker.
pub fn new_run(run_id: usize, reason_created: Created, now: Timestamp) -> RunInformation {
    RunInformation {
        reason_created,
        reason_resolved: None,
        resolved: None,
        run_id: run_id as u64,
        scheduled: now,
        started: None,
        state: RunState::Pending,
        taken_until: None,
        worker_group: None,
        worker_id: None,
    }
}

/// The state of a run that ended for `reason`.
pub const fn state_for(reason: Resolved) -> RunState {
    match reason {
        Resolved::Completed => RunState::Completed,
        Resolved::Failed => RunState::Failed,
        _ => RunState::Exception,
    }
}

/// Whether a task that requires this of its dependencies can do with one in `state`.
pub const fn satisfies(state: State, requires: Requires) -> bool {
    match requires {
        Requires::AllResolved => matches!(state, State::Completed | State::Failed | State::Exception),
        _ => matches!(state, State::Completed),
    }
}
