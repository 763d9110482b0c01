//! The one signal that ends a run before its time. The first reason wins.

use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::resolution::{Ended, Resolution, TaskError};

/// Why a run is ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbortReason {
    /// The commands took more time or memory than they may; the text says which.
    Limit(String),
    /// The worker is being shut down.
    WorkerShutdown,
    /// EC2 takes the machine away.
    SpotTermination,
    /// The queue ended the run.
    Ended(Ended),
}

impl AbortReason {
    /// Whether nobody will look at what the run made any more, so that nothing of it needs to be published.
    #[must_use]
    pub const fn gives_the_run_up(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::WorkerShutdown)
    }

    /// Whether the machine or the worker goes away, so that the report must not wait for long.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::WorkerShutdown | Self::SpotTermination)
    }

    /// What this does to the run's resolution, and the text for the task log.
    #[must_use]
    pub fn to_error(&self) -> TaskError {
        match self {
            Self::Limit(message) => TaskError::failure(message),
            Self::WorkerShutdown => TaskError::exception(
                generated::api::queue::TaskExceptionRequestReason::WorkerShutdown,
                "Task aborted - the worker is shutting down, without time to finish tasks",
            ),
            Self::SpotTermination => TaskError::exception(
                generated::api::queue::TaskExceptionRequestReason::WorkerShutdown,
                "AWS has issued a spot termination - need to abort task",
            ),
            Self::Ended(ended) => TaskError {
                resolution: Resolution::Ended(*ended),
                message: format!("Task aborted - {ended}"),
            },
        }
    }
}

/// Both ends of the signal. Cheap to clone; all clones share it.
#[derive(Clone, Debug)]
pub struct Abort {
    reason: watch::Sender<Option<AbortReason>>,
}

impl Default for Abort {
    fn default() -> Self {
        Self { reason: watch::Sender::new(None) }
    }
}

impl Abort {
    /// Ends the run for `reason`. The first reason stands, except that one which gives the run up takes the place of one that
    /// does not, and what the queue says the place of every other.
    pub fn trigger(&self, reason: AbortReason) {
        self.reason.send_if_modified(|current| {
            let stronger = match current {
                None => true,
                Some(AbortReason::Ended(_)) => false,
                Some(AbortReason::WorkerShutdown) => matches!(reason, AbortReason::Ended(_)),
                Some(_) => reason.gives_the_run_up(),
            };
            if stronger {
                *current = Some(reason);
            }
            stronger
        });
    }

    /// The reason, if the run is being ended.
    #[must_use]
    pub fn reason(&self) -> Option<AbortReason> {
        self.reason.borrow().clone()
    }

    /// `work`, which ends early when `cancelled` is: that happens when the run is given up.
    pub async fn cancelling<T>(&self, cancelled: &CancellationToken, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        tokio::select! {
            done = &mut work => done,
            _ = self.triggered_by(AbortReason::gives_the_run_up) => {
                cancelled.cancel();
                work.await
            }
        }
    }

    /// `work`, unless it goes on for longer than `patience` after the report has become urgent; nothing then.
    pub async fn unless_urgent<T>(&self, patience: Duration, work: impl Future<Output = T>) -> Option<T> {
        let too_late = async {
            self.triggered_by(AbortReason::is_urgent).await;
            tokio::time::sleep(patience).await;
        };
        tokio::select! {
            done = work => Some(done),
            () = too_late => None,
        }
    }

    /// Waits until the run is ended before its time. Never returns for one that is not.
    pub async fn triggered(&self) -> AbortReason {
        self.triggered_by(|_| true).await
    }

    /// Waits until the run is ended for a reason that `matters`.
    pub async fn triggered_by(&self, matters: impl Fn(&AbortReason) -> bool) -> AbortReason {
        let mut receiver = self.reason.subscribe();
        loop {
            if let Some(reason) = receiver.borrow_and_update().clone().filter(|reason| matters(reason)) {
                return reason;
            }
            if receiver.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reason_stands_unless_the_run_is_given_up_altogether() {
        let abort = Abort::default();
        abort.trigger(AbortReason::Limit("too long".to_owned()));
        abort.trigger(AbortReason::SpotTermination);
        assert_eq!(abort.triggered().await, AbortReason::Limit("too long".to_owned()));
        abort.trigger(AbortReason::WorkerShutdown);
        abort.trigger(AbortReason::Limit("too long".to_owned()));
        assert_eq!(abort.triggered().await, AbortReason::WorkerShutdown);
        abort.trigger(AbortReason::Ended(Ended::Cancelled));
        abort.trigger(AbortReason::Ended(Ended::ClaimLost));
        assert_eq!(abort.reason(), Some(AbortReason::Ended(Ended::Cancelled)));
    }
}
