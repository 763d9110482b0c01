//! What the end-to-end tests share: a deployment, a worker, tasks, and faults between them.
//!
//! Everything is driven as a user would: real processes of the real binary, over HTTP on the loopback interface, in
//! directories that are removed at the end.

mod binary;
mod canned;
mod deployment;
mod faults;
#[cfg(target_os = "linux")]
pub mod machine;
mod runner;
mod task;
mod web;
mod worker;

pub use binary::{binary, run};
pub use canned::{Canned, CannedServer};
pub use deployment::Deployment;
pub use faults::{Fault, FaultyProxy};
pub use runner::{CAPABILITIES, Runner};
pub use task::{PROVISIONER, TaskBuilder, WORKER_TYPE, commands, sh};
pub use web::{WebRequest, WebServer};
pub use worker::{Worker, WorkerBuilder, can_make_task_users};

use std::time::{Duration, Instant};

/// How long anything may take before a test gives up. Generous: machines that run tests are busy.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Asks `question` again and again until it has an answer.
///
/// # Panics
///
/// When there is none in [`PATIENCE`].
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, mut question: impl FnMut() -> F) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = question().await {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "gave up waiting for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Whether a process is there, and more than a zombie that nobody has waited for.
#[must_use]
pub fn is_running(pid: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"));
    stat.is_ok_and(|stat| stat.rsplit(')').next().is_some_and(|rest| !rest.trim_start().starts_with('Z')))
}
