//! Chain of trust: evidence of what a task was and what it made, signed with keys that the task cannot get at.
//!
//! What the document says is written down in `schemas/documents/chain-of-trust.yml`. Keys are read once, when the worker
//! starts.

mod document;
mod keys;

pub use document::{AdditionalData, DocumentError, Facts, document};
pub use keys::{KeyError, KeyProblem, SigningKeys};
