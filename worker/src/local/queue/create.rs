//! Creating a task: defaults, checks, dependencies.

use std::collections::HashSet;
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonCreated as ReasonCreated, TaskDefinitionRequest, TaskDefinitionRequestRequires,
    TaskDefinitionResponse, TaskDefinitionResponseRequires as Requires, TaskStatusStructure,
    TaskStatusStructureState as TaskState,
};
use generated::runtime::api::ServerError;
use jiff::ToSpan;
use jiff::tz::Offset;

use super::priority;
use super::state::QueueState;
use super::task::{Id, Task};
use super::timers::Event;
use crate::local::error;

/// How far the clocks of a caller and of the queue may be apart.
const DRIFT: Duration = Duration::from_secs(15 * 60);

/// How far away a deadline may be.
const LONGEST: Duration = Duration::from_secs(5 * 24 * 60 * 60);

/// The project of a task that names none.
pub(super) const NO_PROJECT: &str = "none";

/// The two halves of the task queue's id that a request names, in one way or the other.
pub(super) fn provisioner_and_worker_type(
    request: &TaskDefinitionRequest,
) -> Result<(String, String), ServerError> {
    let joined = request.task_queue_id.as_deref();
    match (&request.provisioner_id, &request.worker_type, joined) {
        (Some(provisioner), Some(worker_type), Some(joined))
            if joined.split_once('/') != Some((provisioner, worker_type)) =>
        {
            Err(error::input("taskQueueId must match \"provisionerId/workerType\""))
        }
        (Some(provisioner), Some(worker_type), _) => Ok((provisioner.clone(), worker_type.clone())),
        (_, _, Some(joined)) => {
            let halves = joined.split_once('/');
            halves
                .map(|(provisioner, worker_type)| (provisioner.to_owned(), worker_type.to_owned()))
                .ok_or_else(|| error::input("taskQueueId must have the form provisionerId/workerType"))
        }
        _ => Err(error::input("at least a provisionerId and a workerType or a taskQueueId must be provided")),
    }
}

impl QueueState {
    /// Creates a task, and schedules it unless it must wait for others. Creating it again in the same words
    /// changes nothing.
    pub(super) fn create_task(
        &mut self,
        task_id: &str,
        request: TaskDefinitionRequest,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        let definition = complete(task_id, request)?;
        check_times(&definition, now)?;
        if definition.scopes.iter().any(|scope| scope.ends_with("**")) {
            return Err(error::input("scopes must not end with `**`"));
        }
        if let Some(existing) = self.tasks.get(task_id)
            && existing.definition == definition
        {
            return Ok(existing.status());
        }
        self.check_group(&definition)?;
        if self.tasks.contains_key(task_id) {
            return Err(error::conflict(format!(
                "taskId `{task_id}` already used by another task.\nThis could be the result of faulty idempotency!"
            )));
        }
        let blockers = self.blockers(task_id, &definition)?;
        self.insert(task_id, definition, blockers, now);
        Ok(self.task(task_id)?.status())
    }

    fn insert(
        &mut self,
        task_id: &str,
        definition: TaskDefinitionResponse,
        blockers: HashSet<Id>,
        now: Timestamp,
    ) {
        let id = Id::from(task_id);
        let task = Task {
            id: id.clone(),
            expires: definition.expires.unwrap_or(definition.deadline),
            retries_left: definition.retries,
            runs: Vec::new(),
            blockers,
            dependents: Vec::new(),
            place: None,
            definition,
        };
        self.timers.add(task.definition.deadline, Event::Deadline { task_id: id.clone() });
        self.timers.add(task.expires, Event::TaskExpires { task_id: id.clone() });
        self.join_group(&task);
        let dependencies = task.definition.dependencies.clone();
        let free = task.blockers.is_empty();
        self.tasks.insert(id.clone(), task);
        for dependency in dependencies {
            if let Some(dependency) = self.tasks.get_mut(dependency.as_str()) {
                dependency.dependents.push(id.clone());
            }
        }
        if free {
            self.add_pending_run(task_id, ReasonCreated::Scheduled, now);
        }
    }

    /// The dependencies of a task that must still be resolved. They must all exist, and long enough.
    fn blockers(
        &self,
        task_id: &str,
        definition: &TaskDefinitionResponse,
    ) -> Result<HashSet<Id>, ServerError> {
        let mut blockers = HashSet::new();
        let (mut missing, mut expiring) = (Vec::new(), Vec::new());
        for dependency in &definition.dependencies {
            if dependency == task_id {
                blockers.insert(Id::from(task_id));
                continue;
            }
            match self.tasks.get(dependency.as_str()) {
                None => missing.push(dependency.as_str()),
                Some(found) if definition.deadline > found.expires => expiring.push(dependency.as_str()),
                Some(found) => {
                    if !satisfies(found.state(), definition.requires) {
                        blockers.insert(found.id.clone());
                    }
                }
            }
        }
        match dependency_errors(&missing, &expiring) {
            Some(message) => Err(error::input(message)),
            None => Ok(blockers),
        }
    }
}

/// Whether a dependency in `state` no longer blocks a task that `requires` this of it.
pub(super) const fn satisfies(state: TaskState, requires: Requires) -> bool {
    match state {
        TaskState::Completed => true,
        TaskState::Failed | TaskState::Exception => matches!(requires, Requires::AllResolved),
        _ => false,
    }
}

/// What is wrong with the dependencies of a task, if anything is.
fn dependency_errors(missing: &[&str], expiring: &[&str]) -> Option<String> {
    let list = |ids: &[&str]| ids.iter().map(|id| format!(" * {id}\n")).collect::<String>();
    let mut message = String::new();
    if !missing.is_empty() {
        message += "`task.dependencies` references non-existing tasks: \n";
        message += &list(missing);
        message += "All taskIds in `task.dependencies` **must** exist\nbefore the task is created.\n";
    }
    if !expiring.is_empty() {
        message += "`task.dependencies` references tasks that expires\n";
        message += "before `task.deadline` this is not allowed, see tasks: \n";
        message += &list(expiring);
        message += "All taskIds in `task.dependencies` **must** have\n";
        message += "`task.expires` greater than the `deadline` for this task.\n";
    }
    (!message.is_empty()).then_some(message)
}

/// The definition that a request stands for, with all defaults.
fn complete(task_id: &str, request: TaskDefinitionRequest) -> Result<TaskDefinitionResponse, ServerError> {
    let (provisioner_id, worker_type) = provisioner_and_worker_type(&request)?;
    Ok(TaskDefinitionResponse {
        created: request.created,
        deadline: request.deadline,
        dependencies: request.dependencies,
        expires: Some(request.expires.unwrap_or_else(|| a_year_after(request.deadline))),
        extra: request.extra,
        metadata: request.metadata,
        payload: request.payload,
        priority: priority::of_request(request.priority),
        project_id: Some(request.project_id.unwrap_or_else(|| NO_PROJECT.to_owned())),
        requires: match request.requires {
            TaskDefinitionRequestRequires::AllCompleted => Requires::AllCompleted,
            TaskDefinitionRequestRequires::AllResolved => Requires::AllResolved,
        },
        retries: request.retries,
        routes: request.routes,
        scheduler_id: request.scheduler_id,
        scopes: request.scopes,
        tags: request.tags,
        task_group_id: request.task_group_id.unwrap_or_else(|| task_id.to_owned()),
        task_queue_id: Some(format!("{provisioner_id}/{worker_type}")),
        provisioner_id,
        worker_type,
    })
}

/// The same date and time one year later.
fn a_year_after(time: Timestamp) -> Timestamp {
    let later = jiff::Timestamp::from_millisecond(time.as_millis())
        .and_then(|time| Offset::UTC.to_datetime(time).checked_add(1.year()))
        .and_then(|later| Offset::UTC.to_timestamp(later));
    // Beyond the last year that can be represented, there is no later time.
    later.map_or(time, |later| Timestamp::from_millis(later.as_millisecond()))
}

fn check_times(definition: &TaskDefinitionResponse, now: Timestamp) -> Result<(), ServerError> {
    let (created, deadline) = (definition.created, definition.deadline);
    let wrong = if created < now - DRIFT {
        "`created` cannot be in the past (max 15min drift)"
    } else if created > now + DRIFT {
        "`created` cannot be in the future (max 15min drift)"
    } else if created > deadline {
        "`deadline` cannot be later than `created`"
    } else if deadline < now {
        "`deadline` cannot be in the past"
    } else if deadline > now + LONGEST + DRIFT {
        "`deadline` cannot be more than 5 days into the future"
    } else if definition.expires.is_some_and(|expires| deadline > expires) {
        "`expires` cannot be before `deadline`"
    } else {
        return Ok(());
    };
    Err(error::input(wrong))
}
