//! Closing the worker's own files to tasks that have users of their own.

use std::io;
use std::path::{Path, PathBuf};

use generated::config::Config;

use crate::platform;

/// A file or directory that could not be closed.
#[derive(Debug, thiserror::Error)]
#[error(
    "{} could not be made private to the worker, so that tasks might read it: {source}; make it belong to the worker's user, \
     with mode 0600 (a directory: 0700), before the worker starts if the file system is read-only",
    path.display()
)]
pub struct SecureError {
    path: PathBuf,
    source: io::Error,
}

/// Sees to it that only the worker's user can use `files`, as far as they exist, and the caches of `config`, which are made if
/// they are missing.
///
/// # Errors
///
/// The first that could not be closed.
pub fn secure(config: &Config, files: &[PathBuf]) -> Result<(), SecureError> {
    let directories = [&config.caches_dir, &config.downloads_dir];
    for directory in directories {
        close(directory, |path| {
            platform::create_private_dirs(path)?;
            platform::make_private(path)
        })?;
    }
    for file in files {
        close(file, |path| match platform::make_private(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        })?;
    }
    Ok(())
}

fn close(path: &Path, action: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), SecureError> {
    action(path).map_err(|source| SecureError { path: path.to_owned(), source })
}
