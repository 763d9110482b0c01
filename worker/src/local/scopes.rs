//! What the scopes that a call needs depend on.

use generated::runtime::api::{ServerError, ServerRequest};
use serde_json::Value;

use super::context::Services;
use super::{index, queue};
use crate::taskcluster::scopes::expression::Parameters;

/// What the path says.
pub fn of_path(request: &ServerRequest) -> Parameters {
    add_path(request, Parameters::default())
}

/// What path and body say, and what the service knows about what they name.
///
/// # Errors
///
/// When what they name does not exist.
pub fn of_request(services: &Services, request: &ServerRequest) -> Result<Parameters, ServerError> {
    // What the path says counts, whatever a body says about it.
    let known = add_path(request, of_body(&request.body));
    match request.operation.service {
        "queue" => queue::parameters(&services.queue, request, known),
        "auth" => services.auth.parameters(request, known),
        "index" => index::parameters(request, known),
        _ => Ok(known),
    }
}

fn add_path(request: &ServerRequest, parameters: Parameters) -> Parameters {
    request.args.iter().fold(parameters, |parameters, (name, value)| parameters.text(*name, value))
}

/// Texts and lists of texts at the top of a body.
fn of_body(body: &Value) -> Parameters {
    let members = body.as_object().into_iter().flatten();
    members.fold(Parameters::default(), |parameters, (name, value)| match value {
        Value::String(text) => parameters.text(name, text),
        Value::Array(items) => parameters.list(name, items.iter().filter_map(Value::as_str)),
        _ => parameters,
    })
}
