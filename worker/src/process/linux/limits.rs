//! What limits and counts what the processes of a task use, besides their control group.

use std::os::fd::RawFd;

use super::super::{TaskLimits, TaskUsage, UnmetLimit};
use super::cgroup::{ControlGroup, Controller, V1Group};

/// How a task's limits are kept.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// Control groups of version 1, for what those of version 2 do not do here.
    groups: Vec<V1Group>,
    /// How many processes the task's user may have.
    most_user_processes: Option<u64>,
    unmet: Vec<UnmetLimit>,
}

impl Limits {
    /// Limits by `control` what can be limited by it, else by other groups, else by what the user may have. Without
    /// `with_groups` only the latter.
    pub(super) fn new(
        name: &str,
        limits: &TaskLimits,
        control: Option<&ControlGroup>,
        with_groups: bool,
    ) -> Self {
        let mut new = Self::default();
        let counts_memory = control.is_some_and(|control| control.usage().memory.is_some());
        let made = |controller| {
            if with_groups {
                V1Group::new(controller, name)
            } else {
                Err(std::io::Error::other("control groups are switched off"))
            }
        };
        match limits.memory {
            Some(bytes) if control.is_none_or(|control| control.limit_memory(bytes).is_err()) => {
                match made(Controller::Memory).and_then(|group| group.limit(bytes).map(|()| group)) {
                    Ok(group) => new.groups.push(group),
                    Err(reason) => new.unmet.push(UnmetLimit::memory(reason)),
                }
            }
            Some(_) => {}
            // For the figures alone; nobody misses them.
            None if counts_memory => {}
            None => new.groups.extend(made(Controller::Memory)),
        }
        if let Some(most) = limits.pids
            && control.is_none_or(|control| control.limit_pids(most).is_err())
        {
            match made(Controller::Pids).and_then(|group| group.limit(most).map(|()| group)) {
                Ok(group) => new.groups.push(group),
                Err(reason) => {
                    new.most_user_processes = Some(most);
                    new.unmet.push(UnmetLimit::pids(reason));
                }
            }
        }
        new
    }

    /// The files through which a new process joins the groups by writing `0`.
    pub(super) fn doors(&self) -> impl Iterator<Item = RawFd> + '_ {
        self.groups.iter().map(V1Group::door)
    }

    /// How many processes the task's user may have, where nothing else limits them.
    pub(super) fn most_user_processes(&self) -> Option<u64> {
        self.most_user_processes
    }

    /// What is not limited as it should be.
    pub(super) fn unmet(&self) -> &[UnmetLimit] {
        &self.unmet
    }

    pub(super) fn add_usage(&self, usage: &mut TaskUsage) {
        self.groups.iter().for_each(|group| group.add_usage(usage));
    }

    pub(super) fn remove(&self) {
        for group in &self.groups {
            // A left-over empty group costs nothing, and the next worker removes it.
            let _ = group.remove();
        }
    }
}
