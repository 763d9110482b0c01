//! Turns typify's output into code as a person would write it.

use std::collections::{BTreeMap, BTreeSet};

use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, Fields, File, Item, ItemEnum, ItemImpl, Lit, Meta, Path, PathSegment, Stmt, Type,
    Variant, parse_quote,
};

use super::prepare::Prepared;
use crate::emit::rust;

/// The word for what an enumeration of a newer server may hold.
const UNKNOWN: &str = "Unknown";

/// Polishes `file`, which typify wrote for `prepared`.
pub fn polish(mut file: File, prepared: &Prepared) -> File {
    let defaults: BTreeMap<_, _> = file.items.iter().filter_map(default_variant).collect();
    file.items.retain(|item| is_wanted(item) && default_variant(item).is_none());
    let shortened: BTreeSet<String> = file.items.iter().filter_map(shortened_enum).collect();
    for item in &mut file.items {
        match item {
            Item::Enum(item) => {
                polish_enum(item, prepared);
                if let Some(variant) = defaults.get(&item.ident.to_string()) {
                    derive_default(item, variant);
                }
            }
            Item::Impl(item) => polish_impl(item, prepared, &shortened),
            Item::Struct(item) => clean_attributes(&mut item.attrs),
            _ => {}
        }
        if let Item::Struct(item) = item {
            let owner = item.ident.to_string();
            for field in &mut item.fields {
                clean_attributes(&mut field.attrs);
                describe_field(&owner, field, prepared);
            }
        }
    }
    DefaultValues.visit_file_mut(&mut file);
    ShortPaths.visit_file_mut(&mut file);
    file
}

/// The enumeration and its variant, when `item` is an `impl Default` that only names one.
fn default_variant(item: &Item) -> Option<(String, String)> {
    let Item::Impl(item) = item else { return None };
    if item.trait_.as_ref()?.0.segments.last()?.ident != "Default" {
        return None;
    }
    let [syn::ImplItem::Fn(function)] = item.items.as_slice() else { return None };
    let [Stmt::Expr(Expr::Path(value), None)] = function.block.stmts.as_slice() else { return None };
    let [name, variant] =
        value.path.segments.iter().map(|part| part.ident.to_string()).collect::<Vec<_>>().try_into().ok()?;
    Some((name, variant))
}

fn derive_default(item: &mut ItemEnum, variant: &str) {
    item.attrs.insert(0, parse_quote! { #[derive(Default)] });
    let attributes = std::mem::take(&mut item.attrs);
    let (derives, others): (Vec<_>, Vec<_>) =
        attributes.into_iter().partition(|attribute| attribute.path().is_ident("derive"));
    item.attrs = others;
    let paths = derives.iter().filter_map(|attribute| {
        attribute.parse_args_with(Punctuated::<Path, syn::Token![,]>::parse_terminated).ok()
    });
    let paths: Vec<Path> = paths.flatten().collect();
    item.attrs.push(sorted_derive(&parse_quote! { #[derive(#(#paths),*)] }));
    for candidate in &mut item.variants {
        if candidate.ident == variant {
            candidate.attrs.push(parse_quote! { #[default] });
        }
    }
}

/// Leaves out the conversions that nobody calls.
fn is_wanted(item: &Item) -> bool {
    let Item::Impl(item) = item else {
        return !matches!(item, Item::Mod(module) if module.ident == "error");
    };
    let Some((path, _)) = &item.trait_ else { return true };
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    match last.as_str() {
        "TryFrom" => false,
        "From" => !argument_is_reference(path),
        "FromStr" => false,
        _ => true,
    }
}

fn argument_is_reference(path: &Path) -> bool {
    let Some(PathSegment { arguments: syn::PathArguments::AngleBracketed(arguments), .. }) =
        path.segments.last()
    else {
        return false;
    };
    matches!(arguments.args.first(), Some(syn::GenericArgument::Type(Type::Reference(_))))
}

fn polish_enum(item: &mut ItemEnum, prepared: &Prepared) {
    clean_attributes(&mut item.attrs);
    let name = item.ident.to_string();
    if let Some(tagged) = prepared.tagged.get(&name) {
        let property = &tagged.property;
        item.attrs.retain(|attribute| !is_serde(attribute));
        item.attrs.push(parse_quote! { #[serde(tag = #property)] });
        for variant in &mut item.variants {
            let value = &tagged.values[&variant.ident.to_string()];
            variant.attrs.push(parse_quote! { #[serde(rename = #value)] });
        }
    }
    let shortened = short_variants(item);
    for (index, variant) in item.variants.iter_mut().enumerate() {
        if let Some(shortened) = &shortened {
            variant.ident = syn::Ident::new(&shortened[index], variant.ident.span());
        }
        describe_variant(variant);
    }
    if is_lenient(&name, prepared) && item.variants.iter().all(|variant| variant.fields.is_empty()) {
        let unknown = syn::Ident::new(UNKNOWN, item.ident.span());
        item.variants.push(parse_quote! {
            /// A word that this worker does not know: the server is newer.
            #[serde(other)]
            #unknown
        });
    }
}

/// Typify leaves a field without a comment where the schema has a reference.
fn describe_field(owner: &str, field: &mut syn::Field, prepared: &Prepared) {
    if field.attrs.iter().any(|attribute| attribute.path().is_ident("doc")) {
        return;
    }
    let Some(ident) = &field.ident else { return };
    let wire = serde_rename(&field.attrs).unwrap_or_else(|| ident.to_string());
    let text = prepared.property_docs.get(&(owner.to_owned(), wire.clone())).cloned();
    let lines = rust::wrapped(&text.unwrap_or_else(|| format!("`{wire}`")));
    let docs = lines.iter().map(|line| {
        let line = format!(" {line}");
        parse_quote! { #[doc = #line] }
    });
    field.attrs.splice(0..0, docs.collect::<Vec<Attribute>>());
}

/// The names of the variants without the name of the enumeration, when all of them end with it.
fn short_variants(item: &ItemEnum) -> Option<Vec<String>> {
    let name = item.ident.to_string();
    let short = |variant: &Variant| {
        let full = variant.ident.to_string();
        full.strip_suffix(&name).filter(|rest| !rest.is_empty()).map(str::to_owned)
    };
    item.variants.iter().map(short).collect()
}

/// The name of `item`, when it is an enumeration whose variants get shorter names.
fn shortened_enum(item: &Item) -> Option<String> {
    match item {
        Item::Enum(item) => short_variants(item).map(|_| item.ident.to_string()),
        _ => None,
    }
}

fn describe_variant(variant: &mut Variant) {
    clean_attributes(&mut variant.attrs);
    if variant.attrs.iter().any(|attribute| attribute.path().is_ident("doc")) {
        return;
    }
    let text = match &variant.fields {
        Fields::Unit => {
            format!(" `{}`", serde_rename(&variant.attrs).unwrap_or_else(|| variant.ident.to_string()))
        }
        Fields::Unnamed(fields) => match &fields.unnamed.first().map(|field| &field.ty) {
            Some(Type::Path(path)) => {
                let inner =
                    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                format!(" [`{inner}`]")
            }
            _ => " The bare value.".to_owned(),
        },
        Fields::Named(_) => format!(" `{}`", variant.ident),
    };
    variant.attrs.insert(0, parse_quote! { #[doc = #text] });
}

/// The wire name in `#[serde(rename = "…")]`.
fn serde_rename(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|attribute| is_serde(attribute)) {
        let _ = attribute.parse_nested_meta(|meta| {
            let value = meta.value().and_then(|value| value.parse::<syn::LitStr>());
            if meta.path.is_ident("rename") {
                name = value.ok().map(|text| text.value());
            }
            Ok(())
        });
    }
    name
}

fn is_serde(attribute: &Attribute) -> bool {
    attribute.path().is_ident("serde")
}

/// Whether the enumeration `name` is or belongs to a type that is read from a server.
fn is_lenient(name: &str, prepared: &Prepared) -> bool {
    let owner = prepared.definitions.keys().filter(|definition| name.starts_with(definition.as_str()));
    let owner = owner.max_by_key(|definition| definition.len());
    owner.is_some_and(|owner| prepared.lenient.contains(owner))
}

/// `Display` of a lenient enumeration must cover the added word too.
fn polish_impl(item: &mut ItemImpl, prepared: &Prepared, shortened: &BTreeSet<String>) {
    item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let Type::Path(subject) = &*item.self_ty else { return };
    let Some(name) = subject.path.segments.last().map(|segment| segment.ident.to_string()) else { return };
    let is_display = item
        .trait_
        .as_ref()
        .is_some_and(|(path, _)| path.segments.last().is_some_and(|last| last.ident == "Display"));
    if is_display && is_lenient(&name, prepared) {
        AddUnknownArm.visit_item_impl_mut(item);
    }
    if shortened.contains(&name) {
        RenameVariants { name: &name }.visit_item_impl_mut(item);
    }
}

struct AddUnknownArm;

impl VisitMut for AddUnknownArm {
    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        if let Stmt::Expr(Expr::Match(matching), _) = statement {
            matching.arms.push(parse_quote! { Self::Unknown => f.write_str("unknown"), });
        }
    }
}

/// `From<Variant> for Union` names variants, which [`polish_enum`] may have shortened.
struct RenameVariants<'a> {
    name: &'a str,
}

impl VisitMut for RenameVariants<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.len() == 2 && path.segments[0].ident == "Self" {
            let variant = path.segments[1].ident.to_string();
            if let Some(rest) = variant.strip_suffix(self.name).filter(|rest| !rest.is_empty()) {
                path.segments[1].ident = syn::Ident::new(rest, path.segments[1].ident.span());
            }
        }
    }
}

/// Keeps the first part of typify's comments: the schema that follows stands in `generated/schemas/`.
fn clean_attributes(attributes: &mut Vec<Attribute>) {
    let mut cleaned = Vec::new();
    for attribute in attributes.drain(..) {
        match doc_text(&attribute) {
            None if attribute.path().is_ident("derive") => cleaned.push(sorted_derive(&attribute)),
            None => cleaned.push(attribute),
            Some(text) => {
                let text = text.split("<details>").next().unwrap_or_default();
                cleaned.extend(rust::wrapped(text).iter().map(|line| {
                    let line = format!(" {line}");
                    parse_quote! { #[doc = #line] }
                }));
            }
        }
    }
    *attributes = cleaned;
}

/// The derives in the order that people write, without their paths.
fn sorted_derive(attribute: &Attribute) -> Attribute {
    let parser = Punctuated::<Path, syn::Token![,]>::parse_terminated;
    let Ok(paths) = attribute.parse_args_with(parser) else { return attribute.clone() };
    let mut names: Vec<String> =
        paths.iter().filter_map(|path| Some(path.segments.last()?.ident.to_string())).collect();
    let order = [
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "PartialEq",
        "Eq",
        "PartialOrd",
        "Ord",
        "Hash",
        "Serialize",
        "Deserialize",
    ];
    names.sort_by_key(|name| order.iter().position(|known| known == name));
    let names = names.iter().map(|name| syn::Ident::new(name, proc_macro2::Span::call_site()));
    parse_quote! { #[derive(#(#names),*)] }
}

fn doc_text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    match &pair.value {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) if pair.path.is_ident("doc") => {
            Some(text.value())
        }
        _ => None,
    }
}

/// `T::default()` for a `T` that typify reads from an empty object, or makes of the defaults of its fields' types, which
/// are not always the defaults of its fields.
struct DefaultValues;

impl VisitMut for DefaultValues {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Some(subject) = read_from_empty_object(expression).or_else(|| all_default(expression)) {
            *expression = parse_quote! { #subject::default() };
        }
    }
}

/// The `T` of `T { a: Default::default(), … }`.
fn all_default(expression: &Expr) -> Option<Path> {
    let Expr::Struct(literal) = expression else { return None };
    let is_default = |value: &Expr| match value {
        Expr::Call(call) => matches!(&*call.func, Expr::Path(function)
            if function.path.segments.iter().map(|part| part.ident.to_string()).eq(["Default", "default"])),
        _ => false,
    };
    let all = literal.fields.iter().all(|field| is_default(&field.expr));
    (all && !literal.path.is_ident("Self")).then(|| literal.path.clone())
}

/// The `T` of `::serde_json::from_str::<T>("{}").unwrap()`.
fn read_from_empty_object(expression: &Expr) -> Option<Path> {
    let Expr::MethodCall(unwrap) = expression else { return None };
    let Expr::Call(call) = &*unwrap.receiver else { return None };
    let Expr::Path(function) = &*call.func else { return None };
    let last = function.path.segments.last().filter(|last| last.ident == "from_str")?;
    let Some(Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. })) = call.args.first() else { return None };
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(Type::Path(subject))) if text.value() == "{}" => {
            Some(subject.path.clone())
        }
        _ => None,
    }
}

/// `::std::option::Option<T>` as `Option<T>`, and so on for what the prelude and the module's imports name.
struct ShortPaths;

impl VisitMut for ShortPaths {
    /// Imports do not reach into the module of default values.
    fn visit_item_mod_mut(&mut self, _module: &mut syn::ItemMod) {}

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let Some(_) = path.leading_colon else { return };
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let keep = match names.as_slice() {
            [
                "std",
                "option" | "string" | "vec" | "convert" | "default" | "boxed" | "result" | "clone",
                _,
            ] => 1,
            ["std", "fmt", ..] => names.len() - 1,
            ["std", "collections", ..] | ["serde_json", ..] | ["std", "ops", ..] => names.len(),
            _ => return,
        };
        let skip = path.segments.len() - keep.min(path.segments.len());
        path.leading_colon = None;
        path.segments = path.segments.iter().skip(skip).cloned().collect();
    }
}
