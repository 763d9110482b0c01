//! Task users with a desktop session: one user at a time is logged in, and a reboot brings in the next.
//!
//! Which user is whose turn is kept in two files in the worker's working directory (`schemas/documents/task-user.yml`). A
//! user is made in three steps: the account, the file that names the next user, the login screen's setting. Whatever of
//! them a crash left undone, the next [`Desktop::start`] does, and a user that has had a task never gets another:
//!
//! - `start` makes the user that the file names the current one, once it is at the desktop; without one it makes the first,
//!   for which the machine has to be rebooted;
//! - [`Desktop::prepare_next`], before the task runs, makes the user that comes after it;
//! - after the task the machine is rebooted.

mod accounts;
mod error;
mod files;
mod wait;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use generated::Secret;
use generated::documents::task_user::TaskUser as Credentials;

pub use self::accounts::Accounts;
pub use self::error::DesktopError;
use self::files::UserFiles;
use crate::platform::{LoginScreen, TaskUser};
use crate::process::launch_agent;
use crate::task_users::{self, TaskUsers};

/// What a desktop with task users is made of.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Where the files with the current and the next user are: the worker's working directory.
    pub directory: PathBuf,
    /// The login screen.
    pub screen: LoginScreen,
    /// The users of this machine.
    pub accounts: Arc<dyn Accounts>,
    /// How long the user may take to get to the desktop: [`LoginScreen::PATIENCE`].
    pub patience: Duration,
}

/// The desktop, and the users that take turns at it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desktop {
    setup: Arc<Setup>,
}

/// What a worker that has just been started can do.
#[derive(Debug)]
pub enum Started {
    /// Run one task as this user.
    Ready(Box<Seated>),
    /// Nothing: the machine has to be rebooted first, to log in the user that was made.
    Reboot,
}

/// A user that is at the desktop.
#[derive(Clone, Debug)]
pub struct Seated {
    /// The user.
    pub user: TaskUser,
    /// Its name and password.
    pub credentials: Credentials,
}

impl Desktop {
    /// The desktop described by `setup`.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { setup: Arc::new(setup) }
    }

    /// The desktop of this machine, for users that `task_users` makes. The files with them are in the working directory.
    #[must_use]
    pub fn of_this_machine(task_users: &TaskUsers) -> Self {
        Self::new(Setup {
            directory: PathBuf::from("."),
            screen: LoginScreen::new(Path::new("/"), &launch_agent::default_socket()),
            accounts: Arc::new(task_users.clone()),
            patience: LoginScreen::PATIENCE,
        })
    }

    /// Waits for the user whose turn it is, and makes it the current one. Can be given up by dropping the future.
    ///
    /// # Errors
    ///
    /// When users cannot be made, files not be used, or another user than the expected one is logged in.
    pub async fn start(&self) -> Result<Started, DesktopError> {
        match self.blocking(Self::take_over).await? {
            Some(seat) => wait::until_seated(self, seat).await,
            None => Ok(Started::Reboot),
        }
    }

    /// Makes the user that the next task will run as, and has it logged in by the next reboot. To be called before the
    /// current user's task runs: whatever becomes of the worker then, that user gets no other task. Doing it twice is
    /// harmless.
    ///
    /// # Errors
    ///
    /// When that cannot be done; the task must not run then.
    pub async fn prepare_next(&self) -> Result<(), DesktopError> {
        self.blocking(|desktop| {
            let files = desktop.files();
            let current = files.current()?.map(|current| current.name);
            match files.next()? {
                Some(next) if Some(&next.name) != current.as_ref() && desktop.find(&next.name)?.is_some() => {
                    desktop.have_logged_in(&next)
                }
                _ => desktop.make_next(),
            }
        })
        .await
    }

    /// Instead of [`Desktop::prepare_next`], when the worker ends after the current user's task without a reboot: nobody
    /// comes after it.
    ///
    /// # Errors
    ///
    /// When that cannot be written down; the task must not run then.
    pub async fn prepare_nobody(&self) -> Result<(), DesktopError> {
        self.blocking(|desktop| {
            desktop.files().remove_next()?;
            desktop
                .setup
                .screen
                .clear_automatic_login()
                .map_err(DesktopError::login("remove the user that is logged in automatically"))
        })
        .await
    }

    /// The names of the current and the next user, which must not be removed. Blocks.
    ///
    /// # Errors
    ///
    /// When the files with them cannot be read.
    pub fn users_in_use(&self) -> Result<Vec<String>, DesktopError> {
        let files = self.files();
        let users = [files.current()?, files.next()?];
        Ok(users.into_iter().flatten().map(|user| user.name).collect())
    }

    /// Finds the user whose turn it is. `None` when the machine has to be rebooted for it.
    fn take_over(&self) -> Result<Option<Seat>, DesktopError> {
        let Some(credentials) = self.files().next()? else {
            self.make_next()?;
            return Ok(None);
        };
        let Some(user) = self.find(&credentials.name)? else {
            tracing::warn!("the next task user, {}, is not there any more; making another", credentials.name);
            self.make_next()?;
            return Ok(None);
        };
        let screen = &self.setup.screen;
        let boot = screen.boot_id().inspect_err(|error| {
            tracing::warn!("cannot tell one start of the machine from another: {error}");
        });
        let is_new = boot.ok().is_some_and(|boot| credentials.made_in_boot.as_ref() == Some(&boot));
        let seat = Seat { user, credentials, is_new };
        let doing = "find out who is logged in automatically";
        let automatic = screen.automatic_login().map_err(DesktopError::login(doing))?;
        if automatic.as_deref() != Some(&seat.user.name) && !wait::is_seated(self, &seat)? {
            tracing::warn!(
                "{} logs in instead of the task user {}; changing that",
                automatic.as_deref().unwrap_or("nobody"),
                seat.user.name
            );
            self.have_logged_in(&seat.credentials)?;
            return Ok(None);
        }
        self.files().write_current(&seat.credentials)?;
        Ok(Some(seat))
    }

    fn make_next(&self) -> Result<(), DesktopError> {
        let setup = &self.setup;
        // Before anything is made: on a machine without a login screen nothing should be.
        setup.screen.automatic_login().map_err(DesktopError::login("use the login screen"))?;
        let name = self.unused_name()?;
        let password = task_users::password();
        setup.accounts.make(&name, &password)?;
        let credentials = Credentials {
            name,
            password: password.expose().clone().into(),
            made_in_boot: setup.screen.boot_id().ok(),
        };
        self.files().write_next(&credentials)?;
        self.have_logged_in(&credentials)?;
        tracing::info!("made the task user {}, to be logged in by the next reboot", credentials.name);
        Ok(())
    }

    fn unused_name(&self) -> Result<String, DesktopError> {
        loop {
            let name = task_users::name_at(SystemTime::now());
            if self.find(&name)?.is_none() {
                return Ok(name);
            }
        }
    }

    fn have_logged_in(&self, credentials: &Credentials) -> Result<(), DesktopError> {
        let password = Secret::from(credentials.password.clone());
        let set = self.setup.screen.set_automatic_login(&credentials.name, &password);
        set.map_err(DesktopError::login("have the next task user logged in automatically"))
    }

    fn find(&self, name: &str) -> Result<Option<TaskUser>, DesktopError> {
        match self.setup.accounts.find(name) {
            Ok(Some(user)) if user.uid == 0 => Err(DesktopError::Privileged { name: name.to_owned() }),
            Ok(user) => Ok(user),
            Err(source) => Err(DesktopError::Lookup { name: name.to_owned(), source }),
        }
    }

    fn files(&self) -> UserFiles<'_> {
        UserFiles::new(&self.setup.directory)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, DesktopError> + Send + 'static,
    ) -> Result<T, DesktopError> {
        let desktop = self.clone();
        match tokio::task::spawn_blocking(move || work(&desktop)).await {
            Ok(result) => result,
            Err(error) => Err(DesktopError::Interrupted(error)),
        }
    }
}

/// The user whose turn it is, on its way to the desktop.
#[derive(Clone, Debug)]
struct Seat {
    user: TaskUser,
    credentials: Credentials,
    /// Whether it was made since the machine was started, so that the login screen cannot know it yet.
    is_new: bool,
}
