//! Files.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;

use super::{Kind, Trace};

/// Directories that everybody may write to, and those where setuid programs and daemons keep what users give them.
const PLACES: [&str; 14] = [
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/dev/mqueue",
    "/run/lock",
    "/run/user",
    "/run/screen",
    "/var/crash",
    "/var/mail",
    "/var/spool/cron",
    "/var/spool/at",
    "/var/spool/atjobs",
    "/var/spool/atspool",
    "/var/lib/systemd/linger",
];

/// Directories that belong to users stand in there.
const HOMES: &str = "/home";

/// How many levels deep to look. What is at the top is enough to report, and what is below is the more the longer.
const DEPTH: usize = 4;

/// What a worker has among task directories and temporary files for all tasks.
const OF_ALL_TASKS: [&str; 3] =
    ["tasks/generic-worker", "tasks/generic-worker/users.lock", "tmp/worker-status.json"];

/// Permission for everybody to write.
const FOR_EVERYBODY: u32 = 0o002;
const SETUID_OR_SETGID: u32 = 0o6000;

pub(super) fn look(traces: &mut BTreeSet<Trace>) {
    for place in PLACES {
        look_into(Path::new(place), DEPTH, traces);
    }
    look_into(Path::new(HOMES), 1, traces);
}

/// Goes where others than root can have made something.
fn look_into(directory: &Path, depth: usize, traces: &mut BTreeSet<Trace>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
        let what = format!("{} {}", describe(&metadata), path.display());
        traces.insert(Trace::new(Kind::File, what, metadata.uid()));
        let is_for_others = metadata.uid() != 0 || metadata.mode() & FOR_EVERYBODY != 0;
        let is_spool = path.starts_with("/var/spool");
        if metadata.is_dir() && depth > 0 && (is_for_others || is_spool) {
            look_into(&path, depth - 1, traces);
        }
    }
}

/// What a worker has in its directory and should not keep: task directories, temporary files, and what gives rights away. A
/// cache belongs to the last user that had it, for as long as nobody but the worker can get there, but then all of it.
pub(super) fn look_at_worker(directory: &Path, traces: &mut BTreeSet<Trace>) {
    let parts = ["tasks", "tmp", "caches"].map(|part| directory.join(part));
    let [tasks, temporary, caches] = &parts;
    let cache_owner = |path: &Path| {
        let cache = path.strip_prefix(caches).ok()?.components().next()?;
        Some(fs::symlink_metadata(caches.join(cache)).ok()?.uid())
    };
    list(
        directory,
        &|path, metadata| {
            let is_kept = OF_ALL_TASKS.iter().any(|name| path == directory.join(name));
            let is_of_a_task = path.starts_with(tasks) || path.starts_with(temporary);
            metadata.uid() != cache_owner(path).unwrap_or(0)
                || (!metadata.is_dir() && !metadata.is_symlink() && metadata.mode() & SETUID_OR_SETGID != 0)
                || (is_of_a_task && !is_kept && !parts.iter().any(|part| part == path))
        },
        traces,
    );
}

fn list(directory: &Path, is_told: &impl Fn(&Path, &Metadata) -> bool, traces: &mut BTreeSet<Trace>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
        if is_told(&path, &metadata) {
            let what = format!("{} {}", describe(&metadata), path.display());
            traces.insert(Trace::new(Kind::OfWorker, what, metadata.uid()));
        }
        if metadata.is_dir() {
            list(&path, is_told, traces);
        }
    }
}

fn describe(metadata: &Metadata) -> String {
    let kind = metadata.file_type();
    let kind = if kind.is_dir() {
        "directory"
    } else if kind.is_symlink() {
        "symlink"
    } else if kind.is_fifo() {
        "fifo"
    } else if kind.is_socket() {
        "socket"
    } else {
        "file"
    };
    format!("{kind} {:o}", metadata.mode() & 0o7777)
}
