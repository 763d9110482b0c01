//! Whole files, from their text to the settings or to everything that is wrong with them.

use std::path::Path;

use generated::config::settings;
use generated::exit_code::ExitCode;
use proptest::prelude::*;

use super::load::parent_of_home;
use super::{
    Config, ConfigErrors, Era, Loaded, Provided, load, load_over, peek, shown, worker_type_metadata,
};

/// What loading a file `c` with this text gives, in an environment with these variables.
fn load_in(text: impl AsRef<[u8]>, environment: &[(&str, &str)]) -> Result<Loaded, ConfigErrors> {
    let directory = tempfile::tempdir().expect("temporary directory");
    let path = directory.path().join("c");
    std::fs::write(&path, text).expect("written");
    let variable = |name: &str| {
        environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    };
    let loaded = load(&path, variable).map_err(|errors| ConfigErrors { file: "c".into(), ..errors });
    let place = path.display().to_string();
    loaded.map(|loaded| {
        let warnings = loaded.warnings.iter().map(|warning| warning.replace(&place, "c")).collect();
        Loaded { warnings, ..loaded }
    })
}

fn load_text(text: &str) -> Result<Loaded, ConfigErrors> {
    load_in(text, &[])
}

const TODAY: &str = r#""rootURL": "https://tc.example.com/", "clientId": "me", "accessToken": "no-fish", "workerId": "w",
    "workerType": "t""#;

const OF_2018: &str = r#""queueBaseURL": "http://localhost:1/v1/", "clientId": "me", "accessToken": "no-fish",
    "workerId": "w", "workerType": "t""#;

fn today_with(more: &str) -> Result<Loaded, ConfigErrors> {
    load_text(&format!("{{{TODAY}{more}}}"))
}

#[track_caller]
fn assert_refused(text: &str, exit_code: ExitCode, expected: &[&str]) {
    let errors = load_text(text).expect_err(text);
    assert_eq!(errors.to_string(), expected.join("\n"), "{text}");
    assert_eq!(errors.exit_code, exit_code, "{text}");
}

#[test]
fn a_small_file_is_enough() {
    let loaded = today_with("").expect("loads");
    assert_eq!(loaded.era, Era::Today);
    assert_eq!(loaded.config.root_url, "https://tc.example.com");
    assert_eq!(loaded.config.capacity, Config::default().capacity);
    assert_eq!(loaded.warnings, Vec::<String>::new());
}

#[test]
fn all_mistakes_are_reported_at_once_with_their_places() {
    let text = "{\n  \"rootURL\": 3,\n  \"capcity\": 1,\n  \"capacity\": 1000,\n  \"accessToken\": [\"no-fish\"],\n  \
                \"publicIP\": \"1.2.3\", \"uploadConcurrency\": 0,\n  \"clientId\": \"\"\n}";
    assert_refused(
        text,
        ExitCode::CantLoadConfig,
        &[
            "c:2:14: rootURL: found 3, expected an http or https URL, as a string",
            "c:3:3: capcity: there is no such setting; did you mean capacity?",
            "c:4:15: capacity: found 1000, expected an integer from 1 to 255",
            "c:5:18: accessToken: found an array, expected a string",
            "c:6:15: publicIP: found \"1.2.3\", expected an IP address, as a string",
            "c:6:45: uploadConcurrency: found 0, expected an integer from 1 to 255",
            "c:7:15: Config setting \"clientId\" has not been defined",
            "c: Config setting \"workerType\" has not been defined",
            "c: Config setting \"workerId\" has not been defined",
        ],
    );
}

#[test]
fn what_is_no_json_object_cannot_be_loaded() {
    for (text, expected) in [
        ("", "c:1:1: the file is empty; expected a JSON object of settings"),
        (" \n", "c:1:1: the file is empty; expected a JSON object of settings"),
        ("\n []", "c:2:2: expected a JSON object of settings"),
        ("null", "c:1:1: expected a JSON object of settings"),
        ("{\"a\": 1,}", "c:1:8: this is not JSON: Trailing commas are not allowed"),
        ("{\n// no\n}", "c:2:1: this is not JSON: Comments are not allowed"),
        ("{'a': 1}", "c:1:2: this is not JSON: Single-quoted strings are not allowed"),
        ("{a: 1}", "c:1:2: this is not JSON"),
        ("{\"a\": 1 \"b\": 2}", "c:1:8: this is not JSON: Expected comma"),
        ("{\"a\": 0x1}", "c:1:7: this is not JSON"),
        ("{\"a\": NaN}", "c:1:7: this is not JSON"),
        ("{\"accessToken\": no-fish}", "c:1:17: this is not JSON"),
        ("{} {}", "c:1:4: this is not JSON"),
    ] {
        let errors = load_text(text).expect_err(text);
        assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
        assert!(errors.to_string().starts_with(expected), "{text:?}: {errors}");
        assert!(!errors.to_string().contains("no-fish"), "{errors}");
    }
    let deep = format!("{{\"workerTypeMetadata\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let errors = load_text(&deep).expect_err("deep");
    assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_what_to_do() {
    let directory = tempfile::tempdir().expect("temporary directory");
    for (path, expected) in [
        (
            directory.path().join("none"),
            "there is no such configuration file; write one, or name another with --config",
        ),
        (directory.path().to_owned(), "it is a directory"),
    ] {
        let errors = load(&path, |_| None).expect_err("cannot be read");
        assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
        assert!(errors.to_string().contains(expected), "{errors}");
        assert!(errors.to_string().starts_with(&path.display().to_string()), "{errors}");
    }
    let errors = load_in(b"{\"clientId\": \"\xff\"}", &[]).expect_err("not text");
    assert!(errors.to_string().contains("it is not text in UTF-8"), "{errors}");
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    load_text(&format!("\u{feff}{{{TODAY}}}")).expect("loads");
}

#[test]
fn a_key_that_stands_twice_is_an_error_however_deep() {
    assert_refused(
        &format!(
            "{{{TODAY},\n\"capacity\": 3, \"capacity\": 4,\n\"workerTypeMetadata\": {{\"a\": [{{\"b\": 1,\n\"b\": 2}}]}}}}"
        ),
        ExitCode::CantLoadConfig,
        &[
            "c:3:16: capacity: the setting stands here a second time; the first is on line 3",
            "c:5:1: workerTypeMetadata.a[0].b: the key stands here a second time",
        ],
    );
}

#[test]
fn numbers_are_read_as_go_read_them() {
    let loaded = today_with(r#", "capacity": 3.0, "idleTimeoutSecs": 6e1"#).expect("loads");
    assert_eq!(loaded.config.capacity, 3);
    assert_eq!(loaded.config.idle_timeout_secs, 60);
    for value in ["-1", "1.5", "65536", "\"80\"", "true", "[80]", "1e300", "18446744073709551616"] {
        let errors = today_with(&format!(", \"taskclusterProxyPort\": {value}")).expect_err(value);
        assert_eq!(errors.exit_code, ExitCode::CantLoadConfig, "{value}");
        assert!(errors.to_string().contains("expected an integer from 0 to 65535"), "{errors}");
    }
    let errors = today_with(", \"taskclusterProxyPort\": 1e999").expect_err("too large");
    assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
    assert!(errors.to_string().ends_with("taskclusterProxyPort: number out of range"), "{errors}");
}

#[test]
fn a_number_that_is_too_small_to_work_with_is_invalid() {
    let errors = today_with(r#", "capacity": 0"#).expect_err("no tasks at a time");
    assert_eq!(errors.exit_code, ExitCode::InvalidConfig);
    assert_eq!(errors.to_string(), "c:2:36: capacity: found 0, expected an integer from 1 to 255");
}

#[test]
fn a_missing_value_is_invalid_rather_than_unreadable() {
    assert_refused(
        "{\"provisionerId\": \"\"}",
        ExitCode::InvalidConfig,
        &[
            "c:1:19: Config setting \"provisionerId\" has not been defined",
            "c: Config setting \"rootURL\" has not been defined; the environment variable TASKCLUSTER_ROOT_URL would do",
            "c: Config setting \"clientId\" has not been defined",
            "c: Config setting \"accessToken\" has not been defined",
            "c: Config setting \"workerType\" has not been defined",
            "c: Config setting \"workerId\" has not been defined",
        ],
    );
}

#[test]
fn what_the_worker_cannot_do_is_invalid() {
    if crate::platform::may_make_task_users().is_err() {
        let errors = today_with(",\n\"runTasksAsCurrentUser\": false").expect_err("no task users");
        assert_eq!(errors.exit_code, ExitCode::InvalidConfig);
        assert!(
            errors.to_string().starts_with("c:3:26: runTasksAsCurrentUser: must be true on "),
            "{errors}"
        );
    }
    let errors =
        today_with(r#", "taskMemoryLimit": 1, "enableTaskControlGroups": false"#).expect_err("no way");
    assert!(errors.to_string().contains("taskMemoryLimit: memory can be limited only where"), "{errors}");
    let errors = today_with(r#", "capacity": 4, "taskclusterProxyPort": 65530"#).expect_err("ports");
    assert_eq!(errors.exit_code, ExitCode::InvalidConfig);
    assert!(errors.to_string().ends_with("4 tasks at a time need ports up to 65542"), "{errors}");
    today_with(r#", "capacity": 4, "taskclusterProxyPort": 65530, "enableTaskclusterProxy": false"#)
        .expect("loads");
}

#[test]
fn two_features_cannot_have_the_same_port() {
    let ports = r#", "livelogExecutable": "/bin/livelog", "livelogPortBase": 99"#;
    today_with(ports).expect("80 is below 99");
    let errors = today_with(&format!("{ports}, \"capacity\": 6")).expect_err("80 to 100 and 99 to 120");
    assert_eq!(errors.exit_code, ExitCode::InvalidConfig);
    assert!(
        errors
            .to_string()
            .ends_with("livelogPortBase: ports 99 to 120: taskclusterProxyPort takes some of them"),
        "{errors}"
    );
    let text = format!("{{{OF_2018}, \"livelogGETPort\": 80}}");
    let errors = load_text(&text).expect_err("both 80");
    assert!(
        errors.to_string().ends_with("livelogGETPort: port 80: taskclusterProxyPort takes it"),
        "{errors}"
    );
    load_text(&format!("{{{OF_2018}, \"livelogGETPort\": 0, \"taskclusterProxyPort\": 0}}"))
        .expect("any free ports");
}

#[test]
fn secrets_are_never_shown() {
    let mistakes = r#", "certificate": {"no-fish": 1}, "livelogSecret": 1234567, "acessToken": "no-fish""#;
    let errors = today_with(mistakes).expect_err("mistakes").to_string();
    assert!(!errors.contains("no-fish") && !errors.contains("1234567"), "{errors}");
    assert!(errors.contains("certificate: found an object, expected a string"), "{errors}");
    let loaded = today_with(r#", "certificate": "no-fish", "livelogSecret": "no-fish""#).expect("loads");
    let printed = format!("{:?} {}", loaded.config, shown(&loaded.config));
    assert!(!printed.contains("no-fish"), "{printed}");
}

#[test]
fn the_echo_is_sorted_and_complete() {
    let echo = shown(&today_with("").expect("loads").config);
    let shown: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&echo).expect("JSON");
    let places: Vec<_> = shown.keys().map(|key| echo.find(&format!("\"{key}\":"))).collect();
    assert!(places.is_sorted(), "{echo}");
    assert_eq!(shown.len(), generated::config::SETTINGS.len(), "{echo}");
    assert!(echo.contains(r#""accessToken":"*************""#), "{echo}");
    assert!(echo.contains(r#""certificate":"""#), "whether a secret is set is none: {echo}");
}

#[test]
fn long_values_are_shortened() {
    let errors = today_with(&format!(", \"publicIP\": \"{}\"", "é".repeat(500))).expect_err("no address");
    assert!(errors.to_string().len() < 250, "{errors}");
}

#[test]
fn misspelt_settings_are_named_where_they_can_be_guessed() {
    for (key, hint) in [
        ("capasity", "; did you mean capacity?"),
        ("worker_id", "; did you mean workerId?"),
        ("ed25519SigningKey", "; did you mean ed25519SigningKeyLocation?"),
        ("enableWarpDrive", ""),
        ("x", ""),
    ] {
        let errors = today_with(&format!(", \"{key}\": 1")).expect_err(key).to_string();
        assert!(errors.ends_with(&format!("{key}: there is no such setting{hint}")), "{errors}");
    }
}

#[test]
fn spellings_are_forgiven_and_the_exact_one_wins() {
    let loaded = today_with(r#", "INSTANCEID": "a", "instanceId": "b", "instanceID": "c""#).expect("loads");
    assert_eq!(loaded.config.instance_id, "b");
    let loaded = today_with(r#", "instanceID": "c", "Capacity": 2"#).expect("loads");
    assert_eq!(loaded.config.instance_id, "c");
    assert_eq!(loaded.config.capacity, 2);
}

#[test]
fn objects_under_several_spellings_are_merged() {
    let more =
        r#", "workerTypeMetadata": {"a": {"x": 1}}, "workerTypeMetaData": {"a": {"x": 2, "y": 2}, "b": 2}"#;
    let metadata = today_with(more).expect("loads").config.worker_type_metadata;
    assert_eq!(serde_json::Value::Object(metadata), serde_json::json!({"a": {"x": 1, "y": 2}, "b": 2}));
}

#[test]
fn the_workers_own_metadata_replaces_what_stands_under_its_keys() {
    let more = r#", "workerTypeMetadata": {"generic-worker": {"old": 1}, "config": 2, "owner": "us"}"#;
    let of = |text: &str| {
        let loaded = load_text(text).expect("loads");
        worker_type_metadata(&loaded.config, loaded.era)
    };
    let today = of(&format!("{{{TODAY}{more}}}"));
    assert_eq!((&today["owner"], &today["config"]), (&"us".into(), &2.into()));
    assert!(today["generic-worker"].get("old").is_none());
    assert!(today["generic-worker"]["version"].is_string());
    let of_2018 = of(&format!("{{{OF_2018}{more}}}"));
    assert!(of_2018["config"]["deploymentId"].is_string());
}

#[test]
fn null_means_the_default_and_so_does_no_address() {
    let loaded =
        today_with(r#", "capacity": null, "workerTypeMetadata": null, "publicIP": "", "privateIP": null"#)
            .expect("loads");
    assert_eq!(loaded.config.capacity, Config::default().capacity);
    assert_eq!((loaded.config.public_ip, loaded.config.private_ip), (None, None));
    let loaded = today_with(r#", "sentryProject": """#).expect("loads");
    assert_eq!(loaded.config.sentry_project, "", "an empty text is a text");
}

#[test]
fn addresses_of_both_kinds_are_read() {
    let loaded = today_with(r#", "publicIP": "::1", "privateIP": "10.0.0.1""#).expect("loads");
    assert_eq!(loaded.config.public_ip, "::1".parse().ok());
    assert_eq!(loaded.config.private_ip, "10.0.0.1".parse().ok());
}

#[test]
fn the_root_url_may_come_from_the_environment() {
    let text = r#"{"clientId": "me", "accessToken": "x", "workerId": "w", "workerType": "t"}"#;
    let variable = settings::ROOT_URL.env.expect("has one");
    let loaded = load_in(text, &[(variable, "http://localhost/")]).expect("loads");
    assert_eq!(loaded.config.root_url, "http://localhost");
    let loaded = load_in(format!("{{{TODAY}}}"), &[(variable, "http://localhost/")]).expect("loads");
    assert_eq!(loaded.config.root_url, "https://tc.example.com", "the file wins");
    let errors = load_in(text, &[(variable, "localhost")]).expect_err("no URL");
    assert_eq!(errors.exit_code, ExitCode::CantLoadConfig);
    assert_eq!(
        errors.to_string(),
        format!(
            "c: rootURL: environment variable {variable}: found \"localhost\", expected an http or https URL, as a string"
        )
    );
}

#[test]
fn a_configuration_of_2018_keeps_its_habits() {
    let loaded = load_text(&format!("{{{OF_2018},\n\"novelty\": 1, \"livelogSecre\": 1}}")).expect("loads");
    assert_eq!(loaded.era, Era::Of2018);
    assert_eq!(loaded.config.queue_base_url, "http://localhost:1/v1");
    assert_eq!(loaded.config.auth_base_url, "https://auth.taskcluster.net/v1");
    assert_eq!(loaded.config.purge_cache_base_url, "https://purge-cache.taskcluster.net/v1");
    assert_eq!(loaded.config.tasks_dir, parent_of_home());
    assert_eq!(loaded.config.sentry_project, "");
    assert_eq!(
        loaded.warnings,
        [
            "c:3:1: novelty: there is no such setting (passed over)",
            "c:3:15: livelogSecre: there is no such setting (passed over); did you mean livelogSecret?",
        ]
    );
}

#[test]
fn the_file_tells_which_era_it_is_of() {
    let rest = r#""clientId": "me", "accessToken": "x", "workerId": "w", "workerType": "t""#;
    for telling in [
        r#""queueBaseURL": "http://q/v1""#,
        r#""LIVELOGSECRET": "s""#,
        r#""signingKeyLocation": "k""#,
        r#""authBaseURL": "http://a/v1", "rootURL": null"#,
        r#""authBaseURL": "http://a/v1", "rootURL": """#,
    ] {
        let loaded = load_text(&format!("{{{rest}, {telling}}}")).expect(telling);
        assert_eq!(loaded.era, Era::Of2018, "{telling}");
    }
    for telling in [
        r#""rootURL": "http://r", "queueBaseURL": "http://q/v1""#,
        r#""rooturl": "http://r", "signingKeyLocation": "k""#,
        r#""rootURL": "http://r", "runTasksAsCurrentUser": true"#,
    ] {
        let loaded = load_text(&format!("{{{rest}, {telling}}}")).expect(telling);
        assert_eq!(loaded.era, Era::Today, "{telling}");
    }
    // What 2018 knew but today's files may still have does not send anyone to the services of 2018.
    for telling in
        [r#""runTasksAsCurrentUser": true"#, r#""livelogSecret": """#, r#""provisionerBaseURL": """#]
    {
        let errors = load_text(&format!("{{{rest}, {telling}}}")).expect_err(telling);
        assert!(errors.to_string().contains("\"rootURL\" has not been defined"), "{errors}");
    }
}

#[test]
fn a_configuration_of_2018_is_not_led_astray_by_the_environment() {
    let variable = settings::ROOT_URL.env.expect("has one");
    let loaded = load_in(format!("{{{OF_2018}}}"), &[(variable, "https://tc.example.com")]).expect("loads");
    assert_eq!((loaded.era, loaded.config.root_url.as_str()), (Era::Of2018, ""));
    assert_eq!(
        loaded.warnings,
        [format!(
            "c: the environment variable {variable} is not used, because this is a configuration of 2018; set rootURL to use it"
        )]
    );
}

/// 11.0.1 wrote its whole configuration back to the file, so that this is what many machines have.
#[test]
fn a_file_that_11_0_1_wrote_is_taken_as_it_is() {
    let text = r#"{
  "accessToken": "x", "authBaseURL": "https://auth.taskcluster.net/v1", "availabilityZone": "", "cachesDir": "caches",
  "certificate": "", "checkForNewDeploymentEverySecs": 1800, "cleanUpTaskDirs": true, "clientId": "me",
  "deploymentId": "d", "disableReboots": false, "downloadsDir": "downloads", "idleTimeoutSecs": 0, "instanceId": "",
  "instanceType": "", "livelogCertificate": "", "livelogExecutable": "livelog", "livelogGETPort": 60023,
  "livelogKey": "", "livelogPUTPort": 60022, "livelogSecret": "s", "numberOfTasksToRun": 0, "privateIP": "",
  "provisionerBaseURL": "", "provisionerId": "test-provisioner", "publicIP": "1.2.3.4",
  "purgeCacheBaseURL": "https://purge-cache.taskcluster.net/v1/", "queueBaseURL": "https://queue.taskcluster.net/v1",
  "region": "", "requiredDiskSpaceMegabytes": 10240, "runAfterUserCreation": "", "runTasksAsCurrentUser": true,
  "sentryProject": "", "shutdownMachineOnIdle": false, "shutdownMachineOnInternalError": false,
  "signingKeyLocation": "k", "subdomain": "taskcluster-worker.net", "taskclusterProxyExecutable": "taskcluster-proxy",
  "taskclusterProxyPort": 80, "tasksDir": "/home", "workerGroup": "test-worker-group", "workerId": "w",
  "workerType": "t",
  "workerTypeMetadata": {"config": {"deploymentId": "d", "runTasksAsCurrentUser": true}, "generic-worker": {"go-os": "linux"}}
}
"#;
    let loaded = load_text(text).expect("loads");
    assert_eq!(loaded.era, Era::Of2018);
    assert_eq!(loaded.warnings, Vec::<String>::new());
    assert_eq!(loaded.config.tasks_dir, Path::new("/home"));
    assert_eq!(worker_type_metadata(&loaded.config, loaded.era)["config"]["deploymentId"], "d");
}

/// What a cloud provider gives, in two layers.
fn provided() -> Provided {
    let layers = [
        serde_json::json!({
            "region": "weak", "workerType": "weak", "workerId": "i", "idleTimeoutSecs": 3600,
            "workerTypeMetadata": {"aws": {"a": 1, "b": 1}},
        }),
        serde_json::json!({
            "workerType": "strong", "clientId": "c", "accessToken": "no-fish", "capacity": "no-fish", "nonsense": 1,
            "workerTypeMetadata": {"aws": {"b": 2, "c": 2}},
        }),
    ];
    let mut provided = Provided::default();
    for (source, layer) in ["weak", "strong"].into_iter().zip(layers) {
        provided.add(source, layer.as_object().expect("an object").clone());
    }
    provided
}

#[test]
fn what_a_cloud_provider_gives_lies_between_the_environment_and_the_file() {
    let directory = tempfile::tempdir().expect("temporary directory");
    let path = directory.path().join("c");
    let text = r#"{"REGION": "file", "idleTimeoutSecs": 0, "workerTypeMetadata": {"aws": {"c": 3}}}"#;
    std::fs::write(&path, text).expect("written");
    let loaded = load_over(&path, |_| None, Some(&provided())).expect("loads");
    let config = &loaded.config;
    assert_eq!(
        (config.region.as_str(), config.worker_type.as_str(), config.idle_timeout_secs),
        ("file", "strong", 0)
    );
    assert_eq!(config.worker_type_metadata["aws"], serde_json::json!({"a": 1, "b": 2, "c": 3}));
    assert_eq!(loaded.era, Era::Of2018);
    let warnings = loaded.warnings.join("\n");
    assert!(warnings.contains("nonsense: in strong: there is no such setting (passed over)"), "{warnings}");
    assert!(warnings.contains("capacity: in strong: found \"no-fish\", expected an integer"), "{warnings}");

    // Without a file it is enough by itself; but not for a worker that nobody has given anything to.
    let nowhere = directory.path().join("nowhere");
    let loaded = load_over(&nowhere, |_| None, Some(&provided())).expect("loads");
    assert_eq!(loaded.config.idle_timeout_secs, 3600);
    assert!(loaded.warnings[0].contains("there is no such configuration file"), "{:?}", loaded.warnings);
    let errors =
        load_over(&nowhere, |_| None, Some(&Provided::default())).expect_err("lacks nearly everything");
    assert!(errors.to_string().contains("\"accessToken\" has not been defined"), "{errors}");
    assert!(!format!("{:?}", provided()).contains("no-fish"));
}

#[test]
fn a_single_setting_can_be_had_before_the_rest() {
    let directory = tempfile::tempdir().expect("temporary directory");
    let path = directory.path().join("c");
    let setting = &settings::AWS_METADATA_BASE_URL;
    let variable = setting.env.expect("has one");
    let in_environment = |name: &str| (name == variable).then(|| "http://env/latest/".to_owned());
    assert_eq!(peek(&path, |_| None, setting), setting.default_value());
    assert_eq!(peek(&path, in_environment, setting), "http://env/latest");
    for (text, expected) in [
        (r#"{"awsMetadataBaseURL": "http://file/latest"}"#, "http://file/latest"),
        (r#"{"awsMetadataBaseURL": 7}"#, "http://env/latest"),
        ("{", "http://env/latest"),
    ] {
        std::fs::write(&path, text).expect("written");
        assert_eq!(peek(&path, in_environment, setting), expected, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_the_loader_panic(text in "\\PC*|[\\{\\}\\[\\]:,\" 0-9a-z\\\\\n]{0,60}") {
        let _ = load_text(&text);
    }

    #[test]
    fn no_value_of_any_setting_makes_the_loader_panic(
        index in 0..generated::config::SETTINGS.len(),
        value in prop_oneof![
            any::<i64>().prop_map(|number| number.to_string()),
            any::<f64>().prop_filter("JSON has no others", |number| number.is_finite()).prop_map(|number| format!("{number:e}")),
            ".*".prop_map(|text| serde_json::Value::from(text).to_string()),
            Just("{}".to_owned()), Just("[null]".to_owned()), Just("true".to_owned()), Just("null".to_owned()),
        ],
    ) {
        let name = generated::config::SETTINGS[index].name;
        if let Ok(loaded) = load_text(&format!("{{\"{name}\": {value}, {TODAY}}}")) {
            // What loads can be shown.
            let echo = shown(&loaded.config);
            prop_assert!(echo.starts_with('{'), "{}", echo);
        }
    }
}
