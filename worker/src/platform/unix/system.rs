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
    fn current_user_has_a_name() {
        assert!(!current_user().name.is_empty());
    }
}
