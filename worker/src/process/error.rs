//! What can go wrong with a task's processes.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a process tree could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("cannot prepare the process tree of {name:?}: {doing}: {source}")]
pub struct TreeError {
    /// The name the tree was to have.
    pub name: String,
    /// What was being done.
    pub doing: &'static str,
    /// What the system said.
    pub source: io::Error,
}

/// Why a command was not started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The process tree has been killed, so nothing starts in it any more.
    #[error("{program:?} was not started: the task is over")]
    Aborted {
        /// The command's `argv[0]`.
        program: String,
    },
    /// The command is at fault: the task fails.
    #[error("cannot start {program:?}: {reason}")]
    Command {
        /// The command's `argv[0]`.
        program: String,
        /// What is wrong with it.
        reason: StartReason,
    },
    /// The machine is at fault: the task could run elsewhere.
    #[error("cannot start {program:?}: {doing}: {source}; the command is not at fault, this machine is")]
    System {
        /// The command's `argv[0]`.
        program: String,
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// What is wrong with a command that cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum StartReason {
    /// There is no program name.
    #[error("the command is empty; expected a program and its arguments")]
    Empty,
    /// A string holds a NUL character, which no process can be given.
    #[error("{what} contains a NUL character")]
    NulCharacter {
        /// Which string.
        what: String,
    },
    /// A name without slash was in none of the directories.
    #[error("not found in PATH ({path}); give the program's full path or set PATH in the task's environment")]
    NotInPath {
        /// `PATH` of the command's environment.
        path: String,
    },
    /// A name without slash, and nowhere to search.
    #[error("PATH is not set in the command's environment; give the program's full path or set PATH")]
    NoPath,
    /// No such file.
    #[error("no such file")]
    NotFound,
    /// There is a directory of that name.
    #[error("it is a directory, not a program")]
    Directory,
    /// The file lacks the execute permission (or its file system forbids execution).
    #[error("permission denied: {} is not executable for this user (see chmod +x)", file.display())]
    NotExecutable {
        /// The file found.
        file: PathBuf,
    },
    /// The interpreter that the file asks for is missing.
    #[error("the interpreter {interpreter} that {} asks for does not exist", file.display())]
    NoInterpreter {
        /// The file found.
        file: PathBuf,
        /// What stands after `#!`, quoted.
        interpreter: String,
    },
    /// The interpreter that the script asks for cannot be run.
    #[error("the interpreter {interpreter} that {} asks for is not executable", file.display())]
    InterpreterNotExecutable {
        /// The file found.
        file: PathBuf,
        /// What stands after `#!`, quoted.
        interpreter: String,
    },
    /// Not something this machine can run.
    #[error("{} is neither a program for this machine nor a script that starts with #!", file.display())]
    NotAProgram {
        /// The file found.
        file: PathBuf,
    },
    /// More than the system takes.
    #[error("the arguments and the environment are too long for this system")]
    TooLong,
    /// What the task has started already is as much as it may have.
    #[error("the task has as many processes as it may have; end some that earlier commands left running")]
    TooManyProcesses,
    /// The working directory cannot be entered.
    #[error("cannot enter the working directory {}{}: {source}", dir.display(), as_user(user.as_deref()))]
    WorkingDirectory {
        /// The directory.
        dir: PathBuf,
        /// The task's own user, as whom it was tried.
        user: Option<String>,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else that the system said on executing the file.
    #[error("{0}")]
    Other(io::Error),
}

/// A limit that the processes of a task should have, and do not have.
#[derive(Debug, thiserror::Error)]
#[error("{what}, because no control group can be made for that: {reason}")]
pub struct UnmetLimit {
    /// What is not limited, and what is done instead.
    pub what: &'static str,
    /// Why.
    pub reason: io::Error,
}

impl UnmetLimit {
    const MEMORY: &str = "memory is not limited";

    pub(super) fn memory(reason: io::Error) -> Self {
        Self { what: Self::MEMORY, reason }
    }

    /// Whether it is the limit of memory.
    pub fn is_memory(&self) -> bool {
        self.what == Self::MEMORY
    }

    pub(super) fn pids(reason: io::Error) -> Self {
        let what = "processes are limited by what their user may have altogether, if the task has a user of its own, and \
                    else not at all";
        Self { what, reason }
    }
}

/// A process that could not be killed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    /// Its process id.
    pub pid: u32,
    /// The program's name, as the system lists it.
    pub name: String,
}

impl fmt::Display for Survivor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.pid, self.name)
    }
}

/// Some processes of a task could not be killed, and still run.
#[derive(Debug, thiserror::Error)]
#[error(
    "killed {killed} processes of {name:?}, but these are still there: {}; they may belong to another user",
    list(survivors)
)]
pub struct KillError {
    /// The tree's name.
    pub name: String,
    /// How many were killed.
    pub killed: usize,
    /// What is left.
    pub survivors: Vec<Survivor>,
}

fn as_user(user: Option<&str>) -> String {
    user.map(|user| format!(" as the user {user}")).unwrap_or_default()
}

fn list(survivors: &[Survivor]) -> String {
    survivors.iter().map(Survivor::to_string).collect::<Vec<_>>().join(", ")
}
