//! Control groups, version 2.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, Mode, OFlags};

use super::super::{MemoryUse, Survivor};
use super::procfs::{self, Stat};

/// What the names of this program's groups begin with.
const PREFIX: &str = "generic-worker.";

/// A control group of our own.
#[derive(Debug)]
pub(super) struct ControlGroup {
    path: PathBuf,
    dir: OwnedFd,
    /// The kernel can kill the group at once.
    kill_file: bool,
    /// The kernel may be able to make processes in the group.
    clone_into: bool,
}

impl ControlGroup {
    /// Makes a group below the one this process is in.
    pub(super) fn new(name: &str) -> io::Result<Self> {
        let parent = own_group()?;
        // A process is moved with the rights on the group that holds both its old and its new one.
        OpenOptions::new().write(true).open(parent.join("cgroup.procs"))?;
        let path = create(&parent, name)?;
        Self::open(&path).inspect_err(|_| {
            let _ = fs::remove_dir(&path);
        })
    }

    fn open(path: &Path) -> io::Result<Self> {
        // A group below a threaded one takes no processes.
        let kind = fs::read_to_string(path.join("cgroup.type")).unwrap_or_default();
        if !matches!(kind.trim(), "domain" | "") {
            return Err(io::Error::other(format!("a control group here is of type {:?}", kind.trim())));
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let dir = rustix::fs::openat(CWD, path, flags, Mode::empty())?;
        Ok(Self {
            path: path.to_owned(),
            dir,
            kill_file: path.join("cgroup.kill").exists(),
            clone_into: true,
        })
    }

    /// The group's directory, for making processes in it; `None` when the kernel cannot do that.
    pub(super) fn dir(&self) -> Option<BorrowedFd<'_>> {
        self.clone_into.then(|| self.dir.as_fd())
    }

    /// The file through which a process joins the group by writing `0`.
    pub(super) fn door(&self) -> io::Result<File> {
        OpenOptions::new().write(true).open(self.path.join("cgroup.procs"))
    }

    /// Kills until the group is empty or time is up; how many processes.
    pub(super) fn kill(&self, deadline: Instant) -> Result<usize, (usize, Vec<Survivor>)> {
        let mut killed = BTreeSet::new();
        loop {
            let members = self.members();
            if members.is_empty() && !self.is_populated() {
                return Ok(killed.len());
            }
            if Instant::now() > deadline {
                return Err((killed.len(), members.into_iter().map(procfs::survivor).collect()));
            }
            killed.extend(self.kill_all(members));
            // Within this time most processes are gone; what is left is killed again.
            let mut pause = Duration::from_micros(100);
            while self.is_populated() && pause < Duration::from_millis(50) {
                std::thread::sleep(pause);
                pause *= 2;
            }
        }
    }

    /// Kills the processes in the group; which ones, given those it had a moment ago.
    fn kill_all(&self, members: Vec<i32>) -> Vec<i32> {
        if self.kill_file && self.write("cgroup.kill", "1").is_ok() {
            return members;
        }
        // Frozen processes make no new ones, and still die.
        let _ = self.write("cgroup.freeze", "1");
        let members = self.members();
        let killed = members.into_iter().filter(|&pid| procfs::kill_if(pid, || self.holds(pid))).collect();
        let _ = self.write("cgroup.freeze", "0");
        killed
    }

    fn holds(&self, pid: i32) -> bool {
        procfs::control_group(pid)
            .and_then(|group| directory_of(&group))
            .is_some_and(|dir| dir.starts_with(&self.path))
    }

    /// The processes in the group and in groups made below it.
    pub(super) fn members(&self) -> Vec<i32> {
        let mut members = Vec::new();
        for group in tree(&self.path) {
            let text = fs::read_to_string(group.join("cgroup.procs")).unwrap_or_default();
            members.extend(text.lines().filter_map(|line| line.parse::<i32>().ok()).filter(|&pid| pid > 0));
        }
        members
    }

    /// How much memory the group uses now, and the most that it has used so far, in bytes; `None` where the kernel does not
    /// count it for this group.
    pub(super) fn memory(&self) -> Option<MemoryUse> {
        let bytes = |file: &str| fs::read_to_string(self.path.join(file)).ok()?.trim().parse().ok();
        Some(MemoryUse { current: bytes("memory.current")?, peak: bytes("memory.peak") })
    }

    fn is_populated(&self) -> bool {
        let events = fs::read_to_string(self.path.join("cgroup.events")).unwrap_or_default();
        events.lines().any(|line| line == "populated 1")
    }

    fn write(&self, file: &str, text: &str) -> io::Result<()> {
        fs::write(self.path.join(file), text)
    }

    /// Removes the group, with groups below it, once it is empty.
    pub(super) fn remove(&self) -> io::Result<()> {
        // The innermost first.
        for group in tree(&self.path).iter().rev() {
            match fs::remove_dir(group) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Does without what only newer kernels have.
    #[cfg(test)]
    pub(super) fn for_an_old_kernel(self) -> Self {
        Self { kill_file: false, clone_into: false, ..self }
    }
}

/// `path` and all groups below it, outer ones first.
fn tree(path: &Path) -> Vec<PathBuf> {
    let mut groups = vec![path.to_owned()];
    let mut next = 0;
    while let Some(group) = groups.get(next) {
        let entries = fs::read_dir(group).into_iter().flatten().flatten();
        let below: Vec<PathBuf> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .collect();
        groups.extend(below);
        next += 1;
    }
    groups
}

/// The directory of the group that this process is in.
fn own_group() -> io::Result<PathBuf> {
    directory_of(&procfs::control_group(std::process::id() as i32).ok_or_else(not_there)?)
        .ok_or_else(not_there)
}

fn not_there() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "no cgroup v2 hierarchy that this process is in is mounted")
}

/// Where a group, given by its path in the hierarchy, is in the file system.
fn directory_of(group: &Path) -> Option<PathBuf> {
    procfs::control_group_mounts().into_iter().find_map(|(root, place)| {
        let below = group.strip_prefix(root).ok()?;
        Some(if below.as_os_str().is_empty() { place } else { place.join(below) })
    })
}

/// Makes a group named after this process and `name`.
fn create(parent: &Path, name: &str) -> io::Result<PathBuf> {
    const MOST_NAMES: usize = 10_000;
    let pid = std::process::id();
    let start_time = Stat::of(pid as i32).map_or(0, |stat| stat.start_time);
    let name: String =
        name.chars().take(80).map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    for number in 0..MOST_NAMES {
        let path = parent.join(format!("{PREFIX}{pid}.{start_time}.{name}.{number}"));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether a group of this name is one of ours, and whether its worker still runs.
fn owner_is_alive(name: &str) -> Option<bool> {
    let mut parts = name.strip_prefix(PREFIX)?.split('.');
    let pid: i32 = parts.next()?.parse().ok()?;
    let start_time: u64 = parts.next()?.parse().ok()?;
    Some(Stat::of(pid).is_some_and(|stat| stat.start_time == start_time && !stat.is_dead()))
}

fn path_owner_is_alive(path: &Path) -> Option<bool> {
    path.file_name()?.to_str().and_then(owner_is_alive)
}

/// Whether `group`, a path in the hierarchy, is part of one of ours whose worker still runs.
pub(super) fn is_in_use(group: &Path) -> bool {
    group.ancestors().any(|path| path_owner_is_alive(path) == Some(true))
}

/// Groups left by a worker that no longer runs: those beside where ours would be, and those that hold
/// one of `processes`.
pub(super) fn stale_groups(processes: &[i32]) -> Vec<ControlGroup> {
    let beside = own_group().ok().and_then(|parent| fs::read_dir(parent).ok());
    let mut paths: Vec<PathBuf> = beside
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| names_stale(path))
        .collect();
    for &pid in processes {
        let Some(group) = procfs::control_group(pid) else { continue };
        let Some(outermost) = group.ancestors().filter(|path| names_stale(path)).last() else { continue };
        paths.extend(directory_of(outermost));
    }
    paths.sort_unstable();
    paths.dedup();
    paths.iter().filter_map(|path| ControlGroup::open(path).ok()).collect()
}

fn names_stale(path: &Path) -> bool {
    path_owner_is_alive(path) == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_living_workers_are_not_stale() {
        let pid = std::process::id();
        let start_time = Stat::of(pid as i32).unwrap().start_time;
        assert_eq!(owner_is_alive(&format!("generic-worker.{pid}.{start_time}.task.0")), Some(true));
        assert_eq!(owner_is_alive(&format!("generic-worker.{pid}.{}.task.0", start_time + 1)), Some(false));
        assert_eq!(owner_is_alive(&format!("generic-worker.{}.5.task.0", i32::MAX)), Some(false));
        for other in ["generic-worker.service", "generic-worker.", "system.slice", "generic-worker.5"] {
            assert_eq!(owner_is_alive(other), None, "{other}");
        }
    }

    #[test]
    fn memory_is_told_where_the_kernel_counts_it() {
        let dir = tempfile::tempdir().unwrap();
        let group = ControlGroup::open(dir.path()).unwrap();
        assert_eq!(group.memory(), None);
        fs::write(dir.path().join("memory.current"), "4096\n").unwrap();
        assert_eq!(group.memory(), Some(MemoryUse { current: 4096, peak: None }));
        fs::write(dir.path().join("memory.peak"), "8192\n").unwrap();
        assert_eq!(group.memory(), Some(MemoryUse { current: 4096, peak: Some(8192) }));
    }
}
