//! Payload types: what the platforms share once, and one module for each platform.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{rust, types};
use crate::files::Files;
use crate::model::{Definitions, Model};

/// The name of the payload type in each platform's module.
const PAYLOAD: &str = "Payload";

/// Adds `src/payload.rs` and its modules.
pub fn emit(model: &Model, files: &mut Files) {
    let payload = &model.payload;
    let options = types::Options { strict: true, ..types::Options::default() };
    let common = types::emit(&payload.common, &options);
    let doc = "What the task payloads of all platforms share, from `schemas/payload/common.yml`.";
    files.add("src/payload/common.rs", rust::file(doc, &with_imports(&common)));

    let (aliases, types): (Definitions, Definitions) =
        payload.common.clone().into_iter().partition(|(_, schema)| types::is_alias(schema));
    let elsewhere: BTreeMap<_, _> =
        types.into_keys().map(|name| (name.clone(), format!("crate::payload::common::{name}"))).collect();
    let options = types::Options { strict: true, elsewhere, ..types::Options::default() };
    let mut modules = quote! {
        /// What the task payloads of all platforms share.
        pub mod common;
    };
    for platform in &payload.platforms {
        let mut definitions: Definitions = platform.own.clone();
        definitions.extend(aliases.clone());
        definitions.insert(PAYLOAD.to_owned(), platform.schema.clone());
        let types = types::emit(&definitions, &options);
        let name = &platform.platform;
        let doc = format!("The task payload on {name}, from `schemas/payload/{name}.yml`.");
        files.add(format!("src/payload/{name}.rs"), rust::file(&doc, &with_imports(&types)));
        let (module, doc) = (rust::ident(name), rust::doc(&doc));
        modules.extend(quote! { #doc pub mod #module; });
    }
    modules.extend(quote! {
        #[cfg(target_os = "macos")]
        pub use self::macos as current;
        #[cfg(windows)]
        pub use self::windows as current;
        #[cfg(not(any(target_os = "macos", windows)))]
        pub use self::linux as current;
    });
    let doc = "Task payloads. All platforms' types compile everywhere; `current` is this machine's.";
    files.add("src/payload.rs", rust::file(doc, &modules));
}

fn with_imports(types: &TokenStream) -> TokenStream {
    let imports = rust::imports(types);
    quote! { #imports #types }
}
