//! Reference pages (Markdown) of payloads, services and documents.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use crate::emit::types;
use crate::files::Files;
use crate::model::{Definitions, Model, Operation, Scopes, Service};

const HEADER: &str = "<!-- Written by `cargo codegen` from schemas/. Do not edit. -->\n\n";

/// Adds `docs/payload-<platform>.md`, `docs/api-<service>.md` and `docs/document-<name>.md`.
pub fn emit(model: &Model, files: &mut Files) {
    for platform in &model.payload.platforms {
        let all: Definitions = model.payload.common.clone().into_iter().chain(platform.own.clone()).collect();
        let name = &platform.platform;
        let page = schema_page(&format!("Task payload on {name}"), &platform.schema, &all);
        files.add(format!("docs/payload-{name}.md"), page);
    }
    for service in &model.services {
        files.add(format!("docs/api-{}.md", service.name), service_page(service));
    }
    for document in &model.documents {
        let title = document.schema.get("title").and_then(Value::as_str).unwrap_or(&document.name);
        files.add(
            format!("docs/document-{}.md", document.name),
            schema_page(title, &document.schema, &document.definitions),
        );
    }
}

fn schema_page(title: &str, schema: &Value, definitions: &Definitions) -> String {
    let mut page = format!("{HEADER}# {title}\n\n{}\n\n", description(schema));
    section(&mut page, schema);
    let mut roots = Vec::new();
    types::references(schema, &mut roots);
    let reachable = types::reachable(definitions, roots.iter().map(String::as_str));
    let all: BTreeSet<String> =
        if reachable.is_empty() { definitions.keys().cloned().collect() } else { reachable };
    for name in all {
        definition(&mut page, &name, &definitions[&name]);
    }
    tidy(&page)
}

fn service_page(service: &Service) -> String {
    let mut page =
        format!("{HEADER}# The {} service, {}\n\n{}\n\n", service.name, service.version, service.description);
    let _ = writeln!(page, "Routes are below `{}`.\n\n## Operations\n", service.base_path);
    for operation in &service.operations {
        operation_section(&mut page, operation);
    }
    page.push_str("## Types\n\n");
    for (name, schema) in &service.definitions {
        definition(&mut page, name, schema);
    }
    tidy(&page)
}

fn operation_section(page: &mut String, operation: &Operation) {
    let _ = writeln!(page, "### {}\n\n`{} {}`\n", operation.name, operation.method.as_str(), operation.route);
    let _ = writeln!(page, "{}\n", operation.description);
    if !operation.query.is_empty() {
        let names: Vec<_> = operation.query.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "- query: {}", names.join(", "));
    }
    if let Some(input) = &operation.input {
        let _ = writeln!(page, "- request: [{input}](#{})", input.to_lowercase());
    }
    if let Some(output) = &operation.output {
        let _ = writeln!(page, "- answer: [{output}](#{})", output.to_lowercase());
    }
    if let Some(scopes) = &operation.scopes {
        let _ = writeln!(page, "- scopes: {}", scopes_text(scopes));
    }
    page.push('\n');
}

fn scopes_text(scopes: &Scopes) -> String {
    let joined = |list: &[Scopes], word: &str| {
        let parts: Vec<_> = list.iter().map(scopes_text).collect();
        if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(word)) }
    };
    match scopes {
        Scopes::Scope(template) => format!("`{template}`"),
        Scopes::AllOf(list) => joined(list, " and "),
        Scopes::AnyOf(list) => joined(list, " or "),
        Scopes::ForEach { template, variable, list } => {
            format!("`{template}` for each `{variable}` in `{list}`")
        }
        Scopes::If { parameter, then, otherwise } => {
            let otherwise = otherwise.as_ref().map(|scopes| format!(", else {}", scopes_text(scopes)));
            format!("{} if `{parameter}`{}", scopes_text(then), otherwise.unwrap_or_default())
        }
    }
}

fn definition(page: &mut String, name: &str, schema: &Value) {
    let _ = writeln!(page, "### {name}\n\n{}\n", description(schema));
    section(page, schema);
}

/// What a schema says about its own value: a table of properties, a list of variants, or its type.
fn section(page: &mut String, schema: &Value) {
    if let Some(properties) =
        schema.get("properties").and_then(Value::as_object).filter(|found| !found.is_empty())
    {
        page.push_str("| Property | Type | Required | Meaning |\n|---|---|---|---|\n");
        let required = schema.get("required").and_then(Value::as_array);
        for (name, property) in properties {
            let needed = required.is_some_and(|names| names.iter().any(|required| required == name));
            let needed = if needed { "yes" } else { "" };
            let meaning = description(property).replace('\n', " ").replace('|', "\\|");
            let _ = writeln!(
                page,
                "| `{name}` | {} | {needed} | {meaning}{} |",
                type_text(property),
                limits(property)
            );
        }
        page.push('\n');
    } else if let Some(variants) =
        schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array)
    {
        page.push_str("One of:\n\n");
        for variant in variants {
            let _ = writeln!(page, "- {}", type_text(variant));
        }
        page.push('\n');
        for variant in variants.iter().filter(|variant| variant.get("properties").is_some()) {
            let title = variant.get("title").and_then(Value::as_str).unwrap_or_default();
            let _ = writeln!(page, "**{title}**: {}\n", description(variant));
            section(page, variant);
        }
    } else if schema.get("type").is_some() && schema.get("definitions").is_none() {
        let _ = writeln!(page, "Type: {}{}\n", type_text(schema), limits(schema));
    }
}

fn description(schema: &Value) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().trim()
}

fn type_text(schema: &Value) -> String {
    if let Some(name) = types::reference(schema) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().map(|value| format!("`{}`", plain(value))).collect::<Vec<_>>().join(", ");
    }
    if let Some(value) = schema.get("const") {
        return format!("`{}`", plain(value));
    }
    if let Some(title) =
        schema.get("title").and_then(Value::as_str).filter(|_| schema.get("properties").is_some())
    {
        return title.to_owned();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => {
            let items = schema.get("items").map_or_else(|| "anything".to_owned(), type_text);
            format!("list of {items}")
        }
        Some("string") if schema.get("format").is_some() => {
            format!("string ({})", plain(schema.get("format").unwrap_or(&Value::Null)))
        }
        Some(name) => name.to_owned(),
        None => "any".to_owned(),
    }
}

fn limits(schema: &Value) -> String {
    let words = [
        ("default", "Default"),
        ("minimum", "Minimum"),
        ("maximum", "Maximum"),
        ("minLength", "Shortest"),
        ("maxLength", "Longest"),
        ("minItems", "Fewest"),
        ("maxItems", "Most"),
        ("pattern", "Pattern"),
    ];
    words
        .iter()
        .filter_map(|(keyword, word)| {
            Some(format!(" {word}: `{}`.", plain(schema.get(keyword)?).replace('|', "\\|")))
        })
        .collect()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// No more than one empty line in a row, one newline at the end.
fn tidy(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut empty = false;
    for line in page.lines() {
        let line = line.trim_end();
        if !(line.is_empty() && empty) {
            out.push_str(line);
            out.push('\n');
        }
        empty = line.is_empty();
    }
    format!("{}\n", out.trim_end())
}
