//! What stops a worker from outside: SIGINT lets running tasks finish, SIGTERM does not.

use tokio::sync::watch;

use crate::platform::{self, Signal};

/// How far a worker has been asked to stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// It has not.
    #[default]
    No,
    /// No new tasks; those that are running may finish.
    FinishTasks,
    /// No new tasks, and those that are running are resolved as `worker-shutdown`.
    AbortTasks,
}

/// A stop that follows this process's signals. A second SIGINT is no more than the first: who is impatient sends SIGTERM.
///
/// # Errors
///
/// When the signals cannot be listened for.
pub fn signals() -> std::io::Result<watch::Receiver<Stop>> {
    let mut signals = platform::Signals::listen()?;
    let (sender, receiver) = watch::channel(Stop::No);
    tokio::spawn(async move {
        loop {
            let stop = match signals.next().await {
                Signal::Interrupt => Stop::FinishTasks,
                Signal::Terminate => {
                    tracing::info!("Received SIGTERM, initiating graceful termination");
                    Stop::AbortTasks
                }
            };
            // A stop is never taken back to a milder one.
            sender.send_if_modified(|current| {
                let stronger = stop > *current;
                *current = stop.max(*current);
                stronger
            });
        }
    });
    Ok(receiver)
}
