//! Checks of request and response bodies against the published schemas.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use generated::schemas::api as published;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// Compiled schemas, each made when it is first needed.
#[derive(Debug, Default)]
pub struct Schemas {
    compiled: Mutex<HashMap<(&'static str, &'static str), Arc<Validator>>>,
}

impl Schemas {
    /// Checks `body` against `definition` of `service`.
    ///
    /// # Errors
    ///
    /// A line for each thing that is wrong.
    pub fn check(&self, service: &'static str, definition: &'static str, body: &Value) -> Result<(), String> {
        let validator = self.validator(service, definition)?;
        if validator.is_valid(body) {
            return Ok(());
        }
        let lines: Vec<String> = validator
            .iter_errors(body)
            .map(|error| format!("  * data{}: {error}", error.instance_path()))
            .collect();
        Err(format!("Schema Validation Failed!\n{}", lines.join("\n")))
    }

    fn validator(&self, service: &'static str, definition: &'static str) -> Result<Arc<Validator>, String> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(&(service, definition)) {
            return Ok(validator.clone());
        }
        let validator = Arc::new(compile(service, definition)?);
        compiled.insert((service, definition), validator.clone());
        Ok(validator)
    }
}

fn text(service: &str) -> &'static str {
    match service {
        "auth" => published::AUTH,
        "index" => published::INDEX,
        "object" => published::OBJECT,
        "purge-cache" => published::PURGE_CACHE,
        "secrets" => published::SECRETS,
        "worker-manager" => published::WORKER_MANAGER,
        _ => published::QUEUE,
    }
}

fn compile(service: &str, definition: &str) -> Result<Validator, String> {
    let failed = |reason: String| format!("the schema {definition} of {service} does not compile: {reason}");
    let document: Value = serde_json::from_str(text(service)).map_err(|error| failed(error.to_string()))?;
    let all = document["definitions"].as_object().ok_or_else(|| failed("no definitions".to_owned()))?;
    let mut needed = BTreeSet::new();
    collect(all, definition, &mut needed);
    let definitions: Map<String, Value> =
        needed.iter().filter_map(|name| Some((name.clone(), all.get(name)?.clone()))).collect();
    let schema = json!({
        "$schema": document["$schema"],
        "allOf": [{ "$ref": format!("{PREFIX}{definition}") }],
        "definitions": definitions,
    });
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).map_err(|error| failed(error.to_string()))
}

const PREFIX: &str = "#/definitions/";

/// Adds `name` and all that it refers to.
fn collect(all: &Map<String, Value>, name: &str, into: &mut BTreeSet<String>) {
    if let (true, Some(schema)) = (into.insert(name.to_owned()), all.get(name)) {
        walk(all, schema, into);
    }
}

fn walk(all: &Map<String, Value>, schema: &Value, into: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(name) =
                members.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix(PREFIX))
            {
                collect(all, name, into);
            }
            members.values().for_each(|member| walk(all, member, into));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(all, item, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_the_schema_does_not_allow() {
        let schemas = Schemas::default();
        let check = |body| schemas.check("queue", "ClaimWorkRequest", &body);
        assert_eq!(check(json!({ "tasks": 1, "workerGroup": "g", "workerId": "w" })), Ok(()));
        assert!(check(json!({ "tasks": "1", "workerGroup": "g", "workerId": "w" })).is_err());
        assert!(
            check(json!({ "tasks": 1, "workerGroup": "g" })).expect_err("incomplete").contains("workerId")
        );
    }

    #[test]
    fn every_definition_of_every_operation_compiles() {
        use generated::api;
        let services = [
            api::queue::OPERATIONS,
            api::auth::OPERATIONS,
            api::purge_cache::OPERATIONS,
            api::secrets::OPERATIONS,
            api::index::OPERATIONS,
            api::object::OPERATIONS,
        ];
        for operation in services.into_iter().flatten() {
            for definition in [operation.input, operation.output].into_iter().flatten() {
                compile(operation.service, definition).expect("compiles");
            }
        }
    }
}
