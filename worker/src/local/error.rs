//! The refusals of Taskcluster's services, with their codes.

use generated::runtime::api::ServerError;

/// Something that the schema allows, but the service does not.
pub fn input(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "InputError", message)
}

/// A body that the schema does not allow.
pub fn validation(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "InputValidationError", message)
}

/// A body that is not JSON.
pub fn malformed(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "MalformedPayload", message)
}

/// A path parameter that makes no sense.
pub fn argument(message: impl Into<String>) -> ServerError {
    ServerError::new(400, "InvalidRequestArguments", message)
}

/// A signature that is not accepted.
pub fn unauthenticated(message: impl Into<String>) -> ServerError {
    ServerError::new(401, "AuthenticationFailed", message)
}

/// Scopes are missing.
pub fn scopes(message: impl Into<String>) -> ServerError {
    ServerError::new(403, "InsufficientScopes", message)
}

/// No such thing.
pub fn not_found(message: impl Into<String>) -> ServerError {
    ServerError::new(404, "ResourceNotFound", message)
}

/// Contradicts what is there already.
pub fn conflict(message: impl Into<String>) -> ServerError {
    ServerError::new(409, "RequestConflict", message)
}

/// There was such a thing, but it has expired.
pub fn expired(message: impl Into<String>) -> ServerError {
    ServerError::new(410, "ResourceExpired", message)
}

/// A body that is too long.
pub fn too_large(message: impl Into<String>) -> ServerError {
    ServerError::new(413, "InputTooLarge", message)
}

/// A mistake of the server itself.
pub fn internal(message: impl Into<String>) -> ServerError {
    ServerError::new(500, "InternalServerError", message)
}
