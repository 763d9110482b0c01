//! The worker as jobs of launchd: one for the machine, and, where tasks have desktop sessions, one in each of those.

use std::path::{Path, PathBuf};

use generated::cli::{Command, LaunchAgent, Run};

use super::name::LABEL_PREFIX;
use super::plist::{self, Value};
use super::{Change, NextStep, STOP_SECONDS, Service, ServiceFile};

/// Where jobs of the machine are.
const DAEMONS: &str = "/Library/LaunchDaemons";
/// Where jobs of every user's session are.
const AGENTS: &str = "/Library/LaunchAgents";
/// Where the worker's log goes.
const LOGS: &str = "/var/log";
/// The label of the job in task users' sessions, without its beginning.
const AGENT: &str = "genericworker.launchagent";
/// How many files a process may have open: the most that every macOS allows.
const OPEN_FILES: u32 = 10_240;
/// How many seconds lie between two starts, at least.
const THROTTLE_SECONDS: u32 = 30;

/// The property lists of `service`. That of the machine's job is the last, because it makes use of the other.
pub(super) fn property_lists(service: &Service) -> Vec<ServiceFile> {
    let file = |folder: &str, label: &str, job: &Value| ServiceFile {
        path: path(folder, label),
        text: plist::document(job),
    };
    let agent = service.desktop.then(|| file(AGENTS, &agent_label(), &agent(service)));
    let daemon = file(DAEMONS, &service.name.label(), &daemon(service));
    agent.into_iter().chain([daemon]).collect()
}

/// What is to be done when they have been written.
pub(super) fn next_steps(service: &Service, change: Change) -> Vec<NextStep> {
    let label = service.name.label();
    let mut steps = Vec::new();
    if change == Change::Replaced {
        let command = format!("launchctl bootout system/{label}");
        steps.push(NextStep {
            command,
            purpose: "if it runs: ends its tasks as worker-shutdown, and stops it",
        });
    }
    let command = format!("launchctl bootstrap system '{}'", path(DAEMONS, &label).display());
    steps.push(NextStep { command, purpose: "starts it, now and with the machine" });
    steps.push(NextStep { command: format!("tail -F {}", log(service)), purpose: "shows its log" });
    steps
}

fn daemon(service: &Service) -> Value {
    // To launchd an exit code is success or failure: the worker takes account of that.
    let words = service.command_line(Command::Run(Run { under_launchd: true, ..service.run.clone() }));
    Value::Dictionary(vec![
        ("Label", service.name.label().into()),
        ("UserName", "root".into()),
        ("ProgramArguments", words.into()),
        ("WorkingDirectory", service.directory.clone().into()),
        ("RunAtLoad", Value::Boolean(true)),
        ("KeepAlive", Value::Dictionary(vec![("SuccessfulExit", Value::Boolean(false))])),
        ("ThrottleInterval", Value::Integer(THROTTLE_SECONDS.into())),
        ("ExitTimeOut", Value::Integer(STOP_SECONDS.into())),
        // Other kinds of jobs get less of the processor and the disk, and their tasks with them.
        ("ProcessType", "Interactive".into()),
        ("SoftResourceLimits", Value::Dictionary(vec![("NumberOfFiles", Value::Integer(OPEN_FILES.into()))])),
        ("StandardOutPath", log(service).into()),
        ("StandardErrorPath", log(service).into()),
    ])
}

/// Runs in the session of each user who logs in to the desktop, and starts there what the worker tells it to.
fn agent(service: &Service) -> Value {
    let words = service.command_line(Command::LaunchAgent(LaunchAgent::default()));
    Value::Dictionary(vec![
        ("Label", agent_label().into()),
        ("ProgramArguments", words.into()),
        ("LimitLoadToSessionType", "Aqua".into()),
        ("RunAtLoad", Value::Boolean(true)),
        ("KeepAlive", Value::Boolean(true)),
        ("ProcessType", "Interactive".into()),
    ])
}

fn agent_label() -> String {
    format!("{LABEL_PREFIX}{AGENT}")
}

fn log(service: &Service) -> String {
    format!("{LOGS}/{}.log", service.name.stem())
}

fn path(folder: &str, label: &str) -> PathBuf {
    Path::new(folder).join(format!("{label}.plist"))
}
