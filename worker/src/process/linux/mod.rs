//! Linux: two ways to keep hold of every process of a task.
//!
//! - A control group (cgroup v2) of its own, where this worker may make one. A process cannot leave
//!   it by itself, and the kernel kills all of it at once.
//! - Else a supervisor for each command: a small process, the command's parent, to which the kernel
//!   hands every descendant whose own parent dies. It can therefore always find and kill them all,
//!   and does so too when the worker is gone.
//!
//! After either, processes that carry the task's directory in their environment are looked for: a
//! log-in session can take a process out of its control group.

mod cgroup;
mod direct;
mod escaped;
mod group;
mod keyrings;
mod limits;
mod procfs;
mod spawn;
mod stale;
mod supervise;
mod supervisor;
mod user;

pub(super) use super::unix::{
    Copied, Copier, End, Prepared, create_output_file, read_and_write, read_at, write_at,
};
pub(super) use group::{Child, Group};
pub(super) use spawn::{
    be_killed_before_the_worker, become_user, close_on_exec_from, die_with, enter_view, errno,
    forbid_new_privileges, limit_processes,
};

pub(super) use group::Killed;
#[cfg(test)]
pub(super) use procfs::of_user as processes_of_user;
pub(super) use user::kill_all as kill_all_of_user;

pub use cgroup::ControlGroups;
pub(super) use keyrings::forget_keys;

pub use group::Method;
pub use stale::kill_stale;

use std::fs::File;
use std::io;
use std::os::fd::BorrowedFd;

use rustix::io::Errno;
use rustix::pipe::{SpliceFlags, splice};

/// Moves output from the pipe into the file within the kernel, where the file system can.
///
/// An error is one of writing to the file.
pub(super) fn copy(
    copier: &mut Copier,
    pipe: BorrowedFd<'_>,
    file: &File,
    offset: &mut u64,
    most: usize,
) -> io::Result<Copied> {
    while !copier.no_short_cut {
        match splice(pipe, None, file, Some(offset), most, SpliceFlags::NONBLOCK) {
            Ok(0) => return Ok(Copied::End),
            Ok(count) => return Ok(Copied::Bytes(count)),
            Err(Errno::AGAIN) => return Ok(Copied::Nothing),
            Err(Errno::INTR) => {}
            Err(
                Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::SPIPE | Errno::BADF | Errno::PERM,
            ) => {
                copier.no_short_cut = true;
            }
            Err(error) => return Err(error.into()),
        }
    }
    read_and_write(copier, pipe, file, offset, most)
}

/// The name of a signal, as task logs have always had it.
pub(super) fn signal_name(number: i32) -> Option<&'static str> {
    Some(match number {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        10 => "user defined signal 1",
        11 => "segmentation fault",
        12 => "user defined signal 2",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        16 => "stack fault",
        17 => "child exited",
        18 => "continued",
        19 => "stopped (signal)",
        20 => "stopped",
        21 => "stopped (tty input)",
        22 => "stopped (tty output)",
        23 => "urgent I/O condition",
        24 => "CPU time limit exceeded",
        25 => "file size limit exceeded",
        26 => "virtual timer expired",
        27 => "profiling timer expired",
        28 => "window changed",
        29 => "I/O possible",
        30 => "power failure",
        31 => "bad system call",
        _ => return None,
    })
}
