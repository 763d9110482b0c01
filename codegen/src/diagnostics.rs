//! Mistakes in schema files: collected, so that one run reports all of them.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake: where it is and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The schema file, relative to the repository.
    pub file: PathBuf,
    /// The line in it, counted from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file.display(), self.message)
        } else {
            write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
        }
    }
}

/// All mistakes found so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Records a mistake at `line` of `file` (0: the whole file).
    pub fn report(&mut self, file: &Path, line: usize, message: impl Into<String>) {
        self.found.push(Diagnostic { file: file.to_owned(), line, message: message.into() });
    }

    /// The mistakes, by file and line; empty when there are none.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        self.found
    }
}
