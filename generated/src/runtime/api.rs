// Written by `cargo codegen` from codegen/runtime/api.rs. Do not edit.

//! What the generated clients and servers of all services share.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The HTTP method of an [`Operation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it stands in an HTTP request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// One operation of a service's API, as `schemas/api/<service>.yml` describes it.
#[derive(Debug)]
pub struct Operation {
    /// The service that offers it, such as `queue`.
    pub service: &'static str,
    /// The version of that service's API, such as `v1`.
    pub version: &'static str,
    /// The operation's name, such as `claimWork`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The route below the service's base URL; `<name>` stands for a path parameter.
    pub route: &'static str,
    /// The path parameters whose values must not be printed.
    pub secret_args: &'static [&'static str],
    /// The path parameters whose values are two segments of the path on deployments of 2018, and one today.
    pub two_segments_in_2018: &'static [&'static str],
    /// The query parameters that it takes, all of them optional.
    pub query: &'static [&'static str],
    /// The definition, in the service's published JSON Schema, of the request body; `None` without one.
    pub input: Option<&'static str>,
    /// The definition, in the service's published JSON Schema, of the response body; `None` without one.
    pub output: Option<&'static str>,
    /// The scopes that a caller needs; `None` where anybody may call.
    pub scopes: Option<&'static ScopeExpression>,
}

/// Which scopes an [`Operation`] needs. `<name>` in a scope stands for a parameter that the server fills in.
#[derive(Debug)]
pub enum ScopeExpression {
    /// One scope.
    Scope(&'static str),
    /// All of these.
    AllOf(&'static [ScopeExpression]),
    /// At least one of these.
    AnyOf(&'static [ScopeExpression]),
    /// The scope `template` once for each value of the list parameter `list`, which replaces `<variable>`.
    ForEach {
        /// The scope, with `<variable>` in it.
        template: &'static str,
        /// The name that the template uses.
        variable: &'static str,
        /// The list parameter to run through.
        list: &'static str,
    },
    /// `then` where the boolean parameter `parameter` is true, `otherwise` where it is false.
    If {
        /// The boolean parameter.
        parameter: &'static str,
        /// What is needed when it is true.
        then: &'static ScopeExpression,
        /// What is needed when it is false; nothing without it.
        otherwise: Option<&'static ScopeExpression>,
    },
}

/// A call of an [`Operation`], ready for a [`Transport`].
#[derive(Clone, Debug)]
pub struct ApiRequest {
    /// What is called.
    pub operation: &'static Operation,
    /// Path parameters, in the order of the route, not yet percent-encoded.
    pub args: Vec<(&'static str, String)>,
    /// Query parameters that were given, not yet percent-encoded.
    pub query: Vec<(&'static str, String)>,
    /// The JSON request body.
    pub body: Option<Bytes>,
}

impl ApiRequest {
    /// `payload` as a request body.
    ///
    /// Types made from a schema always serialise: their keys are strings, and they hold no maps with other keys.
    #[must_use]
    pub fn json<P: Serialize>(payload: &P) -> Option<Bytes> {
        serde_json::to_vec(payload).ok().map(Bytes::from)
    }
}

/// Carries a call to a service and brings the answer back: signing, retries and base URLs live here.
pub trait Transport: Send + Sync {
    /// Why a call failed.
    type Error: fmt::Debug + Send;

    /// Performs the call and decodes the answer. An operation without output decodes as `()`.
    ///
    /// # Errors
    ///
    /// When no answer could be had, when the service refused, or when the answer is not what was expected.
    fn call<R: DeserializeOwned + Send>(
        &self,
        request: ApiRequest,
    ) -> impl Future<Output = Result<R, Self::Error>> + Send;
}

impl<T: Transport> Transport for &T {
    type Error = T::Error;

    fn call<R: DeserializeOwned + Send>(
        &self,
        request: ApiRequest,
    ) -> impl Future<Output = Result<R, Self::Error>> + Send {
        (**self).call(request)
    }
}

/// What a server answers to an operation that succeeded.
#[derive(Clone, Debug)]
pub struct Reply<T> {
    /// The HTTP status.
    pub status: u16,
    /// Where to find what was asked for, when the status is a redirect.
    pub location: Option<String>,
    /// The body.
    pub body: T,
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self { status: 200, location: None, body }
    }
}

impl<T> Reply<T> {
    /// Sends the caller on to `location` (HTTP 303), with `body` for those who do not follow.
    #[must_use]
    pub const fn see_other(location: String, body: T) -> Self {
        Self { status: 303, location: Some(location), body }
    }

    /// The same reply with another body.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        Reply { status: self.status, location: self.location, body: change(self.body) }
    }
}

/// A refusal, as services word it: the `code` and `message` of the error body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerError {
    /// The HTTP status.
    pub status: u16,
    /// The error code, such as `InsufficientScopes`.
    pub code: Cow<'static, str>,
    /// What went wrong, for a human.
    pub message: String,
}

impl ServerError {
    /// A refusal with this status and code.
    #[must_use]
    pub fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
    }

    /// The answer of a server that does not offer `operation`.
    #[must_use]
    pub fn not_offered(operation: &Operation) -> Self {
        let message = format!("{}.{} is not offered by this deployment", operation.service, operation.name);
        Self::new(501, "NotImplemented", message)
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status, self.code, self.message)
    }
}

impl std::error::Error for ServerError {}

/// A call that has arrived at a server: the operation is known, nothing else is checked yet.
#[derive(Clone, Debug)]
pub struct ServerRequest {
    /// What is called.
    pub operation: &'static Operation,
    /// Path parameters, percent-decoded, in the order of the route.
    pub args: Vec<(&'static str, String)>,
    /// Query parameters that were given, percent-decoded.
    pub query: Vec<(String, String)>,
    /// The JSON request body; `Null` without one.
    pub body: Value,
}

impl ServerRequest {
    /// The path parameter `name`.
    ///
    /// # Errors
    ///
    /// 400 when the route has no such parameter.
    pub fn arg(&self, name: &str) -> Result<&str, ServerError> {
        let found = self.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        found.ok_or_else(|| {
            ServerError::new(400, "InvalidRequestArguments", format!("the path has no {name}"))
        })
    }

    /// The query parameter `name`, if it was given.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<String> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    /// `reply` with its body as JSON.
    ///
    /// # Errors
    ///
    /// 500 when the body does not serialise.
    pub fn answer<T: Serialize>(reply: Reply<T>) -> Result<Reply<Value>, ServerError> {
        match serde_json::to_value(&reply.body) {
            Ok(body) => Ok(reply.map(|_| body)),
            Err(error) => Err(ServerError::new(500, "InternalServerError", error.to_string())),
        }
    }

    /// The request body as `R`.
    ///
    /// # Errors
    ///
    /// 400 when it is something else.
    pub fn body<R: DeserializeOwned>(&self) -> Result<R, ServerError> {
        serde_json::from_value(self.body.clone())
            .map_err(|error| ServerError::new(400, "InputValidationError", error.to_string()))
    }
}
