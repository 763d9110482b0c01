//! Durations as task logs have always shown them: the text form of Go.

use std::fmt;
use std::time::Duration;

/// Displays a duration as Go does: `0s`, `1.5µs`, `1.234567ms`, `5.01s`, `1m5.2s`, `1h0m0s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoDuration(pub Duration);

impl fmt::Display for GoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0.as_nanos();
        let unit = |size: u128, name: &str| format!("{}{name}", decimal(nanos, size));
        let text = match nanos {
            0 => "0s".to_owned(),
            1..1_000 => format!("{nanos}ns"),
            1_000..1_000_000 => unit(1_000, "µs"),
            1_000_000..1_000_000_000 => unit(1_000_000, "ms"),
            _ => long(self.0),
        };
        f.pad(&text)
    }
}

fn long(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let rest = u128::from(seconds % 60) * 1_000_000_000 + u128::from(duration.subsec_nanos());
    let rest = decimal(rest, 1_000_000_000);
    match (hours, minutes) {
        (0, 0) => format!("{rest}s"),
        (0, _) => format!("{minutes}m{rest}s"),
        _ => format!("{hours}h{minutes}m{rest}s"),
    }
}

/// `value / size` in decimal, without zeros at the end. `size` is a power of ten.
fn decimal(value: u128, size: u128) -> String {
    let digits = size.ilog10() as usize;
    let text = format!("{}.{:0digits$}", value / size, value % size);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_like_go() {
        for (nanos, expected) in [
            (0, "0s"),
            (1, "1ns"),
            (1_500, "1.5µs"),
            (1_234_567, "1.234567ms"),
            (2_000_000, "2ms"),
            (5_010_000_000, "5.01s"),
            (10_000_000_000, "10s"),
            (65_200_000_000, "1m5.2s"),
            (3_600_000_000_000, "1h0m0s"),
            (86_400_000_000_000, "24h0m0s"),
        ] {
            assert_eq!(GoDuration(Duration::from_nanos(nanos)).to_string(), expected);
        }
    }
}
