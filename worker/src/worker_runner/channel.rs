//! Where the messages come from and go to: standard input and output, or a pair of named pipes.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What the worker reads from has this at the end of its name, seen from the worker.
const INPUT: &str = "-input";
/// What the worker writes to has this.
const OUTPUT: &str = "-output";

/// A pipe to worker-runner that cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot open the pipe {} to worker-runner: {source}; worker-runner must make it before it starts the worker", path.display())]
pub struct OpenError {
    /// The pipe.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Where the messages come from and go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Standard input and standard output.
    StandardStreams,
    /// Two named pipes, whose names begin with this.
    Pipes(PathBuf),
}

impl Channel {
    /// Opens what the worker reads from. A pipe may have to be waited for until its other end is opened.
    ///
    /// # Errors
    ///
    /// When a pipe cannot be opened.
    pub fn open_input(&self) -> Result<Box<dyn Read>, OpenError> {
        match self {
            Self::StandardStreams => Ok(Box::new(io::stdin())),
            Self::Pipes(pipe) => {
                open(pipe, INPUT, |path| File::open(path)).map(|file| Box::new(file) as Box<dyn Read>)
            }
        }
    }

    /// Opens what the worker writes to. A pipe may have to be waited for until its other end is opened.
    ///
    /// # Errors
    ///
    /// When a pipe cannot be opened.
    pub fn open_output(&self) -> Result<Box<dyn Write>, OpenError> {
        match self {
            Self::StandardStreams => Ok(Box::new(io::stdout())),
            Self::Pipes(pipe) => {
                let writing = |path: &Path| OpenOptions::new().write(true).open(path);
                open(pipe, OUTPUT, writing).map(|file| Box::new(file) as Box<dyn Write>)
            }
        }
    }
}

fn open(pipe: &Path, suffix: &str, how: impl Fn(&Path) -> io::Result<File>) -> Result<File, OpenError> {
    let mut name = OsString::from(pipe);
    name.push(suffix);
    let path = PathBuf::from(name);
    how(&path).map_err(|source| OpenError { path, source })
}
