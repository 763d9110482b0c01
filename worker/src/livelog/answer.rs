//! What a request for a live log is answered.

use axum::body::Body;
use http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, RANGE,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use tokio_util::sync::CancellationToken;

use super::audience::Reader;
use super::reader::{self, Wanted};
use super::registry::{Log, Registry};
use super::server::Limits;

/// What may be done with a log.
const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

/// The last position of a log whose end is not known yet: the highest that clients can be expected to read.
const SOMEWHERE: u64 = i64::MAX as u64 - 1;

/// Answers the `request` of `reader`.
pub fn answer<B>(request: &Request<B>, reader: Reader, logs: &Registry, limits: &Limits) -> Response<Body> {
    let mut response = match *request.method() {
        Method::GET | Method::HEAD => log(request, reader, logs, limits),
        Method::OPTIONS => empty(StatusCode::NO_CONTENT),
        _ => empty(StatusCode::METHOD_NOT_ALLOWED),
    };
    let headers = response.headers_mut();
    headers.insert(ALLOW, METHODS);
    // The log is shown by Taskcluster's web interface, which comes from elsewhere. Whoever has the secret may read it.
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Range"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Content-Range"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn log<B>(request: &Request<B>, reader: Reader, logs: &Registry, limits: &Limits) -> Response<Body> {
    let found = request.uri().path().strip_prefix(super::PATH).and_then(|secret| logs.find(secret));
    let Some(Log { mut follower, owner }) = found else { return empty(StatusCode::NOT_FOUND) };
    if !reader.may_read(owner) {
        tracing::warn!("the live log of a task was refused to another user of this machine: {reader:?}");
        return empty(StatusCode::FORBIDDEN);
    }
    let asked = range(request.headers());
    let wanted = asked.unwrap_or(Wanted { start: 0, end: None });
    let progress = follower.progress();
    if progress.complete && asked.is_some() && wanted.start >= progress.length {
        let mut response = empty(StatusCode::RANGE_NOT_SATISFIABLE);
        insert(&mut response, format!("bytes */{}", progress.length));
        return response;
    }
    let body = match *request.method() {
        Method::HEAD => Body::empty(),
        _ => {
            let whole = CancellationToken::new();
            Body::from_stream(reader::read(follower, wanted, limits.patience_at_end, whole))
        }
    };
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if asked.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let (known, total) = match progress.complete {
            true => (Some(progress.length), progress.length.to_string()),
            false => (None, "*".to_owned()),
        };
        let last = wanted.end.unwrap_or(u64::MAX).min(known.unwrap_or(SOMEWHERE + 1)) - 1;
        insert(&mut response, format!("bytes {}-{last}/{total}", wanted.start));
    }
    response
}

fn insert(response: &mut Response<Body>, content_range: String) {
    // Digits and a few signs, which any header can hold.
    if let Ok(value) = HeaderValue::from_str(&content_range) {
        response.headers_mut().insert(CONTENT_RANGE, value);
    }
}

/// The part of the log that is asked for, if it is a part that can be given: from some position on, or up to another.
fn range(headers: &HeaderMap) -> Option<Wanted> {
    let text = headers.get(RANGE)?.to_str().ok()?;
    let (start, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let start = start.parse().ok().filter(|start| *start < SOMEWHERE)?;
    let end = match last {
        "" => None,
        last => Some(last.parse::<u64>().ok().filter(|last| (start..SOMEWHERE).contains(last))? + 1),
    };
    Some(Wanted { start, end })
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let range = |text: &str| range(&HeaderMap::from_iter([(RANGE, text.parse().unwrap())]));
        assert_eq!(range("bytes=5-"), Some(Wanted { start: 5, end: None }));
        assert_eq!(range("bytes=0-0"), Some(Wanted { start: 0, end: Some(1) }));
        for other in [
            "bytes=-5",
            "bytes=5-4",
            "bytes=a-",
            "bytes=1-2,4-5",
            "lines=1-2",
            "bytes=99999999999999999999-",
            "",
            "bytes=0-18446744073709551615",
        ] {
            assert_eq!(range(other), None, "{other}");
        }
    }
}
