//! One connection to the agent: a command is taken, started, watched and reported on.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use generated::documents::launch_agent::{CommandRequest, CommandResult, Handshake};

use super::super::super::ExitStatus;
use super::child::{Child, Ended, Given};
use super::{AgentError, frames};
use crate::platform;

/// How long the other end may take for what it has to say or to hear.
const PATIENCE: Duration = Duration::from_secs(10);
/// Root.
const ROOT: u32 = 0;
/// The exit code of a command that could not be started or watched.
const CRASHED: i64 = -2;

/// Serves one connection to its end.
pub(super) fn serve(stream: &UnixStream, own: u32) -> Result<(), AgentError> {
    let found = platform::socket_peer(stream).map_err(AgentError::connection("find out who connects"))?;
    if found != own && found != ROOT {
        return Err(AgentError::Stranger { found, expected: own });
    }
    set_patience(stream, Some(PATIENCE)).map_err(AgentError::connection("set up a connection"))?;
    let begin = Instant::now();
    let result = match take_request(stream) {
        Ok(Some((request, given))) => run(stream, &request, given, begin)?,
        // Somebody only wanted to see whether there is an agent.
        Ok(None) => return Ok(()),
        Err(error) => {
            tracing::warn!("{error}");
            failed(&error, begin)
        }
    };
    report(stream, &result)
}

/// Gets the descriptors and the command. `None` when the other end hangs up without a word.
fn take_request(mut stream: &UnixStream) -> Result<Option<(CommandRequest, Given)>, AgentError> {
    let mut buffer = [0; frames::MAX_HANDSHAKE];
    let (length, descriptors) = platform::receive_with_descriptors(stream, &mut buffer)
        .map_err(AgentError::connection("receive a handshake"))?;
    if length == 0 {
        return Ok(None);
    }
    let handshake: Handshake = frames::from_json("the handshake", buffer.get(..length).unwrap_or_default())?;
    if handshake.num_fds != descriptors.len() as u64 {
        let problem = format!("{} descriptors are announced, {} came", handshake.num_fds, descriptors.len());
        return Err(AgentError::message("the handshake", problem));
    }
    if handshake.payload_size > frames::MAX_REQUEST {
        let problem = format!("a request of {} bytes is too long", handshake.payload_size);
        return Err(AgentError::message("the handshake", problem));
    }
    stream.write_all(&[frames::RECEIVED]).map_err(AgentError::connection("answer a handshake"))?;
    let text = frames::read(stream, handshake.payload_size)
        .map_err(AgentError::connection("receive a request"))?
        .unwrap_or_default();
    if text.len() as u64 != handshake.payload_size {
        let problem = format!("{} bytes are announced, {} came", handshake.payload_size, text.len());
        return Err(AgentError::message("the request", problem));
    }
    let request: CommandRequest = frames::from_json("the request", &text)?;
    let given = Given::new(&request, descriptors)?;
    Ok(Some((request, given)))
}

/// Runs the command to its end, or until the other end hangs up.
fn run(
    stream: &UnixStream,
    request: &CommandRequest,
    given: Given,
    begin: Instant,
) -> Result<CommandResult, AgentError> {
    let child = match Child::start(request, given) {
        Ok(child) => child,
        Err(error) => {
            tracing::info!("cannot start {:?}: {error}", request.path);
            let result = failed(&format!("cannot start {:?}: {error}", request.path), begin);
            let errno = error.raw_os_error().and_then(|number| u64::try_from(number).ok());
            return Ok(CommandResult { errno, ..result });
        }
    };
    tracing::info!("started {:?} as process {}", request.path, child.pid());
    let running = CommandResult { pid: child.pid(), ..empty(begin) };
    let told = report(stream, &running)
        .and_then(|()| set_patience(stream, None).map_err(AgentError::connection("set up a connection")));
    if told.is_err() {
        child.abort();
    }
    let ended = std::thread::scope(|scope| {
        let watch = std::thread::Builder::new().name("hang-up".to_owned());
        let watching = watch.spawn_scoped(scope, || wait_for_hang_up(stream, &child));
        if let Err(error) = &watching {
            tracing::warn!("cannot watch a connection: {error}");
            child.abort();
        }
        let ended = child.wait();
        // Ends the thread.
        let _ = stream.shutdown(Shutdown::Read);
        ended
    });
    told?;
    set_patience(stream, Some(PATIENCE)).map_err(AgentError::connection("set up a connection"))?;
    Ok(match ended {
        Ok(ended) => finished(&child, ended, begin),
        Err(error) => CommandResult {
            pid: child.pid(),
            ..failed(&format!("cannot watch the process {}: {error}", child.pid()), begin)
        },
    })
}

/// The other end has nothing more to say: whatever is heard from it, even nothing, means that it is gone.
fn wait_for_hang_up(mut stream: &UnixStream, child: &Child) {
    loop {
        match stream.read(&mut [0; 1]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => return child.abort(),
        }
    }
}

fn report(stream: &UnixStream, result: &CommandResult) -> Result<(), AgentError> {
    let text = frames::to_json("the result", result)?;
    frames::write(stream, &text).map_err(AgentError::connection("send a result"))
}

fn set_patience(stream: &UnixStream, patience: Option<Duration>) -> io::Result<()> {
    stream.set_read_timeout(patience)?;
    stream.set_write_timeout(patience)
}

fn empty(begin: Instant) -> CommandResult {
    CommandResult {
        pid: 0,
        system_error: None,
        errno: None,
        exit_code: 0,
        signal: None,
        aborted: false,
        duration: nanoseconds(begin.elapsed()),
        user_time: 0,
        kernel_time: 0,
    }
}

fn failed(error: &impl ToString, begin: Instant) -> CommandResult {
    CommandResult { system_error: Some(error.to_string()), exit_code: CRASHED, ..empty(begin) }
}

fn finished(child: &Child, ended: Ended, begin: Instant) -> CommandResult {
    let signal = match ended.status {
        ExitStatus::Signal(number) => u64::try_from(number).ok(),
        ExitStatus::Code(_) => None,
    };
    CommandResult {
        pid: child.pid(),
        exit_code: ended.status.code().into(),
        signal,
        aborted: ended.is_aborted,
        user_time: nanoseconds(ended.user_time),
        kernel_time: nanoseconds(ended.kernel_time),
        ..empty(begin)
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
