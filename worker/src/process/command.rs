//! A command and how it ended.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::confinement::Confinement;
use super::os;

/// One command of a task.
#[derive(Clone, Debug, Default)]
pub struct Command {
    /// The program and its arguments.
    ///
    /// A program without a slash is searched in `PATH` of `env`; a relative one with a slash starts
    /// at `dir`.
    pub argv: Vec<String>,
    /// The whole environment: nothing of the worker's own is added.
    pub env: BTreeMap<String, String>,
    /// The working directory, an absolute path.
    pub dir: PathBuf,
    /// Who it runs as, and what it may see and do.
    pub confinement: Confinement,
}

/// How a command that could be started ended, and what it took.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub status: ExitStatus,
    /// Processor time in the program, of the command's process and of the children it waited for.
    pub user_time: Duration,
    /// Processor time in the kernel, likewise.
    pub kernel_time: Duration,
    /// From just before the start until the end was noticed.
    pub wall_time: Duration,
    /// Why a part of the output is not in the task log (a full disk, mostly); the first error.
    ///
    /// The command itself was not disturbed by it.
    pub output_lost: Option<io::Error>,
}

/// How much memory the processes of a task use together, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryUse {
    /// Now.
    pub current: u64,
    /// The most so far, where the system keeps it.
    pub peak: Option<u64>,
}

/// What the processes of a task have used together, as far as the system counts it. `None` is what it does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskUsage {
    /// Processor time in programs.
    pub user_time: Option<Duration>,
    /// Processor time in the kernel.
    pub kernel_time: Option<Duration>,
    /// Memory.
    pub memory: Option<MemoryUse>,
    /// How many processes the kernel killed because the limit of memory was reached.
    pub memory_kills: Option<u64>,
    /// How often there was no new process because of the limit of their number.
    pub refused_forks: Option<u64>,
}

/// How a process ended.
///
/// Its text is the one that task logs have always had: `exit status 3`, `signal: killed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// The process ended by itself with this exit code.
    Code(i32),
    /// A signal with this number ended the process.
    Signal(i32),
}

impl ExitStatus {
    /// Whether the exit code is 0.
    pub fn is_success(self) -> bool {
        self == Self::Code(0)
    }

    /// The exit code; -1 for a process that was ended by a signal.
    pub fn code(self) -> i32 {
        match self {
            Self::Code(code) => code,
            Self::Signal(_) => -1,
        }
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Code(code) => write!(f, "exit status {code}"),
            Self::Signal(number) => match os::signal_name(number) {
                Some(name) => write!(f, "signal: {name}"),
                None => write!(f, "signal: signal {number}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ExitStatus;

    #[test]
    fn texts() {
        assert_eq!(ExitStatus::Code(0).to_string(), "exit status 0");
        assert_eq!(ExitStatus::Code(127).to_string(), "exit status 127");
        assert_eq!(ExitStatus::Signal(9).to_string(), "signal: killed");
        assert_eq!(ExitStatus::Signal(11).to_string(), "signal: segmentation fault");
        assert_eq!(ExitStatus::Signal(15).to_string(), "signal: terminated");
        assert_eq!(ExitStatus::Signal(64).to_string(), "signal: signal 64");
        assert_eq!(ExitStatus::Signal(9).code(), -1);
        assert!(ExitStatus::Code(0).is_success() && !ExitStatus::Code(1).is_success());
    }
}
