// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Everything that the worker shares with the outside world, as Rust: written by `cargo codegen` from
//! `schemas/`, and never by hand.

#[rustfmt::skip]
pub mod api;

#[rustfmt::skip]
pub mod cli;

#[rustfmt::skip]
pub mod config;

#[rustfmt::skip]
pub mod documents;

#[rustfmt::skip]
pub mod exit_code;

#[rustfmt::skip]
pub mod features;

#[rustfmt::skip]
pub mod help;

#[rustfmt::skip]
pub mod payload;

#[rustfmt::skip]
pub mod schemas;

/// What generated code shares: written by hand, because no schema says anything about it.
pub mod runtime {
    pub mod api;
    pub mod secret;
    pub mod setting;
    pub mod timestamp;
}

pub use runtime::secret::{Secret, WireSecret};

pub use runtime::timestamp::Timestamp;
