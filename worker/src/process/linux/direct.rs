//! A command as a child of the worker, in a control group.

use std::io::{self, Read};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};

use rustix::pipe::{PipeFlags, pipe_with};

use super::super::unix::{
    Collected, Plan, StartFailure, Waited, Watched, enter_program, try_wait, with_signals_blocked,
};
use super::End;
use super::cgroup::ControlGroup;
use super::procfs;
use super::spawn::{Forked, fork, fork_into_group};

/// A process that is our own child.
#[derive(Debug)]
pub(in crate::process) struct Direct {
    pid: libc::pid_t,
    /// Readable once the process has ended.
    process: OwnedFd,
    /// What the process said before its exec.
    report: OwnedFd,
    /// The number may by now belong to another process.
    is_reaped: Mutex<bool>,
}

impl Direct {
    /// Forks the process of `plan` into `group`.
    pub(super) fn start(plan: Plan, group: &ControlGroup) -> Result<Self, (&'static str, io::Error)> {
        let pipe = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK);
        let (report, report_writer) = pipe.map_err(|error| ("making a pipe", error.into()))?;
        let plan =
            Plan { report: report_writer.as_raw_fd(), parent: std::process::id() as libc::pid_t, ..plan };
        let (pid, process) = fork_in_group(plan, group).map_err(|error| ("starting a process", error))?;
        Ok(Self { pid, process, report, is_reaped: Mutex::new(false) })
    }

    pub(super) fn pid(&self) -> i32 {
        self.pid
    }

    /// Kills the process and those that share its session's first group.
    pub(super) fn kill(&self) {
        let is_reaped = self.is_reaped.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_reaped {
            // SAFETY: plain system calls; the number is ours until the process is reaped.
            unsafe {
                libc::kill(-self.pid, libc::SIGKILL);
                libc::kill(self.pid, libc::SIGKILL);
            }
        }
    }

    fn failure(&self) -> Option<StartFailure> {
        let mut bytes = [0; StartFailure::SIZE];
        let mut report = std::fs::File::from(self.report.try_clone().ok()?);
        report.read_exact(&mut bytes).ok()?;
        Some(StartFailure::from_bytes(bytes))
    }
}

impl Watched for Direct {
    fn news(&self) -> BorrowedFd<'_> {
        self.process.as_fd()
    }

    fn collect(&self) -> Collected {
        let mut is_reaped = self.is_reaped.lock().unwrap_or_else(PoisonError::into_inner);
        let end = match try_wait(self.pid) {
            Waited::Running => return Collected::default(),
            Waited::Ended(end) => Some(end),
            Waited::Lost => None,
        };
        *is_reaped = true;
        // What it said before it got to its program is the better answer.
        let end = self.failure().map(End::NotStarted).or(end);
        Collected { end, is_gone: true }
    }
}

fn fork_in_group(plan: Plan, group: &ControlGroup) -> io::Result<(libc::pid_t, OwnedFd)> {
    // Opened beforehand, for kernels on which the process must join the group by itself.
    let door = group.door()?;
    with_signals_blocked(|| {
        if let Some(dir) = group.dir() {
            // SAFETY: the new process goes straight to its program. The plan's pointers are the
            // caller's and valid.
            match unsafe { fork_into_group(dir) } {
                // SAFETY: as above.
                Ok((Forked::New, _)) => unsafe { enter_program(&plan) },
                Ok((Forked::Old { pid }, Some(process))) => return Ok((pid, process)),
                Ok((Forked::Old { .. }, None)) => return Err(io::ErrorKind::Unsupported.into()),
                Err(error) if matches!(error.raw_os_error(), Some(libc::EAGAIN | libc::ENOMEM)) => {
                    return Err(error);
                }
                // Not offered here.
                Err(_) => {}
            }
        }
        // SAFETY: as above.
        match unsafe { fork() }? {
            // SAFETY: as above.
            Forked::New => unsafe { enter_program(&plan.with_door(door.as_raw_fd())) },
            Forked::Old { pid } => {
                let process = procfs::hold(pid).ok_or_else(io::Error::last_os_error);
                process.map(|process| (pid, process)).inspect_err(|_| give_up(pid))
            }
        }
    })
}

/// Gets rid of a new process that cannot be watched.
fn give_up(pid: libc::pid_t) {
    // SAFETY: plain system calls on our own child.
    unsafe {
        libc::kill(pid, libc::SIGKILL);
        libc::waitpid(pid, std::ptr::null_mut(), 0);
    }
}
