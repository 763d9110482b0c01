//! A command under a supervisor: a process of this program that is the parent of last resort for
//! everything the command starts. This is the worker's side; the other is in `supervise`.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::io::Errno;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socketpair};

use super::super::ExitStatus;
use super::super::unix::{Collected, Plan, StartFailure, Watched, exit_status, with_signals_blocked};
use super::End;
use super::procfs;
use super::spawn::{Forked, errno, fork};
use super::supervise::{EXITED_SIZE, KILL, KILLED_SIZE, supervise};

/// The worker's end of a supervisor.
#[derive(Debug)]
pub(in crate::process) struct Supervised {
    supervisor: libc::pid_t,
    socket: OwnedFd,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// How the command ended has been told.
    has_ended: bool,
    /// The supervisor is gone; its number may by now belong to another process.
    is_reaped: bool,
    killed: usize,
}

impl Supervised {
    /// Forks a supervisor, which forks the process of `plan`.
    pub(super) fn start(plan: Plan) -> Result<Self, (&'static str, io::Error)> {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let sockets = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None);
        let (socket, theirs) = sockets.map_err(|error| ("making a socket", error.into()))?;
        let plan = Plan { report: theirs.as_raw_fd(), ..plan };
        let forked = with_signals_blocked(|| {
            // SAFETY: the new process stays in `supervise`, which keeps to what may be done after a fork.
            unsafe {
                match fork()? {
                    Forked::New => supervise(plan),
                    Forked::Old { pid } => Ok(pid),
                }
            }
        });
        let supervisor = forked.map_err(|error| ("starting a process", error))?;
        Ok(Self { supervisor, socket, state: Mutex::default() })
    }

    pub(super) fn pid(&self) -> i32 {
        self.supervisor
    }

    /// Has the supervisor kill everything below it, and then end.
    pub(super) fn kill(&self) {
        if !self.lock().is_reaped {
            // SAFETY: a plain system call. A task may have stopped its parent.
            unsafe { libc::kill(self.supervisor, libc::SIGCONT) };
        }
        // It fails when the supervisor is gone, with nothing left to kill.
        let _ = send(&self.socket, &[KILL], SendFlags::NOSIGNAL);
    }

    /// Kills what is below the supervisor from here, should the supervisor not get it done.
    pub(super) fn kill_from_outside(&self) {
        for pid in self.below() {
            procfs::kill_if(pid, || procfs::ancestors(pid).contains(&self.supervisor));
        }
    }

    /// The processes below the supervisor.
    pub(super) fn below(&self) -> Vec<i32> {
        if self.is_gone() { Vec::new() } else { procfs::descendants(&[self.supervisor]) }
    }

    /// Whether the supervisor, and so everything below it, is gone.
    pub(super) fn is_gone(&self) -> bool {
        self.lock().is_reaped
    }

    /// How many processes the supervisor has killed.
    pub(super) fn killed(&self) -> usize {
        self.lock().killed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that panics is done with the lock held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reaps the supervisor, whose end of the socket is closed.
    fn reap(&self, state: &mut State) {
        // SAFETY: plain system calls on our own child, which has ended or is about to.
        unsafe {
            while libc::waitpid(self.supervisor, std::ptr::null_mut(), 0) == -1 && errno() == libc::EINTR {}
        }
        state.is_reaped = true;
    }
}

impl Watched for Supervised {
    fn news(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }

    fn collect(&self) -> Collected {
        let mut state = self.lock();
        let mut buffer = [0_u8; EXITED_SIZE];
        let length = match recv(&self.socket, &mut buffer, RecvFlags::DONTWAIT) {
            Ok((_, length)) => length,
            Err(Errno::AGAIN | Errno::INTR) => return Collected::default(),
            Err(_) => 0,
        };
        let message = &buffer[..length];
        let end = if let Ok(count) = <[u8; KILLED_SIZE]>::try_from(message) {
            state.killed += u32::from_ne_bytes(count) as usize;
            None
        } else if let Ok(failure) = message.try_into() {
            Some(End::NotStarted(StartFailure::from_bytes(failure)))
        } else if length == EXITED_SIZE {
            Some(exited(message))
        } else {
            self.reap(&mut state);
            // Somebody killed the supervisor, and with it the command.
            let (user_time, kernel_time) = (Duration::ZERO, Duration::ZERO);
            Some(End::Exited { status: ExitStatus::Signal(libc::SIGKILL), user_time, kernel_time })
        };
        // The first that is said about the end counts: a process that was not started ends as well.
        let end = end.filter(|_| !state.has_ended);
        state.has_ended |= end.is_some();
        Collected { end, is_gone: state.is_reaped }
    }
}

/// Reads the message of [`supervise`] that the command has ended.
fn exited(message: &[u8]) -> End {
    let number = |i: usize| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&message[i * 8..][..8]);
        u64::from_ne_bytes(bytes)
    };
    End::Exited {
        status: exit_status(number(0) as libc::c_int),
        user_time: Duration::from_micros(number(1)),
        kernel_time: Duration::from_micros(number(2)),
    }
}
