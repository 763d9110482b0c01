//! Where caches are kept, and which names the worker itself has made up.

use std::path::{Path, PathBuf};

use crate::mounts::fetch::PARTIAL_PREFIX;

/// What a name ends in while a directory is being moved from or to another file system: it is incomplete.
const MOVING: &str = ".moving";

/// A new name that nothing has yet.
#[must_use]
pub fn new_name() -> String {
    slugid::nice()
}

/// The name that `location` has while it is being moved.
#[must_use]
pub fn while_moving(location: &Path) -> PathBuf {
    let mut path = location.as_os_str().to_owned();
    path.push(MOVING);
    path.into()
}

/// Whether `name` is one that the worker makes up for what it keeps.
#[must_use]
pub fn is_made_up(name: &str) -> bool {
    let bytes = name.as_bytes();
    // A version 4 UUID in base64url: 22 characters, of which the ninth, eleventh and last stand for fixed bits.
    bytes.len() == 22
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
        && (b'Q'..=b'T').contains(&bytes[8])
        && b"CGKOSWaeimquy26-".contains(&bytes[10])
        && b"AQgw".contains(&bytes[21])
}

/// Whether `name` is one that the worker makes up for what is only there for a moment.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    name.strip_suffix(MOVING).is_some_and(is_made_up) || name.starts_with(PARTIAL_PREFIX)
}

/// Whether the last part of `location` is made up, so that it is the worker's to delete.
#[must_use]
pub fn is_ours(location: &Path) -> bool {
    location.file_name().and_then(|name| name.to_str()).is_some_and(is_made_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_own() {
        for _ in 0..100 {
            assert!(is_made_up(&new_name()));
            assert!(is_ours(&Path::new("caches").join(new_name())));
            let moving = while_moving(&Path::new("caches").join(new_name()));
            assert!(is_temporary(moving.file_name().and_then(|name| name.to_str()).expect("a name")));
        }
        for other in [
            "",
            ".",
            "..",
            "home",
            "KIwv9QYsTLqcvAVCMm4m4",
            "aaaaaaaaaaaaaaaaaaaaaa",
            "my-important-directory",
        ] {
            assert!(!is_made_up(other) && !is_temporary(other), "{other}");
        }
        assert!(!is_ours(Path::new("/")));
    }
}
