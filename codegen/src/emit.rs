//! One emitter per output. Emitters read the [`Model`] and add files; they never read YAML.

mod rust;

use crate::files::Files;
use crate::model::Model;

/// Every file of `generated/` for `model`.
#[must_use]
pub fn emit(model: &Model) -> Files {
    let mut files = Files::default();
    let _ = (model, &mut files);
    files
}
