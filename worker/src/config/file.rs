//! The configuration file as JSON whose members know where they stand.

use std::fs;
use std::path::Path;

use generated::exit_code::ExitCode;
use jsonc_parser::ast::ObjectPropName;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use serde_json::Value;

use super::error::{ConfigError, ConfigErrors};

/// One member of the top-level object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its key, as written.
    pub key: String,
    /// Line and column of the key, from 1.
    pub position: (usize, usize),
    /// Line and column of the value, from 1.
    pub value_position: (usize, usize),
    /// Its value.
    pub value: Value,
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

/// The members of the JSON object in `path`, in the order of the file.
///
/// # Errors
///
/// When the file cannot be read or does not hold one JSON object.
pub fn read(path: &Path) -> Result<Vec<Member>, ConfigErrors> {
    let fail = |position, message: String| ConfigErrors {
        file: path.to_owned(),
        exit_code: ExitCode::CantLoadConfig,
        errors: vec![ConfigError { position, setting: None, message }],
    };
    let text = fs::read_to_string(path).map_err(|error| {
        fail(
            None,
            format!("the configuration file could not be read: {error}; name another one with --config"),
        )
    })?;
    let options = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = parse_to_ast(&text, &options, &STRICT).map_err(|error| {
        let position = Some((error.line_display(), error.column_display()));
        fail(position, format!("this is not JSON: {}", error.kind()))
    })?;
    let Some(value) = parsed.value else {
        return Err(fail(Some((1, 1)), "the file is empty; expected a JSON object of settings".to_owned()));
    };
    let place = |offset| position(&text, offset);
    let Some(object) = value.as_object() else {
        return Err(fail(Some(place(value.start())), "expected a JSON object of settings".to_owned()));
    };
    let members = object.properties.iter().map(|property| {
        let key = match &property.name {
            ObjectPropName::String(name) => name.value.to_string(),
            ObjectPropName::Word(name) => name.value.to_owned(),
        };
        let (start, end) = (property.value.start(), property.value.end());
        // The parser has accepted this text already; serde_json knows numbers better.
        let value = serde_json::from_str(&text[start..end]);
        let value = value.map_err(|error| fail(Some(place(start)), format!("this is not JSON: {error}")))?;
        Ok(Member { key, position: place(property.start()), value_position: place(start), value })
    });
    members.collect()
}

/// Line and column of a byte offset, from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
