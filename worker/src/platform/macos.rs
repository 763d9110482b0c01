//! macOS.

#[path = "macos/acting.rs"]
mod acting;
#[path = "macos/leftovers.rs"]
mod leftovers;
#[path = "macos/login_screen.rs"]
mod login_screen;
#[path = "macos/private_view.rs"]
mod private_view;
#[path = "macos/users.rs"]
mod users;

use std::ffi::CStr;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Gid, Mode, OFlags, Stat, Uid};
use rustix::io::Errno;

pub(super) use self::acting::Acting;
pub(super) use self::leftovers::{leftover_places, remove_ipc_objects};
pub use self::login_screen::LoginScreen;
pub use self::private_view::{NewView, PrivateView, ViewError, ViewSetup, missing_from_views};
pub use self::users::{find_user, group_id, task_user, users};
use super::memory::Memory;
use super::peer::Peer;
pub use super::unix::*;

/// Who is at the other end of a connection between this machine's loopback addresses: macOS tells nobody.
///
/// # Errors
///
/// Never.
pub fn tcp_peer(_here: std::net::SocketAddr, _there: std::net::SocketAddr) -> std::io::Result<Peer> {
    Ok(Peer::Untold)
}

/// The number of the user at the other end of `stream`.
///
/// # Errors
///
/// When the system does not tell.
pub fn socket_peer(stream: &std::os::unix::net::UnixStream) -> io::Result<u32> {
    let (mut uid, mut gid) = (0, 0);
    // SAFETY: the descriptor is open, and both numbers can be written to.
    match unsafe { libc::getpeereid(std::os::fd::AsRawFd::as_raw_fd(stream), &mut uid, &mut gid) } {
        0 => Ok(uid),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Lets buffers go back to the system when they are freed: this system's allocator does so by itself.
pub const fn give_back_freed_memory() {}

/// The path of what `file` is now, whatever path it was opened by.
pub(super) fn path_of(file: &OwnedFd) -> io::Result<PathBuf> {
    let path = rustix::fs::getpath(file)?;
    Ok(PathBuf::from(std::ffi::OsString::from_vec(path.into_bytes())))
}

/// The path of what `file` is now, whatever path it was opened by.
///
/// # Errors
///
/// When the kernel does not tell.
pub fn name_of(file: &std::fs::File) -> io::Result<PathBuf> {
    let path = rustix::fs::getpath(file)?;
    Ok(PathBuf::from(std::ffi::OsString::from_vec(path.into_bytes())))
}

/// Opens anything only to look at what it is.
pub(super) const PEEK: OFlags = OFlags::from_bits_retain(libc::O_EVTONLY as u32);

/// Opens a directory only to look things up in it.
pub(super) const LOOKUP: OFlags = OFlags::RDONLY;

/// macOS has no such call.
pub(super) fn open_beneath_in_kernel(
    _root: &OwnedFd,
    _relative: &Path,
    _flags: OFlags,
) -> Option<Result<OwnedFd, Errno>> {
    None
}

/// macOS has no such call.
pub(super) fn open_dir_beneath(
    _root: std::os::fd::BorrowedFd<'_>,
    _relative: &Path,
    _flags: OFlags,
) -> Option<Result<OwnedFd, Errno>> {
    None
}

/// Opens a directory that may be no mount point, for removing what is in it.
pub(super) fn open_dir_same_mount(parent: impl AsFd, name: &CStr) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    super::unix::open_dir_same_device(parent, name, flags)
}

/// Changes the mode of a directory entry without following a symlink.
pub(super) fn chmod_entry(parent: impl AsFd, name: &CStr, mode: Mode) -> Result<(), Errno> {
    rustix::fs::chmodat(parent, name, mode, AtFlags::SYMLINK_NOFOLLOW)
}

/// Changes owner and mode of a directory entry, if it still is what `expected` was of. A symlink is not followed, and has no
/// mode.
pub(super) fn change_entry(
    parent: impl AsFd,
    name: impl rustix::path::Arg + Copy,
    expected: &Stat,
    owner: Option<(Uid, Gid)>,
    mode: Option<Mode>,
) -> Result<(), Errno> {
    // Nothing can be changed through a descriptor that only looks: its directory must be closed to others.
    let found = rustix::fs::statat(&parent, name, AtFlags::SYMLINK_NOFOLLOW)?;
    if !is_same(&found, expected) {
        return Err(Errno::STALE);
    }
    if let Some((uid, gid)) = owner {
        rustix::fs::chownat(&parent, name, Some(uid), Some(gid), AtFlags::SYMLINK_NOFOLLOW)?;
    }
    match mode {
        Some(mode) => rustix::fs::chmodat(&parent, name, mode, AtFlags::SYMLINK_NOFOLLOW),
        None => Ok(()),
    }
}

/// What keeps a file or directory from being changed, even by root.
pub(super) type Protection = u32;

const PROTECTIONS: Protection =
    (libc::UF_IMMUTABLE | libc::UF_APPEND | libc::SF_IMMUTABLE | libc::SF_APPEND) as Protection;

/// Takes that away from `file`. Nothing is returned, or changed, where there was none.
pub(super) fn lift_protection(file: impl AsFd) -> Result<Option<Protection>, Errno> {
    let flags = rustix::fs::fstat(&file)?.st_flags;
    let protection = flags & PROTECTIONS;
    if protection == 0 {
        return Ok(None);
    }
    set_flags(&file, flags & !protection)?;
    Ok(Some(protection))
}

/// Gives it back.
pub(super) fn restore_protection(file: impl AsFd, protection: Protection) -> Result<(), Errno> {
    let flags = rustix::fs::fstat(&file)?.st_flags;
    set_flags(&file, flags | protection)
}

fn set_flags(file: impl AsFd, flags: u32) -> Result<(), Errno> {
    // SAFETY: the descriptor is open as long as `file` lives, and the call takes no pointers.
    match unsafe { libc::fchflags(file.as_fd().as_raw_fd(), flags) } {
        0 => Ok(()),
        _ => Err(Errno::from_io_error(&io::Error::last_os_error()).unwrap_or(Errno::PERM)),
    }
}

/// macOS shares content only between names, not between open files.
pub(super) fn reflink(_from: &std::fs::File, _to: &std::fs::File) -> std::io::Result<()> {
    Err(Errno::OPNOTSUPP.into())
}

/// The name and home directory that the system's user database holds for `uid`.
pub(super) fn user_entry(uid: u32) -> Option<(String, String)> {
    let mut entry = std::mem::MaybeUninit::<libc::passwd>::uninit();
    let mut buffer = vec![0 as libc::c_char; 16 * 1024];
    let mut found: *mut libc::passwd = std::ptr::null_mut();
    // SAFETY: every pointer is valid for the stated length; `found` is null or points at `entry`,
    // whose strings live in `buffer`, and both outlive the copies made below.
    unsafe {
        let status = libc::getpwuid_r(uid, entry.as_mut_ptr(), buffer.as_mut_ptr(), buffer.len(), &mut found);
        if status != 0 || found.is_null() {
            return None;
        }
        let name = CStr::from_ptr((*found).pw_name).to_string_lossy().into_owned();
        let home = CStr::from_ptr((*found).pw_dir).to_string_lossy().into_owned();
        Some((name, home))
    }
}

/// The programs by which users are made and removed.
pub(super) const USER_TOOLS: [&str; 2] = ["dscl", "dseditgroup"];

/// Whether tasks have users of their own where the configuration leaves it open and this process may make them.
pub(super) const TASK_USERS_BY_DEFAULT: bool = false;

/// Lets the calling thread, and the threads that it starts, have the processor only when little else wants it.
///
/// # Errors
///
/// When the system refuses.
pub fn lower_thread_priority() -> io::Result<()> {
    // SAFETY: the call takes no pointers and changes the calling thread only.
    match unsafe { libc::pthread_set_qos_class_self_np(libc::qos_class_t::QOS_CLASS_UTILITY, 0) } {
        0 => Ok(()),
        error => Err(io::Error::from_raw_os_error(error)),
    }
}
/// The name that the system's group database holds for `gid`.
pub(super) fn group_name(gid: u32) -> Option<String> {
    let mut entry = std::mem::MaybeUninit::<libc::group>::uninit();
    // The entry holds the names of all members.
    let mut buffer = vec![0 as libc::c_char; 256 * 1024];
    let mut found: *mut libc::group = std::ptr::null_mut();
    // SAFETY: every pointer is valid for the stated length; `found` is null or points at `entry`,
    // whose strings live in `buffer`, and both outlive the copy made below.
    unsafe {
        let status = libc::getgrgid_r(gid, entry.as_mut_ptr(), buffer.as_mut_ptr(), buffer.len(), &mut found);
        if status != 0 || found.is_null() {
            return None;
        }
        Some(CStr::from_ptr((*found).gr_name).to_string_lossy().into_owned())
    }
}

/// How many processes the kernel lets there be at a time, if it tells.
#[must_use]
pub fn most_processes() -> Option<u64> {
    let mut most: libc::c_int = 0;
    let mut length = size_of::<libc::c_int>();
    // SAFETY: the name is a C string, `most` is `length` bytes long, and nothing is set.
    let status = unsafe {
        libc::sysctlbyname(
            c"kern.maxproc".as_ptr(),
            (&raw mut most).cast(),
            &raw mut length,
            std::ptr::null_mut(),
            0,
        )
    };
    (status == 0).then(|| u64::try_from(most).ok()).flatten()
}

/// How much memory this machine has, and how much of it programs could still get.
pub fn memory() -> io::Result<Memory> {
    let total = total_memory()?;
    let available = available_memory()?.min(total);
    Ok(Memory { total, available })
}

fn total_memory() -> io::Result<u64> {
    let mut total: u64 = 0;
    let mut length = size_of::<u64>();
    // SAFETY: the name is a C string, `total` is `length` bytes long, and nothing is set.
    let status = unsafe {
        libc::sysctlbyname(
            c"hw.memsize".as_ptr(),
            (&raw mut total).cast(),
            &raw mut length,
            std::ptr::null_mut(),
            0,
        )
    };
    if status == 0 { Ok(total) } else { Err(io::Error::last_os_error()) }
}

/// Pages that are free, and those that have not been used for a while.
fn available_memory() -> io::Result<u64> {
    let mut count = libc::HOST_VM_INFO64_COUNT;
    // SAFETY: an all-zero value is valid, and the call fills in as much of it as `count` says there is room for.
    let (status, statistics, page_size) = unsafe {
        let mut statistics: libc::vm_statistics64 = std::mem::zeroed();
        #[allow(deprecated)]
        let host = libc::mach_host_self();
        let status =
            libc::host_statistics64(host, libc::HOST_VM_INFO64, (&raw mut statistics).cast(), &raw mut count);
        (status, statistics, libc::sysconf(libc::_SC_PAGESIZE))
    };
    if status != libc::KERN_SUCCESS {
        return Err(io::Error::other(format!("the kernel does not tell how memory is used (code {status})")));
    }
    let pages = u64::from(statistics.free_count) + u64::from(statistics.inactive_count);
    Ok(pages.saturating_mul(u64::try_from(page_size).unwrap_or(0)))
}
