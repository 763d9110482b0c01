// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The task payload on macos, from `schemas/payload/macos.yml`.

use serde::{Deserialize, Serialize};

/// Services of the worker that a task switches on (`true`) or off (`false`). A feature that the
/// worker's configuration does not allow, or for which the task lacks a scope, resolves the task as
/// `exception/malformed-payload` before any command is run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Features {
    /// Upload the complete task log as the artifact named in `logs.backing` when the task has ended.
    /// Without it the log is gone once the task directory is removed.
    #[serde(rename = "backingLog", default = "defaults::default_bool::<true>")]
    pub backing_log: bool,
    /// Publish evidence of what this task was and what it made: `public/chain-of-trust.json`, with the task
    /// definition and the SHA-256 of each artifact, its ed25519 signature in
    /// `public/chain-of-trust.json.sig`, and the log as `public/logs/certified.log`. A worker with an
    /// OpenPGP key publishes `public/chainOfTrust.json.asc`.
    ///
    /// The worker first makes sure that the task cannot read the signing key: if it can, the task resolves
    /// as `exception/malformed-payload`.
    #[serde(rename = "chainOfTrust", default)]
    pub chain_of_trust: bool,
    /// Serve the task log while the task runs, through the artifact named in `logs.live`. When the task has
    /// ended, that artifact leads to the backing log. A live log that cannot be served is only a warning in
    /// the worker's log: the task does not suffer.
    #[serde(rename = "liveLog", default = "defaults::default_bool::<true>")]
    pub live_log: bool,
    /// Measure the memory in use on the machine while commands run, and add it to the result of each
    /// command in the log. Unless the worker is configured otherwise, a command that uses up nearly all
    /// memory for several seconds is killed and the task resolves as `failed`, which keeps the machine
    /// alive.
    #[serde(rename = "resourceMonitor", default = "defaults::default_bool::<true>")]
    pub resource_monitor: bool,
    /// Run the commands as the user that the worker runs as, instead of a user made for the task. This
    /// gives the task all rights of the worker: leave it to trusted tasks. The worker must not run several
    /// tasks at a time.
    ///
    /// Needs the scope `generic-worker:run-task-as-current-user:<provisionerId>/<workerType>`.
    #[serde(rename = "runTaskAsCurrentUser", default)]
    pub run_task_as_current_user: bool,
    /// Run a proxy while the commands run, at the URL in the environment variable `TASKCLUSTER_PROXY_URL`.
    /// It signs requests to Taskcluster services with credentials that hold the scopes of the task and
    /// `queue:create-artifact:<taskId>/<runId>`, so commands need no credentials of their own. Every
    /// process of the machine that knows the port can use it: macOS does not tell who connects. See
    /// `taskclusterProxyInterface` for where it listens.
    #[serde(rename = "taskclusterProxy", default)]
    pub taskcluster_proxy: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            backing_log: defaults::default_bool::<true>(),
            chain_of_trust: Default::default(),
            live_log: defaults::default_bool::<true>(),
            resource_monitor: defaults::default_bool::<true>(),
            run_task_as_current_user: Default::default(),
            taskcluster_proxy: Default::default(),
        }
    }
}

/// What a task on macOS is to do: `task.payload` of its definition. A payload that does not conform to
/// this schema resolves the task as `exception/malformed-payload`; the task log lists everything that
/// is wrong with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// Files and directories to be published when the commands have ended, whether they succeeded or not.
    /// Two artifacts of the same name are both sent to the queue, which refuses the second if it differs
    /// from the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub artifacts: Vec<crate::payload::common::Artifact>,
    /// The commands of the task, run one after the other. Each is an array: the program and its arguments,
    /// passed on as they are, without a shell. For shell syntax start a shell: `[bash, -c, 'make && make
    /// test']`.
    ///
    /// Every command is a process of its own that starts in the task directory with nothing on its standard
    /// input, so a change of directory or an exported variable does not carry over to the next. What it
    /// prints to standard output and standard error becomes part of the task log. A command that exits with
    /// anything but 0, or that cannot be started, makes the task fail, and those after it are not run.
    pub command: Vec<Vec<String>>,
    /// Environment variables for the commands.
    #[serde(
        default,
        skip_serializing_if = "std::collections::BTreeMap::is_empty"
    )]
    pub env: std::collections::BTreeMap<String, String>,
    /// Services of the worker that this task switches on or off.
    #[serde(default = "defaults::payload_features")]
    pub features: Features,
    /// Names of the artifacts that the task log is published under.
    #[serde(default = "defaults::payload_logs")]
    pub logs: crate::payload::common::Logs,
    /// How long the commands may run, all together, in seconds.
    #[serde(rename = "maxRunTime")]
    pub max_run_time: u64,
    /// Files and directories to be put in place before the commands start, and directories to be kept for
    /// later tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mounts: Vec<crate::payload::common::Mount>,
    /// What particular exit codes mean.
    #[serde(rename = "onExitStatus", default = "defaults::payload_on_exit_status")]
    pub on_exit_status: crate::payload::common::OnExitStatus,
    /// Operating system groups that the commands run with.
    #[serde(
        rename = "osGroups",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub os_groups: Vec<String>,
    /// Where to ask whether a newer task makes this one superfluous, if the worker's services know the
    /// question.
    #[serde(
        rename = "supersederUrl",
        skip_serializing_if = "Option::is_none"
    )]
    pub superseder_url: Option<String>,
    /// Network interface that the taskcluster proxy listens on.
    #[serde(
        rename = "taskclusterProxyInterface",
        skip_serializing_if = "Option::is_none"
    )]
    pub taskcluster_proxy_interface: Option<
        crate::payload::common::TaskclusterProxyInterface,
    >,
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_bool<const V: bool>() -> bool {
        V
    }
    pub(super) fn payload_features() -> super::Features {
        super::Features::default()
    }
    pub(super) fn payload_logs() -> crate::payload::common::Logs {
        crate::payload::common::Logs::default()
    }
    pub(super) fn payload_on_exit_status() -> crate::payload::common::OnExitStatus {
        crate::payload::common::OnExitStatus::default()
    }
}
