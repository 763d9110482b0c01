//! Times in signatures that no clock shows: what reads signatures counts on their being possible, and would panic.

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The end of the year 9999, in seconds after the epoch.
const LATEST: u64 = 253_402_300_799;

/// Whether the time in a Hawk header, if it has one, can be.
pub(super) fn is_possible_in_header(fields: &str) -> bool {
    let mut parts = fields.split('"');
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let name = name.trim().trim_end_matches('=').trim();
        if name.rsplit([',', ' ', '\t']).next() == Some("ts") && is_too_late(value) {
            return false;
        }
    }
    true
}

/// Whether the time in each bewit of a path and query can be.
pub(super) fn is_possible_in_bewit(resource: &str) -> bool {
    const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    const ENGINE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, LENIENT);
    resource.split("bewit=").skip(1).all(|rest| {
        let bewit = rest.split('&').next().unwrap_or_default().replace('+', "-").replace('/', "_");
        let Ok(bewit) = ENGINE.decode(bewit) else { return true };
        let expiry = bewit.split(|byte| *byte == b'\\').nth(1).map(String::from_utf8_lossy);
        expiry.is_none_or(|expiry| !is_too_late(&expiry))
    })
}

fn is_too_late(seconds: &str) -> bool {
    seconds.parse().is_ok_and(|seconds: u64| seconds > LATEST)
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    #[test]
    fn times_that_no_clock_shows() {
        assert!(is_possible_in_header(r#"id="a", ts="1353832234", nonce="n""#));
        assert!(is_possible_in_header(r#"id="ts", nonce="99999999999999999999""#));
        for header in [r#"id="a", ts="9223372036854775808""#, r#"ts = "18446744073709551615",id="a""#] {
            assert!(!is_possible_in_header(header), "{header}");
        }
        let path = |expiry: &str| {
            format!("/a?x=1&bewit={}", URL_SAFE_NO_PAD.encode(format!("me\\{expiry}\\mac\\ext")))
        };
        assert!(is_possible_in_bewit(&path("1353832234")) && is_possible_in_bewit("/a?bewit=!"));
        assert!(!is_possible_in_bewit(&path("18446744073709551615")));
    }
}
