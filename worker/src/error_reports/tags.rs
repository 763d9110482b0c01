//! What every report says about the worker.

use generated::config::Config;
use generated::documents::error_tags::ErrorTags;

use crate::{platform, version};

/// The tags for an error of a worker with this configuration; `run` is the run that it happened in.
pub fn of(config: &Config, run: Option<&(String, u64)>) -> ErrorTags {
    ErrorTags {
        clean_up_task_dirs: config.clean_up_task_dirs.to_string(),
        deployment_id: config.deployment_id.clone(),
        goarch: platform::arch_name().to_owned(),
        goos: platform::os_name().to_owned(),
        gw_revision: version::REVISION.map(str::to_owned),
        gw_version: version::VERSION.to_owned(),
        instance_type: config.instance_type.clone(),
        provisioner_id: config.provisioner_id.clone(),
        run_id: run.map(|(_, run_id)| run_id.to_string()),
        run_tasks_as_current_user: config.run_tasks_as_current_user.to_string(),
        task_id: run.map(|(task_id, _)| task_id.clone()),
        worker_group: config.worker_group.clone(),
        worker_id: config.worker_id.clone(),
        worker_type: config.worker_type.clone(),
    }
}
