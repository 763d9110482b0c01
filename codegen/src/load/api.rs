//! `schemas/api/<service>.yml`.

use super::fields::Fields;
use super::schema::{Library, Reader, did_you_mean};
use super::source::Sources;
use crate::model::{Method, Operation, Parameter, Scopes, Service};
use crate::names;
use crate::yaml::{Data, Node};

const OPERATION_KEYS: &[&str] =
    &["description", "input", "method", "name", "output", "query", "route", "scopes", "stability", "summary"];
const FILE_KEYS: &[&str] =
    &["basePath", "description", "operations", "parameters", "schemas", "service", "version"];

/// All services, by name.
pub fn load(sources: &mut Sources) -> Vec<Service> {
    let files = sources.in_folder("schemas/api");
    files
        .iter()
        .map(|(_, path, file)| Loader(Fields { path, diagnostics: &mut sources.diagnostics }).service(file))
        .collect()
}

struct Loader<'a>(Fields<'a>);

impl Loader<'_> {
    fn service(mut self, file: &Node) -> Service {
        self.0.only(file, FILE_KEYS);
        let library = Library::new(self.0.path, "schemas", file);
        let mut reader = Reader { own: &library, others: &[], diagnostics: self.0.diagnostics };
        let definitions = reader.definitions();
        for (_, schema) in library.definitions.entries() {
            reader.check_defaults(schema, &definitions);
        }
        let parameters = self.parameters(file);
        let mut operations: Vec<Operation> = Vec::new();
        for node in file.get("operations").map(Node::items).unwrap_or_default() {
            let operation = self.operation(node, &library);
            if operations.iter().any(|earlier| earlier.name == operation.name) {
                self.0.report(node.line, format!("there are two operations `{}`", operation.name));
            }
            operations.push(operation);
        }
        for parameter in &parameters {
            if !operations.iter().any(|operation| operation.args.contains(&parameter.name)) {
                self.0.report(file.line, format!("no route has the parameter `{}`", parameter.name));
            }
        }
        Service {
            parameters,
            name: self.0.text(file, "service"),
            version: self.0.text(file, "version"),
            base_path: self.0.text(file, "basePath"),
            description: self.0.text(file, "description"),
            operations,
            definitions,
        }
    }

    /// What there is to know of path parameters besides their names.
    fn parameters(&mut self, file: &Node) -> Vec<Parameter> {
        let Some(parameters) = file.get("parameters") else { return Vec::new() };
        let mut known = Vec::new();
        for (key, node) in parameters.entries() {
            self.0.only(node, &["secret", "twoSegmentsIn2018"]);
            known.push(Parameter {
                name: key.name.clone(),
                secret: self.0.flag(node, "secret"),
                two_segments_in_2018: self.0.flag(node, "twoSegmentsIn2018"),
            });
        }
        known
    }

    fn operation(&mut self, node: &Node, library: &Library) -> Operation {
        self.0.only(node, OPERATION_KEYS);
        let route = self.0.text(node, "route");
        if !route.starts_with('/') {
            self.0.report(node.line, format!("the route `{route}` must start with a slash"));
        }
        Operation {
            name: self.0.text(node, "name"),
            method: self.method(node),
            args: names::placeholders(&route).collect(),
            route,
            query: self.names(node.get("query")),
            input: self.type_name(node, "input", library),
            output: self.type_name(node, "output", library),
            scopes: node.get("scopes").and_then(|scopes| self.scopes(scopes)),
            summary: self.0.text(node, "summary"),
            description: self.0.text(node, "description"),
        }
    }

    fn method(&mut self, node: &Node) -> Method {
        match self.0.text(node, "method").as_str() {
            "post" => Method::Post,
            "put" => Method::Put,
            "delete" => Method::Delete,
            "get" => Method::Get,
            other => {
                self.0.report(node.line, format!("`{other}` is no method: one of get, post, put, delete"));
                Method::Get
            }
        }
    }

    fn type_name(&mut self, node: &Node, key: &str, library: &Library) -> Option<String> {
        let value = node.get(key)?;
        let name = value.as_str().unwrap_or_default();
        if library.definitions.get(name).is_none() {
            let names = library.definitions.entries().iter().map(|(key, _)| key.name.as_str());
            self.0.report(
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
                    let template = self.0.text(node, "each");
                    return Some(Scopes::ForEach {
                        template,
                        variable: self.0.text(node, "for"),
                        list: self.0.text(node, "in"),
                    });
                }
                if let Some(then) = node.get("then") {
                    let then = Box::new(self.scopes(then)?);
                    let otherwise = node.get("else").and_then(|scopes| self.scopes(scopes)).map(Box::new);
                    return Some(Scopes::If { parameter: self.0.text(node, "if"), then, otherwise });
                }
                self.0.report(node.line, "expected one of AllOf, AnyOf, each/for/in, if/then/else");
                None
            }
            _ => {
                self.0.report(
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
}
