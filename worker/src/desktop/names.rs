//! Names and passwords of task users at the desktop.

use std::time::{SystemTime, UNIX_EPOCH};

use rand::Rng;
use rand::distributions::Alphanumeric;
use rand::rngs::OsRng;

const PREFIX: &str = "task_";
/// The longest name that every system takes.
const MAX_NAME: usize = 20;
/// With it a password is as varied as the strictest rules ask for.
const VARIED: &str = "pWd0_";
const RANDOM_CHARACTERS: usize = 24;

/// A name from the time, in steps of about ten microseconds.
pub(super) fn user() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{PREFIX}{}", now.as_nanos()).chars().take(MAX_NAME).collect()
}

/// Whether `name` is one of a task user.
pub(super) fn is_task_user(name: &str) -> bool {
    name.starts_with(PREFIX)
}

/// A password that nobody can guess.
pub(super) fn password() -> String {
    let random = OsRng.sample_iter(Alphanumeric).take(RANDOM_CHARACTERS).map(char::from);
    VARIED.chars().chain(random).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords() {
        let name = user();
        assert_eq!(name.len(), MAX_NAME);
        assert!(is_task_user(&name) && name[PREFIX.len()..].bytes().all(|byte| byte.is_ascii_digit()));
        let password = password();
        assert_eq!(password.len(), 29);
        assert!(password.starts_with("pWd0_"));
        assert!(password[5..].bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_ne!(password, super::password());
    }
}
