//! From a file to a configuration: defaults < environment < cloud provider < file.

use std::path::{Path, PathBuf};

use generated::config::{Config, SETTINGS, settings};
use generated::exit_code::ExitCode;
use generated::runtime::setting::{Default2018, Era as SettingEra, Setting};
use serde_json::{Map, Value};

use super::Era;
use super::error::{ConfigError, ConfigErrors, Position};
use super::file::{self, Member, Members};
use super::provided::Provided;
use super::values::{self, Refusal};
use super::{nearest, task_users, validate};

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
    load_over(path, environment, None)
}

/// As [`load`], but over the settings that a cloud provider gives. With these, there need not be a file.
///
/// # Errors
///
/// As [`load`]. What a provider gives and no setting takes is a warning.
pub fn load_over(
    path: &Path,
    environment: impl Fn(&str) -> Option<String>,
    provided: Option<&Provided>,
) -> Result<Loaded, ConfigErrors> {
    let fail = |exit_code, errors| Err(ConfigErrors::new(path.to_owned(), exit_code, errors));
    let is_missing = provided.is_some() && matches!(path.try_exists(), Ok(false));
    let members = match file::read(path) {
        Ok(members) => members,
        Err(_) if is_missing => Members::default(),
        Err(error) => return fail(ExitCode::CantLoadConfig, vec![error]),
    };
    let mut reading = Reading::new(era_of(&members.list, provided));
    reading.unreadable = members.errors;
    if is_missing {
        let message = "there is no such configuration file; going on with what the cloud provider says";
        reading.warnings.push(ConfigError::in_file(None, message));
    }
    provided.iter().flat_map(|provided| provided.iter()).for_each(|given| reading.take_provided(given));
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

/// The value of one setting, before the whole configuration can be loaded. Whatever is wrong is reported by [`load`], later.
pub fn peek(path: &Path, environment: impl Fn(&str) -> Option<String>, setting: &'static Setting) -> Value {
    let members = file::read(path).unwrap_or_default().list;
    let in_file = members.into_iter().find(|member| setting.is_spelt(&member.key)).map(|member| member.value);
    let in_environment = || setting.env.and_then(&environment).map(Value::from);
    [in_file, in_environment()]
        .into_iter()
        .flatten()
        .find_map(|value| values::check(setting, &value).ok().flatten().filter(|value| !is_empty(value)))
        .unwrap_or_else(|| setting.default_value())
}

/// The environment decides nothing: a file that tells by a setting that it is of 2018, and that has no root URL, is one of
/// 2018. So is one without a root URL, from whomever, where a cloud provider gives settings: only those of 2018 do.
fn era_of(members: &[Member], provided: Option<&Provided>) -> Era {
    let in_file = members.iter().map(|member| (&member.key, &member.value));
    let in_cloud =
        provided.iter().flat_map(|provided| provided.iter()).map(|(_, _, key, value)| (key, value));
    let given: Vec<_> =
        in_file.chain(in_cloud).filter(|(_, value)| !is_empty(value)).map(|(key, _)| key).collect();
    let tells = |key: &&String| find(key).is_some_and(|setting| setting.tells_2018);
    let is_of_2018 = provided.is_some() || given.iter().any(tells);
    let root_url = given.iter().any(|key| settings::ROOT_URL.is_spelt(key));
    if !root_url && is_of_2018 { Era::Of2018 } else { Era::Today }
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

/// The layer of the environment. Those of cloud providers follow.
const ENVIRONMENT: usize = 0;
/// The layer of the file.
const FILE: usize = usize::MAX;

/// A value that a setting has been given.
struct Given {
    setting: &'static Setting,
    /// Where in the file; `None` for the environment and the cloud provider.
    position: Option<Position>,
    /// What counts more has the greater number.
    layer: usize,
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
                let exact = member.key == setting.name;
                self.given.push(Given { setting, position, layer: FILE, exact, value });
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

    /// Takes what a cloud provider gives.
    fn take_provided(&mut self, (layer, source, key, value): (usize, &'static str, &String, &Value)) {
        let message = match find(key) {
            None => "there is no such setting".to_owned(),
            Some(setting) => match values::check(setting, value) {
                Ok(Some(value)) => {
                    let exact = *key == setting.name;
                    return self.given.push(Given { setting, position: None, layer, exact, value });
                }
                Ok(None) => return,
                Err(Refusal::Unreadable(message) | Refusal::TooSmall(message)) => message,
            },
        };
        let message = format!("in {source}: {message} (passed over)");
        self.warnings.push(ConfigError::about(key, None, message));
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
                    Ok(Some(value)) => self.given.push(Given {
                        setting,
                        position: None,
                        layer: ENVIRONMENT,
                        exact: true,
                        value,
                    }),
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
        let mut given: Vec<_> = self.given.iter().collect();
        given.sort_by_key(|given| (given.layer, given.exact));
        for given in given {
            overlay(&mut values[given.setting.name], given.value.clone());
        }
        let Value::Object(mut values) = values else { return Map::new() };
        task_users::settle(&mut values, self.era, |setting| {
            self.given.iter().any(|given| given.setting.name == setting.name)
        });
        values
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
        given.max_by_key(|given| (given.layer, given.exact))?.position
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
