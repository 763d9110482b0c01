//! The keys that the kernel keeps for a user: they outlive the user's processes, and the next user may get its number.

use std::io;

use super::user::as_child;

/// How many keys each user has, as far as it has any.
const LISTING: &str = "/proc/key-users";

/// Takes all keys out of the keyrings of the user `uid`. No process of the user may be left.
pub(in crate::process) fn forget_keys(uid: u32) -> io::Result<()> {
    match std::fs::read_to_string(LISTING) {
        Ok(listing) if !has_keys(&listing, uid) => return Ok(()),
        // A kernel without keys.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        _ => {}
    }
    // SAFETY: the new process makes system calls on plain numbers, and exits.
    unsafe { as_child(|| clear_keyrings(uid)) }
}

/// Whether `listing` has a line like `1000:  2 2/2 2/200 20/20000` for `uid`, in which the third column has the number of keys.
fn has_keys(listing: &str, uid: u32) -> bool {
    listing.lines().filter_map(|line| line.split_once(':')).any(|(user, counts)| {
        let keys = counts.split_whitespace().nth(2).and_then(|keys| keys.split('/').next());
        user.trim().parse() == Ok(uid) && keys.is_some_and(|keys| keys != "0")
    })
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
        for keyring in [libc::KEY_SPEC_USER_KEYRING, libc::KEY_SPEC_USER_SESSION_KEYRING] {
            libc::syscall(libc::SYS_keyctl, libc::KEYCTL_CLEAR, keyring);
        }
        // Only some kernels have this one. It becomes one of the process's, so that it may be emptied.
        let (own, get) = (libc::KEY_SPEC_PROCESS_KEYRING, libc::KEYCTL_GET_PERSISTENT);
        let kept = libc::syscall(libc::SYS_keyctl, get, uid, own);
        if kept > 0 {
            libc::syscall(libc::SYS_keyctl, libc::KEYCTL_CLEAR, kept);
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
    fn listings_tell_who_has_keys() {
        let text = "    0:     9 8/8 3/1000000 40/25000000\n 1002:     1 1/1 1/200 5/20000\n 1003: 1 0/0 0/200 0/20000\n";
        for (uid, expected) in [(0, true), (1002, true), (1003, false), (2, false), (100, false)] {
            assert_eq!(has_keys(text, uid), expected, "{uid}");
        }
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
