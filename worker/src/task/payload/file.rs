//! Payloads in files that people write: JSON or YAML.

use serde_json::Value;

/// How deeply a payload may be nested: as deeply as the JSON parser allows, and far deeper than any schema.
const DEEPEST: usize = 127;

/// Why a file holds no payload.
#[derive(Debug, thiserror::Error)]
pub enum PayloadFileError {
    /// There is nothing in it.
    #[error("it is empty: expected a payload in JSON or YAML")]
    Empty,
    /// It begins like JSON, but has a mistake in it.
    #[error("it is not valid JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is no YAML, nor JSON.
    #[error("it is not valid YAML: {0}")]
    Yaml(String),
}

/// Reads the payload that `text`, the content of a file, holds as JSON or as YAML. Whether it conforms to a schema is
/// not looked at.
///
/// # Errors
///
/// When it is neither; the message says where the mistake is. It does not name the file.
pub fn read_payload_file(text: &str) -> Result<Value, PayloadFileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(PayloadFileError::Empty);
    }
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if !looks_like_json {
        return yaml(text);
    }
    // A mapping in braces may still be YAML; if it is neither, whoever wrote braces wants to hear about JSON.
    serde_json::from_str(text)
        .or_else(|json_error| yaml(text).map_err(|_| PayloadFileError::Json(json_error)))
}

fn yaml(text: &str) -> Result<Value, PayloadFileError> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: DEEPEST },
        // In YAML 1.2, as in the other tools of Taskcluster, `yes` and `on` are words.
        strict_booleans: true,
    };
    serde_saphyr::from_str_with_options(text, options)
        .map_err(|error| PayloadFileError::Yaml(error.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_both_languages() {
        let payload = json!({"command": [["echo", "yes"]], "maxRunTime": 60});
        for text in [
            "{\"command\": [[\"echo\", \"yes\"]],\n\t\"maxRunTime\": 60}",
            "command:\n  - [echo, yes]\nmaxRunTime: 60\n",
            "{command: [[echo, yes]], maxRunTime: 60} # YAML in braces",
            "\u{feff}maxRunTime: 60\ncommand: [[echo, 'yes']]",
            "---\nx: &c [echo, yes]\n",
        ] {
            let read = read_payload_file(text).expect(text);
            assert!(read == payload || read == json!({"x": ["echo", "yes"]}), "{text}: {read}");
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, expected) in [
            ("", "empty"),
            (" \n ", "empty"),
            ("{\"a\": 1", "JSON: EOF"),
            ("{\"a\": 1,\n \"b\": [}", "line 2"),
            ("a: 1\nb: [1, 2", "YAML"),
            ("a: 1\na: 2\n", "line 2"),
            ("a: 1\n---\nb: 2\n", "YAML"),
        ] {
            let error = read_payload_file(text).expect_err(text).to_string();
            assert!(error.contains(expected), "{text:?}: {error}");
        }
    }

    #[test]
    fn survives_bombs() {
        let deep_json = "[".repeat(100_000);
        let deep_yaml = format!("a: {}", "[".repeat(100_000));
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(", ");
            laughs.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        for text in [deep_json, deep_yaml, laughs] {
            assert!(read_payload_file(&text).is_err());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn never_panics(text in any::<String>(), yaml in "[a-z:\\-\\[\\]{}&*!|>'\" \n0-9]{0,60}") {
            let _ = (read_payload_file(&text), read_payload_file(&yaml));
        }
    }
}
