// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Taskcluster's services: types, clients and server traits.

/// The auth service, from `schemas/api/auth.yml`.
pub mod auth;

/// The aws-provisioner service, from `schemas/api/aws-provisioner.yml`.
pub mod aws_provisioner;

/// The index service, from `schemas/api/index.yml`.
pub mod index;

/// The object service, from `schemas/api/object.yml`.
pub mod object;

/// The purge-cache service, from `schemas/api/purge-cache.yml`.
pub mod purge_cache;

/// The queue service, from `schemas/api/queue.yml`.
pub mod queue;

/// The secrets service, from `schemas/api/secrets.yml`.
pub mod secrets;

/// The worker-manager service, from `schemas/api/worker-manager.yml`.
pub mod worker_manager;
