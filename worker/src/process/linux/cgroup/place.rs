//! Where control groups are made.
//!
//! Without further ado the groups of tasks are made below the one that the worker is in, which is good for keeping hold of
//! processes. Memory and processes are limited and counted only in a group whose parent passes the controllers on, and such a
//! parent may hold no processes itself. [`ControlGroups::set_up`] makes that so.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::super::procfs;
use super::{ControlGroup, names, write};

/// What is to be limited and counted.
const CONTROLLERS: [&str; 3] = ["memory", "pids", "cpu"];

/// The parent of the groups of tasks, where that is not the group that the worker was started in.
const TASKS: &str = "tasks";

/// What was arranged so that the groups of tasks have controllers. Dropping it undoes that; tasks must be over by then.
#[derive(Debug, Default)]
pub struct ControlGroups {
    /// The group that the worker moved out of, and the one in it where it is now.
    moved: Option<(PathBuf, PathBuf)>,
    /// A group made for those of tasks.
    made: Option<PathBuf>,
}

impl ControlGroups {
    /// Arranges for the groups of tasks to have controllers, as far as that is possible and allowed here: to be called once,
    /// before the first task.
    ///
    /// When the group that this process is in was handed over to it (systemd's `Delegate=yes`, or a container), everything in
    /// it moves to a group below it. Otherwise root makes a group for tasks at the top of the hierarchy.
    ///
    /// # Errors
    ///
    /// When neither can be done; tasks then have groups without controllers, if any.
    pub fn set_up() -> io::Result<Self> {
        let own = own_group()?;
        let is_delegated = is_delegated(&own);
        let top = directory_of(Path::new("/"));
        let is_top = top.as_ref() == Some(&own) && !own.join("cgroup.type").exists();
        Self::set_up_at(&own, top.as_deref(), is_delegated, is_top, &CONTROLLERS)
    }

    /// As if nothing could be arranged.
    #[cfg(test)]
    pub(in crate::process) fn set_up_nothing() -> io::Result<Self> {
        Err(not_there())
    }

    fn set_up_at(
        own: &Path,
        top: Option<&Path>,
        is_delegated: bool,
        is_top: bool,
        controllers: &[&str],
    ) -> io::Result<Self> {
        if is_delegated && !is_top {
            return Self::move_down(own, controllers);
        }
        let top = top.ok_or_else(not_there)?;
        let wanted = offered(top, controllers)?;
        // The topmost group may hold processes, whatever it passes on.
        enable(top, &wanted)?;
        let made = top.join(names::own(TASKS));
        fs::create_dir(&made)?;
        let groups = Self { moved: None, made: Some(made.clone()) };
        enable(&made, &wanted)?;
        Ok(groups)
    }

    fn move_down(own: &Path, controllers: &[&str]) -> io::Result<Self> {
        let wanted = offered(own, controllers)?;
        let leaf = own.join(names::own_worker());
        fs::create_dir(&leaf)?;
        let groups = Self { moved: Some((own.to_owned(), leaf.clone())), made: None };
        const ATTEMPTS: usize = 10;
        let mut attempt = 0;
        loop {
            attempt += 1;
            move_processes(own, &leaf)?;
            match enable(own, &wanted) {
                // A process has come up meanwhile.
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy && attempt < ATTEMPTS => {}
                result => return result.map(|()| groups),
            }
        }
    }
}

impl Drop for ControlGroups {
    fn drop(&mut self) {
        // What cannot be undone is found by the next worker.
        if let Some(made) = &self.made {
            let _ = fs::remove_dir(made);
        }
        if let Some((own, leaf)) = &self.moved {
            let passed_on = fs::read_to_string(own.join("cgroup.subtree_control")).unwrap_or_default();
            let nothing: Vec<String> = passed_on.split_whitespace().map(|name| format!("-{name}")).collect();
            let _ = write(&own.join("cgroup.subtree_control"), &nothing.join(" "));
            let _ = move_processes(leaf, own);
            let _ = fs::remove_dir(leaf);
        }
    }
}

/// Which of `controllers` there are in `group`; none is an error.
fn offered(group: &Path, controllers: &[&str]) -> io::Result<Vec<String>> {
    let offered = fs::read_to_string(group.join("cgroup.controllers"))?;
    let wanted = offered.split_whitespace().filter(|name| controllers.contains(name));
    let wanted: Vec<String> = wanted.map(str::to_owned).collect();
    if wanted.is_empty() {
        let problem = format!(
            "the control group {} has none of the controllers {}",
            group.display(),
            controllers.join(", ")
        );
        return Err(io::Error::new(io::ErrorKind::Unsupported, problem));
    }
    Ok(wanted)
}

/// Has `group` pass controllers on to groups below it.
fn enable(group: &Path, controllers: &[String]) -> io::Result<()> {
    let passed_on = fs::read_to_string(group.join("cgroup.subtree_control"))?;
    let passed_on: Vec<&str> = passed_on.split_whitespace().collect();
    let missing = controllers.iter().filter(|name| !passed_on.contains(&name.as_str()));
    let missing: Vec<String> = missing.map(|name| format!("+{name}")).collect();
    if missing.is_empty() { Ok(()) } else { write(&group.join("cgroup.subtree_control"), &missing.join(" ")) }
}

fn move_processes(from: &Path, to: &Path) -> io::Result<()> {
    for pid in fs::read_to_string(from.join("cgroup.procs"))?.lines() {
        match write(&to.join("cgroup.procs"), pid) {
            // It has ended.
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => {}
            result => result?,
        }
    }
    Ok(())
}

/// Whether `group` was handed over to those who run in it.
fn is_delegated(group: &Path) -> bool {
    let is_marked = |name: &str| {
        let mut value = [0; 8];
        rustix::fs::getxattr(group, name, &mut value).is_ok_and(|length| value.get(..length) == Some(b"1"))
    };
    // What a container has it has for itself.
    let is_containers = directory_of(Path::new("/")).as_deref() == Some(group);
    is_containers || is_marked("user.delegate") || is_marked("trusted.delegate")
}

/// The directory in which groups of tasks are made.
pub(super) fn parent_of_tasks() -> io::Result<PathBuf> {
    let own = own_group()?;
    if names::is_workers(&own)
        && let Some(parent) = own.parent()
    {
        return Ok(parent.to_owned());
    }
    let made = directory_of(Path::new("/")).map(|top| top.join(names::own(TASKS)));
    Ok(made.filter(|made| made.is_dir()).unwrap_or(own))
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
pub(super) fn directory_of(group: &Path) -> Option<PathBuf> {
    procfs::directory_in(&procfs::control_group_mounts(), group)
}

/// Groups left by a worker that no longer runs: those beside where ours would be, those at the top, and those that hold one of
/// `processes`.
pub(in crate::process::os) fn stale_groups(processes: &[i32]) -> Vec<ControlGroup> {
    let own = own_group().ok();
    let parents = [own, parent_of_tasks().ok(), directory_of(Path::new("/"))];
    let entries = parents.into_iter().flatten().filter_map(|parent| fs::read_dir(parent).ok());
    let beside = entries.flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = beside.filter(|path| names::is_stale(path)).collect();
    for &pid in processes {
        let Some(group) = procfs::control_group(pid) else { continue };
        let Some(outermost) = group.ancestors().filter(|path| names::is_stale(path)).last() else { continue };
        paths.extend(directory_of(outermost));
    }
    paths.sort_unstable();
    paths.dedup();
    // What an earlier worker started for itself ends by itself, and must not be left half done.
    let (workers, tasks): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.into_iter().partition(|path| names::is_workers(path));
    for path in workers {
        let _ = fs::remove_dir(path);
    }
    tasks.iter().filter_map(|path| ControlGroup::open(path).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// A group of the test's own, with a process in it, that is removed in the end.
    struct Delegated {
        path: PathBuf,
        process: std::process::Child,
        controllers: Vec<String>,
    }

    impl Delegated {
        /// `None` where there cannot be one with controllers.
        fn new(name: &str) -> Option<Self> {
            let skipped = |reason: &str| println!("skipped: {reason}");
            let top = directory_of(Path::new("/"));
            let Some(path) = top.and_then(|top| names::create(&top, name).ok()) else {
                skipped("no control group can be made here");
                return None;
            };
            let offered = fs::read_to_string(path.join("cgroup.controllers")).unwrap();
            let controllers: Vec<String> = offered.split_whitespace().map(str::to_owned).collect();
            if controllers.is_empty() {
                skipped("control groups have no controllers here");
                fs::remove_dir(&path).unwrap();
                return None;
            }
            let process = Command::new("sleep").arg("1000").spawn().unwrap();
            write(&path.join("cgroup.procs"), &process.id().to_string()).unwrap();
            Some(Self { path, process, controllers })
        }

        fn controllers(&self) -> Vec<&str> {
            self.controllers.iter().map(String::as_str).collect()
        }

        fn read(&self, file: &str) -> String {
            fs::read_to_string(self.path.join(file)).unwrap()
        }
    }

    impl Drop for Delegated {
        fn drop(&mut self) {
            let _ = self.process.kill();
            let _ = self.process.wait();
            let _ = fs::remove_dir(&self.path);
        }
    }

    #[test]
    fn what_is_in_a_group_moves_out_of_the_way_and_back() {
        let Some(group) = Delegated::new("delegated") else { return };
        let made = ControlGroups::set_up_at(&group.path, None, true, false, &group.controllers()).unwrap();
        let mut passed_on: Vec<String> =
            group.read("cgroup.subtree_control").split_whitespace().map(str::to_owned).collect();
        passed_on.sort_unstable();
        let mut expected = group.controllers.clone();
        expected.sort_unstable();
        assert_eq!(passed_on, expected);
        assert_eq!(group.read("cgroup.procs"), "");
        let leaf = group.path.join(names::own_worker());
        let inside = fs::read_to_string(leaf.join("cgroup.procs")).unwrap();
        assert_eq!(inside, format!("{}\n", group.process.id()));
        drop(made);
        assert!(!leaf.exists());
        assert_eq!(group.read("cgroup.procs"), inside);
        assert_eq!(group.read("cgroup.subtree_control").trim(), "");
    }

    #[test]
    fn a_group_for_tasks_is_made_at_the_top() {
        let Some(mut group) = Delegated::new("top") else { return };
        // The topmost group alone may hold processes and pass controllers on; this one stands for it.
        group.process.kill().unwrap();
        group.process.wait().unwrap();
        let own = Path::new("/no/such/group");
        let made =
            ControlGroups::set_up_at(own, Some(&group.path), false, false, &group.controllers()).unwrap();
        let tasks = group.path.join(names::own(TASKS));
        let passed_on = fs::read_to_string(tasks.join("cgroup.subtree_control")).unwrap();
        assert!(group.controllers.iter().all(|name| passed_on.contains(name.as_str())), "{passed_on}");
        drop(made);
        assert!(!tasks.exists());
        let error = ControlGroups::set_up_at(own, Some(&group.path), false, false, &["no-such"]).unwrap_err();
        assert!(error.to_string().contains("has none of the controllers no-such"), "{error}");
    }
}
