//! Types of the files and messages that the worker writes or reads besides its APIs.

use quote::quote;

use crate::emit::{rust, types};
use crate::files::Files;
use crate::model::{Definitions, Document, Model};
use crate::names;

/// Adds `src/documents.rs` and a module for each document.
pub fn emit(model: &Model, files: &mut Files) {
    let mut modules = proc_macro2::TokenStream::new();
    for document in &model.documents {
        let name = names::snake(&document.name);
        let types = types::emit(&definitions(document), &types::Options::default());
        let doc = document.schema.get("description").and_then(serde_json::Value::as_str).unwrap_or_default();
        let imports = rust::imports(&types);
        let code = quote! { #imports #types };
        files.add(format!("src/documents/{name}.rs"), rust::file(doc, &code));
        let (module, doc) =
            (rust::ident(&name), rust::doc(&format!("From `schemas/documents/{}.yml`.", document.name)));
        modules.extend(quote! { #doc pub mod #module; });
    }
    files
        .add("src/documents.rs", rust::file("Files and messages that the worker writes or reads.", &modules));
}

/// The document's definitions, with the document itself among them under the name of its file.
fn definitions(document: &Document) -> Definitions {
    let mut definitions = document.definitions.clone();
    let is_more_than_definitions = ["type", "properties", "oneOf", "anyOf", "allOf"]
        .iter()
        .any(|keyword| document.schema.get(keyword).is_some());
    if is_more_than_definitions {
        definitions.insert(names::pascal(&document.name), document.schema.clone());
    }
    definitions
}
