//! The queue.

pub mod artifacts;
mod claims;
mod definition;
mod server;
mod state;
mod task;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use generated::Timestamp;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub use self::server::QueueService;
use self::state::QueueState;
use super::context::lock;

/// The queue's state, and who waits for changes of it.
#[derive(Debug)]
pub struct Queue {
    state: Mutex<QueueState>,
    /// Who waits for work, by task queue.
    pollers: Mutex<HashMap<String, Arc<Notify>>>,
    /// Told when something may be due earlier than before.
    timer: Notify,
}

impl Queue {
    /// A queue whose claims hold for `claim_duration`.
    pub fn new(claim_duration: Duration) -> Self {
        let state = Mutex::new(QueueState::new(claim_duration));
        Self { state, pollers: Mutex::default(), timer: Notify::new() }
    }

    /// Reads the state, as it is now.
    fn read(&self) -> MutexGuard<'_, QueueState> {
        lock(&self.state)
    }

    /// Changes the state, after everything that is due by now, and wakes whom that concerns.
    fn change<R>(&self, change: impl FnOnce(&mut QueueState, Timestamp) -> R) -> R {
        let (result, woken, due_before, due) = {
            let mut state = lock(&self.state);
            let due_before = state.next_due();
            let now = Timestamp::now();
            state.advance(now);
            let result = change(&mut state, now);
            (result, state.take_woken(), due_before, state.next_due())
        };
        if due != due_before {
            self.timer.notify_one();
        }
        if !woken.is_empty() {
            let pollers = lock(&self.pollers);
            woken.iter().filter_map(|id| pollers.get(id)).for_each(|poller| poller.notify_waiters());
        }
        result
    }

    fn poller(&self, task_queue_id: &str) -> Arc<Notify> {
        lock(&self.pollers).entry(task_queue_id.to_owned()).or_default().clone()
    }

    /// Lets claims expire and deadlines pass, until `stopping`.
    pub async fn keep_time(&self, stopping: CancellationToken) {
        loop {
            let due = self.read().next_due();
            let wait = async {
                match due {
                    // Later than due by less than a millisecond, so that it is due then.
                    Some(at) => {
                        let left = at.saturating_duration_since(Timestamp::now());
                        tokio::time::sleep(left + Duration::from_micros(500)).await;
                    }
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stopping.cancelled() => return,
                () = self.timer.notified() => {}
                () = wait => self.change(|_, _| ()),
            }
        }
    }
}
