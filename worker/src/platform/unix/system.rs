//! Figures and commands of the system: free disk space, the user, shutdown and reboot.

use std::io;
use std::path::{Path, PathBuf};

use crate::platform::os;
use crate::platform::power::PowerCommand;

/// Bytes that an ordinary user can still write to the file system that holds `path`.
///
/// Fails when `path` does not exist or is not accessible.
pub fn free_disk_bytes(path: &Path) -> io::Result<u64> {
    let figures = rustix::fs::statvfs(path)?;
    Ok(figures.f_bavail.saturating_mul(figures.f_frsize))
}

/// Bytes that an ordinary user can still write to the file system that holds `file`.
///
/// # Errors
///
/// When the system does not tell.
pub fn free_disk_bytes_beside(file: &std::fs::File) -> io::Result<u64> {
    let figures = rustix::fs::fstatvfs(file)?;
    Ok(figures.f_bavail.saturating_mul(figures.f_frsize))
}

/// The user that this process runs as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentUser {
    /// Number.
    pub id: u32,
    /// Login name; the number as text when the user database does not know it.
    pub name: String,
    /// Home directory, where known.
    pub home: Option<PathBuf>,
    /// Whether the user may do everything (root).
    pub is_privileged: bool,
}

/// Whether there is a process with the number `pid`.
#[must_use]
pub fn is_process(pid: u64) -> bool {
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
    // One that may not be signalled is there, too.
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

/// The user that this process runs as, from the user database, else from the environment.
pub fn current_user() -> CurrentUser {
    let uid = rustix::process::geteuid();
    let (name, home) = match os::user_entry(uid.as_raw()) {
        Some((name, home)) => (Some(name), Some(home)),
        None => (std::env::var("USER").ok(), std::env::var("HOME").ok()),
    };
    CurrentUser {
        id: uid.as_raw(),
        name: name.filter(|name| !name.is_empty()).unwrap_or_else(|| uid.as_raw().to_string()),
        home: home.filter(|home| !home.is_empty()).map(PathBuf::from),
        is_privileged: uid.is_root(),
    }
}

/// The names of the groups that this process, and so every process it starts as its own user, is a member of: sorted, each
/// once. A group that the group database does not know goes by its number.
///
/// # Errors
///
/// When the kernel does not tell.
pub fn current_groups() -> io::Result<Vec<String>> {
    let mut gids = rustix::process::getgroups()?;
    gids.push(rustix::process::getegid());
    let named =
        |gid: rustix::process::Gid| os::group_name(gid.as_raw()).unwrap_or_else(|| gid.as_raw().to_string());
    let mut names: Vec<String> = gids.into_iter().map(named).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// Whether this process may make users for tasks.
///
/// # Errors
///
/// Why it may not.
pub fn may_make_task_users() -> Result<(), &'static str> {
    if rustix::process::geteuid().is_root() {
        Ok(())
    } else {
        Err("only root can make users for tasks, and the worker does not run as root")
    }
}

/// Whether tasks have users of their own where the configuration asks for what takes them without saying so.
#[must_use]
pub fn has_task_users_by_default() -> bool {
    os::TASK_USERS_BY_DEFAULT && may_make_task_users().is_ok()
}

/// The command that shuts this machine down now; `cause` is shown to logged-in users.
pub fn shutdown(cause: &str) -> PowerCommand {
    power_command("-h", cause, rustix::process::geteuid().is_root())
}

/// The command that reboots this machine now; `cause` is shown to logged-in users.
pub fn reboot(cause: &str) -> PowerCommand {
    power_command("-r", cause, rustix::process::geteuid().is_root())
}

fn power_command(option: &str, cause: &str, is_root: bool) -> PowerCommand {
    let mut argv = Vec::new();
    if !is_root {
        argv.push("/usr/bin/sudo".to_owned());
    }
    argv.extend(["/sbin/shutdown", option, "now", cause].map(str::to_owned));
    PowerCommand { argv }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shutdown_goes_through_sudo_unless_root() {
        assert_eq!(
            power_command("-h", "idle for long", true).argv,
            ["/sbin/shutdown", "-h", "now", "idle for long"]
        );
        assert_eq!(
            power_command("-r", "x", false).argv,
            ["/usr/bin/sudo", "/sbin/shutdown", "-r", "now", "x"]
        );
    }

    #[test]
    fn free_space_is_known_for_what_exists() {
        let dir = tempfile::tempdir().unwrap();
        assert!(free_disk_bytes(dir.path()).unwrap() > 0);
        assert_eq!(free_disk_bytes(&dir.path().join("nothing")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn current_groups_are_those_that_id_prints() {
        let printed = std::process::Command::new("id").arg("-Gn").output().unwrap();
        let printed = String::from_utf8(printed.stdout).unwrap();
        let mut expected: Vec<&str> = printed.split_whitespace().collect();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(current_groups().unwrap(), expected);
    }

    #[test]
    fn current_user_has_a_name() {
        assert!(!current_user().name.is_empty());
    }
}
