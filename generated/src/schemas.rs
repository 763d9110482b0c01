// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The published JSON Schemas (draft-07), byte for byte as they stand in `generated/schemas/`.

/// The configuration file.
pub const CONFIG: &str = include_str!("../schemas/config.json");

/// The task payload of each platform.
pub mod payload {
    /// The task payload on linux.
    pub const LINUX: &str = include_str!("../schemas/payload/linux.json");
    /// The task payload on macos.
    pub const MACOS: &str = include_str!("../schemas/payload/macos.json");
    /// The task payload on windows.
    pub const WINDOWS: &str = include_str!("../schemas/payload/windows.json");
    #[cfg(target_os = "macos")]
    pub use self::MACOS as CURRENT;
    #[cfg(windows)]
    pub use self::WINDOWS as CURRENT;
    #[cfg(not(any(target_os = "macos", windows)))]
    pub use self::LINUX as CURRENT;
}

/// The types of each service.
pub mod api {
    /// All types of the auth service, as definitions.
    pub const AUTH: &str = include_str!("../schemas/api/auth.json");
    /// All types of the aws-provisioner service, as definitions.
    pub const AWS_PROVISIONER: &str = include_str!(
        "../schemas/api/aws-provisioner.json"
    );
    /// All types of the index service, as definitions.
    pub const INDEX: &str = include_str!("../schemas/api/index.json");
    /// All types of the object service, as definitions.
    pub const OBJECT: &str = include_str!("../schemas/api/object.json");
    /// All types of the purge-cache service, as definitions.
    pub const PURGE_CACHE: &str = include_str!("../schemas/api/purge-cache.json");
    /// All types of the queue service, as definitions.
    pub const QUEUE: &str = include_str!("../schemas/api/queue.json");
    /// All types of the secrets service, as definitions.
    pub const SECRETS: &str = include_str!("../schemas/api/secrets.json");
    /// All types of the worker-manager service, as definitions.
    pub const WORKER_MANAGER: &str = include_str!("../schemas/api/worker-manager.json");
}

/// Files and messages that the worker writes or reads.
pub mod documents {
    /// `schemas/documents/aws-state.yml`.
    pub const AWS_STATE: &str = include_str!("../schemas/documents/aws-state.json");
    /// `schemas/documents/caches.yml`.
    pub const CACHES: &str = include_str!("../schemas/documents/caches.json");
    /// `schemas/documents/chain-of-trust.yml`.
    pub const CHAIN_OF_TRUST: &str = include_str!(
        "../schemas/documents/chain-of-trust.json"
    );
    /// `schemas/documents/ec2-metadata.yml`.
    pub const EC2_METADATA: &str = include_str!(
        "../schemas/documents/ec2-metadata.json"
    );
    /// `schemas/documents/ec2-user-data.yml`.
    pub const EC2_USER_DATA: &str = include_str!(
        "../schemas/documents/ec2-user-data.json"
    );
    /// `schemas/documents/error-body.yml`.
    pub const ERROR_BODY: &str = include_str!("../schemas/documents/error-body.json");
    /// `schemas/documents/error-tags.yml`.
    pub const ERROR_TAGS: &str = include_str!("../schemas/documents/error-tags.json");
    /// `schemas/documents/launch-agent.yml`.
    pub const LAUNCH_AGENT: &str = include_str!(
        "../schemas/documents/launch-agent.json"
    );
    /// `schemas/documents/metrics.yml`.
    pub const METRICS: &str = include_str!("../schemas/documents/metrics.json");
    /// `schemas/documents/superseder.yml`.
    pub const SUPERSEDER: &str = include_str!("../schemas/documents/superseder.json");
    /// `schemas/documents/task-directory.yml`.
    pub const TASK_DIRECTORY: &str = include_str!(
        "../schemas/documents/task-directory.json"
    );
    /// `schemas/documents/task-file.yml`.
    pub const TASK_FILE: &str = include_str!("../schemas/documents/task-file.json");
    /// `schemas/documents/task-user.yml`.
    pub const TASK_USER: &str = include_str!("../schemas/documents/task-user.json");
    /// `schemas/documents/tasks-resolved-count.yml`.
    pub const TASKS_RESOLVED_COUNT: &str = include_str!(
        "../schemas/documents/tasks-resolved-count.json"
    );
    /// `schemas/documents/worker-metadata.yml`.
    pub const WORKER_METADATA: &str = include_str!(
        "../schemas/documents/worker-metadata.json"
    );
    /// `schemas/documents/worker-runner.yml`.
    pub const WORKER_RUNNER: &str = include_str!(
        "../schemas/documents/worker-runner.json"
    );
    /// `schemas/documents/worker-status.yml`.
    pub const WORKER_STATUS: &str = include_str!(
        "../schemas/documents/worker-status.json"
    );
    /// `schemas/documents/worker-type-metadata.yml`.
    pub const WORKER_TYPE_METADATA: &str = include_str!(
        "../schemas/documents/worker-type-metadata.json"
    );
    /// `schemas/documents/worker-type-secrets.yml`.
    pub const WORKER_TYPE_SECRETS: &str = include_str!(
        "../schemas/documents/worker-type-secrets.json"
    );
}
