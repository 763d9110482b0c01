//! The two threads that read and write the messages. They end with the process: nothing can interrupt them while
//! worker-runner neither writes nor reads.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use generated::documents::worker_runner::{Capability, FromRunner, FromWorker, Hello, Welcome};
use tokio::sync::mpsc;

use super::channel::{Channel, OpenError};
use super::lines::{LONGEST_LINE, for_each_line};
use super::message::{parse_line, to_line};
use super::{CAPABILITIES, Outgoing, Shared, State};
use crate::taskcluster::credentials::Credentials;

/// How many messages wait to be written before further ones are dropped.
pub(super) const OUTBOX: usize = 4096;
/// How many requests wait to be acted on before reading pauses.
const INBOX: usize = 16;
/// How many lines that are no messages are logged one by one.
const LOGGED_LINES: u32 = 20;
/// How much of such a line is logged, in characters.
const SHOWN: usize = 200;

/// What worker-runner asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Stop, because the machine is about to go away.
    GracefulTermination {
        /// Whether there is time for the running tasks to finish.
        finish_tasks: bool,
    },
    /// Use these from now on.
    NewCredentials(Credentials),
}

/// What worker-runner asks for, as it comes in. Ends when worker-runner is gone.
pub type Requests = mpsc::Receiver<Request>;

/// The connection to worker-runner, not yet open.
#[derive(Debug)]
pub struct Connection {
    shared: Arc<Shared>,
    outgoing: Receiver<Outgoing>,
    patience: Duration,
}

impl Connection {
    pub(super) const fn new(shared: Arc<Shared>, outgoing: Receiver<Outgoing>, patience: Duration) -> Self {
        Self { shared, outgoing, patience }
    }

    /// Opens the connection. Pipes whose other ends nobody opens are waited for as long as the patience lasts, and then
    /// in the background.
    ///
    /// # Errors
    ///
    /// When a pipe cannot be opened.
    pub fn open(self, channel: &Channel) -> Result<Requests, OpenError> {
        let (requests, receiver) = mpsc::channel(INBOX);
        let (opened, outcomes) = std::sync::mpsc::channel();
        let (shared, input, opened_input) = (Arc::clone(&self.shared), channel.clone(), opened.clone());
        let (outgoing, writing, output) = (self.outgoing, Arc::clone(&self.shared), channel.clone());
        let read = move || match tell(&opened_input, input.open_input()) {
            Some(input) => Reader { shared: &shared, requests, bad_lines: 0 }.read(input),
            None => _ = shared.part(),
        };
        let write = move || match tell(&opened, output.open_output()) {
            Some(output) => write_all(&writing, &outgoing, output),
            None => _ = writing.part(),
        };
        for (name, work) in
            [("runner-read", Box::new(read) as Box<dyn FnOnce() + Send>), ("runner-write", Box::new(write))]
        {
            if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
                tracing::error!("cannot talk to worker-runner: no thread for it: {error}");
                self.shared.part();
            }
        }
        for _ in 0..2 {
            match outcomes.recv_timeout(self.patience) {
                Ok(outcome) => outcome?,
                Err(RecvTimeoutError::Timeout) => {
                    tracing::warn!(
                        "worker-runner has not opened its ends of the pipes yet; going on without it"
                    );
                    break;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(receiver)
    }
}

/// Passes on whether opening worked.
fn tell<T>(
    opened: &std::sync::mpsc::Sender<Result<(), OpenError>>,
    outcome: Result<T, OpenError>,
) -> Option<T> {
    let (value, told) = match outcome {
        Ok(value) => (Some(value), Ok(())),
        Err(error) => (None, Err(error)),
    };
    if let Err(late) = opened.send(told)
        && let Err(error) = late.0
    {
        tracing::warn!("{error}");
    }
    value
}

struct Reader<'a> {
    shared: &'a Shared,
    requests: mpsc::Sender<Request>,
    bad_lines: u32,
}

impl Reader<'_> {
    fn read(mut self, input: impl io::Read) {
        let mut too_long = 0_u32;
        let outcome = for_each_line(
            input,
            LONGEST_LINE,
            |line| self.take(line),
            || {
                too_long = too_long.saturating_add(1);
                if too_long <= LOGGED_LINES {
                    tracing::warn!("passed over a line from worker-runner of more than {LONGEST_LINE} bytes");
                }
            },
        );
        if self.shared.part() {
            match outcome {
                Ok(()) => tracing::warn!("worker-runner has closed the connection; going on without it"),
                Err(error) => tracing::warn!("cannot read from worker-runner: {error}; going on without it"),
            }
        }
    }

    /// Acts on a line. `false` when nobody listens any more.
    fn take(&mut self, line: &[u8]) -> bool {
        match parse_line(line) {
            Ok(Some(message)) => return self.act_on(message),
            Ok(None) if line.trim_ascii().is_empty() => {}
            Ok(None) => self.bad_line(|| {
                let text = String::from_utf8_lossy(line);
                let shown: String = text.chars().take(SHOWN).collect();
                format!("worker-runner says: {}", shown.escape_debug())
            }),
            Err(error) => self.bad_line(|| format!("passed over a message from worker-runner: {error}")),
        }
        true
    }

    fn bad_line(&mut self, describe: impl FnOnce() -> String) {
        self.bad_lines = self.bad_lines.saturating_add(1);
        if self.bad_lines <= LOGGED_LINES {
            tracing::warn!("{}", describe());
        }
        if self.bad_lines == LOGGED_LINES {
            tracing::warn!("further lines of this kind are not logged");
        }
    }

    fn act_on(&mut self, message: FromRunner) -> bool {
        let (needed, request) = match message {
            FromRunner::Welcome(welcome) => {
                self.welcomed(&welcome);
                return true;
            }
            FromRunner::GracefulTermination(termination) => {
                let request = Request::GracefulTermination { finish_tasks: termination.finish_tasks };
                (Capability::GracefulTermination, request)
            }
            FromRunner::NewCredentials(new) => {
                let certificate = new.certificate.map(Into::into);
                let credentials = Credentials::new(new.client_id, new.access_token.into(), certificate);
                (Capability::NewCredentials, Request::NewCredentials(credentials))
            }
        };
        if !self.shared.is_capable_of(needed) {
            self.bad_line(|| {
                format!("passed over the message {needed} from worker-runner: it was not agreed on")
            });
            return true;
        }
        self.requests.blocking_send(request).is_ok()
    }

    fn welcomed(&self, welcome: &Welcome) {
        let both: BTreeSet<_> = CAPABILITIES
            .into_iter()
            .filter(|capability| {
                let name = capability.to_string();
                welcome.capabilities.contains(&name)
            })
            .collect();
        // First the answer, then the state: nothing else may go out before the answer.
        let names: Vec<_> = both.iter().map(ToString::to_string).collect();
        let is_first = self.shared.state.send_if_modified(|state| {
            let is_first = *state == State::Unknown;
            if is_first {
                self.shared.send(FromWorker::Hello(Hello { capabilities: CAPABILITIES.to_vec() }));
                *state = State::Met(both);
            }
            is_first
        });
        if is_first {
            tracing::info!("Worker-runner and worker are both capable of: {}", names.join(", "));
        }
    }
}

fn write_all(shared: &Shared, outgoing: &Receiver<Outgoing>, mut output: impl Write) {
    while let Ok(next) = outgoing.recv() {
        let written = match next {
            Outgoing::Message(message) => write(&mut output, &message),
            Outgoing::Flush(done) => {
                // Nobody may be waiting any more.
                let _ = done.send(());
                continue;
            }
        };
        if let Err(error) = written {
            if shared.part() {
                tracing::warn!("cannot write to worker-runner: {error}; going on without it");
            }
            return;
        }
        match shared.dropped.swap(0, Ordering::Relaxed) {
            0 => {}
            dropped => {
                tracing::warn!("{dropped} messages to worker-runner were dropped: it reads too slowly")
            }
        }
    }
}

fn write(output: &mut impl Write, message: &FromWorker) -> io::Result<()> {
    output.write_all(&to_line(message)?)?;
    output.flush()
}
