//! Reads `schemas/` into the [`Model`]. Nothing behind this module sees YAML.

mod api;
mod cli;
mod config;
mod documents;
mod features;
mod fields;
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
    let config = config::load(&mut sources);
    let command_line = cli::load(&mut sources);
    let features = features::load(&mut sources, config.as_ref());
    let mistakes = sources.diagnostics.into_sorted();
    match (payload, config, command_line, features) {
        (Some(payload), Some(config), Some(command_line), Some(features)) if mistakes.is_empty() => {
            Ok(Model { payload, services, documents, config, command_line, features })
        }
        _ => Err(mistakes),
    }
}
