//! The desktop of macOS: who is logged in to it, and who will be after the next start.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use generated::Secret;

use super::super::unix::kcpassword;
use crate::platform::TaskUser;
use crate::platform::login_screen::DesktopSession;

const DEFAULTS: &str = "/usr/bin/defaults";
/// The settings of the login screen, and the one with the user that is logged in automatically.
const PREFERENCES: &str = "Library/Preferences/com.apple.loginwindow";
const USER: &str = "autoLoginUser";
const PASSWORD_FILE: &str = "etc/kcpassword";
/// Belongs to whoever is at the desktop.
const CONSOLE: &str = "dev/console";

/// The login screen and the desktop behind it.
#[derive(Clone, Debug)]
pub struct LoginScreen {
    root: PathBuf,
    agent: PathBuf,
}

impl LoginScreen {
    /// How long a user that is logged in automatically may take to get to the desktop: the first log-in of a user is slow.
    pub const PATIENCE: Duration = Duration::from_secs(15 * 60);

    /// The login screen of the system whose files are below `root`, which is `/` for the running one. `agent` is the socket of
    /// the launch agent in the user's session.
    #[must_use]
    pub fn new(root: &Path, agent: &Path) -> Self {
        Self { root: root.to_owned(), agent: agent.to_owned() }
    }

    /// The user that is logged in when the machine starts.
    ///
    /// # Errors
    ///
    /// When the system's program for settings cannot be run.
    pub fn automatic_login(&self) -> io::Result<Option<String>> {
        let output = self.defaults("read", &[])?;
        // It ends with an error when there is no such setting.
        let user = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok((output.status.success() && !user.is_empty()).then_some(user))
    }

    /// Has `user` logged in when the machine starts.
    ///
    /// # Errors
    ///
    /// When the settings or the file with the password cannot be written.
    pub fn set_automatic_login(&self, user: &str, password: &Secret<String>) -> io::Result<()> {
        let path = self.root.join(PASSWORD_FILE);
        crate::platform::replace_file_atomically(&path, &kcpassword(password), 0o600).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write {}: {error}", path.display()))
        })?;
        let output = self.defaults("write", &[user])?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
        Err(io::Error::other(format!("{DEFAULTS} ended with {}: {text}", output.status)))
    }

    /// Has nobody logged in any more when the machine starts.
    ///
    /// # Errors
    ///
    /// When the file with the password cannot be removed.
    pub fn clear_automatic_login(&self) -> io::Result<()> {
        // It ends with an error when there is no such setting.
        self.defaults("delete", &[])?;
        match std::fs::remove_file(self.root.join(PASSWORD_FILE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Who has a desktop session now. It is complete once the launch agent runs in it.
    ///
    /// # Errors
    ///
    /// When the console cannot be looked at.
    pub fn sessions(&self) -> io::Result<Vec<DesktopSession>> {
        let uid = std::fs::metadata(self.root.join(CONSOLE))?.uid();
        // While the login screen is shown, it is root's.
        if uid == 0 {
            return Ok(Vec::new());
        }
        let agent = self.agent.display();
        let missing = match UnixStream::connect(&self.agent).and_then(|stream| super::socket_peer(&stream)) {
            Ok(peer) if peer == uid => None,
            Ok(peer) => Some(format!("the launch agent at {agent} runs as the user with the number {peer}")),
            Err(error) => {
                self.remove_dead_socket(uid, &error);
                Some(format!("no launch agent answers at {agent}: {error}"))
            }
        };
        Ok(vec![DesktopSession { uid, missing }])
    }

    /// Which start of the machine this is.
    ///
    /// # Errors
    ///
    /// When the kernel does not tell.
    pub fn boot_id(&self) -> io::Result<String> {
        let mut text = [0_u8; 128];
        let mut length = text.len();
        // SAFETY: the name is a C string, `text` is `length` bytes long, and nothing is set.
        let status = unsafe {
            libc::sysctlbyname(
                c"kern.bootsessionuuid".as_ptr(),
                text.as_mut_ptr().cast(),
                &raw mut length,
                std::ptr::null_mut(),
                0,
            )
        };
        if status != 0 {
            return Err(io::Error::last_os_error());
        }
        let text = text.get(..length).unwrap_or_default();
        Ok(String::from_utf8_lossy(text).trim_end_matches('\0').to_owned())
    }

    /// The variables by which programs of a user find its desktop session: on macOS the launch agent sees to that.
    #[must_use]
    pub fn environment(_user: &TaskUser) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What an earlier user's agent left keeps this user's one from having its socket there: nobody may replace the files of
    /// others in a directory like /tmp.
    fn remove_dead_socket(&self, uid: u32, error: &io::Error) {
        let is_of_other = || std::fs::symlink_metadata(&self.agent).is_ok_and(|found| found.uid() != uid);
        if error.kind() == io::ErrorKind::ConnectionRefused && is_of_other() {
            match std::fs::remove_file(&self.agent) {
                Ok(()) => tracing::info!("removed {}, which nobody listens on", self.agent.display()),
                Err(error) => tracing::warn!("could not remove {}: {error}", self.agent.display()),
            }
        }
    }

    fn defaults(&self, verb: &str, value: &[&str]) -> io::Result<Output> {
        let preferences = self.root.join(PREFERENCES);
        Command::new(DEFAULTS).arg(verb).arg(preferences).arg(USER).args(value).env_clear().output()
    }
}
