//! Acting with the rights of another user on files, one thread at a time.

use std::io;

use crate::platform::TaskUser;

/// What stands for the process's own user in the call below.
const OWN: u32 = !100;

unsafe extern "C" {
    /// Gives the calling thread a user and a group of its own.
    fn pthread_setugid_np(uid: libc::uid_t, gid: libc::gid_t) -> libc::c_int;
}

/// While it lives, the calling thread has another user's rights.
#[derive(Debug)]
pub struct Acting {
    /// It must be dropped on the thread that it was made on.
    _not_send: std::marker::PhantomData<*const ()>,
}

impl Acting {
    /// Takes on the rights of `user`, with those of its groups that the system's user database knows.
    ///
    /// # Errors
    ///
    /// When this process may not do that.
    pub fn as_user(user: &TaskUser) -> io::Result<Self> {
        // SAFETY: the call takes no pointers and changes the calling thread only.
        match unsafe { pthread_setugid_np(user.uid, user.gid) } {
            0 => Ok(Self { _not_send: std::marker::PhantomData }),
            _ => Err(io::Error::last_os_error()),
        }
    }
}

impl Drop for Acting {
    fn drop(&mut self) {
        // SAFETY: as above.
        if unsafe { pthread_setugid_np(OWN, OWN) } != 0 {
            // It was allowed a moment ago. A thread with the rights of a task must not go on.
            tracing::error!("could not give up the rights of a task user: {}", io::Error::last_os_error());
            std::process::abort();
        }
    }
}
