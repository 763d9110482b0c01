//! The queue: tasks from their creation to their resolution.
//!
//! [`state`] and what belongs to it are the queue's rules, without a clock and without HTTP. The rest serves the
//! queue's operations with them.

mod artifacts;
mod claim;
mod contents;
mod create;
mod credentials;
mod groups;
mod overview;
mod priority;
mod resolve;
mod schedule;
mod scopes;
mod server;
mod state;
mod task;
mod task_queue;
#[cfg(test)]
mod tests;
mod timers;

use std::sync::Mutex;
use std::time::Duration;

use generated::Timestamp;
use tokio::sync::Notify;

pub use self::scopes::parameters;
pub use self::server::QueueService;
use self::state::QueueState;
use super::context::lock;

/// The queue's state, and who waits for it to change.
#[derive(Debug)]
pub struct Queue {
    state: Mutex<QueueState>,
    /// Told when another event than before comes next.
    timer: Notify,
}

impl Queue {
    /// A queue whose claims last for `claim_duration`.
    pub fn new(claim_duration: Duration) -> Self {
        Self { state: Mutex::new(QueueState::new(claim_duration)), timer: Notify::new() }
    }

    /// Lets everything happen that is due, and then acts on the state.
    fn with<R>(&self, act: impl FnOnce(&mut QueueState, Timestamp) -> R) -> R {
        let (result, rescheduled) = {
            let mut state = lock(&self.state);
            let before = state.next_event();
            let now = Timestamp::now();
            state.advance(now);
            let result = act(&mut state, now);
            (result, state.next_event() != before)
        };
        if rescheduled {
            self.timer.notify_one();
        }
        result
    }

    /// Forgets task queues and workers that nobody has used for long.
    pub fn sweep(&self, now: Timestamp) {
        self.with(|state, _| state.forget_unused(now));
    }

    /// Waits until something is due, but not longer than `most`, and lets it happen.
    pub async fn keep_time(&self, most: Duration) {
        let due = lock(&self.state).next_event();
        let left = due.map_or(most, |due| due.saturating_duration_since(Timestamp::now()).min(most));
        tokio::select! {
            () = self.timer.notified() => {}
            // A time has no fractions of a millisecond: a little later it is certainly reached.
            () = tokio::time::sleep(left + Duration::from_micros(500)) => self.with(|_, _| ()),
        }
    }
}
