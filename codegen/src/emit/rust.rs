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
    format!("{HEADER}{}", spaced(&prettyplease::unparse(&parsed)))
}

/// Puts an empty line between items, which prettyplease leaves out.
fn spaced(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 50);
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let next = lines.peek().copied().unwrap_or("}");
        let indent = line.len() - line.trim_start().len();
        let next_indent = next.len() - next.trim_start().len();
        let ends_item = matches!(line.trim(), "}" | "};" | "]);" | "];") || line.starts_with("//!");
        let both_use = line.trim_start().starts_with("use ") && next.trim_start().starts_with("use ");
        let ends_statement = indent == 0 && line.ends_with(';') && !both_use;
        let starts_item = next.starts_with("    ///") || next.starts_with("    fn ") || next.starts_with("    pub ");
        let at_item_level = indent == 0 || (indent == 4 && line.trim() == "}" && starts_item);
        if at_item_level && (ends_item || ends_statement) && next_indent == indent && next.trim() != "}" {
            if !(line.starts_with("//!") && next.starts_with("//!")) {
                out.push('\n');
            }
        }
    }
    out
}

/// The widest line of a comment.
const COMMENT_WIDTH: usize = 100;

/// `text` in lines of at most [`COMMENT_WIDTH`] characters. Line breaks that stand in the text stay.
#[must_use]
pub fn wrapped(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim().lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.len() + 1 + word.len() > COMMENT_WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// `#[doc = …]` attributes for an item, a line each; nothing for an empty text.
#[must_use]
pub fn doc(text: &str) -> TokenStream {
    wrapped(text).iter().map(|line| format!(" {line}")).map(|line| quote! { #[doc = #line] }).collect()
}

/// The same for the module that it stands in.
#[must_use]
pub fn doc_inner(text: &str) -> TokenStream {
    wrapped(text).iter().map(|line| format!(" {line}")).map(|line| quote! { #![doc = #line] }).collect()
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
