//! The configuration: its Rust type, the table of settings, its JSON Schema and its reference page.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

use crate::emit::rust;
use crate::files::Files;
use crate::model::{Config, Default2018, DefaultValue, Era, Kind, Model, Required, Setting};
use crate::names;

/// Adds `src/config.rs`, `schemas/config.json` and `docs/configuration.md`.
pub fn emit(model: &Model, files: &mut Files) {
    let config = &model.config;
    files.add("src/config.rs", module(config));
    files.add("schemas/config.json", json_schema(config));
    files.add("docs/configuration.md", page(config));
}

fn module(config: &Config) -> String {
    let doc = rust::doc(&config.description);
    let fields = config.settings.iter().map(field);
    let consts = config.settings.iter().map(setting_const);
    let names = config.settings.iter().map(const_name);
    let code = quote! {
        use std::net::IpAddr;
        use std::path::PathBuf;

        use serde::{Deserialize, Serialize};
        use serde_json::{Map, Value};

        use crate::Secret;
        use crate::runtime::setting::{Default2018, Era, Kind, Required, Setting};

        #doc
        ///
        /// Serialised, it shows every setting, with those that are secret masked.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub struct Config {
            #(#fields)*
        }

        impl Default for Config {
            /// All settings at their defaults for this platform, in a configuration of today.
            fn default() -> Self {
                let defaults = SETTINGS.iter().map(|setting| (setting.name.to_owned(), setting.default_value()));
                serde_json::from_value(Value::Object(defaults.collect()))
                    .expect("cargo codegen checks every default against its type")
            }
        }

        /// All settings, in the order of the schema.
        pub const SETTINGS: &[&Setting] = &[#(&settings::#names),*];

        /// Each setting by name.
        pub mod settings {
            use super::{Default2018, Era, Kind, Required, Setting};

            #(#consts)*
        }
    };
    rust::file("The worker's configuration, from `schemas/config.yml`.", &code)
}

fn field(setting: &Setting) -> TokenStream {
    let doc = rust::doc(&setting.help);
    let name = rust::ident(&names::snake(&setting.name));
    let wire = &setting.name;
    let kind = match &setting.kind {
        Kind::String | Kind::Url if setting.secret => quote! { Secret<String> },
        Kind::String | Kind::Url => quote! { String },
        Kind::Boolean => quote! { bool },
        Kind::Integer { maximum, .. } if *maximum <= i64::from(u8::MAX) => quote! { u8 },
        Kind::Integer { maximum, .. } if *maximum <= i64::from(u16::MAX) => quote! { u16 },
        Kind::Integer { maximum, .. } if *maximum <= i64::from(u32::MAX) => quote! { u32 },
        Kind::Integer { .. } => quote! { u64 },
        Kind::Ip => quote! { Option<IpAddr> },
        Kind::Path => quote! { PathBuf },
        Kind::Object => quote! { Map<String, Value> },
    };
    quote! {
        #doc
        #[serde(rename = #wire)]
        pub #name: #kind,
    }
}

fn setting_const(setting: &Setting) -> TokenStream {
    let doc = rust::doc(&setting.help);
    let constant = const_name(setting);
    let (name, aliases, help, since, secret) =
        (&setting.name, &setting.aliases, &setting.help, &setting.since, setting.secret);
    let kind = match &setting.kind {
        Kind::String => quote! { Kind::String },
        Kind::Boolean => quote! { Kind::Boolean },
        Kind::Integer { minimum, maximum } => {
            quote! { Kind::Integer { minimum: #minimum, maximum: #maximum } }
        }
        Kind::Ip => quote! { Kind::Ip },
        Kind::Url => quote! { Kind::Url },
        Kind::Path => quote! { Kind::Path },
        Kind::Object => quote! { Kind::Object },
    };
    let required = match setting.required {
        Required::Never => quote! { Required::Never },
        Required::Always => quote! { Required::Always },
        Required::Today => quote! { Required::Today },
        Required::Only2018 => quote! { Required::Only2018 },
    };
    let era = match setting.era {
        Era::Both => quote! { Era::Both },
        Era::Today => quote! { Era::Today },
        Era::Only2018 => quote! { Era::Only2018 },
    };
    let default = default_tokens(&setting.default);
    let default_with_task_users = match setting.default_with_task_users.as_ref().map(default_tokens) {
        Some(default) => quote! { Some(#default) },
        None => quote! { None },
    };
    let default_in_2018 = match &setting.default_in_2018 {
        None => quote! { None },
        Some(Default2018::Value(value)) => {
            let text = value.to_string();
            quote! { Some(Default2018::Json(#text)) }
        }
        Some(Default2018::Computed(text)) => quote! { Some(Default2018::Computed(#text)) },
    };
    let tells_2018 = setting.tells_2018;
    let env = match &setting.env {
        Some(env) => quote! { Some(#env) },
        None => quote! { None },
    };
    quote! {
        #doc
        pub const #constant: Setting = Setting {
            name: #name,
            aliases: &[#(#aliases),*],
            kind: #kind,
            default: #default,
            default_in_2018: #default_in_2018,
            default_with_task_users: #default_with_task_users,
            required: #required,
            secret: #secret,
            era: #era,
            tells_2018: #tells_2018,
            since: #since,
            env: #env,
            help: #help,
        };
    }
}

fn const_name(setting: &Setting) -> proc_macro2::Ident {
    rust::ident(&names::screaming(&setting.name))
}

fn json_schema(config: &Config) -> String {
    let spellings = |setting: &Setting| -> Vec<_> {
        let names = std::iter::once(&setting.name).chain(&setting.aliases);
        names.map(|name| (name.clone(), property(setting))).collect()
    };
    let properties: Map<String, Value> = config.settings.iter().flat_map(spellings).collect();
    let required: Vec<_> = config
        .settings
        .iter()
        .filter(|setting| setting.required == Required::Always && is_empty(&setting.default))
        .map(|setting| setting.name.clone())
        .collect();
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": config.title,
        "description": config.description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let mut text =
        serde_json::to_string_pretty(&schema).unwrap_or_else(|error| panic!("JSON always prints: {error}"));
    text.push('\n');
    text
}

fn property(setting: &Setting) -> Value {
    let mut property = match &setting.kind {
        Kind::String | Kind::Path => json!({ "type": "string" }),
        Kind::Url => {
            json!({ "anyOf": [{ "type": "string", "format": "uri", "pattern": "^https?://" }, { "const": "" }] })
        }
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Integer { minimum, maximum } if *maximum == i64::MAX => {
            json!({ "type": "integer", "minimum": minimum })
        }
        Kind::Integer { minimum, maximum } => {
            json!({ "type": "integer", "minimum": minimum, "maximum": maximum })
        }
        Kind::Ip => json!({ "anyOf": [
            { "type": "string", "format": "ipv4" },
            { "type": "string", "format": "ipv6" },
            { "enum": ["", null] },
        ] }),
        Kind::Object => json!({ "type": "object" }),
    };
    property["description"] = setting.help.clone().into();
    if setting.secret {
        property["writeOnly"] = true.into();
    }
    match &setting.default {
        DefaultValue::Same(value) if !value.is_null() => property["default"] = value.clone(),
        DefaultValue::Same(_) => {}
        // JSON Schema knows of one default only.
        DefaultValue::PerPlatform { .. } => {
            property["description"] = format!("{} Default: {}.", setting.help, default_text(setting)).into();
        }
    }
    property
}

fn is_empty(default: &DefaultValue) -> bool {
    matches!(default, DefaultValue::Same(value) if value == "")
}

fn page(config: &Config) -> String {
    let mut page =
        String::from("<!-- Written by `cargo codegen` from schemas/config.yml. Do not edit. -->\n\n");
    let _ = writeln!(page, "# {}\n\n{}\n", config.title, config.description);
    for setting in &config.settings {
        let _ = writeln!(page, "## {}\n\n{}\n", setting.name, setting.help);
        let _ = writeln!(page, "- type: {}", type_text(&setting.kind));
        let _ = writeln!(page, "- default: {}", default_text(setting));
        match setting.required {
            Required::Never => {}
            Required::Always => page.push_str("- required\n"),
            Required::Today => page.push_str("- required in a configuration of today\n"),
            Required::Only2018 => page.push_str("- required in a configuration of 2018\n"),
        }
        if !setting.aliases.is_empty() {
            let _ = writeln!(page, "- also spelt: `{}`", setting.aliases.join("`, `"));
        }
        if let Some(env) = &setting.env {
            let _ = writeln!(page, "- environment variable: `{env}`");
        }
        if setting.secret {
            page.push_str("- secret: never printed\n");
        }
        match setting.era {
            Era::Both => {}
            Era::Today => page.push_str("- belongs to configurations of today\n"),
            Era::Only2018 => page.push_str("- belongs to configurations of 2018\n"),
        }
        let _ = writeln!(page, "- since: {}\n", setting.since);
    }
    format!("{}\n", page.trim_end())
}

fn type_text(kind: &Kind) -> String {
    match kind {
        Kind::String => "string".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Integer { minimum, maximum } if *maximum == i64::MAX => format!("integer, at least {minimum}"),
        Kind::Integer { minimum, maximum } => format!("integer from {minimum} to {maximum}"),
        Kind::Ip => "IP address".to_owned(),
        Kind::Url => "URL".to_owned(),
        Kind::Path => "path".to_owned(),
        Kind::Object => "object".to_owned(),
    }
}

/// The JSON text of a default, chosen by the platform that the code is compiled for.
fn default_tokens(default: &DefaultValue) -> TokenStream {
    match default {
        DefaultValue::Same(value) => {
            let text = value.to_string();
            quote! { #text }
        }
        DefaultValue::PerPlatform { linux, macos, windows } => {
            let (linux, macos, windows) = (linux.to_string(), macos.to_string(), windows.to_string());
            quote! {
                if cfg!(target_os = "macos") { #macos } else if cfg!(windows) { #windows } else { #linux }
            }
        }
    }
}

/// The default as a person reads it: of the setting, and of 2018 where that is another.
fn default_text(setting: &Setting) -> String {
    let mut text = value_text(&setting.default);
    if let Some(default) = &setting.default_with_task_users {
        text.push_str(&format!("; with task users: {}", value_text(default)));
    }
    match &setting.default_in_2018 {
        None => {}
        Some(Default2018::Value(value)) => {
            text.push_str(&format!("; in a configuration of 2018: {}", shown(value)))
        }
        Some(Default2018::Computed(computed)) => {
            text.push_str(&format!("; in a configuration of 2018: {computed}"))
        }
    }
    text
}

fn value_text(default: &DefaultValue) -> String {
    match default {
        DefaultValue::Same(value) => shown(value),
        DefaultValue::PerPlatform { linux, macos, windows } => {
            format!("{} on Linux, {} on macOS, {} on Windows", shown(linux), shown(macos), shown(windows))
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) if text.is_empty() => "none".to_owned(),
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}
