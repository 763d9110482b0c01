//! One value of the file against what its setting takes.

use std::net::IpAddr;

use generated::runtime::setting::{Kind, Setting};
use serde_json::Value;
use url::Url;

/// The longest part of a value that an error shows.
const SHOWN: usize = 60;

/// Why a value cannot be taken: what was found and what was expected. The value of a secret is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not of the setting's type.
    Unreadable(String),
    /// It is a number as the type wants it, but too small to work with: no tasks at a time, say.
    TooSmall(String),
}

/// `value` in the form that [`Config`](generated::config::Config) reads; `None` where it stands for no value, so that the
/// setting keeps its default.
///
/// # Errors
///
/// When the setting does not take it.
pub fn check(setting: &Setting, value: &Value) -> Result<Option<Value>, Refusal> {
    let refused = || Refusal::Unreadable(mismatch(setting, value));
    match (setting.kind, value) {
        (_, Value::Null) => Ok(None),
        (Kind::Ip | Kind::Url, Value::String(text)) if text.is_empty() => Ok(None),
        (Kind::Ip, Value::String(text)) if text.parse::<IpAddr>().is_ok() => Ok(Some(value.clone())),
        (Kind::Url, Value::String(text)) if is_web_address(text) => {
            Ok(Some(text.trim_end_matches('/').into()))
        }
        (Kind::Integer { minimum, maximum }, Value::Number(_)) => match whole(value).ok_or_else(refused)? {
            number if (minimum..=maximum).contains(&number) => Ok(Some(number.into())),
            number if (0..minimum).contains(&number) => Err(Refusal::TooSmall(mismatch(setting, value))),
            _ => Err(refused()),
        },
        (Kind::String | Kind::Path, Value::String(_))
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Object, Value::Object(_)) => Ok(Some(value.clone())),
        _ => Err(refused()),
    }
}

fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        // Go read 3.0 as 3, and so do files that were written with it in mind.
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
        #[expect(clippy::cast_possible_truncation, reason = "whole and small, as was just checked")]
        Some(number as i64)
    })
}

fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| ["http", "https"].contains(&url.scheme()) && url.has_host())
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
