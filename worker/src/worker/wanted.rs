//! Whether this worker is still wanted: worker-manager knows of those that worker-runner has started, and the AWS
//! provisioner of 2018 shows it by the deploymentId of the worker type.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{deployment, should_terminate};
use crate::task::Services;

/// The longest that the worker waits for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who knows whether this worker is still wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoKnows {
    /// Nobody: it always is.
    Nobody,
    /// The worker manager.
    WorkerManager,
    /// The AWS provisioner.
    AwsProvisioner,
}

/// Whether this worker is still wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is.
    Wanted,
    /// It is not: it shall claim nothing, finish the tasks it has, and end.
    NotWanted,
    /// There is no answer.
    Unknown,
}

/// Finds out whether this worker is still wanted.
#[derive(Debug)]
pub struct Wanted {
    services: Arc<Services>,
    who_knows: WhoKnows,
    asked: Mutex<Option<Instant>>,
    /// Whether the log says already that there is no answer.
    is_reported: AtomicBool,
}

impl Wanted {
    /// Asks `who_knows`.
    #[must_use]
    pub const fn new(services: Arc<Services>, who_knows: WhoKnows) -> Self {
        Self { services, who_knows, asked: Mutex::new(None), is_reported: AtomicBool::new(false) }
    }

    /// Who knows.
    #[must_use]
    pub const fn who_knows(&self) -> WhoKnows {
        self.who_knows
    }

    /// Asks, unless the last time was so recently that its answer is still good.
    pub async fn ask_if_due(&self) -> Answer {
        let interval = match self.who_knows {
            WhoKnows::Nobody => return Answer::Wanted,
            WhoKnows::WorkerManager => should_terminate::INTERVAL,
            WhoKnows::AwsProvisioner => {
                Duration::from_secs(self.services.config.check_for_new_deployment_every_secs)
            }
        };
        let asked = *self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.is_some_and(|asked| asked.elapsed() < interval) {
            return Answer::Wanted;
        }
        self.ask().await
    }

    /// Asks now, whenever that was last done.
    pub async fn ask(&self) -> Answer {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        let answer = async {
            match self.who_knows {
                WhoKnows::Nobody => Ok(false),
                WhoKnows::WorkerManager => should_terminate::ask(&self.services).await,
                WhoKnows::AwsProvisioner => deployment::is_outdated(&self.services).await,
            }
        };
        let too_late = |_| Err(format!("there was no answer within {} s", PATIENCE.as_secs()));
        match tokio::time::timeout(PATIENCE, answer).await.unwrap_or_else(too_late) {
            Ok(is_to_end) => {
                self.is_reported.store(false, Ordering::Relaxed);
                if is_to_end { Answer::NotWanted } else { Answer::Wanted }
            }
            Err(reason) => {
                if !self.is_reported.swap(true, Ordering::Relaxed) {
                    tracing::warn!(
                        "could not find out whether this worker is still wanted ({reason}); carrying on, and asking \
                         again later"
                    );
                }
                Answer::Unknown
            }
        }
    }
}
