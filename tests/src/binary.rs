//! The binary under test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Names another program to test in place of this workspace's, such as a release build.
const OVERRIDE: &str = "GENERIC_WORKER_BIN";

/// The path of the `generic-worker` binary, built if need be.
///
/// # Panics
///
/// When it cannot be built.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| match std::env::var_os(OVERRIDE) {
        Some(path) => PathBuf::from(path),
        None => build(),
    })
}

/// Cargo builds a package's binaries for that package's own tests only, so that it has to be asked for this one.
fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--package", "generic-worker", "--bin", "generic-worker"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let status = command.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("cargo runs");
    assert!(status.success(), "generic-worker does not build");
    let test = std::env::current_exe().expect("this test has a path");
    let profile = test.ancestors().find(|path| path.ends_with("debug") || path.ends_with("release"));
    profile
        .expect("tests run from a profile's folder")
        .join(format!("generic-worker{}", std::env::consts::EXE_SUFFIX))
}

/// Runs the binary to its end.
///
/// # Panics
///
/// When it cannot be started.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(binary()).args(arguments).output().expect("generic-worker starts")
}
