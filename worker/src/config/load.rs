//! From a file to a configuration: defaults < file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use generated::config::{Config, SETTINGS, settings};
use generated::exit_code::ExitCode;
use generated::runtime::setting::{Default2018, Era as SettingEra, Setting};
use serde_json::{Map, Value};

use super::Era;
use super::error::{ConfigError, ConfigErrors};
use super::file::{self, Member};
use super::{validate, values};

/// A configuration that can be worked with.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// Whose habits it asks for.
    pub era: Era,
    /// What is odd about the file but no error.
    pub warnings: Vec<String>,
}

/// Reads the configuration file `path`. `environment` looks up a variable of the worker's environment.
///
/// # Errors
///
/// Everything that is wrong with the file: with [`ExitCode::CantLoadConfig`] what cannot be read, else with
/// [`ExitCode::InvalidConfig`] what can be read but not be worked with.
pub fn load(path: &Path, environment: impl Fn(&str) -> Option<String>) -> Result<Loaded, ConfigErrors> {
    let members = file::read(path)?;
    let era = era_of(&members);
    let mut reading = Reading { era, given: BTreeMap::new(), errors: Vec::new(), warnings: Vec::new() };
    for member in &members {
        reading.take(member);
    }
    let errors = |exit_code, errors| Err(ConfigErrors { file: path.to_owned(), exit_code, errors });
    if !reading.errors.is_empty() {
        return errors(ExitCode::CantLoadConfig, reading.errors);
    }
    let config = match serde_json::from_value::<Config>(Value::Object(complete(&reading, environment))) {
        Ok(config) => config,
        Err(error) => {
            let error = ConfigError { position: None, setting: None, message: error.to_string() };
            return errors(ExitCode::CantLoadConfig, vec![error]);
        }
    };
    let invalid = validate::check(&config, era);
    if !invalid.is_empty() {
        return errors(ExitCode::InvalidConfig, invalid);
    }
    Ok(Loaded { config, era, warnings: reading.warnings })
}

/// A file with a setting that only 2018 knew, and without a root URL, is one of 2018.
fn era_of(members: &[Member]) -> Era {
    let root_url =
        members.iter().any(|member| settings::ROOT_URL.is_spelt(&member.key) && member.value != "");
    let only_2018 =
        |member: &Member| find(&member.key).is_some_and(|setting| setting.era == SettingEra::Only2018);
    if !root_url && members.iter().any(only_2018) { Era::Of2018 } else { Era::Today }
}

fn find(key: &str) -> Option<&'static Setting> {
    let exact = SETTINGS.iter().find(|setting| setting.name == key || setting.aliases.contains(&key));
    exact.or_else(|| SETTINGS.iter().find(|setting| setting.is_spelt(key))).copied()
}

struct Reading {
    era: Era,
    /// The values that the file gives, by the setting's name, with the key that they stand under.
    given: BTreeMap<&'static str, (String, Value)>,
    errors: Vec<ConfigError>,
    warnings: Vec<String>,
}

impl Reading {
    fn take(&mut self, member: &Member) {
        let Some(setting) = find(&member.key) else {
            return self.unknown(member);
        };
        match values::check(setting, &member.value) {
            Ok(Some(value)) => self.give(setting, member, value),
            Ok(None) => {}
            Err(message) => self.error(member.value_position, &member.key, message),
        }
    }

    /// Where several spellings of a setting stand in a file, the exact one wins; the same one twice is an error.
    fn give(&mut self, setting: &'static Setting, member: &Member, value: Value) {
        match self.given.get(setting.name) {
            Some((key, _)) if *key == member.key => {
                self.error(member.position, &member.key, "the setting stands here a second time".to_owned());
            }
            Some((key, _)) if key == setting.name => {}
            _ => {
                self.given.insert(setting.name, (member.key.clone(), value));
            }
        }
    }

    fn unknown(&mut self, member: &Member) {
        let close = SETTINGS.iter().map(|setting| {
            (strsim::jaro_winkler(&member.key.to_lowercase(), &setting.name.to_lowercase()), setting.name)
        });
        let nearest = close.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = nearest.map(|(_, name)| format!("; did you mean {name}?")).unwrap_or_default();
        let message = format!("there is no such setting{hint}");
        match self.era {
            Era::Today => self.error(member.position, &member.key, message),
            Era::Of2018 => self.warnings.push(format!("{}: {message} It is passed over.", member.key)),
        }
    }

    fn error(&mut self, position: (usize, usize), setting: &str, message: String) {
        let error = ConfigError { position: Some(position), setting: Some(setting.to_owned()), message };
        self.errors.push(error);
    }
}

/// All settings: what the file gives, else the environment, else the default.
fn complete(reading: &Reading, environment: impl Fn(&str) -> Option<String>) -> Map<String, Value> {
    let value = |setting: &Setting| {
        let given =
            reading.given.get(setting.name).map(|(_, value)| value.clone()).filter(|value| *value != "");
        let from_environment = || {
            let text = (reading.era == Era::Today).then(|| environment(setting.env?))??;
            Some(Value::from(text.trim_end_matches('/')))
        };
        given.or_else(from_environment).unwrap_or_else(|| default(setting, reading.era))
    };
    SETTINGS.iter().map(|setting| (setting.name.to_owned(), value(setting))).collect()
}

fn default(setting: &Setting, era: Era) -> Value {
    match setting.default_in_2018.filter(|_| era == Era::Of2018) {
        None => setting.default_value(),
        Some(Default2018::Json(text)) => serde_json::from_str(text).unwrap_or(Value::Null),
        // The only setting that is computed is the folder of the task directories.
        Some(Default2018::Computed(_)) => parent_of_home().to_string_lossy().into_owned().into(),
    }
}

fn parent_of_home() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    home.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load_text(text: &str) -> Result<Loaded, ConfigErrors> {
        let directory = tempfile::tempdir().expect("temporary directory");
        let path = directory.path().join("c");
        std::fs::write(&path, text).expect("written");
        load(&path, |_| None).map_err(|errors| ConfigErrors { file: "c".into(), ..errors })
    }

    const TODAY: &str = r#""rootURL": "https://tc.example.com/", "clientId": "me", "accessToken": "no-fish",
        "workerId": "w", "workerType": "t""#;

    fn today_with(more: &str) -> Result<Loaded, ConfigErrors> {
        load_text(&format!("{{{TODAY}{more}}}"))
    }

    #[test]
    fn a_small_file_is_enough() {
        let loaded = today_with("").expect("loads");
        assert_eq!(loaded.era, Era::Today);
        assert_eq!(loaded.config.root_url, "https://tc.example.com");
        assert_eq!(loaded.config.capacity, Config::default().capacity);
        assert!(!format!("{:?}", loaded.config).contains("no-fish"));
        assert!(!serde_json::to_string(&loaded.config).expect("prints").contains("no-fish"));
    }

    #[test]
    fn all_mistakes_are_reported_with_their_places() {
        let errors = load_text(
            "{\n  \"rootURL\": 3,\n  \"capcity\": 1,\n  \"capacity\": 1000,\n  \"accessToken\": [\"no-fish\"],\n  \
             \"publicIP\": \"1.2.3\"\n}",
        )
        .expect_err("mistakes");
        assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
        let expected = [
            "c:2:14: rootURL: found 3, expected an http or https URL, as a string",
            "c:3:3: capcity: there is no such setting; did you mean capacity?",
            "c:4:15: capacity: found 1000, expected an integer from 1 to 255",
            "c:5:18: accessToken: found an array, expected a string",
            "c:6:15: publicIP: found \"1.2.3\", expected an IP address, as a string",
        ];
        assert_eq!(errors.to_string(), expected.join("\n"));
    }

    #[test]
    fn what_is_no_json_object_cannot_be_loaded() {
        for (text, expected) in [
            ("", "c:1:1: the file is empty"),
            ("[]", "c:1:1: expected a JSON object"),
            ("{\"a\": 1,}", "c:1:8: this is not JSON"),
            ("{\n// no\n}", "c:2:1: this is not JSON"),
        ] {
            let errors = load_text(text).expect_err("no configuration");
            assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
            assert!(errors.to_string().starts_with(expected), "{text:?}: {errors}");
        }
        let missing = load(Path::new("/nonexistent/file"), |_| None).expect_err("no file");
        assert_eq!(missing.exit_code, ExitCode::CantLoadConfig);
    }

    #[test]
    fn a_missing_value_is_invalid_rather_than_unreadable() {
        let errors = load_text(r#"{"rootURL": "https://tc.example.com"}"#).expect_err("incomplete");
        assert_eq!(errors.exit_code, ExitCode::InvalidConfig);
        assert!(
            errors.to_string().contains("Config setting \"accessToken\" has not been defined"),
            "{errors}"
        );
        assert!(
            errors.to_string().contains("Config setting \"workerType\" has not been defined"),
            "{errors}"
        );
    }

    #[test]
    fn a_configuration_of_2018_keeps_its_habits() {
        let loaded = load_text(
            r#"{"queueBaseURL": "http://localhost:1/v1/", "accessToken": "x", "clientId": "me", "workerId": "w",
                "workerType": "t", "livelogSecret": "s", "signingKeyLocation": "k", "publicIP": "1.2.3.4", "novelty": 1}"#,
        )
        .expect("loads");
        assert_eq!(loaded.era, Era::Of2018);
        assert_eq!(loaded.config.queue_base_url, "http://localhost:1/v1");
        assert_eq!(loaded.config.auth_base_url, "https://auth.taskcluster.net/v1");
        assert_eq!(loaded.config.tasks_dir, parent_of_home());
        assert_eq!(loaded.warnings.len(), 1);
    }

    #[test]
    fn spellings_are_forgiven_and_the_exact_one_wins() {
        let loaded =
            today_with(r#", "INSTANCEID": "a", "instanceId": "b", "instanceID": "c""#).expect("loads");
        assert_eq!(loaded.config.instance_id, "b");
        let loaded = today_with(r#", "workerTypeMetaData": {"a": 1}, "capacity": 3.0"#).expect("loads");
        assert_eq!(loaded.config.worker_type_metadata["a"], 1);
        assert_eq!(loaded.config.capacity, 3);
        let errors = today_with(r#", "capacity": 3, "capacity": 4"#).expect_err("twice");
        assert!(errors.to_string().contains("a second time"), "{errors}");
    }

    #[test]
    fn null_and_nothing_mean_the_default() {
        let loaded = today_with(r#", "capacity": null, "publicIP": "", "provisionerId": """#).expect("loads");
        assert_eq!(loaded.config.capacity, Config::default().capacity);
        assert_eq!(loaded.config.public_ip, None);
        assert_eq!(loaded.config.provisioner_id, Config::default().provisioner_id);
    }

    #[test]
    fn the_root_url_may_come_from_the_environment() {
        let directory = tempfile::tempdir().expect("temporary directory");
        let path = directory.path().join("c");
        std::fs::write(
            &path,
            r#"{"clientId": "me", "accessToken": "x", "workerId": "w", "workerType": "t"}"#,
        )
        .expect("written");
        let variable = settings::ROOT_URL.env.expect("has one");
        let loaded =
            load(&path, |name| (name == variable).then(|| "http://localhost/".to_owned())).expect("loads");
        assert_eq!(loaded.config.root_url, "http://localhost");
    }
}
