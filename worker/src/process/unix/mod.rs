//! What Linux and macOS do alike: preparing a program, the steps between fork and exec, and
//! following a command's output.

mod child;
mod file;
mod program;
mod watch;

pub(super) use child::{Plan, Stage, StartFailure, enter_program, with_signals_blocked};
pub(super) use file::{create_output_file, write_at};
pub(super) use program::{MARKER, Prepared};
pub(super) use watch::{Collected, Copied, Copier, End, Watched, read_and_write, watch};

use std::time::Duration;

use super::ExitStatus;

/// How a process ended, from what the wait functions say.
pub(super) fn ended(status: libc::c_int, usage: &libc::rusage) -> End {
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
