//! Long lists in pages.

use std::ops::Range;

use generated::api::queue::parameters;
use generated::runtime::api::ServerError;

use super::error;

/// The longest page, which is also the usual one.
const LONGEST: usize = 1000;

/// A part of a list.
#[derive(Debug)]
pub struct Page {
    /// Which items.
    pub range: Range<usize>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// The page of a list of `length` items that was asked for. The list must only grow at its end.
///
/// # Errors
///
/// 400 when the position or the limit is not a number.
pub fn page(length: usize, token: Option<String>, limit: Option<String>) -> Result<Page, ServerError> {
    let number = |name: &str, text: Option<String>, otherwise: usize| match text {
        Some(text) => text.parse().map_err(|_| error::argument(format!("{name}: {text:?} is not valid"))),
        None => Ok(otherwise),
    };
    let start = number(parameters::CONTINUATION_TOKEN, token, 0)?.min(length);
    let limit = number(parameters::LIMIT, limit, LONGEST)?.clamp(1, LONGEST);
    let end = length.min(start + limit);
    Ok(Page { range: start..end, next: (end < length).then(|| end.to_string()) })
}
