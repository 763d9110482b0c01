//! Everything that the queue knows, and what happens to it as time passes.
//!
//! Nothing here reads a clock: every method is told the time. Nothing waits either: whoever waits for work
//! asks again when the task queue's `wake` says so.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use generated::Timestamp;
use generated::runtime::api::ServerError;

use super::groups::Group;
use super::task::{Id, Run, Task};
use super::task_queue::{Place, TaskQueue, Waiting};
use super::timers::{Event, Timers};
use crate::local::error;

/// The queue's data and rules.
#[derive(Debug)]
pub(super) struct QueueState {
    pub(super) claim_duration: Duration,
    pub(super) tasks: HashMap<Id, Task>,
    pub(super) groups: HashMap<Id, Group>,
    pub(super) queues: BTreeMap<String, TaskQueue>,
    pub(super) timers: Timers,
    next_number: u64,
}

impl QueueState {
    /// A queue without tasks, whose claims last for `claim_duration`.
    pub(super) fn new(claim_duration: Duration) -> Self {
        Self {
            claim_duration,
            tasks: HashMap::new(),
            groups: HashMap::new(),
            queues: BTreeMap::new(),
            timers: Timers::default(),
            next_number: 0,
        }
    }

    /// When something happens by itself next.
    pub(super) fn next_event(&self) -> Option<Timestamp> {
        self.timers.next()
    }

    /// Lets everything happen that is due at `now`, in the order of time.
    pub(super) fn advance(&mut self, now: Timestamp) {
        while let Some((time, event)) = self.timers.take_due(now) {
            match event {
                Event::ClaimExpires { task_id, run_id } => self.claim_expired(&task_id, run_id, time, now),
                Event::Deadline { task_id } => self.deadline_passed(&task_id, now),
                Event::TaskExpires { task_id } => self.forget_task(&task_id),
                Event::GroupExpires { task_group_id } => self.forget_group(&task_group_id, now),
            }
        }
    }

    /// The task `task_id`.
    pub(super) fn task(&self, task_id: &str) -> Result<&Task, ServerError> {
        self.tasks.get(task_id).ok_or_else(|| no_task(task_id))
    }

    /// The task `task_id`, to be changed.
    pub(super) fn task_mut(&mut self, task_id: &str) -> Result<&mut Task, ServerError> {
        self.tasks.get_mut(task_id).ok_or_else(|| no_task(task_id))
    }

    /// A task together with one of its runs.
    pub(super) fn run(&self, task_id: &str, run_id: u64) -> Result<(&Task, &Run), ServerError> {
        let task = self.task(task_id)?;
        let run = task
            .run(run_id)
            .ok_or_else(|| error::not_found(format!("Run {run_id} not found on task `{task_id}`.")))?;
        Ok((task, run))
    }

    /// The task queue `task_queue_id`, which comes into being by being used.
    pub(super) fn queue(&mut self, task_queue_id: &str, now: Timestamp) -> &mut TaskQueue {
        self.queues.entry(task_queue_id.to_owned()).or_insert_with(|| TaskQueue::new(now))
    }

    /// Puts the pending run `run_id` of a task into the task's queue.
    pub(super) fn enqueue(&mut self, task_id: &str, run_id: u64, now: Timestamp) {
        let number = self.next_number;
        self.next_number += 1;
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        let place = Place { priority: task.definition.priority, number };
        task.place = Some(place);
        let waiting = Waiting { task_id: task.id.clone(), run_id, inserted: now };
        let task_queue_id = task.task_queue_id();
        let queue = self.queue(&task_queue_id, now);
        queue.pending.insert(place, waiting);
        queue.wake.notify_waiters();
    }

    /// Takes a task out of its queue, wherever it stands there.
    pub(super) fn dequeue(&mut self, task_id: &str) {
        let Some(task) = self.tasks.get_mut(task_id) else { return };
        let place = task.place.take();
        let task_queue_id = task.task_queue_id();
        let Some(queue) = self.queues.get_mut(&task_queue_id) else { return };
        if let Some(place) = place {
            queue.pending.remove(&place);
        }
        queue.claimed.remove(task_id);
    }

    /// Forgets task queues and workers that nobody has used for long.
    pub(super) fn forget_unused(&mut self, now: Timestamp) {
        self.queues.retain(|_, queue| {
            queue.workers.retain(|_, worker| worker.expires > now);
            queue.expires() > now || !queue.pending.is_empty() || !queue.claimed.is_empty()
        });
    }

    /// Forgets a task. Whoever lists the members of its group, or the dependents of another task, skips it.
    fn forget_task(&mut self, task_id: &str) {
        self.dequeue(task_id);
        self.tasks.remove(task_id);
    }
}

/// The refusal of a request about a task that does not exist.
pub(super) fn no_task(task_id: &str) -> ServerError {
    error::not_found(format!("Task `{task_id}` not found. Are you sure it was created?"))
}
