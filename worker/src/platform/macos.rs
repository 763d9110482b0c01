//! macOS.

use std::ffi::CStr;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, Mode, OFlags};
use rustix::io::Errno;

pub use super::unix::{
    ConfinedDir, CurrentUser, DirEntry, DirectoryLock, Disk, FileId, FileStamp, Linked, ModificationTime,
    NewTree, RemoveError, Sharing, Signal, Signals, Spot, SpotError, Tree, TreeError, best_sharing,
    bytes_on_disk, create_private_dir, create_private_dirs, current_user, finish, free_disk_bytes, is_escape,
    is_own_regular_file, make_ordinary, open_beneath, os_name_bytes, os_name_from_bytes, read_at, reboot,
    reflink_file, remove_tree, replace_file_atomically, replace_file_for_now, shutdown,
};

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

/// Opens a directory that may be no mount point, for removing what is in it.
pub(super) fn open_dir_same_mount(parent: impl AsFd, name: &CStr) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    super::unix::open_dir_same_device(parent, name, flags)
}

/// Changes the mode of a directory entry without following a symlink.
pub(super) fn chmod_entry(parent: impl AsFd, name: &CStr, mode: Mode) -> Result<(), Errno> {
    rustix::fs::chmodat(parent, name, mode, AtFlags::SYMLINK_NOFOLLOW)
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
