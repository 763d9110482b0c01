//! What a new process does between fork and exec.
//!
//! The process is a copy of a program with many threads, of which only one lives on in the copy:
//! any lock, the allocator's included, may be held for ever. So nothing here allocates, locks or
//! panics; it makes system calls.

use std::ffi::{c_char, c_int};
use std::mem;

use super::super::os;

/// What the new process needs, as plain pointers and numbers.
#[derive(Clone, Copy, Debug)]
pub(in crate::process) struct Plan {
    /// The file to execute, relative to `dir` if not absolute.
    pub program: *const c_char,
    /// Null-terminated.
    pub argv: *const *const c_char,
    /// Null-terminated.
    pub env: *const *const c_char,
    pub dir: *const c_char,
    /// Open for reading.
    pub stdin: c_int,
    /// Takes standard output and standard error.
    pub output: c_int,
    /// Takes a [`StartFailure`]; closed by a successful exec.
    pub report: c_int,
    /// Takes the process into its group, if not -1.
    pub group: c_int,
    /// The process without which the new one is to die.
    pub parent: libc::pid_t,
}

/// Where starting a process failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(in crate::process) enum Stage {
    Fork = 1,
    Group = 2,
    Session = 3,
    Streams = 4,
    Directory = 5,
    Execute = 6,
}

/// That a process did not get as far as its program.
#[derive(Clone, Copy, Debug)]
pub(in crate::process) struct StartFailure {
    pub stage: Stage,
    pub errno: c_int,
}

impl StartFailure {
    /// The size of a report.
    pub(in crate::process) const SIZE: usize = 8;

    pub(in crate::process) fn to_bytes(self) -> [u8; Self::SIZE] {
        let [a, b, c, d] = (self.stage as u32).to_ne_bytes();
        let [e, f, g, h] = self.errno.to_ne_bytes();
        [a, b, c, d, e, f, g, h]
    }

    pub(in crate::process) fn from_bytes(bytes: [u8; Self::SIZE]) -> Self {
        let [a, b, c, d, e, f, g, h] = bytes;
        let stage = match u32::from_ne_bytes([a, b, c, d]) {
            1 => Stage::Fork,
            2 => Stage::Group,
            3 => Stage::Session,
            4 => Stage::Streams,
            5 => Stage::Directory,
            _ => Stage::Execute,
        };
        Self { stage, errno: c_int::from_ne_bytes([e, f, g, h]) }
    }

    /// Whether the program's file is being written to by somebody, who will soon be done.
    pub(in crate::process) fn is_busy(self) -> bool {
        self.stage == Stage::Execute && self.errno == libc::ETXTBSY
    }
}

/// Runs `action` with all signals of this thread blocked.
///
/// A fork inside inherits that, so that no signal handler of this program ever runs in the new
/// process, where it would act on what the two still share.
pub(in crate::process) fn with_signals_blocked<T>(action: impl FnOnce() -> T) -> T {
    // SAFETY: both sets are valid for the calls, which only change the calling thread's mask.
    unsafe {
        let mut all: libc::sigset_t = mem::zeroed();
        let mut before: libc::sigset_t = mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &all, &mut before);
        let result = action();
        libc::pthread_sigmask(libc::SIG_SETMASK, &before, std::ptr::null_mut());
        result
    }
}

/// Turns this process into the program of `plan`. On failure it reports and exits.
///
/// # Safety
///
/// Only in a process that was just forked, with all signals blocked; the plan's pointers must be
/// valid and its descriptors open and above 2.
pub(in crate::process) unsafe fn enter_program(plan: &Plan) -> ! {
    // SAFETY: as promised by the caller; each call is safe to make after a fork.
    unsafe {
        let stage = prepare_process(plan);
        if stage == Stage::Execute {
            libc::execve(plan.program, plan.argv, plan.env);
        }
        let failure = StartFailure { stage, errno: os::errno() };
        let bytes = failure.to_bytes();
        libc::write(plan.report, bytes.as_ptr().cast(), bytes.len());
        libc::_exit(127)
    }
}

/// Does everything up to the exec, and says which stage it got to.
unsafe fn prepare_process(plan: &Plan) -> Stage {
    // SAFETY: as for `enter_program`.
    unsafe {
        if plan.group >= 0 && libc::write(plan.group, c"0".as_ptr().cast(), 1) != 1 {
            return Stage::Group;
        }
        // A session of its own: no terminal, and no signals meant for the worker's group.
        if libc::setsid() == -1 {
            return Stage::Session;
        }
        os::die_with(plan.parent);
        if libc::dup2(plan.stdin, 0) == -1
            || libc::dup2(plan.output, 1) == -1
            || libc::dup2(plan.output, 2) == -1
        {
            return Stage::Streams;
        }
        if libc::chdir(plan.dir) == -1 {
            return Stage::Directory;
        }
        os::close_on_exec_from(3);
        reset_signals();
        Stage::Execute
    }
}

/// Gives every signal its default meaning and lets all through.
unsafe fn reset_signals() {
    // SAFETY: plain calls on valid local values; numbers that do not exist are refused.
    unsafe {
        let mut default: libc::sigaction = mem::zeroed();
        default.sa_sigaction = libc::SIG_DFL;
        for signal in 1..=64 {
            libc::sigaction(signal, &default, std::ptr::null_mut());
        }
        let mut none: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::pthread_sigmask(libc::SIG_SETMASK, &none, std::ptr::null_mut());
    }
}
