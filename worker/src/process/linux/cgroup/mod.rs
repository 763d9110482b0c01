//! Control groups: those of version 2, which keep hold of the processes of a task, and limit and count what they use where
//! they have the controllers for it; and (in `v1`) those of version 1, which do the latter on machines that still have the
//! controllers there.
//!
//! Where groups are made is in `place`, how they are called, and known again, in `names`.

mod names;
mod place;
mod v1;

pub(super) use names::is_in_use;
pub use place::ControlGroups;
pub(super) use place::stale_groups;
pub(super) use v1::{Controller, V1Group, stale_v1_groups};

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, Mode, OFlags};

use super::super::{MemoryUse, Survivor, TaskUsage};
use super::procfs;

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
    /// Makes a group where [`place::parent_of_tasks`] says.
    pub(super) fn new(name: &str) -> io::Result<Self> {
        let parent = place::parent_of_tasks()?;
        // A process is moved with the rights on the group that holds both its old and its new one.
        OpenOptions::new().write(true).open(parent.join("cgroup.procs"))?;
        let path = names::create(&parent, name)?;
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
            .and_then(|group| place::directory_of(&group))
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

    /// Limits the memory of all processes in the group together. At the limit the kernel kills them all.
    pub(super) fn limit_memory(&self, bytes: u64) -> io::Result<()> {
        self.write("memory.max", &bytes.to_string())?;
        // Not every kernel has these; without them less dies, and later.
        let _ = self.write("memory.swap.max", "0");
        let _ = self.write("memory.oom.group", "1");
        Ok(())
    }

    /// Limits how many processes and threads there are in the group.
    pub(super) fn limit_pids(&self, most: u64) -> io::Result<()> {
        self.write("pids.max", &most.to_string())
    }

    /// Whether there can be no more processes in the group.
    pub(super) fn is_full(&self) -> bool {
        let number = |file: &str| self.read(file)?.trim().parse::<u64>().ok();
        number("pids.max").zip(number("pids.current")).is_some_and(|(most, now)| now >= most)
    }

    /// What the processes of the group have used so far, as far as the kernel counts it for this group.
    pub(super) fn usage(&self) -> TaskUsage {
        let number = |file: &str| self.read(file)?.trim().parse().ok();
        let entry = |file: &str, key: &str| entry(&self.read(file)?, key);
        let microseconds = |key| entry("cpu.stat", key).map(Duration::from_micros);
        let current = number("memory.current");
        TaskUsage {
            user_time: microseconds("user_usec"),
            kernel_time: microseconds("system_usec"),
            memory: current.map(|current| MemoryUse { current, peak: number("memory.peak") }),
            memory_kills: entry("memory.events", "oom_kill"),
            refused_forks: entry("pids.events", "max"),
        }
    }

    fn is_populated(&self) -> bool {
        let events = fs::read_to_string(self.path.join("cgroup.events")).unwrap_or_default();
        events.lines().any(|line| line == "populated 1")
    }

    fn write(&self, file: &str, text: &str) -> io::Result<()> {
        write(&self.path.join(file), text)
    }

    fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.path.join(file)).ok()
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

/// Writes into a file of the kernel's, which must exist.
fn write(file: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).open(file)?.write_all(text.as_bytes())
}

/// The number that stands after `key` in a line of `text`.
fn entry(text: &str, key: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')?.trim().parse().ok())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn group_with(files: &[(&str, &str)]) -> (tempfile::TempDir, ControlGroup) {
        let dir = tempfile::tempdir().unwrap();
        for (file, text) in files {
            fs::write(dir.path().join(file), text).unwrap();
        }
        let group = ControlGroup::open(dir.path()).unwrap();
        (dir, group)
    }

    #[test]
    fn what_the_kernel_counts_is_told() {
        let (_dir, group) = group_with(&[]);
        assert_eq!(group.usage(), TaskUsage::default());
        let (_dir, group) = group_with(&[
            ("cpu.stat", "usage_usec 5\nuser_usec 3\nsystem_usec 2\n"),
            ("memory.current", "4096\n"),
            ("memory.events", "low 0\noom 3\noom_kill 2\noom_group_kill 1\n"),
            ("pids.events", "max 7\n"),
        ]);
        let expected = TaskUsage {
            user_time: Some(Duration::from_micros(3)),
            kernel_time: Some(Duration::from_micros(2)),
            memory: Some(MemoryUse { current: 4096, peak: None }),
            memory_kills: Some(2),
            refused_forks: Some(7),
        };
        assert_eq!(group.usage(), expected);
        let (_dir, group) = group_with(&[("memory.current", "4096\n"), ("memory.peak", "8192\n")]);
        assert_eq!(group.usage().memory, Some(MemoryUse { current: 4096, peak: Some(8192) }));
    }

    #[test]
    fn limits_are_written_where_there_are_controllers() {
        let (_dir, group) = group_with(&[]);
        group.limit_memory(1).unwrap_err();
        group.limit_pids(1).unwrap_err();
        let files = ["memory.max", "memory.swap.max", "memory.oom.group", "pids.max"];
        let (_dir, group) = group_with(&files.map(|file| (file, "")));
        group.limit_memory(1 << 30).unwrap();
        group.limit_pids(100).unwrap();
        assert_eq!(files.map(|file| group.read(file).unwrap()), ["1073741824", "0", "1", "100"]);
        assert!(!group.is_full());
        for (now, expected) in [("99\n", false), ("100\n", true)] {
            fs::write(group.path.join("pids.current"), now).unwrap();
            assert_eq!(group.is_full(), expected, "{now}");
        }
    }
}
