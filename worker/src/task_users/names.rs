//! Names of task users, which are those of task directories too.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What every name begins with.
pub const PREFIX: &str = "task_";
/// The longest name: Windows takes no longer ones for users.
const MAX_NAME: usize = 20;

/// `task_<start of the task id>_<run id>`.
#[must_use]
pub fn name_of(task_id: &str, run_id: u64) -> String {
    let tail = format!("_{run_id}");
    let room = MAX_NAME.saturating_sub(PREFIX.len() + tail.len());
    let head: String =
        task_id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(room).collect();
    format!("{PREFIX}{head}{tail}")
}

/// `task_<time>`, in steps of about ten microseconds, for a user that is made before its task is known.
#[must_use]
pub fn name_at(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    format!("{PREFIX}{}", since.as_nanos()).chars().take(MAX_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_and_cannot_escape() {
        assert_eq!(name_of("fN1SbArXTPSVFNUvaOlinQ", 0), "task_fN1SbArXTPSVF_0");
        assert_eq!(name_of("fN1SbArXTPSVFNUvaOlinQ", 1000).len(), MAX_NAME);
        assert_eq!(name_of("../../etc", 0), "task_etc_0");
        let name = name_at(SystemTime::now());
        assert_eq!(name.len(), MAX_NAME);
        assert!(name[PREFIX.len()..].bytes().all(|byte| byte.is_ascii_digit()));
    }
}
