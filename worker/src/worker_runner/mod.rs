//! The conversation with worker-runner, the program that starts the worker on machines of a cloud. The messages are
//! described in `schemas/documents/worker-runner.yml`.
//!
//! Worker-runner may be slow, silent, gone or broken, and none of that stops the worker: reading and writing have threads
//! of their own, what cannot be sent is dropped, and whoever wants to know what worker-runner is capable of waits for its
//! welcome only so long.

mod channel;
mod connection;
mod lines;
mod message;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError};
use std::time::Duration;

use generated::documents::worker_runner::{
    Capability, ErrorReport, ErrorReportKind, ErrorReportTitle, FromWorker, Log, LogBody, Shutdown,
};
use serde_json::{Map, Value};
use tokio::sync::{oneshot, watch};
use tokio::time::Instant;

pub use self::channel::{Channel, OpenError};
pub use self::connection::{Connection, Request, Requests};
pub use self::message::{BadMessage, parse_line, to_line};

/// How long worker-runner has for its welcome, and for opening its ends of the pipes.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// All that this worker is capable of.
const CAPABILITIES: [Capability; 5] = [
    Capability::ErrorReport,
    Capability::GracefulTermination,
    Capability::Log,
    Capability::NewCredentials,
    Capability::Shutdown,
];

/// The worker's side of the conversation. Cheap to clone; all clones share it.
#[derive(Clone, Debug, Default)]
pub struct WorkerRunner {
    /// `None` where the worker was not started by worker-runner.
    shared: Option<Arc<Shared>>,
}

#[derive(Debug)]
struct Shared {
    state: watch::Sender<State>,
    outbox: SyncSender<Outgoing>,
    /// How many messages found no room in the outbox since that was last reported.
    dropped: AtomicU64,
    /// Until when worker-runner may say what it is capable of.
    deadline: Instant,
}

/// What is known about worker-runner.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// It has not said its welcome yet.
    Unknown,
    /// It has, and both sides are capable of these.
    Met(BTreeSet<Capability>),
    /// It has closed its end, or never opened it.
    Gone,
}

#[derive(Debug)]
enum Outgoing {
    Message(FromWorker),
    /// Everything before has been written when this is answered.
    Flush(oneshot::Sender<()>),
}

impl WorkerRunner {
    /// No worker-runner: capable of nothing.
    #[must_use]
    pub const fn absent() -> Self {
        Self { shared: None }
    }

    /// A worker-runner, and the connection to it, which is yet to be [opened](Connection::open). What is sent before that
    /// is kept, within limits. Worker-runner has `patience` from now to say its welcome.
    #[must_use]
    pub fn new(patience: Duration) -> (Self, Connection) {
        let (outbox, outgoing) = std::sync::mpsc::sync_channel(connection::OUTBOX);
        let shared = Arc::new(Shared {
            state: watch::Sender::new(State::Unknown),
            outbox,
            dropped: AtomicU64::new(0),
            deadline: Instant::now() + patience,
        });
        let connection = Connection::new(Arc::clone(&shared), outgoing, patience);
        (Self { shared: Some(shared) }, connection)
    }

    /// Whether there is a worker-runner.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        self.shared.is_some()
    }

    /// Whether both sides are capable of `capability`. Waits until worker-runner has said so, but not for ever: one that
    /// has said nothing in time is capable of nothing.
    pub async fn is_capable_of(&self, capability: Capability) -> bool {
        let Some(shared) = &self.shared else { return false };
        let mut state = shared.state.subscribe();
        let known = state.wait_for(|state| *state != State::Unknown);
        // A timeout is an answer too: what the state says now.
        let _ = tokio::time::timeout_at(shared.deadline, known).await;
        shared.is_capable_of(capability)
    }

    /// Passes a line of the worker's log on, if worker-runner is known to be capable of it. Never waits.
    pub fn log(&self, line: &str) {
        if let Some(shared) = self.shared.as_ref().filter(|shared| shared.is_capable_of(Capability::Log)) {
            shared.send(FromWorker::Log(Log { body: LogBody { text_payload: line.to_owned() } }));
        }
    }

    /// Tells the operator that something went wrong, if worker-runner is capable of it. Must not hold anything secret.
    pub async fn report_error(&self, description: impl Into<String>, extra: Map<String, Value>) {
        if !self.is_capable_of(Capability::ErrorReport).await {
            return;
        }
        self.send(FromWorker::ErrorReport(ErrorReport {
            description: description.into(),
            extra,
            kind: ErrorReportKind::WorkerError,
            title: ErrorReportTitle::GenericWorkerError,
        }));
    }

    /// Asks worker-runner to shut the machine down. `false` if it is not capable of that, or has not taken the message
    /// within `limit`.
    pub async fn shut_down(&self, limit: Duration) -> bool {
        self.is_capable_of(Capability::Shutdown).await
            && self.send(FromWorker::Shutdown(Shutdown::from(Map::new())))
            && self.flush(limit).await
    }

    /// Waits until everything that has been sent is written, but no longer than `limit`. Returns whether it was.
    pub async fn flush(&self, limit: Duration) -> bool {
        let Some(shared) = &self.shared else { return false };
        let (done, written) = oneshot::channel();
        *shared.state.borrow() != State::Gone
            && shared.outbox.try_send(Outgoing::Flush(done)).is_ok()
            && tokio::time::timeout(limit, written).await.is_ok_and(|written| written.is_ok())
    }

    fn send(&self, message: FromWorker) -> bool {
        self.shared.as_ref().is_some_and(|shared| shared.send(message))
    }
}

impl Shared {
    fn is_capable_of(&self, capability: Capability) -> bool {
        matches!(&*self.state.borrow(), State::Met(both) if both.contains(&capability))
    }

    /// Never waits, and never logs: the log itself comes this way.
    fn send(&self, message: FromWorker) -> bool {
        let sent = self.outbox.try_send(Outgoing::Message(message));
        if let Err(TrySendError::Full(_)) = sent {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
        sent.is_ok()
    }

    /// Only the first goodbye counts. Returns whether this was it.
    fn part(&self) -> bool {
        self.state.send_if_modified(|state| std::mem::replace(state, State::Gone) != State::Gone)
    }
}
