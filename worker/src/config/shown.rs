//! The configuration as the worker's log shows it.

use std::collections::BTreeMap;

use generated::config::Config;
use serde_json::Value;

/// Every setting of `config` as one line of JSON, sorted by name. Secrets are masked; one that is not set is empty.
#[must_use]
pub fn shown(config: &Config) -> String {
    let value = serde_json::to_value(config).unwrap_or_default();
    let sorted: BTreeMap<String, Value> = serde_json::from_value(value).unwrap_or_default();
    serde_json::to_string(&sorted).unwrap_or_default()
}
