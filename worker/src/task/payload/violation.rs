//! One thing that is wrong with a payload.

use std::fmt;

use jsonschema::paths::{Location, LocationSegment};

use super::excerpt::printable;

/// How the payload itself is called where a path to a part of it would stand.
const ROOT: &str = "(root)";

/// One thing that is wrong with a payload: where, what was expected there, and what was found.
///
/// Prints as `<path>: <expected>; found <value>`, the first two as 11.0.1 had them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The place in the payload: names of properties and numbers of elements (from 0), with dots between them, such as
    /// `artifacts.0.contentEncoding`. The payload itself is `(root)`.
    pub path: String,
    /// What was expected there.
    pub expected: String,
    /// The offending value as JSON, shortened to about 100 characters. `None` where no single value is to blame.
    pub found: Option<String>,
    /// What its author may have meant: a known name close to an unknown one.
    pub meant: Option<String>,
}

impl Violation {
    /// Stands for `count` violations that are not described.
    pub(super) fn omitted(count: usize) -> Self {
        Self { path: ROOT.into(), expected: format!("and {count} more violations"), found: None, meant: None }
    }

    /// The payload conforms to the schema, but not to the type made from it.
    pub(super) fn undecodable(error: &serde_json::Error) -> Self {
        let expected = format!("The payload could not be understood: {}", printable(&error.to_string()));
        Self { path: ROOT.into(), expected, found: None, meant: None }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.expected)?;
        if let Some(found) = &self.found {
            write!(f, "; found {found}")?;
        }
        if let Some(meant) = &self.meant {
            write!(f, "; did you mean {meant}?")?;
        }
        Ok(())
    }
}

/// A step on the way to a part of the payload.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// To an element of an array, counted from 0.
    Element(usize),
    /// To a property of an object.
    Property(String),
}

/// A violation that can be sorted by its place: elements by number rather than by the digits of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Located {
    steps: Vec<Step>,
    pub violation: Violation,
}

impl Located {
    /// A violation at `steps`.
    pub fn new(steps: Vec<Step>, expected: String, found: Option<String>, meant: Option<String>) -> Self {
        let violation = Violation { path: path(&steps), expected, found, meant };
        Self { steps, violation }
    }
}

/// The steps of the validator's `location`.
pub(super) fn steps(location: &Location) -> Vec<Step> {
    location
        .segments()
        .map(|segment| match segment {
            LocationSegment::Index(index) => Step::Element(index),
            LocationSegment::Property(name) => Step::Property(name.into_owned()),
        })
        .collect()
}

/// How a place is printed.
pub(super) fn path(steps: &[Step]) -> String {
    let parts: Vec<String> = steps
        .iter()
        .map(|step| match step {
            Step::Element(index) => index.to_string(),
            Step::Property(name) => printable(name),
        })
        .collect();
    if parts.is_empty() { ROOT.into() } else { parts.join(".") }
}
