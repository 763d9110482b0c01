//! Checks of request and response bodies against the published schemas.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use generated::api::{auth, index, object, purge_cache, queue, secrets, worker_manager};
use generated::runtime::api::{ServerError, ServerRequest};
use generated::schemas::api as published;
use jsonschema::Validator;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::context::lock;
use super::error;

/// Where the schemas say what path parameters look like: service, definition and property of the same name.
const PARAMETERS: [(&str, &str, &str); 9] = [
    (queue::parameters::TASK_ID, queue::SERVICE, "TaskStatusStructure"),
    (queue::parameters::TASK_GROUP_ID, queue::SERVICE, "TaskStatusStructure"),
    (queue::parameters::TASK_QUEUE_ID, queue::SERVICE, "TaskStatusStructure"),
    (queue::parameters::PROVISIONER_ID, queue::SERVICE, "TaskStatusStructure"),
    (queue::parameters::WORKER_TYPE, queue::SERVICE, "TaskStatusStructure"),
    (queue::parameters::WORKER_GROUP, queue::SERVICE, "ClaimWorkRequest"),
    (queue::parameters::WORKER_ID, queue::SERVICE, "ClaimWorkRequest"),
    (auth::parameters::CLIENT_ID, auth::SERVICE, "GetClientResponse"),
    (auth::parameters::ROLE_ID, auth::SERVICE, "GetRoleResponse"),
];

/// A worker pool is named like the task queue that its workers claim from.
const POOL: (&str, &str) = (purge_cache::parameters::WORKER_POOL_ID, queue::parameters::TASK_QUEUE_ID);

/// Compiled schemas, each made when it is first needed.
#[derive(Debug, Default)]
pub struct Schemas {
    compiled: Mutex<HashMap<Wanted, Arc<Validator>>>,
}

/// A service, one of its definitions, and perhaps a property of that.
type Wanted = (&'static str, &'static str, Option<&'static str>);

impl Schemas {
    /// Checks `body` against `definition` of `service`.
    ///
    /// # Errors
    ///
    /// A line for each thing that is wrong.
    pub fn check(&self, service: &'static str, definition: &'static str, body: &Value) -> Result<(), String> {
        complain(&*self.validator((service, definition, None))?, body)
            .map_err(|complaints| format!("Schema Validation Failed!\n{complaints}"))
    }

    /// Checks that path and query of `request` look like what the operation takes.
    ///
    /// # Errors
    ///
    /// 400 with a line for each thing that is wrong.
    pub fn check_arguments(&self, request: &ServerRequest) -> Result<(), ServerError> {
        let mut wrong = Vec::new();
        for (name, value) in &request.args {
            let known = if *name == POOL.0 { POOL.1 } else { name };
            let Some(place) = PARAMETERS.iter().find(|(parameter, ..)| *parameter == known) else { continue };
            let validator = self.validator((place.1, place.2, Some(known))).map_err(error::internal)?;
            if let Err(complaints) = complain(&validator, &Value::from(value.as_str())) {
                wrong.push(format!("URL parameter '{name}' given as '{value}' is not valid: {complaints}"));
            }
        }
        let unknown =
            request.query.iter().filter(|(name, _)| !request.operation.query.contains(&name.as_str()));
        wrong.extend(unknown.map(|(name, _)| format!("Query-string parameter: {name} is not supported!")));
        if wrong.is_empty() { Ok(()) } else { Err(error::argument(wrong.join("\n"))) }
    }

    fn validator(&self, wanted: Wanted) -> Result<Arc<Validator>, String> {
        let mut compiled = lock(&self.compiled);
        if let Some(validator) = compiled.get(&wanted) {
            return Ok(validator.clone());
        }
        let validator = Arc::new(compile(wanted)?);
        compiled.insert(wanted, validator.clone());
        Ok(validator)
    }
}

fn complain(validator: &Validator, value: &Value) -> Result<(), String> {
    if validator.is_valid(value) {
        return Ok(());
    }
    let complaint =
        |error: jsonschema::ValidationError| format!("  * data{}: {error}", error.instance_path());
    Err(validator.iter_errors(value).map(complaint).collect::<Vec<_>>().join("\n"))
}

fn text(service: &str) -> &'static str {
    match service {
        auth::SERVICE => published::AUTH,
        index::SERVICE => published::INDEX,
        object::SERVICE => published::OBJECT,
        purge_cache::SERVICE => published::PURGE_CACHE,
        secrets::SERVICE => published::SECRETS,
        worker_manager::SERVICE => published::WORKER_MANAGER,
        _ => published::QUEUE,
    }
}

/// A published document, of which only what is needed is looked into.
#[derive(Deserialize)]
struct Document {
    #[serde(rename = "$schema")]
    dialect: Value,
    #[serde(borrow)]
    definitions: HashMap<String, &'static RawValue>,
}

fn compile((service, definition, property): Wanted) -> Result<Validator, String> {
    let failed = |reason: String| format!("the schema {definition} of {service} does not compile: {reason}");
    let document: Document =
        serde_json::from_str(text(service)).map_err(|error| failed(error.to_string()))?;
    let mut definitions = Map::new();
    let mut wanted = vec![definition.to_owned()];
    while let Some(name) = wanted.pop() {
        let Some(text) = document.definitions.get(&name).filter(|_| !definitions.contains_key(&name)) else {
            continue;
        };
        let mut schema = serde_json::from_str(text.get()).map_err(|error| failed(error.to_string()))?;
        reduce(&mut schema, &mut wanted);
        definitions.insert(name, schema);
    }
    let property = property.map(|property| format!("/properties/{property}")).unwrap_or_default();
    let schema = json!({
        "$schema": document.dialect,
        "allOf": [{ "$ref": format!("{PREFIX}{definition}{property}") }],
        "definitions": definitions,
    });
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).map_err(|error| failed(error.to_string()))
}

/// What a reference to another definition begins with.
const PREFIX: &str = "#/definitions/";

/// Drops what is for people only from `schema`, and adds to `wanted` the definitions that it refers to.
fn reduce(schema: &mut Value, wanted: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                wanted.extend(reference.strip_prefix(PREFIX).map(str::to_owned));
            }
            // A property may be called like this too, but then it is no text.
            members.retain(|name, value| !(PROSE.contains(&name.as_str()) && value.is_string()));
            members.values_mut().for_each(|member| reduce(member, wanted));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| reduce(item, wanted)),
        _ => {}
    }
}

/// What stands in a schema for people only.
const PROSE: [&str; 2] = ["title", "description"];

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
    fn arguments_are_checked() {
        use generated::api::queue::operations;
        let schemas = Schemas::default();
        let check = |name: &'static str, value: &str| {
            let request = ServerRequest {
                operation: &operations::LIST_TASK_GROUP,
                args: vec![(name, value.to_owned())],
                query: vec![("limit".to_owned(), "1".to_owned())],
                body: Value::Null,
            };
            schemas.check_arguments(&request)
        };
        for _ in 0..100 {
            assert_eq!(check("taskId", &slugid::v4()), Ok(()));
        }
        for wrong in ["", "T", "fN1SbArXTPSVFNUvaOlinQQ", "fN1SbArX!PSVFNUvaOlinQ", "fN1SbArXAPSVFNUvaOlinQ"]
        {
            assert_eq!(check("taskGroupId", wrong).map_err(|error| error.status), Err(400), "{wrong}");
        }
        assert_eq!(check("workerPoolId", "a/b"), Ok(()));
        assert!(check("workerPoolId", "a").is_err() && check("taskQueueId", "a/B").is_err());
        assert_eq!(check("name", "anything/at/all"), Ok(()));
        let request = ServerRequest {
            operation: &operations::PING,
            args: vec![],
            query: vec![("limit".to_owned(), "1".to_owned())],
            body: Value::Null,
        };
        assert!(schemas.check_arguments(&request).is_err());
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
                compile((operation.service, definition, None)).expect("compiles");
            }
        }
    }
}
