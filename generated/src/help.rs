// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The help text.

/// What `--help` prints below the line with the version.
pub const HELP: &str = include_str!("../help/generic-worker.txt");

/// The part of the help that says how the program is called.
pub const USAGE: &str = include_str!("../help/usage.txt");
