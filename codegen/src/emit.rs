//! One emitter per output. Emitters read the [`Model`] and add files; they never read YAML.

mod api;
mod cli;
mod config;
mod docs;
mod documents;
mod features;
mod help;
mod json_schema;
mod payload;
mod runtime;
mod rust;
mod types;

use crate::files::Files;
use crate::model::Model;

/// Every file of `generated/` for `model`. `digest` is that of the schemas and the generator.
#[must_use]
pub fn emit(model: &Model, digest: &str) -> Files {
    let mut files = Files::default();
    payload::emit(model, &mut files);
    api::emit(model, &mut files);
    documents::emit(model, &mut files);
    json_schema::emit(model, &mut files);
    config::emit(model, &mut files);
    cli::emit(model, &mut files);
    features::emit(model, &mut files);
    help::emit(model, &mut files);
    docs::emit(model, &mut files);
    runtime::emit(digest, &mut files);
    files
}
