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
            Some("") => self.report(value.line, format!("`{key}` is empty; expected a text")),
            Some(text) => return text.to_owned(),
            None => self.report(value.line, format!("`{key}` takes a text, found {}", value.kind())),
        }
        String::new()
    }

    /// The text under `key`, which must be there and be written in the way that `shape` tells of.
    pub fn name(&mut self, node: &Node, key: &str, shape: Shape) -> String {
        let text = self.text(node, key);
        if !text.is_empty() && !shape.fits(&text) {
            let line = node.get(key).map_or(node.line, |value| value.line);
            self.report(line, format!("`{key}: {text}` is not written as expected: {}", shape.expected()));
        }
        text
    }

    /// The mappings in the list under `key`, which must be there.
    pub fn mappings<'n>(&mut self, node: &'n Node, key: &str) -> Vec<&'n Node> {
        let Some(list) = node.get(key) else {
            self.report(node.line, format!("`{key}` is missing"));
            return Vec::new();
        };
        if list.items().is_empty() {
            self.report(list.line, format!("`{key}` takes a list of mappings, found {}", list.kind()));
        }
        let (mappings, others): (Vec<_>, Vec<_>) =
            list.items().iter().partition(|item| !item.entries().is_empty());
        for other in others {
            self.report(other.line, format!("`{key}` takes mappings, found {}", other.kind()));
        }
        mappings
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

    /// The texts in the list under `key`, each with its line; empty when it is not there.
    pub fn texts(&mut self, node: &Node, key: &str) -> Vec<(String, usize)> {
        let Some(list) = node.get(key) else { return Vec::new() };
        if list.items().is_empty() {
            self.report(list.line, format!("`{key}` takes a list of texts, found {}", list.kind()));
        }
        let mut texts = Vec::new();
        for item in list.items() {
            match item.as_str().map(str::trim) {
                Some(text) if !text.is_empty() => texts.push((text.to_owned(), item.line)),
                _ => self.report(item.line, format!("`{key}` takes texts, found {}", item.kind())),
            }
        }
        texts
    }

    /// The word under `key`, if it is there and one of `known`.
    pub fn word(&mut self, node: &Node, key: &str, known: &[&str]) -> Option<String> {
        let value = node.get(key)?;
        // `2018` without quotes is a number in YAML; the word is meant.
        let word = value.as_str().map_or_else(|| value.to_json().to_string(), str::to_owned);
        if known.contains(&word.as_str()) {
            return Some(word);
        }
        let hint = did_you_mean(&word, known.iter().copied());
        self.report(value.line, format!("`{key}: {word}` is none of {}{hint}", known.join(", ")));
        None
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

/// How a name is written.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `workerType`, `publicIP`
    Camel,
    /// `InternalError`
    Pascal,
    /// `run-task`
    Kebab,
    /// `run-task`, `install service`
    Words,
    /// `CONFIG-FILE`
    Capitals,
    /// `TASKCLUSTER_ROOT_URL`
    Variable,
    /// `11.0.1`
    Version,
    /// `h`
    Letter,
}

impl Shape {
    fn fits(self, text: &str) -> bool {
        let first = text.chars().next().unwrap_or_default();
        let only = |allowed: fn(char) -> bool| text.chars().all(allowed);
        match self {
            Self::Camel => first.is_ascii_lowercase() && only(|letter| letter.is_ascii_alphanumeric()),
            Self::Pascal => first.is_ascii_uppercase() && only(|letter| letter.is_ascii_alphanumeric()),
            Self::Kebab => {
                let allowed =
                    |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
                first.is_ascii_lowercase() && text.chars().all(allowed)
            }
            Self::Words => text.split(' ').all(|word| Self::Kebab.fits(word)),
            Self::Capitals => {
                first.is_ascii_uppercase() && only(|letter| letter.is_ascii_uppercase() || letter == '-')
            }
            Self::Variable => {
                first.is_ascii_uppercase() && only(|letter| letter.is_ascii_uppercase() || letter == '_')
            }
            Self::Version => {
                let parts: Vec<_> = text.split('.').collect();
                parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok())
            }
            Self::Letter => text.len() == 1 && first.is_ascii_lowercase(),
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Camel => "letters and digits that begin with a small letter, like workerType",
            Self::Pascal => "letters and digits that begin with a capital, like InternalError",
            Self::Kebab => "small letters, digits and dashes, like run-task",
            Self::Words => "words of small letters, digits and dashes, like install service",
            Self::Capitals => "capitals and dashes, like CONFIG-FILE",
            Self::Variable => "capitals and underscores, like TASKCLUSTER_ROOT_URL",
            Self::Version => "three numbers, like 11.0.1",
            Self::Letter => "one small letter",
        }
    }
}
