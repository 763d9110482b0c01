//! Written by `cargo codegen`.

/// Runtime.
pub mod runtime {
    pub mod api;
    pub mod secret;
    pub mod timestamp;
}
pub use runtime::secret::Secret;
pub use runtime::timestamp::Timestamp;
