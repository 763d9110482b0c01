//! When to try again: exponential backoff with jitter, and what a server asks for by `Retry-After`.

use std::time::{Duration, SystemTime};

use http::HeaderValue;
use jiff::fmt::rfc2822::DateTimeParser;
use rand::Rng;

/// How often and how patiently a call is repeated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    /// The wait before the second attempt, without jitter.
    pub first_wait: Duration,
    /// How much longer each wait is than the one before.
    pub factor: f64,
    /// The longest wait, without jitter.
    pub longest_wait: Duration,
    /// By how much a wait may be shorter or longer, as a fraction of it.
    pub jitter: f64,
    /// The longest wait that a server may ask for; it gets this one when it asks for more.
    pub longest_requested_wait: Duration,
    /// No attempt begins later than this after the first one began. Zero means a single attempt.
    pub give_up_after: Duration,
    /// The longest that one attempt may take, from connecting to the last byte of the answer.
    pub attempt_timeout: Duration,
}

impl Default for RetryPolicy {
    /// 500 ms, growing by half up to a minute, ±50 %, for 15 minutes in all; 90 seconds an attempt, since a claim
    /// without a task takes at least 20.
    fn default() -> Self {
        Self {
            first_wait: Duration::from_millis(500),
            factor: 1.5,
            longest_wait: Duration::from_mins(1),
            jitter: 0.5,
            longest_requested_wait: Duration::from_mins(5),
            give_up_after: Duration::from_mins(15),
            attempt_timeout: Duration::from_secs(90),
        }
    }
}

impl RetryPolicy {
    /// The same policy, but with no attempt beginning later than `give_up_after` after the first.
    #[must_use]
    pub const fn give_up_after(mut self, give_up_after: Duration) -> Self {
        self.give_up_after = give_up_after;
        self
    }
}

/// The waits of one call.
#[derive(Clone, Debug)]
pub struct Backoff {
    policy: RetryPolicy,
    next: Duration,
}

impl Backoff {
    /// Begins with the policy's first wait.
    #[must_use]
    pub const fn new(policy: RetryPolicy) -> Self {
        Self { policy, next: policy.first_wait }
    }

    /// The next wait. What the server `requested` is added to it, so that clients that were turned away together
    /// do not come back together.
    pub fn next_wait(&mut self, requested: Option<Duration>) -> Duration {
        let base = self.next.min(self.policy.longest_wait);
        self.next = base.mul_f64(self.policy.factor.max(1.0)).min(self.policy.longest_wait);
        let jitter = self.policy.jitter.clamp(0.0, 1.0);
        let wait = base.mul_f64(rand::thread_rng().gen_range(1.0 - jitter..=1.0 + jitter));
        wait + requested.unwrap_or_default().min(self.policy.longest_requested_wait)
    }
}

/// The wait that a `Retry-After` header asks for: seconds, or the time until an HTTP date.
#[must_use]
pub fn retry_after(value: &HeaderValue, now: SystemTime) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than fit in 64 bits are as good as for ever.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    http_date(text)?.duration_since(now).ok().or(Some(Duration::ZERO))
}

/// Reads a date like `Sun, 06 Nov 1994 08:49:37 GMT`.
#[must_use]
pub fn http_date(text: &str) -> Option<SystemTime> {
    static PARSER: DateTimeParser = DateTimeParser::new();
    let seconds = PARSER.parse_timestamp(text).ok()?.as_second();
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WITHOUT_JITTER: fn() -> RetryPolicy = || RetryPolicy { jitter: 0.0, ..RetryPolicy::default() };

    #[test]
    fn waits_grow_by_half_up_to_a_minute() {
        let mut backoff = Backoff::new(WITHOUT_JITTER());
        let waits: Vec<u128> = (0..15).map(|_| backoff.next_wait(None).as_millis()).collect();
        assert_eq!(waits[..4], [500, 750, 1125, 1687]);
        assert_eq!(waits[13..], [60_000, 60_000]);
    }

    #[test]
    fn a_request_of_the_server_is_honoured_within_limits() {
        let mut backoff = Backoff::new(WITHOUT_JITTER());
        assert_eq!(backoff.next_wait(Some(Duration::from_secs(7))), Duration::from_millis(7500));
        assert_eq!(backoff.next_wait(Some(Duration::MAX)), Duration::from_millis(300_750));
    }

    #[test]
    fn reads_retry_after_in_both_forms() {
        let now = http_date("Sun, 06 Nov 1994 08:49:37 GMT").expect("an HTTP date");
        let read = |text: &'static str| retry_after(&HeaderValue::from_static(text), now);
        assert_eq!(read("120"), Some(Duration::from_mins(2)));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:07 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(read("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(read("99999999999999999999999"), Some(Duration::from_secs(u64::MAX)));
        for nonsense in ["", "soon", "-1", "1.5"] {
            assert_eq!(read(nonsense), None, "{nonsense:?}");
        }
    }

    proptest! {
        #[test]
        fn jitter_stays_within_half_of_the_wait(rounds in 1_usize..20) {
            let (mut exact, mut jittered) =
                (Backoff::new(WITHOUT_JITTER()), Backoff::new(RetryPolicy::default()));
            for _ in 0..rounds {
                let (exact, jittered) = (exact.next_wait(None), jittered.next_wait(None));
                prop_assert!(jittered >= exact.mul_f64(0.499) && jittered <= exact.mul_f64(1.501));
            }
        }
    }
}
