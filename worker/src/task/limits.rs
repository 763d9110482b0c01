//! How much of the machine a task may use.

use generated::config::Config;

use crate::platform;
use crate::process::{Method, TaskLimits};

/// What the processes of a task may use together, as `config` says.
#[must_use]
pub fn limits(config: &Config) -> TaskLimits {
    let chosen = |limit: u64| (limit > 0).then_some(limit);
    let automatic = || {
        let most = (!config.run_tasks_as_current_user).then(platform::most_processes).flatten()?;
        Some((most / 2 / u64::from(config.capacity.max(1))).max(FEWEST_PIDS))
    };
    TaskLimits {
        memory: chosen(config.task_memory_limit),
        pids: chosen(config.task_pids_limit).or_else(automatic),
    }
}

/// How the processes of a task are kept track of, as `config` says.
#[must_use]
pub fn method(config: &Config) -> Method {
    if config.enable_task_control_groups { Method::default() } else { Method::Supervisor }
}

/// As few processes and threads as a task can ordinarily do with.
const FEWEST_PIDS: u64 = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_with_users_cannot_use_up_all_processes() {
        let config = Config { task_memory_limit: 1 << 30, ..Config::default() };
        assert_eq!(limits(&config), TaskLimits { memory: Some(1 << 30), pids: None });
        let config = Config { run_tasks_as_current_user: false, capacity: 2, ..config };
        let most = platform::most_processes().expect("known");
        assert_eq!(limits(&config).pids, Some((most / 4).max(FEWEST_PIDS)));
        assert_eq!(limits(&Config { task_pids_limit: 7, ..config }).pids, Some(7));
    }
}
