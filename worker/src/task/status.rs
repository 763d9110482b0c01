//! Keeps a run's claim alive, notices when the queue has ended it, and makes the one report at its end.
//!
//! No lock is held over an HTTP call. Reclaiming goes on until the report has been made, so that uploads, clean-up and
//! the report itself may take as long as they need.

use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    Queue, RunInformation, RunInformationReasonResolved, RunInformationState, TaskClaim,
    TaskExceptionRequest, TaskExceptionRequestReason, TaskStatusStructure,
};
use rand::Rng;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::abort::{Abort, AbortReason};
use super::resolution::{Ended, Resolution};
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::error::{CallError, CallErrorKind};
use crate::taskcluster::transport::HttpTransport;

/// The part of a claim's length after which it is renewed: early enough that a queue that is away for minutes is no
/// danger, late enough that renewing costs nothing.
const RECLAIM_AT: f64 = 0.6;

/// The shortest wait before the next reclaim.
const MIN_RECLAIM_WAIT: Duration = Duration::from_millis(200);

/// The wait before the next attempt, when the queue refused to renew a claim that it still regards as ours.
const RETRY_WAIT: Duration = Duration::from_secs(5);

/// Speaks with the queue about one run.
#[derive(Debug)]
pub struct StatusManager {
    run: Arc<Run>,
    watchers: JoinSet<()>,
}

#[derive(Debug)]
struct Run {
    task_id: String,
    run_id: u64,
    /// Signs with the task's newest credentials.
    queue: Queue<HttpTransport>,
    credentials: SharedCredentials,
    abort: Abort,
    clock: QueueClock,
}

/// The queue's clock, as far as this claim lets it be known: this machine's may be wrong.
#[derive(Clone, Copy, Debug)]
struct QueueClock {
    then: Timestamp,
    at: Instant,
}

impl QueueClock {
    fn now(self) -> Timestamp {
        self.then + self.at.elapsed()
    }
}

impl StatusManager {
    /// Starts to keep `claim` alive. `queue` signs with `credentials`, which every reclaim replaces. The status of the
    /// run is also asked for every `poll_interval` (with jitter; zero: never). When the queue has ended the run, `abort`
    /// is triggered.
    #[must_use]
    pub fn start(
        claim: &TaskClaim,
        queue: Queue<HttpTransport>,
        credentials: SharedCredentials,
        abort: Abort,
        poll_interval: Duration,
    ) -> Self {
        let started = current_run(&claim.status, claim.run_id).and_then(|run| run.started);
        let clock = QueueClock { then: started.unwrap_or_else(Timestamp::now), at: Instant::now() };
        let run = Arc::new(Run {
            task_id: claim.status.task_id.clone(),
            run_id: claim.run_id,
            queue,
            credentials,
            abort,
            clock,
        });
        let mut watchers = JoinSet::new();
        watchers.spawn(Arc::clone(&run).keep_claim(claim.taken_until));
        if !poll_interval.is_zero() {
            watchers.spawn(Arc::clone(&run).poll_status(poll_interval));
        }
        Self { run, watchers }
    }

    /// Makes the one report, and ends reclaiming. Nothing is reported for a run that the queue has ended already.
    ///
    /// # Errors
    ///
    /// When the queue did not take the report, after all retries.
    pub async fn report(mut self, resolution: Resolution) -> Result<(), CallError> {
        let result = self.run.report(resolution).await;
        self.watchers.shutdown().await;
        result
    }
}

impl Run {
    async fn keep_claim(self: Arc<Self>, mut taken_until: Timestamp) {
        loop {
            let left = taken_until.saturating_duration_since(self.clock.now());
            let wait = left.mul_f64(RECLAIM_AT).max(MIN_RECLAIM_WAIT);
            tracing::debug!(
                task = self.task_id,
                "reclaiming in {wait:?}; the claim expires at {taken_until}"
            );
            tokio::time::sleep(wait).await;
            match self.reclaim(taken_until).await {
                Ok(next) => taken_until = next,
                Err(ended) => return self.abort.trigger(AbortReason::Ended(ended)),
            }
        }
    }

    /// Renews the claim, however often it takes until `taken_until`. Returns the new end of the claim.
    async fn reclaim(&self, taken_until: Timestamp) -> Result<Timestamp, Ended> {
        let left = taken_until.saturating_duration_since(self.clock.now());
        tokio::time::timeout(left, self.reclaim_until_clear()).await.unwrap_or_else(|_| {
            tracing::warn!(
                task = self.task_id,
                "could not reclaim before the claim expired at {taken_until}"
            );
            Err(Ended::ClaimLost)
        })
    }

    /// Renews the claim, or finds out that the queue has ended the run. A refusal alone proves nothing: the queue's status
    /// does.
    async fn reclaim_until_clear(&self) -> Result<Timestamp, Ended> {
        let run_id = self.run_id.to_string();
        loop {
            match self.queue.reclaim_task(&self.task_id, &run_id).await {
                Ok(renewed) => {
                    tracing::info!(task = self.task_id, "reclaimed until {}", renewed.taken_until);
                    self.credentials.replace(Credentials::from(renewed.credentials));
                    return Ok(renewed.taken_until);
                }
                Err(error) => tracing::warn!(task = self.task_id, "could not reclaim: {error}"),
            }
            if let Some(ended) = self.ended_on_queue().await {
                return Err(ended);
            }
            tokio::time::sleep(RETRY_WAIT).await;
        }
    }

    async fn poll_status(self: Arc<Self>, interval: Duration) {
        loop {
            let jitter = rand::thread_rng().gen_range(0.8..1.2);
            tokio::time::sleep(interval.mul_f64(jitter)).await;
            if let Some(ended) = self.ended_on_queue().await {
                return self.abort.trigger(AbortReason::Ended(ended));
            }
        }
    }

    /// How the queue has ended the run, if it has; `None` too when the queue cannot be asked.
    async fn ended_on_queue(&self) -> Option<Ended> {
        match self.queue.status(&self.task_id).await {
            Ok(answer) => ended(&answer.status, self.run_id),
            Err(error) => {
                tracing::warn!(task = self.task_id, "could not ask for the task's status: {error}");
                None
            }
        }
    }

    async fn report(&self, resolution: Resolution) -> Result<(), CallError> {
        let run_id = self.run_id.to_string();
        match resolution {
            Resolution::Completed => self.queue.report_completed(&self.task_id, &run_id).await.map(drop),
            Resolution::Failed => self.queue.report_failed(&self.task_id, &run_id).await.map(drop),
            Resolution::Exception(reason) => self.report_exception(&run_id, reason).await,
            Resolution::Ended(_) => Ok(()),
        }
    }
}

impl Run {
    /// Queues of today refuse to hear that a run was superseded, so that they are told what comes closest: nothing is to be
    /// repeated, and nobody is to blame.
    async fn report_exception(
        &self,
        run_id: &str,
        reason: TaskExceptionRequestReason,
    ) -> Result<(), CallError> {
        let report = |reason| async move {
            let payload = TaskExceptionRequest { reason };
            self.queue.report_exception(&self.task_id, run_id, &payload).await.map(drop)
        };
        match report(reason).await {
            Err(error)
                if reason == TaskExceptionRequestReason::Superseded
                    && error.kind() == CallErrorKind::Client(400) =>
            {
                let closest = TaskExceptionRequestReason::ResourceUnavailable;
                tracing::warn!(
                    task = self.task_id,
                    "the queue does not take {reason}; reporting {closest} instead: {error}"
                );
                report(closest).await
            }
            other => other,
        }
    }
}

fn current_run(status: &TaskStatusStructure, run_id: u64) -> Option<&RunInformation> {
    status.runs.iter().find(|run| run.run_id == run_id)
}

/// How the run ended, if it is not running any more.
fn ended(status: &TaskStatusStructure, run_id: u64) -> Option<Ended> {
    let Some(run) = current_run(status, run_id) else { return Some(Ended::ClaimLost) };
    if run.state == RunInformationState::Running {
        return None;
    }
    Some(match run.reason_resolved {
        Some(RunInformationReasonResolved::Canceled) => Ended::Cancelled,
        Some(RunInformationReasonResolved::DeadlineExceeded) => Ended::DeadlineExceeded,
        _ => Ended::ClaimLost,
    })
}
