//! Making processes.

use std::ffi::{CStr, c_int};
use std::io;
use std::mem;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

use super::super::unix::{PlannedUser, VIEW};

/// The kernel's `struct clone_args`, as far as 5.7 knows it.
#[repr(C, align(8))]
#[derive(Default)]
struct CloneArgs {
    flags: u64,
    pidfd: u64,
    child_tid: u64,
    parent_tid: u64,
    exit_signal: u64,
    stack: u64,
    stack_size: u64,
    tls: u64,
    set_tid: u64,
    set_tid_size: u64,
    cgroup: u64,
}

const CLONE_PIDFD: u64 = 0x1000;
const CLONE_INTO_CGROUP: u64 = 0x2_0000_0000;

/// Which of the two processes after a fork this is.
pub(super) enum Forked {
    /// The new one, in which only calls that are safe after a fork may be made.
    New,
    /// The old one.
    Old { pid: libc::pid_t },
}

/// A fork whose new process is in the control group `group` from its first moment.
///
/// `Err` also where the kernel, or a filter around this process, does not offer that.
///
/// # Safety
///
/// The new process must not allocate, lock or panic, and must end in an exec or exit.
pub(super) unsafe fn fork_into_group(group: BorrowedFd<'_>) -> io::Result<(Forked, Option<OwnedFd>)> {
    let mut pidfd: c_int = -1;
    let arguments = CloneArgs {
        flags: CLONE_PIDFD | CLONE_INTO_CGROUP,
        pidfd: &raw mut pidfd as u64,
        exit_signal: libc::SIGCHLD as u64,
        cgroup: group.as_raw_fd() as u64,
        ..CloneArgs::default()
    };
    // SAFETY: the structure is valid and of the stated size. Without CLONE_VM this is a fork.
    let pid = unsafe { libc::syscall(libc::SYS_clone3, &raw const arguments, mem::size_of::<CloneArgs>()) };
    match pid {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok((Forked::New, None)),
        // SAFETY: the kernel has just made this descriptor for us.
        pid => Ok((Forked::Old { pid: pid as libc::pid_t }, Some(unsafe { OwnedFd::from_raw_fd(pidfd) }))),
    }
}

/// A plain fork.
///
/// # Safety
///
/// As for [`fork_into_group`].
pub(super) unsafe fn fork() -> io::Result<Forked> {
    // SAFETY: as promised by the caller.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Forked::New),
        pid => Ok(Forked::Old { pid }),
    }
}

/// The error number of the last system call of this thread.
pub(in crate::process) fn errno() -> c_int {
    // SAFETY: the pointer is always valid for the thread itself.
    unsafe { *libc::__errno_location() }
}

/// Has the kernel kill this process when the thread that forked it ends; exits if it already has.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn die_with(parent: libc::pid_t) {
    // SAFETY: plain system calls.
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL, 0, 0, 0);
        if libc::getppid() != parent {
            libc::_exit(127);
        }
    }
}

/// Enters the namespaces of a [`PrivateView`](crate::platform::PrivateView) and goes to their root directory, in the order
/// of its descriptors; -1 stands for none. Whether that worked.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn enter_view([mounts, ipc, root]: [c_int; VIEW]) -> bool {
    let enter = |namespace: c_int| {
        // SAFETY: a plain system call.
        namespace < 0 || unsafe { libc::syscall(libc::SYS_setns, namespace, 0) } == 0
    };
    // SAFETY: plain system calls. Entering lands at the top of all mounts, which is not where this program's root is if that
    // was changed.
    unsafe {
        enter(ipc)
            && enter(mounts)
            && (root < 0 || (libc::fchdir(root) == 0 && libc::chroot(c".".as_ptr()) == 0))
    }
}

/// Becomes `user`, for good. Whether that worked.
///
/// # Safety
///
/// Only in a process that was just forked; the groups must be valid.
pub(in crate::process) unsafe fn become_user(user: &PlannedUser) -> bool {
    const JOIN_SESSION_KEYRING: c_int = 1;
    let PlannedUser { uid, gid, groups, group_count } = *user;
    // SAFETY: plain system calls. The C library's functions would look for the threads of the old process.
    unsafe {
        libc::syscall(libc::SYS_setgroups, group_count, groups) == 0
            && libc::syscall(libc::SYS_setresgid, gid, gid, gid) == 0
            && libc::syscall(libc::SYS_setresuid, uid, uid, uid) == 0
            && {
                // Whoever has the worker's keyring has the keys in it. Where that is refused there are none.
                libc::syscall(libc::SYS_keyctl, JOIN_SESSION_KEYRING, std::ptr::null::<libc::c_char>());
                true
            }
            // Until the program starts the memory is a copy of the worker's, which other processes of the user must not read.
            && libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
    }
}

/// Has no program give this process, or one below it, more rights than it has. Whether that worked.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn forbid_new_privileges() -> bool {
    // SAFETY: a plain system call.
    unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 }
}

/// Limits how many processes and threads there may be of the user of this process. Whether that worked.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn limit_processes(most: u64) -> bool {
    // SAFETY: the structure is valid for the calls.
    unsafe {
        let mut limit: libc::rlimit = mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_NPROC, &mut limit) == -1 {
            return false;
        }
        let most = limit.rlim_max.min(most);
        libc::setrlimit(libc::RLIMIT_NPROC, &libc::rlimit { rlim_cur: most, rlim_max: most }) == 0
    }
}

/// Where the worker is spared when memory runs out, what it starts is not.
///
/// For a process that was just forked and still has all rights: done without them, it could have itself spared again.
pub(in crate::process) fn be_killed_before_the_worker() {
    spare_no_more(c"/proc/self/oom_score_adj");
}

/// Makes the number in `file` zero if it is negative. This may be done after a fork.
fn spare_no_more(file: &CStr) {
    // SAFETY: plain system calls on valid buffers. Where there is no such file there is nothing to change.
    unsafe {
        let fd = libc::open(file.as_ptr(), libc::O_RDWR | libc::O_CLOEXEC);
        if fd == -1 {
            return;
        }
        let mut sign = 0u8;
        if libc::read(fd, (&raw mut sign).cast(), 1) == 1 && sign == b'-' {
            libc::pwrite(fd, c"0".as_ptr().cast(), 1, 0);
        }
        libc::close(fd);
    }
}

/// Has the coming exec close every descriptor from `first` on.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(in crate::process) unsafe fn close_on_exec_from(first: c_int) {
    const CLOSE_RANGE_CLOEXEC: c_int = 4;
    // SAFETY: plain system calls; numbers that are not open are refused.
    unsafe {
        if libc::syscall(libc::SYS_close_range, first, c_int::MAX, CLOSE_RANGE_CLOEXEC) == 0 {
            return;
        }
        for fd in first..descriptor_limit() {
            libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC);
        }
    }
}

/// Closes every descriptor from `first` on.
///
/// # Safety
///
/// Only in a process that was just forked.
pub(super) unsafe fn close_from(first: c_int) {
    // SAFETY: as above.
    unsafe {
        if libc::syscall(libc::SYS_close_range, first, c_int::MAX, 0) == 0 {
            return;
        }
        for fd in first..descriptor_limit() {
            libc::close(fd);
        }
    }
}

/// The number above the highest descriptor there can be, within reason.
unsafe fn descriptor_limit() -> c_int {
    const MOST: libc::rlim_t = 65_536;
    // SAFETY: the structure is valid for the call.
    unsafe {
        let mut limit: libc::rlimit = mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) == -1 {
            return MOST as c_int;
        }
        limit.rlim_cur.min(MOST) as c_int
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn only_who_is_spared_is_spared_no_more() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let name = std::ffi::CString::new(file.path().as_os_str().as_bytes()).unwrap();
        for (before, after) in [("-9", "09"), ("0\n", "0\n"), ("500\n", "500\n"), ("", "")] {
            std::fs::write(file.path(), before).unwrap();
            spare_no_more(&name);
            assert_eq!(std::fs::read_to_string(file.path()).unwrap(), after);
        }
        spare_no_more(c"/no/such/file");
    }
}
