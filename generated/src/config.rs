// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The worker's configuration, from `schemas/config.yml`.

use std::net::IpAddr;
use std::path::PathBuf;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use crate::Secret;
use crate::runtime::setting::{Default2018, Era, Kind, Required, Setting};

/// The configuration file is one JSON object of settings. A file that has base URLs (`queueBaseURL` and
/// the like), a `livelogSecret` or a `signingKeyLocation`, and no `rootURL`, is one of 2018: unknown
/// settings in it are passed over with a warning, and Taskcluster is called at its base URLs. Every
/// other file is one of today: an unknown setting is an error.
///
/// Serialised, it shows every setting, with those that are secret masked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Config {
    /// The root URL of the Taskcluster deployment, such as https://tc.example.com. If the configuration
    /// file does not have it, the environment variable TASKCLUSTER_ROOT_URL is used.
    #[serde(rename = "rootURL")]
    pub root_url: String,
    /// The client ID of the worker's Taskcluster credentials.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// The access token of the worker's Taskcluster credentials.
    #[serde(rename = "accessToken")]
    pub access_token: Secret<String>,
    /// The certificate of the worker's Taskcluster credentials, as a string of JSON. Only temporary
    /// credentials have one.
    #[serde(rename = "certificate")]
    pub certificate: Secret<String>,
    /// The first part of the worker's task queue (worker pool), before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// The second part of the worker's task queue (worker pool), after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
    /// A group of workers, such as a region or a data centre. Together with workerId it identifies this
    /// worker.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// A name for this worker that is unique within its workerGroup.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Facts about this kind of worker, printed at the head of every task log: who maintains it, how it was
    /// set up. The worker adds an entry about itself.
    #[serde(rename = "workerTypeMetadata")]
    pub worker_type_metadata: Map<String, Value>,
    /// How many tasks may run at the same time. One claim asks for no more than 32, however large this is.
    /// Tasks that run side by side as the same user are not protected from each other: see
    /// runTasksAsCurrentUser.
    #[serde(rename = "capacity")]
    pub capacity: u8,
    /// Exit with status 0 after this many tasks. The count is kept over restarts until it has been reached.
    /// 0 means no limit.
    #[serde(rename = "numberOfTasksToRun")]
    pub number_of_tasks_to_run: u64,
    /// The longest maxRunTime, in seconds, that a task may ask for. A task that asks for more is resolved
    /// as exception/malformed-payload.
    #[serde(rename = "maxTaskRunTime")]
    pub max_task_run_time: u32,
    /// How often, in seconds, to ask the queue whether a running task has been cancelled or has passed its
    /// deadline. A fifth more or less is added at random. 0 means to find out only when the claim is
    /// renewed.
    #[serde(rename = "taskStatusPollSecs")]
    pub task_status_poll_secs: u32,
    /// Exit with status 68 after this many seconds without a task. 0 means never.
    #[serde(rename = "idleTimeoutSecs")]
    pub idle_timeout_secs: u64,
    /// Shut the machine down when the worker exits because it was idle.
    #[serde(rename = "shutdownMachineOnIdle")]
    pub shutdown_machine_on_idle: bool,
    /// Shut the machine down when the worker exits because of an error of its own.
    #[serde(rename = "shutdownMachineOnInternalError")]
    pub shutdown_machine_on_internal_error: bool,
    /// Do not reboot the machine where the worker otherwise would; only exit.
    #[serde(rename = "disableReboots")]
    pub disable_reboots: bool,
    /// A taskcluster-proxy program to use instead of the one that is built in. It gets its credentials by
    /// environment variables, and new ones by PUT /credentials.
    #[serde(rename = "taskclusterProxyExecutable")]
    pub taskcluster_proxy_executable: String,
    /// The port on which tasks find the taskcluster proxy. With a capacity above 1, each further task gets
    /// the port that is 4 higher. Where the port is taken, or the worker may not listen on it, and where
    /// this is 0, it is any free port: tasks find it in TASKCLUSTER_PROXY_URL.
    #[serde(rename = "taskclusterProxyPort")]
    pub taskcluster_proxy_port: u16,
    /// Run tasks as the user that the worker runs as. When this is false, each task has an operating system
    /// user of its own, which is made before the task and removed after it, with everything that it left;
    /// on Linux and macOS the worker must be root for that. On Linux the default is false when the worker
    /// is root and either headlessTasks is true or capacity is above 1, except in a configuration of 2018.
    #[serde(rename = "runTasksAsCurrentUser")]
    pub run_tasks_as_current_user: bool,
    /// With task users: tasks have no desktop session, each gets its user just before it runs, and the
    /// machine is never rebooted. When this is false, the user of the next task is logged in to the desktop
    /// by a reboot after each task. The default is true when capacity is above 1, because a desktop has one
    /// user at a time.
    #[serde(rename = "headlessTasks")]
    pub headless_tasks: bool,
    /// A program, without arguments, to run as the task user, in its home directory, after that user has
    /// been made (and is logged in, where there is a desktop) and before its first task. It has ten
    /// minutes. Its output goes to the worker's log, and what it leaves running is ended. It sees the
    /// machine as it is, while the task may have a /tmp of its own. Where it fails, the worker ends: no
    /// task could be run.
    #[serde(rename = "runAfterUserCreation")]
    pub run_after_user_creation: String,
    /// Linux: put the processes of each task into a control group of its own where the system allows it
    /// (cgroup v2, and v1 where that has the controllers), which makes killing them complete and counts
    /// their memory and processor time. Without, each command is watched by a small supervisor process.
    #[serde(rename = "enableTaskControlGroups")]
    pub enable_task_control_groups: bool,
    /// Linux: how many bytes of memory the processes of a task may use together. At the limit the kernel
    /// ends them, and the task fails. It takes a control group with the memory controller. 0 means no
    /// limit.
    #[serde(rename = "taskMemoryLimit")]
    pub task_memory_limit: u64,
    /// Linux: how many processes and threads a task may have at a time. Where control groups cannot limit
    /// them, the number of processes of the task's user is limited. 0 means half of what the system can
    /// have, divided by capacity, but at least 256, for tasks that have users of their own, and no limit
    /// for others.
    #[serde(rename = "taskPidsLimit")]
    pub task_pids_limit: u64,
    /// Linux, with task users and headlessTasks: give each task its own empty /tmp, /var/tmp, /run/lock,
    /// /dev/shm and other directories that everybody may write to, which are removed after it (a mount
    /// namespace).
    #[serde(rename = "enableTaskPrivateTmp")]
    pub enable_task_private_tmp: bool,
    /// Linux, with task users and headlessTasks: give each task its own System V and POSIX message queues,
    /// semaphores and shared memory (an IPC namespace).
    #[serde(rename = "enableTaskPrivateIPC")]
    pub enable_task_private_ipc: bool,
    /// Linux, with task users and headlessTasks: tasks see only their own processes in /proc.
    #[serde(rename = "enableTaskProtectProc")]
    pub enable_task_protect_proc: bool,
    /// Linux, with task users: programs such as sudo cannot give the commands of a task more rights than
    /// they have, unless the task has the scope for it.
    #[serde(rename = "enableTaskNoNewPrivileges")]
    pub enable_task_no_new_privileges: bool,
    /// The folder in which each task gets a directory of its own. A relative path counts from the worker's
    /// working directory.
    #[serde(rename = "tasksDir")]
    pub tasks_dir: PathBuf,
    /// The folder in which writable directory caches are kept between tasks.
    #[serde(rename = "cachesDir")]
    pub caches_dir: PathBuf,
    /// The folder in which downloaded files are kept between tasks.
    #[serde(rename = "downloadsDir")]
    pub downloads_dir: PathBuf,
    /// Remove a task's directory when the task is over, and at start those that an earlier worker has left
    /// behind.
    #[serde(rename = "cleanUpTaskDirs")]
    pub clean_up_task_dirs: bool,
    /// How much disk space, in units of 1,048,576 bytes, must be free in tasksDir before a task is claimed.
    /// Caches are removed to make room, those that were not used for longest first.
    #[serde(rename = "requiredDiskSpaceMegabytes")]
    pub required_disk_space_megabytes: u32,
    /// How many artifacts of a task may be uploaded at the same time.
    #[serde(rename = "uploadConcurrency")]
    pub upload_concurrency: u8,
    /// Publish artifacts through the object service instead of asking the queue for upload URLs.
    #[serde(rename = "createObjectArtifacts")]
    pub create_object_artifacts: bool,
    /// Let tasks publish their log while they run.
    #[serde(rename = "enableLiveLog")]
    pub enable_live_log: bool,
    /// A livelog program to use instead of the server that is built in. It gets the token in ACCESS_TOKEN,
    /// its ports in LIVELOG_PUT_PORT and LIVELOG_GET_PORT, and a folder in LIVELOG_TEMP_DIR.
    #[serde(rename = "livelogExecutable")]
    pub livelog_executable: String,
    /// The port on which live logs are served at publicIP. 0 means any that is free. A port that is taken
    /// is no error: the next free one is used.
    #[serde(rename = "livelogExposePort")]
    pub livelog_expose_port: u16,
    /// The first port that a livelog program listens on; it needs this one and the next. With a capacity
    /// above 1, each further task gets the port that is 4 higher.
    #[serde(rename = "livelogPortBase")]
    pub livelog_port_base: u16,
    /// The secret from which the host names of live logs are computed, shared with the stateless DNS
    /// server. Live logs are served under such names when this is set.
    #[serde(rename = "livelogSecret")]
    pub livelog_secret: Secret<String>,
    /// The domain of the stateless DNS server, below which live logs get their host names.
    #[serde(rename = "subdomain")]
    pub subdomain: String,
    /// A file with the TLS certificate for live logs, in PEM format. They are served over https when this
    /// and livelogKey are set.
    #[serde(rename = "livelogCertificate")]
    pub livelog_certificate: PathBuf,
    /// A file with the private key of livelogCertificate, in PEM format.
    #[serde(rename = "livelogKey")]
    pub livelog_key: PathBuf,
    /// The port on which live logs are served. A port that is taken is no error: the next free one is used.
    #[serde(rename = "livelogGETPort")]
    pub livelog_get_port: u16,
    /// The port on which a livelog program is given the log.
    #[serde(rename = "livelogPUTPort")]
    pub livelog_put_port: u16,
    /// The audience value of the websocktunnel server. Live logs are served through it when this and
    /// wstServerURL are set.
    #[serde(rename = "wstAudience")]
    pub wst_audience: String,
    /// The URL of the websocktunnel server.
    #[serde(rename = "wstServerURL")]
    pub wst_server_url: String,
    /// Let tasks ask for signed evidence of what they were and what they made.
    #[serde(rename = "enableChainOfTrust")]
    pub enable_chain_of_trust: bool,
    /// A file with the private ed25519 key that chain of trust artifacts are signed with, as
    /// new-ed25519-keypair makes it.
    #[serde(rename = "ed25519SigningKeyLocation")]
    pub ed25519_signing_key_location: PathBuf,
    /// A file with the private OpenPGP key that chain of trust artifacts are signed with, as
    /// new-openpgp-keypair makes it.
    #[serde(rename = "signingKeyLocation")]
    pub signing_key_location: PathBuf,
    /// Let tasks mount files, directories and caches.
    #[serde(rename = "enableMounts")]
    pub enable_mounts: bool,
    /// Let tasks ask for groups of the operating system.
    #[serde(rename = "enableOSGroups")]
    pub enable_os_groups: bool,
    /// Let tasks call Taskcluster services through the taskcluster proxy.
    #[serde(rename = "enableTaskclusterProxy")]
    pub enable_taskcluster_proxy: bool,
    /// Ask the service at a task's supersederUrl whether a later task makes the task superfluous, and leave
    /// it out if so. Queues of today refuse the resolution exception/superseded; the run is
    /// exception/resource-unavailable there.
    #[serde(rename = "enableSupersede")]
    pub enable_supersede: bool,
    /// Keep a file that names the last task, for whoever looks into a crash.
    #[serde(rename = "enableMetadata")]
    pub enable_metadata: bool,
    /// Let tasks with the scope for it run as the worker's own user.
    #[serde(rename = "enableRunTaskAsCurrentUser")]
    pub enable_run_task_as_current_user: bool,
    /// Measure how much memory each command uses, and end tasks that use up nearly all of it.
    #[serde(rename = "enableResourceMonitor")]
    pub enable_resource_monitor: bool,
    /// Only warn about a task that uses up nearly all memory, instead of ending it.
    #[serde(rename = "disableOOMProtection")]
    pub disable_oom_protection: bool,
    /// The share of the machine's memory, in percent, above which it is nearly used up. A task is ended
    /// only if minAvailableMemoryBytes says so too.
    #[serde(rename = "maxMemoryUsagePercent")]
    pub max_memory_usage_percent: u8,
    /// How many bytes of memory must be available for it not to be nearly used up.
    #[serde(rename = "minAvailableMemoryBytes")]
    pub min_available_memory_bytes: u64,
    /// For how long, in seconds, a task may use up nearly all memory.
    #[serde(rename = "allowedHighMemoryDurationSecs")]
    pub allowed_high_memory_duration_secs: u64,
    /// The address at which others reach this machine, such as the readers of live logs. Without it they
    /// are sent to privateIP; without either, live logs are served to this machine only. Part of the chain
    /// of trust.
    #[serde(rename = "publicIP")]
    pub public_ip: Option<IpAddr>,
    /// The address of this machine within its own network. Part of the chain of trust.
    #[serde(rename = "privateIP")]
    pub private_ip: Option<IpAddr>,
    /// The cloud provider's name for this machine. Part of the chain of trust.
    #[serde(rename = "instanceId")]
    pub instance_id: String,
    /// The cloud provider's name for this kind of machine. Tasks find it in TASKCLUSTER_INSTANCE_TYPE.
    #[serde(rename = "instanceType")]
    pub instance_type: String,
    /// The cloud provider's region that this machine is in. Part of the chain of trust.
    #[serde(rename = "region")]
    pub region: String,
    /// The cloud provider's availability zone that this machine is in.
    #[serde(rename = "availabilityZone")]
    pub availability_zone: String,
    /// Where this machine is, as a string of JSON. Tasks find it in TASKCLUSTER_WORKER_LOCATION.
    #[serde(rename = "workerLocation")]
    pub worker_location: String,
    /// The base URL of the queue, instead of the one that follows from rootURL.
    #[serde(rename = "queueBaseURL")]
    pub queue_base_url: String,
    /// The base URL of the auth service, instead of the one that follows from rootURL.
    #[serde(rename = "authBaseURL")]
    pub auth_base_url: String,
    /// The base URL of the purge-cache service, instead of the one that follows from rootURL.
    #[serde(rename = "purgeCacheBaseURL")]
    pub purge_cache_base_url: String,
    /// The base URL of the AWS provisioner.
    #[serde(rename = "provisionerBaseURL")]
    pub provisioner_base_url: String,
    /// With --configure-for-aws, the worker exits with status 70 when the worker type's definition shows
    /// another deploymentId than this.
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
    /// How often, in seconds, to look for a new deploymentId.
    #[serde(rename = "checkForNewDeploymentEverySecs")]
    pub check_for_new_deployment_every_secs: u64,
    /// With --configure-for-aws, where this EC2 instance finds its metadata. If the configuration file does
    /// not have it, the environment variable AWS_METADATA_BASE_URL is used.
    #[serde(rename = "awsMetadataBaseURL")]
    pub aws_metadata_base_url: String,
    /// The Sentry project that errors of the worker itself are reported to. An empty name means none.
    #[serde(rename = "sentryProject")]
    pub sentry_project: String,
}

impl Default for Config {
    /// All settings at their defaults for this platform, in a configuration of today.
    fn default() -> Self {
        let defaults = SETTINGS
            .iter()
            .map(|setting| (setting.name.to_owned(), setting.default_value()));
        serde_json::from_value(Value::Object(defaults.collect()))
            .expect("cargo codegen checks every default against its type")
    }
}

/// All settings, in the order of the schema.
pub const SETTINGS: &[&Setting] = &[
    &settings::ROOT_URL,
    &settings::CLIENT_ID,
    &settings::ACCESS_TOKEN,
    &settings::CERTIFICATE,
    &settings::PROVISIONER_ID,
    &settings::WORKER_TYPE,
    &settings::WORKER_GROUP,
    &settings::WORKER_ID,
    &settings::WORKER_TYPE_METADATA,
    &settings::CAPACITY,
    &settings::NUMBER_OF_TASKS_TO_RUN,
    &settings::MAX_TASK_RUN_TIME,
    &settings::TASK_STATUS_POLL_SECS,
    &settings::IDLE_TIMEOUT_SECS,
    &settings::SHUTDOWN_MACHINE_ON_IDLE,
    &settings::SHUTDOWN_MACHINE_ON_INTERNAL_ERROR,
    &settings::DISABLE_REBOOTS,
    &settings::TASKCLUSTER_PROXY_EXECUTABLE,
    &settings::TASKCLUSTER_PROXY_PORT,
    &settings::RUN_TASKS_AS_CURRENT_USER,
    &settings::HEADLESS_TASKS,
    &settings::RUN_AFTER_USER_CREATION,
    &settings::ENABLE_TASK_CONTROL_GROUPS,
    &settings::TASK_MEMORY_LIMIT,
    &settings::TASK_PIDS_LIMIT,
    &settings::ENABLE_TASK_PRIVATE_TMP,
    &settings::ENABLE_TASK_PRIVATE_IPC,
    &settings::ENABLE_TASK_PROTECT_PROC,
    &settings::ENABLE_TASK_NO_NEW_PRIVILEGES,
    &settings::TASKS_DIR,
    &settings::CACHES_DIR,
    &settings::DOWNLOADS_DIR,
    &settings::CLEAN_UP_TASK_DIRS,
    &settings::REQUIRED_DISK_SPACE_MEGABYTES,
    &settings::UPLOAD_CONCURRENCY,
    &settings::CREATE_OBJECT_ARTIFACTS,
    &settings::ENABLE_LIVE_LOG,
    &settings::LIVELOG_EXECUTABLE,
    &settings::LIVELOG_EXPOSE_PORT,
    &settings::LIVELOG_PORT_BASE,
    &settings::LIVELOG_SECRET,
    &settings::SUBDOMAIN,
    &settings::LIVELOG_CERTIFICATE,
    &settings::LIVELOG_KEY,
    &settings::LIVELOG_GET_PORT,
    &settings::LIVELOG_PUT_PORT,
    &settings::WST_AUDIENCE,
    &settings::WST_SERVER_URL,
    &settings::ENABLE_CHAIN_OF_TRUST,
    &settings::ED25519_SIGNING_KEY_LOCATION,
    &settings::SIGNING_KEY_LOCATION,
    &settings::ENABLE_MOUNTS,
    &settings::ENABLE_OS_GROUPS,
    &settings::ENABLE_TASKCLUSTER_PROXY,
    &settings::ENABLE_SUPERSEDE,
    &settings::ENABLE_METADATA,
    &settings::ENABLE_RUN_TASK_AS_CURRENT_USER,
    &settings::ENABLE_RESOURCE_MONITOR,
    &settings::DISABLE_OOM_PROTECTION,
    &settings::MAX_MEMORY_USAGE_PERCENT,
    &settings::MIN_AVAILABLE_MEMORY_BYTES,
    &settings::ALLOWED_HIGH_MEMORY_DURATION_SECS,
    &settings::PUBLIC_IP,
    &settings::PRIVATE_IP,
    &settings::INSTANCE_ID,
    &settings::INSTANCE_TYPE,
    &settings::REGION,
    &settings::AVAILABILITY_ZONE,
    &settings::WORKER_LOCATION,
    &settings::QUEUE_BASE_URL,
    &settings::AUTH_BASE_URL,
    &settings::PURGE_CACHE_BASE_URL,
    &settings::PROVISIONER_BASE_URL,
    &settings::DEPLOYMENT_ID,
    &settings::CHECK_FOR_NEW_DEPLOYMENT_EVERY_SECS,
    &settings::AWS_METADATA_BASE_URL,
    &settings::SENTRY_PROJECT,
];

/// Each setting by name.
pub mod settings {
    use super::{Default2018, Era, Kind, Required, Setting};
    /// The root URL of the Taskcluster deployment, such as https://tc.example.com. If the configuration
    /// file does not have it, the environment variable TASKCLUSTER_ROOT_URL is used.
    pub const ROOT_URL: Setting = Setting {
        name: "rootURL",
        aliases: &[],
        kind: Kind::Url,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Today,
        secret: false,
        era: Era::Today,
        tells_2018: false,
        since: "24.0.0",
        env: Some("TASKCLUSTER_ROOT_URL"),
        help: "The root URL of the Taskcluster deployment, such as https://tc.example.com. If the configuration file does not have it, the environment variable TASKCLUSTER_ROOT_URL is used.",
    };
    /// The client ID of the worker's Taskcluster credentials.
    pub const CLIENT_ID: Setting = Setting {
        name: "clientId",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The client ID of the worker's Taskcluster credentials.",
    };
    /// The access token of the worker's Taskcluster credentials.
    pub const ACCESS_TOKEN: Setting = Setting {
        name: "accessToken",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: true,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The access token of the worker's Taskcluster credentials.",
    };
    /// The certificate of the worker's Taskcluster credentials, as a string of JSON. Only temporary
    /// credentials have one.
    pub const CERTIFICATE: Setting = Setting {
        name: "certificate",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: true,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The certificate of the worker's Taskcluster credentials, as a string of JSON. Only temporary credentials have one.",
    };
    /// The first part of the worker's task queue (worker pool), before the slash.
    pub const PROVISIONER_ID: Setting = Setting {
        name: "provisionerId",
        aliases: &[],
        kind: Kind::String,
        default: "\"test-provisioner\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The first part of the worker's task queue (worker pool), before the slash.",
    };
    /// The second part of the worker's task queue (worker pool), after the slash.
    pub const WORKER_TYPE: Setting = Setting {
        name: "workerType",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The second part of the worker's task queue (worker pool), after the slash.",
    };
    /// A group of workers, such as a region or a data centre. Together with workerId it identifies this
    /// worker.
    pub const WORKER_GROUP: Setting = Setting {
        name: "workerGroup",
        aliases: &[],
        kind: Kind::String,
        default: "\"test-worker-group\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A group of workers, such as a region or a data centre. Together with workerId it identifies this worker.",
    };
    /// A name for this worker that is unique within its workerGroup.
    pub const WORKER_ID: Setting = Setting {
        name: "workerId",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A name for this worker that is unique within its workerGroup.",
    };
    /// Facts about this kind of worker, printed at the head of every task log: who maintains it, how it was
    /// set up. The worker adds an entry about itself.
    pub const WORKER_TYPE_METADATA: Setting = Setting {
        name: "workerTypeMetadata",
        aliases: &["workerTypeMetaData"],
        kind: Kind::Object,
        default: "{}",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Facts about this kind of worker, printed at the head of every task log: who maintains it, how it was set up. The worker adds an entry about itself.",
    };
    /// How many tasks may run at the same time. One claim asks for no more than 32, however large this is.
    /// Tasks that run side by side as the same user are not protected from each other: see
    /// runTasksAsCurrentUser.
    pub const CAPACITY: Setting = Setting {
        name: "capacity",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 1i64,
            maximum: 255i64,
        },
        default: "1",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "100.0.0",
        env: None,
        help: "How many tasks may run at the same time. One claim asks for no more than 32, however large this is. Tasks that run side by side as the same user are not protected from each other: see runTasksAsCurrentUser.",
    };
    /// Exit with status 0 after this many tasks. The count is kept over restarts until it has been reached.
    /// 0 means no limit.
    pub const NUMBER_OF_TASKS_TO_RUN: Setting = Setting {
        name: "numberOfTasksToRun",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "0",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Exit with status 0 after this many tasks. The count is kept over restarts until it has been reached. 0 means no limit.",
    };
    /// The longest maxRunTime, in seconds, that a task may ask for. A task that asks for more is resolved
    /// as exception/malformed-payload.
    pub const MAX_TASK_RUN_TIME: Setting = Setting {
        name: "maxTaskRunTime",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 1i64,
            maximum: 4294967295i64,
        },
        default: "86400",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "54.5.0",
        env: None,
        help: "The longest maxRunTime, in seconds, that a task may ask for. A task that asks for more is resolved as exception/malformed-payload.",
    };
    /// How often, in seconds, to ask the queue whether a running task has been cancelled or has passed its
    /// deadline. A fifth more or less is added at random. 0 means to find out only when the claim is
    /// renewed.
    pub const TASK_STATUS_POLL_SECS: Setting = Setting {
        name: "taskStatusPollSecs",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 86400i64,
        },
        default: "60",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "How often, in seconds, to ask the queue whether a running task has been cancelled or has passed its deadline. A fifth more or less is added at random. 0 means to find out only when the claim is renewed.",
    };
    /// Exit with status 68 after this many seconds without a task. 0 means never.
    pub const IDLE_TIMEOUT_SECS: Setting = Setting {
        name: "idleTimeoutSecs",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "0",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Exit with status 68 after this many seconds without a task. 0 means never.",
    };
    /// Shut the machine down when the worker exits because it was idle.
    pub const SHUTDOWN_MACHINE_ON_IDLE: Setting = Setting {
        name: "shutdownMachineOnIdle",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Shut the machine down when the worker exits because it was idle.",
    };
    /// Shut the machine down when the worker exits because of an error of its own.
    pub const SHUTDOWN_MACHINE_ON_INTERNAL_ERROR: Setting = Setting {
        name: "shutdownMachineOnInternalError",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Shut the machine down when the worker exits because of an error of its own.",
    };
    /// Do not reboot the machine where the worker otherwise would; only exit.
    pub const DISABLE_REBOOTS: Setting = Setting {
        name: "disableReboots",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Do not reboot the machine where the worker otherwise would; only exit.",
    };
    /// A taskcluster-proxy program to use instead of the one that is built in. It gets its credentials by
    /// environment variables, and new ones by PUT /credentials.
    pub const TASKCLUSTER_PROXY_EXECUTABLE: Setting = Setting {
        name: "taskclusterProxyExecutable",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A taskcluster-proxy program to use instead of the one that is built in. It gets its credentials by environment variables, and new ones by PUT /credentials.",
    };
    /// The port on which tasks find the taskcluster proxy. With a capacity above 1, each further task gets
    /// the port that is 4 higher. Where the port is taken, or the worker may not listen on it, and where
    /// this is 0, it is any free port: tasks find it in TASKCLUSTER_PROXY_URL.
    pub const TASKCLUSTER_PROXY_PORT: Setting = Setting {
        name: "taskclusterProxyPort",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 65535i64,
        },
        default: "80",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The port on which tasks find the taskcluster proxy. With a capacity above 1, each further task gets the port that is 4 higher. Where the port is taken, or the worker may not listen on it, and where this is 0, it is any free port: tasks find it in TASKCLUSTER_PROXY_URL.",
    };
    /// Run tasks as the user that the worker runs as. When this is false, each task has an operating system
    /// user of its own, which is made before the task and removed after it, with everything that it left;
    /// on Linux and macOS the worker must be root for that. On Linux the default is false when the worker
    /// is root and either headlessTasks is true or capacity is above 1, except in a configuration of 2018.
    pub const RUN_TASKS_AS_CURRENT_USER: Setting = Setting {
        name: "runTasksAsCurrentUser",
        aliases: &[],
        kind: Kind::Boolean,
        default: if cfg!(target_os = "macos") {
            "true"
        } else if cfg!(windows) {
            "false"
        } else {
            "true"
        },
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Run tasks as the user that the worker runs as. When this is false, each task has an operating system user of its own, which is made before the task and removed after it, with everything that it left; on Linux and macOS the worker must be root for that. On Linux the default is false when the worker is root and either headlessTasks is true or capacity is above 1, except in a configuration of 2018.",
    };
    /// With task users: tasks have no desktop session, each gets its user just before it runs, and the
    /// machine is never rebooted. When this is false, the user of the next task is logged in to the desktop
    /// by a reboot after each task. The default is true when capacity is above 1, because a desktop has one
    /// user at a time.
    pub const HEADLESS_TASKS: Setting = Setting {
        name: "headlessTasks",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "70.0.0",
        env: None,
        help: "With task users: tasks have no desktop session, each gets its user just before it runs, and the machine is never rebooted. When this is false, the user of the next task is logged in to the desktop by a reboot after each task. The default is true when capacity is above 1, because a desktop has one user at a time.",
    };
    /// A program, without arguments, to run as the task user, in its home directory, after that user has
    /// been made (and is logged in, where there is a desktop) and before its first task. It has ten
    /// minutes. Its output goes to the worker's log, and what it leaves running is ended. It sees the
    /// machine as it is, while the task may have a /tmp of its own. Where it fails, the worker ends: no
    /// task could be run.
    pub const RUN_AFTER_USER_CREATION: Setting = Setting {
        name: "runAfterUserCreation",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A program, without arguments, to run as the task user, in its home directory, after that user has been made (and is logged in, where there is a desktop) and before its first task. It has ten minutes. Its output goes to the worker's log, and what it leaves running is ended. It sees the machine as it is, while the task may have a /tmp of its own. Where it fails, the worker ends: no task could be run.",
    };
    /// Linux: put the processes of each task into a control group of its own where the system allows it
    /// (cgroup v2, and v1 where that has the controllers), which makes killing them complete and counts
    /// their memory and processor time. Without, each command is watched by a small supervisor process.
    pub const ENABLE_TASK_CONTROL_GROUPS: Setting = Setting {
        name: "enableTaskControlGroups",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux: put the processes of each task into a control group of its own where the system allows it (cgroup v2, and v1 where that has the controllers), which makes killing them complete and counts their memory and processor time. Without, each command is watched by a small supervisor process.",
    };
    /// Linux: how many bytes of memory the processes of a task may use together. At the limit the kernel
    /// ends them, and the task fails. It takes a control group with the memory controller. 0 means no
    /// limit.
    pub const TASK_MEMORY_LIMIT: Setting = Setting {
        name: "taskMemoryLimit",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "0",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux: how many bytes of memory the processes of a task may use together. At the limit the kernel ends them, and the task fails. It takes a control group with the memory controller. 0 means no limit.",
    };
    /// Linux: how many processes and threads a task may have at a time. Where control groups cannot limit
    /// them, the number of processes of the task's user is limited. 0 means half of what the system can
    /// have, divided by capacity, but at least 256, for tasks that have users of their own, and no limit
    /// for others.
    pub const TASK_PIDS_LIMIT: Setting = Setting {
        name: "taskPidsLimit",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "0",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux: how many processes and threads a task may have at a time. Where control groups cannot limit them, the number of processes of the task's user is limited. 0 means half of what the system can have, divided by capacity, but at least 256, for tasks that have users of their own, and no limit for others.",
    };
    /// Linux, with task users and headlessTasks: give each task its own empty /tmp, /var/tmp, /run/lock,
    /// /dev/shm and other directories that everybody may write to, which are removed after it (a mount
    /// namespace).
    pub const ENABLE_TASK_PRIVATE_TMP: Setting = Setting {
        name: "enableTaskPrivateTmp",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux, with task users and headlessTasks: give each task its own empty /tmp, /var/tmp, /run/lock, /dev/shm and other directories that everybody may write to, which are removed after it (a mount namespace).",
    };
    /// Linux, with task users and headlessTasks: give each task its own System V and POSIX message queues,
    /// semaphores and shared memory (an IPC namespace).
    pub const ENABLE_TASK_PRIVATE_IPC: Setting = Setting {
        name: "enableTaskPrivateIPC",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux, with task users and headlessTasks: give each task its own System V and POSIX message queues, semaphores and shared memory (an IPC namespace).",
    };
    /// Linux, with task users and headlessTasks: tasks see only their own processes in /proc.
    pub const ENABLE_TASK_PROTECT_PROC: Setting = Setting {
        name: "enableTaskProtectProc",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux, with task users and headlessTasks: tasks see only their own processes in /proc.",
    };
    /// Linux, with task users: programs such as sudo cannot give the commands of a task more rights than
    /// they have, unless the task has the scope for it.
    pub const ENABLE_TASK_NO_NEW_PRIVILEGES: Setting = Setting {
        name: "enableTaskNoNewPrivileges",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Linux, with task users: programs such as sudo cannot give the commands of a task more rights than they have, unless the task has the scope for it.",
    };
    /// The folder in which each task gets a directory of its own. A relative path counts from the worker's
    /// working directory.
    pub const TASKS_DIR: Setting = Setting {
        name: "tasksDir",
        aliases: &[],
        kind: Kind::Path,
        default: "\"tasks\"",
        default_in_2018: Some(Default2018::Computed("the parent of the home directory")),
        default_with_task_users: Some(
            if cfg!(target_os = "macos") {
                "\"/Users\""
            } else if cfg!(windows) {
                "\"C:\\\\Users\""
            } else {
                "\"/home\""
            },
        ),
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The folder in which each task gets a directory of its own. A relative path counts from the worker's working directory.",
    };
    /// The folder in which writable directory caches are kept between tasks.
    pub const CACHES_DIR: Setting = Setting {
        name: "cachesDir",
        aliases: &[],
        kind: Kind::Path,
        default: "\"caches\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The folder in which writable directory caches are kept between tasks.",
    };
    /// The folder in which downloaded files are kept between tasks.
    pub const DOWNLOADS_DIR: Setting = Setting {
        name: "downloadsDir",
        aliases: &[],
        kind: Kind::Path,
        default: "\"downloads\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Always,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The folder in which downloaded files are kept between tasks.",
    };
    /// Remove a task's directory when the task is over, and at start those that an earlier worker has left
    /// behind.
    pub const CLEAN_UP_TASK_DIRS: Setting = Setting {
        name: "cleanUpTaskDirs",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "Remove a task's directory when the task is over, and at start those that an earlier worker has left behind.",
    };
    /// How much disk space, in units of 1,048,576 bytes, must be free in tasksDir before a task is claimed.
    /// Caches are removed to make room, those that were not used for longest first.
    pub const REQUIRED_DISK_SPACE_MEGABYTES: Setting = Setting {
        name: "requiredDiskSpaceMegabytes",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 4294967295i64,
        },
        default: "10240",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "How much disk space, in units of 1,048,576 bytes, must be free in tasksDir before a task is claimed. Caches are removed to make room, those that were not used for longest first.",
    };
    /// How many artifacts of a task may be uploaded at the same time.
    pub const UPLOAD_CONCURRENCY: Setting = Setting {
        name: "uploadConcurrency",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 1i64,
            maximum: 255i64,
        },
        default: "10",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "How many artifacts of a task may be uploaded at the same time.",
    };
    /// Publish artifacts through the object service instead of asking the queue for upload URLs.
    pub const CREATE_OBJECT_ARTIFACTS: Setting = Setting {
        name: "createObjectArtifacts",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "45.0.0",
        env: None,
        help: "Publish artifacts through the object service instead of asking the queue for upload URLs.",
    };
    /// Let tasks publish their log while they run.
    pub const ENABLE_LIVE_LOG: Setting = Setting {
        name: "enableLiveLog",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "77.0.0",
        env: None,
        help: "Let tasks publish their log while they run.",
    };
    /// A livelog program to use instead of the server that is built in. It gets the token in ACCESS_TOKEN,
    /// its ports in LIVELOG_PUT_PORT and LIVELOG_GET_PORT, and a folder in LIVELOG_TEMP_DIR.
    pub const LIVELOG_EXECUTABLE: Setting = Setting {
        name: "livelogExecutable",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A livelog program to use instead of the server that is built in. It gets the token in ACCESS_TOKEN, its ports in LIVELOG_PUT_PORT and LIVELOG_GET_PORT, and a folder in LIVELOG_TEMP_DIR.",
    };
    /// The port on which live logs are served at publicIP. 0 means any that is free. A port that is taken
    /// is no error: the next free one is used.
    pub const LIVELOG_EXPOSE_PORT: Setting = Setting {
        name: "livelogExposePort",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 65535i64,
        },
        default: "0",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Today,
        tells_2018: false,
        since: "30.0.0",
        env: None,
        help: "The port on which live logs are served at publicIP. 0 means any that is free. A port that is taken is no error: the next free one is used.",
    };
    /// The first port that a livelog program listens on; it needs this one and the next. With a capacity
    /// above 1, each further task gets the port that is 4 higher.
    pub const LIVELOG_PORT_BASE: Setting = Setting {
        name: "livelogPortBase",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 65534i64,
        },
        default: "60098",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Today,
        tells_2018: false,
        since: "43.0.0",
        env: None,
        help: "The first port that a livelog program listens on; it needs this one and the next. With a capacity above 1, each further task gets the port that is 4 higher.",
    };
    /// The secret from which the host names of live logs are computed, shared with the stateless DNS
    /// server. Live logs are served under such names when this is set.
    pub const LIVELOG_SECRET: Setting = Setting {
        name: "livelogSecret",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: true,
        era: Era::Only2018,
        tells_2018: true,
        since: "11.0.1",
        env: None,
        help: "The secret from which the host names of live logs are computed, shared with the stateless DNS server. Live logs are served under such names when this is set.",
    };
    /// The domain of the stateless DNS server, below which live logs get their host names.
    pub const SUBDOMAIN: Setting = Setting {
        name: "subdomain",
        aliases: &[],
        kind: Kind::String,
        default: "\"taskcluster-worker.net\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The domain of the stateless DNS server, below which live logs get their host names.",
    };
    /// A file with the TLS certificate for live logs, in PEM format. They are served over https when this
    /// and livelogKey are set.
    pub const LIVELOG_CERTIFICATE: Setting = Setting {
        name: "livelogCertificate",
        aliases: &[],
        kind: Kind::Path,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A file with the TLS certificate for live logs, in PEM format. They are served over https when this and livelogKey are set.",
    };
    /// A file with the private key of livelogCertificate, in PEM format.
    pub const LIVELOG_KEY: Setting = Setting {
        name: "livelogKey",
        aliases: &[],
        kind: Kind::Path,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "A file with the private key of livelogCertificate, in PEM format.",
    };
    /// The port on which live logs are served. A port that is taken is no error: the next free one is used.
    pub const LIVELOG_GET_PORT: Setting = Setting {
        name: "livelogGETPort",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 65535i64,
        },
        default: "60023",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The port on which live logs are served. A port that is taken is no error: the next free one is used.",
    };
    /// The port on which a livelog program is given the log.
    pub const LIVELOG_PUT_PORT: Setting = Setting {
        name: "livelogPUTPort",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 65535i64,
        },
        default: "60022",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The port on which a livelog program is given the log.",
    };
    /// The audience value of the websocktunnel server. Live logs are served through it when this and
    /// wstServerURL are set.
    pub const WST_AUDIENCE: Setting = Setting {
        name: "wstAudience",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Today,
        tells_2018: false,
        since: "30.0.0",
        env: None,
        help: "The audience value of the websocktunnel server. Live logs are served through it when this and wstServerURL are set.",
    };
    /// The URL of the websocktunnel server.
    pub const WST_SERVER_URL: Setting = Setting {
        name: "wstServerURL",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Today,
        tells_2018: false,
        since: "30.0.0",
        env: None,
        help: "The URL of the websocktunnel server.",
    };
    /// Let tasks ask for signed evidence of what they were and what they made.
    pub const ENABLE_CHAIN_OF_TRUST: Setting = Setting {
        name: "enableChainOfTrust",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "77.0.0",
        env: None,
        help: "Let tasks ask for signed evidence of what they were and what they made.",
    };
    /// A file with the private ed25519 key that chain of trust artifacts are signed with, as
    /// new-ed25519-keypair makes it.
    pub const ED25519_SIGNING_KEY_LOCATION: Setting = Setting {
        name: "ed25519SigningKeyLocation",
        aliases: &[],
        kind: Kind::Path,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "12.0.0",
        env: None,
        help: "A file with the private ed25519 key that chain of trust artifacts are signed with, as new-ed25519-keypair makes it.",
    };
    /// A file with the private OpenPGP key that chain of trust artifacts are signed with, as
    /// new-openpgp-keypair makes it.
    pub const SIGNING_KEY_LOCATION: Setting = Setting {
        name: "signingKeyLocation",
        aliases: &[],
        kind: Kind::Path,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: true,
        since: "11.0.1",
        env: None,
        help: "A file with the private OpenPGP key that chain of trust artifacts are signed with, as new-openpgp-keypair makes it.",
    };
    /// Let tasks mount files, directories and caches.
    pub const ENABLE_MOUNTS: Setting = Setting {
        name: "enableMounts",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "77.0.0",
        env: None,
        help: "Let tasks mount files, directories and caches.",
    };
    /// Let tasks ask for groups of the operating system.
    pub const ENABLE_OS_GROUPS: Setting = Setting {
        name: "enableOSGroups",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "77.0.0",
        env: None,
        help: "Let tasks ask for groups of the operating system.",
    };
    /// Let tasks call Taskcluster services through the taskcluster proxy.
    pub const ENABLE_TASKCLUSTER_PROXY: Setting = Setting {
        name: "enableTaskclusterProxy",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "77.0.0",
        env: None,
        help: "Let tasks call Taskcluster services through the taskcluster proxy.",
    };
    /// Ask the service at a task's supersederUrl whether a later task makes the task superfluous, and leave
    /// it out if so. Queues of today refuse the resolution exception/superseded; the run is
    /// exception/resource-unavailable there.
    pub const ENABLE_SUPERSEDE: Setting = Setting {
        name: "enableSupersede",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: Some(Default2018::Json("true")),
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "0.1.0",
        env: None,
        help: "Ask the service at a task's supersederUrl whether a later task makes the task superfluous, and leave it out if so. Queues of today refuse the resolution exception/superseded; the run is exception/resource-unavailable there.",
    };
    /// Keep a file that names the last task, for whoever looks into a crash.
    pub const ENABLE_METADATA: Setting = Setting {
        name: "enableMetadata",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "83.10.0",
        env: None,
        help: "Keep a file that names the last task, for whoever looks into a crash.",
    };
    /// Let tasks with the scope for it run as the worker's own user.
    pub const ENABLE_RUN_TASK_AS_CURRENT_USER: Setting = Setting {
        name: "enableRunTaskAsCurrentUser",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "81.0.0",
        env: None,
        help: "Let tasks with the scope for it run as the worker's own user.",
    };
    /// Measure how much memory each command uses, and end tasks that use up nearly all of it.
    pub const ENABLE_RESOURCE_MONITOR: Setting = Setting {
        name: "enableResourceMonitor",
        aliases: &[],
        kind: Kind::Boolean,
        default: "true",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "83.4.0",
        env: None,
        help: "Measure how much memory each command uses, and end tasks that use up nearly all of it.",
    };
    /// Only warn about a task that uses up nearly all memory, instead of ending it.
    pub const DISABLE_OOM_PROTECTION: Setting = Setting {
        name: "disableOOMProtection",
        aliases: &[],
        kind: Kind::Boolean,
        default: "false",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "84.2.0",
        env: None,
        help: "Only warn about a task that uses up nearly all memory, instead of ending it.",
    };
    /// The share of the machine's memory, in percent, above which it is nearly used up. A task is ended
    /// only if minAvailableMemoryBytes says so too.
    pub const MAX_MEMORY_USAGE_PERCENT: Setting = Setting {
        name: "maxMemoryUsagePercent",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 100i64,
        },
        default: "90",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "85.0.0",
        env: None,
        help: "The share of the machine's memory, in percent, above which it is nearly used up. A task is ended only if minAvailableMemoryBytes says so too.",
    };
    /// How many bytes of memory must be available for it not to be nearly used up.
    pub const MIN_AVAILABLE_MEMORY_BYTES: Setting = Setting {
        name: "minAvailableMemoryBytes",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "524288000",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "85.0.0",
        env: None,
        help: "How many bytes of memory must be available for it not to be nearly used up.",
    };
    /// For how long, in seconds, a task may use up nearly all memory.
    pub const ALLOWED_HIGH_MEMORY_DURATION_SECS: Setting = Setting {
        name: "allowedHighMemoryDurationSecs",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "5",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "84.2.0",
        env: None,
        help: "For how long, in seconds, a task may use up nearly all memory.",
    };
    /// The address at which others reach this machine, such as the readers of live logs. Without it they
    /// are sent to privateIP; without either, live logs are served to this machine only. Part of the chain
    /// of trust.
    pub const PUBLIC_IP: Setting = Setting {
        name: "publicIP",
        aliases: &[],
        kind: Kind::Ip,
        default: "null",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The address at which others reach this machine, such as the readers of live logs. Without it they are sent to privateIP; without either, live logs are served to this machine only. Part of the chain of trust.",
    };
    /// The address of this machine within its own network. Part of the chain of trust.
    pub const PRIVATE_IP: Setting = Setting {
        name: "privateIP",
        aliases: &[],
        kind: Kind::Ip,
        default: "null",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The address of this machine within its own network. Part of the chain of trust.",
    };
    /// The cloud provider's name for this machine. Part of the chain of trust.
    pub const INSTANCE_ID: Setting = Setting {
        name: "instanceId",
        aliases: &["instanceID"],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The cloud provider's name for this machine. Part of the chain of trust.",
    };
    /// The cloud provider's name for this kind of machine. Tasks find it in TASKCLUSTER_INSTANCE_TYPE.
    pub const INSTANCE_TYPE: Setting = Setting {
        name: "instanceType",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The cloud provider's name for this kind of machine. Tasks find it in TASKCLUSTER_INSTANCE_TYPE.",
    };
    /// The cloud provider's region that this machine is in. Part of the chain of trust.
    pub const REGION: Setting = Setting {
        name: "region",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The cloud provider's region that this machine is in. Part of the chain of trust.",
    };
    /// The cloud provider's availability zone that this machine is in.
    pub const AVAILABILITY_ZONE: Setting = Setting {
        name: "availabilityZone",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The cloud provider's availability zone that this machine is in.",
    };
    /// Where this machine is, as a string of JSON. Tasks find it in TASKCLUSTER_WORKER_LOCATION.
    pub const WORKER_LOCATION: Setting = Setting {
        name: "workerLocation",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Today,
        tells_2018: false,
        since: "54.0.0",
        env: None,
        help: "Where this machine is, as a string of JSON. Tasks find it in TASKCLUSTER_WORKER_LOCATION.",
    };
    /// The base URL of the queue, instead of the one that follows from rootURL.
    pub const QUEUE_BASE_URL: Setting = Setting {
        name: "queueBaseURL",
        aliases: &[],
        kind: Kind::Url,
        default: "\"\"",
        default_in_2018: Some(Default2018::Json("\"https://queue.taskcluster.net/v1\"")),
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: true,
        since: "11.0.1",
        env: None,
        help: "The base URL of the queue, instead of the one that follows from rootURL.",
    };
    /// The base URL of the auth service, instead of the one that follows from rootURL.
    pub const AUTH_BASE_URL: Setting = Setting {
        name: "authBaseURL",
        aliases: &[],
        kind: Kind::Url,
        default: "\"\"",
        default_in_2018: Some(Default2018::Json("\"https://auth.taskcluster.net/v1\"")),
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: true,
        since: "11.0.1",
        env: None,
        help: "The base URL of the auth service, instead of the one that follows from rootURL.",
    };
    /// The base URL of the purge-cache service, instead of the one that follows from rootURL.
    pub const PURGE_CACHE_BASE_URL: Setting = Setting {
        name: "purgeCacheBaseURL",
        aliases: &[],
        kind: Kind::Url,
        default: "\"\"",
        default_in_2018: Some(
            Default2018::Json("\"https://purge-cache.taskcluster.net/v1\""),
        ),
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: true,
        since: "11.0.1",
        env: None,
        help: "The base URL of the purge-cache service, instead of the one that follows from rootURL.",
    };
    /// The base URL of the AWS provisioner.
    pub const PROVISIONER_BASE_URL: Setting = Setting {
        name: "provisionerBaseURL",
        aliases: &[],
        kind: Kind::Url,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: true,
        since: "11.0.1",
        env: None,
        help: "The base URL of the AWS provisioner.",
    };
    /// With --configure-for-aws, the worker exits with status 70 when the worker type's definition shows
    /// another deploymentId than this.
    pub const DEPLOYMENT_ID: Setting = Setting {
        name: "deploymentId",
        aliases: &[],
        kind: Kind::String,
        default: "\"\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "With --configure-for-aws, the worker exits with status 70 when the worker type's definition shows another deploymentId than this.",
    };
    /// How often, in seconds, to look for a new deploymentId.
    pub const CHECK_FOR_NEW_DEPLOYMENT_EVERY_SECS: Setting = Setting {
        name: "checkForNewDeploymentEverySecs",
        aliases: &[],
        kind: Kind::Integer {
            minimum: 0i64,
            maximum: 9223372036854775807i64,
        },
        default: "1800",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "How often, in seconds, to look for a new deploymentId.",
    };
    /// With --configure-for-aws, where this EC2 instance finds its metadata. If the configuration file does
    /// not have it, the environment variable AWS_METADATA_BASE_URL is used.
    pub const AWS_METADATA_BASE_URL: Setting = Setting {
        name: "awsMetadataBaseURL",
        aliases: &[],
        kind: Kind::Url,
        default: "\"http://169.254.169.254/latest\"",
        default_in_2018: None,
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Only2018,
        tells_2018: false,
        since: "0.1.0",
        env: Some("AWS_METADATA_BASE_URL"),
        help: "With --configure-for-aws, where this EC2 instance finds its metadata. If the configuration file does not have it, the environment variable AWS_METADATA_BASE_URL is used.",
    };
    /// The Sentry project that errors of the worker itself are reported to. An empty name means none.
    pub const SENTRY_PROJECT: Setting = Setting {
        name: "sentryProject",
        aliases: &[],
        kind: Kind::String,
        default: "\"generic-worker\"",
        default_in_2018: Some(Default2018::Json("\"\"")),
        default_with_task_users: None,
        required: Required::Never,
        secret: false,
        era: Era::Both,
        tells_2018: false,
        since: "11.0.1",
        env: None,
        help: "The Sentry project that errors of the worker itself are reported to. An empty name means none.",
    };
}
