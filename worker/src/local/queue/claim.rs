//! Claiming runs, and keeping them.

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonResolved as ReasonResolved, RunInformationState as RunState, TaskDefinitionResponse,
    TaskRun, TaskStatusStructure,
};
use generated::runtime::api::ServerError;

use super::resolve::not_running;
use super::schedule::check_deadline;
use super::state::QueueState;
use super::task::Id;
use super::task_queue::WorkerName;
use super::timers::Event;
use crate::local::error;

/// A run that a worker has, until `taken_until`.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) run_id: u64,
    pub(super) worker: WorkerName,
    pub(super) taken_until: Timestamp,
    pub(super) status: TaskStatusStructure,
    pub(super) task: TaskDefinitionResponse,
}

impl QueueState {
    /// Gives a worker up to `most` of the runs that wait in a task queue, the most urgent first.
    pub(super) fn claim_work(
        &mut self,
        task_queue_id: &str,
        worker: &WorkerName,
        most: u64,
        now: Timestamp,
    ) -> Vec<Claim> {
        let queue = self.queue(task_queue_id, now);
        if queue.seen(worker, now).is_quarantined(now) {
            return Vec::new();
        }
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let next: Vec<(Id, u64)> = queue
            .pending
            .values()
            .take(most)
            .map(|waiting| (waiting.task_id.clone(), waiting.run_id))
            .collect();
        next.into_iter().filter_map(|(task_id, run_id)| self.claim(&task_id, run_id, worker, now)).collect()
    }

    /// Gives a worker one given run.
    pub(super) fn claim_task(
        &mut self,
        task_id: &str,
        run_id: u64,
        worker: &WorkerName,
        now: Timestamp,
    ) -> Result<Claim, ServerError> {
        let (task, run) = self.run(task_id, run_id)?;
        check_deadline(task, "claimed", now)?;
        if run.info.state == RunState::Running && is_held_by(&run.info, worker) {
            let taken_until = run.info.taken_until.unwrap_or(now);
            return self.describe(task_id, run_id, worker, taken_until);
        }
        self.claim(task_id, run_id, worker, now)
            .ok_or_else(|| error::conflict(format!("Run {run_id} was already claimed by another worker.")))
    }

    /// Makes a pending run a running one; `None` if it is not pending.
    fn claim(&mut self, task_id: &str, run_id: u64, worker: &WorkerName, now: Timestamp) -> Option<Claim> {
        let taken_until = now + self.claim_duration;
        let run = self.tasks.get_mut(task_id)?.last_run(run_id)?;
        if run.info.state != RunState::Pending {
            return None;
        }
        run.info.state = RunState::Running;
        run.info.worker_group = Some(worker.group.clone());
        run.info.worker_id = Some(worker.id.clone());
        run.info.started = Some(now);
        run.info.taken_until = Some(taken_until);
        self.dequeue(task_id);
        self.await_end_of_claim(task_id, run_id, taken_until);
        let task = self.tasks.get(task_id)?;
        let (id, task_queue_id) = (task.id.clone(), task.task_queue_id());
        let queue = self.queue(&task_queue_id, now);
        queue.seen(worker, now).remember(TaskRun { run_id, task_id: task_id.to_owned() });
        queue.claimed.insert(id, run_id);
        self.describe(task_id, run_id, worker, taken_until).ok()
    }

    /// Lets a worker keep a run that it has.
    pub(super) fn reclaim(
        &mut self,
        task_id: &str,
        run_id: u64,
        now: Timestamp,
    ) -> Result<Claim, ServerError> {
        let (task, _) = self.run(task_id, run_id)?;
        check_deadline(task, "reclaimed", now)?;
        let proposed = now + self.claim_duration;
        let run = self.task_mut(task_id)?.last_run(run_id);
        let Some(run) = run.filter(|run| run.info.state == RunState::Running) else {
            return Err(not_running(task_id, run_id));
        };
        let taken_until = run.info.taken_until.map_or(proposed, |old| old.max(proposed));
        run.info.taken_until = Some(taken_until);
        let worker = WorkerName {
            group: run.info.worker_group.clone().unwrap_or_default(),
            id: run.info.worker_id.clone().unwrap_or_default(),
        };
        self.await_end_of_claim(task_id, run_id, taken_until);
        let task_queue_id = self.task(task_id)?.task_queue_id();
        self.queue(&task_queue_id, now).seen(&worker, now);
        self.describe(task_id, run_id, &worker, taken_until)
    }

    /// Resolves a run that its worker has not kept, and has the task run again if it has retries left.
    pub(super) fn claim_expired(
        &mut self,
        task_id: &str,
        run_id: u64,
        taken_until: Timestamp,
        now: Timestamp,
    ) {
        let Some(run) = self.tasks.get_mut(task_id).and_then(|task| task.last_run(run_id)) else { return };
        if run.info.state == RunState::Running && run.info.taken_until == Some(taken_until) {
            self.resolve_exception(task_id, ReasonResolved::ClaimExpired, now);
        }
    }

    fn await_end_of_claim(&mut self, task_id: &str, run_id: u64, taken_until: Timestamp) {
        self.timers.add(taken_until, Event::ClaimExpires { task_id: Id::from(task_id), run_id });
    }

    fn describe(
        &self,
        task_id: &str,
        run_id: u64,
        worker: &WorkerName,
        taken_until: Timestamp,
    ) -> Result<Claim, ServerError> {
        let task = self.task(task_id)?;
        Ok(Claim {
            run_id,
            worker: worker.clone(),
            taken_until,
            status: task.status(),
            task: task.definition.clone(),
        })
    }
}

fn is_held_by(run: &generated::api::queue::RunInformation, worker: &WorkerName) -> bool {
    run.worker_group.as_ref() == Some(&worker.group) && run.worker_id.as_ref() == Some(&worker.id)
}
