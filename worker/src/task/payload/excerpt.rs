//! Values of unknown size and content, made fit for one line of a log.

use std::fmt::Write as _;
use std::io;

use serde_json::Value;

/// How many characters of a value are shown.
const LONGEST: usize = 100;

/// `value` as JSON on one line, at most about 100 characters of it. Takes no more time or memory than that needs.
pub(super) fn excerpt(value: &Value) -> String {
    // One character more than is shown, at most four bytes each, tells whether there is more.
    let mut head = Head { bytes: Vec::new(), room: (LONGEST + 1) * 4 };
    // The writer refuses what does not fit, so an error only means that the value is long.
    let _ = serde_json::to_writer(&mut head, value);
    shorten(&valid_start(&head.bytes))
}

/// `text`, such as the name of a property, shortened likewise and with nothing in it that could upset a log.
pub(super) fn printable(text: &str) -> String {
    shorten(text)
}

/// `text` in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", printable(text))
}

fn shorten(text: &str) -> String {
    let mut line = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            line.push('…');
            break;
        }
        if is_harmless(character) {
            line.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(line, "\\u{{{:x}}}", u32::from(character));
        }
    }
    line
}

/// Whether `character` neither breaks the line nor changes how what follows it is shown.
fn is_harmless(character: char) -> bool {
    let reorders =
        matches!(character, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(character, '\u{2028}' | '\u{2029}');
    !character.is_control() && !reorders && !breaks
}

/// The beginning of `bytes` that is whole characters.
fn valid_start(bytes: &[u8]) -> String {
    let end = match std::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(error) => error.valid_up_to(),
    };
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

/// Keeps the beginning of what is written to it.
struct Head {
    bytes: Vec<u8>,
    room: usize,
}

impl io::Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.room);
        self.bytes.extend_from_slice(&bytes[..taken]);
        self.room -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn short_values_are_shown_whole() {
        assert_eq!(excerpt(&json!({"a": [1, "b", null]})), r#"{"a":[1,"b",null]}"#);
        let just_fits = "x".repeat(LONGEST - 2);
        assert_eq!(excerpt(&json!(just_fits)), format!("\"{just_fits}\""));
    }

    #[test]
    fn long_values_are_cut() {
        let shown = excerpt(&json!("é".repeat(1_000_000)));
        assert_eq!(shown.chars().count(), LONGEST + 1);
        assert!(shown.ends_with("é…"), "{shown}");
    }

    #[test]
    fn nothing_upsets_the_log() {
        let hostile = "a\nb\u{1b}[31m\u{7f}\u{9b}\u{202e}\u{2028}\0";
        for shown in [excerpt(&json!(hostile)), printable(hostile)] {
            assert!(shown.chars().all(is_harmless), "{shown:?}");
        }
        assert_eq!(quoted("a\tb"), r#""a\u{9}b""#);
    }

    #[test]
    fn depth_costs_no_more_than_what_is_shown() {
        let deep = (0..5_000).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(excerpt(&deep), format!("{}…", "[".repeat(LONGEST)));
    }

    proptest! {
        #[test]
        fn any_text_becomes_one_short_line(text in any::<String>()) {
            for shown in [excerpt(&json!(text)), printable(&text)] {
                prop_assert!(shown.chars().all(is_harmless));
                prop_assert!(shown.chars().count() <= LONGEST * 10 + 1);
            }
        }
    }
}
