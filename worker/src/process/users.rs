//! Ending everything that a user runs.

use std::time::Instant;

use super::error::KillError;
use super::os;

/// Kills every process of the user `uid`, whoever started it, and returns how many there were: what a task has left with `at`
/// or in a log-in session of its user is found by this alone. Also processes that multiply all the time are killed.
///
/// Blocks, at the latest until `deadline`. To be called for users that were made for a task only; for root, and for the user
/// that this process runs as, it does nothing.
///
/// # Errors
///
/// Names the processes that are still there at `deadline`.
pub fn kill_user(uid: u32, deadline: Instant) -> Result<usize, KillError> {
    kill(uid, deadline).map_err(|(killed, survivors)| KillError {
        name: format!("user {uid}"),
        killed,
        survivors,
    })
}

/// Takes away the keys that the kernel keeps for the user `uid`, of whom no process may be left. Blocks for a moment. For root, and
/// for the user that this process runs as, it does nothing.
///
/// # Errors
///
/// When this process may not act as that user.
pub fn forget_keys(uid: u32) -> std::io::Result<()> {
    if is_spared(uid) { Ok(()) } else { os::forget_keys(uid) }
}

fn is_spared(uid: u32) -> bool {
    uid == 0 || uid == rustix::process::geteuid().as_raw() || uid == rustix::process::getuid().as_raw()
}

/// As [`kill_user`].
pub(super) fn kill(uid: u32, deadline: Instant) -> os::Killed {
    if is_spared(uid) {
        return Ok(0);
    }
    os::kill_all_of_user(uid, deadline)
}
