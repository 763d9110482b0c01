//! Helpers for emitters of Rust code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The first line of every generated Rust file.
const HEADER: &str = "// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.\n\n";

/// Formats `items` as a file with the generated-code header, in the way `rustfmt` would.
///
/// # Panics
///
/// When `items` is no Rust file: a mistake in the generator itself.
#[must_use]
pub fn file(module_doc: &str, items: &TokenStream) -> String {
    let doc = doc_inner(module_doc);
    let parsed: syn::File = syn::parse2(quote! { #doc #items })
        .unwrap_or_else(|error| panic!("an emitter wrote invalid Rust: {error}\n{items}"));
    format!("{HEADER}{}", prettyplease::unparse(&parsed))
}

/// `#[doc = …]` attributes for an item, a line each; nothing for an empty text.
#[must_use]
pub fn doc(text: &str) -> TokenStream {
    text.trim().lines().map(|line| format!(" {line}")).map(|line| quote! { #[doc = #line] }).collect()
}

/// The same for the module that it stands in.
#[must_use]
pub fn doc_inner(text: &str) -> TokenStream {
    text.trim().lines().map(|line| format!(" {line}")).map(|line| quote! { #![doc = #line] }).collect()
}

/// `name` as an identifier, raw where it is a keyword.
#[must_use]
pub fn ident(name: &str) -> Ident {
    if syn::parse_str::<Ident>(name).is_ok() {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new_raw(name, Span::call_site())
    }
}

/// `claimWork`, `claim-work` or `ClaimWork` as `claim_work`. Runs of capitals count as one word (`putURL` → `put_url`).
#[must_use]
pub fn snake(name: &str) -> String {
    words(name).join("_").to_lowercase()
}

/// `claimWork` or `claim-work` as `ClaimWork`.
#[must_use]
pub fn pascal(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

/// `claimWork` as `CLAIM_WORK`.
#[must_use]
pub fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let after_lower = index > 0 && (letters[index - 1].is_ascii_lowercase() || letters[index - 1].is_ascii_digit());
        let before_lower = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
        let after_upper = index > 0 && letters[index - 1].is_ascii_uppercase();
        if letter.is_ascii_uppercase() && (after_lower || (after_upper && before_lower)) {
            words.push(String::new());
        }
        words.last_mut().expect("starts with one word").push(letter);
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_names_into_words() {
        assert_eq!(snake("claimWork"), "claim_work");
        assert_eq!(snake("publicIP"), "public_ip");
        assert_eq!(snake("rootURL"), "root_url");
        assert_eq!(snake("livelogGETPort"), "livelog_get_port");
        assert_eq!(snake("AWSS3Credentials"), "awss3_credentials");
        assert_eq!(pascal("purge-cache"), "PurgeCache");
        assert_eq!(screaming("ping"), "PING");
        assert_eq!(ident("type").to_string(), "r#type");
    }
}
