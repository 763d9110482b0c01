//! The end-to-end suite: what people who run workers and people who write tasks rely on, through the real binary.

mod artifacts;
mod command_line;
mod configuration;
mod faults;
mod life;
mod log;
mod resolutions;
mod run_task;
mod stopping;
mod worker_runner;
