//! Rewrites schemas so that typify gives every type its own good name and no check that belongs to the validator.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Options, reachable, reference, references};
use crate::model::{Definitions, EXTENSION_SECRET, EXTENSION_SINCE};
use crate::names::pascal;

/// Definitions that are ready for typify, and what [`super::polish`] must add to its output.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The definitions, those taken out of others included.
    pub definitions: Definitions,
    /// Unions whose variants a property tells apart.
    pub tagged: BTreeMap<String, Tagged>,
    /// All definitions that are read leniently, those taken out of others included.
    pub lenient: Vec<String>,
    /// What properties are for, by definition and property: typify forgets it beside a reference.
    pub property_docs: BTreeMap<(String, String), String>,
}

/// A union whose variants differ in the value of one property.
#[derive(Debug)]
pub struct Tagged {
    /// The property.
    pub property: String,
    /// Its value for each variant, by the name of the variant's type.
    pub values: BTreeMap<String, String>,
}

/// The format by which typify recognises a string that must not be printed.
pub const SECRET_FORMAT: &str = "secret";

/// Checks of single values. The JSON Schema validator makes them, at the edge; the types stay plain.
const CHECKS: &[&str] = &[
    "pattern",
    "minLength",
    "maxLength",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "uniqueItems",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "dependencies",
    "propertyNames",
    "not",
    "examples",
    "readOnly",
    "writeOnly",
    "title",
];

/// Prepares `definitions` for typify.
pub fn prepare(definitions: &Definitions, options: &Options) -> Prepared {
    let mut prepared = Prepared::default();
    for (name, schema) in definitions {
        let mut schema = schema.clone();
        if let Some(members) = schema.as_object_mut() {
            members.remove("definitions");
            members.remove("$schema");
        }
        hoist(name, &mut schema, definitions, &mut prepared.definitions);
        if !only_a_container(&schema) {
            prepared.definitions.insert(name.clone(), schema);
        }
    }
    inline_aliases(&mut prepared.definitions, &options.named);
    prepared.tagged = take_tags(&mut prepared.definitions);
    let roots = options.read_leniently.iter().map(String::as_str);
    prepared.lenient = reachable(&prepared.definitions, roots).into_iter().collect();
    prepared.property_docs = property_docs(&prepared.definitions);
    let untagged = variants_of_untagged(&prepared);
    for (name, schema) in &mut prepared.definitions {
        let strict = options.strict || untagged.contains(name);
        simplify(schema, strict);
    }
    prepared
}

/// Whether `schema` says nothing itself and is there to hold the definitions of others.
fn only_a_container(schema: &Value) -> bool {
    schema
        .as_object()
        .is_some_and(|members| members.keys().all(|keyword| ["title", "description"].contains(&&**keyword)))
}

fn property_docs(definitions: &Definitions) -> BTreeMap<(String, String), String> {
    let mut docs = BTreeMap::new();
    for (name, schema) in definitions {
        for (property, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if let Some(text) = inner.get("description").and_then(Value::as_str) {
                docs.insert((name.clone(), property.clone()), text.to_owned());
            }
        }
    }
    docs
}

/// Makes definitions of the titled objects and unions inside `schema`, so that their titles name their types.
fn hoist(parent: &str, schema: &mut Value, original: &Definitions, out: &mut Definitions) {
    let Some(members) = schema.as_object_mut() else { return };
    for (keyword, value) in members.iter_mut() {
        match (keyword.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                for inner in properties.values_mut() {
                    hoist_inner(parent, inner, original, out);
                }
            }
            ("oneOf" | "anyOf", Value::Array(variants)) => {
                for inner in variants {
                    hoist_inner(parent, inner, original, out);
                }
            }
            ("items" | "additionalProperties", inner @ Value::Object(_)) => {
                hoist_inner(parent, inner, original, out)
            }
            _ => {}
        }
    }
}

fn hoist_inner(parent: &str, schema: &mut Value, original: &Definitions, out: &mut Definitions) {
    let title = schema.get("title").and_then(Value::as_str).map(pascal);
    let Some(title) = title.filter(|_| deserves_a_name(schema)) else {
        return hoist(parent, schema, original, out);
    };
    let name = if original.contains_key(&title) { format!("{parent}{title}") } else { title };
    hoist(&name, schema, original, out);
    let name = match out.get(&name) {
        Some(other) if other != schema => format!("{parent}{name}"),
        _ => name,
    };
    out.insert(name.clone(), schema.clone());
    let description = schema.get("description").cloned();
    *schema = json!({ "$ref": format!("#/definitions/{name}") });
    if let Some(description) = description {
        schema["description"] = description;
    }
}

fn deserves_a_name(schema: &Value) -> bool {
    // A choice inside a plain type is between checks, which are left to the validator.
    let is_plain = ["string", "integer", "number", "boolean"]
        .iter()
        .any(|name| schema.get("type") == Some(&json!(name)));
    let is_union = schema.get("oneOf").is_some() || schema.get("anyOf").is_some();
    schema.get("properties").is_some() || (is_union && !is_plain)
}

/// Puts definitions that are no types of their own in Rust (plain strings, numbers, lists, maps) where they are used.
fn inline_aliases(definitions: &mut Definitions, named: &BTreeSet<String>) {
    let aliases: Definitions = definitions
        .iter()
        .filter(|(_, schema)| is_alias(schema))
        .map(|(name, schema)| (name.clone(), schema.clone()))
        .collect();
    // An alias may use another one, so that one round is not enough; a circle of aliases would be no schema at all.
    for _ in 0..=aliases.len() {
        definitions.values_mut().for_each(|schema| inline(schema, &aliases));
    }
    definitions.retain(|name, _| !aliases.contains_key(name) || named.contains(name));
}

/// Whether `schema` is no type of its own in Rust.
pub fn is_alias(schema: &Value) -> bool {
    let is_type = ["properties", "oneOf", "anyOf", "allOf", "enum", "const", "$ref"];
    schema.get("type").is_some() && !is_type.iter().any(|keyword| schema.get(keyword).is_some())
}

fn inline(schema: &mut Value, aliases: &Definitions) {
    if let Some(alias) = reference(schema).and_then(|name| aliases.get(name)) {
        let mut members = alias.as_object().cloned().unwrap_or_default();
        members.remove("title");
        members.extend(
            schema
                .as_object()
                .cloned()
                .unwrap_or_default()
                .into_iter()
                .filter(|(keyword, _)| keyword != "$ref"),
        );
        *schema = Value::Object(members);
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(|value| inline(value, aliases)),
        Value::Array(items) => items.iter_mut().for_each(|value| inline(value, aliases)),
        _ => {}
    }
}

/// Finds the unions that a property discriminates, and takes that property out of their variants.
fn take_tags(definitions: &mut Definitions) -> BTreeMap<String, Tagged> {
    let mut tagged = BTreeMap::new();
    for name in definitions.keys().cloned().collect::<Vec<_>>() {
        let Some(variants) = variants(&definitions[&name]) else { continue };
        let Some(tag) = common_tag(definitions, &variants) else { continue };
        for variant in &variants {
            if let Some(members) = definitions.get_mut(variant).and_then(Value::as_object_mut) {
                remove_property(members, &tag.property);
            }
        }
        tagged.insert(name, tag);
    }
    tagged
}

/// The definitions that the union `schema` chooses from, when it chooses from definitions only.
fn variants(schema: &Value) -> Option<Vec<String>> {
    let variants = schema.get("oneOf").or_else(|| schema.get("anyOf"))?.as_array()?;
    variants.iter().map(|variant| reference(variant).map(str::to_owned)).collect()
}

fn common_tag(definitions: &Definitions, variants: &[String]) -> Option<Tagged> {
    let first = definitions.get(variants.first()?)?.get("properties")?.as_object()?;
    first.keys().find_map(|property| {
        let mut values = BTreeMap::new();
        for variant in variants {
            let value = only_value(definitions.get(variant)?.get("properties")?.get(property)?)?;
            values.insert(variant.clone(), value);
        }
        let mut distinct: Vec<_> = values.values().collect();
        distinct.sort();
        distinct.dedup();
        (distinct.len() == variants.len()).then(|| Tagged { property: property.clone(), values })
    })
}

fn only_value(schema: &Value) -> Option<String> {
    if let Some(value) = schema.get("const") {
        return value.as_str().map(str::to_owned);
    }
    match schema.get("enum")?.as_array()?.as_slice() {
        [value] => value.as_str().map(str::to_owned),
        _ => None,
    }
}

fn remove_property(members: &mut Map<String, Value>, property: &str) {
    if let Some(Value::Object(properties)) = members.get_mut("properties") {
        properties.remove(property);
    }
    if let Some(Value::Array(required)) = members.get_mut("required") {
        required.retain(|name| name != property);
    }
}

/// The types that only their own properties tell apart: they must refuse unknown ones.
fn variants_of_untagged(prepared: &Prepared) -> Vec<String> {
    let mut found = Vec::new();
    for (name, schema) in &prepared.definitions {
        if !prepared.tagged.contains_key(name)
            && let Some(union) = schema.get("oneOf").or_else(|| schema.get("anyOf"))
        {
            references(union, &mut found);
        }
    }
    found
}

fn simplify(schema: &mut Value, strict: bool) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(reference) = members.remove("$ref") {
        let default =
            members.get("default").filter(|default| default.as_object().is_some_and(Map::is_empty)).cloned();
        *members = match default {
            // Typify looks at a default only beside something else than a bare reference.
            Some(default) => Map::from_iter([
                ("allOf".into(), json!([{ "$ref": reference }])),
                ("default".into(), default),
            ]),
            None => Map::from_iter([("$ref".into(), reference)]),
        };
        return;
    }
    members.retain(|keyword, value| {
        !CHECKS.contains(&keyword.as_str()) || (keyword == "title" && !value.is_string())
    });
    if members.get("format").is_some_and(|format| format != "date-time") {
        members.remove("format");
    }
    if members.remove(EXTENSION_SECRET).is_some() {
        members.insert("format".into(), SECRET_FORMAT.into());
    }
    if members.get("const").is_some_and(Value::is_boolean) {
        members.remove("const");
        members.insert("type".into(), "boolean".into());
    }
    if members.get("minimum").and_then(Value::as_f64).is_some_and(|minimum| minimum >= 0.0) {
        members.insert("minimum".into(), 0.into());
    }
    if members.get("additionalProperties") == Some(&Value::Bool(true)) || !strict {
        members.retain(|keyword, value| keyword != "additionalProperties" || !value.is_boolean());
    }
    forget_requirements_of_newer_deployments(members);
    for (keyword, value) in members.iter_mut() {
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties", Value::Object(inner)) => {
                inner.values_mut().for_each(|schema| simplify(schema, strict));
            }
            ("oneOf" | "anyOf" | "allOf", Value::Array(inner)) => {
                inner.iter_mut().for_each(|schema| simplify(schema, strict));
            }
            ("items" | "additionalProperties", inner) => simplify(inner, strict),
            _ => {}
        }
    }
    members.remove(EXTENSION_SINCE);
    collapse_equal_variants(members);
}

/// A choice between variants that differ in checks only is no choice for the types.
fn collapse_equal_variants(members: &mut Map<String, Value>) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(variants)) = members.get(keyword) else { continue };
        let bare = |variant: &Value| variant.as_object().is_none_or(Map::is_empty);
        let equal = variants.windows(2).all(|pair| pair[0] == pair[1]);
        if variants.iter().all(bare) || (members.contains_key("type") && equal) {
            members.remove(keyword);
        }
    }
}

fn forget_requirements_of_newer_deployments(members: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = members.get_mut("properties") else { return };
    let mut newer = Vec::new();
    for (name, schema) in properties.iter_mut() {
        if let Some(inner) = schema.as_object_mut()
            && inner.remove(EXTENSION_SINCE).is_some()
        {
            inner.remove("default");
            newer.push(name.clone());
        }
    }
    if let Some(Value::Array(required)) = members.get_mut("required") {
        required.retain(|name| !newer.iter().any(|newer| name == newer));
    }
}
