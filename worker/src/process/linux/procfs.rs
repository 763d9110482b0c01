//! What `/proc` says about processes.

use std::ffi::OsStr;
use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use super::super::Survivor;

/// The ids of all processes.
pub(super) fn all() -> Vec<i32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// The living processes that belong to a user: by real or by saved number.
pub(in crate::process) fn of_user(uid: u32) -> Vec<i32> {
    all().into_iter().filter(|&pid| is_of_user(pid, uid)).collect()
}

/// Whether the process lives and belongs to the user.
pub(super) fn is_of_user(pid: i32, uid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/status")).is_ok_and(|text| status_is_of_user(&text, uid))
}

fn status_is_of_user(text: &str, uid: u32) -> bool {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    let is_dead = value("State:").is_some_and(|state| state.trim_start().starts_with(['Z', 'X']));
    // Real, effective, saved, and that for files.
    let numbers =
        value("Uid:").unwrap_or_default().split_whitespace().map(|number| number.parse() == Ok(uid));
    !is_dead && matches!(numbers.collect::<Vec<_>>()[..], [true, ..] | [_, _, true, ..])
}

/// What stands in `/proc/<pid>/stat`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stat {
    pub state: u8,
    pub parent: i32,
    /// Clock ticks since boot.
    pub start_time: u64,
}

impl Stat {
    /// `None` when there is no such process.
    pub(super) fn of(pid: i32) -> Option<Self> {
        let text = fs::read(format!("/proc/{pid}/stat")).ok()?;
        // The name in parentheses may hold anything, parentheses and spaces too.
        let end = text.iter().rposition(|&byte| byte == b')')?;
        let rest = std::str::from_utf8(text.get(end + 1..)?).ok()?;
        let mut fields = rest.split_ascii_whitespace();
        let state = *fields.next()?.as_bytes().first()?;
        let parent = fields.next()?.parse().ok()?;
        // Field 22 of the line; two have been taken after the two before the parenthesis.
        let start_time = fields.nth(17)?.parse().ok()?;
        Some(Self { state, parent, start_time })
    }

    /// Whether the process has ended and only waits for its parent to notice.
    pub(super) fn is_dead(self) -> bool {
        matches!(self.state, b'Z' | b'X')
    }
}

/// Whether the process's environment, as it was when its program started, holds this entry.
pub(super) fn has_environment_entry(pid: i32, entry: &str) -> bool {
    fs::read(format!("/proc/{pid}/environ"))
        .is_ok_and(|environment| environment.split(|&byte| byte == 0).any(|item| item == entry.as_bytes()))
}

/// The process's working directory.
pub(super) fn working_directory(pid: i32) -> Option<PathBuf> {
    let path = fs::read_link(format!("/proc/{pid}/cwd")).ok()?;
    // The kernel says so when the directory has been removed.
    match path.as_os_str().as_bytes().strip_suffix(b" (deleted)") {
        Some(path) => Some(PathBuf::from(OsStr::from_bytes(path))),
        None => Some(path),
    }
}

/// The process's control group (version 2), a path from the root of the hierarchy.
pub(super) fn control_group(pid: i32) -> Option<PathBuf> {
    control_group_in(&fs::read_to_string(format!("/proc/{pid}/cgroup")).ok()?, "")
}

/// The group that a process is in, in the hierarchy of `controller` (version 1); "" stands for version 2.
fn control_group_in(text: &str, controller: &str) -> Option<PathBuf> {
    text.lines().find_map(|line| {
        let mut fields = line.splitn(3, ':').skip(1);
        fields.next()?.split(',').find(|name| *name == controller)?;
        fields.next().map(PathBuf::from)
    })
}

/// Where the version 2 hierarchy is mounted: (which part of it, where).
pub(super) fn control_group_mounts() -> Vec<(PathBuf, PathBuf)> {
    fs::read_to_string("/proc/self/mountinfo").map(|text| mounts_in(&text, "")).unwrap_or_default()
}

/// The directory of the group that this process is in, in the hierarchy of `controller` (version 1).
pub(super) fn v1_directory(controller: &str) -> Option<PathBuf> {
    let group = control_group_in(&fs::read_to_string("/proc/self/cgroup").ok()?, controller)?;
    directory_in(&mounts_in(&fs::read_to_string("/proc/self/mountinfo").ok()?, controller), &group)
}

/// Where a group, given by its path in a hierarchy, is in the file system.
pub(super) fn directory_in(mounts: &[(PathBuf, PathBuf)], group: &Path) -> Option<PathBuf> {
    mounts.iter().find_map(|(root, place)| {
        let below = group.strip_prefix(root).ok()?;
        Some(if below.as_os_str().is_empty() { place.clone() } else { place.join(below) })
    })
}

fn mounts_in(text: &str, controller: &str) -> Vec<(PathBuf, PathBuf)> {
    let mut mounts = Vec::new();
    for line in text.lines() {
        let Some((left, right)) = line.split_once(" - ") else { continue };
        let is_meant = match right.split(' ').collect::<Vec<_>>()[..] {
            ["cgroup2", ..] => controller.is_empty(),
            ["cgroup", _, options] => options.split(',').any(|option| option == controller),
            _ => false,
        };
        if !is_meant {
            continue;
        }
        let fields: Vec<&str> = left.split(' ').collect();
        if let [_, _, _, root, place, ..] = fields[..] {
            mounts.push((PathBuf::from(root), PathBuf::from(place)));
        }
    }
    mounts
}

/// The process's parent, its parent, and so on.
pub(super) fn ancestors(pid: i32) -> Vec<i32> {
    let mut ancestors = Vec::new();
    let mut pid = pid;
    while let Some(stat) = Stat::of(pid) {
        if stat.parent <= 0 || ancestors.contains(&stat.parent) {
            break;
        }
        ancestors.push(stat.parent);
        pid = stat.parent;
    }
    ancestors
}

/// All living processes below `roots`.
pub(super) fn descendants(roots: &[i32]) -> Vec<i32> {
    let parents: Vec<(i32, i32)> = all()
        .into_iter()
        .filter_map(|pid| Stat::of(pid).filter(|stat| !stat.is_dead()).map(|stat| (pid, stat.parent)))
        .collect();
    let mut found: Vec<i32> = Vec::new();
    let mut next = roots.to_vec();
    while let Some(root) = next.pop() {
        for &(pid, parent) in &parents {
            if parent == root && !found.contains(&pid) {
                found.push(pid);
                next.push(pid);
            }
        }
    }
    found
}

/// Kills the process if `is_meant` still holds once the process is held on to, so that a new process
/// under the old number is never hit.
pub(super) fn kill_if(pid: i32, is_meant: impl FnOnce() -> bool) -> bool {
    let Some(process) = hold(pid) else { return false };
    is_meant() && pidfd_send_signal(&process, Signal::KILL).is_ok()
}

/// A handle to the process.
pub(super) fn hold(pid: i32) -> Option<OwnedFd> {
    pidfd_open(Pid::from_raw(pid)?, PidfdFlags::empty()).ok()
}

/// The process as it is reported when it cannot be killed.
pub(super) fn survivor(pid: i32) -> Survivor {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    Survivor { pid: pid.unsigned_abs(), name: name.trim_end().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_process_is_described() {
        let pid = std::process::id() as i32;
        let stat = Stat::of(pid).unwrap();
        assert_eq!(stat.parent, std::os::unix::process::parent_id() as i32);
        assert!(stat.start_time > 0 && !stat.is_dead());
        assert!(all().contains(&pid));
        assert!(ancestors(pid).contains(&stat.parent));
        assert_eq!(working_directory(pid), std::env::current_dir().ok());
        assert!(Stat::of(i32::MAX).is_none());
    }

    #[test]
    fn processes_of_users_are_told_apart() {
        let of = |state: &str, uids: &str, uid| {
            status_is_of_user(&format!("Name:\tx\nState:\t{state}\nUid:\t{uids}\nGid:\t7\t7\t7\t7\n"), uid)
        };
        assert!(of("S (sleeping)", "7\t7\t7\t7", 7) && of("R (running)", "7\t0\t0\t0", 7));
        assert!(of("S (sleeping)", "8\t7\t7\t7", 7));
        assert!(!of("S (sleeping)", "0\t7\t0\t7", 7) && !of("S (sleeping)", "77\t77\t77\t77", 7));
        assert!(!of("Z (zombie)", "7\t7\t7\t7", 7));
        assert!(is_of_user(std::process::id() as i32, rustix::process::getuid().as_raw()));
    }

    #[test]
    fn control_group_files_are_understood() {
        let text = "9:name=systemd:/x\n4:cpu,cpuacct:/y:z\n0::/user.slice/a b\n";
        assert_eq!(control_group_in(text, ""), Some(PathBuf::from("/user.slice/a b")));
        assert_eq!(control_group_in(text, "cpuacct"), Some(PathBuf::from("/y:z")));
        assert_eq!(control_group_in(text, "memory"), None);
        let text = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw\n\
                    42 31 0:39 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n";
        let mount = |place: &str| [(PathBuf::from("/"), PathBuf::from(place))];
        assert_eq!(mounts_in(text, ""), mount("/sys/fs/cgroup/unified"));
        assert_eq!(mounts_in(text, "cpu"), mount("/sys/fs/cgroup/cpu"));
        assert_eq!(mounts_in(text, "pids"), []);
        assert_eq!(directory_in(&mount("/c"), Path::new("/a/b")).as_deref(), Some(Path::new("/c/a/b")));
        assert_eq!(directory_in(&mount("/c"), Path::new("/")).as_deref(), Some(Path::new("/c")));
    }
}
