//! Keys that the kernel keeps for users, by their numbers: the next user with the number would find them.

use std::io;

use crate::platform::unix::Leftovers;

/// How many keys each user has, as far as it has any.
const LISTING: &str = "/proc/key-users";

/// Empties the keyrings that the kernel keeps for the user `uid`, of whom no process may be left.
pub(in crate::platform) fn remove_keys(uid: u32, leftovers: &mut Leftovers) {
    let text = match std::fs::read_to_string(LISTING) {
        Ok(text) => text,
        // A kernel without them.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        Err(error) => return leftovers.failed(format!("cannot read {LISTING}: {error}")),
    };
    if !has_keys(&text, uid) {
        return;
    }
    // The thread takes its changed identity with it.
    let cleared = std::thread::scope(|scope| scope.spawn(|| clear(uid)).join());
    match cleared {
        // The keyrings stay, so that the listing does not tell whether there was anything in them.
        Ok(Ok(())) => {}
        Ok(Err(error)) => leftovers.failed(format!("cannot remove the keys that the kernel keeps: {error}")),
        Err(_) => leftovers.failed("removing the keys that the kernel keeps ended early".to_owned()),
    }
}

/// Whether `listing` has a line like `1000:  2 2/2 2/200 20/20000` for `uid`, in which the third column has the number of keys.
fn has_keys(listing: &str, uid: u32) -> bool {
    listing.lines().filter_map(|line| line.split_once(':')).any(|(user, counts)| {
        let keys = counts.split_whitespace().nth(2).and_then(|keys| keys.split('/').next());
        user.trim().parse() == Ok(uid) && keys.is_some_and(|keys| keys != "0")
    })
}

/// Empties the keyrings on behalf of the user, who the calling thread stays.
fn clear(uid: u32) -> io::Result<()> {
    const UNCHANGED: libc::uid_t = libc::uid_t::MAX;
    // Only the real user decides whose keyrings these are; the right to do it comes from the effective one, which stays.
    // SAFETY: a plain system call, which concerns the calling thread only.
    check(unsafe { libc::syscall(libc::SYS_setresuid, uid, UNCHANGED, UNCHANGED) })?;
    for keyring in [libc::KEY_SPEC_USER_KEYRING, libc::KEY_SPEC_USER_SESSION_KEYRING] {
        empty(libc::c_long::from(keyring))?;
    }
    // SAFETY: a plain system call. The keyring becomes one of the thread's, so that it may be emptied.
    let kept = check(unsafe {
        libc::syscall(libc::SYS_keyctl, libc::KEYCTL_GET_PERSISTENT, uid, libc::KEY_SPEC_THREAD_KEYRING)
    });
    match kept {
        Ok(keyring) => empty(keyring),
        // A kernel without such.
        Err(error) if error.raw_os_error() == Some(libc::EOPNOTSUPP) => Ok(()),
        Err(error) => Err(error),
    }
}

fn empty(keyring: libc::c_long) -> io::Result<()> {
    // SAFETY: a plain system call.
    check(unsafe { libc::syscall(libc::SYS_keyctl, libc::KEYCTL_CLEAR, keyring) }).map(drop)
}

fn check(result: libc::c_long) -> io::Result<libc::c_long> {
    if result == -1 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_tell_who_has_keys() {
        let text = "    0:     9 8/8 3/1000000 40/25000000\n 1002:     1 1/1 1/200 5/20000\n 1003: 1 0/0 0/200 0/20000\n";
        for (uid, expected) in [(0, true), (1002, true), (1003, false), (2, false), (100, false)] {
            assert_eq!(has_keys(text, uid), expected, "{uid}");
        }
    }
}
