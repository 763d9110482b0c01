//! What can be wrong with a configuration.

use std::fmt;
use std::path::{Path, PathBuf};

use generated::exit_code::ExitCode;

/// Line and column in the file, both counted from 1; columns count characters.
pub type Position = (usize, usize);

/// One thing that is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where in the file; `None` where the file as a whole is meant.
    pub position: Option<Position>,
    /// The setting, where one is meant.
    pub setting: Option<String>,
    /// What was found and what was expected.
    pub message: String,
}

/// Everything that is wrong with a configuration, and what that means for the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors {
    /// The file.
    pub file: PathBuf,
    /// [`ExitCode::CantLoadConfig`] where something could not be read or understood, else [`ExitCode::InvalidConfig`].
    pub exit_code: ExitCode,
    /// The errors, in the order of the file, those without a place in it last; never empty.
    pub errors: Vec<ConfigError>,
}

impl ConfigError {
    /// About the file, or a place in it.
    pub(super) fn in_file(position: Option<Position>, message: impl Into<String>) -> Self {
        Self { position, setting: None, message: message.into() }
    }

    /// About the value of `setting`.
    pub(super) fn about(setting: &str, position: Option<Position>, message: impl Into<String>) -> Self {
        Self { position, setting: Some(setting.to_owned()), message: message.into() }
    }

    /// One line, `file:line:column: setting: message`, in the form that editors find their way by.
    pub(super) fn line(&self, file: &Path) -> String {
        let mut line = file.display().to_string();
        if let Some((row, column)) = self.position {
            line.push_str(&format!(":{row}:{column}"));
        }
        if let Some(setting) = &self.setting {
            line.push_str(&format!(": {setting}"));
        }
        format!("{line}: {}", self.message)
    }
}

impl ConfigErrors {
    /// `errors` about `file`, in the order in which a reader of the file comes upon them.
    pub(super) fn new(file: PathBuf, exit_code: ExitCode, mut errors: Vec<ConfigError>) -> Self {
        errors.sort_by_key(|error| error.position.unwrap_or((usize::MAX, 0)));
        Self { file, exit_code, errors }
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.errors.iter().map(|error| error.line(&self.file)).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ConfigErrors {}
