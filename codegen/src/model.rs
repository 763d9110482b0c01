//! What the schemas say, free of how they are written: the only thing that emitters see.

/// Everything that `schemas/` says.
#[derive(Debug)]
pub struct Model {
}
