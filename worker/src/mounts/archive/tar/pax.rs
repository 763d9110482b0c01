//! pax extensions: records of keys and values that an entry of its own gives for the next one.

use std::io::{self, BufRead};

use crate::platform::ModificationTime;

use super::sparse::{self, Map, Numbers};

/// What entries before it say about an entry.
#[derive(Debug, Default)]
pub struct Extensions {
    pub path: Option<Vec<u8>>,
    pub link: Option<Vec<u8>>,
    pub size: Option<u64>,
    pub mtime: Option<ModificationTime>,
    sparse_name: Option<Vec<u8>>,
    /// The size of a sparse file, holes included.
    sparse_size: Option<u64>,
    sparse_numbers: Numbers,
    /// Whether the map of a sparse file is at the beginning of its content.
    map_in_content: bool,
}

impl Extensions {
    /// Adds the records in `text`: length, blank, key, `=`, value, line break.
    pub fn add(&mut self, text: &[u8]) -> Result<(), String> {
        let mut rest = text;
        while !rest.is_empty() {
            let wrong = || "a pax extension is malformed".to_owned();
            let blank = rest.iter().position(|byte| *byte == b' ').ok_or_else(wrong)?;
            let length: usize =
                number(&rest[..blank]).and_then(|length| length.try_into().ok()).ok_or_else(wrong)?;
            if length <= blank + 1 || length > rest.len() || rest[length - 1] != b'\n' {
                return Err(wrong());
            }
            let record = &rest[blank + 1..length - 1];
            let equals = record.iter().position(|byte| *byte == b'=').ok_or_else(wrong)?;
            self.record(&record[..equals], &record[equals + 1..])?;
            rest = &rest[length..];
        }
        // Stands for a name that only tells apart what an archiver without sparse files would unpack.
        if let Some(name) = self.sparse_name.take() {
            self.path = Some(name);
        }
        Ok(())
    }

    fn record(&mut self, key: &[u8], value: &[u8]) -> Result<(), String> {
        let wrong = || format!("the pax extension {} is no number", String::from_utf8_lossy(key));
        match key {
            b"path" => self.path = Some(value.to_vec()),
            b"linkpath" => self.link = Some(value.to_vec()),
            b"size" => self.size = Some(number(value).ok_or_else(wrong)?),
            b"mtime" => self.mtime = Some(time(value).ok_or_else(wrong)?),
            b"GNU.sparse.name" => self.sparse_name = Some(value.to_vec()),
            b"GNU.sparse.size" | b"GNU.sparse.realsize" => {
                self.sparse_size = Some(number(value).ok_or_else(wrong)?);
            }
            b"GNU.sparse.offset" | b"GNU.sparse.numbytes" => {
                self.sparse_numbers.push(number(value).ok_or_else(wrong)?)?;
            }
            b"GNU.sparse.map" => {
                for text in value.split(|byte| *byte == b',') {
                    self.sparse_numbers.push(number(text).ok_or_else(wrong)?)?;
                }
            }
            b"GNU.sparse.major" => self.map_in_content = value == b"1",
            _ => {}
        }
        Ok(())
    }

    /// Which parts of a sparse file the archive holds, and how much of the `stored` bytes they are; nothing for other
    /// files. Reads the map from `input` if it is there.
    pub fn sparse(&self, stored: u64, input: &mut dyn BufRead) -> io::Result<Option<(Map, u64)>> {
        let Some(size) = self.sparse_size else { return Ok(None) };
        if !self.map_in_content {
            return Ok(Some((self.sparse_numbers.to_map(size)?, stored)));
        }
        let (numbers, read) = sparse::numbers(input, stored)?;
        Ok(Some((numbers.to_map(size)?, stored - read)))
    }
}

fn number(text: &[u8]) -> Option<u64> {
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Seconds since 1970, with any number of digits after the point.
fn time(text: &[u8]) -> Option<ModificationTime> {
    let text = std::str::from_utf8(text).ok()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = whole.parse().ok()?;
    let digits: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    let nanoseconds: u32 = digits.parse().ok()?;
    if whole.starts_with('-') && nanoseconds > 0 {
        return Some(ModificationTime {
            seconds: seconds.checked_sub(1)?,
            nanoseconds: 1_000_000_000 - nanoseconds,
        });
    }
    Some(ModificationTime { seconds, nanoseconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_by_their_length() {
        let mut extensions = Extensions::default();
        extensions.add(b"20 path=a\nb=c d e f\n21 mtime=-1.25000000\n11 size=12\n").unwrap();
        assert_eq!(extensions.path.as_deref(), Some(&b"a\nb=c d e f"[..]));
        assert_eq!(extensions.size, Some(12));
        let expected = ModificationTime { seconds: -2, nanoseconds: 750_000_000 };
        assert_eq!(extensions.mtime, Some(expected));
    }

    #[test]
    fn malformed_records_are_refused() {
        for text in
            [&b"x"[..], b"5 a=b", b"99 a=b\n", b"1 a=b\n", b"6 abc\n", b"9 size=x\n", b"0 \n", b" a=b\n"]
        {
            Extensions::default().add(text).unwrap_err();
        }
    }
}
