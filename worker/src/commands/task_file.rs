//! Files that hold a task definition or only its payload, in YAML or JSON: see `schemas/documents/task-file.yml`.

use std::io::Read;
use std::path::Path;

use generated::documents::task_file::TaskFile;
use generated::schemas::documents::TASK_FILE;
use serde_json::{Map, Value};

use crate::task::payload::read_payload_file;

/// The name that means standard input.
const STANDARD_INPUT: &str = "-";

/// The task in the file `path`, or on standard input. A bare payload becomes a task that has nothing else.
///
/// # Errors
///
/// What kept it from being read, for a human.
pub fn read(path: &Path) -> Result<TaskFile, String> {
    let text = if path == Path::new(STANDARD_INPUT) {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.map_err(|error| format!("could not be read: {error}"))?;
    let value = read_payload_file(&text).map_err(|error| error.to_string())?;
    task_of(value)
}

fn task_of(value: Value) -> Result<TaskFile, String> {
    let Value::Object(members) = value else {
        return Err("expected a task definition or a payload: a mapping at the top level".to_owned());
    };
    if !is_definition(&members) {
        return Ok(TaskFile {
            extra: Map::new(),
            metadata: None,
            payload: members,
            retries: 0,
            scopes: Vec::new(),
            tags: std::collections::BTreeMap::new(),
        });
    }
    serde_json::from_value(Value::Object(members)).map_err(|error| format!("not a task definition: {error}"))
}

/// Whether `members` has what the schema requires of a definition, and no payload has.
fn is_definition(members: &Map<String, Value>) -> bool {
    let schema: Value = serde_json::from_str(TASK_FILE).unwrap_or_default();
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    required.iter().filter_map(Value::as_str).all(|key| members.contains_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn takes_definitions_and_bare_payloads() {
        let payload = json!({ "command": [["true"]], "maxRunTime": 10 });
        let bare = task_of(payload.clone()).expect("a payload");
        let whole =
            task_of(json!({ "payload": payload, "scopes": ["a"], "deadline": "whenever" })).expect("a task");
        assert_eq!(bare.payload, whole.payload);
        assert_eq!(whole.scopes, ["a"]);
        assert!(task_of(json!([])).is_err());
        assert!(
            task_of(json!({ "payload": {}, "scopes": "a" })).expect_err("wrong type").contains("definition")
        );
    }
}
