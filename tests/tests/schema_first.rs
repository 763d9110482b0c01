//! What the schemas say stands nowhere in the worker's own code: no key of a payload, of the configuration, of an API or of a
//! document, no name of a setting, no scope of a feature, and no sentence of help.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use syn::visit::Visit;

/// Words that are keys somewhere, and that the worker also uses for something that no schema speaks of: headings, folders, JSON
/// Schema's own keywords, words of HTTP, of tar, of /proc and of the system's programs, the program's own name.
const ALSO_OTHER_WORDS: &[&str] = &[
    "",
    "-",
    "artifacts",
    "bytes",
    "caches",
    "claimed",
    "command",
    "credentials",
    "description",
    "downloads",
    "expires",
    "generic-worker",
    "localhost",
    "none",
    "path",
    "reason",
    "run-task",
    "runs",
    "scheduled",
    "signature",
    "state",
    "status",
    "task",
    "tasks",
    "title",
    "user",
    "worker",
];

#[test]
fn no_fact_of_the_schemas_is_written_into_the_worker() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let facts = facts(&root.join("generated"));
    assert!(facts.len() > 500, "the schemas have been found: {} facts", facts.len());
    let mut found = Vec::new();
    for file in rust_files(&root.join("worker/src")) {
        let code = syn::parse_file(&fs::read_to_string(&file).expect("a source file")).expect("Rust");
        let mut literals = Literals::default();
        literals.visit_file(&code);
        let shown = file.strip_prefix(root).expect("inside").display().to_string();
        let written = literals.0.into_iter().filter(|text| facts.contains(text.as_str()));
        found.extend(written.map(|text| format!("{shown}: {text:?}")));
    }
    assert!(found.is_empty(), "use the generated names instead of these:\n{}", found.join("\n"));
}

/// Every name and every sentence that the published schemas and the help hold.
fn facts(generated: &Path) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    for file in files(&generated.join("schemas"), "json") {
        let schema = serde_json::from_str(&fs::read_to_string(file).expect("a schema")).expect("JSON");
        collect(&schema, &mut facts);
    }
    facts.extend(generated::config::SETTINGS.iter().map(|setting| setting.name.to_owned()));
    facts.extend(
        generated::cli::COMMANDS.iter().chain(generated::cli::LONG_OPTIONS).map(|&name| name.to_owned()),
    );
    for word in ALSO_OTHER_WORDS {
        assert!(facts.remove(*word), "{word} is no longer a key: take it off the list");
    }
    facts
}

fn collect(schema: &Value, facts: &mut BTreeSet<String>) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::Object(properties)) = keywords.get("properties") {
                facts.extend(properties.keys().cloned());
            }
            for sentence in
                ["description", "default"].iter().filter_map(|keyword| keywords.get(*keyword)?.as_str())
            {
                facts.insert(sentence.to_owned());
            }
            keywords.values().for_each(|value| collect(value, facts));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, facts)),
        _ => {}
    }
}

/// The string literals of a file, without those of its tests.
#[derive(Default)]
struct Literals(Vec<String>);

impl<'a> Visit<'a> for Literals {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        let is_test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
        });
        if !is_test {
            syn::visit::visit_item_mod(self, module);
        }
    }

    // Documentation and other attributes are not code.
    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}

    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.0.push(literal.value());
    }

    fn visit_lit_byte_str(&mut self, literal: &'a syn::LitByteStr) {
        self.0.extend(String::from_utf8(literal.value()).ok());
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.0.extend(strings(call.tokens.clone()));
    }
}

/// The string literals among the words of a macro.
fn strings(tokens: proc_macro2::TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Group(group) => found.extend(strings(group.stream())),
            proc_macro2::TokenTree::Literal(literal) => {
                if let Ok(syn::Lit::Str(text)) = syn::parse_str(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            _ => {}
        }
    }
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let is_test =
        |path: &Path| path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
    files(folder, "rs")
        .into_iter()
        .filter(|path| !is_test(path.strip_prefix(folder).unwrap_or(path)))
        .collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}
