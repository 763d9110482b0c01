//! Signing of requests with Hawk: the Authorization header, and signed URLs ("bewit").
//!
//! Neither covers the body: Taskcluster's services do not ask for a hash of it.

use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::Secret;
use http::HeaderValue;
use serde::Serialize;
use serde_json::{Map, Value};
use url::Url;

use super::credentials::Credentials;

/// Why a request could not be signed. Nothing secret is in it.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The certificate of temporary credentials is not a JSON object.
    #[error(
        "the certificate of client {client_id:?} is not a JSON object (line {line}, column {column}); expected \
         the text that came with the temporary credentials, unchanged"
    )]
    Certificate {
        /// Whose certificate it is.
        client_id: String,
        /// Where the mistake is, counted from 1.
        line: usize,
        /// Where the mistake is, counted from 1.
        column: usize,
    },
    /// The client id or the URL cannot stand in a Hawk header.
    #[error("cannot sign a request as client {client_id:?}: {reason}")]
    Hawk {
        /// Who was to sign.
        client_id: String,
        /// What the Hawk implementation says.
        reason: String,
    },
}

/// What Taskcluster reads in the `ext` field of a signature.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authorized_scopes: Option<&'a [String]>,
}

/// The Authorization header for a request with this HTTP method, good for about a minute and for one use.
///
/// # Errors
///
/// When the certificate is malformed, or the client id cannot stand in a header.
pub fn authorization(method: &str, url: &Url, credentials: &Credentials) -> Result<HeaderValue, SignError> {
    let ext = extension(credentials)?;
    let header = request(method, url, ext.as_deref())
        .and_then(|request| request.make_header(&hawk_credentials(credentials)?))
        .map_err(|error| unsignable(credentials, &error))?;
    let mut value =
        HeaderValue::try_from(format!("Hawk {header}")).map_err(|error| unsignable(credentials, &error))?;
    value.set_sensitive(true);
    Ok(value)
}

/// `url` with a signature that lets anybody GET it for `lifetime` from now. Whoever has it has access.
///
/// # Errors
///
/// When the certificate is malformed.
pub fn signed_url(
    url: &Url,
    credentials: &Credentials,
    lifetime: Duration,
) -> Result<Secret<String>, SignError> {
    let ext = extension(credentials)?;
    let expiry = SystemTime::now() + lifetime;
    let hawk_credentials = hawk_credentials(credentials).map_err(|error| unsignable(credentials, &error))?;
    let bewit = request("GET", url, ext.as_deref())
        .and_then(|request| Ok(request.make_bewit(&hawk_credentials, expiry)?.to_str()))
        .map_err(|error| unsignable(credentials, &error))?;
    let mut signed = url.clone();
    signed.query_pairs_mut().append_pair("bewit", &bewit);
    Ok(Secret::new(signed.into()))
}

fn request<'a>(
    method: &'a str,
    url: &'a Url,
    ext: Option<&'a str>,
) -> Result<::hawk::Request<'a>, ::hawk::Error> {
    Ok(::hawk::RequestBuilder::from_url(method, url)?.ext(ext).request())
}

fn hawk_credentials(credentials: &Credentials) -> Result<::hawk::Credentials, ::hawk::Error> {
    let key = ::hawk::Key::new(credentials.access_token.expose(), ::hawk::SHA256)?;
    Ok(::hawk::Credentials { id: credentials.client_id.clone(), key })
}

/// The `ext` field; `None` for permanent credentials with all their scopes.
fn extension(credentials: &Credentials) -> Result<Option<String>, SignError> {
    let certificate =
        credentials.certificate.as_ref().map(|text| parse_certificate(credentials, text)).transpose()?;
    let authorized_scopes = credentials.authorized_scopes.as_deref();
    if certificate.is_none() && authorized_scopes.is_none() {
        return Ok(None);
    }
    let json = serde_json::to_vec(&Extension { certificate, authorized_scopes })
        .map_err(|error| unsignable(credentials, &error))?;
    Ok(Some(STANDARD.encode(json)))
}

fn parse_certificate(
    credentials: &Credentials,
    text: &Secret<String>,
) -> Result<Map<String, Value>, SignError> {
    // The error's own text may quote the certificate.
    serde_json::from_str(text.expose()).map_err(|error| SignError::Certificate {
        client_id: credentials.client_id.clone(),
        line: error.line(),
        column: error.column(),
    })
}

fn unsignable(credentials: &Credentials, error: &dyn std::fmt::Display) -> SignError {
    SignError::Hawk {
        client_id: credentials.client_id.clone(),
        reason: credentials.redact(&error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use ring_free_hmac::hmac_sha256;

    use super::*;

    /// HMAC-SHA-256 by RFC 2104, so that the test does not trust what it tests.
    mod ring_free_hmac {
        use sha2::{Digest, Sha256};

        pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
            let mut block = [0_u8; 64];
            if key.len() > 64 {
                block[..32].copy_from_slice(&Sha256::digest(key));
            } else {
                block[..key.len()].copy_from_slice(key);
            }
            let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message);
            let outer = Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c));
            outer.chain_update(inner.finalize()).finalize().into()
        }
    }

    const TOKEN: &str = "nj0RYjMNR-uOGIhhbyBrBwO_lPZgTLSSOuUPgCjqzJKw";
    const CERTIFICATE: &str =
        r#"{ "version": 1, "scopes": ["a*"], "start": 1, "expiry": 2, "signature": "x=" }"#;

    fn permanent() -> Credentials {
        Credentials::new("tester/1", Secret::new(TOKEN.to_owned()), None)
    }

    fn temporary() -> Credentials {
        Credentials::new("tester/1", Secret::new(TOKEN.to_owned()), Some(Secret::new(CERTIFICATE.to_owned())))
    }

    fn url() -> Url {
        "https://tc.example.com/api/queue/v1/claim-work/a%2Fb?x=1&y=%2F".parse().expect("a URL")
    }

    fn field(header: &str, name: &str) -> Option<String> {
        let (_, rest) = header.split_once(&format!("{name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }

    fn header(credentials: &Credentials) -> String {
        let value = authorization("POST", &url(), credentials).expect("signable");
        assert!(value.is_sensitive());
        value.to_str().expect("ASCII").to_owned()
    }

    #[test]
    fn hmac_of_the_test_is_right() {
        // RFC 4231, test case 2.
        let mac = hmac_sha256(b"Jefe", b"what do ya want for nothing?");
        let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn the_mac_is_what_the_hawk_specification_says() {
        for (credentials, ext) in [(permanent(), false), (temporary(), true)] {
            let header = header(&credentials);
            assert!(header.starts_with("Hawk "), "{header}");
            assert_eq!(field(&header, "id").as_deref(), Some("tester/1"));
            assert_eq!(field(&header, "hash"), None);
            let [ts, nonce, mac] =
                ["ts", "nonce", "mac"].map(|name| field(&header, name).expect("a required field"));
            assert_eq!(field(&header, "ext").is_some(), ext);
            let ext = field(&header, "ext").unwrap_or_default();
            let normalized = format!(
                "hawk.1.header\n{ts}\n{nonce}\nPOST\n/api/queue/v1/claim-work/a%2Fb?x=1&y=%2F\ntc.example.com\n443\n\n{ext}\n"
            );
            assert_eq!(mac, STANDARD.encode(hmac_sha256(TOKEN.as_bytes(), normalized.as_bytes())));
        }
    }

    #[test]
    fn a_header_is_never_used_twice() {
        assert_ne!(header(&permanent()), header(&permanent()));
    }

    #[test]
    fn the_extension_is_compact_json() {
        let decode = |credentials: &Credentials| {
            let ext = extension(credentials).expect("a valid certificate")?;
            Some(String::from_utf8(STANDARD.decode(ext).expect("base64")).expect("UTF-8"))
        };
        assert_eq!(decode(&permanent()), None);
        assert_eq!(
            decode(&permanent().restricted_to(["a:b"])).as_deref(),
            Some(r#"{"authorizedScopes":["a:b"]}"#)
        );
        let nothing: [&str; 0] = [];
        assert_eq!(
            decode(&permanent().restricted_to(nothing)).as_deref(),
            Some(r#"{"authorizedScopes":[]}"#)
        );
        let both = decode(&temporary().restricted_to(["a:b"])).expect("an extension");
        let both: Value = serde_json::from_str(&both).expect("JSON");
        let certificate: Value = serde_json::from_str(CERTIFICATE).expect("JSON");
        assert_eq!(both, serde_json::json!({ "certificate": certificate, "authorizedScopes": ["a:b"] }));
    }

    #[test]
    fn a_malformed_certificate_is_named_but_not_shown() {
        for bad in ["s3cr3t", r#""s3cr3t""#, r#"{"a": s3cr3t}"#] {
            let credentials = Credentials::new(
                "tester/1",
                Secret::new(TOKEN.to_owned()),
                Some(Secret::new(bad.to_owned())),
            );
            let error = authorization("GET", &url(), &credentials).expect_err("malformed").to_string();
            assert!(error.contains("certificate of client \"tester/1\""), "{error}");
            assert!(!error.contains("s3cr3t"), "{error}");
        }
    }

    #[test]
    fn a_client_id_that_breaks_the_header_is_an_error() {
        let odd = Credentials::new("a\"b", Secret::new(TOKEN.to_owned()), None);
        assert!(matches!(authorization("GET", &url(), &odd), Err(SignError::Hawk { .. })));
    }

    #[test]
    fn a_signed_url_is_valid_until_it_expires() {
        let lifetime = Duration::from_secs(1800);
        let signed = signed_url(&url(), &temporary(), lifetime).expect("signable");
        let signed: Url = signed.expose().parse().expect("a URL");
        assert!(signed.as_str().starts_with(&format!("{}&bewit=", url())), "{signed}");
        let mut bewit = None;
        let asked = ::hawk::RequestBuilder::from_url("GET", &signed)
            .and_then(|request| request.extract_bewit(&mut bewit))
            .expect("a signed URL");
        let bewit = bewit.expect("a signature");
        let key = ::hawk::Key::new(TOKEN, ::hawk::SHA256).expect("a key");
        assert!(asked.clone().request().validate_bewit(&bewit, &key));
        assert!(!asked.path("/other").request().validate_bewit(&bewit, &key));
        assert_eq!(bewit.id(), "tester/1");
        assert_eq!(bewit.ext(), extension(&temporary()).expect("a valid certificate").as_deref());
        let left = bewit.exp().duration_since(SystemTime::now()).expect("not yet expired");
        assert!(left <= lifetime && left > lifetime - Duration::from_secs(60), "{left:?}");
    }
}
