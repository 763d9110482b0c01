//! The keys that the kernel keeps for a user: they outlive the user's processes, and the next user may get its number.

use std::io;

use super::user::as_child;

/// The user's own keyring, and the one that its sessions have by default.
const KEYRINGS: [i32; 2] = [-4, -5];
/// The operation that takes everything out of a keyring.
const CLEAR: libc::c_ulong = 7;

/// Takes all keys out of the keyrings of the user `uid`. No process of the user may be left.
pub(in crate::process) fn forget_keys(uid: u32) -> io::Result<()> {
    // SAFETY: the new process makes system calls on plain numbers, and exits.
    unsafe { as_child(|| clear_keyrings(uid)) }
}

/// Becomes the user, clears its keyrings, and exits: 0, unless it could not become that user.
///
/// # Safety
///
/// Only in a process that was just forked.
unsafe fn clear_keyrings(uid: u32) -> ! {
    // SAFETY: plain system calls on plain numbers.
    unsafe {
        let has_become = libc::syscall(libc::SYS_setresuid, uid, uid, uid) == 0;
        if !has_become || uid == 0 || libc::geteuid() != uid {
            libc::_exit(1);
        }
        for keyring in KEYRINGS {
            // Kernels without keyrings have no keys.
            libc::syscall(libc::SYS_keyctl, CLEAR, keyring);
        }
        libc::_exit(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    const UID: u32 = 3_107_211;

    /// Runs a script that makes system calls as the user; what it prints. `None` where that is not possible.
    fn as_user(script: &str) -> Option<String> {
        if !rustix::process::geteuid().is_root() {
            println!("skipped: only root can act as another user");
            return None;
        }
        let Ok(output) = Command::new("perl").args(["-e", script]).uid(UID).gid(UID).output() else {
            println!("skipped: there is no perl");
            return None;
        };
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    #[test]
    fn the_next_user_of_a_number_finds_no_keys() {
        let (add, search) = (libc::SYS_add_key, libc::SYS_keyctl);
        let adding = format!(
            "my ($t, $d, $p) = (\"user\", \"left\", \"secret\"); print syscall({add}, $t, $d, $p, 6, -4) > 0 ? 1 : 0"
        );
        let searching = format!(
            "my ($t, $d) = (\"user\", \"left\"); print syscall({search}, 10, -4, $t, $d, 0) > 0 ? 1 : 0"
        );
        match as_user(&adding).as_deref() {
            Some("1") => {}
            other => return println!("skipped: no key can be added: {other:?}"),
        }
        assert_eq!(as_user(&searching).as_deref(), Some("1"));
        forget_keys(UID).unwrap();
        assert_eq!(as_user(&searching).as_deref(), Some("0"));
    }
}
