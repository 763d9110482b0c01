//! The worker as a service of the machine: what the system's service manager is told of it.
//!
//! The texts are made without looking at the machine, for any service manager; only [`install()`] writes them.

mod error;
mod install;
mod launchd;
mod name;
mod plist;
mod systemd;
#[cfg(test)]
mod tests;

use std::path::{Component, Path, PathBuf};

use generated::cli::{Command, InstallService, Run};

pub use self::error::ServiceError;
pub use self::install::{Change, Installed, install, preview};
pub use self::name::{NameError, ServiceName};
use crate::platform::ServiceManager;

/// How long the worker may take to resolve its tasks when the service is stopped, in seconds. After that it is killed.
const STOP_SECONDS: u32 = 300;

/// A worker as a service.
#[derive(Debug)]
pub struct Service {
    /// What it is called.
    pub name: ServiceName,
    /// The absolute path of the worker's program.
    program: String,
    /// The folder it works in, an absolute path.
    directory: String,
    /// What the program is called with, apart from what only one service manager wants.
    run: Run,
    /// Whether tasks have desktop sessions.
    desktop: bool,
}

/// A file that a service manager reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceFile {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

/// A command for whoever installs a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The command.
    pub command: String,
    /// What it does.
    pub purpose: &'static str,
}

impl Service {
    /// The service that `options` ask for, which runs the file `program`. It works in the folder of its configuration file, so
    /// that relative paths in that count from there, as they do for whoever tries it out there. `desktop` says whether tasks
    /// have desktop sessions.
    ///
    /// # Errors
    ///
    /// When the name or a path cannot be used.
    pub fn new(options: &InstallService, program: &Path, desktop: bool) -> Result<Self, ServiceError> {
        let config = plain_absolute(&options.config)?;
        let directory = config.parent().unwrap_or(Path::new("/"));
        Ok(Self {
            name: ServiceName::new(&options.service_name)?,
            program: text(&plain_absolute(program)?)?,
            directory: text(directory)?,
            run: Run {
                config: text(&config)?.into(),
                configure_for_aws: options.configure_for_aws,
                ..Run::default()
            },
            desktop,
        })
    }

    /// The files that `manager` needs to know of this service, in the order in which they are to be written.
    #[must_use]
    pub fn files(&self, manager: ServiceManager) -> Vec<ServiceFile> {
        match manager {
            ServiceManager::Systemd => vec![systemd::unit(self)],
            ServiceManager::Launchd => launchd::property_lists(self),
        }
    }

    /// What is to be done next, when this is what became of the files.
    #[must_use]
    pub fn next_steps(&self, manager: ServiceManager, change: Change) -> Vec<NextStep> {
        match manager {
            ServiceManager::Systemd => systemd::next_steps(self, change),
            ServiceManager::Launchd => launchd::next_steps(self, change),
        }
    }

    /// The words that start the program with `command`.
    fn command_line(&self, command: Command) -> Vec<String> {
        // All that is given has been checked to be text.
        let words = command.words().into_iter().map(|word| word.to_string_lossy().into_owned());
        std::iter::once(self.program.clone()).chain(words).collect()
    }
}

/// `path` as an absolute one without `..`, which systemd refuses.
fn plain_absolute(path: &Path) -> Result<PathBuf, ServiceError> {
    let failed = |source| ServiceError::Place { path: path.to_owned(), source };
    let absolute = std::path::absolute(path).map_err(failed)?;
    if !absolute.components().any(|component| component == Component::ParentDir) {
        return Ok(absolute);
    }
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => Ok(parent.canonicalize().map_err(failed)?.join(name)),
        _ => absolute.canonicalize().map_err(failed),
    }
}

fn text(path: &Path) -> Result<String, ServiceError> {
    match path.to_str() {
        Some(text) if !text.chars().any(char::is_control) => Ok(text.to_owned()),
        _ => Err(ServiceError::Path { path: path.to_owned() }),
    }
}
