//! The worker: claims tasks as long as it has room for them, and knows when to stop.

mod claim;
mod pace;
mod shutdown;
mod state;
mod metrics;

use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::TaskClaim;
use generated::exit_code::ExitCode;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use self::claim::Claims;
use self::metrics::{Event, Metrics};
use self::pace::Pace;
pub use self::shutdown::{Stop, StopSignal, signals};
use self::state::State;
use crate::platform;
use crate::task::{self, Abort, AbortReason, GoDuration, RunReport, Services};

/// A worker, ready to run.
#[derive(Debug)]
pub struct Worker {
    services: Arc<Services>,
    state: State,
    metrics: Metrics,
    stop: watch::Receiver<Stop>,
    running: JoinSet<RunReport>,
    /// What ends each of the running tasks before its time.
    aborts: Vec<(tokio::task::Id, TaskClaim, Abort)>,
    last_active: Timestamp,
}

impl Worker {
    /// A worker that stops when `stop` says so.
    #[must_use]
    pub fn new(services: Arc<Services>, stop: watch::Receiver<Stop>) -> Self {
        let metrics = Metrics::new(&services.config);
        Self {
            services,
            state: State::load(),
            metrics,
            stop,
            running: JoinSet::new(),
            aborts: Vec::new(),
            last_active: Timestamp::now(),
        }
    }
}
