//! What the worker adds to the metadata of its worker type, which stands at the head of every task log.

use generated::config::Config;
use generated::documents::worker_type_metadata::{
    Config as WorkerConfig, ConfigOf2018, GenericWorker, GenericWorkerEngine, WorkerTypeMetadata,
};
use serde_json::{Map, Value};

use super::Era;
use crate::platform;
use crate::version;

/// The metadata of the worker type: what the configuration gives, with the worker's own entries in place of any others
/// under their keys.
#[must_use]
pub fn worker_type_metadata(config: &Config, era: Era) -> Map<String, Value> {
    let own = WorkerTypeMetadata {
        config: (era == Era::Of2018).then(|| ConfigOf2018 {
            deployment_id: config.deployment_id.clone(),
            run_tasks_as_current_user: config.run_tasks_as_current_user,
        }),
        generic_worker: GenericWorker {
            config: WorkerConfig {
                capacity: u64::from(config.capacity),
                headless_tasks: config.headless_tasks,
            },
            engine: if config.run_tasks_as_current_user {
                GenericWorkerEngine::Insecure
            } else {
                GenericWorkerEngine::Multiuser
            },
            go_arch: platform::arch_name().to_owned(),
            go_os: platform::os_name().to_owned(),
            release: version::RELEASE.to_owned(),
            revision: version::REVISION.map(str::to_owned),
            source: version::REVISION.map(version::source),
            version: version::VERSION.to_owned(),
        },
    };
    let mut metadata = config.worker_type_metadata.clone();
    if let Ok(Value::Object(own)) = serde_json::to_value(own) {
        metadata.extend(own);
    }
    metadata
}
