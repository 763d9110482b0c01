//! What a worker says of itself when it has nothing to do.

use std::time::Duration;

use generated::Timestamp;

use super::{IDLE_REPORT_INTERVAL, Worker};
use crate::task::GoDuration;

impl Worker {
    /// Says from time to time that there is nothing to do.
    pub(super) fn report_idle(&mut self) {
        let now = Timestamp::now();
        if !self.running.is_empty()
            || now.saturating_duration_since(self.last_reported_idle) < IDLE_REPORT_INTERVAL
        {
            return;
        }
        self.last_reported_idle = now;
        let idle = now.saturating_duration_since(self.last_active);
        let timeout = Duration::from_secs(self.services.config.idle_timeout_secs);
        let mut message = format!("No task claimed. Idle for {}", GoDuration(idle));
        if !timeout.is_zero() {
            let left = GoDuration(timeout.saturating_sub(idle));
            message.push_str(&format!(" (will exit if no task claimed in {left})"));
        }
        message.push('.');
        if let Some(remaining) = self.remaining() {
            message.push_str(&format!(" {remaining} more tasks to run before exiting."));
        }
        tracing::info!("{message}");
    }
}
