//! macOS: no groups that processes cannot leave, and nobody to inherit orphans. What belongs to a task
//! is found by session, process group, descent and environment, again and again until nothing is.

mod child;
mod group;
mod processes;
mod stale;
mod started;
mod user;

pub(super) use super::unix::{
    Copied, Copier, End, Prepared, create_output_file, read_and_write, read_at, write_at,
};
pub(super) use child::{
    be_killed_before_the_worker, become_user, close_on_exec_from, die_with, enter_view, errno,
    forbid_new_privileges, limit_processes,
};
pub(super) use group::{Group, Killed};
pub(super) use started::Child;
pub(super) use user::kill_all as kill_all_of_user;

pub use group::Method;
pub use stale::kill_stale;
pub use user::ControlGroups;

use std::fs::File;
use std::io;
use std::os::fd::BorrowedFd;

/// Moves output from the pipe into the file. An error is one of writing to the file.
pub(super) fn copy(
    copier: &mut Copier,
    pipe: BorrowedFd<'_>,
    file: &File,
    offset: &mut u64,
    most: usize,
) -> io::Result<Copied> {
    read_and_write(copier, pipe, file, offset, most)
}

/// The name of a signal, as task logs have always had it.
pub(super) fn signal_name(number: i32) -> Option<&'static str> {
    Some(match number {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/BPT trap",
        6 => "abort trap",
        7 => "EMT trap",
        8 => "floating point exception",
        9 => "killed",
        10 => "bus error",
        11 => "segmentation fault",
        12 => "bad system call",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        16 => "urgent I/O condition",
        17 => "suspended (signal)",
        18 => "suspended",
        19 => "continued",
        20 => "child exited",
        21 => "stopped (tty input)",
        22 => "stopped (tty output)",
        23 => "I/O possible",
        24 => "cputime limit exceeded",
        25 => "filesize limit exceeded",
        26 => "virtual timer expired",
        27 => "profiling timer expired",
        28 => "window size changes",
        29 => "information request",
        30 => "user defined signal 1",
        31 => "user defined signal 2",
        _ => return None,
    })
}

/// macOS keeps a user's keys in its home directory.
pub(super) fn forget_keys(_uid: u32) -> std::io::Result<()> {
    Ok(())
}
