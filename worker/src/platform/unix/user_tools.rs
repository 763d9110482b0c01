//! Making and removing users with the system's own programs.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use generated::Secret;
use rustix::fs::FlockOperation;

use crate::platform::os;

/// A user that is to be made.
#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    /// The login name, at most 20 characters.
    pub name: &'a str,
    /// The home directory, which must not exist yet.
    pub home: &'a Path,
    /// What the user database says of who this is.
    pub comment: &'a str,
    /// The password. Without, nobody can log in as this user.
    pub password: Option<&'a Secret<String>>,
}

/// A user that the system's user database knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    /// The login name.
    pub name: String,
    /// The user's number.
    pub uid: u32,
    /// The number of the primary group.
    pub gid: u32,
    /// Who this is.
    pub comment: String,
    /// The home directory.
    pub home: PathBuf,
}

/// Why users could not be worked with.
#[derive(Debug, thiserror::Error)]
pub enum UserError {
    /// A program of the system said no.
    #[error("could not {doing} {name}: {program} ended with {status}: {output}")]
    Tool {
        /// What was being done.
        doing: &'static str,
        /// To which user or group.
        name: String,
        /// The program.
        program: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// What it wrote, without the last line break.
        output: String,
    },
    /// A program could not be run, or a file not be used.
    #[error("could not {doing} {name}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To which user or group.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The program was content, but the user database is not as it should be.
    #[error("could not {doing} {name}: the user database does not have the expected entry afterwards")]
    NoEffect {
        /// What was being done.
        doing: &'static str,
        /// To which user or group.
        name: String,
    },
}

impl UserError {
    /// An error of the system as one of working with users.
    pub(in crate::platform) fn io(doing: &'static str, name: &str) -> impl FnOnce(io::Error) -> Self {
        let name = name.to_owned();
        move |source| Self::Io { doing, name, source }
    }
}

/// The system's programs for users and groups, used by one process at a time.
#[derive(Clone, Debug)]
pub struct UserTools {
    lock: PathBuf,
}

/// What the programs say when somebody else is changing the user database at this moment.
const LOCKED: &str = "cannot lock";
/// For how long that is waited for, and how long until the next try.
const LOCK_PATIENCE: Duration = Duration::from_secs(30);
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// Where the system's programs are.
const PATH: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

/// Which of the programs that task users take are not there.
#[must_use]
pub fn missing_user_tools() -> Vec<&'static str> {
    let is_there = |name: &str| PATH.split(':').any(|folder| Path::new(folder).join(name).is_file());
    os::USER_TOOLS.iter().copied().filter(|name| !is_there(name)).collect()
}

/// What a program is run for, for errors.
#[derive(Clone, Copy, Debug)]
pub(in crate::platform) struct Purpose<'a> {
    /// What is being done.
    pub doing: &'static str,
    /// To which user or group.
    pub name: &'a str,
}

impl UserTools {
    /// The programs, kept from being run at the same time by the lock file `lock`. A program that was started by a worker
    /// that has been killed meanwhile holds the lock until it ends: after it, the next worker finds what it made.
    #[must_use]
    pub fn new(lock: PathBuf) -> Self {
        Self { lock }
    }

    /// Waits for programs that an earlier worker has started: they go on when it is killed.
    ///
    /// # Errors
    ///
    /// When the lock file cannot be used.
    pub fn settle(&self) -> io::Result<()> {
        self.locked().map(drop)
    }

    /// Runs `program`, with `input` as its standard input, and waits for it. Whatever exit status it has is fine.
    pub(in crate::platform) fn run(
        &self,
        purpose: Purpose<'_>,
        program: &str,
        arguments: &[&str],
        input: Option<&str>,
    ) -> Result<Output, UserError> {
        let ran = self.try_run(program, arguments, input);
        let named = |error: io::Error| io::Error::new(error.kind(), format!("cannot run {program}: {error}"));
        ran.map_err(named).map_err(UserError::io(purpose.doing, purpose.name))
    }

    /// As [`UserTools::run`], but an exit status that is neither 0 nor one of `also_fine` is an error.
    pub(in crate::platform) fn demand(
        &self,
        purpose: Purpose<'_>,
        program: &str,
        arguments: &[&str],
        also_fine: &[i32],
    ) -> Result<Output, UserError> {
        let begin = Instant::now();
        loop {
            let output = self.run(purpose, program, arguments, None)?;
            let is_locked = String::from_utf8_lossy(&output.stderr).contains(LOCKED);
            if output.status.success() || !is_locked || begin.elapsed() > LOCK_PATIENCE {
                return check(purpose, program, output, also_fine);
            }
            std::thread::sleep(LOCK_PAUSE);
        }
    }

    fn try_run(&self, program: &str, arguments: &[&str], input: Option<&str>) -> io::Result<Output> {
        let lock = self.locked()?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_clear()
            .env("PATH", PATH)
            .env("LC_ALL", "C")
            .current_dir("/")
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let descriptor = lock.as_raw_fd();
        // SAFETY: the closure makes one system call, which may be made after a fork. The descriptor is open as long as
        // `lock`, which outlives the start of the program.
        unsafe {
            command.pre_exec(move || match libc::fcntl(descriptor, libc::F_SETFD, 0) {
                -1 => Err(io::Error::last_os_error()),
                _ => Ok(()),
            });
        }
        let mut child = command.spawn()?;
        if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(input.as_bytes())?;
        }
        child.wait_with_output()
    }

    fn locked(&self) -> io::Result<File> {
        let file = File::options().append(true).create(true).mode(0o600).open(&self.lock)?;
        rustix::fs::flock(&file, FlockOperation::LockExclusive)?;
        Ok(file)
    }
}

/// `output`, unless its exit status says that it went wrong.
pub(in crate::platform) fn check(
    purpose: Purpose<'_>,
    program: &str,
    output: Output,
    also_fine: &[i32],
) -> Result<Output, UserError> {
    let is_fine =
        output.status.success() || output.status.code().is_some_and(|code| also_fine.contains(&code));
    if is_fine {
        return Ok(output);
    }
    let written = [output.stderr, output.stdout].concat();
    Err(UserError::Tool {
        doing: purpose.doing,
        name: purpose.name.to_owned(),
        program: program.to_owned(),
        status: output.status,
        output: String::from_utf8_lossy(&written).trim_end().to_owned(),
    })
}
