//! What the system says about processes.

use std::ffi::{CStr, OsStr, c_int, c_void};
use std::mem;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::ptr;

use super::super::Survivor;

/// A process; number and start time together are unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Process {
    pub pid: i32,
    pub parent: i32,
    pub group: i32,
    /// Microseconds since 1970.
    pub start_time: u64,
}

impl Process {
    /// `None` when there is no such process, or it has ended.
    pub(super) fn of(pid: i32) -> Option<Self> {
        let info = information(pid)?;
        if info.pbi_status == libc::SZOMB {
            return None;
        }
        Some(Self {
            pid,
            parent: info.pbi_ppid as i32,
            group: info.pbi_pgid as i32,
            start_time: info.pbi_start_tvsec * 1_000_000 + info.pbi_start_tvusec,
        })
    }

    /// A child that was just forked, of which nothing may be known if it has ended already.
    pub(super) fn own_child(pid: i32) -> Self {
        Self::of(pid).unwrap_or(Self { pid, parent: std::process::id() as i32, group: pid, start_time: 0 })
    }

    /// The number of the process's session.
    pub(super) fn session(self) -> i32 {
        // SAFETY: a plain system call.
        unsafe { libc::getsid(self.pid) }
    }

    /// Whether both are the same process, whatever has become of it.
    pub(super) fn is_same(self, other: Self) -> bool {
        self.pid == other.pid && self.start_time == other.start_time
    }

    /// Kills the process, unless its number belongs to another one by now.
    pub(super) fn kill(self) -> bool {
        let is_same = Self::of(self.pid).is_some_and(|now| now.is_same(self));
        // SAFETY: a plain system call.
        is_same && unsafe { libc::kill(self.pid, libc::SIGKILL) } == 0
    }

    /// The process as it is reported when it cannot be killed.
    pub(super) fn survivor(self) -> Survivor {
        let name = information(self.pid).map(|info| {
            let bytes = info.pbi_comm.iter().take_while(|&&c| c != 0).map(|&c| c as u8).collect::<Vec<_>>();
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Survivor { pid: self.pid.unsigned_abs(), name: name.unwrap_or_default() }
    }
}

fn information(pid: i32) -> Option<libc::proc_bsdinfo> {
    // SAFETY: an all-zero value is valid, and is filled in up to its size.
    unsafe {
        let mut info: libc::proc_bsdinfo = mem::zeroed();
        let size = mem::size_of::<libc::proc_bsdinfo>() as c_int;
        let place = (&raw mut info).cast::<c_void>();
        (libc::proc_pidinfo(pid, libc::PROC_PIDTBSDINFO, 0, place, size) == size).then_some(info)
    }
}

/// Whether the process belongs to the user: by real or by saved number.
pub(super) fn is_of_user(pid: i32, uid: u32) -> bool {
    information(pid).is_some_and(|info| info.pbi_ruid == uid || info.pbi_svuid == uid)
}

/// All processes that run.
pub(super) fn all() -> Vec<Process> {
    // Some more than there are, as new ones come up.
    const SPARE: usize = 256;
    // SAFETY: with no buffer the call only counts.
    let count = unsafe { libc::proc_listallpids(ptr::null_mut(), 0) };
    let mut pids = vec![0_i32; usize::try_from(count).unwrap_or(0) + SPARE];
    let size = mem::size_of_val(pids.as_slice()) as c_int;
    // SAFETY: the buffer is valid for its size.
    let count = unsafe { libc::proc_listallpids(pids.as_mut_ptr().cast(), size) };
    pids.truncate(usize::try_from(count).unwrap_or(0));
    pids.into_iter().filter(|&pid| pid > 0).filter_map(Process::of).collect()
}

/// The process's working directory.
pub(super) fn working_directory(pid: i32) -> Option<PathBuf> {
    // SAFETY: an all-zero value is valid, and is filled in up to its size; the path in it ends with NUL.
    unsafe {
        let mut info: libc::proc_vnodepathinfo = mem::zeroed();
        let size = mem::size_of::<libc::proc_vnodepathinfo>() as c_int;
        let place = (&raw mut info).cast::<c_void>();
        if libc::proc_pidinfo(pid, libc::PROC_PIDVNODEPATHINFO, 0, place, size) != size {
            return None;
        }
        let path = CStr::from_ptr(info.pvi_cdir.vip_path.as_ptr().cast());
        Some(PathBuf::from(OsStr::from_bytes(path.to_bytes())))
    }
}

/// Whether the process's environment, as it was when its program started, holds this entry.
pub(super) fn has_environment_entry(pid: i32, entry: &str) -> bool {
    // Arguments and environment follow one another; an argument of that text does no harm.
    arguments_and_environment(pid)
        .is_some_and(|all| all.split(|&byte| byte == 0).any(|item| item == entry.as_bytes()))
}

fn arguments_and_environment(pid: i32) -> Option<Vec<u8>> {
    let mut name = [libc::CTL_KERN, libc::KERN_PROCARGS2, pid];
    let mut size = 0;
    // SAFETY: without a buffer the call only says the size; then the buffer is valid for that size.
    unsafe {
        let count = name.len() as libc::c_uint;
        if libc::sysctl(name.as_mut_ptr(), count, ptr::null_mut(), &mut size, ptr::null_mut(), 0) != 0 {
            return None;
        }
        let mut buffer = vec![0_u8; size];
        let place = buffer.as_mut_ptr().cast();
        if libc::sysctl(name.as_mut_ptr(), count, place, &mut size, ptr::null_mut(), 0) != 0 {
            return None;
        }
        buffer.truncate(size);
        Some(buffer)
    }
}

/// The process's parent, its parent, and so on.
pub(super) fn ancestors(pid: i32) -> Vec<i32> {
    let mut ancestors = Vec::new();
    let mut pid = pid;
    while let Some(process) = Process::of(pid) {
        if process.parent <= 0 || ancestors.contains(&process.parent) {
            break;
        }
        ancestors.push(process.parent);
        pid = process.parent;
    }
    ancestors
}
