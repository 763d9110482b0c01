// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The command line, from `schemas/cli.yml`.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The names of all commands. Some are of several words, with a blank between them.
pub const COMMANDS: &[&str] = &[
    "run",
    "run-task",
    "local-queue",
    "validate-payload",
    "check-config",
    "show-payload-schema",
    "show-config-schema",
    "status",
    "install service",
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
    "under-launchd",
    "service-name",
    "nssm",
    "dry-run",
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
    /// Makes the worker a service of this machine, which runs it as root from the boot on: a systemd unit
    /// on Linux, launchd property lists on macOS. The service works in the folder of the configuration
    /// file. What to do next is printed; nothing is started. A service of the same name is replaced, and
    /// its files are kept with .bak appended.
    #[command(name = "install service")]
    InstallService(InstallService),
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

impl Command {
    /// The words that ask for this command on a command line, without the name of the program.
    /// Options that have their defaults are left out.
    #[must_use]
    pub fn words(&self) -> Vec<OsString> {
        match self {
            Self::Run(given) => given.words(),
            Self::RunTask(given) => given.words(),
            Self::LocalQueue(given) => given.words(),
            Self::ValidatePayload(given) => given.words(),
            Self::CheckConfig(given) => given.words(),
            Self::ShowPayloadSchema(given) => given.words(),
            Self::ShowConfigSchema => vec!["show-config-schema".into()],
            Self::Status => vec!["status".into()],
            Self::InstallService(given) => given.words(),
            Self::LaunchAgent(given) => given.words(),
            Self::NewEd25519Keypair(given) => given.words(),
            Self::NewOpenpgpKeypair(given) => given.words(),
        }
    }
}

/// What `run` takes.
#[derive(Clone, Debug, Args)]
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
    /// The worker is run by launchd, which starts again whatever does not exit with 0: exit with 0 unless
    /// that is wanted.
    #[arg(long = "under-launchd")]
    pub under_launchd: bool,
    /// How the worker's own log is written to standard error, a line for each message.
    #[arg(
        long = "log-format",
        value_name = "FORMAT",
        default_value = "text",
        value_enum
    )]
    pub log_format: LogFormat,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            config: "generic-worker.config".into(),
            configure_for_aws: false,
            with_worker_runner: false,
            worker_runner_protocol_pipe: None,
            under_launchd: false,
            log_format: LogFormat::Text,
        }
    }
}

impl Run {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["run".into()];
        let value = &self.config;
        if value.as_os_str() != "generic-worker.config" {
            words.push(with_value("--config", value));
        }
        if self.configure_for_aws {
            words.push("--configure-for-aws".into());
        }
        if self.with_worker_runner {
            words.push("--with-worker-runner".into());
        }
        if let Some(value) = &self.worker_runner_protocol_pipe {
            words.push(with_value("--worker-runner-protocol-pipe", value));
        }
        if self.under_launchd {
            words.push("--under-launchd".into());
        }
        let value = &self.log_format;
        if value.name() != "text" {
            words.push(with_value("--log-format", value.name()));
        }
        words
    }
}

/// What `run-task` takes.
#[derive(Clone, Debug, Args)]
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

impl RunTask {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["run-task".into()];
        words.push(self.file.clone().into());
        if let Some(value) = &self.artifacts {
            words.push(with_value("--artifacts", value));
        }
        let value = &self.log_format;
        if value.name() != "text" {
            words.push(with_value("--log-format", value.name()));
        }
        words
    }
}

/// What `local-queue` takes.
#[derive(Clone, Debug, Args)]
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

impl Default for LocalQueue {
    fn default() -> Self {
        Self {
            port: 0,
            data_dir: None,
            claim_timeout: 1200,
            log_format: LogFormat::Text,
        }
    }
}

impl LocalQueue {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["local-queue".into()];
        let value = &self.port;
        if value.to_string() != "0" {
            words.push(with_value("--port", value.to_string()));
        }
        if let Some(value) = &self.data_dir {
            words.push(with_value("--data-dir", value));
        }
        let value = &self.claim_timeout;
        if value.to_string() != "1200" {
            words.push(with_value("--claim-timeout", value.to_string()));
        }
        let value = &self.log_format;
        if value.name() != "text" {
            words.push(with_value("--log-format", value.name()));
        }
        words
    }
}

/// What `validate-payload` takes.
#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct ValidatePayload {
    /// The file with the payload, or with a whole task definition.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The platform whose task payloads are meant. By default the one that this program runs on.
    #[arg(long = "platform", value_name = "PLATFORM", value_enum)]
    pub platform: Option<Platform>,
}

impl ValidatePayload {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["validate-payload".into()];
        words.push(self.file.clone().into());
        if let Some(value) = &self.platform {
            words.push(with_value("--platform", value.name()));
        }
        words
    }
}

/// What `check-config` takes.
#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct CheckConfig {
    /// The configuration file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

impl CheckConfig {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["check-config".into()];
        words.push(self.file.clone().into());
        words
    }
}

/// What `show-payload-schema` takes.
#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct ShowPayloadSchema {
    /// The platform whose task payloads are meant. By default the one that this program runs on.
    #[arg(long = "platform", value_name = "PLATFORM", value_enum)]
    pub platform: Option<Platform>,
}

impl ShowPayloadSchema {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["show-payload-schema".into()];
        if let Some(value) = &self.platform {
            words.push(with_value("--platform", value.name()));
        }
        words
    }
}

/// What `install service` takes.
#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct InstallService {
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
    /// What the service is called. The name of its file follows from it: generic-worker.service with
    /// systemd, com.mozilla.genericworker.plist with launchd.
    #[arg(long = "service-name", value_name = "NAME", default_value = "Generic Worker")]
    pub service_name: String,
    /// Windows: where the program nssm is, which makes the service. Elsewhere this is ignored.
    #[arg(
        long = "nssm",
        value_name = "NSSM-EXE",
        default_value = "C:\\nssm-2.24\\win64\\nssm.exe"
    )]
    pub nssm: PathBuf,
    /// Only print which files would be written, and what would be in them.
    #[arg(long = "dry-run")]
    pub dry_run: bool,
}

impl Default for InstallService {
    fn default() -> Self {
        Self {
            config: "generic-worker.config".into(),
            configure_for_aws: false,
            service_name: "Generic Worker".into(),
            nssm: "C:\\nssm-2.24\\win64\\nssm.exe".into(),
            dry_run: false,
        }
    }
}

impl InstallService {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["install".into(), "service".into()];
        let value = &self.config;
        if value.as_os_str() != "generic-worker.config" {
            words.push(with_value("--config", value));
        }
        if self.configure_for_aws {
            words.push("--configure-for-aws".into());
        }
        let value = &self.service_name;
        if value != "Generic Worker" {
            words.push(with_value("--service-name", value));
        }
        let value = &self.nssm;
        if value.as_os_str() != "C:\\nssm-2.24\\win64\\nssm.exe" {
            words.push(with_value("--nssm", value));
        }
        if self.dry_run {
            words.push("--dry-run".into());
        }
        words
    }
}

/// What `launch-agent` takes.
#[derive(Clone, Debug, Args)]
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

impl Default for LaunchAgent {
    fn default() -> Self {
        Self {
            socket: "/tmp/launch-agent.sock".into(),
        }
    }
}

impl LaunchAgent {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["launch-agent".into()];
        let value = &self.socket;
        if value.as_os_str() != "/tmp/launch-agent.sock" {
            words.push(with_value("--socket", value));
        }
        words
    }
}

/// What `new-ed25519-keypair` takes.
#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct NewEd25519Keypair {
    /// The file to write the private key to. Only its owner can read it. An existing file is replaced.
    #[arg(long = "file", value_name = "PRIVATE-KEY-FILE")]
    pub file: PathBuf,
}

impl NewEd25519Keypair {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["new-ed25519-keypair".into()];
        let value = &self.file;
        words.push(with_value("--file", value));
        words
    }
}

/// What `new-openpgp-keypair` takes.
#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct NewOpenpgpKeypair {
    /// The file to write the private key to. Only its owner can read it. An existing file is replaced.
    #[arg(long = "file", value_name = "PRIVATE-KEY-FILE")]
    pub file: PathBuf,
}

impl NewOpenpgpKeypair {
    fn words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["new-openpgp-keypair".into()];
        let value = &self.file;
        words.push(with_value("--file", value));
        words
    }
}

/// Option and value in one word, so that a value never looks like an option.
fn with_value(option: &str, value: impl AsRef<OsStr>) -> OsString {
    let mut word = OsString::from(option);
    word.push("=");
    word.push(value);
    word
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

impl LogFormat {
    /// The word on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
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

impl Platform {
    /// The word on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Macos => "macos",
            Self::Windows => "windows",
        }
    }
}
