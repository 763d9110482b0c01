//! The configuration file as JSON whose members know where they stand. JSON and nothing else: no comments, no trailing
//! commas, and no key twice in one object.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use serde_json::Value;

use super::error::{ConfigError, Position};

/// One member of the top-level object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its key, as written.
    pub key: String,
    /// Where the key stands.
    pub position: Position,
    /// Where the value stands.
    pub value_position: Position,
    /// Its value.
    pub value: Value,
}

/// The top-level object of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// Its members, in the order of the file; of those with the same key the first.
    pub list: Vec<Member>,
    /// Keys that stand twice in one object, and values that JSON allows but no program can hold.
    pub errors: Vec<ConfigError>,
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The members of the JSON object in the file `path`.
///
/// # Errors
///
/// When the file cannot be read or does not hold one JSON object.
pub fn read(path: &Path) -> Result<Members, ConfigError> {
    let text = fs::read_to_string(path).map_err(|error| ConfigError::in_file(None, unreadable(&error)))?;
    // Editors on Windows like to put a byte order mark first.
    parse(text.strip_prefix('\u{feff}').unwrap_or(&text))
}

fn unreadable(error: &io::Error) -> String {
    let reason = match error.kind() {
        ErrorKind::NotFound => {
            return "there is no such configuration file; write one, or name another with --config"
                .to_owned();
        }
        ErrorKind::InvalidData => "it is not text in UTF-8".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    };
    format!("the configuration file could not be read: {reason}")
}

fn parse(text: &str) -> Result<Members, ConfigError> {
    let options = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = parse_to_ast(text, &options, &STRICT).map_err(|error| {
        let position = (error.line_display(), error.column_display());
        ConfigError::in_file(Some(position), format!("this is not JSON: {}", error.kind()))
    })?;
    let expected = "expected a JSON object of settings";
    let Some(value) = parsed.value else {
        return Err(ConfigError::in_file(Some((1, 1)), format!("the file is empty; {expected}")));
    };
    let ast::Value::Object(object) = &value else {
        return Err(ConfigError::in_file(Some(position(text, value.start())), expected));
    };
    let mut members = Members::default();
    for property in &object.properties {
        let key = key_of(property);
        if let Some(first) = members.list.iter().find(|member| member.key == key) {
            let message =
                format!("the setting stands here a second time; the first is on line {}", first.position.0);
            let error = ConfigError::about(&key, Some(position(text, property.start())), message);
            members.errors.push(error);
            continue;
        }
        twice_within(text, &key, &property.value, &mut members.errors);
        members.take(text, key, property);
    }
    Ok(members)
}

impl Members {
    fn take(&mut self, text: &str, key: String, property: &ast::ObjectProp<'_>) {
        let value_position = position(text, property.value.start());
        // The parser has accepted this text already; what is left are numbers that are too large, and the like.
        match serde_json::from_str(&text[property.value.start()..property.value.end()]) {
            Ok(value) => {
                let position = position(text, property.start());
                self.list.push(Member { key, position, value_position, value });
            }
            Err(error) => {
                let reason = error.to_string();
                // Where it stands in the piece of text is of no use to anyone.
                let reason = reason.split(" at line ").next().unwrap_or_default();
                self.errors.push(ConfigError::about(&key, Some(value_position), reason));
            }
        }
    }
}

/// Reports the keys that stand twice in an object inside of `value`, which is found at `path`.
fn twice_within(text: &str, path: &str, value: &ast::Value<'_>, errors: &mut Vec<ConfigError>) {
    match value {
        ast::Value::Object(object) => {
            for (index, property) in object.properties.iter().enumerate() {
                let key = key_of(property);
                let path = format!("{path}.{key}");
                if object.properties[..index].iter().any(|earlier| key_of(earlier) == key) {
                    let place = Some(position(text, property.start()));
                    errors.push(ConfigError::about(&path, place, "the key stands here a second time"));
                }
                twice_within(text, &path, &property.value, errors);
            }
        }
        ast::Value::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                twice_within(text, &format!("{path}[{index}]"), element, errors);
            }
        }
        _ => {}
    }
}

fn key_of(property: &ast::ObjectProp<'_>) -> String {
    match &property.name {
        ObjectPropName::String(name) => name.value.to_string(),
        ObjectPropName::Word(name) => name.value.to_owned(),
    }
}

/// Line and column of a byte offset.
fn position(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
