//! How often sending one body is tried.

use std::time::{Duration, Instant};

use super::error::{StorageFailure, UploadError};
use super::put::Retry;
use super::upload::UploadOptions;
use crate::taskcluster::retry::Backoff;

/// The attempts to send one body.
pub struct Attempts<'a> {
    options: &'a UploadOptions,
    backoff: Backoff,
    started: Instant,
    count: u32,
    refusals: u32,
}

impl<'a> Attempts<'a> {
    pub fn begin(options: &'a UploadOptions) -> Self {
        Self { options, backoff: Backoff::new(options.retry), started: Instant::now(), count: 0, refusals: 0 }
    }

    /// How long to wait before the next attempt, unless there should be none.
    pub fn wait_after(&mut self, retry: Retry) -> Option<Duration> {
        self.count = self.count.saturating_add(1);
        let requested = match retry {
            Retry::Never => return None,
            Retry::WithFreshUrl => {
                self.refusals += 1;
                if self.refusals >= self.options.most_refusals {
                    return None;
                }
                None
            }
            Retry::Later(requested) => {
                self.refusals = 0;
                requested
            }
        };
        let wait = self.backoff.next_wait(requested);
        let is_time_left = self.started.elapsed() + wait <= self.options.retry.give_up_after;
        (is_time_left || self.count < self.options.least_attempts).then_some(wait)
    }

    pub fn failed(&self, name: &str, url: String, failure: StorageFailure) -> UploadError {
        let (attempts, elapsed) = (self.count, self.started.elapsed());
        UploadError::Storage { name: name.to_owned(), url, attempts, elapsed, failure }
    }
}
