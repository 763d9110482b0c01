// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Messages between the worker and the command `launch-agent`, which runs in a task user's session and
//! starts the commands of tasks there. They go over the agent's socket, one command for each
//! connection.
//!
//! The worker begins with a `Handshake` in a single `sendmsg`, together with the descriptors for the
//! command's standard streams (`SCM_RIGHTS`), and waits for one byte, `K`. All other messages are
//! preceded by their length in bytes, a big-endian number of four bytes: the worker's `CommandRequest`,
//! then the agent's `CommandResult` with the process id once the command has been started, then another
//! one once it has ended. A worker that closes the connection before that has the command killed.

use serde::{Deserialize, Serialize};

/// A command to be run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommandRequest {
    /// The program's name for itself, and its arguments.
    pub args: Vec<String>,
    /// The working directory.
    pub dir: String,
    /// The whole environment.
    pub env: Vec<String>,
    /// The program's file.
    pub path: String,
    /// Whether the standard input becomes the controlling terminal of the new session.
    pub setctty: bool,
    /// Whether the command gets a process group of its own.
    pub setpgid: bool,
    /// Whether the command gets a session, and so a process group, of its own.
    pub setsid: bool,
    /// Whether the next descriptor is the standard error. Otherwise what is written there is lost.
    pub stderr: bool,
    /// Whether the first descriptor is the standard input. Otherwise it is empty.
    pub stdin: bool,
    /// Whether the next descriptor is the standard output. Otherwise what is written there is lost.
    pub stdout: bool,
}

/// What has become of the command so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommandResult {
    /// Whether it was ended because the worker closed the connection.
    #[serde(rename = "Aborted")]
    pub aborted: bool,
    /// How long the command has run, in nanoseconds.
    #[serde(rename = "Duration")]
    pub duration: u64,
    /// The system's number for why the command could not be executed.
    #[serde(rename = "Errno", skip_serializing_if = "Option::is_none")]
    pub errno: Option<u64>,
    /// The command's exit code. -1 if it was ended by a signal, -2 with `SystemError`. 0 while it runs.
    #[serde(rename = "ExitCode")]
    pub exit_code: i64,
    /// Processor time in the kernel, in nanoseconds.
    #[serde(rename = "KernelTime")]
    pub kernel_time: u64,
    /// The command's process id. 0 if it has not been started.
    #[serde(rename = "Pid")]
    pub pid: u64,
    /// Number of the signal that ended the command.
    #[serde(rename = "Signal", skip_serializing_if = "Option::is_none")]
    pub signal: Option<u64>,
    /// Why the command could not be started or watched.
    #[serde(
        rename = "SystemError",
        skip_serializing_if = "Option::is_none"
    )]
    pub system_error: Option<String>,
    /// Processor time in the program, in nanoseconds.
    #[serde(rename = "UserTime")]
    pub user_time: u64,
}

/// The first message of a connection, which comes with the descriptors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handshake {
    /// How many descriptors come with this message.
    pub num_fds: u64,
    /// Length of the request that follows, in bytes.
    pub payload_size: u64,
}

/// Messages between the worker and the command `launch-agent`, which runs in a task user's session and
/// starts the commands of tasks there. They go over the agent's socket, one command for each
/// connection.
///
/// The worker begins with a `Handshake` in a single `sendmsg`, together with the descriptors for the
/// command's standard streams (`SCM_RIGHTS`), and waits for one byte, `K`. All other messages are
/// preceded by their length in bytes, a big-endian number of four bytes: the worker's `CommandRequest`,
/// then the agent's `CommandResult` with the process id once the command has been started, then another
/// one once it has ended. A worker that closes the connection before that has the command killed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LaunchAgent {
    /// [`Handshake`]
    Handshake(Handshake),
    /// [`CommandRequest`]
    CommandRequest(CommandRequest),
    /// [`CommandResult`]
    CommandResult(CommandResult),
}

impl From<Handshake> for LaunchAgent {
    fn from(value: Handshake) -> Self {
        Self::Handshake(value)
    }
}

impl From<CommandRequest> for LaunchAgent {
    fn from(value: CommandRequest) -> Self {
        Self::CommandRequest(value)
    }
}

impl From<CommandResult> for LaunchAgent {
    fn from(value: CommandResult) -> Self {
        Self::CommandResult(value)
    }
}
