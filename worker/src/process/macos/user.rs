//! The processes of a user.

use std::collections::BTreeSet;
use std::io;
use std::time::{Duration, Instant};

use super::super::unix::with_signals_blocked;
use super::child::errno;
use super::group::Killed;
use super::processes::{self, Process};

/// What is arranged elsewhere for limits of tasks: macOS has no control groups.
#[derive(Debug, Default)]
pub struct ControlGroups {}

impl ControlGroups {
    /// There is nothing to arrange.
    ///
    /// # Errors
    ///
    /// Always: macOS has nothing of that kind.
    pub fn set_up() -> io::Result<Self> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "macOS has no control groups"))
    }

    /// As if nothing could be arranged.
    #[cfg(test)]
    pub(in crate::process) fn set_up_nothing() -> io::Result<Self> {
        Self::set_up()
    }
}

/// Kills all processes of the user `uid` until there are none or time is up; how many there were.
///
/// A process is the user's if its real or saved user number is `uid`, which is so for all that the user's programs can
/// start.
pub(in crate::process) fn kill_all(uid: u32, deadline: Instant) -> Killed {
    let mut seen = BTreeSet::new();
    loop {
        let all = processes::all().into_iter();
        let found: Vec<Process> = all.filter(|process| processes::is_of_user(process.pid, uid)).collect();
        if found.is_empty() {
            return Ok(seen.len());
        }
        if Instant::now() > deadline {
            return Err((seen.len(), found.into_iter().map(Process::survivor).collect()));
        }
        seen.extend(found.iter().map(|process| (process.pid, process.start_time)));
        if kill_at_once(uid).is_err() {
            // One by one then, which does as well unless they multiply.
            for process in found {
                process.kill();
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Kills all processes of a user with one system call. It takes a process with the rights of that user and no others.
fn kill_at_once(uid: u32) -> io::Result<()> {
    let pid = with_signals_blocked(|| {
        // SAFETY: the new process makes system calls on plain numbers, and exits.
        match unsafe { libc::fork() } {
            -1 => Err(io::Error::last_os_error()),
            // SAFETY: as above.
            0 => unsafe { kill_everything_of(uid) },
            pid => Ok(pid),
        }
    })?;
    let mut status = 0;
    // SAFETY: plain system calls on our own child; the status is valid for the call.
    unsafe {
        while libc::waitpid(pid, &mut status, 0) == -1 {
            if errno() != libc::EINTR {
                return Err(io::Error::last_os_error());
            }
        }
    }
    if libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0 {
        Ok(())
    } else {
        Err(io::Error::other("could not take on the rights of the user"))
    }
}

/// Kills and exits: 0, unless it could not become that user.
///
/// # Safety
///
/// Only in a process that was just forked.
unsafe fn kill_everything_of(uid: u32) -> ! {
    // SAFETY: plain system calls on plain numbers.
    unsafe {
        // Whatever went wrong: never with the rights of another.
        if uid == 0 || libc::setuid(uid) != 0 || libc::getuid() != uid || libc::geteuid() != uid {
            libc::_exit(1);
        }
        libc::kill(-1, libc::SIGKILL);
        libc::_exit(0)
    }
}
