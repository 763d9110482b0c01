//! What a configuration that could be read must have to be worked with.

use std::ops::RangeInclusive;

use generated::config::{Config, SETTINGS, settings};
use generated::runtime::setting::{Required, Setting};

use super::{Era, task_users};

/// With a capacity above 1, the ports of each further task lie this much higher.
pub const PORTS_PER_TASK: u32 = 4;

/// What is wrong with the value of a setting.
pub type Objection = (&'static Setting, String);

/// The settings that must have a value.
pub fn required(era: Era) -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().copied().filter(move |setting| match setting.required {
        Required::Never => false,
        Required::Always => true,
        Required::Today => era == Era::Today,
        Required::Only2018 => era == Era::Of2018,
    })
}

/// What keeps `config`, in which every setting that must have a value has one, from being worked with.
#[must_use]
pub fn check(config: &Config, era: Era) -> Vec<Objection> {
    let mut objections = ports(config, era);
    objections.extend(task_users::check(config));
    if config.task_memory_limit > 0 && !config.enable_task_control_groups {
        let message =
            format!("memory can be limited only where {} is true", settings::ENABLE_TASK_CONTROL_GROUPS.name);
        objections.push((&settings::TASK_MEMORY_LIMIT, message));
    }
    objections
}

/// Ports that the worker would use: the setting that they come from, the first one, and how many of them a task takes.
type Ports = (&'static Setting, u16, u32);

fn wanted(config: &Config, era: Era) -> Vec<Ports> {
    let mut wanted: Vec<Ports> = Vec::new();
    if config.enable_taskcluster_proxy {
        wanted.push((&settings::TASKCLUSTER_PROXY_PORT, config.taskcluster_proxy_port, 1));
    }
    let external = !config.livelog_executable.is_empty();
    match era {
        _ if !config.enable_live_log => {}
        Era::Today if external => wanted.push((&settings::LIVELOG_PORT_BASE, config.livelog_port_base, 2)),
        Era::Today => {}
        Era::Of2018 => {
            wanted.push((&settings::LIVELOG_GET_PORT, config.livelog_get_port, 1));
            if external {
                wanted.push((&settings::LIVELOG_PUT_PORT, config.livelog_put_port, 1));
            }
        }
    }
    // Any port that is free serves for 0.
    wanted.retain(|(_, first, _)| *first != 0);
    wanted
}

/// Ports that several tasks at a time would need and that there are not, and those that two features would both take.
fn ports(config: &Config, era: Era) -> Vec<Objection> {
    let more = PORTS_PER_TASK * u32::from(config.capacity.saturating_sub(1));
    let range = |(setting, first, width): Ports| {
        (setting, RangeInclusive::new(u32::from(first), u32::from(first) + more + width - 1))
    };
    let wanted: Vec<_> = wanted(config, era).into_iter().map(range).collect();
    let mut objections = Vec::new();
    for (index, (setting, ports)) in wanted.iter().enumerate() {
        if *ports.end() > u32::from(u16::MAX) {
            let message = format!("{} tasks at a time need ports up to {}", config.capacity, ports.end());
            objections.push((*setting, message));
        }
        let clash =
            |other: &RangeInclusive<u32>| ports.start() <= other.end() && other.start() <= ports.end();
        if let Some((other, _)) = wanted[..index].iter().find(|(_, other)| clash(other)) {
            let taken = if ports.start() == ports.end() { "it" } else { "some of them" };
            let message = format!("{}: {} takes {taken}", named(ports), other.name);
            objections.push((*setting, message));
        }
    }
    objections
}

fn named(ports: &RangeInclusive<u32>) -> String {
    match (ports.start(), ports.end()) {
        (first, last) if first == last => format!("port {first}"),
        (first, last) => format!("ports {first} to {last}"),
    }
}
