//! From a file to a configuration: defaults < environment < file.

use std::path::{Path, PathBuf};

use generated::config::{Config, SETTINGS, settings};
use generated::exit_code::ExitCode;
use generated::runtime::setting::{Default2018, Era as SettingEra, Setting};
use serde_json::{Map, Value};

use super::Era;
use super::error::{ConfigError, ConfigErrors, Position};
use super::file::{self, Member};
use super::values::{self, Refusal};
use super::{nearest, validate};

/// A configuration that can be worked with.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// Whose habits it asks for.
    pub era: Era,
    /// What is odd about the file but no error, a line each that names the file.
    pub warnings: Vec<String>,
}

/// Reads the configuration file `path`. `environment` looks up a variable of the worker's environment.
///
/// # Errors
///
/// Everything that is wrong with the file, at once. The exit code is [`ExitCode::CantLoadConfig`] where something in it
/// cannot be read or understood, else [`ExitCode::InvalidConfig`].
pub fn load(path: &Path, environment: impl Fn(&str) -> Option<String>) -> Result<Loaded, ConfigErrors> {
    let fail = |exit_code, errors| Err(ConfigErrors::new(path.to_owned(), exit_code, errors));
    let members = match file::read(path) {
        Ok(members) => members,
        Err(error) => return fail(ExitCode::CantLoadConfig, vec![error]),
    };
    let mut reading = Reading::new(era_of(&members.list));
    reading.unreadable = members.errors;
    members.list.iter().for_each(|member| reading.take(member));
    reading.take_environment(environment);

    let values = reading.values();
    reading.miss(&values);
    if !reading.unreadable.is_empty() {
        return fail(ExitCode::CantLoadConfig, [reading.unreadable, reading.invalid].concat());
    }
    let config = match serde_json::from_value::<Config>(Value::Object(values)) {
        Ok(config) => config,
        Err(error) => {
            return fail(ExitCode::CantLoadConfig, vec![ConfigError::in_file(None, error.to_string())]);
        }
    };
    for (setting, message) in validate::check(&config, reading.era) {
        let position = reading.position_of(setting);
        reading.invalid.push(ConfigError::about(setting.name, position, message));
    }
    if !reading.invalid.is_empty() {
        return fail(ExitCode::InvalidConfig, reading.invalid);
    }
    let warnings = reading.warnings.iter().map(|warning| warning.line(path)).collect();
    Ok(Loaded { config, era: reading.era, warnings })
}

/// The file alone decides, whatever the environment says: one that tells by a setting that it is of 2018, and that has no
/// root URL, is one of 2018.
fn era_of(members: &[Member]) -> Era {
    let given = |member: &&Member| !is_empty(&member.value);
    let root_url = members.iter().filter(given).any(|member| settings::ROOT_URL.is_spelt(&member.key));
    let tells = |member: &Member| find(&member.key).is_some_and(|setting| setting.tells_2018);
    if !root_url && members.iter().filter(given).any(tells) { Era::Of2018 } else { Era::Today }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value == ""
}

/// The setting that `key` spells: exactly, else but for the case of its letters.
fn find(key: &str) -> Option<&'static Setting> {
    let exact = SETTINGS.iter().find(|setting| setting.name == key || setting.aliases.contains(&key));
    exact.or_else(|| SETTINGS.iter().find(|setting| setting.is_spelt(key))).copied()
}

/// What has been read so far.
struct Reading {
    era: Era,
    given: Vec<Given>,
    /// What keeps the file from being understood.
    unreadable: Vec<ConfigError>,
    /// What is understood but cannot be worked with.
    invalid: Vec<ConfigError>,
    warnings: Vec<ConfigError>,
}

/// A value that a setting has been given.
struct Given {
    setting: &'static Setting,
    /// Where in the file; `None` for the environment.
    position: Option<Position>,
    /// Whether the key is the setting's name to the letter.
    exact: bool,
    value: Value,
}

impl Reading {
    fn new(era: Era) -> Self {
        Self { era, given: Vec::new(), unreadable: Vec::new(), invalid: Vec::new(), warnings: Vec::new() }
    }

    fn take(&mut self, member: &Member) {
        let Some(setting) = find(&member.key) else {
            return self.unknown(member);
        };
        let position = Some(member.value_position);
        match values::check(setting, &member.value) {
            Ok(Some(value)) => {
                self.given.push(Given { setting, position, exact: member.key == setting.name, value });
            }
            Ok(None) => {}
            Err(Refusal::Unreadable(message)) => {
                self.unreadable.push(ConfigError::about(&member.key, position, message));
            }
            Err(Refusal::TooSmall(message)) => {
                self.invalid.push(ConfigError::about(&member.key, position, message));
            }
        }
    }

    fn unknown(&mut self, member: &Member) {
        let hint = nearest::to(&member.key).map(|name| format!("; did you mean {name}?")).unwrap_or_default();
        let (errors, consequence) = match self.era {
            Era::Today => (&mut self.unreadable, ""),
            Era::Of2018 => (&mut self.warnings, " (passed over)"),
        };
        let message = format!("there is no such setting{consequence}{hint}");
        errors.push(ConfigError::about(&member.key, Some(member.position), message));
    }

    /// Takes from the environment what the file does not give.
    fn take_environment(&mut self, environment: impl Fn(&str) -> Option<String>) {
        for setting in SETTINGS.iter().copied() {
            let Some(name) = setting.env else { continue };
            let Some(text) = environment(name).filter(|text| !text.is_empty()) else { continue };
            if self.era == Era::Of2018 && setting.era == SettingEra::Today {
                let message = format!(
                    "the environment variable {name} is not used, because this is a configuration of 2018; set {} to use it",
                    setting.name
                );
                self.warnings.push(ConfigError::in_file(None, message));
            } else if !self.given.iter().any(|given| given.setting.name == setting.name) {
                match values::check(setting, &Value::from(text)) {
                    Ok(Some(value)) => self.given.push(Given { setting, position: None, exact: true, value }),
                    Ok(None) => {}
                    Err(Refusal::Unreadable(message) | Refusal::TooSmall(message)) => {
                        let message = format!("environment variable {name}: {message}");
                        self.unreadable.push(ConfigError::about(setting.name, None, message));
                    }
                }
            }
        }
    }

    /// All settings: the defaults, and over them what was given. Of several spellings the exact one lies on top.
    fn values(&self) -> Map<String, Value> {
        let defaults = SETTINGS.iter().map(|setting| (setting.name.to_owned(), default(setting, self.era)));
        let mut values = Value::Object(defaults.collect());
        let (exact, other): (Vec<_>, Vec<_>) = self.given.iter().partition(|given| given.exact);
        for given in other.into_iter().chain(exact) {
            overlay(&mut values[given.setting.name], given.value.clone());
        }
        match values {
            Value::Object(values) => values,
            _ => Map::new(),
        }
    }

    /// Notes what must have a value but has none. A setting whose value was refused has been reported already.
    fn miss(&mut self, values: &Map<String, Value>) {
        let reported: Vec<_> = self
            .unreadable
            .iter()
            .chain(&self.invalid)
            .filter_map(|error| error.setting.as_deref().and_then(find))
            .map(|setting| setting.name)
            .collect();
        for setting in validate::required(self.era).filter(|setting| !reported.contains(&setting.name)) {
            if values.get(setting.name).is_none_or(is_empty) {
                let hint = setting
                    .env
                    .map(|env| format!("; the environment variable {env} would do"))
                    .unwrap_or_default();
                let message = format!("Config setting \"{}\" has not been defined{hint}", setting.name);
                self.invalid.push(ConfigError::in_file(self.position_of(setting), message));
            }
        }
    }

    /// Where the file gives the value that counts.
    fn position_of(&self, setting: &Setting) -> Option<Position> {
        let given = self.given.iter().filter(|given| given.setting.name == setting.name);
        given.max_by_key(|given| given.exact)?.position
    }
}

/// Puts `over` in the place of `value`; of objects, member by member, however deep.
fn overlay(value: &mut Value, over: Value) {
    match (value, over) {
        (Value::Object(members), Value::Object(over)) => {
            for (key, over) in over {
                overlay(members.entry(key).or_insert(Value::Null), over);
            }
        }
        (value, over) => *value = over,
    }
}

fn default(setting: &Setting, era: Era) -> Value {
    match setting.default_in_2018.filter(|_| era == Era::Of2018) {
        None => setting.default_value(),
        Some(Default2018::Json(text)) => serde_json::from_str(text).unwrap_or(Value::Null),
        // The only setting that is computed is the folder of the task directories.
        Some(Default2018::Computed(_)) => parent_of_home().to_string_lossy().into_owned().into(),
    }
}

pub(super) fn parent_of_home() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    home.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}
