//! The worker: claims tasks from a Taskcluster Queue, runs them on this machine and reports the result.

pub mod artifacts;
pub mod config;
pub mod platform;
pub mod process;
pub mod taskcluster;
pub mod version;
