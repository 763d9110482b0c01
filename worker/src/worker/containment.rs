//! What keeps tasks to themselves on this machine: arranged, tried and logged once, before the first task.

use std::io;

use generated::config::Config;

use crate::platform::ViewParts;
use crate::process::{Containment, ControlGroups, Method};
use crate::task::{Services, workers_part};

/// What was arranged. It must live as long as tasks run.
#[derive(Debug, Default)]
pub struct Arranged {
    _groups: Option<ControlGroups>,
}

/// Arranges for what the configuration of `services` asks for. Blocks.
pub fn arrange(services: &Services) -> Arranged {
    let config = &services.config;
    let wants_limits = config.task_memory_limit > 0 || config.task_pids_limit > 0;
    if config.run_tasks_as_current_user && !wants_limits {
        return Arranged::default();
    }
    let (method, groups) = if config.enable_task_control_groups {
        (Method::default(), ControlGroups::set_up())
    } else {
        (Method::Supervisor, Err(io::Error::other("turned off by the configuration")))
    };
    let mut found = Containment::of_processes(&groups, method);
    if !config.run_tasks_as_current_user && config.headless_tasks {
        match workers_part(&config.tasks_dir) {
            Ok(scratch) => found = found.and(Containment::of_views(&scratch, parts(config))),
            Err(error) => tracing::warn!("could not try what can be hidden from tasks: {error}"),
        }
    }
    if found.missing.is_empty() {
        tracing::info!("{found}")
    } else {
        tracing::warn!("{found}")
    }
    Arranged { _groups: groups.ok() }
}

/// What of that which tasks see is to be their own.
fn parts(config: &Config) -> ViewParts {
    ViewParts {
        temporary_files: config.enable_task_private_tmp,
        ipc: config.enable_task_private_ipc,
        processes: config.enable_task_protect_proc,
    }
}
