//! What a new process does between fork and exec.
//!
//! The process is a copy of a program with many threads, of which only one lives on in the copy:
//! any lock, the allocator's included, may be held for ever. So nothing here allocates, locks or
//! panics; it makes system calls.

use std::ffi::{c_char, c_int};
use std::mem;

use super::super::os;

/// In how many groups a process can be: one for all controllers, or one for each that is used.
pub(in crate::process) const DOORS: usize = 4;

/// How many descriptors make up what a process sees.
pub(in crate::process) const VIEW: usize = 3;

/// The permissions that files of a task user do not get unless a command says otherwise: those that change something for
/// others.
const USER_UMASK: libc::mode_t = 0o022;

/// A user, as plain pointers and numbers.
#[derive(Clone, Copy, Debug)]
pub(in crate::process) struct PlannedUser {
    pub uid: libc::uid_t,
    pub gid: libc::gid_t,
    pub groups: *const libc::gid_t,
    pub group_count: usize,
}

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
    /// Each takes the process into a group, if not -1.
    pub doors: [c_int; DOORS],
    /// What the process sees of the machine, as [`os::enter_view`] takes it.
    pub view: [c_int; VIEW],
    /// Who the process becomes, if not who it is.
    pub user: Option<PlannedUser>,
    /// How many processes its user may have; only with `user`.
    pub most_processes: Option<u64>,
    /// Whether no program gives it more rights.
    pub no_new_privileges: bool,
    /// The process without which the new one is to die.
    pub parent: libc::pid_t,
}

#[cfg(target_os = "linux")]
impl Plan {
    /// The plan with one more group to be in, if there is room.
    pub(in crate::process) fn with_door(mut self, door: c_int) -> Self {
        if let Some(place) = self.doors.iter_mut().find(|place| **place < 0) {
            *place = door;
        }
        self
    }
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
    View = 7,
    Limits = 8,
    User = 9,
    Privileges = 10,
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
            7 => Stage::View,
            8 => Stage::Limits,
            9 => Stage::User,
            10 => Stage::Privileges,
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
        for door in plan.doors {
            if door >= 0 && libc::write(door, c"0".as_ptr().cast(), 1) != 1 {
                return Stage::Group;
            }
        }
        // A session of its own: no terminal, and no signals meant for the worker's group.
        if libc::setsid() == -1 {
            return Stage::Session;
        }
        os::die_with(plan.parent);
        os::be_killed_before_the_worker();
        if libc::dup2(plan.stdin, 0) == -1
            || libc::dup2(plan.output, 1) == -1
            || libc::dup2(plan.output, 2) == -1
        {
            return Stage::Streams;
        }
        if let Err(stage) = confine(plan) {
            return stage;
        }
        // With the rights that the program will have: a directory that it may not enter is an error here.
        if libc::chdir(plan.dir) == -1 {
            return Stage::Directory;
        }
        os::close_on_exec_from(3);
        reset_signals();
        Stage::Execute
    }
}

/// Gives up what the program is not to see and not to be allowed.
unsafe fn confine(plan: &Plan) -> Result<(), Stage> {
    // SAFETY: as for `enter_program`.
    unsafe {
        // Root's rights are needed for it, so this comes first.
        if !os::enter_view(plan.view) {
            return Err(Stage::View);
        }
        if let Some(user) = &plan.user {
            if let Some(most) = plan.most_processes
                && !os::limit_processes(most)
            {
                return Err(Stage::Limits);
            }
            if !os::become_user(user) {
                return Err(Stage::User);
            }
            libc::umask(USER_UMASK);
            // The change of user has undone it.
            os::die_with(plan.parent);
        }
        if plan.no_new_privileges && !os::forbid_new_privileges() {
            return Err(Stage::Privileges);
        }
    }
    Ok(())
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
