//! A launched command among the other processes of a task.

use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use generated::documents::launch_agent::CommandResult;

use super::super::super::ExitStatus;
use super::super::{Collected, End, Watched};
use super::LaunchedCommand;

/// How long a message may take once it has begun to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

impl Watched for LaunchedCommand {
    fn news(&self) -> BorrowedFd<'_> {
        self.as_fd()
    }

    fn collect(&self) -> Collected {
        let end = match self.wait_at_most(PATIENCE) {
            Ok(result) => Some(exited(&result)),
            Err(error) => {
                // What it left running is killed with the rest of the task.
                tracing::warn!("it is not known how the process {} ended: {error}", self.pid());
                None
            }
        };
        Collected { end, is_gone: true }
    }
}

fn exited(result: &CommandResult) -> End {
    let status = match result.signal.and_then(|number| i32::try_from(number).ok()) {
        Some(number) => ExitStatus::Signal(number),
        None => ExitStatus::Code(i32::try_from(result.exit_code).unwrap_or(-1)),
    };
    End::Exited {
        status,
        user_time: Duration::from_nanos(result.user_time),
        kernel_time: Duration::from_nanos(result.kernel_time),
    }
}
