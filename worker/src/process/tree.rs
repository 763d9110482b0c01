//! The processes of one task run.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::error::{KillError, StartError, StartReason, TreeError, UnmetLimit};
use super::os::{self, Method};
use super::{Command, MemoryUse, Outcome, SharedFile, TaskLimits, TaskUsage};

/// How long killing may take before what is left is reported.
const KILL_LIMIT: Duration = Duration::from_secs(15);

/// How long the copying of output may go on after the last process is gone.
const OUTPUT_LIMIT: Duration = Duration::from_secs(10);

/// How long a program that is still open for writing somewhere is waited for.
///
/// The writer is most often the worker itself: a process being started holds copies of all open
/// files for a moment, also of a program that was just unpacked.
const BUSY_LIMIT: Duration = Duration::from_secs(3);

/// All processes of one task run: its commands, their children, and theirs, wherever they went.
///
/// Commands that ended may leave processes in the background; they live, and their output goes on
/// into the task log, until [`kill`](Self::kill). A command that runs as a user other than the worker's makes all processes of
/// that user part of the tree: that user must be the task's own. Dropping the tree kills what is left, without
/// anybody being told how that went.
#[derive(Debug)]
pub struct ProcessTree {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    name: String,
    group: os::Group,
    state: Mutex<State>,
    /// Announced when a command is gone from `state`.
    changed: Condvar,
    /// Held during `kill`: a second one waits and finds nothing left to do.
    killing: Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    /// Nothing starts any more.
    is_over: bool,
    /// Everything has been killed and tidied up.
    is_clean: bool,
    /// Commands whose process, or whose output, is still being watched.
    running: BTreeMap<u64, Arc<os::Child>>,
    next_number: u64,
    /// What was used, when nothing more will be.
    last_usage: Option<TaskUsage>,
}

impl ProcessTree {
    /// Prepares the tree of a task run. `name` (a task and run id) shows up where the system lists
    /// groups of processes; it need not be unique.
    /// What they may use together is limited as far as the system can do that; see [`unmet_limits`](Self::unmet_limits).
    pub fn new(name: &str, limits: &TaskLimits) -> Result<Self, TreeError> {
        Self::with_method(name, limits, Method::default())
    }

    /// As [`new`](Self::new), with a fixed way to keep track of the processes.
    pub fn with_method(name: &str, limits: &TaskLimits, method: Method) -> Result<Self, TreeError> {
        let group = os::Group::new(name, limits, method).map_err(|(doing, source)| TreeError {
            name: name.to_owned(),
            doing,
            source,
        })?;
        Ok(Self::with_group(name, group))
    }

    pub(super) fn with_group(name: &str, group: os::Group) -> Self {
        let inner = Inner {
            name: name.to_owned(),
            group,
            state: Mutex::default(),
            changed: Condvar::new(),
            killing: Mutex::new(()),
        };
        Self { inner: Arc::new(inner) }
    }

    /// In a few words how the processes are kept track of, for the worker's log.
    pub fn method_name(&self) -> &'static str {
        self.inner.group.method_name()
    }

    /// Which of the limits the processes do not have, because the system offers nothing for it.
    pub fn unmet_limits(&self) -> &[UnmetLimit] {
        self.inner.group.unmet_limits()
    }

    /// How much memory the processes use together; `None` where the system does not count it.
    pub fn memory(&self) -> Option<MemoryUse> {
        self.usage().memory
    }

    /// What the processes have used together so far; once they are killed, what they have used in the end.
    pub fn usage(&self) -> TaskUsage {
        let last = self.inner.lock().last_usage;
        last.unwrap_or_else(|| self.inner.group.usage())
    }

    /// Runs `command` until its process ends, with all its output going to `output`.
    ///
    /// Processes that it leaves in the background do not delay the return. When the tree is killed
    /// meanwhile the command ends with signal 9. Dropping the returned future kills the command.
    pub async fn run(&self, command: &Command, output: &Arc<SharedFile>) -> Result<Outcome, StartError> {
        let program = command.argv.first().cloned().unwrap_or_default();
        let (sender, receiver) = oneshot::channel();
        let number = self.inner.next_number();
        let run = Run {
            inner: self.inner.clone(),
            number,
            program: program.clone(),
            output: output.clone(),
            sender: Some(sender),
        };
        let command = command.clone();
        // A thread of its own, which also is the process's parent thread: the process is told when
        // that thread ends, and so must not have been started by a thread of a pool.
        std::thread::Builder::new()
            .name("command".to_owned())
            .stack_size(512 * 1024)
            .spawn(move || run.run(&command))
            .map_err(|source| StartError::System {
                program: program.clone(),
                doing: "starting a thread",
                source,
            })?;
        let mut pending = Pending { inner: &self.inner, number, receiver, is_over: false };
        let result = (&mut pending.receiver).await;
        pending.is_over = true;
        result.unwrap_or_else(|_| {
            let source = io::Error::other("the thread that watched the command ended early");
            Err(StartError::System { program, doing: "watching the command", source })
        })
    }

    /// Kills every process of the tree, also those that made themselves independent, and returns how
    /// many there were.
    ///
    /// It goes on until none is left, and until their output is in the task log; a process that
    /// cannot be killed within some seconds is an error. From the first call on nothing starts in
    /// this tree any more. Calling it again is harmless.
    pub async fn kill(&self) -> Result<usize, KillError> {
        if let Some(receiver) = self.inner.kill_in_thread()
            && let Ok(result) = receiver.await
        {
            return result;
        }
        self.inner.kill()
    }
}

impl Drop for ProcessTree {
    fn drop(&mut self) {
        if self.inner.lock().is_clean {
            return;
        }
        // How it went is lost, but for a line in the worker's log.
        if self.inner.kill_in_thread().is_none() {
            let _ = self.inner.kill().map_err(log_kill_error);
        }
    }
}

fn log_kill_error(error: KillError) {
    tracing::warn!("{error}");
}

/// A command that its caller waits for; when the caller gives up, the command is killed.
struct Pending<'a> {
    inner: &'a Inner,
    number: u64,
    receiver: oneshot::Receiver<Result<Outcome, StartError>>,
    is_over: bool,
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        // In this order: a command that is not started yet is not started any more.
        self.receiver.close();
        let child = self.inner.lock().running.get(&self.number).cloned();
        if let Some(child) = child {
            child.kill();
        }
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that can panic runs with the lock held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_number(&self) -> u64 {
        let mut state = self.lock();
        state.next_number += 1;
        state.next_number
    }

    /// Kills in a thread of its own; `None` when there can be no more threads, as when the task has
    /// used up all processes.
    fn kill_in_thread(self: &Arc<Self>) -> Option<oneshot::Receiver<Result<usize, KillError>>> {
        let (sender, receiver) = oneshot::channel();
        let inner = self.clone();
        let kill = move || {
            if let Err(unheard) = sender.send(inner.kill()) {
                let _ = unheard.map_err(log_kill_error);
            }
        };
        std::thread::Builder::new().name("kill tree".to_owned()).spawn(kill).ok()?;
        Some(receiver)
    }

    /// Blocks until done.
    fn kill(&self) -> Result<usize, KillError> {
        let _only_one = self.killing.lock().unwrap_or_else(PoisonError::into_inner);
        let children: Vec<Arc<os::Child>> = {
            let mut state = self.lock();
            state.is_over = true;
            if state.is_clean {
                return Ok(0);
            }
            state.running.values().cloned().collect()
        };
        let killed = self.group.kill(&children, Instant::now() + KILL_LIMIT);
        // The processes are gone: what of their output is still on the way is copied, and no more is
        // waited for should a process outside the tree hold on to a pipe.
        self.group.stop_copying();
        self.wait_for_output(Instant::now() + OUTPUT_LIMIT);
        let killed = match killed {
            Ok(killed) => killed,
            Err((killed, survivors)) => return Err(KillError { name: self.name.clone(), killed, survivors }),
        };
        self.lock().last_usage = Some(self.group.usage());
        self.group.remove();
        self.lock().is_clean = true;
        Ok(killed)
    }

    fn wait_for_output(&self, deadline: Instant) {
        let mut state = self.lock();
        while !state.running.is_empty() {
            let Some(left) = deadline.checked_duration_since(Instant::now()) else { return };
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// The work of the thread that belongs to one command.
struct Run {
    inner: Arc<Inner>,
    number: u64,
    program: String,
    output: Arc<SharedFile>,
    sender: Option<oneshot::Sender<Result<Outcome, StartError>>>,
}

impl Run {
    fn run(mut self, command: &Command) {
        let begin = Instant::now();
        let prepared = match os::Prepared::new(command) {
            Ok(prepared) => prepared,
            Err(reason) => {
                let program = self.program.clone();
                return self.answer(Err(StartError::Command { program, reason }));
            }
        };
        while let Err(busy) = self.attempt(&prepared) {
            if begin.elapsed() > BUSY_LIMIT {
                let program = self.program.clone();
                return self.answer(Err(StartError::Command { program, reason: StartReason::Other(busy) }));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Starts the command and watches it; an error means that it should be tried again.
    fn attempt(&mut self, prepared: &os::Prepared) -> Result<(), io::Error> {
        let begin = Instant::now();
        let started = {
            // With the lock held: a process is either listed before `kill` looks, or not started.
            let mut state = self.inner.lock();
            if state.is_over || self.sender.as_ref().is_none_or(oneshot::Sender::is_closed) {
                drop(state);
                let program = self.program.clone();
                self.answer(Err(StartError::Aborted { program }));
                return Ok(());
            }
            self.inner.group.start(prepared).map(|(child, output)| {
                let child = Arc::new(child);
                state.running.insert(self.number, child.clone());
                (child, output)
            })
        };
        let (child, output) = match started {
            Ok(started) => started,
            Err((_, source)) if source.kind() == io::ErrorKind::WouldBlock && self.inner.group.is_full() => {
                let program = self.program.clone();
                self.answer(Err(StartError::Command { program, reason: StartReason::TooManyProcesses }));
                return Ok(());
            }
            Err((doing, source)) => {
                let program = self.program.clone();
                self.answer(Err(StartError::System { program, doing, source }));
                return Ok(());
            }
        };
        let mut busy = None;
        let (inner, file) = (self.inner.clone(), self.output.clone());
        inner.group.watch(&child, output, &file, |end, output_lost| match end {
            os::End::Exited { status, user_time, kernel_time } => {
                let wall_time = begin.elapsed();
                self.answer(Ok(Outcome { status, user_time, kernel_time, wall_time, output_lost }));
            }
            os::End::NotStarted(failure) if failure.is_busy() => busy = Some(failure.into_error()),
            os::End::NotStarted(failure) => {
                let error = prepared.explain(&self.program, failure);
                self.answer(Err(error));
            }
        });
        inner.lock().running.remove(&self.number);
        inner.changed.notify_all();
        busy.map_or(Ok(()), Err)
    }

    fn answer(&mut self, result: Result<Outcome, StartError>) {
        if let Some(sender) = self.sender.take() {
            // Nobody waits any more: there is nobody to tell.
            let _ = sender.send(result);
        }
    }
}
