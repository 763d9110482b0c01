//! The program of the setting `runAfterUserCreation`, with which whoever runs workers prepares each new task user.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use generated::config::settings::RUN_AFTER_USER_CREATION as SETTING;

use super::environment;
use crate::platform::{TaskIdentity, TaskUser};
use crate::process::{
    Command, Confinement, ExitStatus, KillError, ProcessTree, SharedFile, StartError, TaskLimits, TreeError,
    launch_agent,
};

/// How long the program may run.
const LIMIT: Duration = Duration::from_secs(10 * 60);
/// How much of its output gets into the worker's log, in bytes: the end, where errors are.
const MOST_OUTPUT: u64 = 32 << 10;

/// Why a new user was not prepared.
#[derive(Debug, thiserror::Error)]
pub enum AfterUserCreationError {
    /// The program cannot be started.
    #[error("the setting {name}: {0}", name = SETTING.name)]
    Start(#[from] StartError),
    /// No program can be started.
    #[error("the program of the setting {name} was not started: {0}", name = SETTING.name)]
    Tree(#[from] TreeError),
    /// It said that it failed.
    #[error(
        "the program of the setting {}, {program:?}, did not prepare the user {user}: {status}; what it wrote is in the worker's \
         log. Mend the program, or remove the setting",
        SETTING.name
    )]
    Failed {
        /// The program.
        program: String,
        /// The user.
        user: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// It did not end.
    #[error(
        "the program of the setting {}, {program:?}, did not end within {} seconds and was killed; what runs on must not be \
         waited for",
        SETTING.name,
        limit.as_secs()
    )]
    TooLong {
        /// The program.
        program: String,
        /// How long it was waited for.
        limit: Duration,
    },
    /// What it left running could not be ended.
    #[error("what the program of the setting {name} left running: {0}", name = SETTING.name)]
    Kill(#[from] KillError),
    /// Its output could not be kept.
    #[error("cannot keep the output of the program of the setting {name}: {0}", name = SETTING.name)]
    Output(#[from] io::Error),
}

/// Runs `program` as `user`, in its home directory, and with `has_desktop` in its desktop session, and ends whatever it leaves
/// running. Its output goes through the file `output`, which is removed, to the worker's log.
///
/// # Errors
///
/// When it cannot be started, fails or does not end; `user` must not get a task then.
pub async fn run_after_user_creation(
    program: &str,
    user: &Arc<TaskUser>,
    has_desktop: bool,
    output: &Path,
) -> Result<(), AfterUserCreationError> {
    run_within(LIMIT, program, user, has_desktop, output).await
}

async fn run_within(
    limit: Duration,
    program: &str,
    user: &Arc<TaskUser>,
    has_desktop: bool,
    output: &Path,
) -> Result<(), AfterUserCreationError> {
    let command = Command {
        argv: vec![program.to_owned()],
        env: environment_of(user, has_desktop),
        dir: user.home.clone(),
        confinement: Confinement {
            identity: TaskIdentity::User(Arc::clone(user)),
            keeps_session: has_desktop,
            launch_agent: has_desktop.then(|| launch_agent::default_socket().into()),
            ..Confinement::default()
        },
    };
    tracing::info!("running {program:?} as the new task user {}", user.name);
    let processes = ProcessTree::new(&user.name, &TaskLimits::default())?;
    let file = Arc::new(SharedFile::create(output)?);
    let ended = tokio::time::timeout(limit, processes.run(&command, &file)).await;
    let killed = processes.kill().await;
    log_end_of(&file);
    if let Err(error) = fs::remove_file(output) {
        tracing::warn!("could not remove {}: {error}", output.display());
    }
    let program = program.to_owned();
    let outcome =
        ended.map_err(|_| AfterUserCreationError::TooLong { program: program.clone(), limit })??;
    if !outcome.status.is_success() {
        return Err(AfterUserCreationError::Failed {
            program,
            user: user.name.clone(),
            status: outcome.status,
        });
    }
    killed?;
    Ok(())
}

fn environment_of(user: &TaskUser, has_desktop: bool) -> BTreeMap<String, String> {
    let mut environment = environment::of_machine(std::env::vars_os());
    environment.extend(environment::of_user(user));
    // By it, what it starts is known as the task user's, wherever that gets to.
    environment.insert("TASK_WORKDIR".to_owned(), user.home.to_string_lossy().into_owned());
    if has_desktop {
        environment.extend(environment::of_desktop(user));
    }
    environment
}

fn log_end_of(file: &SharedFile) {
    match end_of(file) {
        Ok((text, is_all)) => {
            if !is_all {
                tracing::info!("(only the end of its output follows)");
            }
            text.lines().for_each(|line| tracing::info!("> {line}"));
        }
        Err(error) => tracing::warn!("cannot read what it wrote: {error}"),
    }
}

/// The last lines, and whether those are all.
fn end_of(file: &SharedFile) -> io::Result<(String, bool)> {
    let skipped = file.len().saturating_sub(MOST_OUTPUT);
    let mut reader = file.reader()?;
    reader.seek(SeekFrom::Start(skipped))?;
    let mut text = Vec::new();
    reader.take(MOST_OUTPUT).read_to_end(&mut text)?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok((text, skipped == 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A home directory with a program in it. `None` where there can be no other users.
    struct Home {
        directory: tempfile::TempDir,
        user: Arc<TaskUser>,
    }

    impl Home {
        fn new(script: &str) -> Option<Self> {
            let directory = tempfile::tempdir().unwrap();
            let home = directory.path().join("home");
            fs::create_dir(&home).unwrap();
            fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
            // A number of its own: everything of a user is ended with the program.
            let uid = 1_900_000_000 + rand::random::<u32>() % 100_000_000;
            if std::os::unix::fs::chown(&home, Some(uid), Some(uid)).is_err() {
                println!("skipped: only root can run a program as another user");
                return None;
            }
            let program = directory.path().join("program");
            fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
            let user = TaskUser { name: "somebody".to_owned(), uid, gid: uid, groups: Vec::new(), home };
            Some(Self { directory, user: Arc::new(user) })
        }

        async fn run(&self, limit: Duration, has_desktop: bool) -> Result<(), AfterUserCreationError> {
            let program = self.directory.path().join("program");
            let output = self.directory.path().join("output");
            let result = run_within(limit, program.to_str().unwrap(), &self.user, has_desktop, &output).await;
            assert!(!output.exists());
            result
        }
    }

    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn it_runs_at_home_with_the_environment_of_the_user() {
        let Some(home) = Home::new("pwd -P >where; env >environment; echo all is well") else { return };
        for has_desktop in [false, true] {
            home.run(LONG, has_desktop).await.unwrap();
            let read = |name: &str| fs::read_to_string(home.user.home.join(name)).unwrap();
            let real = home.user.home.canonicalize().unwrap();
            assert_eq!(Path::new(read("where").trim_end()), real);
            let environment = read("environment");
            let has = |line: &str| environment.lines().any(|found| found == line);
            assert!(has("USER=somebody") && has("LOGNAME=somebody"), "{environment}");
            assert!(has(&format!("HOME={}", home.user.home.display())), "{environment}");
            let session = format!("XDG_RUNTIME_DIR=/run/user/{}", home.user.uid);
            assert_eq!(has(&session), has_desktop && cfg!(target_os = "linux"));
            assert!(!environment.contains("CARGO"), "{environment}");
        }
    }

    #[tokio::test]
    async fn failures_say_what_to_do() {
        let Some(home) = Home::new("echo no luck; exit 3") else { return };
        let error = home.run(LONG, false).await.unwrap_err().to_string();
        assert!(error.contains("exit status 3") && error.contains("remove the setting"), "{error}");
        let Some(home) = Home::new("sleep 600 & sleep 600") else { return };
        let error = home.run(Duration::from_millis(200), false).await.unwrap_err();
        assert!(matches!(error, AfterUserCreationError::TooLong { .. }), "{error}");
        fs::remove_file(home.directory.path().join("program")).unwrap();
        let error = home.run(LONG, false).await.unwrap_err().to_string();
        assert!(error.contains("no such file") && error.contains("runAfterUserCreation"), "{error}");
    }

    #[tokio::test]
    #[cfg(target_os = "linux")]
    async fn what_it_leaves_running_is_ended() {
        let Some(home) = Home::new("sleep 600 >/dev/null 2>&1 &\necho $! >pid") else { return };
        home.run(LONG, false).await.unwrap();
        let pid = fs::read_to_string(home.user.home.join("pid")).unwrap();
        // Its new parent may not have noticed yet that it has ended.
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
        assert!(stat.is_empty() || stat.contains(") Z"), "{stat}");
    }

    #[tokio::test]
    #[cfg(target_os = "linux")]
    async fn the_desktop_session_goes_on() {
        use std::os::unix::process::CommandExt;

        let Some(home) = Home::new("true") else { return };
        let mut session = std::process::Command::new("sleep").arg("600").uid(home.user.uid).spawn().unwrap();
        home.run(LONG, true).await.unwrap();
        assert_eq!(session.try_wait().unwrap(), None);
        // Without a desktop there is nothing that may stay.
        home.run(LONG, false).await.unwrap();
        assert!(!session.wait().unwrap().success());
    }

    #[test]
    fn only_the_end_of_much_output_is_shown() {
        let directory = tempfile::tempdir().unwrap();
        let file = SharedFile::create(directory.path().join("output")).unwrap();
        file.write_all(b"short\n").unwrap();
        assert_eq!(end_of(&file).unwrap(), ("short\n".to_owned(), true));
        file.write_all(&vec![b'x'; 1 << 20]).unwrap();
        file.write_all(b"\nthe end\n").unwrap();
        let (text, is_all) = end_of(&file).unwrap();
        assert!(text.ends_with("\nthe end\n") && text.len() as u64 == MOST_OUTPUT && !is_all);
    }
}
