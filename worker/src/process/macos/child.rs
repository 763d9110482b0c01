//! One command's process.

use std::ffi::c_int;
use std::io::{self, Read};
use std::mem;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::sync::{Mutex, PoisonError};

use super::super::unix::{
    Collected, Plan, PlannedUser, StartFailure, VIEW, Waited, Watched, enter_program, try_wait,
    with_signals_blocked,
};
use super::End;
use super::group::pipe;
use super::processes::Process;

/// A process that is our own child.
#[derive(Debug)]
pub(in crate::process) struct OwnChild {
    /// As it was right after the fork.
    process: Process,
    /// Readable once the process has ended.
    news: OwnedFd,
    /// What the process said before its exec.
    report: OwnedFd,
    /// The number may by now belong to another process.
    is_reaped: Mutex<bool>,
}

impl OwnChild {
    /// Forks the process of `plan`.
    pub(super) fn start(plan: Plan) -> Result<Self, (&'static str, io::Error)> {
        let (report, report_writer) = pipe().map_err(|error| ("making a pipe", error))?;
        let plan =
            Plan { report: report_writer.as_raw_fd(), parent: std::process::id() as libc::pid_t, ..plan };
        rustix::io::ioctl_fionbio(&report, true).map_err(|error| ("setting up a pipe", error.into()))?;
        let pid = with_signals_blocked(|| {
            // SAFETY: the new process goes straight to its program. The plan's pointers are the
            // caller's and valid.
            match unsafe { libc::fork() } {
                -1 => Err(io::Error::last_os_error()),
                // SAFETY: as above.
                0 => unsafe { enter_program(&plan) },
                pid => Ok(pid),
            }
        });
        let pid = pid.map_err(|error| ("starting a process", error))?;
        let news = watch_exit(pid).map_err(|error| {
            // SAFETY: plain system calls on our own child.
            unsafe {
                libc::kill(pid, libc::SIGKILL);
                libc::waitpid(pid, std::ptr::null_mut(), 0);
            }
            ("watching the process", error)
        })?;
        Ok(Self { process: Process::own_child(pid), news, report, is_reaped: Mutex::new(false) })
    }

    /// The process as it was when it was started.
    pub(super) fn process(&self) -> Process {
        self.process
    }

    /// Kills the process and those that share its first process group.
    pub(super) fn kill(&self) {
        let is_reaped = self.is_reaped.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_reaped {
            // SAFETY: plain system calls; the number is ours until the process is reaped.
            unsafe {
                libc::kill(-self.process.pid, libc::SIGKILL);
                libc::kill(self.process.pid, libc::SIGKILL);
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

impl Watched for OwnChild {
    fn news(&self) -> BorrowedFd<'_> {
        self.news.as_fd()
    }

    fn collect(&self) -> Collected {
        let mut is_reaped = self.is_reaped.lock().unwrap_or_else(PoisonError::into_inner);
        let end = match try_wait(self.process.pid) {
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

/// A descriptor that becomes readable when the process ends.
fn watch_exit(pid: libc::pid_t) -> io::Result<OwnedFd> {
    // SAFETY: the queue is made here and owned from then on; an all-zero event is valid.
    unsafe {
        let queue = libc::kqueue();
        if queue == -1 {
            return Err(io::Error::last_os_error());
        }
        let queue = OwnedFd::from_raw_fd(queue);
        libc::fcntl(queue.as_raw_fd(), libc::F_SETFD, libc::FD_CLOEXEC);
        let mut event: libc::kevent = mem::zeroed();
        event.ident = pid as usize;
        event.filter = libc::EVFILT_PROC;
        event.flags = libc::EV_ADD;
        event.fflags = libc::NOTE_EXIT;
        if libc::kevent(queue.as_raw_fd(), &event, 1, std::ptr::null_mut(), 0, std::ptr::null()) == 0 {
            return Ok(queue);
        }
    }
    match io::Error::last_os_error() {
        // It has ended already: a pipe without a writer is always ready.
        error if error.raw_os_error() == Some(libc::ESRCH) => Ok(pipe()?.0),
        error => Err(error),
    }
}

/// The error number of the last system call of this thread.
pub(in crate::process) fn errno() -> c_int {
    // SAFETY: the pointer is always valid for the thread itself.
    unsafe { *libc::__error() }
}

/// Exits if the process that forked this one is gone; macOS cannot tie the two for later.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn die_with(parent: libc::pid_t) {
    // SAFETY: plain system calls.
    unsafe {
        if libc::getppid() != parent {
            libc::_exit(127);
        }
    }
}

/// macOS spares nobody.
pub(in crate::process) fn be_killed_before_the_worker() {}

/// There is nothing of that kind to enter.
///
/// # Safety
///
/// None is needed.
pub(in crate::process) unsafe fn enter_view(_view: [c_int; VIEW]) -> bool {
    true
}

/// Becomes `user`, for good. Whether that worked.
///
/// # Safety
///
/// Only in a process that was just forked; the groups must be valid.
pub(in crate::process) unsafe fn become_user(user: &PlannedUser) -> bool {
    /// As many groups as a process can have; the user database knows the others.
    const MOST_GROUPS: usize = 16;
    let count = user.group_count.min(MOST_GROUPS) as c_int;
    // SAFETY: plain system calls; the groups are valid.
    unsafe {
        libc::setgroups(count, user.groups) == 0 && libc::setgid(user.gid) == 0 && libc::setuid(user.uid) == 0
    }
}

/// macOS has nothing of that kind.
///
/// # Safety
///
/// None is needed.
pub(in crate::process) unsafe fn forbid_new_privileges() -> bool {
    true
}

/// Limits how many processes there may be of the user of this process. Whether that worked.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn limit_processes(most: u64) -> bool {
    // SAFETY: the structure is valid for the calls.
    unsafe {
        let mut limit: libc::rlimit = mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_NPROC, &mut limit) == -1 {
            return false;
        }
        let most = limit.rlim_max.min(most);
        libc::setrlimit(libc::RLIMIT_NPROC, &libc::rlimit { rlim_cur: most, rlim_max: most }) == 0
    }
}

/// Has the coming exec close every descriptor from `first` on.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn close_on_exec_from(first: c_int) {
    const MOST: c_int = 65_536;
    // SAFETY: plain system calls; numbers that are not open are refused.
    unsafe {
        for fd in first..libc::getdtablesize().min(MOST) {
            libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC);
        }
    }
}
