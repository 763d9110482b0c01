//! When a worker ends by itself: enough tasks, idle for too long, not wanted any more.

use std::time::Duration;

use generated::Timestamp;
use generated::exit_code::ExitCode;

use super::Worker;
use super::wanted::{Answer, WhoKnows};
use crate::task::GoDuration;

impl Worker {
    /// The reasons that only count between tasks. A claim that is on its way may bring one, so that it `is_claiming` keeps a
    /// worker from being idle.
    pub(super) async fn reason_to_stop(&mut self, is_claiming: bool) -> Option<ExitCode> {
        if !self.running.is_empty() {
            return None;
        }
        if let Some(exit_code) = self.stop.borrow().exit_code() {
            return Some(exit_code);
        }
        if self.is_superfluous {
            return Some(ExitCode::NonCurrentDeploymentId);
        }
        let config = &self.services.config;
        if self.remaining() == Some(0) {
            tracing::info!(
                "Completed all task(s) (number of tasks to run = {})",
                config.number_of_tasks_to_run
            );
            self.state.forget_count();
            let is_new = self.wanted.who_knows() == WhoKnows::AwsProvisioner
                && self.wanted.ask().await == Answer::NotWanted;
            return Some(if is_new { ExitCode::NonCurrentDeploymentId } else { ExitCode::TasksComplete });
        }
        if self.needs_reboot() {
            return Some(ExitCode::RebootRequired);
        }
        if is_claiming {
            return None;
        }
        let idle = Timestamp::now().saturating_duration_since(self.last_active);
        if config.idle_timeout_secs > 0 && idle > Duration::from_secs(config.idle_timeout_secs) {
            return self.idle_for_too_long(idle).await;
        }
        None
    }

    /// The worker manager, where there is one, may want the worker to wait longer.
    async fn idle_for_too_long(&mut self, idle: Duration) -> Option<ExitCode> {
        if self.wanted.who_knows() == WhoKnows::WorkerManager {
            match self.wanted.ask().await {
                Answer::NotWanted => return Some(ExitCode::NonCurrentDeploymentId),
                Answer::Wanted => {
                    tracing::info!(
                        "Idle timeout reached but Worker Manager says not to terminate. Resetting idle timer."
                    );
                    self.last_active = Timestamp::now();
                    return None;
                }
                // A machine that nobody knows about must not run idle for ever.
                Answer::Unknown => {}
            }
        }
        tracing::info!("Worker idle for idleShutdownTimeoutSecs seconds ({})", GoDuration(idle));
        Some(ExitCode::IdleTimeout)
    }

    /// How many more tasks are to be run in all; `None` without a limit.
    pub(super) fn remaining(&self) -> Option<u64> {
        let wanted = self.services.config.number_of_tasks_to_run;
        (wanted > 0).then(|| wanted.saturating_sub(self.state.resolved()))
    }
}
