//! The set of files that make up `generated/`, kept in memory until all of them are known to be right.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result};

/// Generated files by path relative to `generated/`.
#[derive(Debug, Default)]
pub struct Files {
    contents: BTreeMap<PathBuf, String>,
}

impl Files {
    /// Adds the file `path` (relative to `generated/`).
    ///
    /// # Panics
    ///
    /// When two emitters claim the same path: a mistake in the generator itself.
    pub fn add(&mut self, path: impl Into<PathBuf>, content: impl Into<String>) {
        let path = path.into();
        let previous = self.contents.insert(path.clone(), content.into());
        assert!(previous.is_none(), "two emitters write generated/{}", path.display());
    }

    /// The paths, relative to `root`, that would change if [`Files::write`] were called.
    ///
    /// # Errors
    ///
    /// When `root` cannot be read.
    pub fn differences(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let mut differing = stale_files(root, &self.contents)?;
        for (path, content) in &self.contents {
            if read_if_exists(&root.join(path))?.as_ref() != Some(content) {
                differing.push(path.clone());
            }
        }
        differing.sort();
        Ok(differing)
    }

    /// Makes `root` hold exactly these files, and returns the paths that changed. Files that are already right keep
    /// their modification time, so that nothing is compiled anew for them.
    ///
    /// # Errors
    ///
    /// When `root` cannot be read or written.
    pub fn write(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let changed = self.differences(root)?;
        for path in &changed {
            let target = root.join(path);
            match self.contents.get(path) {
                Some(content) => {
                    let folder = target.parent().unwrap_or(root);
                    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
                    fs::write(&target, content).with_context(|| format!("writing {}", target.display()))?;
                }
                None => {
                    fs::remove_file(&target).with_context(|| format!("removing {}", target.display()))?;
                }
            }
        }
        Ok(changed)
    }
}

fn read_if_exists(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

/// Files under `root` that no emitter wrote. The crate's manifest is the one file there that is written by hand,
/// because `cargo codegen` could not start without it.
fn stale_files(root: &Path, wanted: &BTreeMap<PathBuf, String>) -> Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(|| format!("listing {}", folder.display())),
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let relative = path.strip_prefix(root)?.to_owned();
            if relative != Path::new("Cargo.toml") && !wanted.contains_key(&relative) {
                stale.push(relative);
            }
        }
    }
    Ok(stale)
}
