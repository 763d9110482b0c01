//! Helpers for emitters of Rust code.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

/// The first line of every generated Rust file.
const HEADER: &str =
    "// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.\n\n";

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
    let code = prettyplease::unparse(&parsed);
    // Inside attributes these are text, which nothing but a replacement of text can shorten.
    let code = code
        .replace("\"::std::option::Option::", "\"Option::")
        .replace("\"::std::vec::Vec::", "\"Vec::")
        .replace("\":: std :: ", "\"std::")
        .replace("std::collections :: ", "std::collections::");
    format!("{HEADER}{}", spaced(&code))
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
        let is_comment = line.trim_start().starts_with("//");
        let ends_statement = indent == 0 && line.ends_with(';') && !both_use && !is_comment;
        let starts_item =
            next.starts_with("    ///") || next.starts_with("    fn ") || next.starts_with("    pub ");
        let at_item_level = indent == 0 || (indent == 4 && line.trim() == "}" && starts_item);
        if at_item_level
            && (ends_item || ends_statement)
            && next_indent == indent
            && next.trim() != "}"
            && !(line.starts_with("//!") && next.starts_with("//!"))
        {
            out.push('\n');
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

/// `use` lines for what `code` mentions of the standard library and of serde.
#[must_use]
pub fn imports(code: &TokenStream) -> TokenStream {
    let mut mentioned = BTreeSet::new();
    collect_idents(code.clone(), &mut mentioned);
    let has = |name: &str| mentioned.contains(name);
    let fmt = has("fmt").then(|| quote! { use std::fmt; });
    let future = has("Future").then(|| quote! { use std::future::Future; });
    let serde =
        (has("Serialize") || has("Deserialize")).then(|| quote! { use serde::{Deserialize, Serialize}; });
    quote! { #fmt #future #serde }
}

/// The identifiers that `code` uses without a path before them: those that need an import.
fn collect_idents(code: TokenStream, found: &mut BTreeSet<String>) {
    let mut after_path = false;
    for token in code {
        match &token {
            TokenTree::Ident(ident) if !after_path => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect_idents(group.stream(), found),
            _ => {}
        }
        after_path = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
    }
}
