//! Commands that print something that was known when the program was built.

use std::io::Write;

use generated::cli::Platform;
use generated::exit_code::ExitCode;
use generated::help::HELP;
use generated::schemas;

use crate::version;

/// `--help`
pub fn help() -> ExitCode {
    print(&format!("{}\n\n{HELP}", version::line()))
}

/// `--version`
pub fn version() -> ExitCode {
    print(&format!("{}\n", version::line()))
}

/// `--short-version`
pub fn short_version() -> ExitCode {
    print(&format!("{}\n", version::VERSION))
}

/// `show-payload-schema`
pub fn payload_schema(platform: Option<Platform>) -> ExitCode {
    print(payload_schema_of(platform))
}

/// `show-config-schema`
pub fn config_schema() -> ExitCode {
    print(schemas::CONFIG)
}

/// The payload schema of `platform`, or of the one that this runs on.
pub fn payload_schema_of(platform: Option<Platform>) -> &'static str {
    match platform {
        Some(Platform::Linux) => schemas::payload::LINUX,
        Some(Platform::Macos) => schemas::payload::MACOS,
        Some(Platform::Windows) => schemas::payload::WINDOWS,
        None => schemas::payload::CURRENT,
    }
}

/// A reader that has seen enough (`| head`) is no error.
fn print(text: &str) -> ExitCode {
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::TasksComplete
}
