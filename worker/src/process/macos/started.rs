//! One command's process, whoever started it.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use super::super::unix::launch_agent::{AgentError, LaunchedCommand, Streams};
use super::super::unix::{Collected, Plan, Stage, StartFailure, Watched};
use super::child::OwnChild;
use super::group::pipe;
use super::processes::Process;
use super::{End, Prepared};

/// How long a launch agent that is not there is waited for. The worker has seen it before: launchd may just be replacing it.
const PATIENCE: Duration = Duration::from_secs(10);

/// The process of one command.
#[derive(Debug)]
pub(in crate::process) enum Child {
    /// The worker's own child.
    Own(OwnChild),
    /// A child of the launch agent in the desktop session of the task's user.
    Launched(LaunchedCommand),
    /// The launch agent could not execute it; the descriptor is always readable.
    NotExecuted(StartFailure, OwnedFd),
}

impl Child {
    /// Starts the command, with everything that it writes going to `output`.
    pub(super) fn start(
        prepared: &Prepared,
        input: &File,
        output: &OwnedFd,
        most_processes: Option<u64>,
    ) -> Result<Self, (&'static str, io::Error)> {
        let Some((agent, uid, request)) = prepared.for_launch_agent() else {
            let start = |plan| {
                let (stdin, output) = (input.as_raw_fd(), output.as_raw_fd());
                OwnChild::start(Plan { stdin, output, most_processes, ..plan })
            };
            return prepared.with_plan(start).map(Self::Own);
        };
        let (input, output) = (Some(input.as_fd()), Some(output.as_fd()));
        let streams = Streams { stdin: input, stdout: output, stderr: output };
        match LaunchedCommand::start(agent, uid, PATIENCE, &request, streams) {
            Ok(command) => Ok(Self::Launched(command)),
            Err(AgentError::NotExecuted(error)) => {
                let failure =
                    StartFailure { stage: Stage::Execute, errno: error.raw_os_error().unwrap_or(0) };
                let (news, _) = pipe().map_err(|error| ("making a pipe", error))?;
                Ok(Self::NotExecuted(failure, news))
            }
            Err(error) => Err(("having the launch agent start it", io::Error::other(error))),
        }
    }

    /// The process as it was when it was started, if it was.
    pub(super) fn process(&self) -> Option<Process> {
        match self {
            Self::Own(child) => Some(child.process()),
            Self::Launched(command) => i32::try_from(command.pid()).ok().map(Process::own_child),
            Self::NotExecuted(..) => None,
        }
    }

    /// Kills the process and those that share its first process group.
    pub(in crate::process) fn kill(&self) {
        match self {
            Self::Own(child) => child.kill(),
            Self::Launched(command) => command.kill(),
            Self::NotExecuted(..) => {}
        }
    }
}

impl Watched for Child {
    fn news(&self) -> BorrowedFd<'_> {
        match self {
            Self::Own(child) => child.news(),
            Self::Launched(command) => command.news(),
            Self::NotExecuted(_, news) => news.as_fd(),
        }
    }

    fn collect(&self) -> Collected {
        match self {
            Self::Own(child) => child.collect(),
            Self::Launched(command) => command.collect(),
            Self::NotExecuted(failure, _) => {
                Collected { end: Some(End::NotStarted(*failure)), is_gone: true }
            }
        }
    }
}
