//! Gives caches back when a task is over.

use std::io;
use std::path::Path;

use super::caches::{Caches, while_moving};
use super::failure::MountError;
use super::log::MountLog;
use super::mount::{CacheState, MountedCache};
use crate::platform::{self, Spot, TaskIdentity, TreeNotes};

/// Gives back all of `mounted`, the last one first: to be kept, or to be purged where the task may have left them unusable.
/// No process of the task, whose commands ran as `identity`, may be left. Blocks.
///
/// Returns what could not be kept that should have been.
#[must_use]
pub fn unmount(
    caches: &Caches,
    mounted: Vec<MountedCache>,
    are_unusable: bool,
    identity: &TaskIdentity,
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
                // Only what has been looked through may ever be at the cache's place, also when the worker is killed now.
                let meanwhile = while_moving(&location);
                match spot.move_out(&meanwhile) {
                    Ok(()) => match take_back(&meanwhile, &location, lease.name(), identity, log) {
                        Ok(()) => caches.keep(lease, tell),
                        Err(error) => {
                            log.warn(format_args!(
                                "Purging cache {}, since it cannot be made safe for other tasks: {error}",
                                lease.name()
                            ));
                            caches.discard(lease, tell);
                        }
                    },
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

/// Makes the cache `name` at `meanwhile` safe for other tasks, and moves it to its place, `location`.
fn take_back(
    meanwhile: &Path,
    location: &Path,
    name: &str,
    identity: &TaskIdentity,
    log: &MountLog,
) -> io::Result<()> {
    let notes = platform::take_back(meanwhile, identity)?;
    tell(&notes, name, log);
    std::fs::rename(meanwhile, location)
}

/// Says in the task log what had to be done to the cache `name`.
pub(super) fn tell(notes: &TreeNotes, name: &str, log: &MountLog) {
    for note in &notes.notes {
        log.warn(format_args!("Cache {name}: {note}"));
    }
    if notes.others > 0 {
        log.warn(format_args!("Cache {name}: as much was done to {} more", notes.others));
    }
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
