// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The task payload on macos, from `schemas/payload/macos.yml`.

use serde::{Deserialize, Serialize};

/// x
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Payload(pub serde_json::Map<String, serde_json::Value>);

impl std::ops::Deref for Payload {
    type Target = serde_json::Map<String, serde_json::Value>;
    fn deref(&self) -> &serde_json::Map<String, serde_json::Value> {
        &self.0
    }
}

impl From<Payload> for serde_json::Map<String, serde_json::Value> {
    fn from(value: Payload) -> Self {
        value.0
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Payload {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}
