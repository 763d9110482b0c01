use generated::payload::{linux, macos, windows};
use generated::schemas::payload::{LINUX, MACOS, WINDOWS};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const TASK_ID: &str = "fN1SbArXTPSVFNUvaOlinQ";

fn linux() -> PayloadSchema {
    PayloadSchema::new(LINUX).expect("the published schema")
}

/// A valid payload with the properties of `more` on top.
fn payload(more: Value) -> Value {
    let mut payload = json!({"command": [["true"]], "maxRunTime": 60});
    let members = payload.as_object_mut().expect("an object");
    members.extend(more.as_object().expect("an object").clone());
    payload
}

/// What is wrong with a valid payload when it gets the properties of `more`, as it is printed.
fn complaints(more: Value) -> Vec<String> {
    printed(&linux().check(&payload(more)).expect_err("not valid"))
}

fn printed(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn assert_complaints(more: Value, expected: &[&str]) {
    assert_eq!(complaints(more), expected);
}

#[test]
fn all_platforms_have_a_usable_schema() {
    let posix = payload(json!({}));
    let batch = json!({"command": ["echo hello"], "maxRunTime": 60, "rdpInfo": "private/rdp.json"});
    let schema = PayloadSchema::new(LINUX).expect("linux");
    assert_eq!(schema.parse::<linux::Payload>(posix.clone()).expect("valid").command, [["true"]]);
    let schema = PayloadSchema::new(MACOS).expect("macos");
    assert_eq!(schema.parse::<macos::Payload>(posix.clone()).expect("valid").max_run_time, 60);
    let schema = PayloadSchema::new(WINDOWS).expect("windows");
    assert_eq!(schema.parse::<windows::Payload>(batch).expect("valid").command, ["echo hello"]);
    let wrong = schema.check(&posix).expect_err("commands of another platform");
    assert_eq!(
        printed(&wrong),
        [r#"command.0: Invalid type. Expected: string, given: array; found ["true"]"#]
    );
}

#[test]
fn what_11_0_1_accepted_is_accepted() {
    for more in [
        json!({"env": {"A": "b"}, "features": {"chainOfTrust": true, "taskclusterProxy": false}, "osGroups": []}),
        json!({"artifacts": [{"type": "file", "path": "a"}, {"type": "file", "path": "a"}]}),
        json!({"artifacts": [{"type": "directory", "path": "", "name": "", "expires": "2030-01-01T00:00:00Z",
            "contentType": "text/plain"}]}),
        json!({"mounts": [{"file": "a", "content": {"url": "http://example.com/a b|c"}},
            {"directory": "b", "cacheName": "c"},
            {"directory": "b", "cacheName": "c", "content": {"taskId": TASK_ID, "artifact": "public/a"},
                "format": "rar"},
            {"directory": "d", "content": {"url": "http://example.com", "sha256": "a".repeat(64)},
                "format": "tar.bz2"}]}),
        json!({"onExitStatus": {"retry": [1, 1]}, "supersederUrl": "https://example.com/x", "maxRunTime": 86400.0}),
    ] {
        let parsed = linux().parse::<linux::Payload>(payload(more.clone()));
        assert!(parsed.is_ok(), "{more}: {:?}", parsed.err());
    }
}

#[test]
fn what_came_later_is_accepted() {
    let parsed: linux::Payload = linux()
        .parse(payload(json!({
            "artifacts": [{"type": "file", "path": "/a", "optional": true, "contentEncoding": "identity"}],
            "features": {"liveLog": false, "runTaskAsCurrentUser": true},
            "logs": {"live": "private/live.log"},
            "mounts": [{"file": "a", "content": {"raw": ""}, "format": "zst"},
                {"file": "a", "content": {"base64": "AA=="}},
                {"directory": "b", "content": {"namespace": "a.b", "artifact": "c"}, "format": "7z"}],
            "onExitStatus": {"purgeCaches": [0, 3.0]},
            "osGroups": ["video", "video"],
            "taskclusterProxyInterface": "localhost",
        })))
        .expect("valid");
    assert!(!parsed.features.live_log && parsed.features.backing_log);
    assert_eq!(parsed.on_exit_status.purge_caches, [0, 3]);
    assert_eq!(parsed.mounts.len(), 3);
}

#[test]
fn the_words_of_11_0_1_are_kept() {
    assert_complaints(
        json!({"onExitStatus": {"retry": [1, 0]}}),
        &["onExitStatus.retry.1: Must be greater than or equal to 1; found 0"],
    );
    assert_complaints(
        json!({"onExitStatus": {"purgeCaches": [-1]}}),
        &["onExitStatus.purgeCaches.0: Must be greater than or equal to 0; found -1"],
    );
    assert_complaints(
        json!({"artifacts": [{"type": "file", "path": "a", "contentEncoding": "deflate"}]}),
        &["artifacts.0.contentEncoding: artifacts.0.contentEncoding must be one of the following: \
           \"identity\", \"gzip\"; found \"deflate\""],
    );
    assert_complaints(
        json!({"osGroups": [1]}),
        &["osGroups.0: Invalid type. Expected: string, given: integer; found 1"],
    );
    assert_complaints(json!({"command": []}), &["command: Array must have at least 1 items; found []"]);
    assert_complaints(json!({"maxRunTime": 0}), &["maxRunTime: Must be greater than or equal to 1; found 0"]);
    assert_complaints(
        json!({"artifacts": [{"type": "file", "path": "a", "expires": "tomorrow"}]}),
        &["artifacts.0.expires: Does not match format 'date-time' of RFC 3339, such as \
           \"2030-01-31T12:00:00.000Z\"; found \"tomorrow\""],
    );
    assert_complaints(
        json!({"mounts": [{"file": "a", "content": {"url": "example.com"}}]}),
        &["mounts.0.content.url: Does not match format 'uri', such as \"https://example.com/file\"; \
           found \"example.com\""],
    );
}

#[test]
fn a_fraction_has_its_say() {
    let complaints = complaints(json!({"maxRunTime": 1.5}));
    let type_error = "maxRunTime: Invalid type. Expected: integer, given: number; found 1.5";
    assert!(complaints.contains(&type_error.to_owned()), "{complaints:?}");
}

#[test]
fn missing_and_unknown_properties_are_named() {
    let violations = linux().check(&json!({"comand": [["true"]], "maxRunTime": 60})).expect_err("not valid");
    assert_eq!(
        printed(&violations),
        [
            "(root): Additional property comand is not allowed; found [[\"true\"]]; did you mean \"command\"?",
            "(root): command is required; found {\"comand\":[[\"true\"]],\"maxRunTime\":60}",
        ]
    );
    assert_complaints(
        json!({"logs": {"xyz": 1}}),
        &["logs: Additional property xyz is not allowed, only backing, live; found 1"],
    );
    assert_complaints(
        json!({"features": {"livelog": true}}),
        &["features: Additional property livelog is not allowed; found true; did you mean \"liveLog\"?"],
    );
}

#[test]
fn everything_is_reported_in_the_order_of_the_payload() {
    let groups: Vec<Value> = (0..12).map(|number| json!(number)).collect();
    let complaints = complaints(json!({"osGroups": groups, "env": {"A": 1}, "maxRunTime": "60"}));
    assert_eq!(complaints.len(), 14);
    assert_eq!(complaints[0], "env.A: Invalid type. Expected: string, given: integer; found 1");
    assert_eq!(complaints[1], "maxRunTime: Invalid type. Expected: integer, given: string; found \"60\"");
    assert!(complaints[4].starts_with("osGroups.2:") && complaints[13].starts_with("osGroups.11:"));
}

#[test]
fn a_flood_is_counted() {
    let groups = vec![json!(1); 100_000];
    let complaints = complaints(json!({"osGroups": groups}));
    assert_eq!(complaints.len(), MOST_REPORTED + 1);
    assert_eq!(complaints[MOST_REPORTED], "(root): and 99500 more violations");
    let names: serde_json::Map<_, _> = (0..10_000).map(|number| (format!("x{number}"), json!(1))).collect();
    let complaints = self::complaints(Value::Object(names));
    assert_eq!(complaints[MOST_REPORTED], "(root): and 9500 more violations");
}

#[test]
fn the_variant_that_was_meant_is_explained() {
    let formats = "\"7z\", \"rar\", \"tar\", \"tar.br\", \"tar.bz2\", \"tar.gz\", \"tar.lz\", \"tar.lz4\", \
                   \"tar.mz\", \"tar.sz\", \"tar.xz\", \"tar.zst\", \"tar.zz\", \"zip\"";
    assert_complaints(
        json!({"mounts": [{"directory": "a", "content": {"raw": ""}, "format": "tar.gzip"}]}),
        &[&format!(
            "mounts.0.format: mounts.0.format must be one of the following: {formats}; found \"tar.gzip\"; \
             did you mean \"tar.gz\"?"
        )],
    );
    assert_complaints(
        json!({"mounts": [{"file": "a", "content": {"url": "http://example.com", "sha256": "ABC"}}]}),
        &["mounts.0.content.sha256: Does not match pattern '^[a-f0-9]{64}$'; found \"ABC\""],
    );
    assert_complaints(
        json!({"mounts": [{"file": "a"}]}),
        &["mounts.0: content is required; found {\"file\":\"a\"}"],
    );
    assert_complaints(
        json!({"mounts": [{"directory": "a", "cacheName": "b", "format": "zip"}]}),
        &["mounts.0: Has a dependency on content, since format is given; \
           found {\"cacheName\":\"b\",\"directory\":\"a\",\"format\":\"zip\"}"],
    );
    assert_complaints(
        json!({"mounts": [{"directory": "a", "cachename": "b"}]}),
        &[
            "mounts.0: Additional property cachename is not allowed; found \"b\"; did you mean \"cacheName\"?",
            "mounts.0: cacheName is required; found {\"cachename\":\"b\",\"directory\":\"a\"}",
        ],
    );
    assert_complaints(
        json!({"mounts": [{"file": "a", "content": {"uri": "http://example.com"}}]}),
        &[
            "mounts.0.content: Additional property uri is not allowed; found \"http://example.com\"; \
             did you mean \"url\"?",
            "mounts.0.content: url is required; found {\"uri\":\"http://example.com\"}",
        ],
    );
}

#[test]
fn values_of_a_wrong_type_where_there_is_a_choice() {
    assert_complaints(
        json!({"mounts": [{"file": "a", "content": "http://example.com"}, 5]}),
        &[
            "mounts.0.content: Invalid type. Expected: object, given: string; found \"http://example.com\"",
            "mounts.1: Invalid type. Expected: object, given: integer; found 5",
        ],
    );
}

#[test]
fn a_choice_that_cannot_be_guessed_is_listed() {
    assert_complaints(
        json!({"mounts": [{"file": "a", "content": {"artifact": 5}}]}),
        &[
            "mounts.0.content: Must validate one and only one schema (oneOf): Artifact Content with taskId, artifact, \
             or Indexed Content with namespace, artifact; found {\"artifact\":5}",
            "mounts.0.content.artifact: Invalid type. Expected: string, given: integer; found 5",
        ],
    );
    assert_complaints(
        json!({"mounts": [{}]}),
        &[
            "mounts.0: Must validate one and only one schema (oneOf): File Mount with file, content, or Writable \
           Directory Cache with directory, cacheName; found {}",
        ],
    );
}

#[test]
fn payloads_that_are_no_objects() {
    for (value, given) in
        [(json!(null), "null"), (json!([]), "array"), (json!("x"), "string"), (json!(1.5), "number")]
    {
        let violations = linux().check(&value).expect_err("not valid");
        let expected = format!("(root): Invalid type. Expected: object, given: {given}; found {value}");
        assert_eq!(printed(&violations), [expected]);
    }
}

#[test]
fn whole_numbers_with_a_fraction_of_zero_are_integers() {
    let parse = |number: &str| {
        let number: Value = serde_json::from_str(number).expect("a number");
        linux().parse::<linux::Payload>(payload(json!({"maxRunTime": number})))
    };
    assert_eq!(parse("10.0").expect("valid").max_run_time, 10);
    assert_eq!(parse("1e2").expect("valid").max_run_time, 100);
    assert_eq!(
        printed(&parse("1e30").expect_err("not valid")),
        ["maxRunTime: Must be a whole number that fits in 64 bits; found 1e+30"]
    );
}

#[test]
fn hostile_values_are_quoted_briefly() {
    let long = "x".repeat(10_000_000);
    let nasty = "\0\u{1b}[2J\u{202e}😀\n[taskcluster:error] fake";
    let deep = (0..120).fold(json!(1), |inner, _| json!([inner]));
    for more in [
        json!({"maxRunTime": long}),
        json!({"maxRunTime": nasty}),
        json!({long.as_str(): 1}),
        json!({nasty: 1, "logs": {nasty: nasty}}),
        json!({"env": {long.as_str(): 1, nasty: 2}}),
        json!({"maxRunTime": deep, "mounts": [deep, {"file": deep, "content": deep}]}),
        json!({"mounts": [{"file": "a", "content": {"base64": long}}, {"file": "a", "content": {long.as_str(): 1}}]}),
        json!({"artifacts": [{"type": nasty, "path": nasty, "expires": nasty}]}),
    ] {
        for complaint in complaints(more) {
            assert!(complaint.len() < 2_000, "{} bytes", complaint.len());
            assert!(!complaint.contains(['\n', '\0', '\u{1b}', '\u{202e}']), "{complaint:?}");
        }
    }
}

#[test]
fn texts_are_passed_on_unharmed() {
    let text = "\0😀\u{202e}\n";
    let parsed: linux::Payload = linux().parse(payload(json!({"command": [[text]]}))).expect("valid");
    assert_eq!(parsed.command, [[text]]);
}

#[test]
fn unusable_schemas_are_refused() {
    assert!(matches!(PayloadSchema::new("{"), Err(PayloadSchemaError::NotJson(_))));
    let error = PayloadSchema::new(r#"{"type": "nonsense"}"#).expect_err("no schema").to_string();
    assert!(error.starts_with("could not compile the JSON Schema of task payloads: "), "{error}");
    let error =
        PayloadSchema::new(r##"{"$ref": "#/definitions/Missing"}"##).expect_err("no schema").to_string();
    assert!(error.contains("Missing"), "{error}");
}

#[test]
fn other_keywords_are_explained_too() {
    let schema = r#"{"properties": {
        "a": {"type": ["string", "null"], "minLength": 2},
        "b": {"exclusiveMinimum": 1, "exclusiveMaximum": 0, "maximum": -1, "multipleOf": 2},
        "c": {"const": "x"},
        "d": {"uniqueItems": true, "maxItems": 1},
        "e": {"not": {}},
        "f": {"anyOf": [{"type": "string"}, {"type": "boolean"}]},
        "g": {"minProperties": 1}, "h": {"maxProperties": 0}, "i": false,
        "j": {"oneOf": [{"minimum": 0}, {"maximum": 10}]}
    }}"#;
    let schema = PayloadSchema::new(schema).expect("a schema");
    let value = json!({"a": 1, "b": 1, "c": "y", "d": [1, 1], "e": 1, "f": 1, "g": {}, "h": {"x": 1}, "i": 1, "j": 5});
    let violations = schema.check(&value).expect_err("not valid");
    let texts: Vec<&str> = violations.iter().map(|violation| violation.expected.as_str()).collect();
    for expected in [
        "Invalid type. Expected: null/string, given: integer",
        "Must be greater than 1",
        "Must be less than 0",
        "Must be less than or equal to -1",
        "Must be a multiple of 2",
        "c does not match: \"x\"",
        "array items must be unique",
        "Array must have at most 1 items",
        "Must not validate the schema (not)",
        "Must have at least 1 properties",
        "Must have at most 0 properties",
        "Must validate one and only one schema (oneOf)",
    ] {
        assert!(texts.contains(&expected), "{expected} is not in {texts:#?}");
    }
    for path in ["f", "i"] {
        assert!(violations.iter().any(|violation| violation.path == path), "{path} is missing: {texts:#?}");
    }
}

/// Values that look like parts of payloads, and some that do not.
fn part() -> impl Strategy<Value = Value> {
    let names = prop_oneof![
        9 => prop::sample::select(vec![
            "command", "env", "maxRunTime", "artifacts", "features", "mounts", "osGroups", "onExitStatus", "logs",
            "supersederUrl", "type", "path", "name", "expires", "contentType", "contentEncoding", "optional", "file",
            "directory", "content", "format", "cacheName", "taskId", "artifact", "namespace", "url", "sha256", "raw",
            "base64", "retry", "purgeCaches", "live", "backing", "liveLog", "chainOfTrust",
        ])
        .prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..5_u64).prop_map(Value::from),
        prop::sample::select(vec![
            "file",
            "zip",
            "gz",
            "localhost",
            "identity",
            "http://example.com",
            "2030-01-01T00:00:00Z",
            TASK_ID,
        ])
        .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Objects with the properties of mounts and their contents, which may fit together.
fn mount() -> impl Strategy<Value = Value> {
    let content = prop_oneof![
        Just(json!({"raw": "x"})),
        Just(json!({"url": "http://example.com"})),
        Just(json!({"taskId": TASK_ID, "artifact": "a"})),
        Just(json!({"namespace": "a", "artifact": "a"})),
        part(),
    ];
    let format = prop_oneof![Just(json!("zip")), Just(json!("gz")), part()];
    let name = || prop::option::of(Just(json!("x")));
    (name(), name(), name(), prop::option::of(content), prop::option::of(format)).prop_map(
        |(file, directory, cache_name, content, format)| {
            let members = [
                ("file", file),
                ("directory", directory),
                ("cacheName", cache_name),
                ("content", content),
                ("format", format),
            ];
            members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
        },
    )
}

proptest! {
    #[test]
    fn any_value_is_either_parsed_or_explained(value in part()) {
        let schema = linux();
        for value in [value.clone(), payload(json!({"mounts": [value.clone()], "env": value, "artifacts": [value]}))] {
            if let Err(violations) = schema.parse::<linux::Payload>(value) {
                prop_assert!(!violations.is_empty());
            }
        }
    }

    #[test]
    fn what_the_schema_accepts_has_a_type(mounts in prop::collection::vec(mount(), 0..3)) {
        let schema = linux();
        let value = payload(json!({"mounts": mounts}));
        let checked = schema.check(&value);
        let parsed = schema.parse::<linux::Payload>(value);
        prop_assert_eq!(parsed.err(), checked.err());
    }

    #[test]
    fn a_mount_that_is_wrong_is_explained_inside(mount in mount()) {
        let wrong = linux().check(&payload(json!({"mounts": [mount]})));
        for violation in wrong.err().unwrap_or_default() {
            prop_assert!(violation.path.starts_with("mounts.0"), "{}", violation);
        }
    }
}
