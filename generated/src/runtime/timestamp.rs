// Written by `cargo codegen` from codegen/runtime/timestamp.rs. Do not edit.

//! The one time type of everything that crosses the wire.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time, in UTC, kept to the millisecond: the resolution of Taskcluster's APIs.
///
/// It reads any RFC 3339 date and time, and always writes `YYYY-MM-DDTHH:MM:SS.mmmZ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The present, by this machine's wall clock.
    #[must_use]
    pub fn now() -> Self {
        Self::truncate(jiff::Timestamp::now())
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    #[must_use]
    pub fn as_millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The time that lies `millis` milliseconds after 1970-01-01T00:00:00Z, or the nearest time that
    /// can be represented (years -9999 to 9999).
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        let nearest = if millis < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        Self::truncate(jiff::Timestamp::from_millisecond(millis).unwrap_or(nearest))
    }

    /// How long from `earlier` to `self`; zero when `earlier` is the later one.
    #[must_use]
    pub fn saturating_duration_since(self, earlier: Self) -> Duration {
        let millis = self.as_millis().saturating_sub(earlier.as_millis());
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }

    fn truncate(time: jiff::Timestamp) -> Self {
        // Only the smallest representable second can fail here; it has no fraction to drop.
        Self(jiff::Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time))
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self::from_millis(self.as_millis().saturating_add(millis))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self::from_millis(self.as_millis().saturating_sub(millis))
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let millis = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::from_millis(millis(after)),
            Err(before) => Self::from_millis(-millis(before.duration())),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::truncate)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| {
            de::Error::custom(format_args!("{text:?} is not a date and time like 2018-10-25T12:00:00.000Z"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn always_prints_three_fractional_digits() {
        for (given, printed) in [
            ("2018-10-25T12:00:00Z", "2018-10-25T12:00:00.000Z"),
            ("2018-10-25T14:00:00.1239+02:00", "2018-10-25T12:00:00.123Z"),
        ] {
            let time: Timestamp = given.parse().expect("valid RFC 3339");
            assert_eq!(time.to_string(), printed);
        }
    }

    #[test]
    fn arithmetic_stops_at_the_ends_of_time() {
        let far = Timestamp::from_millis(i64::MAX);
        assert_eq!(far + Duration::MAX, far);
        assert_eq!(Timestamp::now().saturating_duration_since(far), Duration::ZERO);
    }
}
