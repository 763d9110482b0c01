//! The environment of a task's commands: a clean base, what the payload asks for, and what Taskcluster promises.
//!
//! Nothing of the worker's own environment gets through except the few variables that describe the user and the machine:
//! whatever an operator put there, credentials above all, is none of a task's business.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::context::RunContext;
use crate::platform::{LoginScreen, TaskUser};

/// Variables of the worker that say something about the machine: commands get to see them.
const OF_MACHINE: &[&str] = &["LANG", "LANGUAGE", "TZ"];
const OF_MACHINE_PREFIX: &str = "LC_";
/// Variables of the worker that say something about its user: commands that run as that user get to see them.
const OF_USER: &[&str] = &["HOME", "LOGNAME", "PATH", "SHELL", "TMPDIR", "USER", "XDG_RUNTIME_DIR"];
const DEFAULT_PATH: &str = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

/// The environment of the commands of `run`. `worker` is the worker's own environment, `payload` what the task asks for; the
/// variables that Taskcluster defines and those of features win over both.
#[must_use]
pub fn build(
    run: &RunContext,
    worker: impl Iterator<Item = (OsString, OsString)>,
    payload: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let (identity, claim, config) = (run.identity(), &run.claim, run.config());
    let mut environment = match identity.user() {
        Some(user) => {
            let mut environment = of_machine(worker);
            environment.extend(of_user(user));
            environment
        }
        None => inherited(worker, |name| is_of_machine(name) || OF_USER.contains(&name)),
    };
    environment.extend(payload.clone());
    if let Some(user) = identity.user().filter(|_| !config.headless_tasks) {
        environment.extend(of_desktop(user));
    }
    let mut set = |name: &str, value: &str| environment.insert(name.to_owned(), value.to_owned());
    set("TASK_ID", &claim.status.task_id);
    set("RUN_ID", &claim.run_id.to_string());
    set("TASK_GROUP_ID", &claim.task.task_group_id);
    set("TASK_WORKDIR", &run.directory.path().to_string_lossy());
    if let Some(root_url) = run.services.taskcluster.deployment().root_url() {
        set("TASKCLUSTER_ROOT_URL", root_url);
    }
    if !config.instance_type.is_empty() {
        set("TASKCLUSTER_INSTANCE_TYPE", &config.instance_type);
    }
    if !config.worker_location.is_empty() {
        set("TASKCLUSTER_WORKER_LOCATION", &config.worker_location);
    }
    environment.extend(run.notes.variables());
    environment
}

/// What every program gets to know of the machine, from the worker's own environment.
pub(super) fn of_machine(worker: impl Iterator<Item = (OsString, OsString)>) -> BTreeMap<String, String> {
    inherited(worker, is_of_machine)
}

/// What programs of a task user get to know of it.
pub(super) fn of_user(user: &TaskUser) -> [(String, String); 3] {
    let home = user.home.to_string_lossy().into_owned();
    [("HOME", home), ("LOGNAME", user.name.clone()), ("USER", user.name.clone())]
        .map(|(name, value)| (name.to_owned(), value))
}

/// What programs of a task user that is at the desktop need to get to it.
pub(super) fn of_desktop(user: &TaskUser) -> impl Iterator<Item = (String, String)> {
    LoginScreen::environment(user).into_iter().map(|(name, value)| (name.to_owned(), value))
}

fn inherited(
    worker: impl Iterator<Item = (OsString, OsString)>,
    is_wanted: impl Fn(&str) -> bool,
) -> BTreeMap<String, String> {
    let mut environment = BTreeMap::from([("PATH".to_owned(), DEFAULT_PATH.to_owned())]);
    let text = worker.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    environment.extend(text.filter(|(name, _)| is_wanted(name)));
    environment
}

fn is_of_machine(name: &str) -> bool {
    OF_MACHINE.contains(&name) || name.starts_with(OF_MACHINE_PREFIX)
}
