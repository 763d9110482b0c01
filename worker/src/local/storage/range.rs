//! The Range header.

use http::HeaderValue;

/// Which part of a content is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// From the first to the last byte named.
    Of(u64, u64),
    /// Not understood, so the whole is sent.
    Ignored,
    /// Lies outside.
    Impossible,
}

/// What `header` asks for of a content of `length` bytes. Several ranges at once are ignored, as S3 does.
pub(super) fn parse(header: &HeaderValue, length: u64) -> Range {
    let parts = header
        .to_str()
        .ok()
        .and_then(|text| text.strip_prefix("bytes="))
        .and_then(|text| text.split_once('-'));
    let (first, last) = match parts {
        Some(("", last)) => match last.parse::<u64>() {
            Ok(0) => return Range::Impossible,
            Ok(count) => (length.saturating_sub(count), length.saturating_sub(1)),
            Err(_) => return Range::Ignored,
        },
        Some((first, "")) => match first.parse() {
            Ok(first) => (first, length.saturating_sub(1)),
            Err(_) => return Range::Ignored,
        },
        Some((first, last)) => match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first <= last => (first, last.min(length.saturating_sub(1))),
            _ => return Range::Ignored,
        },
        None => return Range::Ignored,
    };
    if first < length { Range::Of(first, last) } else { Range::Impossible }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_parsed() {
        for (text, length, range) in [
            ("bytes=0-0", 10, Range::Of(0, 0)),
            ("bytes=2-", 10, Range::Of(2, 9)),
            ("bytes=-3", 10, Range::Of(7, 9)),
            ("bytes=-30", 10, Range::Of(0, 9)),
            ("bytes=5-50", 10, Range::Of(5, 9)),
            ("bytes=10-", 10, Range::Impossible),
            ("bytes=0-", 0, Range::Impossible),
            ("bytes=-0", 10, Range::Impossible),
            ("bytes=3-2", 10, Range::Ignored),
            ("lines=1-2", 10, Range::Ignored),
            ("bytes=0-1,3-4", 10, Range::Ignored),
        ] {
            assert_eq!(parse(&HeaderValue::from_static(text), length), range, "{text}");
        }
    }
}
