//! Signed URLs: `/bewit`.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use http::header::{HeaderMap, LOCATION};
use http::{HeaderValue, StatusCode};
use url::Url;

use super::refusal::Refusal;
use crate::taskcluster::credentials::Credentials;
use crate::taskcluster::hawk;

/// How long a signed URL works.
const LIFETIME: Duration = Duration::from_hours(1);
/// The longest URL that is signed, in bytes.
const LONGEST: usize = 64 << 10;

/// The URL in `body`, signed with `credentials`: as text, and as the place to go to.
///
/// It may be any URL, since nothing is sent there: services outside the deployment may know Taskcluster's clients too.
pub async fn answer(body: Body, credentials: &Credentials, about: HeaderMap) -> Result<Response, Refusal> {
    let body = to_bytes(body, LONGEST).await.map_err(|_| {
        Refusal::too_large(format!(
            "taskcluster-proxy: the URL to sign was not sent, or has more than {LONGEST} bytes"
        ))
    })?;
    let text = std::str::from_utf8(&body).unwrap_or_default().trim();
    let signed = hawk::signed_url(&parse(text)?, credentials, LIFETIME)?;
    let location = HeaderValue::from_str(signed.expose())
        .map_err(|_| Refusal::internal("taskcluster-proxy: the signed URL is no header"))?;
    let mut response = (StatusCode::SEE_OTHER, about, signed.expose().clone()).into_response();
    response.headers_mut().insert(LOCATION, location);
    Ok(response)
}

fn parse(text: &str) -> Result<Url, Refusal> {
    let malformed = |reason: &str| {
        Refusal::malformed(format!(
            "taskcluster-proxy: the body must be the URL to sign, such as https://tc.example.com/api/queue/v1/ping \
             ({reason})"
        ))
    };
    let url = Url::parse(text).map_err(|error| malformed(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(malformed("it must begin with http:// or https://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(malformed("it has a user name or password"));
    }
    Ok(url)
}
