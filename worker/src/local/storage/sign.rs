//! Signatures of URLs: what may be done, with what, until when.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use generated::Timestamp;
use hmac::{Hmac, Mac};
use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;

/// What stands for itself in a part of a path.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What stands for itself in a path.
const PATH: &AsciiSet = &PART.remove(b'/');

/// The key that a storage signs its URLs with. It does not print.
pub(super) struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// What a URL allows.
#[derive(Debug)]
pub(super) struct Terms<'a> {
    pub(super) method: &'a Method,
    pub(super) expires: Timestamp,
    /// What the Content-Type of an upload must be.
    pub(super) content_type: &'a str,
    /// What the Content-Length of an upload must be, if that matters.
    pub(super) length: Option<u64>,
}

/// Why a URL is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Invalid {
    Signature,
    Expired,
}

impl Key {
    /// A key that nobody knows.
    pub(super) fn random() -> Self {
        Self(rand::random())
    }

    /// The query of the URL that allows `terms` for `name`.
    pub(super) fn query(&self, name: &str, terms: &Terms<'_>) -> String {
        let signature = URL_SAFE_NO_PAD.encode(self.mac(name, terms).finalize().into_bytes());
        let length = terms.length.map(|length| format!("&length={length}")).unwrap_or_default();
        format!("expires={}{length}&signature={signature}", terms.expires.as_millis())
    }

    /// Checks that `query` allows what is asked for now: `method` on `name`, with `content_type`. Gives the
    /// length that the content must have, if that matters.
    pub(super) fn check(
        &self,
        name: &str,
        query: &str,
        (method, content_type): (&Method, &str),
        now: Timestamp,
    ) -> Result<Option<u64>, Invalid> {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let expires = value("expires").and_then(|millis| millis.parse().ok()).map(Timestamp::from_millis);
        let signature = value("signature").and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let (Some(expires), Some(signature)) = (expires, signature) else { return Err(Invalid::Signature) };
        let length = value("length").map(str::parse).transpose().map_err(|_| Invalid::Signature)?;
        let terms = Terms { method, expires, content_type, length };
        self.mac(name, &terms).verify_slice(&signature).map_err(|_| Invalid::Signature)?;
        if expires <= now { Err(Invalid::Expired) } else { Ok(length) }
    }

    fn mac(&self, name: &str, terms: &Terms<'_>) -> Hmac<Sha256> {
        let Terms { method, expires, content_type, length } = terms;
        // A key of any length will do, so this cannot fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(
            format!("{method}\n{}\n{length:?}\n{content_type}\n{name}", expires.as_millis()).as_bytes(),
        );
        mac
    }
}

/// `name` as it stands in the path of a URL. Clients resolve `..` there, so it must not stand alone.
pub(super) fn encode(name: &str) -> String {
    let resolved = name.split('/').any(|part| matches!(part, "." | ".."));
    utf8_percent_encode(name, if resolved { PART } else { PATH }).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn now() -> Timestamp {
        "2018-10-25T12:00:00Z".parse().expect("a time")
    }

    #[test]
    fn a_url_allows_exactly_what_was_signed() {
        let (key, second) = (Key::random(), Duration::from_secs(1));
        let terms = Terms {
            method: &Method::PUT,
            expires: now() + second,
            content_type: "text/plain",
            length: Some(5),
        };
        let query = key.query("a/b", &terms);
        let put = (&Method::PUT, "text/plain");
        assert_eq!(key.check("a/b", &query, put, now()), Ok(Some(5)));
        assert_eq!(key.check("a/b", &query, put, now() + second), Err(Invalid::Expired));
        assert_eq!(key.check("a/c", &query, put, now()), Err(Invalid::Signature));
        assert_eq!(key.check("a/b", &query, (&Method::GET, "text/plain"), now()), Err(Invalid::Signature));
        assert_eq!(key.check("a/b", &query, (&Method::PUT, "text/html"), now()), Err(Invalid::Signature));
        assert_eq!(Key::random().check("a/b", &query, put, now()), Err(Invalid::Signature));
        for forged in [
            query.replace("length=5", "length=6"),
            query.replace("&length=5", ""),
            query.replace("expires=", "expires=9"),
            query.split("&signature").next().unwrap_or_default().to_owned(),
            String::new(),
        ] {
            assert_eq!(key.check("a/b", &forged, put, now()), Err(Invalid::Signature), "{forged}");
        }
    }

    #[test]
    fn names_survive_the_path_of_a_url() {
        for name in ["a/b c", "ü?#&%2F", "\u{1}\n", "//", "a/../b", "a/./b", "a/.."] {
            let decoded =
                percent_encoding::percent_decode_str(&encode(name)).decode_utf8_lossy().into_owned();
            assert_eq!(decoded, name);
            let url = format!("http://localhost/storage/T/{}", encode(name));
            assert_eq!(url::Url::parse(&url).expect("a URL").as_str(), url);
        }
    }
}
