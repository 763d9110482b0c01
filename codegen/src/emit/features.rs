//! Task features: their names, settings, scopes and artifacts.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust;
use crate::files::Files;
use crate::model::{Feature, FeatureScope, Features, Model};
use crate::names;

/// Adds `src/features.rs` and `docs/features.md`.
pub fn emit(model: &Model, files: &mut Files) {
    files.add("src/features.rs", module(&model.features));
    files.add("docs/features.md", page(&model.features));
}

fn module(features: &Features) -> String {
    let constants = features.features.iter().map(constant);
    let scopes = features.features.iter().flat_map(|feature| &feature.scopes).map(scope_function);
    let artifacts = features.features.iter().flat_map(artifact_constants);
    let code = quote! {
        use crate::config::Config;

        /// What the worker and a task must know of a feature.
        #[derive(Clone, Copy, Debug)]
        pub struct Feature {
            /// The name under which logs and messages speak of it.
            pub title: &'static str,
            /// Whether tasks have it that do not turn it off.
            pub on_by_default: bool,
            /// The setting that turns it on and off; none where it is always on.
            pub setting: Option<Toggle>,
            /// The artifacts that only the feature itself may publish.
            pub artifacts: &'static [&'static str],
        }

        /// A setting that turns a feature on and off.
        #[derive(Clone, Copy, Debug)]
        pub struct Toggle {
            /// Its name in the configuration file.
            pub name: &'static str,
            is_on: fn(&Config) -> bool,
        }

        impl Feature {
            /// Whether `config` lets tasks use the feature.
            #[must_use]
            pub fn is_enabled(&self, config: &Config) -> bool {
                self.setting.is_none_or(|toggle| (toggle.is_on)(config))
            }
        }

        #(#constants)*

        /// The names of the artifacts that only features may publish.
        pub mod artifacts {
            #(#artifacts)*
        }

        /// The scopes that a task needs for what it asks for.
        pub mod scopes {
            #(#scopes)*
        }
    };
    rust::file("Task features, from `schemas/features.yml`.", &code)
}

fn constant(feature: &Feature) -> TokenStream {
    let (doc, name) = (rust::doc(&feature.help), rust::ident(&names::screaming(&feature.name)));
    let (title, artifacts, on_by_default) = (&feature.title, &feature.artifacts, feature.on_by_default);
    let setting = match &feature.setting {
        Some(setting) => {
            let field = rust::ident(&names::snake(setting));
            quote! { Some(Toggle { name: #setting, is_on: |config| config.#field }) }
        }
        None => quote! { None },
    };
    quote! {
        #doc
        pub const #name: Feature = Feature {
            title: #title, on_by_default: #on_by_default, setting: #setting, artifacts: &[#(#artifacts),*] };
    }
}

fn artifact_constants(feature: &Feature) -> impl Iterator<Item = TokenStream> {
    feature.artifacts.iter().map(|artifact| {
        let doc = rust::doc(&format!("Of the feature {}.", feature.title));
        let name = rust::ident(&names::screaming(artifact));
        quote! {
            #doc
            pub const #name: &str = #artifact;
        }
    })
}

fn scope_function(scope: &FeatureScope) -> TokenStream {
    let doc = rust::doc(&format!("`{}`, for {}.", scope.template, scope.needed_for));
    let name = rust::ident(&names::snake(&scope.name));
    let parameters: Vec<_> = scope.parameters.iter().map(|name| rust::ident(&names::snake(name))).collect();
    // The parameters stand in the template under their Rust names.
    let mut template = scope.template.replace('{', "{{").replace('}', "}}");
    for (written, parameter) in scope.parameters.iter().zip(&parameters) {
        template = template.replace(&format!("<{written}>"), &format!("{{{parameter}}}"));
    }
    quote! {
        #doc
        #[must_use]
        pub fn #name(#(#parameters: &str),*) -> String {
            format!(#template)
        }
    }
}

fn page(features: &Features) -> String {
    let mut page =
        String::from("<!-- Written by `cargo codegen` from schemas/features.yml. Do not edit. -->\n\n");
    let _ = writeln!(page, "# Task features\n\n{}", features.description);
    for feature in &features.features {
        let _ = writeln!(page, "\n## {}\n\n{}\n", feature.title, feature.help);
        let _ = writeln!(page, "- since: {}", feature.since);
        if feature.on_by_default {
            page.push_str("- on by default\n");
        }
        if let Some(setting) = &feature.setting {
            let _ = writeln!(page, "- setting: [`{setting}`](configuration.md#{})", setting.to_lowercase());
        }
        for scope in &feature.scopes {
            let _ = writeln!(page, "- scope: `{}`, for {}", scope.template, scope.needed_for);
        }
        for artifact in &feature.artifacts {
            let _ = writeln!(page, "- artifact: `{artifact}`");
        }
    }
    page
}
