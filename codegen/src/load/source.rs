//! The schema files themselves: found, read, parsed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostics::Diagnostics;
use crate::yaml::{self, Node};

/// The parsed schema files, and the mistakes found in them so far.
#[derive(Debug, Default)]
pub struct Sources {
    /// Parsed files by path relative to the repository, such as `schemas/config.yml`.
    pub files: BTreeMap<PathBuf, Node>,
    /// Mistakes found so far.
    pub diagnostics: Diagnostics,
}

impl Sources {
    /// Reads and parses every `.yml` file below `root/schemas`. What cannot be read becomes a diagnostic.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let mut sources = Self::default();
        let mut folders = vec![PathBuf::from("schemas")];
        while let Some(folder) = folders.pop() {
            match fs::read_dir(root.join(&folder)) {
                Ok(entries) => {
                    for entry in entries.flatten() {
                        let path = folder.join(entry.file_name());
                        if entry.path().is_dir() {
                            folders.push(path);
                        } else if path.extension().is_some_and(|extension| extension == "yml") {
                            sources.read_file(root, path);
                        } else {
                            sources.diagnostics.report(&path, 0, "only .yml files belong under schemas/");
                        }
                    }
                }
                Err(error) => sources.diagnostics.report(&folder, 0, format!("cannot be listed: {error}")),
            }
        }
        sources
    }

    /// The file `path`, or a diagnostic that it is missing.
    pub fn require(&mut self, path: &str) -> Option<Node> {
        let found = self.files.get(Path::new(path)).cloned();
        if found.is_none() {
            self.diagnostics.report(Path::new(path), 0, "this file is missing or cannot be used");
        }
        found
    }

    /// The files directly in `folder`, by name without the extension.
    #[must_use]
    pub fn in_folder(&self, folder: &str) -> Vec<(String, PathBuf, Node)> {
        let inside = self.files.iter().filter(|(path, _)| path.parent() == Some(Path::new(folder)));
        inside
            .filter_map(|(path, node)| {
                Some((path.file_stem()?.to_str()?.to_owned(), path.clone(), node.clone()))
            })
            .collect()
    }

    fn read_file(&mut self, root: &Path, path: PathBuf) {
        match fs::read_to_string(root.join(&path)) {
            Ok(text) => {
                if let Some(node) = yaml::parse(&path, &text, &mut self.diagnostics) {
                    self.files.insert(path, node);
                }
            }
            Err(error) => self.diagnostics.report(&path, 0, format!("cannot be read: {error}")),
        }
    }
}
