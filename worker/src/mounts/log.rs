//! Lines for the task log.

use std::fmt::{self, Display};
use std::sync::Arc;

/// How important a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// To be known.
    Info,
    /// To be looked at.
    Warning,
    /// The reason why something went wrong.
    Error,
}

type Write = dyn Fn(Severity, &str) + Send + Sync;

/// Where lines go. Cheap to clone.
#[derive(Clone)]
pub struct MountLog(Arc<Write>);

impl MountLog {
    /// Hands each line, without its prefix, to `write`.
    pub fn new(write: impl Fn(Severity, &str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    /// Writes a line.
    pub fn info(&self, line: impl Display) {
        (self.0)(Severity::Info, &line.to_string());
    }

    /// Writes a warning.
    pub fn warn(&self, line: impl Display) {
        (self.0)(Severity::Warning, &line.to_string());
    }

    /// Writes an error.
    pub fn error(&self, line: impl Display) {
        (self.0)(Severity::Error, &line.to_string());
    }
}

impl fmt::Debug for MountLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MountLog")
    }
}
