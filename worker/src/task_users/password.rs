//! Passwords of task users.

use generated::Secret;
use rand::Rng;
use rand::distributions::Alphanumeric;
use rand::rngs::OsRng;

/// What every password begins with, so that it has characters of all the kinds that systems ask for.
const PREFIX: &str = "pWd0_";
/// How many random characters follow.
const RANDOM: usize = 24;

/// A new password that nobody can guess.
#[must_use]
pub fn password() -> Secret<String> {
    let random = OsRng.sample_iter(Alphanumeric).take(RANDOM).map(char::from);
    Secret::new(PREFIX.chars().chain(random).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_differ() {
        let (one, other) = (password(), password());
        assert_ne!(one.expose(), other.expose());
        assert_eq!(one.expose().len(), 29);
        assert!(one.expose().starts_with("pWd0_"));
    }
}
