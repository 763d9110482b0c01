//! Acting with the rights of another user on files, one thread at a time.

use std::io;

use crate::platform::TaskUser;

/// While it lives, the calling thread has another user's rights on files.
#[derive(Debug)]
pub struct Acting {
    groups: Vec<libc::gid_t>,
    fsuid: libc::uid_t,
    fsgid: libc::gid_t,
    /// It must be dropped on the thread that it was made on.
    _not_send: std::marker::PhantomData<*const ()>,
}

impl Acting {
    /// Takes on the rights of `user`. The kernel takes away with them what root may do to the files of others.
    ///
    /// # Errors
    ///
    /// When this process may not do that.
    pub fn as_user(user: &TaskUser) -> io::Result<Self> {
        let groups = rustix::process::getgroups()?.into_iter().map(rustix::process::Gid::as_raw).collect();
        // Asking for an impossible number changes nothing, and tells the present one.
        let acting = Self {
            groups,
            fsuid: set_fsuid(libc::uid_t::MAX),
            fsgid: set_fsgid(libc::gid_t::MAX),
            _not_send: std::marker::PhantomData,
        };
        set_groups(&user.groups)?;
        // From here on, dropping `acting` puts everything back. The user comes last: without root's rights there is no
        // changing of groups.
        set_fsgid(user.gid);
        set_fsuid(user.uid);
        if set_fsgid(libc::gid_t::MAX) == user.gid && set_fsuid(libc::uid_t::MAX) == user.uid {
            Ok(acting)
        } else {
            Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                format!("this process may not act as the user {} ({})", user.name, user.uid),
            ))
        }
    }
}

impl Drop for Acting {
    fn drop(&mut self) {
        set_fsuid(self.fsuid);
        set_fsgid(self.fsgid);
        if let Err(error) = set_groups(&self.groups) {
            // It was allowed a moment ago. A thread with the groups of a task must not go on.
            tracing::error!("could not take back the groups of a task user: {error}");
            std::process::abort();
        }
    }
}

// The C library's functions change all threads of the process; these calls change the calling one.

fn set_groups(groups: &[libc::gid_t]) -> io::Result<()> {
    // SAFETY: the pointer is valid for the stated number of groups, which are only read.
    match unsafe { libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr()) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

fn set_fsuid(uid: libc::uid_t) -> libc::uid_t {
    // SAFETY: the call takes no pointers. It returns the number before.
    (unsafe { libc::syscall(libc::SYS_setfsuid, uid) }) as libc::uid_t
}

fn set_fsgid(gid: libc::gid_t) -> libc::gid_t {
    // SAFETY: as above.
    (unsafe { libc::syscall(libc::SYS_setfsgid, gid) }) as libc::gid_t
}
