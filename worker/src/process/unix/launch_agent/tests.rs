//! An agent in this process, on a socket of its own.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use generated::documents::launch_agent::{CommandRequest, CommandResult};

use super::*;

const PATIENCE: Duration = Duration::from_secs(20);

struct Running {
    directory: tempfile::TempDir,
}

impl Running {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let agent = Agent::listen(&directory.path().join("agent.sock")).unwrap();
        std::thread::spawn(move || agent.serve());
        Self { directory }
    }

    fn socket(&self) -> PathBuf {
        self.directory.path().join("agent.sock")
    }

    fn shell(&self, script: &str) -> CommandRequest {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        CommandRequest {
            path: "/bin/sh".to_owned(),
            args: words(&["shell", "-c", script]),
            env: words(&["PATH=/usr/bin:/bin", "GREETING=hello = world"]),
            dir: self.directory.path().to_string_lossy().into_owned(),
            stdin: false,
            stdout: false,
            stderr: false,
            setctty: false,
            setpgid: false,
            setsid: true,
        }
    }

    fn start(&self, request: &CommandRequest, streams: Streams<'_>) -> Result<LaunchedCommand, AgentError> {
        let own = rustix::process::geteuid().as_raw();
        LaunchedCommand::start(&self.socket(), own, PATIENCE, request, streams)
    }
}

#[test]
fn commands_get_their_streams_environment_and_directory() {
    use std::os::fd::AsFd;

    let agent = Running::new();
    let (stdin, mut to_command) = std::io::pipe().unwrap();
    let (mut from_command, stdout) = std::io::pipe().unwrap();
    let (mut errors, stderr) = std::io::pipe().unwrap();
    let request =
        agent.shell("read line; echo \"$line $GREETING $0\"; pwd -P; echo oops >&2; env | wc -l; exit 3");
    let streams =
        Streams { stdin: Some(stdin.as_fd()), stdout: Some(stdout.as_fd()), stderr: Some(stderr.as_fd()) };
    let command = agent.start(&request, streams).unwrap();
    drop((stdin, stdout, stderr));
    to_command.write_all(b"typed\n").unwrap();
    let (mut text, mut error_text) = (String::new(), String::new());
    from_command.read_to_string(&mut text).unwrap();
    errors.read_to_string(&mut error_text).unwrap();
    let result = command.wait().unwrap();
    let directory = agent.directory.path().canonicalize().unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("typed hello = world shell"));
    assert_eq!(lines.next(), directory.to_str());
    // The shell adds PWD, and OLDPWD or _ at most.
    assert!(lines.next().unwrap().trim().parse::<u32>().unwrap() <= 5, "{text}");
    assert_eq!(error_text, "oops\n");
    assert_eq!((result.exit_code, result.signal, result.aborted), (3, None, false));
    assert_eq!(result.pid, u64::from(command.pid()));
    assert!(result.duration > 0);
}

#[test]
fn a_command_inherits_nothing_else() {
    use std::os::fd::AsFd;

    let agent = Running::new();
    let (mut from_command, stdout) = std::io::pipe().unwrap();
    let script = "for fd in /proc/self/fd/* /dev/fd/*; do echo \"${fd##*/}\"; done";
    let command = agent
        .start(&agent.shell(script), Streams { stdout: Some(stdout.as_fd()), ..Streams::default() })
        .unwrap();
    drop(stdout);
    let mut text = String::new();
    from_command.read_to_string(&mut text).unwrap();
    assert!(command.wait().unwrap().exit_code == 0);
    // Those of the shell itself while it lists the directory are above them.
    let numbers = text.lines().filter_map(|line| line.parse::<u32>().ok());
    assert!(numbers.max().unwrap() <= 4, "{text}");
}

#[test]
fn the_socket_has_a_place() {
    assert_eq!(default_socket(), PathBuf::from("/tmp/launch-agent.sock"));
}

#[test]
fn signals_are_told_apart_from_exit_codes() {
    let agent = Running::new();
    let command = agent.start(&agent.shell("kill -TERM $$"), Streams::default()).unwrap();
    let result = command.wait().unwrap();
    assert_eq!((result.exit_code, result.signal, result.aborted), (-1, Some(15), false));
    let result = agent.start(&agent.shell("exit 255"), Streams::default()).unwrap().wait().unwrap();
    assert_eq!((result.exit_code, result.signal), (255, None));
}

#[test]
fn what_cannot_be_started_is_said() {
    let agent = Running::new();
    let refusal =
        |request: CommandRequest| agent.start(&request, Streams::default()).unwrap_err().to_string();
    let request = || agent.shell("true");
    let missing = CommandRequest { path: "/no/such/program".to_owned(), ..request() };
    let error = agent.start(&missing, Streams::default()).unwrap_err();
    let AgentError::NotExecuted(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    assert!(refusal(CommandRequest { path: "sh".to_owned(), ..request() }).contains("no path"));
    let variable = refusal(CommandRequest { env: vec!["s3cr3t".to_owned()], ..request() });
    assert!(variable.contains("NAME=value") && !variable.contains("s3cr3t"), "{variable}");
    assert!(
        refusal(CommandRequest { dir: "/no/such/place".to_owned(), ..request() }).contains("No such file")
    );
    refusal(CommandRequest { args: vec!["a\0b".to_owned(); 2], ..request() });
    // There is no terminal to take.
    refusal(CommandRequest { setctty: true, ..request() });
    // It still works.
    assert_eq!(agent.start(&request(), Streams::default()).unwrap().wait().unwrap().exit_code, 0);
}

/// A command with a child; both hold the pipe, which ends when both are gone.
fn start_two(agent: &Running) -> (LaunchedCommand, std::io::PipeReader) {
    use std::os::fd::AsFd;

    let (mut from_command, stdout) = std::io::pipe().unwrap();
    let request = agent.shell("sleep 600 & echo started; sleep 600");
    let streams = Streams { stdout: Some(stdout.as_fd()), ..Streams::default() };
    let command = agent.start(&request, streams).unwrap();
    from_command.read_exact(&mut [0; 8]).unwrap();
    (command, from_command)
}

#[test]
fn a_worker_that_hangs_up_has_the_command_killed() {
    let agent = Running::new();
    let (command, mut output) = start_two(&agent);
    drop(command);
    assert_eq!(output.read(&mut [0; 1]).unwrap(), 0);
    let (command, mut output) = start_two(&agent);
    command.kill();
    let result = command.wait().unwrap();
    assert_eq!((result.exit_code, result.signal, result.aborted), (-1, Some(9), true));
    assert_eq!(output.read(&mut [0; 1]).unwrap(), 0);
}

/// As in a task: output goes to its log, and the end is told once.
#[test]
fn a_command_is_watched_like_any_other() {
    use std::os::fd::{AsFd, OwnedFd};

    use super::super::super::{ExitStatus, SharedFile};
    use super::super::{End, watch};

    let agent = Running::new();
    let watched = |script: &str, gone: bool| {
        let log = SharedFile::create(agent.directory.path().join("log")).unwrap();
        let (output, writer) = std::io::pipe().unwrap();
        let output = OwnedFd::from(output);
        rustix::io::ioctl_fionbio(&output, true).unwrap();
        let streams = Streams { stdout: Some(writer.as_fd()), ..Streams::default() };
        let command = agent.start(&agent.shell(script), streams).unwrap();
        drop(writer);
        if gone {
            command.kill();
        }
        let (stop, _stopper) = std::io::pipe().unwrap();
        let mut ends = Vec::new();
        watch(&command, output, stop.as_fd(), &log, |end, lost| {
            assert!(lost.is_none());
            match end {
                End::Exited { status, .. } => ends.push(status),
                End::NotStarted(failure) => panic!("{failure:?}"),
            }
        });
        (ends, std::fs::read_to_string(log.path()).unwrap())
    };
    let (ends, text) = watched("i=0; while [ $i -lt 5000 ]; do echo $i; i=$((i+1)); done; exit 7", false);
    assert_eq!(ends, [ExitStatus::Code(7)]);
    assert_eq!(text.lines().count(), 5000);
    assert_eq!(watched("sleep 600", true).0, [ExitStatus::Signal(9)]);
}

#[test]
fn bad_peers_are_told_or_dropped() {
    use std::os::fd::AsFd;

    let agent = Running::new();
    let (mut reader, writer) = std::io::pipe().unwrap();
    let shake = |text: &str, count: usize| {
        let stream = UnixStream::connect(agent.socket()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let descriptors = vec![writer.as_fd(); count];
        crate::platform::send_with_descriptors(&stream, text.as_bytes(), &descriptors).unwrap();
        stream
    };
    let answer = |mut stream: UnixStream| {
        let mut answer = Vec::new();
        // What the agent did not care to read makes an error of it, once.
        while let Err(error) = stream.read_to_end(&mut answer) {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        }
        answer
    };
    let error = |answer: &[u8]| {
        let text = frames::read(answer, frames::MAX_RESULT).unwrap().unwrap();
        let result: CommandResult = serde_json::from_slice(&text).unwrap();
        assert_eq!((result.exit_code, result.pid), (-2, 0));
        result.system_error.unwrap()
    };
    for (text, count, expected) in [
        ("nonsense", 0, "the handshake is not as expected"),
        ("{\"num_fds\":2,\"payload_size\":2}", 1, "2 descriptors are announced, 1 came"),
        ("{\"num_fds\":0,\"payload_size\":2}", 3, "0 descriptors are announced, 3 came"),
        ("{\"num_fds\":-1,\"payload_size\":2}", 0, "the handshake is not as expected"),
        ("{\"num_fds\":0,\"payload_size\":4000000000}", 0, "too long"),
    ] {
        let told = error(&answer(shake(text, count)));
        assert!(told.contains(expected), "{text}: {told}");
    }
    let request = serde_json::to_string(&agent.shell("true")).unwrap();
    for (announced, sent, count, expected) in [
        (2, "{}", 0, "the request is not as expected"),
        (3, "{}", 0, "3 bytes are announced, 2 came"),
        (1, "{}", 0, "at most 1 are allowed"),
        (request.len(), request.as_str(), 2, "it is about 0 descriptors, 2 came"),
    ] {
        let mut stream = shake(&format!("{{\"num_fds\":{count},\"payload_size\":{announced}}}"), count);
        stream.read_exact(&mut [0; 1]).unwrap();
        frames::write(&stream, sent.as_bytes()).unwrap();
        let told = error(&answer(stream));
        assert!(told.contains(expected), "{sent}: {told}");
    }
    // Those who say nothing, or half of it, disturb nobody.
    drop(UnixStream::connect(agent.socket()).unwrap());
    let mut half = shake("{\"num_fds\":1,\"payload_size\":9}", 1);
    half.read_exact(&mut [0; 1]).unwrap();
    half.write_all(&[0, 0]).unwrap();
    drop(half);
    assert_eq!(agent.start(&agent.shell("true"), Streams::default()).unwrap().wait().unwrap().exit_code, 0);
    // None of the descriptors was kept.
    drop(writer);
    assert_eq!(reader.read(&mut [0; 1]).unwrap(), 0);
}

#[test]
fn only_the_expected_user_is_trusted() {
    let agent = Running::new();
    let own = rustix::process::geteuid().as_raw();
    let refused =
        LaunchedCommand::start(&agent.socket(), own + 1, PATIENCE, &agent.shell("true"), Streams::default());
    assert!(matches!(refused, Err(AgentError::Stranger { found, .. }) if found == own));
    // A pair of sockets knows who made it: for an agent of somebody else, that is a stranger, unless it is root.
    let (here, there) = UnixStream::pair().unwrap();
    drop(here);
    let served = session::serve(&there, own + 1);
    assert_eq!(matches!(served, Err(AgentError::Stranger { .. })), own != 0);
}

#[test]
fn there_is_one_agent_and_it_replaces_a_dead_one() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let socket = directory.path().join("agent.sock");
    drop(Agent::listen(&socket).unwrap());
    assert!(socket.exists());
    let begin = std::time::Instant::now();
    let agent = loop {
        match Agent::listen(&socket) {
            // For a moment, processes that other tests are just starting have copies of all open files.
            Err(AgentError::Taken { .. }) if begin.elapsed() < PATIENCE => std::thread::yield_now(),
            other => break other.unwrap(),
        }
    };
    let mode = std::fs::metadata(&socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(matches!(Agent::listen(&socket), Err(AgentError::Taken { .. })));
    drop(agent);
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
    let missing = Agent::listen(std::path::Path::new("/no/such/place/agent.sock")).unwrap_err();
    assert!(matches!(missing, AgentError::Listen { .. }));
    let none = LaunchedCommand::start(
        &directory.path().join("none"),
        0,
        Duration::ZERO,
        &Running::new().shell("true"),
        Streams::default(),
    );
    assert!(none.unwrap_err().to_string().contains("launchd"));
}
