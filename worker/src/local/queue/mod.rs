//! The queue: tasks from their creation to their resolution.
//!
//! [`state`] and its neighbours are the queue's rules, without a clock and without HTTP.

mod artifacts;
mod claim;
mod create;
mod groups;
mod priority;
mod resolve;
mod schedule;
mod state;
mod task;
mod task_queue;
#[cfg(test)]
mod tests;
mod timers;
