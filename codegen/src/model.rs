//! What the schemas say, free of how they are written: the only thing that emitters see.

use std::collections::BTreeMap;

use serde_json::Value;

/// Marks a property that only deployments with a root URL send: it is optional in Rust whatever the schema requires.
pub const EXTENSION_SINCE: &str = "x-since";

/// Marks a string that must not be printed: `crate::WireSecret` in Rust.
pub const EXTENSION_SECRET: &str = "x-secret";

/// JSON Schemas by type name; references between them have the form `#/definitions/Name`.
pub type Definitions = BTreeMap<String, Value>;

/// Everything that `schemas/` says.
#[derive(Debug)]
pub struct Model {
    /// `schemas/payload/`
    pub payload: Payload,
    /// `schemas/api/`, by name of the service.
    pub services: Vec<Service>,
    /// `schemas/documents/`, by name of the file.
    pub documents: Vec<Document>,
}

/// The task payloads.
#[derive(Debug)]
pub struct Payload {
    /// What the platforms share.
    pub common: Definitions,
    /// One payload for each platform.
    pub platforms: Vec<PlatformPayload>,
}

/// The task payload of one platform.
#[derive(Debug)]
pub struct PlatformPayload {
    /// `linux`, `macos` or `windows`
    pub platform: String,
    /// The payload itself, with the platform's own definitions inside.
    pub schema: Value,
    /// The platform's own definitions; all others are in [`Payload::common`].
    pub own: Definitions,
}

/// A file or a message that the worker writes or reads.
#[derive(Debug)]
pub struct Document {
    /// The name of the schema file, such as `chain-of-trust`.
    pub name: String,
    /// The document itself, with its definitions inside.
    pub schema: Value,
    /// Its definitions.
    pub definitions: Definitions,
}

/// A Taskcluster service.
#[derive(Debug)]
pub struct Service {
    /// Its name, such as `purge-cache`.
    pub name: String,
    /// The version of its API, such as `v1`.
    pub version: String,
    /// The path below the root URL, such as `/api/purge-cache/v1`.
    pub base_path: String,
    /// What it is for.
    pub description: String,
    /// What it offers, in the order of the file.
    pub operations: Vec<Operation>,
    /// The types of its requests and answers.
    pub definitions: Definitions,
}

/// One operation of a service.
#[derive(Debug)]
pub struct Operation {
    /// Its name, such as `claimWork`.
    pub name: String,
    /// How it is called.
    pub method: Method,
    /// The route, with `<name>` for each path parameter.
    pub route: String,
    /// The path parameters, in the order of the route.
    pub args: Vec<String>,
    /// The query parameters, all of them optional.
    pub query: Vec<String>,
    /// The type of the request body.
    pub input: Option<String>,
    /// The type of the answer.
    pub output: Option<String>,
    /// The scopes that it needs.
    pub scopes: Option<Scopes>,
    /// A phrase that says what it does.
    pub summary: String,
    /// What a caller must know.
    pub description: String,
}

/// HTTP methods that operations use.
#[derive(Clone, Copy, Debug)]
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

/// Which scopes an operation needs.
#[derive(Debug)]
pub enum Scopes {
    /// One scope.
    Scope(String),
    /// All of these.
    AllOf(Vec<Scopes>),
    /// One of these.
    AnyOf(Vec<Scopes>),
    /// One scope for each value of a list.
    ForEach {
        /// The scope, with `<variable>` in it.
        template: String,
        /// The variable.
        variable: String,
        /// The list parameter.
        list: String,
    },
    /// Needed only when a parameter is true.
    If {
        /// The parameter.
        parameter: String,
        /// What is then needed.
        then: Box<Scopes>,
        /// What is needed when it is false; nothing without it.
        otherwise: Option<Box<Scopes>>,
    },
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
