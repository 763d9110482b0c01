//! Task payloads: checked against the published JSON Schema, then turned into their Rust type.
//!
//! A payload that does not conform makes its task `exception/malformed-payload`, and whoever wrote the task should be
//! able to mend it at once. So everything that is wrong is reported, each with its place in the payload, the offending
//! value and what was expected; where the schema offers a choice, the variant that was meant is told from the
//! properties that are there, and its violations are reported instead of a bare "none of them".

mod excerpt;
mod explain;
mod file;
mod formats;
mod integers;
mod suggest;
mod variants;
mod violation;

use jsonschema::{Draft, Validator};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use file::{PayloadFileError, read_payload_file};
pub use violation::Violation;

/// How many violations are described one by one; the others are only counted.
const MOST_REPORTED: usize = 500;

/// Why a JSON Schema cannot be used to check payloads.
#[derive(Debug, thiserror::Error)]
pub enum PayloadSchemaError {
    /// The text is no JSON at all.
    #[error("could not read the JSON Schema of task payloads: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is JSON, but no valid schema.
    #[error("could not compile the JSON Schema of task payloads: {0}")]
    NotASchema(String),
}

/// A compiled JSON Schema (draft-07) of task payloads. Formats are checked.
#[derive(Debug)]
pub struct PayloadSchema {
    schema: Value,
    validator: Validator,
}

impl PayloadSchema {
    /// Compiles a self-contained schema, such as those in `generated::schemas::payload`.
    ///
    /// # Errors
    ///
    /// When `schema_json` is not JSON, or no schema of draft-07.
    pub fn new(schema_json: &str) -> Result<Self, PayloadSchemaError> {
        let schema: Value = serde_json::from_str(schema_json)?;
        let validator = jsonschema::options()
            .with_draft(Draft::Draft7)
            .should_validate_formats(true)
            .with_format("date-time", formats::is_date_time)
            .with_format("uri", formats::is_uri)
            .build(&schema)
            .map_err(|error| PayloadSchemaError::NotASchema(error.to_string()))?;
        Ok(Self { schema, validator })
    }

    /// Checks `payload`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of the payload.
    pub fn check(&self, payload: &Value) -> Result<(), Vec<Violation>> {
        if self.validator.is_valid(payload) {
            return Ok(());
        }
        let mut found = Vec::new();
        let mut errors = self.validator.iter_errors(payload);
        for error in errors.by_ref() {
            explain::explain(&self.schema, &error, &mut found);
            if found.len() >= MOST_REPORTED {
                break;
            }
        }
        let omitted = found.len().saturating_sub(MOST_REPORTED) + errors.count();
        found.truncate(MOST_REPORTED);
        found.sort();
        found.dedup();
        let mut violations: Vec<_> = found.into_iter().map(|located| located.violation).collect();
        if omitted > 0 {
            violations.push(Violation::omitted(omitted));
        }
        Err(violations)
    }

    /// Checks `payload` and turns it into the type that its schema was made into. A whole number may be written with
    /// a fraction of zero (`10.0`), as JSON Schema has it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of the payload.
    pub fn parse<T: DeserializeOwned>(&self, mut payload: Value) -> Result<T, Vec<Violation>> {
        self.check(&payload)?;
        integers::normalise(&mut payload);
        T::deserialize(&payload).map_err(|error| {
            let too_large = integers::too_large(&payload);
            if too_large.is_empty() { vec![Violation::undecodable(&error)] } else { too_large }
        })
    }
}

#[cfg(test)]
mod tests;
