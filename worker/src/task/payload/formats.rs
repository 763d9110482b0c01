//! The formats of strings that payload schemas use.

use generated::Timestamp;

/// A date and time of RFC 3339 that the worker can also represent.
pub(super) fn is_date_time(text: &str) -> bool {
    has_shape_of_date_time(text.as_bytes()) && text.parse::<Timestamp>().is_ok()
}

/// `2030-01-31T12:00:00`, perhaps a fraction, then `Z` or `+hh:mm`. Parsers of times take more than that.
fn has_shape_of_date_time(text: &[u8]) -> bool {
    let Some((date_time, rest)) = text.split_at_checked("2030-01-31T12:00:00".len()) else { return false };
    matches_picture(date_time, b"0000-00-00T00:00:00") && is_zone(after_fraction(rest))
}

fn after_fraction(text: &[u8]) -> &[u8] {
    let Some(digits) = text.strip_prefix(b".") else { return text };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // A point without digits after it is no fraction, and no zone either.
    if count == 0 { text } else { &digits[count..] }
}

fn is_zone(text: &[u8]) -> bool {
    text.eq_ignore_ascii_case(b"Z") || matches_picture(text, b"+00:00") || matches_picture(text, b"-00:00")
}

/// Whether `text` has digits where `picture` has, and is the same everywhere else. Case does not count.
fn matches_picture(text: &[u8], picture: &[u8]) -> bool {
    let fits = |(byte, wanted): (&u8, &u8)| match wanted {
        b'0' => byte.is_ascii_digit(),
        _ => byte.eq_ignore_ascii_case(wanted),
    };
    text.len() == picture.len() && text.iter().zip(picture).all(fits)
}

/// An absolute URI, as lenient as 11.0.1 was: many a URL in old tasks has characters that RFC 3986 wants escaped.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let (before_query, _) = rest.split_once('?').unwrap_or((rest, ""));
    is_scheme(scheme)
        && !text.chars().any(|character| character == '\\' || character.is_ascii_control())
        && !authority(before_query).contains(' ')
        && escapes_are_whole(before_query.as_bytes())
}

fn is_scheme(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(allowed)
}

fn authority(after_scheme: &str) -> &str {
    let rest = after_scheme.strip_prefix("//").unwrap_or_default();
    rest.split(['/', '#']).next().unwrap_or_default()
}

fn escapes_are_whole(text: &[u8]) -> bool {
    text.iter().enumerate().filter(|(_, byte)| **byte == b'%').all(|(at, _)| {
        text.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn date_times() {
        for valid in [
            "2018-10-25T12:00:00Z",
            "2018-10-25T12:00:00.5Z",
            "2018-10-25t12:00:00.123456789z",
            "2018-10-25T12:00:00+02:00",
            "2020-02-29T23:59:59-11:30",
        ] {
            assert!(is_date_time(valid), "{valid}");
        }
        for invalid in [
            "",
            "tomorrow",
            "2018-10-25",
            "15:04:05",
            "15:04:05Z",
            "2018-10-25 12:00:00Z",
            "2018-10-25T12:00:00",
            "2018-10-25T12:00Z",
            "2018-10-25T12:00:00.Z",
            "2018-10-25T12:00:00,5Z",
            "2018-10-25T12:00:00+0200",
            "2018-10-25T12:00:00Z[UTC]",
            "2018-13-25T12:00:00Z",
            "2019-02-29T12:00:00Z",
            "2018-10-25T25:00:00Z",
            "9999-12-31T23:59:59-12:00",
            "+002018-10-25T12:00:00Z",
            "２018-10-25T12:00:00Z",
        ] {
            assert!(!is_date_time(invalid), "{invalid}");
        }
    }

    #[test]
    fn uris() {
        for valid in [
            "https://example.com",
            "http://example.com:8080/a b/c|d?x=%zz#f",
            "https://example.com/%C3%BC/ü",
            "urn:isbn:0451450523",
            "file:///tmp/x",
            "git+ssh://host/path",
        ] {
            assert!(is_uri(valid), "{valid}");
        }
        for invalid in [
            "",
            "example.com/x",
            "/x",
            ":x",
            "1http://example.com",
            "http//example.com",
            "http://exa mple.com/",
            "http://example.com\\x",
            "http://example.com/%zz",
            "http://example.com/%4",
            "http://example.com/\0",
            "http://example.com/\n",
            "hé:x",
        ] {
            assert!(!is_uri(invalid), "{invalid}");
        }
    }

    proptest! {
        #[test]
        fn what_the_worker_prints_is_a_date_time(millis in -62_000_000_000_000_i64..253_000_000_000_000) {
            let printed = Timestamp::from_millis(millis).to_string();
            prop_assert!(is_date_time(&printed), "{}", printed);
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = (is_date_time(&text), is_uri(&text));
        }
    }
}
