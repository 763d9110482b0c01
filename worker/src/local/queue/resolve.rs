//! Resolving runs, and what follows from it: retries, and tasks that waited.

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonCreated as ReasonCreated, RunInformationReasonResolved as ReasonResolved,
    RunInformationState as RunState, TaskExceptionRequestReason as ExceptionReason, TaskStatusStructure,
};
use generated::runtime::api::ServerError;

use super::create::satisfies;
use super::schedule::check_deadline;
use super::state::QueueState;
use super::task::Id;
use crate::local::error;

/// How a worker says that a run ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Completed,
    Failed,
}

impl Verdict {
    const fn state(self) -> RunState {
        match self {
            Self::Completed => RunState::Completed,
            Self::Failed => RunState::Failed,
        }
    }

    const fn reason(self) -> ReasonResolved {
        match self {
            Self::Completed => ReasonResolved::Completed,
            Self::Failed => ReasonResolved::Failed,
        }
    }
}

impl QueueState {
    /// Resolves a running run as completed or failed. Saying so again changes nothing.
    pub(super) fn report(
        &mut self,
        task_id: &str,
        run_id: u64,
        verdict: Verdict,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        self.run(task_id, run_id)?;
        let run = self.task_mut(task_id)?.last_run(run_id).ok_or_else(|| not_running(task_id, run_id))?;
        if run.info.state == RunState::Running {
            run.info.state = verdict.state();
            run.info.reason_resolved = Some(verdict.reason());
            run.info.resolved = Some(now);
            self.resolved(task_id, now);
        } else if run.info.state != verdict.state() {
            return Err(not_running(task_id, run_id));
        }
        Ok(self.task(task_id)?.status())
    }

    /// Resolves a running run as an exception. Saying so again changes nothing, as long as the run that may
    /// have followed is the last one.
    pub(super) fn report_exception(
        &mut self,
        task_id: &str,
        run_id: u64,
        reason: ExceptionReason,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        let (task, run) = self.run(task_id, run_id)?;
        let later_runs = task.runs.len() as u64 - 1 - run_id;
        let reason = reason_resolved(reason);
        if later_runs == 0 && run.info.state == RunState::Running {
            self.resolve_exception(task_id, reason, now);
        } else if later_runs > 1
            || run.info.state != RunState::Exception
            || run.info.reason_resolved != Some(reason)
        {
            return Err(not_running(task_id, run_id));
        }
        Ok(self.task(task_id)?.status())
    }

    /// Resolves the last run of a task, and has the task run again where the reason allows it.
    pub(super) fn resolve_exception(&mut self, task_id: &str, reason: ReasonResolved, now: Timestamp) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        let retry = retry_after(reason).filter(|_| task.retries_left > 0);
        if let Some(run) = task.runs.last_mut() {
            run.info.state = RunState::Exception;
            run.info.reason_resolved = Some(reason);
            run.info.resolved = Some(now);
        }
        match retry {
            Some(reason_created) => {
                task.retries_left -= 1;
                self.dequeue(task_id);
                self.add_pending_run(task_id, reason_created, now);
            }
            None => self.resolved(task_id, now),
        }
    }

    /// Cancels a task. A task that is resolved already stays as it is.
    pub(super) fn cancel_task(
        &mut self,
        task_id: &str,
        now: Timestamp,
    ) -> Result<TaskStatusStructure, ServerError> {
        check_deadline(self.task(task_id)?, "canceled", now)?;
        self.resolve_unfinished(task_id, ReasonResolved::Canceled, now);
        Ok(self.task(task_id)?.status())
    }

    /// Resolves a task that has not been by its deadline.
    pub(super) fn deadline_passed(&mut self, task_id: &str, now: Timestamp) {
        self.resolve_unfinished(task_id, ReasonResolved::DeadlineExceeded, now);
    }

    /// Resolves a task from outside, unless it is resolved. It gets a run for that if it has none.
    pub(super) fn resolve_unfinished(&mut self, task_id: &str, reason: ReasonResolved, now: Timestamp) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        if task.is_resolved() {
            return;
        }
        if task.runs.is_empty() {
            task.add_exception_run(reason, now);
            self.resolved(task_id, now);
        } else {
            self.resolve_exception(task_id, reason, now);
        }
    }

    /// Frees the tasks that waited for this one to be resolved.
    fn resolved(&mut self, task_id: &str, now: Timestamp) {
        self.dequeue(task_id);
        let Some(task) = self.tasks.get(task_id) else { return };
        let (state, dependents) = (task.state(), task.dependents.clone());
        let ready: Vec<Id> = dependents.into_iter().filter(|id| self.unblock(id, task_id, state)).collect();
        for id in ready {
            if self.tasks.get(&id).is_some_and(|task| task.runs.is_empty() && task.definition.deadline > now)
            {
                self.add_pending_run(&id, ReasonCreated::Scheduled, now);
            }
        }
    }

    /// Notes that a dependency is in `state` now; whether that was the last thing that a task waited for.
    fn unblock(
        &mut self,
        task_id: &str,
        dependency: &str,
        state: generated::api::queue::TaskStatusStructureState,
    ) -> bool {
        self.tasks.get_mut(task_id).is_some_and(|task| {
            satisfies(state, task.definition.requires)
                && task.blockers.remove(dependency)
                && task.blockers.is_empty()
        })
    }
}

/// Why a run that follows such an exception is created; `None` where none follows.
const fn retry_after(reason: ReasonResolved) -> Option<ReasonCreated> {
    match reason {
        ReasonResolved::WorkerShutdown | ReasonResolved::ClaimExpired => Some(ReasonCreated::Retry),
        ReasonResolved::IntermittentTask => Some(ReasonCreated::TaskRetry),
        _ => None,
    }
}

const fn reason_resolved(reason: ExceptionReason) -> ReasonResolved {
    match reason {
        ExceptionReason::WorkerShutdown => ReasonResolved::WorkerShutdown,
        ExceptionReason::MalformedPayload => ReasonResolved::MalformedPayload,
        ExceptionReason::ResourceUnavailable => ReasonResolved::ResourceUnavailable,
        ExceptionReason::InternalError => ReasonResolved::InternalError,
        ExceptionReason::IntermittentTask => ReasonResolved::IntermittentTask,
        // For workers with a configuration of 2018, which this queue serves as well.
        ExceptionReason::Superseded => ReasonResolved::Superseded,
    }
}

/// The refusal of a report or a reclaim that comes too late.
pub(super) fn not_running(task_id: &str, run_id: u64) -> ServerError {
    error::conflict(format!("Run {run_id} on task `{task_id}` is resolved or not running."))
}
