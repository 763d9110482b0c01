//! Where a schema offers a choice: which variant the author of a value had in mind, and what is wrong with it then.

use jsonschema::ValidationError;
use serde_json::{Map, Value};

use super::explain as errors;
use super::suggest;
use super::violation::Located;

/// How many `$ref`s may lead from one to the next.
const LONGEST_CHAIN: usize = 32;

/// How 11.0.1 said that a value conforms to no variant, or to several.
pub(super) const MUST_CHOOSE: &str = "Must validate one and only one schema (oneOf)";

/// Adds to `found` what is wrong with a value that `error` says conforms to no variant. `context` holds what keeps it
/// from conforming to each of them.
pub(super) fn explain(
    schema: &Value,
    error: &ValidationError<'_>,
    context: &[Vec<ValidationError<'static>>],
    found: &mut Vec<Located>,
) {
    let variants = variants(schema, error, context);
    let likely = likely(error.instance(), &variants);
    let explained: Vec<Vec<Located>> = likely.iter().map(|variant| variant.explain(schema)).collect();
    let Some((first, others)) = explained.split_first() else { return };
    // What is wrong whichever of them was meant.
    let certain = first.iter().filter(|located| others.iter().all(|other| other.contains(located)));
    found.extend(certain.cloned());
    if !others.is_empty() && error.instance().is_object() {
        let list: Vec<String> = likely.iter().filter_map(|variant| variant.summary()).collect();
        found.push(errors::in_general(error, format!("{MUST_CHOOSE}: {}", list.join(", or "))));
    }
}

/// One of the schemas that a value may conform to.
struct Variant<'a> {
    schema: Option<&'a Map<String, Value>>,
    errors: &'a [ValidationError<'static>],
}

fn variants<'a>(
    schema: &'a Value,
    error: &ValidationError<'_>,
    context: &'a [Vec<ValidationError<'static>>],
) -> Vec<Variant<'a>> {
    let schemas = schema.pointer(error.schema_path().as_str()).and_then(Value::as_array);
    let schemas = schemas.map(Vec::as_slice).unwrap_or_default();
    // A validator that skips variants which cannot apply leaves no way to tell which errors belong to which.
    let aligned = schemas.len() == context.len();
    let schema_of = |index: usize| resolve(schema, schemas.get(index).filter(|_| aligned)?);
    context.iter().enumerate().map(|(index, errors)| Variant { schema: schema_of(index), errors }).collect()
}

/// Follows references from `variant` to a schema that stands for itself.
fn resolve<'a>(schema: &'a Value, variant: &'a Value) -> Option<&'a Map<String, Value>> {
    let mut current = variant.as_object()?;
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = current.get("$ref").and_then(Value::as_str) else { return Some(current) };
        current = schema.pointer(reference.strip_prefix('#')?)?.as_object()?;
    }
    None
}

/// The variants that `value` is most like: those with the most of its properties, and of these the ones with the fewest
/// errors. Where no property tells them apart, the errors alone decide.
fn likely<'a, 'b>(value: &Value, variants: &'b [Variant<'a>]) -> Vec<&'b Variant<'a>> {
    let scores: Vec<(usize, i64)> =
        variants.iter().map(|variant| (variant.likeness(value), -variant.weight())).collect();
    let best = scores.iter().max();
    variants
        .iter()
        .zip(&scores)
        .filter(|(_, score)| Some(*score) == best)
        .map(|(variant, _)| variant)
        .collect()
}

impl Variant<'_> {
    /// How much the names of `value`'s properties look like this variant: 2 for each that it has, 1 for each that seems
    /// to be a misspelling of one that it has.
    fn likeness(&self, value: &Value) -> usize {
        let (Some(members), Some(properties)) = (value.as_object(), self.properties()) else { return 0 };
        let exact = properties.keys().filter(|name| members.contains_key(*name)).count();
        let absent = || properties.keys().map(String::as_str).filter(|name| !members.contains_key(*name));
        // No object of a payload has so many properties that all of them need a look.
        let unknown = members.keys().filter(|name| !properties.contains_key(*name)).take(32);
        let near = unknown.filter(|name| suggest::nearest(name, absent()).is_some()).count();
        2 * exact + near
    }

    /// How many things are wrong.
    fn weight(&self) -> i64 {
        i64::try_from(self.errors.len()).unwrap_or(i64::MAX)
    }

    fn properties(&self) -> Option<&Map<String, Value>> {
        self.schema?.get("properties")?.as_object()
    }

    fn explain(&self, schema: &Value) -> Vec<Located> {
        let mut found = Vec::new();
        self.errors.iter().for_each(|error| errors::explain(schema, error, &mut found));
        found
    }

    /// Such as `File Mount with file, content`.
    fn summary(&self) -> Option<String> {
        let schema = self.schema?;
        let title = schema.get("title").and_then(Value::as_str).unwrap_or("an object");
        let required =
            schema.get("required").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let required: Vec<&str> = required.iter().filter_map(Value::as_str).collect();
        Some(format!("{title} with {}", required.join(", ")))
    }
}
