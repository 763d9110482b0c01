//! The end-to-end suite: what people who run workers and people who write tasks rely on, through the real binary.

mod artifacts;
mod aws;
#[cfg(unix)]
mod chain_of_trust;
mod command_line;
mod configuration;
mod current_user;
#[cfg(target_os = "linux")]
mod desktop;
mod everything_at_once;
mod faults;
#[cfg(target_os = "linux")]
mod install_service;
#[cfg(unix)]
mod keys;
#[cfg(unix)]
mod launch_agent;
mod life;
mod live_log;
mod log;
#[cfg(unix)]
mod metadata;
mod mounts;
#[cfg(unix)]
mod os_groups;
mod resolutions;
mod resource_monitor;
mod run_task;
mod sentry;
mod stopping;
mod supersede;
mod task_users;
mod taskcluster_proxy;
mod worker_runner;
