//! The processes of a user.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;
use std::time::{Duration, Instant};

use super::super::unix::with_signals_blocked;
use super::group::Killed;
use super::procfs;
use super::spawn::{Forked, errno, fork};

/// Numbers from here on belong to no user; the process that kills takes one, so that it cannot be killed in turn.
const NOBODYS: u32 = 0xffff_0000;

/// Kills all processes of the user `uid` until there are none or time is up; how many there were.
///
/// A process is the user's if its real or saved user number is `uid`, which is so for all that the user's programs can
/// start. A process of root that acts as the user for a moment is not: it would be the machine's that is killed.
pub(in crate::process) fn kill_all(uid: u32, deadline: Instant) -> Killed {
    let mut seen: BTreeSet<i32> = BTreeSet::new();
    let mut pause = Duration::from_micros(200);
    loop {
        let found = procfs::of_user(uid);
        if found.is_empty() {
            return Ok(seen.len());
        }
        if Instant::now() > deadline {
            return Err((seen.len(), found.into_iter().map(procfs::survivor).collect()));
        }
        seen.extend(&found);
        if kill_at_once(uid).is_err() {
            // One by one then, which does as well unless they multiply.
            for &pid in &found {
                procfs::kill_if(pid, || procfs::is_of_user(pid, uid));
            }
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Kills all processes of a user with one system call, during which there can be no new ones: no matter how fast they
/// multiply. It takes a process with the rights of that user and no others.
fn kill_at_once(uid: u32) -> io::Result<()> {
    let nobody = NOBODYS + std::process::id() % 0xff00;
    // SAFETY: the new process makes system calls on plain numbers, and exits.
    unsafe { as_child(|| kill_everything_of(uid, nobody)) }
}

/// Has a new process do `work`, and waits for it. An exit status other than 0 means that it could not become the user.
///
/// # Safety
///
/// `work` must make system calls only: no allocation, no lock, no panic.
pub(super) unsafe fn as_child(work: impl FnOnce() -> Infallible) -> io::Result<()> {
    let forked = with_signals_blocked(|| {
        // SAFETY: as promised by the caller.
        unsafe {
            match fork()? {
                Forked::New => match work() {},
                Forked::Old { pid } => Ok::<_, io::Error>(pid),
            }
        }
    })?;
    let mut status = 0;
    // SAFETY: plain system calls on our own child; the status is valid for the call.
    unsafe {
        while libc::waitpid(forked, &mut status, 0) == -1 {
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
unsafe fn kill_everything_of(uid: u32, nobody: u32) -> ! {
    // SAFETY: plain system calls on plain numbers.
    unsafe {
        // A process may kill another one if one of its real and effective numbers is one of the real and saved ones of the
        // other. So the effective one alone is the user's. The real one is nobody's: as root's it would be all processes
        // of root that are killed, as the user's this process could be killed by the others.
        let has_become = libc::syscall(libc::SYS_setresuid, nobody, uid, nobody) == 0
            // A container may not have such a number.
            || libc::syscall(libc::SYS_setresuid, uid, uid, uid) == 0;
        // Whatever went wrong: never with the rights of another.
        if !has_become || uid == 0 || libc::geteuid() != uid || libc::getuid() == 0 {
            libc::_exit(1);
        }
        libc::kill(-1, libc::SIGKILL);
        libc::_exit(0)
    }
}
