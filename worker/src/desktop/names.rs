//! Names of task users at the desktop.

use std::time::{SystemTime, UNIX_EPOCH};

const PREFIX: &str = "task_";
/// The longest name that every system takes.
const MAX_NAME: usize = 20;

/// A name from the time, in steps of about ten microseconds.
pub(super) fn user() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{PREFIX}{}", now.as_nanos()).chars().take(MAX_NAME).collect()
}

/// Whether `name` is one of a task user.
pub(super) fn is_task_user(name: &str) -> bool {
    name.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_and_are_known() {
        let name = user();
        assert_eq!(name.len(), MAX_NAME);
        assert!(is_task_user(&name) && name[PREFIX.len()..].bytes().all(|byte| byte.is_ascii_digit()));
    }
}
