//! What can be wrong with a configuration.

use std::fmt;
use std::path::PathBuf;

use generated::exit_code::ExitCode;

/// One thing that is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where in the file, as line and column from 1; `None` where the file as a whole is meant.
    pub position: Option<(usize, usize)>,
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
    /// [`ExitCode::CantLoadConfig`] or [`ExitCode::InvalidConfig`].
    pub exit_code: ExitCode,
    /// The errors, in the order of the file; never empty.
    pub errors: Vec<ConfigError>,
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        for (index, error) in self.errors.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            match error.position {
                Some((line, column)) => write!(f, "{file}:{line}:{column}: ")?,
                None => write!(f, "{file}: ")?,
            }
            if let Some(setting) = &error.setting {
                write!(f, "{setting}: ")?;
            }
            f.write_str(&error.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigErrors {}
