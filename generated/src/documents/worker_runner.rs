// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Messages between worker-runner, which starts the worker, and the worker. Each is a line that begins
//! with `~`, followed by one JSON object in UTF-8; all other lines are plain log output. They go over
//! the worker's standard input and output, or over a pair of pipes.
//!
//! Worker-runner begins with `welcome`, and the worker answers with `hello`. Each lists its
//! capabilities, and a message may be sent only when both have named the capability of the same name as
//! its type.

use std::fmt;
use serde::{Deserialize, Serialize};

/// A capability that the worker has. Those that worker-runner names besides these mean nothing to it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum Capability {
    /// `error-report`
    #[serde(rename = "error-report")]
    ErrorReport,
    /// `graceful-termination`
    #[serde(rename = "graceful-termination")]
    GracefulTermination,
    /// `log`
    #[serde(rename = "log")]
    Log,
    /// `new-credentials`
    #[serde(rename = "new-credentials")]
    NewCredentials,
    /// `shutdown`
    #[serde(rename = "shutdown")]
    Shutdown,
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ErrorReport => f.write_str("error-report"),
            Self::GracefulTermination => f.write_str("graceful-termination"),
            Self::Log => f.write_str("log"),
            Self::NewCredentials => f.write_str("new-credentials"),
            Self::Shutdown => f.write_str("shutdown"),
        }
    }
}

/// Something went wrong in the worker that its operator should know. It ends up in worker-manager.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorReport {
    /// What went wrong.
    pub description: String,
    /// Anything else that helps to understand the error.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// Class of the error, for machines.
    pub kind: ErrorReportKind,
    /// Heading for the error, for people.
    pub title: ErrorReportTitle,
}

/// Class of the error, for machines.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ErrorReportKind {
    /// `worker-error`
    #[serde(rename = "worker-error")]
    WorkerError,
}

impl fmt::Display for ErrorReportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkerError => f.write_str("worker-error"),
        }
    }
}

/// Heading for the error, for people.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ErrorReportTitle {
    /// `generic-worker error`
    #[serde(rename = "generic-worker error")]
    GenericWorkerError,
}

impl fmt::Display for ErrorReportTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::GenericWorkerError => f.write_str("generic-worker error"),
        }
    }
}

/// A message from worker-runner to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum FromRunner {
    /// [`Welcome`]
    #[serde(rename = "welcome")]
    Welcome(Welcome),
    /// [`GracefulTermination`]
    #[serde(rename = "graceful-termination")]
    GracefulTermination(GracefulTermination),
    /// [`NewCredentials`]
    #[serde(rename = "new-credentials")]
    NewCredentials(NewCredentials),
}

impl From<Welcome> for FromRunner {
    fn from(value: Welcome) -> Self {
        Self::Welcome(value)
    }
}

impl From<GracefulTermination> for FromRunner {
    fn from(value: GracefulTermination) -> Self {
        Self::GracefulTermination(value)
    }
}

impl From<NewCredentials> for FromRunner {
    fn from(value: NewCredentials) -> Self {
        Self::NewCredentials(value)
    }
}

/// A message from the worker to worker-runner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum FromWorker {
    /// [`Hello`]
    #[serde(rename = "hello")]
    Hello(Hello),
    /// [`ErrorReport`]
    #[serde(rename = "error-report")]
    ErrorReport(ErrorReport),
    /// [`Log`]
    #[serde(rename = "log")]
    Log(Log),
    /// [`Shutdown`]
    #[serde(rename = "shutdown")]
    Shutdown(Shutdown),
}

impl From<Hello> for FromWorker {
    fn from(value: Hello) -> Self {
        Self::Hello(value)
    }
}

impl From<ErrorReport> for FromWorker {
    fn from(value: ErrorReport) -> Self {
        Self::ErrorReport(value)
    }
}

impl From<Log> for FromWorker {
    fn from(value: Log) -> Self {
        Self::Log(value)
    }
}

impl From<Shutdown> for FromWorker {
    fn from(value: Shutdown) -> Self {
        Self::Shutdown(value)
    }
}

/// The machine is about to go away, so the worker must stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GracefulTermination {
    /// Whether there is time to finish the tasks that are running. If not, they are aborted and resolve as
    /// `exception/worker-shutdown`. In both cases no task is claimed any more, and the worker exits when
    /// the last one has ended.
    #[serde(rename = "finish-tasks")]
    pub finish_tasks: bool,
}

/// The worker's answer to `welcome`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// Capabilities of this worker.
    pub capabilities: Vec<Capability>,
}

/// A line of the worker's log, for a structured log that worker-runner feeds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Log {
    /// What to log.
    pub body: LogBody,
}

/// An entry of a structured log. The worker sends text only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogBody {
    /// The line, without a line end.
    #[serde(rename = "textPayload")]
    pub text_payload: String,
}

/// Credentials that the worker uses from now on, since the former ones expire soon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewCredentials {
    /// The access token of that client.
    #[serde(rename = "access-token")]
    pub access_token: crate::WireSecret,
    /// The certificate of temporary credentials, a JSON text. Absent or empty with permanent ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<crate::WireSecret>,
    /// The client id.
    #[serde(rename = "client-id")]
    pub client_id: String,
}

/// The worker is done with this machine, which should be shut down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shutdown(pub serde_json::Map<String, serde_json::Value>);

impl std::ops::Deref for Shutdown {
    type Target = serde_json::Map<String, serde_json::Value>;
    fn deref(&self) -> &serde_json::Map<String, serde_json::Value> {
        &self.0
    }
}

impl From<Shutdown> for serde_json::Map<String, serde_json::Value> {
    fn from(value: Shutdown) -> Self {
        value.0
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Shutdown {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

/// The first message of all, from worker-runner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// Capabilities of this worker-runner. It may have some that the worker does not know.
    pub capabilities: Vec<String>,
}

/// Messages between worker-runner, which starts the worker, and the worker. Each is a line that begins
/// with `~`, followed by one JSON object in UTF-8; all other lines are plain log output. They go over
/// the worker's standard input and output, or over a pair of pipes.
///
/// Worker-runner begins with `welcome`, and the worker answers with `hello`. Each lists its
/// capabilities, and a message may be sent only when both have named the capability of the same name as
/// its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WorkerRunner {
    /// [`FromRunner`]
    Runner(FromRunner),
    /// [`FromWorker`]
    Worker(FromWorker),
}

impl From<FromRunner> for WorkerRunner {
    fn from(value: FromRunner) -> Self {
        Self::Runner(value)
    }
}

impl From<FromWorker> for WorkerRunner {
    fn from(value: FromWorker) -> Self {
        Self::Worker(value)
    }
}
