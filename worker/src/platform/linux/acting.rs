//! Acting with the rights of another user on files, one thread at a time.

use std::io;

use rustix::thread::{CapabilitySet, CapabilitySets, capabilities, set_capabilities};

use crate::platform::TaskUser;

/// All that is kept of root's rights: to come back.
const WAY_BACK: CapabilitySet = CapabilitySet::SETUID.union(CapabilitySet::SETGID);

/// While it lives, the calling thread has another user's rights on files, and none of root's.
#[derive(Debug)]
pub struct Acting {
    groups: Vec<libc::gid_t>,
    fsuid: libc::uid_t,
    fsgid: libc::gid_t,
    capabilities: CapabilitySets,
    /// It must be dropped on the thread that it was made on.
    _not_send: std::marker::PhantomData<*const ()>,
}

impl Acting {
    /// Takes on the rights of `user`.
    ///
    /// # Errors
    ///
    /// When this process may not do that.
    pub fn as_user(user: &TaskUser) -> io::Result<Self> {
        let groups = rustix::process::getgroups()?.into_iter().map(rustix::process::Gid::as_raw).collect();
        let capabilities = capabilities(None)?;
        set_groups(&user.groups)?;
        // From here on, dropping `acting` puts everything back. Asking for an impossible number changes nothing, and tells the
        // present one.
        let acting = Self {
            groups,
            fsuid: set_fsuid(libc::uid_t::MAX),
            fsgid: set_fsgid(libc::gid_t::MAX),
            capabilities,
            _not_send: std::marker::PhantomData,
        };
        set_fsgid(user.gid);
        set_fsuid(user.uid);
        // Of root's rights on files the kernel takes away some only: whose processes may be looked at is none of them.
        set_capabilities(
            None,
            CapabilitySets { effective: capabilities.permitted.intersection(WAY_BACK), ..capabilities },
        )?;
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
        let back = set_groups(&self.groups).and_then(|()| Ok(set_capabilities(None, self.capabilities)?));
        if let Err(error) = back {
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
