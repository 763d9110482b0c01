// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Files and messages that the worker writes or reads.

/// From `schemas/documents/aws-state.yml`.
pub mod aws_state;

/// From `schemas/documents/caches.yml`.
pub mod caches;

/// From `schemas/documents/chain-of-trust.yml`.
pub mod chain_of_trust;

/// From `schemas/documents/ec2-metadata.yml`.
pub mod ec2_metadata;

/// From `schemas/documents/ec2-user-data.yml`.
pub mod ec2_user_data;

/// From `schemas/documents/error-body.yml`.
pub mod error_body;

/// From `schemas/documents/error-tags.yml`.
pub mod error_tags;

/// From `schemas/documents/launch-agent.yml`.
pub mod launch_agent;

/// From `schemas/documents/metrics.yml`.
pub mod metrics;

/// From `schemas/documents/superseder.yml`.
pub mod superseder;

/// From `schemas/documents/task-directory.yml`.
pub mod task_directory;

/// From `schemas/documents/task-file.yml`.
pub mod task_file;

/// From `schemas/documents/task-user.yml`.
pub mod task_user;

/// From `schemas/documents/tasks-resolved-count.yml`.
pub mod tasks_resolved_count;

/// From `schemas/documents/worker-metadata.yml`.
pub mod worker_metadata;

/// From `schemas/documents/worker-runner.yml`.
pub mod worker_runner;

/// From `schemas/documents/worker-status.yml`.
pub mod worker_status;

/// From `schemas/documents/worker-type-metadata.yml`.
pub mod worker_type_metadata;

/// From `schemas/documents/worker-type-secrets.yml`.
pub mod worker_type_secrets;
