//! The tasks that are running now.

use std::collections::HashMap;
use std::sync::Arc;

use generated::api::queue::{TaskClaim, TaskExceptionRequest, TaskExceptionRequestReason};
use tokio::task::{Id, JoinSet};

use crate::task::{self, Abort, AbortReason, RunReport, Services, Turn};
use crate::taskcluster::credentials::{Credentials, SharedCredentials};

/// The tasks that are running now, and what ends them before their time.
#[derive(Debug, Default)]
pub struct RunningTasks {
    runs: JoinSet<RunReport>,
    claims: HashMap<Id, Claimed>,
}

#[derive(Debug)]
struct Claimed {
    claim: TaskClaim,
    /// The run's own, renewed by each reclaim.
    credentials: SharedCredentials,
    abort: Abort,
}

/// A run that panicked.
#[derive(Debug)]
pub struct Crash {
    /// The claim that made the run ours.
    pub claim: TaskClaim,
    /// What the panic said.
    pub panic: String,
    credentials: SharedCredentials,
}

impl Crash {
    /// Resolves the run as `internal-error`.
    pub async fn report(&self, services: &Services) {
        let queue = services.as_task(&self.credentials).queue();
        let payload = TaskExceptionRequest { reason: TaskExceptionRequestReason::InternalError };
        let (task_id, run_id) = (&self.claim.status.task_id, self.claim.run_id.to_string());
        if let Err(error) = queue.report_exception(task_id, &run_id, &payload).await {
            tracing::error!("The queue did not take the report on task {task_id} run {run_id}: {error}");
        }
    }
}

impl RunningTasks {
    /// Starts the task of `claim`; as the user whose `turn` it is, where tasks have desktop sessions.
    pub fn start(&mut self, services: &Arc<Services>, claim: TaskClaim, turn: Option<Turn>) {
        let abort = Abort::default();
        let credentials = SharedCredentials::new(Credentials::from(claim.credentials.clone()));
        let run = task::run(Arc::clone(services), claim.clone(), credentials.clone(), abort.clone(), turn);
        let handle = self.runs.spawn(run);
        self.claims.insert(handle.id(), Claimed { claim, credentials, abort });
    }

    /// Ends all tasks before their time, for `reason`.
    pub fn abort_all(&self, reason: &AbortReason) {
        for claimed in self.claims.values() {
            claimed.abort.trigger(reason.clone());
        }
    }

    /// Waits for a task to end. `None` when none is running. Nothing is lost when the future is dropped.
    pub async fn next_ended(&mut self) -> Option<Result<RunReport, Box<Crash>>> {
        // Nothing may be awaited behind this: the run is out of the set then.
        match self.runs.join_next_with_id().await? {
            Ok((id, report)) => {
                self.claims.remove(&id);
                Some(Ok(report))
            }
            Err(error) => {
                let Claimed { claim, credentials, .. } = self.claims.remove(&error.id())?;
                tracing::error!("PANIC in task {}: {error}", claim.status.task_id);
                let panic = format!("PANIC in a run: {error}");
                Some(Err(Box::new(Crash { claim, panic, credentials })))
            }
        }
    }

    /// Whether no task is running.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many tasks are running.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.runs.len() as u64
    }

    /// The ids of the tasks that are running, sorted.
    #[must_use]
    pub fn task_ids(&self) -> Vec<String> {
        let mut ids: Vec<_> =
            self.claims.values().map(|claimed| claimed.claim.status.task_id.clone()).collect();
        ids.sort();
        ids
    }
}
