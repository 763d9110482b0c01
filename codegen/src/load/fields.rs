//! What the loaders of hand-made formats (settings, command line) share: reading attributes strictly.

use std::path::Path;

use super::schema::did_you_mean;
use crate::diagnostics::Diagnostics;
use crate::yaml::{Data, Node};

/// Reads the attributes of mappings in one file, and reports what is wrong with them.
pub struct Fields<'a> {
    /// The file, relative to the repository.
    pub path: &'a Path,
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
}

impl Fields<'_> {
    /// Reports the attributes of `node` that are not among `known`.
    pub fn only(&mut self, node: &Node, known: &[&str]) {
        for (key, _) in node.entries() {
            if !known.contains(&key.name.as_str()) {
                let hint = did_you_mean(&key.name, known.iter().copied());
                self.report(key.line, format!("`{}` is not known here{hint}", key.name));
            }
        }
    }

    /// The text under `key`, which must be there.
    pub fn text(&mut self, node: &Node, key: &str) -> String {
        let Some(value) = node.get(key) else {
            self.report(node.line, format!("`{key}` is missing"));
            return String::new();
        };
        match value.as_str().map(str::trim) {
            Some(text) if !text.is_empty() => text.to_owned(),
            _ => {
                self.report(value.line, format!("`{key}` takes a text, found {}", value.kind()));
                String::new()
            }
        }
    }

    /// The text under `key`, if it is there.
    pub fn optional_text(&mut self, node: &Node, key: &str) -> Option<String> {
        node.get(key)?;
        Some(self.text(node, key))
    }

    /// The integer under `key`, if it is there.
    pub fn integer(&mut self, node: &Node, key: &str) -> Option<i64> {
        let value = node.get(key)?;
        match value.data {
            Data::Integer(number) => Some(number),
            _ => {
                self.report(value.line, format!("`{key}` takes an integer, found {}", value.kind()));
                None
            }
        }
    }

    /// The boolean under `key`; false when it is not there.
    pub fn flag(&mut self, node: &Node, key: &str) -> bool {
        let Some(value) = node.get(key) else { return false };
        value.as_bool().unwrap_or_else(|| {
            self.report(value.line, format!("`{key}` takes true or false, found {}", value.kind()));
            false
        })
    }

    /// The texts in the list under `key`.
    pub fn texts(&mut self, node: &Node, key: &str) -> Vec<String> {
        let items = node.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }

    /// The word under `key`, one of `known`; the first of them when it is not there.
    pub fn word(&mut self, node: &Node, key: &str, known: &[&str]) -> String {
        let Some(value) = node.get(key) else {
            return known.first().map_or_else(String::new, |&word| word.to_owned());
        };
        let word = value.as_str().unwrap_or_default();
        if !known.contains(&word) {
            let message = format!("`{key}: {word}` is none of {}", known.join(", "));
            self.report(value.line, message);
        }
        word.to_owned()
    }

    /// Reports a name that stands twice.
    pub fn no_duplicate(&mut self, seen: &mut Vec<(String, usize)>, name: &str, line: usize) {
        if let Some((_, first)) = seen.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            self.report(line, format!("`{name}` is used twice; the first is on line {first}"));
        }
        seen.push((name.to_owned(), line));
    }

    /// Reports a mistake.
    pub fn report(&mut self, line: usize, message: impl Into<String>) {
        self.diagnostics.report(self.path, line, message);
    }
}
