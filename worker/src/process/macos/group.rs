//! A task's processes as a whole.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::io::{FdFlags, fcntl_setfd};

use super::super::unix::watch;
use super::super::{SharedFile, Survivor, TaskLimits, TaskUsage, UnmetLimit, users};
use super::processes::{self, Process};
use super::started::Child;
use super::{End, Prepared};

/// How a task's processes are kept track of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// By session, process group, descent and environment.
    #[default]
    Automatic,
    /// The same, as there is nothing else.
    Supervisor,
}

/// How many processes were killed; as an error, also which are still there.
pub(in crate::process) type Killed = Result<usize, (usize, Vec<Survivor>)>;

/// All processes of one task.
#[derive(Debug)]
pub(in crate::process) struct Group {
    /// `/dev/null`, the commands' standard input.
    null: File,
    /// Hangs up when copying is to stop.
    stop: OwnedFd,
    stopper: Mutex<Option<OwnedFd>>,
    traces: Mutex<Traces>,
    /// How many processes the task's user may have.
    most_user_processes: Option<u64>,
    unmet: Vec<UnmetLimit>,
}

/// What is known of a task's processes.
#[derive(Debug, Default)]
struct Traces {
    /// The commands' own processes, each the leader of a session.
    commands: Vec<Process>,
    /// Processes that were seen below a command.
    seen: BTreeSet<Process>,
    /// Entries of the environment that no other task has.
    markers: BTreeSet<String>,
    /// Users that are the task's own.
    users: BTreeSet<u32>,
}

/// A pipe that programs started here do not inherit.
pub(super) fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let (reader, writer) = rustix::pipe::pipe()?;
    fcntl_setfd(&reader, FdFlags::CLOEXEC)?;
    fcntl_setfd(&writer, FdFlags::CLOEXEC)?;
    Ok((reader, writer))
}

impl Group {
    pub(in crate::process) fn new(
        _name: &str,
        limits: &TaskLimits,
        _method: Method,
    ) -> Result<Self, (&'static str, io::Error)> {
        let null = File::open("/dev/null").map_err(|error| ("opening /dev/null", error))?;
        let (stop, stopper) = pipe().map_err(|error| ("making a pipe", error))?;
        let not_here = || io::Error::new(io::ErrorKind::Unsupported, "macOS has no control groups");
        let unmet = [
            limits.memory.map(|_| UnmetLimit::memory(not_here())),
            limits.pids.map(|_| UnmetLimit::pids(not_here())),
        ];
        Ok(Self {
            null,
            stop,
            stopper: Mutex::new(Some(stopper)),
            traces: Mutex::default(),
            most_user_processes: limits.pids,
            unmet: unmet.into_iter().flatten().collect(),
        })
    }

    /// A group for each way of tracking that is possible here.
    #[cfg(test)]
    pub(in crate::process) fn all_kinds() -> Vec<Self> {
        vec![Self::new("test", &TaskLimits::default(), Method::Automatic).unwrap()]
    }

    pub(in crate::process) fn method_name(&self) -> &'static str {
        "session, descent and environment"
    }

    /// What the processes have used so far: the system does not count it for a task.
    pub(in crate::process) fn usage(&self) -> TaskUsage {
        TaskUsage::default()
    }

    /// Whether the task has as many processes as it may have, as a group: there is no such limit.
    pub(in crate::process) fn is_full(&self) -> bool {
        false
    }

    /// Which limits there should be and are not.
    pub(in crate::process) fn unmet_limits(&self) -> &[UnmetLimit] {
        &self.unmet
    }

    /// Starts a command; its process, and its output.
    pub(in crate::process) fn start(
        &self,
        prepared: &Prepared,
    ) -> Result<(Child, OwnedFd), (&'static str, io::Error)> {
        let (output, output_writer) = pipe().map_err(|error| ("making a pipe", error))?;
        // Only this end: the other is the command's, which may not be ready for that.
        rustix::io::ioctl_fionbio(&output, true).map_err(|error| ("setting up a pipe", error.into()))?;
        let child = Child::start(prepared, &self.null, &output_writer, self.most_user_processes)?;
        let mut traces = self.traces.lock().unwrap_or_else(PoisonError::into_inner);
        traces.commands.extend(child.process());
        traces.markers.extend(prepared.marker().map(str::to_owned));
        traces.users.extend(prepared.uid());
        Ok((child, output))
    }

    /// Follows a command; see [`watch`].
    pub(in crate::process) fn watch(
        &self,
        child: &Child,
        pipe: OwnedFd,
        output: &SharedFile,
        mut on_end: impl FnMut(End, Option<io::Error>),
    ) {
        watch(child, pipe, self.stop.as_fd(), output, |end, lost| {
            // Before the next command: the longer one waits the more links are gone.
            self.traces.lock().unwrap_or_else(PoisonError::into_inner).look_around();
            on_end(end, lost);
        });
    }

    /// Kills everything; how many processes, and which are still there at `deadline`.
    pub(in crate::process) fn kill(&self, _children: &[Arc<Child>], deadline: Instant) -> Killed {
        let mut traces = self.traces.lock().unwrap_or_else(PoisonError::into_inner);
        let mut killed = BTreeSet::new();
        loop {
            let found = traces.look_around();
            if found.is_empty() {
                return traces.users.iter().try_fold(killed.len(), |before, &uid| {
                    let killed = users::kill(uid, deadline);
                    killed.map(|more| before + more).map_err(|(more, survivors)| (before + more, survivors))
                });
            }
            if Instant::now() > deadline {
                return Err((killed.len(), found.into_iter().map(Process::survivor).collect()));
            }
            for process in found {
                if process.kill() {
                    killed.insert((process.pid, process.start_time));
                }
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Ends the copying of output once what is there now has been copied.
    pub(in crate::process) fn stop_copying(&self) {
        self.stopper.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// The system holds nothing for the group.
    pub(in crate::process) fn remove(&self) {}
}

impl Traces {
    /// Finds the task's processes among those that run now.
    fn look_around(&mut self) -> Vec<Process> {
        let own = std::process::id() as i32;
        let all: Vec<Process> = processes::all().into_iter().filter(|process| process.pid != own).collect();
        // A leader's number goes to another process only after its group and session are gone.
        let leaders: Vec<i32> = self
            .commands
            .iter()
            .filter(|command| all.iter().all(|p| p.pid != command.pid || p.is_same(**command)))
            .map(|command| command.pid)
            .collect();
        let mut found: Vec<Process> =
            all.iter().copied().filter(|&process| self.is_ours(process, &leaders)).collect();
        let mut next = 0;
        while let Some(parent) = found.get(next).copied() {
            for &process in &all {
                if process.parent == parent.pid && !found.contains(&process) {
                    found.push(process);
                }
            }
            next += 1;
        }
        self.seen.extend(&found);
        found
    }

    fn is_ours(&self, process: Process, leaders: &[i32]) -> bool {
        leaders.contains(&process.group)
            || leaders.contains(&process.session())
            || self.seen.iter().any(|seen| seen.is_same(process))
            || self.markers.iter().any(|marker| processes::has_environment_entry(process.pid, marker))
    }
}
