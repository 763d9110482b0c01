//! What the task log says of how much of the machine a task has used, and of limits that it has come up against.

use generated::config::settings;

use super::bytes::Bytes;
use super::context::RunContext;
use super::duration::GoDuration;
use crate::process::TaskUsage;

/// Writes it to the task log, after the last command.
pub fn log(run: &RunContext) {
    let usage = run.processes.usage();
    for complaint in complaints(&usage) {
        run.log.error(complaint);
    }
    // Tasks that run as the worker have logs as they always were.
    if run.user.is_none() {
        return;
    }
    if let (Some(user), Some(kernel)) = (usage.user_time, usage.kernel_time) {
        run.log.info(format_args!(
            "Task CPU Time: {} in programs, {} in the kernel",
            GoDuration(user),
            GoDuration(kernel)
        ));
    }
    if let Some(peak) = usage.memory.and_then(|memory| memory.peak) {
        run.log.info(format_args!("Peak Task Memory: {}", Bytes(peak)));
    }
}

fn complaints(usage: &TaskUsage) -> Vec<String> {
    let mut complaints = Vec::new();
    let reached = |count: Option<u64>| count.filter(|&count| count > 0);
    if let Some(count) = reached(usage.memory_kills) {
        complaints.push(format!(
            "The kernel killed processes of this task ({count} times) because the memory that it may use was used up. The limit \
             is set by the worker's {}, or by the machine's memory.",
            settings::TASK_MEMORY_LIMIT.name
        ));
    }
    if let Some(count) = reached(usage.refused_forks) {
        complaints.push(format!(
            "This task had as many processes and threads as it may have at a time, so that {count} more could not be started. \
             The limit is set by the worker's {}.",
            settings::TASK_PIDS_LIMIT.name
        ));
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_limits_that_were_reached_are_mentioned() {
        assert!(complaints(&TaskUsage::default()).is_empty());
        let usage = TaskUsage { memory_kills: Some(0), refused_forks: Some(0), ..TaskUsage::default() };
        assert!(complaints(&usage).is_empty());
        let complaints = complaints(&TaskUsage { memory_kills: Some(2), refused_forks: Some(3), ..usage });
        assert!(complaints[0].contains("taskMemoryLimit") && complaints[1].contains("taskPidsLimit"));
    }
}
