//! Rust types from JSON Schemas: typify does the main work, on schemas prepared so that its output is what a person
//! would have written, and polished afterwards.

mod polish;
mod prepare;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use quote::ToTokens;
use schemars::schema::{InstanceType, RootSchema, SchemaObject};
use serde_json::{Value, json};
use typify::{TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

use crate::model::Definitions;

pub use self::prepare::is_alias;

/// How the types of a module are to be.
#[derive(Debug, Default)]
pub struct Options {
    /// Definitions that exist elsewhere already: their name and the path of their type.
    pub elsewhere: BTreeMap<String, String>,
    /// Types that are read from a server, which may know more than we do: unknown properties are passed over, and unknown
    /// words of an enumeration become `Unknown`.
    pub read_leniently: BTreeSet<String>,
    /// Definitions that must be types of their own, also where a plain type would do.
    pub named: BTreeSet<String>,
    /// Refuse unknown properties where the schema does.
    pub strict: bool,
}

/// The Rust types for `definitions`.
///
/// # Panics
///
/// When typify cannot express a definition; the message names it.
#[must_use]
pub fn emit(definitions: &Definitions, options: &Options) -> TokenStream {
    let prepared = prepare::prepare(definitions, options);
    let mut settings = TypeSpaceSettings::default();
    settings
        .with_struct_builder(false)
        .with_map_type("::std::collections::BTreeMap".to_owned())
        .with_derive("PartialEq".to_owned());
    let impls = [TypeSpaceImpl::Display, TypeSpaceImpl::FromStr];
    settings.with_conversion(string_with_format("date-time"), "crate::Timestamp", impls.into_iter());
    settings.with_conversion(string_with_format(prepare::SECRET_FORMAT), "crate::WireSecret", [].into_iter());
    for (name, path) in &options.elsewhere {
        settings.with_replacement(name, path, [].into_iter());
    }
    let mut all = prepared.definitions.clone();
    // Typify looks a replaced definition up before it replaces it; what it says does not matter.
    all.extend(options.elsewhere.keys().map(|name| (name.clone(), json!({ "type": "object" }))));
    let root: RootSchema = serde_json::from_value(json!({ "definitions": all }))
        .unwrap_or_else(|error| panic!("a schema does not parse: {error}"));
    let generate = || {
        let mut space = TypeSpace::new(&settings);
        space.add_root_schema(root).map(|_| space.to_stream())
    };
    let stream = match catch_unwind(AssertUnwindSafe(generate)) {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => panic!("typify: {error} in one of {:?}", definitions.keys()),
        Err(_) => panic!("typify cannot express one of {:?}", definitions.keys()),
    };
    let file: syn::File =
        syn::parse2(stream).unwrap_or_else(|error| panic!("typify wrote invalid Rust: {error}"));
    polish::polish(file, &prepared).into_token_stream()
}

fn string_with_format(format: &str) -> SchemaObject {
    SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        format: Some(format.to_owned()),
        ..SchemaObject::default()
    }
}

/// The names in `definitions` that `roots` lead to, themselves included.
#[must_use]
pub fn reachable<'a>(definitions: &Definitions, roots: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = roots.map(str::to_owned).collect();
    while let Some(name) = open.pop() {
        if let Some(schema) = definitions.get(&name)
            && found.insert(name)
        {
            references(schema, &mut open);
        }
    }
    found
}

/// Adds the names of all definitions that `schema` refers to directly.
pub fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(name) = reference(schema) {
                found.push(name.to_owned());
            }
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// The definition that `schema` is a reference to.
#[must_use]
pub fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/definitions/")
}
