//! What the queue knows: tasks, their runs, and what is due when. Every change is told the time.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonCreated as Created, RunInformationReasonResolved as Resolved,
    RunInformationState as RunState, TaskDefinitionResponse, TaskStatusStructureState as State,
};
use generated::runtime::api::ServerError;

use super::task::{Place, Task, new_run, satisfies, state_for};
use crate::local::error;

/// The most runs that a task can have.
const MOST_RUNS: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Claim(usize),
    Deadline,
}

/// A task group.
#[derive(Debug)]
pub struct Group {
    /// The scheduler of all its tasks.
    pub scheduler_id: String,
    /// When the last of its tasks expires.
    pub expires: Timestamp,
    /// Its tasks, oldest first.
    pub task_ids: Vec<String>,
}

/// Everything that the queue knows.
#[derive(Debug)]
pub struct QueueState {
    /// How long a claim holds.
    claim_duration: Duration,
    tasks: HashMap<String, Task>,
    groups: HashMap<String, Group>,
    dependents: HashMap<String, Vec<String>>,
    pending: HashMap<String, BTreeMap<Place, String>>,
    due: BTreeSet<(Timestamp, String, Due)>,
    arrivals: u64,
    woken: HashSet<String>,
}

impl QueueState {
    /// A queue without tasks.
    pub fn new(claim_duration: Duration) -> Self {
        Self {
            claim_duration,
            tasks: HashMap::new(),
            groups: HashMap::new(),
            dependents: HashMap::new(),
            pending: HashMap::new(),
            due: BTreeSet::new(),
            arrivals: 0,
            woken: HashSet::new(),
        }
    }

    /// A task.
    pub fn task(&self, task_id: &str) -> Result<&Task, ServerError> {
        self.tasks.get(task_id).ok_or_else(|| no_task(task_id))
    }

    /// A task, to be changed.
    pub fn task_mut(&mut self, task_id: &str) -> Result<&mut Task, ServerError> {
        self.tasks.get_mut(task_id).ok_or_else(|| no_task(task_id))
    }

    /// A task group.
    pub fn group(&self, group_id: &str) -> Result<&Group, ServerError> {
        let group = self.groups.get(group_id);
        group.ok_or_else(|| error::not_found(format!("No task-group with taskGroupId: {group_id}")))
    }

    /// The tasks that depend on `task_id`.
    pub fn dependents(&self, task_id: &str) -> &[String] {
        self.dependents.get(task_id).map_or(&[], Vec::as_slice)
    }

    /// The ids of the tasks that wait for a worker of `task_queue_id`, in the order in which they will be claimed.
    pub fn pending(&self, task_queue_id: &str) -> impl Iterator<Item = &String> {
        self.pending.get(task_queue_id).into_iter().flat_map(BTreeMap::values)
    }

    /// The task queues that got something to do since this was last asked.
    pub fn take_woken(&mut self) -> HashSet<String> {
        std::mem::take(&mut self.woken)
    }

    /// When [`advance`](Self::advance) will next have something to do.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.due.first().map(|(at, ..)| *at)
    }

    /// Adds a task. The same one again changes nothing.
    pub fn create(
        &mut self,
        task_id: &str,
        definition: TaskDefinitionResponse,
        now: Timestamp,
    ) -> Result<(), ServerError> {
        if let Some(task) = self.tasks.get(task_id) {
            return if task.definition == definition { Ok(()) } else { Err(already_there(task_id)) };
        }
        let scheduler_id = &definition.scheduler_id;
        if let Some(group) =
            self.groups.get(&definition.task_group_id).filter(|group| group.scheduler_id != *scheduler_id)
        {
            return Err(error::conflict(format!(
                "Task-group {} contains tasks with schedulerId {}. You are attempting to include tasks from schedulerId {scheduler_id}, which is not permitted",
                definition.task_group_id, group.scheduler_id
            )));
        }
        let mut waits_for = HashSet::new();
        for dependency in &definition.dependencies {
            if dependency == task_id {
                waits_for.insert(dependency.clone());
                continue;
            }
            let Some(other) = self.tasks.get(dependency) else {
                return Err(error::input(format!(
                    "`task.dependencies` references non-existing task {dependency}"
                )));
            };
            if !satisfies(other.state(), definition.requires) {
                waits_for.insert(dependency.clone());
            }
        }
        for dependency in &waits_for {
            self.dependents.entry(dependency.clone()).or_default().push(task_id.to_owned());
        }
        let expires = definition.expires.unwrap_or(definition.deadline);
        let group = self.groups.entry(definition.task_group_id.clone()).or_insert_with(|| Group {
            scheduler_id: definition.scheduler_id.clone(),
            expires,
            task_ids: Vec::new(),
        });
        group.expires = group.expires.max(expires);
        group.task_ids.push(task_id.to_owned());
        self.due.insert((definition.deadline, task_id.to_owned(), Due::Deadline));
        let ready = waits_for.is_empty();
        let retries_left = definition.retries;
        let task = Task {
            definition,
            runs: Vec::new(),
            artifacts: Vec::new(),
            retries_left,
            waits_for,
            place: None,
        };
        self.tasks.insert(task_id.to_owned(), task);
        if ready {
            self.add_run(task_id, Created::Scheduled, now);
        }
        Ok(())
    }

    /// Makes an unscheduled task pending, whatever it waits for.
    pub fn schedule(&mut self, task_id: &str, now: Timestamp) -> Result<(), ServerError> {
        let task = self.task(task_id)?;
        if task.definition.deadline <= now {
            return Err(past_deadline(task_id, "scheduled"));
        }
        if task.state() == State::Unscheduled {
            self.add_run(task_id, Created::Scheduled, now);
        }
        Ok(())
    }

    /// Adds a run to a resolved task.
    pub fn rerun(&mut self, task_id: &str, now: Timestamp) -> Result<(), ServerError> {
        let task = self.task_mut(task_id)?;
        if task.definition.deadline <= now {
            return Err(past_deadline(task_id, "rerun"));
        }
        match task.state() {
            State::Pending | State::Running => return Ok(()),
            State::Unscheduled => {
                return Err(error::conflict(format!("Task {task_id} has not been scheduled")));
            }
            _ => {}
        }
        if task.runs.len() >= MOST_RUNS {
            return Err(error::conflict(format!(
                "Task {task_id} has reached the maximum of {MOST_RUNS} runs"
            )));
        }
        let possible = u64::try_from(MOST_RUNS - task.runs.len() - 1).unwrap_or(0);
        task.retries_left = task.definition.retries.min(possible);
        self.add_run(task_id, Created::Rerun, now);
        Ok(())
    }

    /// Cancels a task that is not resolved. One that is canceled already stays as it is.
    pub fn cancel(&mut self, task_id: &str, now: Timestamp) -> Result<(), ServerError> {
        let task = self.task(task_id)?;
        if task.definition.deadline <= now && !task.is_resolved() {
            return Err(past_deadline(task_id, "canceled"));
        }
        if !task.is_resolved() {
            self.end(task_id, Resolved::Canceled, now);
        } else if task.runs.last().and_then(|run| run.reason_resolved) != Some(Resolved::Canceled) {
            return Err(error::conflict(format!("Task {task_id} is already resolved as {}", task.state())));
        }
        Ok(())
    }

    /// Hands out at most `most` pending runs of a task queue, the most urgent first.
    pub fn claim(
        &mut self,
        task_queue_id: &str,
        worker: (&str, &str),
        most: usize,
        now: Timestamp,
    ) -> Vec<(String, usize)> {
        let mut claimed = Vec::new();
        while claimed.len() < most {
            let Some((_, task_id)) = self.pending.get_mut(task_queue_id).and_then(BTreeMap::pop_first) else {
                break;
            };
            if let Some(run_id) = self.take(&task_id, worker, now) {
                claimed.push((task_id, run_id));
            }
        }
        claimed
    }

    /// Hands out one run, if it is pending.
    pub fn claim_task(
        &mut self,
        task_id: &str,
        run_id: usize,
        worker: (&str, &str),
        now: Timestamp,
    ) -> Result<(), ServerError> {
        let task = self.task(task_id)?;
        let run = task.run(task_id, run_id)?;
        if task.definition.deadline <= now {
            return Err(past_deadline(task_id, "claimed"));
        }
        if run.state == RunState::Running
            && (run.worker_group.as_deref(), run.worker_id.as_deref()) == (Some(worker.0), Some(worker.1))
        {
            return Ok(());
        }
        if run.state != RunState::Pending {
            return Err(error::conflict(format!(
                "Run {run_id} of task {task_id} was already claimed by another worker"
            )));
        }
        self.no_longer_pending(task_id);
        self.take(task_id, worker, now);
        Ok(())
    }

    fn take(&mut self, task_id: &str, worker: (&str, &str), now: Timestamp) -> Option<usize> {
        let taken_until = now + self.claim_duration;
        let task = self.tasks.get_mut(task_id)?;
        task.place = None;
        let run_id = task.runs.len().checked_sub(1)?;
        let run = task.runs.last_mut()?;
        run.state = RunState::Running;
        run.started = Some(now);
        run.taken_until = Some(taken_until);
        run.worker_group = Some(worker.0.to_owned());
        run.worker_id = Some(worker.1.to_owned());
        self.due.insert((taken_until, task_id.to_owned(), Due::Claim(run_id)));
        Some(run_id)
    }

    /// Prolongs a claim.
    pub fn reclaim(&mut self, task_id: &str, run_id: usize, now: Timestamp) -> Result<(), ServerError> {
        let taken_until = now + self.claim_duration;
        let task = self.task_mut(task_id)?;
        task.run(task_id, run_id)?;
        let deadline = task.definition.deadline;
        let run = &mut task.runs[run_id];
        if run.state != RunState::Running || deadline <= now {
            return Err(error::conflict(format!(
                "Run {run_id} on task {task_id} is resolved or not running."
            )));
        }
        let before = run.taken_until.replace(taken_until);
        if let Some(before) = before {
            self.due.remove(&(before, task_id.to_owned(), Due::Claim(run_id)));
        }
        self.due.insert((taken_until, task_id.to_owned(), Due::Claim(run_id)));
        Ok(())
    }

    /// Resolves a running run. The same report again changes nothing.
    pub fn report(
        &mut self,
        task_id: &str,
        run_id: usize,
        reason: Resolved,
        now: Timestamp,
    ) -> Result<(), ServerError> {
        let task = self.task(task_id)?;
        let run = task.run(task_id, run_id)?;
        if run.reason_resolved == Some(reason) && run.state == state_for(reason) {
            return Ok(());
        }
        if run.state != RunState::Running {
            return Err(error::conflict(format!(
                "Run {run_id} on task {task_id} is resolved or not running."
            )));
        }
        let again = match reason {
            Resolved::WorkerShutdown => Some(Created::Retry),
            Resolved::IntermittentTask => Some(Created::TaskRetry),
            _ => None,
        };
        self.resolve_run(task_id, reason, again, now);
        Ok(())
    }

    /// Does what is due: claims that nobody prolonged expire, tasks reach their deadlines.
    pub fn advance(&mut self, now: Timestamp) {
        while self.next_due().is_some_and(|at| at <= now) {
            let Some((at, task_id, due)) = self.due.pop_first() else { break };
            let Some(task) = self.tasks.get(&task_id) else { continue };
            match due {
                Due::Deadline if !task.is_resolved() => self.end(&task_id, Resolved::DeadlineExceeded, now),
                Due::Deadline => {}
                Due::Claim(run_id) => {
                    let expired = task
                        .runs
                        .get(run_id)
                        .is_some_and(|run| run.state == RunState::Running && run.taken_until == Some(at));
                    if expired {
                        self.resolve_run(&task_id, Resolved::ClaimExpired, Some(Created::Retry), now);
                    }
                }
            }
        }
    }

    /// Ends an unresolved task for good.
    fn end(&mut self, task_id: &str, reason: Resolved, now: Timestamp) {
        self.no_longer_pending(task_id);
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        if task.runs.is_empty() {
            task.runs.push(new_run(0, Created::Exception, now));
            task.artifacts.push(BTreeMap::new());
        }
        self.resolve_run(task_id, reason, None, now);
    }

    /// Resolves the latest run, and either adds another one or lets the tasks that wait for this one know.
    fn resolve_run(&mut self, task_id: &str, reason: Resolved, again: Option<Created>, now: Timestamp) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        let Some(run) = task.runs.last_mut() else { return };
        run.state = state_for(reason);
        run.reason_resolved = Some(reason);
        run.resolved = Some(now);
        if let Some(taken_until) = run.taken_until {
            let run_id = task.runs.len() - 1;
            self.due.remove(&(taken_until, task_id.to_owned(), Due::Claim(run_id)));
        }
        match again {
            Some(created) if task.retries_left > 0 && task.runs.len() < MOST_RUNS => {
                task.retries_left -= 1;
                self.add_run(task_id, created, now);
            }
            _ => self.tell_dependents(task_id, now),
        }
    }

    fn tell_dependents(&mut self, task_id: &str, now: Timestamp) {
        let Some(state) = self.tasks.get(task_id).map(Task::state) else { return };
        let Some(waiting) = self.dependents.get(task_id).cloned() else { return };
        for dependent in waiting {
            let Some(task) = self.tasks.get_mut(&dependent) else { continue };
            if satisfies(state, task.definition.requires)
                && task.waits_for.remove(task_id)
                && task.waits_for.is_empty()
                && task.state() == State::Unscheduled
            {
                self.add_run(&dependent, Created::Scheduled, now);
            }
        }
    }

    fn add_run(&mut self, task_id: &str, created: Created, now: Timestamp) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        task.runs.push(new_run(task.runs.len(), created, now));
        task.artifacts.push(BTreeMap::new());
        self.arrivals += 1;
        let place = (task.definition.priority as u8, self.arrivals);
        task.place = Some(place);
        let task_queue_id = task.task_queue_id();
        self.pending.entry(task_queue_id.clone()).or_default().insert(place, task_id.to_owned());
        self.woken.insert(task_queue_id);
    }

    fn no_longer_pending(&mut self, task_id: &str) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        if let (Some(place), Some(pending)) = (task.place.take(), self.pending.get_mut(&task.task_queue_id()))
        {
            pending.remove(&place);
        }
    }
}

fn no_task(task_id: &str) -> ServerError {
    error::not_found(format!("Task {task_id} not found. Are you sure the task exists?"))
}

fn already_there(task_id: &str) -> ServerError {
    error::conflict(format!(
        "taskId {task_id} already used by another task. This could be the result of faulty idempotency!"
    ))
}

fn past_deadline(task_id: &str, what: &str) -> ServerError {
    error::conflict(format!("Task {task_id} can't be {what} past its deadline"))
}
