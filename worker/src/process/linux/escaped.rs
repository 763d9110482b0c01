//! Processes that got away from their group, found by what they carry in their environment.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::super::users;
use super::cgroup;
use super::group::{Killed, together};
use super::procfs::{self, Stat};

/// What is known of the processes of a task besides their group.
#[derive(Debug, Default)]
pub(super) struct Traces {
    /// Entries of the environment that no other task has.
    markers: BTreeSet<String>,
    /// Users that are the task's own.
    users: BTreeSet<u32>,
    /// The first process, and when it was started.
    first: Option<(i32, Instant)>,
}

/// After this time numbers of processes may have come round again.
const NUMBERS_ARE_IN_ORDER: Duration = Duration::from_secs(20);

impl Traces {
    /// Notes a process that was just started.
    pub(super) fn started(&mut self, pid: i32, marker: Option<&str>, user: Option<u32>) {
        self.users.extend(user);
        self.first.get_or_insert_with(|| (pid, Instant::now()));
        if let Some(marker) = marker
            && !self.markers.contains(marker)
        {
            self.markers.insert(marker.to_owned());
        }
    }

    /// Kills all living processes with one of the markers; how many.
    pub(super) fn kill_escaped(&self, deadline: Instant) -> Killed {
        let mut killed = BTreeSet::new();
        loop {
            let found = self.find();
            if found.is_empty() {
                return Ok(killed.len());
            }
            if Instant::now() > deadline {
                let left = found.into_iter().map(procfs::survivor).collect();
                return Err((killed.len(), left));
            }
            for &pid in &found {
                if procfs::kill_if(pid, || self.is_ours(pid)) {
                    killed.insert(pid);
                }
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Kills all processes of the task's users; how many.
    pub(super) fn kill_users(&self, deadline: Instant) -> Killed {
        let killed = self.users.iter().map(|&uid| users::kill(uid, deadline));
        killed.fold(Ok(0), together)
    }

    fn find(&self) -> Vec<i32> {
        let Some((first, since)) = self.first.filter(|_| !self.markers.is_empty()) else { return Vec::new() };
        // A younger process has a higher number, unless the numbers have come round: so after a short
        // task there are few to look at.
        let in_order =
            since.elapsed() < NUMBERS_ARE_IN_ORDER && last_number().is_some_and(|last| last >= first);
        let own = std::process::id() as i32;
        let candidates = procfs::all().into_iter().filter(|&pid| pid != own && (!in_order || pid >= first));
        candidates.filter(|&pid| self.is_ours(pid)).collect()
    }

    fn is_ours(&self, pid: i32) -> bool {
        self.markers.iter().any(|marker| procfs::has_environment_entry(pid, marker))
            && Stat::of(pid).is_some_and(|stat| !stat.is_dead())
            && !is_kept_track_of(pid)
    }
}

/// Whether the process has not escaped: this worker, or another one, still has a hold on it.
///
/// The group at work is empty by now, so such a process is part of another one, for the same directory.
fn is_kept_track_of(pid: i32) -> bool {
    let own = std::process::id() as i32;
    // The first process of a container is the parent of all that escapes.
    let is_below = own != 1 && procfs::ancestors(pid).contains(&own);
    is_below || procfs::control_group(pid).is_some_and(|group| cgroup::is_in_use(&group))
}

/// The number that the system gave out last.
fn last_number() -> Option<i32> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.trim_end().rsplit(' ').next()?.parse().ok()
}
