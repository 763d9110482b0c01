//! Headers on their way through, and those that the proxy adds.

use generated::Secret;
use http::header::{
    AUTHORIZATION, CONNECTION, CONTENT_TYPE, EXPECT, HOST, HeaderMap, HeaderName, HeaderValue,
    PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use serde::Deserialize;
use url::Url;

use crate::taskcluster::credentials::Credentials;
use crate::version;

/// The longest header that the proxy adds, in bytes: clients refuse answers whose headers are too long, and these are
/// for people only.
const LONGEST: usize = 4096;

/// Headers that concern one connection.
const HOP_BY_HOP: [HeaderName; 9] = [
    CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// The headers of a request as a service is to see them. What was said about the proxy itself is left out, and a body
/// without a type is one of JSON: old clients do not say so.
pub fn outgoing(mut headers: HeaderMap, has_body: bool) -> HeaderMap {
    remove_hop_by_hop(&mut headers);
    for name in [HOST, AUTHORIZATION, EXPECT] {
        headers.remove(name);
    }
    if has_body && !headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers
}

/// Leaves out what concerns one connection only, and what its `Connection` header names.
pub fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let values = headers.get_all(CONNECTION).iter().filter_map(|value| value.to_str().ok());
    let names = values.flat_map(|value| value.split(',')).filter_map(|name| name.trim().parse().ok());
    // What says how long the body is concerns it, whatever is claimed.
    let named: Vec<HeaderName> = names.filter(|name| *name != http::header::CONTENT_LENGTH).collect();
    for name in named.iter().chain(&HOP_BY_HOP) {
        headers.remove(name);
    }
}

/// The part of a certificate that people may want to see.
#[derive(Deserialize)]
struct Certificate {
    scopes: Vec<String>,
}

/// What the proxy says about itself in every answer: its version, and as whom it acts.
pub fn about(credentials: Option<&Credentials>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    add(&mut headers, "x-taskcluster-proxy-version", version::VERSION);
    if let Some(revision) = version::REVISION {
        add(&mut headers, "x-taskcluster-proxy-revision", revision);
    }
    let Some(credentials) = credentials else { return headers };
    match &credentials.certificate {
        None => add(&mut headers, "x-taskcluster-proxy-perm-clientid", &credentials.client_id),
        Some(certificate) => {
            add(&mut headers, "x-taskcluster-proxy-temp-clientid", &credentials.client_id);
            if let Some(scopes) = scopes(certificate) {
                add(&mut headers, "x-taskcluster-proxy-temp-scopes", &scopes);
            }
        }
    }
    if let Some(Ok(scopes)) = credentials.authorized_scopes.as_ref().map(serde_json::to_string) {
        add(&mut headers, "x-taskcluster-authorized-scopes", &scopes);
    }
    headers
}

/// Says where a request was forwarded to.
pub fn add_endpoint(headers: &mut HeaderMap, url: &Url) {
    add(headers, "x-taskcluster-endpoint", url.as_str());
}

fn scopes(certificate: &Secret<String>) -> Option<String> {
    let certificate: Certificate = serde_json::from_str(certificate.expose()).ok()?;
    serde_json::to_string(&certificate.scopes).ok()
}

fn add(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if value.len() <= LONGEST
        && let Ok(value) = HeaderValue::from_str(value)
    {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(headers: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn what_concerns_the_connection_is_left_out() {
        let given = map(&[
            ("host", "localhost"),
            ("authorization", "Hawk x"),
            ("connection", "close, X-Own"),
            ("x-own", "1"),
            ("connection", "content-length"),
            ("content-length", "5"),
            ("te", "trailers"),
            ("x-kept", "2"),
            ("expect", "100-continue"),
            ("transfer-encoding", "chunked"),
            ("proxy-authorization", "Basic x"),
        ]);
        let expected = map(&[("content-length", "5"), ("x-kept", "2"), ("content-type", "application/json")]);
        assert_eq!(outgoing(given, true), expected);
        assert_eq!(
            outgoing(map(&[("content-type", "text/plain")]), true),
            map(&[("content-type", "text/plain")])
        );
        assert_eq!(outgoing(HeaderMap::new(), false), HeaderMap::new());
    }

    #[test]
    fn as_whom_it_acts() {
        let token = || Secret::new("t0ken-t0ken".to_owned());
        let certificate = Secret::new(r#"{"scopes": ["a", "b"], "signature": "s1gnature"}"#.to_owned());
        let temporary = Credentials::new("task", token(), Some(certificate)).restricted_to(["a"]);
        let headers = about(Some(&temporary));
        let value = |name: &str| headers.get(name).map(|value| value.to_str().expect("ASCII").to_owned());
        assert_eq!(value("X-Taskcluster-Proxy-Temp-ClientId").as_deref(), Some("task"));
        assert_eq!(value("X-Taskcluster-Proxy-Temp-Scopes").as_deref(), Some(r#"["a","b"]"#));
        assert_eq!(value("X-Taskcluster-Authorized-Scopes").as_deref(), Some(r#"["a"]"#));
        assert_eq!(value("X-Taskcluster-Proxy-Perm-ClientId"), None);
        assert_eq!(value("X-Taskcluster-Proxy-Version").as_deref(), Some(version::VERSION));
        let shown = format!("{headers:?}");
        assert!(!shown.contains("t0ken") && !shown.contains("s1gnature"), "{shown}");
        let many = (0..1000).map(|number| format!("scope:{number}"));
        let headers = about(Some(&Credentials::new("me", token(), None).restricted_to(many)));
        assert!(headers.contains_key("X-Taskcluster-Proxy-Perm-ClientId"));
        assert!(!headers.contains_key("X-Taskcluster-Authorized-Scopes"), "too long for many clients");
    }
}
