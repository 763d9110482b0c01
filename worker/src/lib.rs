//! The worker: claims tasks from a Taskcluster Queue, runs them on this machine and reports the result.

pub mod artifacts;
pub mod aws;
pub mod chain_of_trust;
pub mod commands;
pub mod config;
pub mod desktop;
pub mod error_reports;
pub mod features;
pub mod livelog;
pub mod local;
pub mod mounts;
pub mod platform;
pub mod process;
pub mod proxy;
pub mod service;
pub mod task;
pub mod task_users;
pub mod taskcluster;
pub mod version;
pub mod worker;
pub mod worker_runner;
