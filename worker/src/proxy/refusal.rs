//! What the proxy itself answers when it does not forward a request: JSON, as Taskcluster's services do.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use generated::documents::error_body::ErrorBody;
use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::target::TargetError;
use crate::taskcluster::hawk::SignError;

/// An answer that is not a service's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    /// The request cannot be understood.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: "InputError", message: message.into() }
    }

    /// The sender may not do this.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self { status: StatusCode::FORBIDDEN, code: "Forbidden", message: message.into() }
    }

    /// The body is longer than it may be.
    pub fn too_large(message: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, code: "InputTooLarge", message: message.into() }
    }

    /// The service gave no answer.
    pub fn unreachable(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_GATEWAY, code: "BadGateway", message: message.into() }
    }

    /// The service took too long.
    pub fn stalled(message: impl Into<String>) -> Self {
        Self { status: StatusCode::GATEWAY_TIMEOUT, code: "GatewayTimeout", message: message.into() }
    }

    /// The proxy cannot do its work.
    pub fn internal(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "InternalServerError",
            message: message.into(),
        }
    }
}

impl From<TargetError> for Refusal {
    fn from(error: TargetError) -> Self {
        let message = format!("taskcluster-proxy: {error}");
        match error {
            TargetError::NotAPath | TargetError::Segment { .. } | TargetError::Url { .. } => {
                Self::malformed(message)
            }
            TargetError::Credentials | TargetError::Foreign { .. } => Self::forbidden(message),
            TargetError::Unknown { .. } => {
                Self { status: StatusCode::NOT_FOUND, code: "ResourceNotFound", message }
            }
        }
    }
}

impl From<SignError> for Refusal {
    fn from(error: SignError) -> Self {
        Self::internal(format!("taskcluster-proxy: {error}"))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self { status, code, message } = self;
        let body = ErrorBody { code: code.to_owned(), message, request_info: None };
        // A document of texts always serialises.
        let text = serde_json::to_vec(&body).unwrap_or_default();
        (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], Body::from(text)).into_response()
    }
}
