//! The desktop of a machine with GDM and GNOME: who is logged in to it, and who will be after the next start.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use generated::Secret;

use super::gdm;
use crate::platform::TaskUser;
use crate::platform::login_screen::DesktopSession;

/// Where GDM's configuration may be: Debian and Ubuntu, Debian since GDM 3.0, Fedora and its relatives.
const CONFIGURATIONS: [&str; 3] = ["etc/gdm3/custom.conf", "etc/gdm3/daemon.conf", "etc/gdm/custom.conf"];
/// What the processes that lead a session of GNOME are called, as far as the kernel keeps names.
const SESSION_LEADER: &str = "gnome-session";

/// The login screen and the desktop behind it.
#[derive(Clone, Debug)]
pub struct LoginScreen {
    root: PathBuf,
}

impl LoginScreen {
    /// How long a user that is logged in automatically may take to get to the desktop.
    pub const PATIENCE: Duration = Duration::from_secs(5 * 60);

    /// The login screen of the system whose files are below `root`, which is `/` for the running one. `_agent` is the socket
    /// of the launch agent, where there is one.
    #[must_use]
    pub fn new(root: &Path, _agent: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The user that is logged in when the machine starts.
    ///
    /// # Errors
    ///
    /// When there is no GDM, or its configuration cannot be read.
    pub fn automatic_login(&self) -> io::Result<Option<String>> {
        Ok(gdm::automatic_login(&self.read()?.1))
    }

    /// Has `user` logged in when the machine starts.
    ///
    /// # Errors
    ///
    /// When there is no GDM, or its configuration cannot be read or written.
    pub fn set_automatic_login(&self, user: &str, _password: &Secret<String>) -> io::Result<()> {
        self.change(Some(user))
    }

    /// Has nobody logged in any more when the machine starts, as far as that was set by this program.
    ///
    /// # Errors
    ///
    /// As [`LoginScreen::set_automatic_login`].
    pub fn clear_automatic_login(&self) -> io::Result<()> {
        self.change(None)
    }

    /// Who has a desktop session now.
    ///
    /// # Errors
    ///
    /// When the system's processes cannot be listed.
    pub fn sessions(&self) -> io::Result<Vec<DesktopSession>> {
        let mut leaders = BTreeSet::new();
        for entry in fs::read_dir(self.root.join("proc"))? {
            let Ok(entry) = entry else { continue };
            let is_process = entry.file_name().as_encoded_bytes().iter().all(u8::is_ascii_digit);
            // A process may be gone by now.
            let status = if is_process { fs::read(entry.path().join("status")).ok() } else { None };
            leaders.extend(status.and_then(|status| session_leader(&String::from_utf8_lossy(&status))));
        }
        let session = |uid| {
            let runtime = self.root.join("run/user").join(u32::to_string(&uid));
            let missing = (!runtime.is_dir()).then(|| format!("{} does not exist yet", runtime.display()));
            DesktopSession { uid, missing }
        };
        Ok(leaders.into_iter().map(session).collect())
    }

    /// Which start of the machine this is.
    ///
    /// # Errors
    ///
    /// When the kernel does not tell.
    pub fn boot_id(&self) -> io::Result<String> {
        Ok(fs::read_to_string(self.root.join("proc/sys/kernel/random/boot_id"))?.trim().to_owned())
    }

    /// The variables by which programs of `user` find its desktop session.
    #[must_use]
    pub fn environment(user: &TaskUser) -> Vec<(&'static str, String)> {
        vec![("DISPLAY", ":0".to_owned()), ("XDG_RUNTIME_DIR", format!("/run/user/{}", user.uid))]
    }

    fn change(&self, user: Option<&str>) -> io::Result<()> {
        use std::os::unix::fs::MetadataExt;

        let (path, before) = self.read()?;
        let after = gdm::with_automatic_login(&before, user);
        if after == before {
            return Ok(());
        }
        let mode = fs::metadata(&path)?.mode() & 0o777;
        crate::platform::replace_file_atomically(&path, after.as_bytes(), mode).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write {}: {error}", path.display()))
        })
    }

    fn read(&self) -> io::Result<(PathBuf, String)> {
        for name in CONFIGURATIONS {
            let path = self.root.join(name);
            match fs::read_to_string(&path) {
                Ok(text) => return Ok((path, text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    let text = format!("cannot read {}: {error}", path.display());
                    return Err(io::Error::new(error.kind(), text));
                }
            }
        }
        let places = CONFIGURATIONS.map(|name| self.root.join(name).display().to_string()).join(", ");
        Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("GDM is not installed: its configuration is in none of {places}"),
        ))
    }
}

/// The user of a process that leads a desktop session, from its status file.
fn session_leader(status: &str) -> Option<u32> {
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let is_alive = !field("State:").is_some_and(|state| state.starts_with(['Z', 'X']));
    if !is_alive || !field("Name:")?.starts_with(SESSION_LEADER) {
        return None;
    }
    field("Uid:")?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn machine() -> (tempfile::TempDir, LoginScreen) {
        let root = tempfile::tempdir().unwrap();
        for directory in ["proc/sys/kernel/random", "run/user", "etc"] {
            fs::create_dir_all(root.path().join(directory)).unwrap();
        }
        let screen = LoginScreen::new(root.path(), Path::new("/none"));
        (root, screen)
    }

    fn process(root: &Path, pid: u32, status: &str) {
        let directory = root.join("proc").join(pid.to_string());
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("status"), status).unwrap();
    }

    #[test]
    fn the_file_that_is_there_is_changed() {
        for name in CONFIGURATIONS {
            let (root, screen) = machine();
            let error = screen.automatic_login().unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "[daemon]\n").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            assert_eq!(screen.automatic_login().unwrap(), None);
            screen.set_automatic_login("task_1", &Secret::default()).unwrap();
            assert_eq!(screen.automatic_login().unwrap().as_deref(), Some("task_1"));
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o640);
            screen.clear_automatic_login().unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "[daemon]\n");
            assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        }
    }

    #[test]
    fn sessions_are_those_of_living_leaders() {
        let (root, screen) = machine();
        assert_eq!(screen.sessions().unwrap(), []);
        process(root.path(), 7, "Name:\tgnome-session-b\nState:\tS (sleeping)\nUid:\t120\t0\t0\t0\n");
        process(
            root.path(),
            8,
            "Name:\tgnome-session-b\nState:\tS (sleeping)\nUid:\t1001\t1001\t1001\t1001\n",
        );
        process(
            root.path(),
            9,
            "Name:\tgnome-session-c\nState:\tS (sleeping)\nUid:\t1001\t1001\t1001\t1001\n",
        );
        process(
            root.path(),
            10,
            "Name:\tgnome-session-b\nState:\tZ (zombie)\nUid:\t1002\t1002\t1002\t1002\n",
        );
        process(root.path(), 11, "Name:\tbash\nState:\tS (sleeping)\nUid:\t1003\t1003\t1003\t1003\n");
        fs::create_dir_all(root.path().join("proc/12")).unwrap();
        fs::create_dir_all(root.path().join("run/user/1001")).unwrap();
        let sessions = screen.sessions().unwrap();
        let uids: Vec<u32> = sessions.iter().map(|session| session.uid).collect();
        assert_eq!(uids, [120, 1001]);
        assert!(sessions[0].missing.as_ref().is_some_and(|text| text.contains("run/user/120")));
        assert_eq!(sessions[1].missing, None);
    }

    #[test]
    fn this_machine_can_be_looked_at() {
        let screen = LoginScreen::new(Path::new("/"), Path::new("/none"));
        assert_eq!(screen.boot_id().unwrap().len(), 36);
        screen.sessions().unwrap();
    }
}
