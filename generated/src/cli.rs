// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The command line, from `schemas/cli.yml`.

use std::path::PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The names of all commands.
pub const COMMANDS: &[&str] = &[
    "run",
    "run-task",
    "local-queue",
    "validate-payload",
    "check-config",
    "show-payload-schema",
    "show-config-schema",
    "status",
    "launch-agent",
    "new-ed25519-keypair",
    "new-openpgp-keypair",
];

/// The long names of all options, without dashes.
pub const LONG_OPTIONS: &[&str] = &[
    "config",
    "configure-for-aws",
    "with-worker-runner",
    "worker-runner-protocol-pipe",
    "log-format",
    "artifacts",
    "port",
    "data-dir",
    "claim-timeout",
    "platform",
    "socket",
    "file",
    "help",
    "version",
    "short-version",
];

/// What can be asked for without a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlobalOption {
    /// Prints this text.
    Help,
    /// Prints the version of this program.
    Version,
    /// Prints the bare version number.
    ShortVersion,
}

impl GlobalOption {
    /// The option with this long name, without dashes.
    #[must_use]
    pub fn long(name: &str) -> Option<Self> {
        match name {
            "help" => Some(Self::Help),
            "version" => Some(Self::Version),
            "short-version" => Some(Self::ShortVersion),
            _ => None,
        }
    }

    /// The option with this letter.
    #[must_use]
    pub fn short(letter: &str) -> Option<Self> {
        match letter {
            "h" => Some(Self::Help),
            _ => None,
        }
    }
}

/// generic-worker is a Taskcluster worker for Linux, macOS and Windows. It claims tasks from a
/// Taskcluster Queue, runs their commands on this machine, publishes their logs and artifacts, and
/// reports how they ended.
#[derive(Debug, Parser)]
#[command(
    name = "generic-worker",
    disable_help_flag = true,
    disable_help_subcommand = true,
    infer_long_args = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Claims tasks and runs them, until there is a reason to stop: see the exit codes below. SIGINT lets
    /// running tasks finish, SIGTERM ends them as worker-shutdown.
    Run(Run),
    /// Runs one task on this machine, without any Taskcluster deployment: a queue is started for it in this
    /// process. FILE is a task definition, or only its payload, in YAML or JSON; - reads it from standard
    /// input. The log goes to standard output, and a table of the result follows it. The exit status is 0
    /// if the task completed, 1 if it failed, 2 for an exception.
    RunTask(RunTask),
    /// Serves a Taskcluster deployment for development and tests on this machine, until it is stopped. When
    /// it is ready it prints a line each for TASKCLUSTER_ROOT_URL, TASKCLUSTER_CLIENT_ID and
    /// TASKCLUSTER_ACCESS_TOKEN on standard output.
    LocalQueue(LocalQueue),
    /// Checks the task payload in FILE (YAML or JSON; - is standard input) and lists everything that is
    /// wrong with it.
    ValidatePayload(ValidatePayload),
    /// Checks the configuration in FILE and lists everything that is wrong with it.
    CheckConfig(CheckConfig),
    /// Prints the JSON Schema that task payloads must conform to. It is the very text that the worker
    /// checks with.
    ShowPayloadSchema(ShowPayloadSchema),
    /// Prints the JSON Schema of the configuration file.
    ShowConfigSchema,
    /// Prints, as JSON, which tasks the worker on this machine is running.
    Status,
    /// macOS, with task users and without headlessTasks: starts the commands of tasks in the desktop
    /// session of the task user who runs it. launchd runs it there; the worker tells it what to start.
    LaunchAgent(LaunchAgent),
    /// Makes a key pair for signing chain of trust artifacts. The private key goes to the file, the public
    /// key to standard output, both in base64.
    NewEd25519Keypair(NewEd25519Keypair),
    /// Makes an OpenPGP key pair for signing chain of trust artifacts as in 2018. The private key goes to
    /// the file, the public key to standard output, both armored.
    NewOpenpgpKeypair(NewOpenpgpKeypair),
}

/// What `run` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct Run {
    /// The configuration file. What it may contain is described below.
    #[arg(
        long = "config",
        value_name = "CONFIG-FILE",
        default_value = "generic-worker.config"
    )]
    pub config: PathBuf,
    /// Takes part of the configuration from the metadata of this EC2 instance and from the AWS provisioner
    /// of 2018.
    #[arg(long = "configure-for-aws")]
    pub configure_for_aws: bool,
    /// The worker is run by worker-runner: they exchange messages over the worker's standard input and
    /// output.
    #[arg(long = "with-worker-runner")]
    pub with_worker_runner: bool,
    /// With --with-worker-runner: exchange the messages over a pair of named pipes instead. The worker
    /// reads from PIPE with -input appended, and writes to PIPE with -output appended.
    #[arg(long = "worker-runner-protocol-pipe", value_name = "PIPE")]
    pub worker_runner_protocol_pipe: Option<PathBuf>,
    /// How the worker's own log is written to standard error, a line for each message.
    #[arg(
        long = "log-format",
        value_name = "FORMAT",
        default_value = "text",
        value_enum
    )]
    pub log_format: LogFormat,
}

/// What `run-task` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct RunTask {
    /// The file with the task.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder that the task's artifacts are copied to. By default a folder named after the task, in
    /// ./artifacts.
    #[arg(long = "artifacts", value_name = "DIR")]
    pub artifacts: Option<PathBuf>,
    /// How the worker's own log is written to standard error, a line for each message.
    #[arg(
        long = "log-format",
        value_name = "FORMAT",
        default_value = "text",
        value_enum
    )]
    pub log_format: LogFormat,
}

/// What `local-queue` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct LocalQueue {
    /// The port to listen on, on the loopback interface. 0 means any that is free.
    #[arg(
        long = "port",
        value_name = "PORT",
        default_value = "0",
        value_parser = clap::value_parser!(u16).range(0..= 65535)
    )]
    pub port: u16,
    /// The folder that artifacts are kept in. By default a temporary one, removed at the end. Tasks
    /// themselves are kept in memory.
    #[arg(long = "data-dir", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// How long a claim lasts before it must be renewed, in seconds.
    #[arg(
        long = "claim-timeout",
        value_name = "SECONDS",
        default_value = "1200",
        value_parser = clap::value_parser!(u64).range(1..= 86400)
    )]
    pub claim_timeout: u64,
    /// How the worker's own log is written to standard error, a line for each message.
    #[arg(
        long = "log-format",
        value_name = "FORMAT",
        default_value = "text",
        value_enum
    )]
    pub log_format: LogFormat,
}

/// What `validate-payload` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct ValidatePayload {
    /// The file with the payload, or with a whole task definition.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The platform whose task payloads are meant. By default the one that this program runs on.
    #[arg(long = "platform", value_name = "PLATFORM", value_enum)]
    pub platform: Option<Platform>,
}

/// What `check-config` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct CheckConfig {
    /// The configuration file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// What `show-payload-schema` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct ShowPayloadSchema {
    /// The platform whose task payloads are meant. By default the one that this program runs on.
    #[arg(long = "platform", value_name = "PLATFORM", value_enum)]
    pub platform: Option<Platform>,
}

/// What `launch-agent` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct LaunchAgent {
    /// The Unix socket to listen on. The worker looks for it at the default place.
    #[arg(
        long = "socket",
        value_name = "SOCKET",
        default_value = "/tmp/launch-agent.sock"
    )]
    pub socket: PathBuf,
}

/// What `new-ed25519-keypair` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct NewEd25519Keypair {
    /// The file to write the private key to. Only its owner can read it. An existing file is replaced.
    #[arg(long = "file", value_name = "PRIVATE-KEY-FILE")]
    pub file: PathBuf,
}

/// What `new-openpgp-keypair` takes.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct NewOpenpgpKeypair {
    /// The file to write the private key to. Only its owner can read it. An existing file is replaced.
    #[arg(long = "file", value_name = "PRIVATE-KEY-FILE")]
    pub file: PathBuf,
}

/// How the worker's own log is written to standard error, a line for each message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// `text`
    #[value(name = "text")]
    Text,
    /// `json`
    #[value(name = "json")]
    Json,
}

/// The platform whose task payloads are meant. By default the one that this program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Platform {
    /// `linux`
    #[value(name = "linux")]
    Linux,
    /// `macos`
    #[value(name = "macos")]
    Macos,
    /// `windows`
    #[value(name = "windows")]
    Windows,
}
