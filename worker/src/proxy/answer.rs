//! What becomes of one request.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, HeaderValue};
use http::request::Parts;
use http::{Request, Version};

use super::refusal::Refusal;
use super::target::{self, Target};
use super::{Upstream, bewit, forward, headers};

/// Names under which a proxy on loopback may be called, all of which lead to this machine.
const HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "taskcluster"];

/// Answers a request of somebody who may make it.
pub async fn answer(upstream: &Upstream, request: Request<Body>) -> Response {
    let credentials = upstream.credentials();
    let about = headers::about(credentials.as_ref());
    let (parts, body) = request.into_parts();
    let answered = async {
        check_host(&parts)?;
        let target = target::find(&parts.uri, &upstream.deployment)?;
        let credentials =
            credentials.ok_or_else(|| Refusal::internal("taskcluster-proxy: there are no credentials"))?;
        match target {
            Target::Bewit => bewit::answer(body, &credentials, about.clone()).await,
            Target::Service(url) => {
                tracing::debug!("taskcluster-proxy: {} {} -> {}", parts.method, parts.uri.path(), url.path());
                forward::forward(upstream, url, credentials, (parts, body), about.clone()).await
            }
        }
    };
    match answered.await {
        Ok(response) => response,
        Err(refusal) => (about, refusal).into_response(),
    }
}

/// A page that a browser shows must not reach the proxy by giving this machine's address a name of its own.
fn check_host(parts: &Parts) -> Result<(), Refusal> {
    let mut hosts = parts.headers.get_all(HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host,
        (None, None) if parts.version == Version::HTTP_10 => return Ok(()),
        _ => return Err(Refusal::malformed("taskcluster-proxy: the request must have one Host header")),
    };
    if is_own(host) {
        return Ok(());
    }
    let message =
        format!("taskcluster-proxy: it is not called {host:?}; expected one of {}", HOSTS.join(", "));
    Err(Refusal::forbidden(message))
}

fn is_own(host: &HeaderValue) -> bool {
    let Ok(host) = host.to_str() else { return false };
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    port.parse::<u16>().is_ok() && HOSTS.iter().any(|own| own.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_proxy() {
        for (host, own) in [
            ("localhost", true),
            ("LOCALHOST:8080", true),
            ("127.0.0.1:80", true),
            ("taskcluster", true),
            ("taskcluster.evil.example.com", false),
            ("localhost:80@evil.example.com", false),
            ("localhost.", false),
            ("evil.example.com:80", false),
            ("", false),
        ] {
            assert_eq!(is_own(&HeaderValue::from_static(host)), own, "{host}");
        }
    }
}
