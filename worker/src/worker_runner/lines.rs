//! Lines of bounded length, from a stream that may hold anything.

use std::io::{self, BufRead, BufReader, Read};

/// The longest line that is looked at. Credentials with their certificate take a few kilobytes.
pub const LONGEST_LINE: usize = 1024 * 1024;

/// Calls `take` with each line of `reader`, without its line end, and `too_long` for each that is longer than `longest`
/// bytes. Returns at the end of the stream, or as soon as `take` says so by `false`.
///
/// # Errors
///
/// What reading gives.
pub fn for_each_line(
    reader: impl Read,
    longest: usize,
    mut take: impl FnMut(&[u8]) -> bool,
    mut too_long: impl FnMut(),
) -> io::Result<()> {
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    loop {
        line.clear();
        // One byte more than a line may have: its line end.
        let limit = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1);
        if reader.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > longest {
            reader.skip_until(b'\n')?;
            too_long();
            continue;
        }
        if !take(&line) {
            return Ok(());
        }
        if line.capacity() > 64 * 1024 {
            line = Vec::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, longest: usize) -> (Vec<String>, u32) {
        let (mut lines, mut skipped) = (Vec::new(), 0);
        for_each_line(
            text.as_bytes(),
            longest,
            |line| {
                lines.push(String::from_utf8_lossy(line).into_owned());
                true
            },
            || skipped += 1,
        )
        .expect("memory can be read");
        (lines, skipped)
    }

    #[test]
    fn long_lines_are_skipped_and_the_next_one_is_whole() {
        assert_eq!(lines("", 3), (vec![], 0));
        assert_eq!(
            lines("abc\nab\n\nlast", 4),
            (vec!["abc".into(), "ab".into(), String::new(), "last".into()], 0)
        );
        assert_eq!(lines("abc\nabcd\nabc\n", 3), (vec!["abc".into(), "abc".into()], 1));
        assert_eq!(lines("abcdefgh", 3), (vec![], 1));
    }

    #[test]
    fn whoever_takes_lines_may_stop() {
        let mut count = 0;
        let take = |_: &[u8]| {
            count += 1;
            count < 2
        };
        for_each_line(b"a\nb\nc\n".as_slice(), 9, take, || ()).expect("memory can be read");
        assert_eq!(count, 2);
    }
}
