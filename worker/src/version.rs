//! Which generic-worker this is.

/// The version number, such as `0.1.0`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The commit that this was built from, where the build was told (environment variable `GENERIC_WORKER_REVISION`).
pub const REVISION: Option<&str> = option_env!("GENERIC_WORKER_REVISION");

/// Where this version can be found. Fleet surveys read the version from the end of this URL in task logs.
pub const RELEASE: &str =
    concat!("https://github.com/taskcluster/generic-worker/releases/tag/v", env!("CARGO_PKG_VERSION"));

/// Where the sources of `revision` can be found.
#[must_use]
pub fn source(revision: &str) -> String {
    format!("https://github.com/taskcluster/generic-worker/commits/{revision}")
}

/// What `--version` prints.
#[must_use]
pub fn line() -> String {
    let name = "generic-worker";
    match REVISION {
        Some(revision) => format!("{name} {VERSION} [ revision: {} ]", source(revision)),
        None => format!("{name} {VERSION}"),
    }
}
