//! The environment of a task's commands: a clean base, what the payload asks for, and what Taskcluster promises.
//!
//! Nothing of the worker's own environment gets through except the few variables that describe the user and the machine:
//! whatever an operator put there, credentials above all, is none of a task's business.

use std::collections::BTreeMap;
use std::ffi::OsString;

use generated::api::queue::TaskClaim;
use generated::config::Config;

use super::directory::TaskDirectory;

/// Variables of the worker that commands get to see.
const INHERITED: &[&str] =
    &["HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER", "XDG_RUNTIME_DIR"];
const INHERITED_PREFIX: &str = "LC_";
const DEFAULT_PATH: &str = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

/// The environment of the commands of `claim`. `worker` is the worker's own environment, `payload` what the task asks
/// for; the variables that Taskcluster defines and those of `features` win over both.
#[must_use]
pub fn build(
    worker: impl Iterator<Item = (OsString, OsString)>,
    payload: &BTreeMap<String, String>,
    features: BTreeMap<String, String>,
    claim: &TaskClaim,
    directory: &TaskDirectory,
    root_url: Option<&str>,
    config: &Config,
) -> BTreeMap<String, String> {
    let mut environment = BTreeMap::from([("PATH".to_owned(), DEFAULT_PATH.to_owned())]);
    let text = worker.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    environment.extend(text.filter(|(name, _)| is_inherited(name)));
    environment.extend(payload.clone());
    let mut set = |name: &str, value: &str| environment.insert(name.to_owned(), value.to_owned());
    set("TASK_ID", &claim.status.task_id);
    set("RUN_ID", &claim.run_id.to_string());
    set("TASK_GROUP_ID", &claim.task.task_group_id);
    set("TASK_WORKDIR", &directory.path().to_string_lossy());
    if let Some(root_url) = root_url {
        set("TASKCLUSTER_ROOT_URL", root_url);
    }
    if !config.instance_type.is_empty() {
        set("TASKCLUSTER_INSTANCE_TYPE", &config.instance_type);
    }
    if !config.worker_location.is_empty() {
        set("TASKCLUSTER_WORKER_LOCATION", &config.worker_location);
    }
    environment.extend(features);
    environment
}

fn is_inherited(name: &str) -> bool {
    INHERITED.contains(&name) || name.starts_with(INHERITED_PREFIX)
}
