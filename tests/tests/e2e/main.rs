//! The end-to-end suite: what people who run workers and people who write tasks rely on, through the real binary.

mod artifacts;
mod chain_of_trust;
mod command_line;
mod configuration;
mod faults;
mod keys;
mod life;
mod log;
mod metadata;
mod os_groups;
mod resolutions;
mod resource_monitor;
mod run_task;
mod stopping;
mod supersede;
