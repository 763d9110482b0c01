//! From a command to what `execve` takes, and from what `execve` says to words.

use std::collections::BTreeMap;
use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::ptr;

#[cfg(target_os = "macos")]
use generated::documents::launch_agent::CommandRequest;
use rustix::fs::{Access, AtFlags, CWD};

use super::super::{Command, Confinement, StartError, StartReason};
use super::child::{DOORS, Plan, PlannedUser, Stage, StartFailure, VIEW};

/// A command as the system takes it, checked as far as that is possible without starting it.
#[derive(Debug)]
pub(in crate::process) struct Prepared {
    program: CString,
    argv: Vec<CString>,
    env: Vec<CString>,
    dir: CString,
    confinement: Confinement,
    /// The marker by which processes of the task are known, if the environment has it.
    marker: Option<String>,
}

/// The environment variable that tells a task its directory; no two task runs share a value.
pub(in crate::process) const MARKER: &str = "TASK_WORKDIR";

impl Prepared {
    /// Finds the program and converts everything.
    pub(in crate::process) fn new(command: &Command) -> Result<Self, StartReason> {
        let name = command.argv.first().filter(|name| !name.is_empty()).ok_or(StartReason::Empty)?;
        let argv = command
            .argv
            .iter()
            .enumerate()
            .map(|(i, argument)| c_string(argument.as_str(), || format!("argument {i}")))
            .collect::<Result<_, _>>()?;
        let env = command
            .env
            .iter()
            .map(|(key, value)| {
                c_string(format!("{key}={value}"), || format!("environment variable {key:?}"))
            })
            .collect::<Result<_, _>>()?;
        let dir = c_string(command.dir.as_os_str().as_bytes(), || "the working directory".to_owned())?;
        let confinement = command.confinement.clone();
        let search = || find(name, &command.env, &command.dir);
        // Who cannot look with the command's eyes cannot start it either, and that says why.
        let program = confinement.look(search).unwrap_or_else(|_| search())?;
        let program = c_string(program.as_os_str().as_bytes(), || "the program".to_owned())?;
        // Only the directory that the worker chose: a task must not have other processes killed by
        // choosing their marker.
        let marker = command.env.get(MARKER).filter(|value| Path::new(value) == command.dir);
        let marker = marker.map(|value| format!("{MARKER}={value}"));
        Ok(Self { program, argv, env, dir, confinement, marker })
    }

    /// The number of the user that the command runs as, if everything of that user is the task's.
    pub(in crate::process) fn uid(&self) -> Option<u32> {
        let user = self.confinement.identity.user().filter(|_| !self.confinement.keeps_session);
        user.map(|user| user.uid)
    }

    /// The launch agent that is to start the command, the user it must run as, and what it is asked for.
    #[cfg(target_os = "macos")]
    pub(in crate::process) fn for_launch_agent(&self) -> Option<(&Path, u32, CommandRequest)> {
        let (agent, user) = (self.confinement.launch_agent.as_deref()?, self.confinement.identity.user()?);
        let text = |string: &CString| string.to_string_lossy().into_owned();
        let dir = Path::new(OsStr::from_bytes(self.dir.as_bytes()));
        let request = CommandRequest {
            path: dir.join(OsStr::from_bytes(self.program.as_bytes())).to_string_lossy().into_owned(),
            args: self.argv.iter().map(text).collect(),
            env: self.env.iter().map(text).collect(),
            dir: text(&self.dir),
            stdin: true,
            stdout: true,
            stderr: true,
            setctty: false,
            setpgid: false,
            setsid: true,
        };
        Some((agent, user.uid, request))
    }

    /// `TASK_WORKDIR=…` of the command's environment, when that is its working directory.
    pub(in crate::process) fn marker(&self) -> Option<&str> {
        self.marker.as_deref()
    }

    /// Calls `action` with the pointers that the process between fork and exec needs, which must not
    /// allocate. The file descriptors are the caller's to fill in.
    pub(in crate::process) fn with_plan<T>(&self, action: impl FnOnce(Plan) -> T) -> T {
        let argv = pointers(&self.argv);
        let env = pointers(&self.env);
        let confinement = &self.confinement;
        let user = confinement.identity.user().map(|user| PlannedUser {
            uid: user.uid,
            gid: user.gid,
            groups: user.groups.as_ptr(),
            group_count: user.groups.len(),
        });
        action(Plan {
            program: self.program.as_ptr(),
            argv: argv.as_ptr(),
            env: env.as_ptr(),
            dir: self.dir.as_ptr(),
            stdin: -1,
            output: -1,
            report: -1,
            doors: [-1; DOORS],
            view: confinement.view.as_ref().map_or([-1; VIEW], |view| view.descriptors()),
            user,
            most_processes: None,
            no_new_privileges: confinement.no_new_privileges,
            parent: 0,
        })
    }

    /// Says why the system did not start the command.
    pub(in crate::process) fn explain(&self, program: &str, failure: StartFailure) -> StartError {
        let program = program.to_owned();
        let dir = PathBuf::from(OsStr::from_bytes(self.dir.as_bytes()));
        let doing = match failure.stage {
            Stage::Group => "placing the process into its group",
            Stage::Session => "giving the process a session of its own",
            Stage::Streams => "connecting the process's output",
            Stage::Fork => "starting a process",
            Stage::View => "entering the namespaces of the task",
            Stage::Limits => "limiting the number of the user's processes",
            Stage::User => "taking on the rights of the task's user",
            Stage::Privileges => "giving up new privileges",
            Stage::Directory => {
                let user = self.confinement.identity.user().map(|user| user.name.clone());
                let reason = StartReason::WorkingDirectory { dir, user, source: failure.into_error() };
                return StartError::Command { program, reason };
            }
            // The worker itself has no such limit, or the process could not have been made.
            Stage::Execute if failure.errno == libc::EAGAIN && self.confinement.identity.user().is_some() => {
                return StartError::Command { program, reason: StartReason::TooManyProcesses };
            }
            Stage::Execute
                if matches!(failure.errno, libc::ENOMEM | libc::EAGAIN | libc::ENFILE | libc::EMFILE) =>
            {
                "executing the program"
            }
            Stage::Execute => {
                let file = dir.join(OsStr::from_bytes(self.program.as_bytes()));
                let why = || why_not_executed(&file, failure);
                let reason = self.confinement.look(why).unwrap_or_else(|_| why());
                return StartError::Command { program, reason };
            }
        };
        StartError::System { program, doing, source: failure.into_error() }
    }
}

fn c_string(text: impl Into<Vec<u8>>, what: impl FnOnce() -> String) -> Result<CString, StartReason> {
    CString::new(text).map_err(|_| StartReason::NulCharacter { what: what() })
}

fn pointers(strings: &[CString]) -> Vec<*const libc::c_char> {
    strings.iter().map(|string| string.as_ptr()).chain([ptr::null()]).collect()
}

/// The file to execute: as it is when it has a slash, else from `PATH` of the command.
fn find(name: &str, env: &BTreeMap<String, String>, dir: &Path) -> Result<PathBuf, StartReason> {
    if name.contains('/') {
        return Ok(PathBuf::from(name));
    }
    let path = env.get("PATH").ok_or(StartReason::NoPath)?;
    let mut not_executable = None;
    for part in path.split(':') {
        // An empty part has always meant the working directory.
        let file = dir.join(part).join(name);
        if !file.is_file() {
            continue;
        }
        if is_executable(&file) {
            return Ok(file);
        }
        not_executable.get_or_insert(file);
    }
    Err(match not_executable {
        Some(file) => StartReason::NotExecutable { file },
        None => StartReason::NotInPath { path: path.clone() },
    })
}

fn is_executable(file: &Path) -> bool {
    rustix::fs::accessat(CWD, file, Access::EXEC_OK, AtFlags::EACCESS).is_ok()
}

fn why_not_executed(file: &Path, failure: StartFailure) -> StartReason {
    let file_buf = file.to_owned();
    match failure.errno {
        libc::E2BIG => StartReason::TooLong,
        libc::ENOEXEC => StartReason::NotAProgram { file: file_buf },
        libc::ENOENT if !file.exists() => StartReason::NotFound,
        libc::ENOENT => {
            let interpreter = match interpreter(file) {
                Some(interpreter) => format!("{interpreter:?}"),
                None => "(the dynamic loader)".to_owned(),
            };
            StartReason::NoInterpreter { file: file_buf, interpreter }
        }
        libc::EACCES if file.is_dir() => StartReason::Directory,
        libc::EACCES => match interpreter(file) {
            Some(interpreter) if is_executable(file) && !is_executable(Path::new(&interpreter)) => {
                StartReason::InterpreterNotExecutable {
                    file: file_buf,
                    interpreter: format!("{interpreter:?}"),
                }
            }
            _ => StartReason::NotExecutable { file: file_buf },
        },
        _ => StartReason::Other(failure.into_error()),
    }
}

/// What a script names after `#!`.
fn interpreter(file: &Path) -> Option<String> {
    // As much as Linux looks at.
    let mut head = Vec::new();
    // A FIFO, which nobody may ever write to, can be made executable too.
    let flags = libc::O_NONBLOCK | libc::O_NOCTTY;
    let file = File::options().read(true).custom_flags(flags).open(file).ok()?;
    file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    file.take(256).read_to_end(&mut head).ok()?;
    let line = head.strip_prefix(b"#!")?.split(|&byte| byte == b'\n').next()?;
    let line = String::from_utf8_lossy(line);
    let name = line.trim_matches([' ', '\t']).split([' ', '\t']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

impl StartFailure {
    /// The failure as an error of the system.
    pub(in crate::process) fn into_error(self) -> io::Error {
        io::Error::from_raw_os_error(self.errno)
    }
}
