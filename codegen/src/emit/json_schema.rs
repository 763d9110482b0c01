//! The published JSON Schemas: each file stands by itself, and the worker prints and checks with the very same text.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

use crate::emit::{rust, types};
use crate::files::Files;
use crate::model::{Definitions, EXTENSION_SECRET, EXTENSION_SINCE, Model};
use crate::names;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Adds `schemas/**.json` and `src/schemas.rs`, which embeds them.
pub fn emit(model: &Model, files: &mut Files) {
    let mut payload = TokenStream::new();
    for platform in &model.payload.platforms {
        let name = &platform.platform;
        let all: Definitions = model.payload.common.clone().into_iter().chain(platform.own.clone()).collect();
        let path = format!("schemas/payload/{name}.json");
        payload.extend(embed(name, &format!("The task payload on {name}."), &path));
        files.add(path, text(&self_contained(&platform.schema, &all)));
    }
    let mut api = TokenStream::new();
    for service in &model.services {
        let path = format!("schemas/api/{}.json", service.name);
        api.extend(embed(
            &service.name,
            &format!("All types of the {} service, as definitions.", service.name),
            &path,
        ));
        let schema = json!({ "title": service.name, "description": service.description });
        let mut schema = published(&schema);
        schema.insert("definitions".into(), json!(service.definitions));
        files.add(path, text(&Value::Object(schema)));
    }
    let mut documents = TokenStream::new();
    for document in &model.documents {
        let path = format!("schemas/documents/{}.json", document.name);
        documents.extend(embed(
            &document.name,
            &format!("`schemas/documents/{}.yml`.", document.name),
            &path,
        ));
        let mut schema = published(&document.schema);
        if !document.definitions.is_empty() {
            schema.insert("definitions".into(), json!(document.definitions));
        }
        files.add(path, text(&Value::Object(schema)));
    }
    let config = embed("config", "The configuration file.", "schemas/config.json");
    let code = quote! {
        #config

        /// The task payload of each platform.
        pub mod payload {
            #payload

            #[cfg(target_os = "macos")]
            pub use self::MACOS as CURRENT;
            #[cfg(windows)]
            pub use self::WINDOWS as CURRENT;
            #[cfg(not(any(target_os = "macos", windows)))]
            pub use self::LINUX as CURRENT;
        }

        /// The types of each service.
        pub mod api {
            #api
        }

        /// Files and messages that the worker writes or reads.
        pub mod documents {
            #documents
        }
    };
    let doc = "The published JSON Schemas (draft-07), byte for byte as they stand in `generated/schemas/`.";
    files.add("src/schemas.rs", rust::file(doc, &code));
}

fn embed(name: &str, doc: &str, path: &str) -> TokenStream {
    let constant = rust::ident(&names::screaming(name));
    let doc = rust::doc(doc);
    let path = format!("../{path}");
    quote! { #doc pub const #constant: &str = include_str!(#path); }
}

/// `schema` with those of `definitions` that it needs.
fn self_contained(schema: &Value, definitions: &Definitions) -> Value {
    let mut members = published(schema);
    let mut roots = Vec::new();
    types::references(&Value::Object(members.clone()), &mut roots);
    let needed = types::reachable(definitions, roots.iter().map(String::as_str));
    let needed: Map<String, Value> =
        needed.into_iter().map(|name| (name.clone(), definitions[&name].clone())).collect();
    if !needed.is_empty() {
        members.insert("definitions".into(), Value::Object(needed));
    }
    Value::Object(members)
}

fn published(schema: &Value) -> Map<String, Value> {
    let mut members = schema.as_object().cloned().unwrap_or_default();
    members.remove("definitions");
    members.insert("$schema".into(), DRAFT.into());
    members
}

/// Two-space indentation, keys sorted, a newline at the end: the form that `show-payload-schema` has always printed.
fn text(schema: &Value) -> String {
    let mut schema = schema.clone();
    remove_extensions(&mut schema);
    let mut text =
        serde_json::to_string_pretty(&schema).unwrap_or_else(|error| panic!("JSON always prints: {error}"));
    text.push('\n');
    text
}

fn remove_extensions(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.remove(EXTENSION_SINCE);
            members.remove(EXTENSION_SECRET);
            members.values_mut().for_each(remove_extensions);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_extensions),
        _ => {}
    }
}
