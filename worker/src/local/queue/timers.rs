//! What happens by itself at some time: deadlines, expiring claims, forgotten tasks and groups.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use generated::Timestamp;

use super::task::Id;

/// What is due. An event that the task has moved past is ignored when its time comes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// The claim of a run ends, unless it has been renewed.
    ClaimExpires { task_id: Id, run_id: u64 },
    /// A task must be resolved.
    Deadline { task_id: Id },
    /// A task is forgotten.
    TaskExpires { task_id: Id },
    /// A task group is forgotten.
    GroupExpires { task_group_id: Id },
}

/// All events that are to come.
#[derive(Debug, Default)]
pub(super) struct Timers(BinaryHeap<Reverse<(Timestamp, Event)>>);

impl Timers {
    /// Adds an event.
    pub(super) fn add(&mut self, time: Timestamp, event: Event) {
        self.0.push(Reverse((time, event)));
    }

    /// When the next event is due.
    pub(super) fn next(&self) -> Option<Timestamp> {
        self.0.peek().map(|Reverse((time, _))| *time)
    }

    /// Takes the next event, if it is due at `now`.
    pub(super) fn take_due(&mut self, now: Timestamp) -> Option<(Timestamp, Event)> {
        if self.next()? > now {
            return None;
        }
        self.0.pop().map(|Reverse(due)| due)
    }
}
