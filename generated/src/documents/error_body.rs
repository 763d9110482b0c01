// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What a Taskcluster service answers with when it cannot do what was asked, beside a status of 400 or
//! more.

use serde::{Deserialize, Serialize};

/// What a Taskcluster service answers with when it cannot do what was asked, beside a status of 400 or
/// more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// Class of the error, for machines, such as `InputError`, `InputValidationError`,
    /// `AuthenticationFailed`, `InsufficientScopes`, `ResourceNotFound`, `RequestConflict` or
    /// `InternalServerError`.
    pub code: String,
    /// What is wrong, for people. It may have several lines, and may be Markdown.
    pub message: String,
    /// The request that the error is about.
    #[serde(
        rename = "requestInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub request_info: Option<RequestInfo>,
}

/// A request as the service understood it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestInfo {
    /// Name of the operation, such as `claimWork`.
    pub method: String,
    /// Parameters in the route, by name.
    pub params: std::collections::BTreeMap<String, String>,
    /// Body of the request, or an empty object where it has none.
    pub payload: serde_json::Value,
    /// When the service got the request.
    pub time: crate::Timestamp,
}
