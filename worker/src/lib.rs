//! The worker: claims tasks from a Taskcluster Queue, runs them on this machine and reports the result.

pub mod local;
pub mod taskcluster;
