// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Task features, from `schemas/features.yml`.

use crate::config::Config;

/// What the worker and a task must know of a feature.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// The name under which logs and messages speak of it.
    pub title: &'static str,
    /// Whether tasks have it that do not turn it off.
    pub on_by_default: bool,
    /// The setting that turns it on and off; none where it is always on.
    pub setting: Option<Toggle>,
    /// The artifacts that only the feature itself may publish.
    pub artifacts: &'static [&'static str],
}

/// A setting that turns a feature on and off.
#[derive(Clone, Copy, Debug)]
pub struct Toggle {
    /// Its name in the configuration file.
    pub name: &'static str,
    is_on: fn(&Config) -> bool,
}

impl Feature {
    /// Whether `config` lets tasks use the feature.
    #[must_use]
    pub fn is_enabled(&self, config: &Config) -> bool {
        self.setting.is_none_or(|toggle| (toggle.is_on)(config))
    }
}

/// Publishes the task log when the task has ended. The artifact's name is the payload's logs.backing.
pub const BACKING_LOG: Feature = Feature {
    title: "Backing Log",
    on_by_default: true,
    setting: None,
    artifacts: &[],
};

/// Serves the task log while the task runs. The artifact's name is the payload's logs.live; when the
/// task has ended, it leads to the backing log.
pub const LIVE_LOG: Feature = Feature {
    title: "Live Log",
    on_by_default: true,
    setting: Some(Toggle {
        name: "enableLiveLog",
        is_on: |config| config.enable_live_log,
    }),
    artifacts: &[],
};

/// Lets the commands call Taskcluster with the task's scopes, by a server on this machine whose address
/// is in TASKCLUSTER_PROXY_URL.
pub const TASKCLUSTER_PROXY: Feature = Feature {
    title: "Taskcluster Proxy",
    on_by_default: false,
    setting: Some(Toggle {
        name: "enableTaskclusterProxy",
        is_on: |config| config.enable_taskcluster_proxy,
    }),
    artifacts: &[],
};

/// Runs the commands as a member of the operating system groups that the payload names.
pub const OS_GROUPS: Feature = Feature {
    title: "OS Groups",
    on_by_default: false,
    setting: Some(Toggle {
        name: "enableOSGroups",
        is_on: |config| config.enable_os_groups,
    }),
    artifacts: &[],
};

/// Puts files, directories and caches in place before the commands run, and keeps the caches for later
/// tasks.
pub const MOUNTS_CACHES: Feature = Feature {
    title: "Mounts/Caches",
    on_by_default: false,
    setting: Some(Toggle {
        name: "enableMounts",
        is_on: |config| config.enable_mounts,
    }),
    artifacts: &[],
};

/// Leaves out a task that a later one has made superfluous, as the service at the payload's
/// supersederUrl says.
pub const SUPERSEDE: Feature = Feature {
    title: "Supersede",
    on_by_default: true,
    setting: Some(Toggle {
        name: "enableSupersede",
        is_on: |config| config.enable_supersede,
    }),
    artifacts: &["public/superseded-by.json"],
};

/// Measures the memory that the commands use, and ends a task that would starve the machine.
pub const RESOURCE_MONITOR: Feature = Feature {
    title: "Resource Monitor",
    on_by_default: true,
    setting: Some(Toggle {
        name: "enableResourceMonitor",
        is_on: |config| config.enable_resource_monitor,
    }),
    artifacts: &[],
};

/// Records in a file which task ran last, for whoever looks into a crash of the machine.
pub const METADATA: Feature = Feature {
    title: "Metadata",
    on_by_default: true,
    setting: Some(Toggle {
        name: "enableMetadata",
        is_on: |config| config.enable_metadata,
    }),
    artifacts: &[],
};

/// Keeps the commands of a task that has a user of its own from gaining rights through set-user-ID
/// programs, unless the task has the scope for it.
pub const NEW_PRIVILEGES: Feature = Feature {
    title: "New Privileges",
    on_by_default: true,
    setting: Some(Toggle {
        name: "enableTaskNoNewPrivileges",
        is_on: |config| config.enable_task_no_new_privileges,
    }),
    artifacts: &[],
};

/// Runs the commands as the worker's own user instead of one made for the task.
pub const RUN_TASK_AS_CURRENT_USER: Feature = Feature {
    title: "Run Task As Current User",
    on_by_default: false,
    setting: Some(Toggle {
        name: "enableRunTaskAsCurrentUser",
        is_on: |config| config.enable_run_task_as_current_user,
    }),
    artifacts: &[],
};

/// Publishes a signed statement of what ran where and of the checksums of all artifacts.
pub const CHAIN_OF_TRUST: Feature = Feature {
    title: "Chain of Trust",
    on_by_default: false,
    setting: Some(Toggle {
        name: "enableChainOfTrust",
        is_on: |config| config.enable_chain_of_trust,
    }),
    artifacts: &[
        "public/chain-of-trust.json",
        "public/chain-of-trust.json.sig",
        "public/chainOfTrust.json.asc",
        "public/logs/certified.log",
    ],
};

/// Publishes the files and directories that the payload names as artifacts.
pub const ARTIFACT_UPLOADS: Feature = Feature {
    title: "Artifact Uploads",
    on_by_default: false,
    setting: None,
    artifacts: &[],
};

/// Ends a task whose commands take longer than the payload's maxRunTime.
pub const MAX_RUN_TIME: Feature = Feature {
    title: "Max Run Time",
    on_by_default: false,
    setting: None,
    artifacts: &[],
};

/// The names of the artifacts that only features may publish.
pub mod artifacts {
    /// Of the feature Supersede.
    pub const PUBLIC_SUPERSEDED_BY_JSON: &str = "public/superseded-by.json";
    /// Of the feature Chain of Trust.
    pub const PUBLIC_CHAIN_OF_TRUST_JSON: &str = "public/chain-of-trust.json";
    /// Of the feature Chain of Trust.
    pub const PUBLIC_CHAIN_OF_TRUST_JSON_SIG: &str = "public/chain-of-trust.json.sig";
    /// Of the feature Chain of Trust.
    pub const PUBLIC_CHAIN_OF_TRUST_JSON_ASC: &str = "public/chainOfTrust.json.asc";
    /// Of the feature Chain of Trust.
    pub const PUBLIC_LOGS_CERTIFIED_LOG: &str = "public/logs/certified.log";
}

/// The scopes that a task needs for what it asks for.
pub mod scopes {
    /// `generic-worker:os-group:<provisionerId>/<workerType>/<group>`, for each group in osGroups.
    #[must_use]
    pub fn os_group(provisioner_id: &str, worker_type: &str, group: &str) -> String {
        format!("generic-worker:os-group:{provisioner_id}/{worker_type}/{group}")
    }

    /// `generic-worker:cache:<cacheName>`, for each writable directory cache.
    #[must_use]
    pub fn cache(cache_name: &str) -> String {
        format!("generic-worker:cache:{cache_name}")
    }

    /// `queue:get-artifact:<artifact>`, for each artifact mounted whose name does not begin with public/,
    /// where the configuration is one of 2018.
    #[must_use]
    pub fn artifact_content(artifact: &str) -> String {
        format!("queue:get-artifact:{artifact}")
    }

    /// `generic-worker:new-privileges:<provisionerId>/<workerType>`, for a task whose commands are to gain
    /// rights through programs such as sudo.
    #[must_use]
    pub fn new_privileges(provisioner_id: &str, worker_type: &str) -> String {
        format!("generic-worker:new-privileges:{provisioner_id}/{worker_type}")
    }

    /// `generic-worker:run-task-as-current-user:<provisionerId>/<workerType>`, for the task.
    #[must_use]
    pub fn run_task_as_current_user(provisioner_id: &str, worker_type: &str) -> String {
        format!("generic-worker:run-task-as-current-user:{provisioner_id}/{worker_type}")
    }
}
