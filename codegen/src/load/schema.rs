//! JSON Schemas written in YAML: checked keyword by keyword, references resolved, ready to publish.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::diagnostics::Diagnostics;
use crate::model::{Definitions, EXTENSION_SECRET, EXTENSION_SINCE};
use crate::names::pascal;
use crate::yaml::{Data, Key, Node};

/// Keywords that a schema may use: those of JSON Schema draft-07 that the worker's validator and the generator know.
const KEYWORDS: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "default",
    "definitions",
    "dependencies",
    "description",
    "enum",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    EXTENSION_SECRET,
    EXTENSION_SINCE,
];

const TYPES: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];

/// How many `$ref`s may lead from one to the next before this is taken for a circle.
const LONGEST_CHAIN: usize = 32;

/// A file whose definitions can be referred to.
#[derive(Clone, Debug)]
pub struct Library {
    /// The file, relative to the repository.
    pub path: PathBuf,
    /// The key under which its definitions stand: `definitions`, or `schemas` in an API file.
    pub section: &'static str,
    /// The mapping under that key.
    pub definitions: Node,
}

impl Library {
    /// The definitions of `file`, which stand under its key `section`.
    #[must_use]
    pub fn new(path: &Path, section: &'static str, file: &Node) -> Self {
        let empty = Node { line: 0, data: Data::Mapping(Vec::new()) };
        let definitions = file.get(section).cloned().unwrap_or(empty);
        Self { path: path.to_owned(), section, definitions }
    }
}

/// Reads the schemas of one file.
pub struct Reader<'a> {
    /// The file's own definitions.
    pub own: &'a Library,
    /// Other files, whose definitions may be referred to by file name.
    pub others: &'a [&'a Library],
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// All definitions of the file itself, checked.
    pub fn definitions(&mut self) -> Definitions {
        let own = self.own;
        let mut definitions = Definitions::new();
        for (key, node) in own.definitions.entries() {
            let type_name = pascal(&key.name);
            if type_name != key.name {
                self.report(key.line, format!("`{}` names a type: write it `{type_name}`", key.name));
            }
            if let Some(other) = self.others.iter().find(|other| other.definitions.get(&key.name).is_some()) {
                let message = format!("`{}` is already defined in {}", key.name, other.path.display());
                self.report(key.line, message);
            }
            self.require_description(key, node);
            definitions.insert(key.name.clone(), self.schema(node));
        }
        definitions
    }

    /// `node` as a schema: checked, its references in the form `#/definitions/Name`.
    pub fn schema(&mut self, node: &Node) -> Value {
        self.convert(node, 0)
    }

    /// Checks every `default` below `node` against the schema that it stands in. `definitions` must hold whatever the
    /// schemas refer to.
    pub fn check_defaults(&mut self, node: &Node, definitions: &Definitions) {
        if let (Some(default), true) = (node.get("default"), matches!(node.data, Data::Mapping(_))) {
            let mut schema = self.convert_quietly(node);
            schema.insert("definitions".into(), json!(definitions));
            let options =
                jsonschema::options().with_draft(jsonschema::Draft::Draft7).should_validate_formats(true);
            if let Ok(validator) = options.build(&Value::Object(schema)) {
                let value = default.to_json();
                for error in validator.iter_errors(&value) {
                    self.report(default.line, format!("the default violates its own type: {error}"));
                }
            }
        }
        for (_, child) in children(node) {
            self.check_defaults(child, definitions);
        }
    }

    fn convert_quietly(&mut self, node: &Node) -> Map<String, Value> {
        let mut ignored = Diagnostics::default();
        let mut reader = Reader { own: self.own, others: self.others, diagnostics: &mut ignored };
        match reader.convert(node, 0) {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    fn convert(&mut self, node: &Node, depth: usize) -> Value {
        if let Data::Bool(value) = node.data {
            return value.into();
        }
        if !matches!(node.data, Data::Mapping(_)) {
            self.report(node.line, format!("expected a schema (a mapping), found {}", node.kind()));
            return json!({});
        }
        self.check_keywords(node);
        let mut members = match node.get("$ref") {
            Some(reference) => self.resolve(reference, depth),
            None => Map::new(),
        };
        for (key, value) in node.entries() {
            if key.name != "$ref" {
                members.insert(key.name.clone(), self.convert_keyword(key, value, depth));
            }
        }
        Value::Object(members)
    }

    fn convert_keyword(&mut self, key: &Key, value: &Node, depth: usize) -> Value {
        match key.name.as_str() {
            "properties" | "patternProperties" | "definitions" => {
                let mut members = Map::new();
                for (name, schema) in value.entries() {
                    if key.name == "properties" {
                        self.require_description(name, schema);
                    }
                    members.insert(name.name.clone(), self.convert(schema, depth));
                }
                Value::Object(members)
            }
            "oneOf" | "anyOf" | "allOf" => {
                value.items().iter().map(|item| self.convert(item, depth)).collect()
            }
            "items" | "not" | "additionalProperties" | "propertyNames" => self.convert(value, depth),
            _ => value.to_json(),
        }
    }

    fn resolve(&mut self, reference: &Node, depth: usize) -> Map<String, Value> {
        let text = reference.as_str().unwrap_or_default().to_owned();
        let (library, target) = match self.find(&text) {
            Ok(found) => found,
            Err(expected) => {
                self.report(reference.line, format!("unknown $ref `{text}`: {expected}"));
                return Map::new();
            }
        };
        match target {
            Target::Definition(name) => {
                Map::from_iter([("$ref".into(), format!("#/definitions/{name}").into())])
            }
            Target::Part(node) if depth < LONGEST_CHAIN => {
                let mut ignored = Diagnostics::default();
                let mut reader = Reader { own: library, others: self.others, diagnostics: &mut ignored };
                match reader.convert(&node, depth + 1) {
                    Value::Object(members) => members,
                    _ => Map::new(),
                }
            }
            Target::Part(_) => {
                self.report(reference.line, format!("`{text}` leads round in a circle"));
                Map::new()
            }
        }
    }

    fn find(&self, reference: &str) -> Result<(&Library, Target), String> {
        let (file, pointer) = reference.split_once('#').ok_or("it has no `#`")?;
        let library = if file.is_empty() {
            self.own
        } else {
            let known = |other: &&&Library| other.path.file_name().is_some_and(|name| name == file);
            self.others
                .iter()
                .find(known)
                .ok_or_else(|| format!("no file `{file}` can be referred to from here"))?
        };
        let mut steps = pointer.split('/').skip(1);
        if steps.next() != Some(library.section) {
            return Err(format!("expected `#/{}/Name`", library.section));
        }
        let name = steps.next().unwrap_or_default();
        let mut node = library.definitions.get(name).ok_or_else(|| {
            let names = library.definitions.entries().iter().map(|(key, _)| key.name.as_str());
            format!("there is no `{name}` in {}{}", library.path.display(), did_you_mean(name, names))
        })?;
        let mut whole = true;
        for step in steps {
            node = node.get(step).ok_or_else(|| format!("`{name}` has no `{step}`"))?;
            whole = false;
        }
        let target = if whole { Target::Definition(name.to_owned()) } else { Target::Part(node.clone()) };
        Ok((library, target))
    }

    fn check_keywords(&mut self, node: &Node) {
        for (key, value) in node.entries() {
            if !KEYWORDS.contains(&key.name.as_str()) && key.name != "$schema" {
                let hint = did_you_mean(&key.name, KEYWORDS.iter().copied());
                self.report(key.line, format!("`{}` is no schema keyword{hint}", key.name));
            }
            match (key.name.as_str(), &value.data) {
                ("type", Data::String(name)) if TYPES.contains(&name.as_str()) => {}
                ("type", Data::Sequence(_)) => {}
                ("type", _) => {
                    self.report(value.line, format!("expected a type: one of {}", TYPES.join(", ")))
                }
                ("enum", Data::Sequence(items)) => self.check_enum(items),
                ("enum" | "oneOf" | "anyOf" | "allOf", data) if !matches!(data, Data::Sequence(_)) => {
                    self.report(value.line, format!("`{}` takes a list, found {}", key.name, value.kind()));
                }
                ("title" | "description" | "pattern" | "format", data)
                    if !matches!(data, Data::String(_)) =>
                {
                    self.report(value.line, format!("`{}` takes a string, found {}", key.name, value.kind()));
                }
                ("pattern", Data::String(text)) => self.check_pattern(value.line, text),
                ("required", _) => self.check_required(node, value),
                _ => {}
            }
        }
    }

    fn check_pattern(&mut self, line: usize, pattern: &str) {
        if let Err(error) =
            jsonschema::options().with_draft(jsonschema::Draft::Draft7).build(&json!({ "pattern": pattern }))
        {
            self.report(line, format!("not a regular expression: {error}"));
        }
    }

    fn check_enum(&mut self, items: &[Node]) {
        for (index, item) in items.iter().enumerate() {
            if items[..index].iter().any(|earlier| earlier.data == item.data) {
                self.report(item.line, format!("{} stands in this enum twice", item.to_json()));
            }
        }
    }

    fn check_required(&mut self, node: &Node, required: &Node) {
        let Some(properties) = node.get("properties") else { return };
        for item in required.items() {
            let name = item.as_str().unwrap_or_default();
            if properties.get(name).is_none() {
                let names = properties.entries().iter().map(|(key, _)| key.name.as_str());
                let message =
                    format!("`{name}` is required but not among the properties{}", did_you_mean(name, names));
                self.report(item.line, message);
            }
        }
    }

    fn require_description(&mut self, key: &Key, schema: &Node) {
        let has = |node: &Node| {
            node.get("description").and_then(Node::as_str).is_some_and(|text| !text.trim().is_empty())
        };
        let described = has(schema) || schema.get("$ref").is_some();
        if !described {
            self.report(key.line, format!("`{}` has no description", key.name));
        }
    }

    fn report(&mut self, line: usize, message: String) {
        self.diagnostics.report(&self.own.path, line, message);
    }
}

enum Target {
    Definition(String),
    Part(Node),
}

/// The schemas directly inside the schema `node`, with the keyword that holds them.
fn children(node: &Node) -> Vec<(&str, &Node)> {
    let mut found = Vec::new();
    for (key, value) in node.entries() {
        match key.name.as_str() {
            "properties" | "patternProperties" | "definitions" => {
                found.extend(value.entries().iter().map(|(name, schema)| (name.name.as_str(), schema)));
            }
            "oneOf" | "anyOf" | "allOf" => {
                found.extend(value.items().iter().map(|item| (key.name.as_str(), item)))
            }
            "items" | "not" | "additionalProperties" | "propertyNames" => {
                found.push((key.name.as_str(), value))
            }
            _ => {}
        }
    }
    found
}

/// `: did you mean …?`, when one of `known` is close to `name`; nothing otherwise.
#[must_use]
pub fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let scored = known.map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let best = scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or_else(String::new, |(_, candidate)| format!("; did you mean `{candidate}`?"))
}
