//! Gives caches back when a task is over.

use std::path::Path;

use super::caches::{Caches, while_moving};
use super::failure::MountError;
use super::log::MountLog;
use super::mount::{CacheState, MountedCache};
use crate::platform::Spot;

/// Gives back all of `mounted`, the last one first: to be kept, or to be purged where the task may have left them unusable. Blocks.
///
/// Returns what could not be kept that should have been.
#[must_use]
pub fn unmount(
    caches: &Caches,
    mounted: Vec<MountedCache>,
    are_unusable: bool,
    log: &MountLog,
) -> Vec<MountError> {
    let mut errors = Vec::new();
    // One may be mounted inside of another, and has to leave it first.
    for MountedCache { lease, state } in mounted.into_iter().rev() {
        let tell = &mut |line: &dyn std::fmt::Display| log.info(line);
        match state {
            CacheState::AtHome => caches.keep(lease, tell),
            CacheState::Unmade => caches.forget(lease),
            CacheState::Lost => caches.discard(lease, tell),
            CacheState::Mounted(spot) if are_unusable => {
                throw_away(&spot, lease.location(), log);
                caches.discard(lease, tell);
            }
            CacheState::Mounted(spot) => {
                let location = lease.location().to_owned();
                log.info(format_args!(
                    "Preserving cache: Moving {:?} to {:?}",
                    spot.path().display().to_string(),
                    location.display().to_string()
                ));
                match spot.move_out(&location, &while_moving(&location)) {
                    Ok(()) => caches.keep(lease, tell),
                    Err(error) => {
                        errors.push(MountError::Persist { name: lease.name().to_owned(), error });
                        throw_away(&spot, lease.location(), log);
                        caches.discard(lease, tell);
                    }
                }
            }
        }
    }
    errors
}

/// Moves what is at `spot` to `location`, where it is deleted in the background, or deletes it at once where that cannot
/// be done.
fn throw_away(spot: &Spot, location: &Path, log: &MountLog) {
    if spot.rename_to(&while_moving(location)).is_err()
        && let Err(error) = spot.remove()
    {
        log.warn(format_args!("Could not delete all of {}: {error}", spot.path().display()));
    }
}
