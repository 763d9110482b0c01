//! What the validator found, in words that help to mend the payload.
//!
//! The words begin as those of 11.0.1 did, since people and programs look for them in task logs.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::{Map, Value};

use super::excerpt::{excerpt, printable, quoted};
use super::violation::{Located, path, steps};
use super::{suggest, variants};

/// Adds to `found` what `error` says about a value that was checked against `schema`: at least one thing.
pub(super) fn explain(schema: &Value, error: &ValidationError<'_>, found: &mut Vec<Located>) {
    let before = found.len();
    explain_in_detail(schema, error, found);
    if found.len() == before {
        found.push(in_general(error, printable(&error.masked().to_string())));
    }
}

fn explain_in_detail(schema: &Value, error: &ValidationError<'_>, found: &mut Vec<Located>) {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            found.extend(unexpected.iter().map(|name| unknown_property(schema, error, name)));
        }
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            variants::explain(schema, error, context, found);
        }
        ValidationErrorKind::Enum { options } => found.push(not_among(error, options)),
        kind => {
            found.push(in_general(error, expected(schema, error, kind)));
        }
    }
}

/// A violation at the place of `error`, by the value there.
pub(super) fn in_general(error: &ValidationError<'_>, expected: String) -> Located {
    Located::new(steps(error.instance_path()), expected, Some(excerpt(error.instance())), None)
}

/// The schema that holds the keyword which `error` is about.
pub(super) fn failing_schema<'a>(
    schema: &'a Value,
    error: &ValidationError<'_>,
) -> Option<&'a Map<String, Value>> {
    let (parent, _) = error.schema_path().as_str().rsplit_once('/')?;
    schema.pointer(parent)?.as_object()
}

fn unknown_property(schema: &Value, error: &ValidationError<'_>, name: &str) -> Located {
    let properties = failing_schema(schema, error).and_then(|schema| schema.get("properties")?.as_object());
    let known: Vec<&str> = properties.into_iter().flat_map(Map::keys).map(String::as_str).collect();
    let nearest = suggest::nearest(name, known.iter().copied());
    let mut expected = format!("Additional property {} is not allowed", printable(name));
    if nearest.is_none() && !known.is_empty() {
        expected = format!("{expected}, only {}", known.join(", "));
    }
    let value = error.instance().get(name).map(excerpt);
    Located::new(steps(error.instance_path()), expected, value, nearest.map(quoted))
}

fn not_among(error: &ValidationError<'_>, options: &Value) -> Located {
    let steps = steps(error.instance_path());
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    let list: Vec<String> = options.iter().map(Value::to_string).collect();
    let expected = format!("{} must be one of the following: {}", path(&steps), list.join(", "));
    let names = options.iter().filter_map(Value::as_str);
    let nearest = error.instance().as_str().and_then(|given| suggest::nearest(given, names));
    Located::new(steps, expected, Some(excerpt(error.instance())), nearest.map(quoted))
}

fn expected(schema: &Value, error: &ValidationError<'_>, kind: &ValidationErrorKind) -> String {
    use ValidationErrorKind as Kind;
    match kind {
        Kind::Type { kind } => {
            format!("Invalid type. Expected: {}, given: {}", types(kind), type_of(error.instance()))
        }
        Kind::Required { property } => missing_property(schema, error, property),
        Kind::Minimum { limit } => format!("Must be greater than or equal to {limit}"),
        Kind::Maximum { limit } => format!("Must be less than or equal to {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("Must be greater than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("Must be less than {limit}"),
        Kind::MultipleOf { multiple_of } => format!("Must be a multiple of {multiple_of}"),
        Kind::MinItems { limit } => format!("Array must have at least {limit} items"),
        Kind::MaxItems { limit } => format!("Array must have at most {limit} items"),
        Kind::UniqueItems => "array items must be unique".to_owned(),
        Kind::MinLength { limit } => format!("String length must be greater than or equal to {limit}"),
        Kind::MaxLength { limit } => format!("String length must be less than or equal to {limit}"),
        Kind::MinProperties { limit } => format!("Must have at least {limit} properties"),
        Kind::MaxProperties { limit } => format!("Must have at most {limit} properties"),
        Kind::Pattern { pattern } => format!("Does not match pattern '{pattern}'"),
        Kind::Format { format } => format!("Does not match format '{format}'{}", example(format)),
        Kind::Constant { expected_value } => {
            format!("{} does not match: {expected_value}", path(&steps(error.instance_path())))
        }
        Kind::OneOfMultipleValid { .. } => variants::MUST_CHOOSE.to_owned(),
        Kind::Not { .. } => "Must not validate the schema (not)".to_owned(),
        _ => printable(&error.masked().to_string()),
    }
}

fn missing_property(schema: &Value, error: &ValidationError<'_>, property: &Value) -> String {
    let name = property.as_str().unwrap_or_default();
    let object = error.instance().as_object();
    let is_there = |needing: &str| object.is_some_and(|object| object.contains_key(needing));
    let dependencies = schema.pointer(error.schema_path().as_str()).and_then(Value::as_object);
    let needing = dependencies.and_then(|dependencies| {
        let needs = |needed: &Value| needed.as_array().is_some_and(|needed| needed.contains(property));
        dependencies.iter().find(|(needing, needed)| is_there(needing) && needs(needed))
    });
    match needing {
        Some((needing, _)) => format!("Has a dependency on {name}, since {needing} is given"),
        None => format!("{name} is required"),
    }
}

fn example(format: &str) -> &'static str {
    match format {
        "date-time" => " of RFC 3339, such as \"2030-01-31T12:00:00.000Z\"",
        "uri" => ", such as \"https://example.com/file\"",
        _ => "",
    }
}

fn types(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(several) => {
            let names: Vec<&str> = several.iter().map(JsonType::as_str).collect();
            names.join("/")
        }
    }
}

fn type_of(value: &Value) -> JsonType {
    match value {
        Value::Null => JsonType::Null,
        Value::Bool(_) => JsonType::Boolean,
        Value::Number(number) if number.is_f64() => JsonType::Number,
        Value::Number(_) => JsonType::Integer,
        Value::String(_) => JsonType::String,
        Value::Array(_) => JsonType::Array,
        Value::Object(_) => JsonType::Object,
    }
}
