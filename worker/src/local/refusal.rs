//! Refusals in the words of Taskcluster's services: the codes that more than one service uses.

use generated::runtime::api::ServerError;

/// The request is valid JSON of the right shape, but asks for something that cannot be.
pub(super) fn input_error(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "InputError", message)
}

/// A parameter of the path or the query is malformed.
pub(super) fn invalid_arguments(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "InvalidRequestArguments", message)
}

/// The body does not conform to the operation's schema.
pub(super) fn invalid_input(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "InputValidationError", message)
}

/// The body is not JSON at all.
pub(super) fn malformed(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "MalformedPayload", message)
}

/// The credentials are not valid.
pub(super) fn authentication_failed(message: impl Into<String>) -> ServerError {
    ServerError::new(401, "AuthenticationFailed", message)
}

/// The credentials are valid, but do not allow this.
pub(super) fn insufficient_scopes(message: impl Into<String>) -> ServerError {
    ServerError::new(403, "InsufficientScopes", message)
}

/// What the request is about does not exist.
pub(super) fn not_found(message: impl Into<String>) -> ServerError {
    ServerError::new(404, "ResourceNotFound", message)
}

/// The request contradicts the state of what it is about.
pub(super) fn conflict(message: impl Into<String>) -> ServerError {
    ServerError::new(409, "RequestConflict", message)
}

/// What the request is about existed, but has expired.
pub(super) fn expired(message: impl Into<String>) -> ServerError {
    ServerError::new(410, "ResourceExpired", message)
}

/// The body is larger than the service takes.
pub(super) fn too_large(message: impl Into<String>) -> ServerError {
    ServerError::new(413, "InputTooLarge", message)
}

/// The deployment is at fault.
pub(super) fn internal(message: impl Into<String>) -> ServerError {
    ServerError::new(500, "InternalServerError", message)
}
