//! One value of the file against what its setting takes.

use std::net::IpAddr;

use generated::runtime::setting::{Kind, Setting};
use serde_json::Value;
use url::Url;

/// The longest part of a value that an error shows.
const SHOWN: usize = 60;

/// `value` in the form that [`Config`](generated::config::Config) reads; `None` where the setting keeps its default.
///
/// # Errors
///
/// What was found and what was expected. The value of a secret is not shown.
pub fn check(setting: &Setting, value: &Value) -> Result<Option<Value>, String> {
    if value.is_null() {
        return Ok(None);
    }
    match setting.kind {
        Kind::String | Kind::Path if value.is_string() => Ok(Some(value.clone())),
        Kind::Boolean if value.is_boolean() => Ok(Some(value.clone())),
        Kind::Object if value.is_object() => Ok(Some(value.clone())),
        Kind::Integer { minimum, maximum } => integer(setting, value, minimum, maximum).map(Some),
        Kind::Ip => ip(setting, value),
        Kind::Url => url(setting, value).map(Some),
        _ => Err(mismatch(setting, value)),
    }
}

fn integer(setting: &Setting, value: &Value, minimum: i64, maximum: i64) -> Result<Value, String> {
    let whole = value.as_i64().or_else(|| {
        // Go read 3.0 as 3, and so do files that were written with it in mind.
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
        #[expect(clippy::cast_possible_truncation, reason = "whole and small, as was just checked")]
        Some(number as i64)
    });
    match whole {
        Some(number) if (minimum..=maximum).contains(&number) => Ok(number.into()),
        _ => Err(mismatch(setting, value)),
    }
}

fn ip(setting: &Setting, value: &Value) -> Result<Option<Value>, String> {
    match value.as_str() {
        Some("") => Ok(None),
        Some(text) if text.parse::<IpAddr>().is_ok() => Ok(Some(value.clone())),
        _ => Err(mismatch(setting, value)),
    }
}

fn url(setting: &Setting, value: &Value) -> Result<Value, String> {
    let text = value.as_str().ok_or_else(|| mismatch(setting, value))?;
    let usable =
        Url::parse(text).is_ok_and(|url| ["http", "https"].contains(&url.scheme()) && url.has_host());
    if text.is_empty() || usable {
        return Ok(text.trim_end_matches('/').into());
    }
    Err(mismatch(setting, value))
}

fn mismatch(setting: &Setting, value: &Value) -> String {
    let found = if setting.secret { kind_of(value).to_owned() } else { shortened(&value.to_string()) };
    format!("found {found}, expected {}", expected(setting.kind))
}

fn expected(kind: Kind) -> String {
    match kind {
        Kind::String => "a string".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Integer { minimum, maximum: i64::MAX } => format!("an integer of at least {minimum}"),
        Kind::Integer { minimum, maximum } => format!("an integer from {minimum} to {maximum}"),
        Kind::Ip => "an IP address, as a string".to_owned(),
        Kind::Url => "an http or https URL, as a string".to_owned(),
        Kind::Path => "a path, as a string".to_owned(),
        Kind::Object => "a JSON object".to_owned(),
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
