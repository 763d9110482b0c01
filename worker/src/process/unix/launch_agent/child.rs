//! A command that the agent has started.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use generated::documents::launch_agent::CommandRequest;
use rustix::process::{Pid, WaitId, WaitIdOptions};

use super::super::super::{ExitStatus, os};
use super::super::{End, Waited, try_wait};
use super::AgentError;

/// The standard streams of a command, as they came with the request.
#[derive(Debug)]
pub(super) struct Given {
    streams: [Option<OwnedFd>; 3],
}

impl Given {
    /// Finds out which of `descriptors` is which.
    pub(super) fn new(request: &CommandRequest, descriptors: Vec<OwnedFd>) -> Result<Self, AgentError> {
        let wanted = [request.stdin, request.stdout, request.stderr];
        let count = wanted.iter().filter(|&&is_wanted| is_wanted).count();
        if count != descriptors.len() {
            let problem = format!("it is about {count} descriptors, {} came", descriptors.len());
            return Err(AgentError::message("the request", problem));
        }
        let mut descriptors = descriptors.into_iter();
        Ok(Self { streams: wanted.map(|is_wanted| if is_wanted { descriptors.next() } else { None }) })
    }
}

/// A process that is the agent's own child.
#[derive(Debug)]
pub(super) struct Child {
    pid: Pid,
    /// Whether the process leads a group of its own, which is killed with it.
    leads_group: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The number may by now belong to another process.
    is_reaped: bool,
    is_aborted: bool,
}

/// How a command ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended {
    pub status: ExitStatus,
    pub is_aborted: bool,
    pub user_time: Duration,
    pub kernel_time: Duration,
}

impl Child {
    /// Starts the command; its streams are closed here then. The calling thread must live as long as the command.
    pub(super) fn start(request: &CommandRequest, given: Given) -> io::Result<Self> {
        let invalid = |text: &str| io::Error::new(io::ErrorKind::InvalidInput, text.to_owned());
        if !request.path.contains('/') {
            return Err(invalid("it has no path; nothing is searched for"));
        }
        let mut command = Command::new(&request.path);
        let (name, arguments) = match request.args.split_first() {
            Some((name, arguments)) => (name, arguments),
            None => (&request.path, &[][..]),
        };
        command.arg0(name).args(arguments).current_dir(&request.dir).env_clear();
        for variable in &request.env {
            let (name, value) = variable
                .split_once('=')
                .ok_or_else(|| invalid("an environment variable is not of the form NAME=value"))?;
            command.env(name, value);
        }
        let [stdin, stdout, stderr] =
            given.streams.map(|stream| stream.map_or_else(Stdio::null, Stdio::from));
        command.stdin(stdin).stdout(stdout).stderr(stderr);
        // Whoever leads a session leads its group, and may not be made to.
        if request.setpgid && !request.setsid {
            command.process_group(0);
        }
        let (new_session, terminal) = (request.setsid, request.setctty);
        let parent = rustix::process::getpid().as_raw_nonzero().get();
        // SAFETY: the closure makes system calls only, which may be made after a fork.
        unsafe {
            command.pre_exec(move || enter_session(new_session, terminal, parent));
        }
        let process = command.spawn()?;
        let pid = i32::try_from(process.id()).ok().and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| io::Error::other("the process has no number"))?;
        let leads_group = request.setsid || request.setpgid;
        Ok(Self { pid, leads_group, state: Mutex::default() })
    }

    /// The process id.
    pub(super) fn pid(&self) -> u64 {
        self.pid.as_raw_nonzero().get().unsigned_abs().into()
    }

    /// Waits until the process has ended. Afterwards its number belongs to nobody.
    pub(super) fn wait(&self) -> io::Result<Ended> {
        loop {
            // Leaves the number taken, so that nobody else is killed under it.
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            match rustix::process::waitid(WaitId::Pid(self.pid), options) {
                Err(rustix::io::Errno::INTR) => continue,
                other => other?,
            };
            let mut state = self.lock();
            match try_wait(self.pid.as_raw_nonzero().get()) {
                Waited::Running => {}
                Waited::Ended(End::Exited { status, user_time, kernel_time }) => {
                    state.is_reaped = true;
                    return Ok(Ended { status, is_aborted: state.is_aborted, user_time, kernel_time });
                }
                Waited::Ended(End::NotStarted(_)) | Waited::Lost => {
                    state.is_reaped = true;
                    return Err(io::Error::other("somebody else has waited for it"));
                }
            }
        }
    }

    /// Kills the process, unless it has ended, and the group that it leads.
    pub(super) fn abort(&self) {
        let mut state = self.lock();
        if state.is_reaped {
            return;
        }
        state.is_aborted = true;
        let signal = rustix::process::Signal::KILL;
        if self.leads_group {
            // It may have no processes that we may kill; the one below we may.
            let _ = rustix::process::kill_process_group(self.pid, signal);
        }
        let _ = rustix::process::kill_process(self.pid, signal);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that can panic runs with the lock held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Between fork and exec: nothing here allocates.
fn enter_session(new_session: bool, terminal: bool, parent: libc::pid_t) -> io::Result<()> {
    // SAFETY: plain system calls, in a process that was just forked.
    unsafe {
        if new_session && libc::setsid() == -1 {
            return Err(io::Error::last_os_error());
        }
        if terminal && libc::ioctl(0, libc::TIOCSCTTY as _, 0) == -1 {
            return Err(io::Error::last_os_error());
        }
        os::die_with(parent);
        // Other connections' descriptors may just be arriving.
        os::close_on_exec_from(3);
    }
    Ok(())
}
