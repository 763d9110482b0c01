//! What stops a worker from outside: SIGINT lets running tasks finish, SIGTERM does not; worker-runner says whether there
//! is time for it.

use std::sync::Arc;

use generated::exit_code::ExitCode;
use tokio::sync::watch;

use crate::platform::{self, Signal};
use crate::task::AbortReason;

/// How far a worker has been asked to stop, from not at all to at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// It has not.
    #[default]
    No,
    /// No new tasks; those that are running may finish.
    FinishTasks,
    /// The same, because the machine is about to go away.
    FinishTasksBeforeShutdown,
    /// No new tasks, and those that are running are resolved as `worker-shutdown`, because EC2 takes the machine away.
    SpotTermination,
    /// No new tasks, and those that are running are resolved as `worker-shutdown`.
    AbortTasks,
}

impl Stop {
    /// What the worker exits with once no task is running any more.
    #[must_use]
    pub const fn exit_code(self) -> Option<ExitCode> {
        match self {
            Self::No => None,
            Self::FinishTasks => Some(ExitCode::WorkerStopped),
            Self::FinishTasksBeforeShutdown | Self::SpotTermination | Self::AbortTasks => {
                Some(ExitCode::WorkerShutdown)
            }
        }
    }

    /// Whether there is no time for anything that could be done later.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        *self >= Self::SpotTermination
    }

    /// What running tasks are ended for. `None` where they may finish.
    #[must_use]
    pub const fn abort_reason(self) -> Option<AbortReason> {
        match self {
            Self::No | Self::FinishTasks | Self::FinishTasksBeforeShutdown => None,
            Self::SpotTermination => Some(AbortReason::SpotTermination),
            Self::AbortTasks => Some(AbortReason::WorkerShutdown),
        }
    }
}

/// Asks a worker to stop. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Stopper(Arc<watch::Sender<Stop>>);

impl Stopper {
    /// Asks for `stop`, which is never taken back to a milder one.
    pub fn ask(&self, stop: Stop) {
        self.0.send_if_modified(|current| {
            let stronger = stop > *current;
            *current = stop.max(*current);
            stronger
        });
    }

    /// What the worker watches.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<Stop> {
        self.0.subscribe()
    }

    /// Asks as this process's signals say, from now on. A second SIGINT is no more than the first: who is impatient sends
    /// SIGTERM.
    ///
    /// # Errors
    ///
    /// When the signals cannot be listened for.
    pub fn follow_signals(&self) -> std::io::Result<()> {
        let mut signals = platform::Signals::listen()?;
        let stopper = self.clone();
        tokio::spawn(async move {
            loop {
                match signals.next().await {
                    Signal::Interrupt => stopper.ask(Stop::FinishTasks),
                    Signal::Terminate => {
                        tracing::info!("Received SIGTERM, initiating graceful termination");
                        stopper.ask(Stop::AbortTasks);
                    }
                }
            }
        });
        Ok(())
    }
}

/// A stop that follows this process's signals.
///
/// # Errors
///
/// When the signals cannot be listened for.
pub fn signals() -> std::io::Result<watch::Receiver<Stop>> {
    let stopper = Stopper::default();
    stopper.follow_signals()?;
    Ok(stopper.subscribe())
}
