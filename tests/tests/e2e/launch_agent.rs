//! The program that starts commands in a task user's session, on a socket of its own.

use std::io::Read;
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use generated::documents::launch_agent::CommandRequest;
use generic_worker::platform;
use generic_worker::process::launch_agent::{AgentError, LaunchedCommand, Streams};
use tests::{PATIENCE, binary, is_running, run};

/// A running agent, ended with the test.
struct Agent {
    process: Child,
    directory: tempfile::TempDir,
}

impl Agent {
    fn start() -> Self {
        let directory = tempfile::tempdir().expect("temporary directory");
        let process = Command::new(binary())
            .arg("launch-agent")
            .arg("--socket")
            .arg(directory.path().join("agent.sock"))
            .env("SECRET_OF_AGENT", "1")
            .stderr(Stdio::null())
            .spawn()
            .expect("generic-worker starts");
        Self { process, directory }
    }

    fn start_command(&self, script: &str, streams: Streams<'_>) -> Result<LaunchedCommand, AgentError> {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let request = CommandRequest {
            path: "/bin/sh".to_owned(),
            args: words(&["sh", "-c", script]),
            env: words(&["PATH=/usr/bin:/bin"]),
            dir: "/".to_owned(),
            stdin: false,
            stdout: false,
            stderr: false,
            setctty: false,
            setpgid: true,
            setsid: false,
        };
        let own = platform::current_user().id;
        LaunchedCommand::start(&self.directory.path().join("agent.sock"), own, PATIENCE, &request, streams)
    }

    /// Runs a command to its end, and returns what it wrote.
    fn output_of(&self, script: &str) -> String {
        let (mut reader, writer) = std::io::pipe().expect("a pipe");
        let streams = Streams { stdout: Some(writer.as_fd()), ..Streams::default() };
        let command = self.start_command(script, streams).expect("the command starts");
        drop(writer);
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("output");
        assert_eq!(command.wait().expect("the command ends").exit_code, 0);
        text
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn commands_run_one_after_the_other_and_side_by_side() {
    let agent = Agent::start();
    assert_eq!(agent.output_of("echo hi; env | grep -c SECRET_OF_AGENT; true"), "hi\n0\n");
    std::thread::scope(|scope| {
        for number in 0..8 {
            let agent = &agent;
            scope.spawn(move || {
                for round in 0..8 {
                    let wanted = format!("{number} {round}\n");
                    assert_eq!(agent.output_of(&format!("echo {number} {round}")), wanted);
                }
            });
        }
    });
    let second =
        run(&["launch-agent", "--socket", agent.directory.path().join("agent.sock").to_str().expect("text")]);
    assert_eq!(second.status.code(), Some(83), "{}", String::from_utf8_lossy(&second.stderr));
    // The first still works.
    assert_eq!(agent.output_of("echo hi"), "hi\n");
}

#[test]
fn a_socket_that_cannot_be_made_is_exit_code_83() {
    let output = run(&["launch-agent", "--socket", "/no/such/folder/agent.sock"]);
    assert_eq!(output.status.code(), Some(83));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("/no/such/folder/agent.sock"), "{text}");
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_outlives_the_agent_or_its_client() {
    let mut agent = Agent::start();
    let wait_for_end = |pid: &str| {
        let started = Instant::now();
        while is_running(pid) {
            assert!(started.elapsed() < PATIENCE, "process {pid} still runs");
            std::thread::yield_now();
        }
    };
    let command = agent.start_command("exec sleep 600", Streams::default()).expect("the command starts");
    let pid = command.pid().to_string();
    assert!(Path::new("/proc").join(&pid).exists());
    drop(command);
    wait_for_end(&pid);

    let command = agent.start_command("exec sleep 600", Streams::default()).expect("the command starts");
    let pid = command.pid().to_string();
    agent.process.kill().expect("killed");
    let lost = command.wait().expect_err("there is nobody who could tell");
    assert!(matches!(lost, AgentError::Connection { .. }), "{lost}");
    wait_for_end(&pid);
}
