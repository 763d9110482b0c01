//! Reads `schemas/` into the [`Model`]. Nothing behind this module sees YAML.

mod source;

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
    let model = Model {
    };
    let mistakes = sources.diagnostics.into_sorted();
    if mistakes.is_empty() { Ok(model) } else { Err(mistakes) }
}
