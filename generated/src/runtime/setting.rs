// Written by `cargo codegen` from codegen/runtime/setting.rs. Do not edit.

//! What the table of settings says about each of them.

use serde_json::Value;

/// One setting of the worker's configuration.
#[derive(Debug)]
pub struct Setting {
    /// The key in the configuration file.
    pub name: &'static str,
    /// Other spellings that are accepted.
    pub aliases: &'static [&'static str],
    /// What values it takes.
    pub kind: Kind,
    /// Its default on this platform, as JSON.
    pub default: &'static str,
    /// Another default for configurations of 2018.
    pub default_in_2018: Option<Default2018>,
    /// Another default, as JSON, where each task has a user of its own (`runTasksAsCurrentUser` is false).
    pub default_with_task_users: Option<&'static str>,
    /// Whether it must have a value that is not empty.
    pub required: Required,
    /// Whether its value must not be printed.
    pub secret: bool,
    /// Which era knows it.
    pub era: Era,
    /// Whether a file that has it, and no root URL, is one of 2018.
    pub tells_2018: bool,
    /// The first version that knew it.
    pub since: &'static str,
    /// The environment variable that gives its value where the file does not.
    pub env: Option<&'static str>,
    /// What it is for.
    pub help: &'static str,
}

impl Setting {
    /// Its default on this platform.
    #[must_use]
    pub fn default_value(&self) -> Value {
        // `cargo codegen` wrote the text from a value.
        serde_json::from_str(self.default).unwrap_or(Value::Null)
    }

    /// Its default on this platform where each task has a user of its own, if that is another one.
    #[must_use]
    pub fn default_value_with_task_users(&self) -> Option<Value> {
        serde_json::from_str(self.default_with_task_users?).ok()
    }

    /// Whether `key` is a spelling of this setting that differs from its name and aliases at most by case.
    #[must_use]
    pub fn is_spelt(&self, key: &str) -> bool {
        self.name.eq_ignore_ascii_case(key)
            || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(key))
    }
}

/// What values a [`Setting`] takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    String,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer {
        /// The smallest value.
        minimum: i64,
        /// The largest value; `i64::MAX` where there is no limit.
        maximum: i64,
    },
    /// An IPv4 or IPv6 address, or nothing.
    Ip,
    /// An http or https URL, or nothing.
    Url,
    /// A path of a file or folder.
    Path,
    /// Any JSON object.
    Object,
}

/// A default for configurations of 2018.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default2018 {
    /// This value, as JSON.
    Json(&'static str),
    /// What the worker computes; the text says what.
    Computed(&'static str),
}

/// Whether a [`Setting`] must have a value that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// It need not.
    Never,
    /// It must.
    Always,
    /// It must in a configuration of today.
    Today,
    /// It must in a configuration of 2018.
    Only2018,
}

/// Which era knows a [`Setting`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// Both, or it is our own.
    Both,
    /// Today's worker only.
    Today,
    /// That of 2018 only.
    Only2018,
}
