//! What a configuration that could be read must have to be worked with.

use std::ops::RangeInclusive;

use generated::config::{Config, SETTINGS, settings};
use generated::runtime::setting::{Required, Setting};

use super::Era;
use super::error::ConfigError;

/// With a capacity above 1, the ports of each further task lie this much higher.
pub const PORTS_PER_TASK: u32 = 4;

/// Everything that keeps `config` from being worked with; empty when nothing does.
#[must_use]
pub fn check(config: &Config, era: Era) -> Vec<ConfigError> {
    let mut errors: Vec<_> = undefined(config, era)
        .map(|setting| {
            let message = format!("Config setting \"{}\" has not been defined", setting.name);
            ConfigError { position: None, setting: None, message }
        })
        .collect();
    if !config.run_tasks_as_current_user && !cfg!(windows) {
        errors.push(about(
            &settings::RUN_TASKS_AS_CURRENT_USER,
            format!("must be true on {}", crate::platform::os_name()),
        ));
    }
    errors.extend(ports(config));
    errors
}

fn undefined(config: &Config, era: Era) -> impl Iterator<Item = &'static Setting> {
    let values = serde_json::to_value(config).unwrap_or_default();
    SETTINGS.iter().copied().filter(move |setting| {
        let required = match setting.required {
            Required::Never => false,
            Required::Always => true,
            Required::Today => era == Era::Today,
            Required::Only2018 => era == Era::Of2018,
        };
        let value = &values[setting.name];
        required && (value == "" || value.is_null())
    })
}

/// Ports that several tasks at a time would need, and that there are not, or that two features would both take.
fn ports(config: &Config) -> Vec<ConfigError> {
    let more = PORTS_PER_TASK * u32::from(config.capacity.saturating_sub(1));
    let range = |base: u16, width: u32| u32::from(base)..=u32::from(base) + more + width - 1;
    let mut wanted: Vec<(&Setting, RangeInclusive<u32>)> = Vec::new();
    if config.enable_taskcluster_proxy {
        wanted.push((&settings::TASKCLUSTER_PROXY_PORT, range(config.taskcluster_proxy_port, 1)));
    }
    if config.enable_live_log && !config.livelog_executable.is_empty() {
        wanted.push((&settings::LIVELOG_PORT_BASE, range(config.livelog_port_base, 2)));
    }
    let mut errors = Vec::new();
    for (index, (setting, ports)) in wanted.iter().enumerate() {
        if *ports.end() > u32::from(u16::MAX) {
            let message = format!("{} tasks at a time need ports up to {}", config.capacity, ports.end());
            errors.push(about(setting, message));
        }
        let clash = wanted[..index]
            .iter()
            .find(|(_, other)| ports.start() <= other.end() && other.start() <= ports.end());
        if let Some((other, _)) = clash {
            let message =
                format!("ports {} to {} overlap those of {}", ports.start(), ports.end(), other.name);
            errors.push(about(setting, message));
        }
    }
    errors
}

fn about(setting: &Setting, message: String) -> ConfigError {
    ConfigError { position: None, setting: Some(setting.name.to_owned()), message }
}
