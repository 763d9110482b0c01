//! The end-to-end suite: what people who run workers and people who write tasks rely on, through the real binary.

mod artifacts;
mod aws;
mod command_line;
mod configuration;
mod faults;
mod life;
mod log;
mod resolutions;
mod run_task;
mod sentry;
mod stopping;
mod worker_runner;
