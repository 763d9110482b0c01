//! Sizes as task logs show them.

use std::fmt;

/// A number of bytes, for people: `512 B`, `500.00 MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes(pub u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [&str; 6] = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        let mut unit = UNITS.iter().enumerate().rev();
        let found = unit.find(|(index, _)| self.0 >= 1 << (10 * (index + 1)));
        match found {
            None => write!(f, "{} B", self.0),
            // Two decimals need no more precision than this has.
            Some((index, name)) => {
                write!(f, "{:.2} {name}", self.0 as f64 / (1_u64 << (10 * (index + 1))) as f64)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_for_people() {
        for (bytes, expected) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.00 KiB"),
            (524_288_000, "500.00 MiB"),
            (16_642_998_272, "15.50 GiB"),
            (u64::MAX, "16.00 EiB"),
        ] {
            assert_eq!(Bytes(bytes).to_string(), expected);
        }
    }
}
