//! Where users leave things on macOS.

use std::path::PathBuf;

use crate::platform::unix::{LeftoverPlaces, Leftovers};

/// Where the user `uid` may have left something.
pub(in crate::platform) fn leftover_places(_uid: u32) -> LeftoverPlaces {
    let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
    LeftoverPlaces {
        by_name: paths(&["/private/var/at/tabs", "/private/var/mail"]),
        by_owner: paths(&["/private/var/at/jobs", "/private/var/at/spool"]),
        // Each user's temporary files are two levels below the last of them, in directories of root.
        trees: vec![
            (PathBuf::from("/private/tmp"), 0),
            (PathBuf::from("/private/var/tmp"), 0),
            (PathBuf::from("/private/var/folders"), 2),
        ],
        own: Vec::new(),
    }
}

/// Nothing to do: macOS does not list what others have made.
pub(in crate::platform) const fn remove_ipc_objects(_uid: u32, _leftovers: &mut Leftovers) {}
