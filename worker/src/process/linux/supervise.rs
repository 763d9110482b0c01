//! What a supervisor does.
//!
//! A supervisor is a fork of the worker without an exec, so everything here is written for that: it
//! makes system calls on values on its stack, and does not allocate, lock or panic. It tells the worker
//! through a socket that keeps messages apart; their lengths say what they are:
//!
//! - [`StartFailure::SIZE`](super::super::unix::StartFailure::SIZE): the command could not be started,
//! - [`EXITED_SIZE`]: the command's process ended (status, user and kernel time in microseconds),
//! - [`KILLED_SIZE`]: how many processes were killed; the last message.

use std::ffi::{CStr, c_int};
use std::mem;

use super::super::unix::{Plan, Stage, StartFailure, enter_program};
use super::spawn::{Forked, close_from, errno, fork};

/// From the worker: kill everything. The end of the worker means the same.
pub(super) const KILL: u8 = b'K';

/// The length of the message that the command's process ended.
pub(super) const EXITED_SIZE: usize = 24;

/// The length of the message that says how many processes were killed.
pub(super) const KILLED_SIZE: usize = 4;

/// Where the socket is in the supervisor.
const SOCKET: c_int = 3;

/// How long to wait before looking again for processes to kill, in milliseconds.
const PAUSE: c_int = 2;

/// Starts the command, then stays as long as any process below is left.
///
/// # Safety
///
/// Only in a process that was just forked, with all signals blocked; otherwise as for
/// [`enter_program`].
pub(super) unsafe fn supervise(plan: Plan) -> ! {
    // SAFETY: as promised by the caller; every call is one that may be made after a fork.
    unsafe {
        // Not reached by signals meant for the worker's terminal or group.
        libc::setsid();
        libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
        libc::prctl(libc::PR_SET_NAME, c"gw-supervisor".as_ptr(), 0, 0, 0);
        let plan = Plan { parent: libc::getpid(), ..plan };
        let command = match fork() {
            Ok(Forked::New) => enter_program(&plan),
            Ok(Forked::Old { pid }) => pid,
            Err(_) => {
                send(plan.report, &StartFailure { stage: Stage::Fork, errno: errno() }.to_bytes());
                libc::_exit(1);
            }
        };
        let signals = drop_inheritance(plan);
        serve(command, signals);
    }
}

/// Lets go of everything that came with the fork but the socket; a descriptor that tells of children.
unsafe fn drop_inheritance(plan: Plan) -> c_int {
    // SAFETY: plain system calls on valid local values.
    unsafe {
        for fd in 0..3 {
            libc::dup2(plan.stdin, fd);
        }
        libc::dup2(plan.report, SOCKET);
        close_from(SOCKET + 1);
        libc::chdir(c"/".as_ptr());
        // The memory is a copy of the worker's, its secrets included.
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
        let mut set: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, libc::SIGCHLD);
        libc::signalfd(-1, &set, libc::SFD_NONBLOCK | libc::SFD_CLOEXEC)
    }
}

unsafe fn serve(command: libc::pid_t, signals: c_int) -> ! {
    // SAFETY: plain system calls on valid local values.
    unsafe {
        let mut is_killing = false;
        let mut has_worker = true;
        let mut killed: u32 = 0;
        loop {
            if is_killing {
                // The dead are left in peace until all are: as long as they keep their numbers, whoever
                // multiplies comes up against the limits.
                let is_quiet = !kill_below(libc::getpid(), 0);
                // But the worker waits for the command's own end.
                killed = killed.wrapping_add(u32::from(reap(command, command) == Some(true)));
                while is_quiet && let Some(was_killed) = reap(-1, command) {
                    killed = killed.wrapping_add(u32::from(was_killed));
                }
            } else {
                while reap(-1, command).is_some() {}
            }
            if !has_children() {
                send(SOCKET, &killed.to_ne_bytes());
                libc::_exit(0);
            }
            let mut fds = [
                libc::pollfd { fd: signals, events: libc::POLLIN, revents: 0 },
                libc::pollfd { fd: if has_worker { SOCKET } else { -1 }, events: libc::POLLIN, revents: 0 },
            ];
            libc::poll(fds.as_mut_ptr(), 2, if is_killing { PAUSE } else { -1 });
            if fds[0].revents != 0 {
                let mut information = [0_u8; 512];
                libc::read(signals, information.as_mut_ptr().cast(), information.len());
            }
            if fds[1].revents != 0 {
                let mut order = 0_u8;
                let length = libc::recv(SOCKET, (&raw mut order).cast(), 1, libc::MSG_DONTWAIT);
                has_worker = length == 1 || (length == -1 && errno() == libc::EAGAIN);
                is_killing |= order == KILL || !has_worker;
            }
        }
    }
}

/// Whether a child, dead or alive, is left.
unsafe fn has_children() -> bool {
    // SAFETY: an all-zero value is valid, and the call fills it in.
    unsafe {
        let mut information: libc::siginfo_t = mem::zeroed();
        let flags = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        libc::waitid(libc::P_ALL, 0, &mut information, flags) == 0 || errno() != libc::ECHILD
    }
}

/// Takes note of one child that has ended, `which` or (-1) any, if there is one; whether it was killed.
unsafe fn reap(which: libc::pid_t, command: libc::pid_t) -> Option<bool> {
    // SAFETY: an all-zero value is valid, and the call fills it in.
    unsafe {
        let mut status = 0;
        let mut usage: libc::rusage = mem::zeroed();
        let pid = libc::wait4(which, &mut status, libc::WNOHANG, &mut usage);
        if pid <= 0 {
            return None;
        }
        if pid == command {
            let mut message = [0_u8; EXITED_SIZE];
            let numbers = [status as u64, microseconds(usage.ru_utime), microseconds(usage.ru_stime)];
            for (place, number) in message.chunks_exact_mut(8).zip(numbers) {
                place.copy_from_slice(&number.to_ne_bytes());
            }
            send(SOCKET, &message);
        }
        Some(libc::WIFSIGNALED(status) && libc::WTERMSIG(status) == libc::SIGKILL)
    }
}

fn microseconds(time: libc::timeval) -> u64 {
    (time.tv_sec as u64).wrapping_mul(1_000_000).wrapping_add(time.tv_usec as u64)
}

unsafe fn send(socket: c_int, message: &[u8]) {
    // SAFETY: the message is valid for its length.
    unsafe {
        libc::send(socket, message.as_ptr().cast(), message.len(), libc::MSG_NOSIGNAL);
    }
}

/// Kills every living process below `parent`; whether there was one.
///
/// Each is killed before its children are looked at: from then on it can have no more. Children whose
/// parent ends meanwhile become this process's own, and are found the next time.
unsafe fn kill_below(parent: libc::pid_t, depth: usize) -> bool {
    // What is deeper comes up as what is above dies.
    const MOST_DEPTH: usize = 64;
    let mut path = ChildrenPath::of(parent);
    let mut found = false;
    // SAFETY: plain system calls on valid local values. A group that a descendant is in holds nothing
    // but descendants: groups do not reach beyond a session, and the command began one.
    unsafe {
        let own_group = libc::getpgrp();
        let mut kill = |pid: libc::pid_t| {
            if depth == 0 && has_ended(pid) {
                return;
            }
            found = true;
            // A whole group dies at once, without a chance to multiply.
            let group = libc::getpgid(pid);
            if group > 0 && group != own_group {
                libc::kill(-group, libc::SIGKILL);
            }
            libc::kill(pid, libc::SIGKILL);
            if depth < MOST_DEPTH {
                kill_below(pid, depth + 1);
            }
        };
        each_number(path.as_c_str(), &mut kill);
    }
    found
}

/// Whether a child of this process has ended.
unsafe fn has_ended(child: libc::pid_t) -> bool {
    // SAFETY: an all-zero value is valid, and the call fills it in.
    unsafe {
        let mut information: libc::siginfo_t = mem::zeroed();
        let flags = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        libc::waitid(libc::P_PID, child as libc::id_t, &mut information, flags) == 0
            && information.si_pid() == child
    }
}

/// `/proc/<pid>/task/<pid>/children`, put together without allocating.
struct ChildrenPath {
    text: [u8; 64],
    length: usize,
}

impl ChildrenPath {
    fn of(pid: libc::pid_t) -> Self {
        let mut path = Self { text: [0; 64], length: 0 };
        path.push(b"/proc/");
        path.push_number(pid);
        path.push(b"/task/");
        path.push_number(pid);
        path.push(b"/children");
        path
    }

    fn push(&mut self, part: &[u8]) {
        // The last byte stays 0.
        let room = self.text.len() - 1;
        for (place, &byte) in self.text.iter_mut().take(room).skip(self.length).zip(part) {
            *place = byte;
        }
        self.length += part.len();
    }

    fn push_number(&mut self, number: libc::pid_t) {
        let mut digits = [0_u8; 10];
        let mut count = 0;
        let mut rest = number.unsigned_abs();
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            count += 1;
            if rest == 0 {
                break;
            }
        }
        self.push(digits.split_at(digits.len() - count).1);
    }

    fn as_c_str(&mut self) -> &CStr {
        CStr::from_bytes_until_nul(&self.text).unwrap_or(c"")
    }
}

/// Calls `action` with each number in a file of numbers.
unsafe fn each_number(file: &CStr, action: &mut impl FnMut(libc::pid_t)) {
    // SAFETY: plain system calls; the buffer is valid for its length.
    unsafe {
        let fd = libc::open(file.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        if fd == -1 {
            return;
        }
        let mut buffer = [0_u8; 1024];
        let mut number: libc::pid_t = 0;
        loop {
            let length = libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len());
            if length <= 0 {
                break;
            }
            for &byte in buffer.iter().take(length as usize) {
                if byte.is_ascii_digit() {
                    number = number.wrapping_mul(10).wrapping_add(libc::pid_t::from(byte - b'0'));
                } else if number > 0 {
                    action(number);
                    number = 0;
                }
            }
        }
        libc::close(fd);
    }
}

#[cfg(test)]
mod tests {
    use super::ChildrenPath;

    #[test]
    fn paths_are_put_together() {
        for pid in [1, 10, 4_194_304, i32::MAX] {
            let expected = format!("/proc/{pid}/task/{pid}/children");
            assert_eq!(ChildrenPath::of(pid).as_c_str().to_str().unwrap(), expected);
        }
    }
}
