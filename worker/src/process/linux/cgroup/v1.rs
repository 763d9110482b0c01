//! Control groups of version 1: one hierarchy for each controller, or for a few of them.
//!
//! They limit and count. They do not keep hold of processes as well as those of version 2 do, so that is left to these, or to
//! supervisors.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::procfs;
use super::{entry, names, write};
use crate::process::{MemoryUse, TaskUsage};

/// What is limited or counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::process::os) enum Controller {
    Memory,
    Pids,
}

impl Controller {
    const ALL: [Self; 2] = [Self::Memory, Self::Pids];

    /// What the kernel calls it.
    const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Pids => "pids",
        }
    }
}

/// A group of our own in the hierarchy of one controller.
#[derive(Debug)]
pub(in crate::process::os) struct V1Group {
    controller: Controller,
    path: PathBuf,
    /// The file through which a process joins the group by writing `0`.
    door: File,
}

impl V1Group {
    /// Makes a group below the one that this process is in.
    pub(in crate::process::os) fn new(controller: Controller, name: &str) -> io::Result<Self> {
        let path = names::create(&own_group(controller)?, name)?;
        Self::open(controller, path.clone()).inspect_err(|_| {
            let _ = fs::remove_dir(&path);
        })
    }

    fn open(controller: Controller, path: PathBuf) -> io::Result<Self> {
        let door = OpenOptions::new().write(true).open(path.join("cgroup.procs"))?;
        Ok(Self { controller, path, door })
    }

    /// The file through which a process joins the group by writing `0`.
    pub(in crate::process::os) fn door(&self) -> RawFd {
        self.door.as_raw_fd()
    }

    /// Limits what all processes in the group have together: bytes, or how many they are.
    pub(in crate::process::os) fn limit(&self, most: u64) -> io::Result<()> {
        let file = |name: &str| self.path.join(name);
        match self.controller {
            Controller::Memory => {
                write(&file("memory.limit_in_bytes"), &most.to_string())?;
                // Memory and swap space together: there is none of the latter. Not every kernel counts that.
                let _ = write(&file("memory.memsw.limit_in_bytes"), &most.to_string());
                Ok(())
            }
            Controller::Pids => write(&file("pids.max"), &most.to_string()),
        }
    }

    /// Adds to `usage` what this group counts.
    pub(in crate::process::os) fn add_usage(&self, usage: &mut TaskUsage) {
        let read = |name: &str| fs::read_to_string(self.path.join(name)).ok();
        let number = |name: &str| read(name)?.trim().parse().ok();
        match self.controller {
            Controller::Memory => {
                let current = number("memory.usage_in_bytes");
                let peak = number("memory.max_usage_in_bytes");
                usage.memory = current.map(|current| MemoryUse { current, peak });
                usage.memory_kills = read("memory.oom_control").and_then(|text| entry(&text, "oom_kill"));
            }
            Controller::Pids => {
                usage.refused_forks = read("pids.events").and_then(|text| entry(&text, "max"));
            }
        }
    }

    /// Kills until the group is empty or time is up; how many processes.
    pub(in crate::process::os) fn kill(&self, deadline: Instant) -> usize {
        // From now on there are no new ones, where that can be.
        let _ = write(&self.path.join("pids.max"), "0");
        let mut killed = 0;
        loop {
            let members = self.members();
            if members.is_empty() || Instant::now() > deadline {
                return killed;
            }
            for pid in members {
                killed += usize::from(procfs::kill_if(pid, || self.members().contains(&pid)));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn members(&self) -> Vec<i32> {
        let text = fs::read_to_string(self.path.join("cgroup.procs")).unwrap_or_default();
        text.lines().filter_map(|line| line.parse().ok()).filter(|&pid| pid > 0).collect()
    }

    /// Removes the group once it is empty.
    pub(in crate::process::os) fn remove(&self) -> io::Result<()> {
        /// For how long a process that has ended may be counted as one that is in the group.
        const LIMIT: Duration = Duration::from_secs(1);
        let begin = Instant::now();
        loop {
            match fs::remove_dir(&self.path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                Err(error)
                    if error.kind() == io::ErrorKind::ResourceBusy
                        && begin.elapsed() < LIMIT
                        && self.members().is_empty() =>
                {
                    std::thread::sleep(Duration::from_millis(2));
                }
                result => return result,
            }
        }
    }
}

/// The directory of the group that this process is in.
fn own_group(controller: Controller) -> io::Result<PathBuf> {
    procfs::v1_directory(controller.name()).ok_or_else(|| {
        let problem = format!(
            "no control group hierarchy (version 1) with the controller {} is mounted",
            controller.name()
        );
        io::Error::new(io::ErrorKind::NotFound, problem)
    })
}

/// Groups beside where ours would be, left by a worker that no longer runs.
pub(in crate::process::os) fn stale_v1_groups() -> Vec<V1Group> {
    let mut groups = Vec::new();
    for controller in Controller::ALL {
        let entries = own_group(controller).and_then(fs::read_dir);
        let paths = entries.into_iter().flatten().flatten().map(|entry| entry.path());
        let stale = paths.filter(|path: &PathBuf| names::is_stale(Path::new(path)));
        groups.extend(stale.filter_map(|path| V1Group::open(controller, path).ok()));
    }
    groups
}
