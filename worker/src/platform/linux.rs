//! Linux.

#[path = "linux/acting.rs"]
mod acting;
#[path = "linux/gdm.rs"]
mod gdm;
#[path = "linux/leftovers.rs"]
mod leftovers;
#[path = "linux/login_screen.rs"]
mod login_screen;
#[path = "linux/private_view.rs"]
mod private_view;
#[path = "linux/sockets.rs"]
mod sockets;
#[path = "linux/users.rs"]
mod users;
#[path = "linux/view_mounts.rs"]
mod view_mounts;

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Gid, Mode, OFlags, ResolveFlags, Stat, Uid};
use rustix::io::Errno;

pub(super) use self::acting::Acting;
pub(super) use self::leftovers::{leftover_places, remove_ipc_objects};
pub use self::login_screen::LoginScreen;
pub use self::private_view::{NewView, PrivateView, ViewError, ViewSetup, missing_from_views};
pub use self::sockets::tcp_peer;
pub use self::users::{find_user, group_id, task_user, users};
pub(super) use self::users::{group_name, user_entry};
use super::memory::Memory;
pub use super::unix::*;

/// Lets buffers go back to the system when they are freed. The allocator would otherwise learn from the first large ones to
/// keep all later ones, in pieces that nothing else fits into.
pub fn give_back_freed_memory() {
    #[cfg(target_env = "gnu")]
    // SAFETY: the call only changes how memory is allocated from now on.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE_BUFFER);
    }
}

/// From this size on, in bytes, what is allocated is mapped by itself.
#[cfg(target_env = "gnu")]
const LARGE_BUFFER: libc::c_int = 128 << 10;

/// A path that leads to what `file` is, whatever its own path leads to by now.
pub(super) fn path_of(file: &OwnedFd) -> io::Result<PathBuf> {
    Ok(PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd())))
}

/// The number of the user at the other end of `stream`, as it was when that end was connected.
///
/// # Errors
///
/// When the kernel does not tell.
pub fn socket_peer(stream: &std::os::unix::net::UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}

/// The path of what `file` is now, whatever path it was opened by.
///
/// # Errors
///
/// When the kernel does not tell.
pub fn name_of(file: &std::fs::File) -> io::Result<PathBuf> {
    std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Opens anything only to look at what it is.
pub(super) const PEEK: OFlags = OFlags::PATH;

/// Opens a directory only to look things up in it; needs no read permission on it.
pub(super) const LOOKUP: OFlags = OFlags::PATH;

/// Asks the kernel to open `relative` without leaving `root`.
///
/// `None` when this kernel (or the sandbox around the worker) does not offer `openat2`.
pub(super) fn open_beneath_in_kernel(
    root: &OwnedFd,
    relative: &Path,
    flags: OFlags,
) -> Option<Result<OwnedFd, Errno>> {
    // The kernel gives up with EAGAIN when something is renamed in the middle of a look-up with `..`.
    const ATTEMPTS: usize = 32;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    for _ in 0..ATTEMPTS {
        match rustix::fs::openat2(root, relative, flags, Mode::empty(), resolve) {
            Err(Errno::AGAIN | Errno::INTR) => {}
            // Kernels before 5.6, and sandboxes whose filter does not know the call.
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => return None,
            other => return Some(other),
        }
    }
    None
}

/// Asks the kernel to open the directory `relative` below `root` without following any symlink.
///
/// `None` when this kernel (or the sandbox around the worker) does not offer `openat2`.
pub(super) fn open_dir_beneath(
    root: std::os::fd::BorrowedFd<'_>,
    relative: &Path,
    flags: OFlags,
) -> Option<Result<OwnedFd, Errno>> {
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
    match rustix::fs::openat2(root, relative, flags, Mode::empty(), resolve) {
        // As above. Without `..` in it, no look-up is disturbed.
        Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => None,
        other => Some(other),
    }
}

/// Opens a directory that may be no mount point, for removing what is in it.
pub(super) fn open_dir_same_mount(parent: impl AsFd, name: &std::ffi::CStr) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    match rustix::fs::openat2(&parent, name, flags, Mode::empty(), ResolveFlags::NO_XDEV) {
        Err(Errno::NOSYS | Errno::PERM) => super::unix::open_dir_same_device(parent, name, flags),
        other => other,
    }
}

/// Changes the mode of a directory entry without following a symlink.
pub(super) fn chmod_entry(parent: impl AsFd, name: &std::ffi::CStr, mode: Mode) -> Result<(), Errno> {
    // fchmodat(2) follows symlinks, fchmod(2) refuses O_PATH descriptors: /proc is the way in between.
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let entry = rustix::fs::openat(parent, name, flags, Mode::empty())?;
    rustix::fs::chmod(format!("/proc/self/fd/{}", entry.as_raw_fd()), mode)
}

/// Changes owner and mode of a directory entry, if it still is what `expected` was of. A symlink is not followed, and has no
/// mode.
pub(super) fn change_entry(
    parent: impl AsFd,
    name: impl rustix::path::Arg,
    expected: &Stat,
    owner: Option<(Uid, Gid)>,
    mode: Option<Mode>,
) -> Result<(), Errno> {
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let entry = rustix::fs::openat(parent, name, flags, Mode::empty())?;
    let found = rustix::fs::fstat(&entry)?;
    if !is_same(&found, expected) {
        return Err(Errno::STALE);
    }
    if let Some((uid, gid)) = owner {
        rustix::fs::chownat(&entry, c"", Some(uid), Some(gid), AtFlags::EMPTY_PATH)?;
    }
    match mode {
        // As in chmod_entry.
        Some(mode) => rustix::fs::chmod(format!("/proc/self/fd/{}", entry.as_raw_fd()), mode),
        None => Ok(()),
    }
}

/// What keeps a file or directory from being changed, even by root.
pub(super) type Protection = rustix::fs::IFlags;

/// Takes that away from `file`. Nothing is returned, or changed, where there was none.
pub(super) fn lift_protection(file: impl AsFd) -> Result<Option<Protection>, Errno> {
    let flags = rustix::fs::ioctl_getflags(&file)?;
    let protection = flags & (Protection::IMMUTABLE | Protection::APPEND);
    if protection.is_empty() {
        return Ok(None);
    }
    rustix::fs::ioctl_setflags(&file, flags - protection)?;
    Ok(Some(protection))
}

/// Gives it back.
pub(super) fn restore_protection(file: impl AsFd, protection: Protection) -> Result<(), Errno> {
    let flags = rustix::fs::ioctl_getflags(&file)?;
    rustix::fs::ioctl_setflags(&file, flags | protection)
}

/// Makes `to`, which is empty, share the content of `from`.
pub(super) fn reflink(from: &std::fs::File, to: &std::fs::File) -> std::io::Result<()> {
    Ok(rustix::fs::ioctl_ficlone(to, from)?)
}

/// The programs by which users are made and removed.
pub(super) const USER_TOOLS: [&str; 4] = ["useradd", "userdel", "groupdel", "chpasswd"];

/// Whether tasks have users of their own where the configuration leaves it open and this process may make them.
pub(super) const TASK_USERS_BY_DEFAULT: bool = true;

/// Lets the calling thread, and the threads that it starts, have the processor only when little else wants it.
///
/// # Errors
///
/// When the system refuses.
pub fn lower_thread_priority() -> io::Result<()> {
    // On Linux each thread has a niceness of its own, and "this process" means the calling thread.
    Ok(rustix::process::setpriority_process(None, LOW_PRIORITY)?)
}

/// The niceness of threads that are in no hurry.
const LOW_PRIORITY: i32 = 10;

/// How many processes and threads the kernel lets there be at a time, if it tells.
#[must_use]
pub fn most_processes() -> Option<u64> {
    let number = |file: &str| std::fs::read_to_string(file).ok()?.trim().parse::<u64>().ok();
    let limits = ["/proc/sys/kernel/pid_max", "/proc/sys/kernel/threads-max"];
    limits.into_iter().filter_map(number).min()
}

/// How much memory this machine has, and how much of it programs could still get.
pub fn memory() -> io::Result<Memory> {
    let text = std::fs::read_to_string("/proc/meminfo")?;
    find_memory(&text)
        .ok_or_else(|| io::Error::other("/proc/meminfo does not say how much memory is available"))
}

fn find_memory(meminfo: &str) -> Option<Memory> {
    let bytes = |name: &str| {
        let line = meminfo.lines().find(|line| line.split(':').next() == Some(name))?;
        let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        kibibytes.checked_mul(1024)
    };
    Some(Memory { total: bytes("MemTotal")?, available: bytes("MemAvailable")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_lines() {
        let text = "MemTotal:       16384 kB\nMemFree:         1 kB\nMemAvailable:    8192 kB\n";
        assert_eq!(find_memory(text), Some(Memory { total: 16 << 20, available: 8 << 20 }));
        assert_eq!(find_memory("MemTotal: 16384 kB\n"), None);
        let here = memory().unwrap();
        assert!(here.available > 0 && here.available <= here.total);
    }
}
