//! The worker's side of a connection to the agent.

use std::io::{self, Read};
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

use generated::documents::launch_agent::{CommandRequest, CommandResult, Handshake};

use super::{AgentError, frames};
use crate::platform;

/// How often it is tried to connect.
const INTERVAL: Duration = Duration::from_millis(250);
/// How long the agent may take to start a command.
const PATIENCE: Duration = Duration::from_secs(60);

/// The standard streams of a command.
#[derive(Clone, Copy, Debug, Default)]
pub struct Streams<'a> {
    /// Standard input; empty without.
    pub stdin: Option<BorrowedFd<'a>>,
    /// Standard output; lost without.
    pub stdout: Option<BorrowedFd<'a>>,
    /// Standard error; lost without.
    pub stderr: Option<BorrowedFd<'a>>,
}

/// A command that the agent has started. Dropping it has the agent kill the command, unless it has ended.
///
/// As a descriptor it becomes readable when the command has ended, or the agent is gone.
#[derive(Debug)]
pub struct LaunchedCommand {
    stream: UnixStream,
    pid: u32,
}

impl LaunchedCommand {
    /// Has the agent that listens on `socket` and runs as the user with the number `uid` start a command. An agent that is
    /// not there is waited for, at most `patience`. Blocks. `request` need not say which streams there are: that is seen
    /// from `streams`.
    ///
    /// # Errors
    ///
    /// When there is no such agent, or the command cannot be started.
    pub fn start(
        socket: &Path,
        uid: u32,
        patience: Duration,
        request: &CommandRequest,
        streams: Streams<'_>,
    ) -> Result<Self, AgentError> {
        let stream = connect(socket, patience)?;
        let found = platform::socket_peer(&stream).map_err(AgentError::connection("find out who listens"))?;
        if found != uid {
            return Err(AgentError::Stranger { found, expected: uid });
        }
        stream
            .set_read_timeout(Some(PATIENCE))
            .and_then(|()| stream.set_write_timeout(Some(PATIENCE)))
            .map_err(AgentError::connection("set up a connection"))?;
        send(&stream, request, streams)?;
        let result = receive(&stream)?;
        if let Some(errno) = result.errno.and_then(|number| i32::try_from(number).ok()) {
            return Err(AgentError::NotExecuted(io::Error::from_raw_os_error(errno)));
        }
        if let Some(error) = result.system_error {
            return Err(AgentError::Refused(error));
        }
        let pid = u32::try_from(result.pid).ok().filter(|&pid| pid > 0);
        let pid = pid.ok_or_else(|| AgentError::message("the first result", "it has no process id"))?;
        stream.set_read_timeout(None).map_err(AgentError::connection("set up a connection"))?;
        Ok(Self { stream, pid })
    }

    /// The command's process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Waits until the command has ended. Blocks. Not to be called twice.
    ///
    /// # Errors
    ///
    /// When the agent is gone, in which case the command may still run, or could not watch the command.
    pub fn wait(&self) -> Result<CommandResult, AgentError> {
        let result = receive(&self.stream)?;
        match result.system_error {
            Some(error) => Err(AgentError::Refused(error)),
            None => Ok(result),
        }
    }

    /// As [`LaunchedCommand::wait`], for a command of which there is news.
    pub(super) fn wait_at_most(&self, patience: Duration) -> Result<CommandResult, AgentError> {
        self.stream
            .set_read_timeout(Some(patience))
            .map_err(AgentError::connection("set up a connection"))?;
        self.wait()
    }

    /// Has the agent kill the command. Whoever waits is told how it ended.
    pub fn kill(&self) {
        // The agent hears the end of this side, and still has the other one to answer.
        let _ = self.stream.shutdown(Shutdown::Write);
    }
}

impl AsFd for LaunchedCommand {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

fn connect(socket: &Path, patience: Duration) -> Result<UnixStream, AgentError> {
    let deadline = Instant::now() + patience;
    loop {
        match UnixStream::connect(socket) {
            Ok(stream) => return Ok(stream),
            Err(source) if Instant::now() >= deadline => {
                return Err(AgentError::Connect { path: socket.to_owned(), source });
            }
            Err(_) => std::thread::sleep(INTERVAL.min(patience)),
        }
    }
}

fn send(mut stream: &UnixStream, request: &CommandRequest, streams: Streams<'_>) -> Result<(), AgentError> {
    let request = CommandRequest {
        stdin: streams.stdin.is_some(),
        stdout: streams.stdout.is_some(),
        stderr: streams.stderr.is_some(),
        ..request.clone()
    };
    let payload = frames::to_json("the request", &request)?;
    if payload.len() as u64 > frames::MAX_REQUEST {
        return Err(AgentError::message("the request", "its arguments and environment are too long"));
    }
    let descriptors: Vec<BorrowedFd<'_>> =
        [streams.stdin, streams.stdout, streams.stderr].into_iter().flatten().collect();
    let handshake = Handshake { num_fds: descriptors.len() as u64, payload_size: payload.len() as u64 };
    let handshake = frames::to_json("the handshake", &handshake)?;
    platform::send_with_descriptors(stream, &handshake, &descriptors)
        .map_err(AgentError::connection("send a handshake to the launch agent"))?;
    let mut answer = [0];
    stream.read_exact(&mut answer).map_err(AgentError::connection("hear from the launch agent"))?;
    if answer != [frames::RECEIVED] {
        return Err(AgentError::message("the agent's answer", "it does not say that the handshake arrived"));
    }
    frames::write(stream, &payload).map_err(AgentError::connection("send a request to the launch agent"))
}

fn receive(stream: &UnixStream) -> Result<CommandResult, AgentError> {
    let doing = "hear from the launch agent how the command is doing";
    let text = frames::read(stream, frames::MAX_RESULT).map_err(AgentError::connection(doing))?;
    let text = text.ok_or_else(|| AgentError::connection(doing)(io::ErrorKind::UnexpectedEof.into()))?;
    frames::from_json("the result", &text)
}
