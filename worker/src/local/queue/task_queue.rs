//! A task queue: the runs that wait in it, the runs that are being run, and the workers that were seen.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{QuarantineDetails, TaskDefinitionResponsePriority as Priority, TaskRun};
use tokio::sync::Notify;

use super::task::Id;

/// How long a task queue or a worker is remembered after it was last seen.
pub(super) const REMEMBERED: Duration = Duration::from_secs(5 * 24 * 60 * 60);

/// How many of its latest tasks are remembered of a worker.
const RECENT_TASKS: usize = 20;

/// Where a pending run waits: by priority, and then first come, first served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) priority: Priority,
    pub(super) number: u64,
}

/// A run that waits to be claimed.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) task_id: Id,
    pub(super) run_id: u64,
    /// Since when it waits.
    pub(super) inserted: Timestamp,
}

/// Names one worker of a task queue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WorkerName {
    pub(super) group: String,
    pub(super) id: String,
}

/// What is known of a worker.
#[derive(Clone, Debug)]
pub(super) struct WorkerRecord {
    pub(super) first_claim: Timestamp,
    pub(super) last_active: Timestamp,
    pub(super) expires: Timestamp,
    pub(super) quarantine_until: Option<Timestamp>,
    pub(super) quarantine_details: Vec<QuarantineDetails>,
    /// The latest tasks, oldest first.
    pub(super) recent_tasks: Vec<TaskRun>,
}

impl WorkerRecord {
    fn new(now: Timestamp) -> Self {
        Self {
            first_claim: now,
            last_active: now,
            expires: now + REMEMBERED,
            quarantine_until: None,
            quarantine_details: Vec::new(),
            recent_tasks: Vec::new(),
        }
    }

    /// Whether the worker must not get tasks at `now`.
    pub(super) fn is_quarantined(&self, now: Timestamp) -> bool {
        self.quarantine_until.is_some_and(|until| until > now)
    }

    /// Notes that the worker was given a run.
    pub(super) fn remember(&mut self, task: TaskRun) {
        if self.recent_tasks.len() == RECENT_TASKS {
            self.recent_tasks.remove(0);
        }
        self.recent_tasks.push(task);
    }
}

/// A task queue.
#[derive(Debug)]
pub(super) struct TaskQueue {
    /// The runs that wait, in the order in which they will be handed out.
    pub(super) pending: BTreeMap<Place, Waiting>,
    /// The tasks whose last run is running, with the id of that run.
    pub(super) claimed: BTreeMap<Id, u64>,
    pub(super) workers: BTreeMap<WorkerName, WorkerRecord>,
    pub(super) last_active: Timestamp,
    /// Wakes those who wait for work.
    pub(super) wake: Arc<Notify>,
}

impl TaskQueue {
    /// A queue that nothing waits in.
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            pending: BTreeMap::new(),
            claimed: BTreeMap::new(),
            workers: BTreeMap::new(),
            last_active: now,
            wake: Arc::default(),
        }
    }

    /// When the queue is forgotten, if nobody uses it.
    pub(super) fn expires(&self) -> Timestamp {
        self.last_active + REMEMBERED
    }

    /// Notes that a worker called, and gives what is known of it.
    pub(super) fn seen(&mut self, worker: &WorkerName, now: Timestamp) -> &mut WorkerRecord {
        self.last_active = now;
        let record = self.workers.entry(worker.clone()).or_insert_with(|| WorkerRecord::new(now));
        record.last_active = now;
        record.expires = record.expires.max(now + REMEMBERED);
        record
    }
}
