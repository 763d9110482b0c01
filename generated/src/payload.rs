// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Task payloads. All platforms' types compile everywhere; `current` is this machine's.

/// What the task payloads of all platforms share.
pub mod common;

/// The task payload on linux, from `schemas/payload/linux.yml`.
pub mod linux;

/// The task payload on macos, from `schemas/payload/macos.yml`.
pub mod macos;

/// The task payload on windows, from `schemas/payload/windows.yml`.
pub mod windows;

#[cfg(target_os = "macos")]
pub use self::macos as current;

#[cfg(windows)]
pub use self::windows as current;

#[cfg(not(any(target_os = "macos", windows)))]
pub use self::linux as current;
