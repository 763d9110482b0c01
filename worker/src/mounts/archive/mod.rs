//! Unpacks archives, without ever writing outside of the directory that it is given.

mod error;

pub use error::{ArchiveError, Refusal};
