//! What Linux and macOS do alike: preparing a program, the steps between fork and exec, and
//! following a command's output.

mod child;
mod file;
pub mod launch_agent;
mod program;
mod watch;

pub(super) use child::Stage;
pub(super) use child::{Plan, PlannedUser, StartFailure, VIEW, enter_program, with_signals_blocked};
pub(super) use file::{create_output_file, read_at, write_at};
pub(super) use program::{MARKER, Prepared};
pub(super) use watch::{Collected, Copied, Copier, End, Watched, read_and_write, watch};

use std::time::Duration;

use super::{ExitStatus, os};

/// What waiting for a child found.
pub(super) enum Waited {
    /// It still runs.
    Running,
    /// It has ended.
    Ended(End),
    /// Somebody else has waited for it, so how it ended is not known.
    Lost,
}

/// Waits for a child of this process, if it has ended. Afterwards its number belongs to nobody.
pub(super) fn try_wait(pid: libc::pid_t) -> Waited {
    let mut status = 0;
    // SAFETY: an all-zero value is valid, and the call fills it in.
    let (found, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(pid, &mut status, libc::WNOHANG, &mut usage), usage)
    };
    match found {
        0 => Waited::Running,
        -1 if os::errno() == libc::EINTR => Waited::Running,
        -1 => Waited::Lost,
        _ => Waited::Ended(ended(status, &usage)),
    }
}

/// How a process ended, from what the wait functions say.
fn ended(status: libc::c_int, usage: &libc::rusage) -> End {
    let (user_time, kernel_time) = (duration(usage.ru_utime), duration(usage.ru_stime));
    End::Exited { status: exit_status(status), user_time, kernel_time }
}

/// How a process ended, from the status number alone.
pub(super) fn exit_status(status: libc::c_int) -> ExitStatus {
    if libc::WIFSIGNALED(status) {
        ExitStatus::Signal(libc::WTERMSIG(status))
    } else {
        ExitStatus::Code(libc::WEXITSTATUS(status))
    }
}

fn duration(time: libc::timeval) -> Duration {
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0))
        + Duration::from_micros(u64::try_from(time.tv_usec).unwrap_or(0))
}
