//! A task's processes as a whole.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::pipe::{PipeFlags, fcntl_setpipe_size, pipe_with};

use super::super::unix::{Collected, Plan, Watched, watch};
use super::super::{SharedFile, Survivor, TaskLimits, TaskUsage, UnmetLimit};
use super::cgroup::ControlGroup;
use super::direct::Direct;
use super::escaped::Traces;
use super::limits::Limits;
use super::supervisor::Supervised;
use super::{End, Prepared};

/// How a task's processes are kept track of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// A control group where this process may make one, else supervisors; and control groups for limits and figures.
    #[default]
    Automatic,
    /// A control group (cgroup v2); making the tree fails where that is not possible.
    ControlGroup,
    /// A supervisor process for each command, and no control group of any kind.
    Supervisor,
}

#[cfg(test)]
impl Group {
    /// A group for each way of tracking that is possible here, old kernels' ways included.
    pub(in crate::process) fn all_kinds() -> Vec<Self> {
        let control =
            [ControlGroup::new("test"), ControlGroup::new("test").map(ControlGroup::for_an_old_kernel)];
        let control = control.into_iter().flatten().map(Some);
        control.chain([None]).map(|control| Self::with(control, Limits::default()).unwrap()).collect()
    }
}

/// How many processes were killed; as an error, also which are still there.
pub(in crate::process) type Killed = Result<usize, (usize, Vec<Survivor>)>;

/// What two kills have come to.
pub(super) fn together(one: Killed, other: Killed) -> Killed {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok(one + other),
        (one, other) => {
            let (one, mut survivors) = one.map_or_else(|left| left, |killed| (killed, Vec::new()));
            let (other, more) = other.map_or_else(|left| left, |killed| (killed, Vec::new()));
            survivors.extend(more);
            Err((one + other, survivors))
        }
    }
}

/// How large the pipe for output is made, so that a command seldom waits for the worker.
const PIPE_SIZE: usize = 1024 * 1024;

/// All processes of one task.
#[derive(Debug)]
pub(in crate::process) struct Group {
    control: Option<ControlGroup>,
    limits: Limits,
    /// `/dev/null`, the commands' standard input.
    null: File,
    /// Hangs up when copying is to stop.
    stop: OwnedFd,
    stopper: Mutex<Option<OwnedFd>>,
    traces: Mutex<Traces>,
}

/// One command's process.
#[derive(Debug)]
pub(in crate::process) enum Child {
    Direct(Direct),
    Supervised(Supervised),
}

impl Group {
    pub(in crate::process) fn new(
        name: &str,
        limits: &TaskLimits,
        method: Method,
    ) -> Result<Self, (&'static str, io::Error)> {
        let control = match method {
            // The first process of a container gets every orphan. Supervisors spare it that.
            Method::Automatic if std::process::id() == 1 => None,
            Method::Automatic => ControlGroup::new(name).ok(),
            Method::ControlGroup => Some(ControlGroup::new(name).map_err(|e| ("making a control group", e))?),
            Method::Supervisor => None,
        };
        let limits = Limits::new(name, limits, control.as_ref(), method != Method::Supervisor);
        Self::with(control, limits)
    }

    fn with(control: Option<ControlGroup>, limits: Limits) -> Result<Self, (&'static str, io::Error)> {
        let null = File::open("/dev/null").map_err(|error| ("opening /dev/null", error))?;
        let pipe = pipe_with(PipeFlags::CLOEXEC).map_err(|error| ("making a pipe", error.into()))?;
        let (stop, stopper) = pipe;
        Ok(Self { control, limits, null, stop, stopper: Mutex::new(Some(stopper)), traces: Mutex::default() })
    }

    pub(in crate::process) fn method_name(&self) -> &'static str {
        if self.control.is_some() { "control group" } else { "supervisor processes" }
    }

    /// What the processes have used so far.
    pub(in crate::process) fn usage(&self) -> TaskUsage {
        let mut usage = self.control.as_ref().map(ControlGroup::usage).unwrap_or_default();
        self.limits.add_usage(&mut usage);
        usage
    }

    /// Whether the task has as many processes as it may have.
    pub(in crate::process) fn is_full(&self) -> bool {
        self.control.as_ref().is_some_and(ControlGroup::is_full)
    }

    /// Which limits there should be and are not.
    pub(in crate::process) fn unmet_limits(&self) -> &[UnmetLimit] {
        self.limits.unmet()
    }

    /// Starts a command; its process, and its output.
    pub(in crate::process) fn start(
        &self,
        prepared: &Prepared,
    ) -> Result<(Child, OwnedFd), (&'static str, io::Error)> {
        let pipe = pipe_with(PipeFlags::CLOEXEC).map_err(|error| ("making a pipe", error.into()))?;
        let (output, output_writer) = pipe;
        // Only this end: the other is the command's, which may not be ready for that.
        rustix::io::ioctl_fionbio(&output, true).map_err(|error| ("setting up a pipe", error.into()))?;
        // There is a limit to what an ordinary user may have of it; a small pipe does as well.
        let _ = fcntl_setpipe_size(&output, PIPE_SIZE);
        let child = prepared.with_plan(|plan| {
            let plan = Plan {
                stdin: self.null.as_raw_fd(),
                output: output_writer.as_raw_fd(),
                most_processes: self.limits.most_user_processes(),
                ..plan
            };
            let plan = self.limits.doors().fold(plan, Plan::with_door);
            match &self.control {
                Some(control) => Direct::start(plan, control).map(Child::Direct),
                None => Supervised::start(plan).map(Child::Supervised),
            }
        })?;
        let mut traces = self.traces.lock().unwrap_or_else(PoisonError::into_inner);
        traces.started(child.pid(), prepared.marker(), prepared.uid());
        Ok((child, output))
    }

    /// Follows a command; see [`watch`].
    pub(in crate::process) fn watch(
        &self,
        child: &Child,
        pipe: OwnedFd,
        output: &SharedFile,
        on_end: impl FnMut(End, Option<io::Error>),
    ) {
        watch(child, pipe, self.stop.as_fd(), output, on_end);
    }

    /// Kills everything; how many processes, and which are still there at `deadline`.
    pub(in crate::process) fn kill(&self, children: &[Arc<Child>], deadline: Instant) -> Killed {
        let members = self.control.as_ref().map_or(0, |control| control.members().len());
        // Also in a control group: a process may not have got there yet.
        children.iter().for_each(|child| child.kill());
        let killed = match &self.control {
            Some(control) => control.kill(deadline).map(|killed| killed.max(members)),
            None => kill_supervised(children, deadline),
        };
        let traces = self.traces.lock().unwrap_or_else(PoisonError::into_inner);
        let killed = together(killed, traces.kill_escaped(deadline));
        together(killed, traces.kill_users(deadline))
    }

    /// Ends the copying of output once what is there now has been copied.
    pub(in crate::process) fn stop_copying(&self) {
        self.stopper.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Gives back what the system holds for the group.
    pub(in crate::process) fn remove(&self) {
        if let Some(control) = &self.control {
            // A left-over empty group costs nothing, and the next worker removes it.
            let _ = control.remove();
        }
        self.limits.remove();
    }
}

fn kill_supervised(children: &[Arc<Child>], deadline: Instant) -> Killed {
    let supervised = || children.iter().filter_map(|child| child.supervised());
    let mut pause = Duration::from_micros(200);
    let mut rounds = 0;
    while !supervised().all(Supervised::is_gone) {
        if Instant::now() > deadline {
            let killed = supervised().map(Supervised::killed).sum();
            let left = supervised().flat_map(Supervised::below).map(super::procfs::survivor).collect();
            return Err((killed, left));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
        rounds += 1;
        // Well before, a supervisor has done what it can.
        if rounds > 10 {
            supervised().for_each(Supervised::kill_from_outside);
        }
    }
    Ok(supervised().map(Supervised::killed).sum())
}

impl Child {
    fn pid(&self) -> i32 {
        match self {
            Self::Direct(child) => child.pid(),
            Self::Supervised(child) => child.pid(),
        }
    }

    fn supervised(&self) -> Option<&Supervised> {
        match self {
            Self::Direct(_) => None,
            Self::Supervised(child) => Some(child),
        }
    }

    /// Kills the command: with its session's first process group, or with everything below it.
    pub(in crate::process) fn kill(&self) {
        match self {
            Self::Direct(child) => child.kill(),
            Self::Supervised(child) => child.kill(),
        }
    }
}

impl Watched for Child {
    fn news(&self) -> std::os::fd::BorrowedFd<'_> {
        match self {
            Self::Direct(child) => child.news(),
            Self::Supervised(child) => child.news(),
        }
    }

    fn collect(&self) -> Collected {
        match self {
            Self::Direct(child) => child.collect(),
            Self::Supervised(child) => child.collect(),
        }
    }
}
