//! Every class of mistake in a schema file is reported with its file, its line and what was expected.

use std::fs;
use std::path::Path;

use super::load;

/// A copy of the real schemas in which `file` had its first `from` replaced by `to`; returns what loading it reports.
fn mistakes(file: &str, from: &str, to: &str) -> Vec<String> {
    let root = tempfile::tempdir().expect("temporary directory");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    copy(&repository.join("schemas"), &root.path().join("schemas"));
    let path = root.path().join(file);
    let text = fs::read_to_string(&path).expect("the schema file");
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).expect("written");
    match load(root.path()) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("listed").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[track_caller]
fn assert_reports(found: &[String], file: &str, message: &str) {
    let reported = found.iter().any(|line| line.starts_with(&format!("{file}:")) && line.contains(message));
    assert!(reported, "{message:?} is not among {found:#?}");
}

const QUEUE: &str = "schemas/api/queue.yml";
const COMMON: &str = "schemas/payload/common.yml";

#[test]
fn the_real_schemas_have_no_mistakes() {
    assert_eq!(mistakes(QUEUE, "service: queue", "service: queue"), Vec::<String>::new());
}

#[test]
fn bad_yaml() {
    assert_reports(&mistakes(QUEUE, "operations:", "operations: ["), QUEUE, "not YAML");
}

#[test]
fn unknown_reference() {
    let found = mistakes(QUEUE, "'#/schemas/TaskMetadata'", "'#/schemas/TaskMetdata'");
    assert_reports(&found, QUEUE, "there is no `TaskMetdata`");
    assert_reports(&found, QUEUE, "did you mean `TaskMetadata`?");
}

#[test]
fn duplicate_name() {
    let found = mistakes(QUEUE, "  - name: ping\n", "  - name: ping\n    name: ping\n");
    assert_reports(&found, QUEUE, "`name` stands here a second time");
    let found = mistakes(QUEUE, "  - name: lbheartbeat\n", "  - name: ping\n");
    assert_reports(&found, QUEUE, "two operations `ping`");
}

#[test]
fn default_of_the_wrong_type() {
    let found = mistakes(QUEUE, "default: lowest", "default: lower");
    assert_reports(&found, QUEUE, "the default violates its own type");
}

#[test]
fn misspelt_keyword() {
    let found = mistakes(COMMON, "maxLength:", "maxLenght:");
    assert_reports(&found, COMMON, "`maxLenght` is no schema keyword; did you mean `maxLength`?");
}

#[test]
fn required_property_that_does_not_exist() {
    let found = mistakes(QUEUE, "      - provisionerId\n", "      - provisonerId\n");
    assert_reports(&found, QUEUE, "`provisonerId` is required but not among the properties");
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let found = mistakes(QUEUE, "    route: '/ping'", "    route: 'ping'\n    rout: x");
    assert_reports(&found, QUEUE, "must start with a slash");
    assert_reports(&found, QUEUE, "`rout` is not known here; did you mean `route`?");
}

#[test]
fn foreign_file() {
    let root = tempfile::tempdir().expect("temporary directory");
    fs::create_dir(root.path().join("schemas")).expect("made");
    fs::write(root.path().join("schemas/notes.txt"), "").expect("written");
    let found: Vec<_> = load(root.path()).expect_err("mistakes").iter().map(ToString::to_string).collect();
    assert!(
        found.contains(&"schemas/notes.txt: only .yml files belong under schemas/".to_owned()),
        "{found:#?}"
    );
}

const CONFIG: &str = "schemas/config.yml";
const CLI: &str = "schemas/cli.yml";

#[test]
fn mistakes_in_settings() {
    assert_reports(
        &mistakes(CONFIG, "default: 86400", "default: lots"),
        CONFIG,
        "the default violates its own type",
    );
    assert_reports(&mistakes(CONFIG, "maximum: 255", "maximun: 255"), CONFIG, "did you mean `maximum`?");
    assert_reports(
        &mistakes(CONFIG, "name: clientId", "name: accessToken"),
        CONFIG,
        "`accessToken` is used twice",
    );
    assert_reports(&mistakes(CONFIG, "type: url", "type: uri"), CONFIG, "`type: uri` is none of");
}

#[test]
fn mistakes_in_the_command_line() {
    let twice = mistakes(CLI, "[config, configure-for-aws,", "[config, config,");
    assert_reports(&twice, CLI, "`config` is used twice");
    assert_reports(&mistakes(CLI, "  - code: 64\n", "  - code: 1\n"), CLI, "`1` is used twice");
    assert_reports(
        &mistakes(CLI, "    default: text\n", "    default: xml\n"),
        CLI,
        "the default violates its own type",
    );
    assert_reports(
        &mistakes(CLI, "name: install service", "name: install  service"),
        CLI,
        "is not written as expected: words of small letters",
    );
    assert_reports(&mistakes(CLI, "service: restart", "service: restarts"), CLI, "did you mean `restart`?");
    assert_reports(
        &mistakes(CLI, "options: [platform]", "options: [plattform]"),
        CLI,
        "there is no option `plattform`",
    );
}

const FEATURES: &str = "schemas/features.yml";

#[test]
fn a_feature_names_a_setting_that_exists() {
    let found = mistakes(FEATURES, "setting: enableMounts", "setting: enableMount");
    assert_reports(&found, FEATURES, "has no setting `enableMount`; did you mean `enableMounts`?");
    let found = mistakes(FEATURES, "setting: enableMounts", "setting: rootURL");
    assert_reports(&found, FEATURES, "not a boolean");
}

#[test]
fn a_scope_closes_its_brackets() {
    let found = mistakes(FEATURES, "cache:<cacheName>", "cache:<cacheName");
    assert_reports(&found, FEATURES, "without a name");
}
