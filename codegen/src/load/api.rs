//! `schemas/api/<service>.yml`.

use std::path::Path;

use super::schema::{Library, Reader, did_you_mean};
use super::source::Sources;
use crate::diagnostics::Diagnostics;
use crate::model::{Method, Operation, Scopes, Service};
use crate::yaml::{Data, Node};

const OPERATION_KEYS: &[&str] =
    &["description", "input", "method", "name", "output", "query", "route", "scopes", "stability", "summary"];
const FILE_KEYS: &[&str] = &["basePath", "description", "operations", "schemas", "service", "version"];

/// All services, by name.
pub fn load(sources: &mut Sources) -> Vec<Service> {
    let files = sources.in_folder("schemas/api");
    files
        .iter()
        .map(|(_, path, file)| Loader { path, diagnostics: &mut sources.diagnostics }.service(file))
        .collect()
}

struct Loader<'a> {
    path: &'a Path,
    diagnostics: &'a mut Diagnostics,
}

impl Loader<'_> {
    fn service(mut self, file: &Node) -> Service {
        self.only_keys(file, FILE_KEYS);
        let library = Library::new(self.path, "schemas", file);
        let mut reader = Reader { own: &library, others: &[], diagnostics: self.diagnostics };
        let definitions = reader.definitions();
        for (_, schema) in library.definitions.entries() {
            reader.check_defaults(schema, &definitions);
        }
        let mut operations: Vec<Operation> = Vec::new();
        for node in file.get("operations").map(Node::items).unwrap_or_default() {
            let operation = self.operation(node, &library);
            if operations.iter().any(|earlier| earlier.name == operation.name) {
                self.report(node.line, format!("there are two operations `{}`", operation.name));
            }
            operations.push(operation);
        }
        Service {
            name: self.text(file, "service"),
            version: self.text(file, "version"),
            base_path: self.text(file, "basePath"),
            description: self.text(file, "description"),
            operations,
            definitions,
        }
    }

    fn operation(&mut self, node: &Node, library: &Library) -> Operation {
        self.only_keys(node, OPERATION_KEYS);
        let route = self.text(node, "route");
        if !route.starts_with('/') {
            self.report(node.line, format!("the route `{route}` must start with a slash"));
        }
        Operation {
            name: self.text(node, "name"),
            method: self.method(node),
            args: route
                .split('<')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('>')?.0.to_owned()))
                .collect(),
            route,
            query: self.names(node.get("query")),
            input: self.type_name(node, "input", library),
            output: self.type_name(node, "output", library),
            scopes: node.get("scopes").and_then(|scopes| self.scopes(scopes)),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
        }
    }

    fn method(&mut self, node: &Node) -> Method {
        match self.text(node, "method").as_str() {
            "post" => Method::Post,
            "put" => Method::Put,
            "delete" => Method::Delete,
            "get" => Method::Get,
            other => {
                self.report(node.line, format!("`{other}` is no method: one of get, post, put, delete"));
                Method::Get
            }
        }
    }

    fn type_name(&mut self, node: &Node, key: &str, library: &Library) -> Option<String> {
        let value = node.get(key)?;
        let name = value.as_str().unwrap_or_default();
        if library.definitions.get(name).is_none() {
            let names = library.definitions.entries().iter().map(|(key, _)| key.name.as_str());
            self.report(
                value.line,
                format!("`{key}: {name}` is not under `schemas`{}", did_you_mean(name, names)),
            );
        }
        Some(name.to_owned())
    }

    fn scopes(&mut self, node: &Node) -> Option<Scopes> {
        match &node.data {
            Data::String(template) => Some(Scopes::Scope(template.clone())),
            Data::Mapping(_) => {
                if let Some(list) = node.get("AllOf") {
                    return Some(Scopes::AllOf(
                        list.items().iter().filter_map(|item| self.scopes(item)).collect(),
                    ));
                }
                if let Some(list) = node.get("AnyOf") {
                    return Some(Scopes::AnyOf(
                        list.items().iter().filter_map(|item| self.scopes(item)).collect(),
                    ));
                }
                if node.get("each").is_some() {
                    let template = self.text(node, "each");
                    return Some(Scopes::ForEach {
                        template,
                        variable: self.text(node, "for"),
                        list: self.text(node, "in"),
                    });
                }
                if let Some(then) = node.get("then") {
                    let then = Box::new(self.scopes(then)?);
                    let otherwise = node.get("else").and_then(|scopes| self.scopes(scopes)).map(Box::new);
                    return Some(Scopes::If { parameter: self.text(node, "if"), then, otherwise });
                }
                self.report(node.line, "expected one of AllOf, AnyOf, each/for/in, if/then/else");
                None
            }
            _ => {
                self.report(
                    node.line,
                    format!("expected a scope or a combination of scopes, found {}", node.kind()),
                );
                None
            }
        }
    }

    fn names(&mut self, list: Option<&Node>) -> Vec<String> {
        let items = list.map(Node::items).unwrap_or_default();
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }

    /// The text under `key`, or a diagnostic that it is missing.
    fn text(&mut self, node: &Node, key: &str) -> String {
        match node.get(key).map(|value| (value.as_str(), value)) {
            Some((Some(text), _)) if !text.trim().is_empty() => text.to_owned(),
            Some((_, value)) => {
                self.report(value.line, format!("`{key}` takes a text, found {}", value.kind()));
                String::new()
            }
            None => {
                self.report(node.line, format!("`{key}` is missing"));
                String::new()
            }
        }
    }

    fn only_keys(&mut self, node: &Node, known: &[&str]) {
        for (key, _) in node.entries() {
            if !known.contains(&key.name.as_str()) {
                let hint = did_you_mean(&key.name, known.iter().copied());
                self.report(key.line, format!("`{}` is not known here{hint}", key.name));
            }
        }
    }

    fn report(&mut self, line: usize, message: impl Into<String>) {
        self.diagnostics.report(self.path, line, message);
    }
}
