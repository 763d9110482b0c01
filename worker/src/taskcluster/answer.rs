//! Reading answers: bounded bodies, decoding, and the error bodies of Taskcluster's services.

use std::time::{Duration, SystemTime};

use bytes::{Bytes, BytesMut};
use generated::runtime::api::Operation;
use http::StatusCode;
use http::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::credentials::Credentials;
use super::error::{Cause, Refusal};
use super::http::describe;
use super::http::one_line;
use super::retry::{http_date, retry_after};

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 32 << 20;
/// How much of the body of a refusal is read, in bytes.
const LONGEST_REFUSAL: usize = 64 << 10;
/// How much of a service's explanation is kept, in characters.
const LONGEST_MESSAGE: usize = 1000;
/// How much is kept of a body that is not an error body of Taskcluster, in characters.
const LONGEST_FOREIGN_MESSAGE: usize = 200;
/// Clocks that differ by less are not the reason for a refused signature, in seconds.
const HARMLESS_SKEW: i64 = 30;

/// An attempt that failed, and whether another one makes sense.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) cause: Cause,
    pub(super) retry: Retry,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retry {
    Never,
    /// After a pause, and after what the server asked for.
    Later(Option<Duration>),
}

impl Failure {
    pub(super) fn for_good(cause: impl Into<Cause>) -> Self {
        Self { cause: cause.into(), retry: Retry::Never }
    }

    pub(super) fn for_now(cause: Cause) -> Self {
        Self { cause, retry: Retry::Later(None) }
    }

    /// The HTTP client's failure to bring an answer.
    pub(super) fn transport(error: reqwest::Error) -> Self {
        let hopeless = error.is_builder();
        let cause = Cause::Transport(describe(error));
        if hopeless { Self::for_good(cause) } else { Self::for_now(cause) }
    }
}

/// The body of a success; anything else is a failure.
pub(super) async fn read(response: Response, credentials: Option<&Credentials>) -> Result<Bytes, Failure> {
    if response.status().is_success() {
        return read_whole(response).await;
    }
    let status = response.status();
    let headers = response.headers().clone();
    let body = read_beginning(response).await;
    Err(refused(status, &headers, &body, credentials))
}

async fn read_whole(mut response: Response) -> Result<Bytes, Failure> {
    let too_long =
        || Failure::for_good(Cause::Undecodable(format!("it is longer than {LONGEST_ANSWER} bytes")));
    let announced = response.content_length().unwrap_or(0);
    let capacity = usize::try_from(announced).ok().filter(|length| *length <= LONGEST_ANSWER);
    // The announcement is only trusted as far as a modest buffer goes.
    let mut body = BytesMut::with_capacity(capacity.ok_or_else(too_long)?.min(64 << 10));
    while let Some(chunk) = response.chunk().await.map_err(Failure::transport)? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(too_long());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// As much of the body of a refusal as can be had: its status already says that the call failed.
async fn read_beginning(mut response: Response) -> Bytes {
    let mut body = BytesMut::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = LONGEST_REFUSAL - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if body.len() == LONGEST_REFUSAL {
            break;
        }
    }
    body.freeze()
}

/// The body as `R`. Operations without output give `R` from nothing, whatever the service sends.
pub(super) fn decode<R: DeserializeOwned>(operation: &Operation, body: &[u8]) -> Result<R, Failure> {
    let body = if operation.output.is_some() { body } else { b"null" };
    serde_json::from_slice(body).map_err(|error| undecodable(&error, body.len()))
}

fn undecodable(error: &serde_json::Error, length: usize) -> Failure {
    let text = one_line(&error.to_string(), LONGEST_FOREIGN_MESSAGE);
    let cause = Cause::Undecodable(format!("{text} (of {length} bytes)"));
    match error.classify() {
        // Well-formed, but of another shape: the service would say the same again.
        Category::Data => Failure::for_good(cause),
        // Cut off, or not from the service at all.
        Category::Eof | Category::Syntax | Category::Io => Failure::for_now(cause),
    }
}

/// The error body of Taskcluster's services. It holds more, which repeats the request.
#[derive(Deserialize)]
struct ErrorBody {
    code: Option<String>,
    message: Option<String>,
}

fn refused(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    credentials: Option<&Credentials>,
) -> Failure {
    let (code, message) = explanation(status, headers, body);
    // A service may quote what it was sent.
    let shown =
        |text: String| credentials.map_or_else(|| text.clone(), |credentials| credentials.redact(&text));
    let now = SystemTime::now();
    let refusal = Refusal {
        status: status.as_u16(),
        code: code.map(|code| one_line(&shown(code), LONGEST_FOREIGN_MESSAGE)),
        message: one_line(&shown(message), LONGEST_MESSAGE),
        clock_ahead_by: (status == StatusCode::UNAUTHORIZED).then(|| clock_ahead_by(headers, now)).flatten(),
    };
    let retry = if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        Retry::Later(headers.get(RETRY_AFTER).and_then(|value| retry_after(value, now)))
    } else {
        Retry::Never
    };
    Failure { cause: refusal.into(), retry }
}

fn explanation(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> (Option<String>, String) {
    if status.is_redirection() {
        return (None, redirection(headers));
    }
    if let Ok(ErrorBody { code, message: Some(message) }) = serde_json::from_slice(body) {
        // What follows a ruler repeats the request.
        let message = message.split("\n---\n").next().unwrap_or_default().to_owned();
        return (code, message);
    }
    let text = String::from_utf8_lossy(body);
    (None, text.chars().take(LONGEST_FOREIGN_MESSAGE).collect())
}

fn redirection(headers: &HeaderMap) -> String {
    let location = headers.get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("nowhere");
    let without_query = location.split(['?', '#']).next().unwrap_or_default();
    format!("the server redirects to {without_query}, but API calls follow no redirects; check the root URL")
}

fn clock_ahead_by(headers: &HeaderMap, now: SystemTime) -> Option<i64> {
    let server = http_date(headers.get(DATE)?.to_str().ok()?)?;
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    let ahead = match now.duration_since(server) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    };
    (ahead.abs() >= HARMLESS_SKEW).then_some(ahead)
}

#[cfg(test)]
mod tests {
    use generated::Secret;
    use http::HeaderValue;
    use serde_json::json;

    use super::*;

    fn refusal(status: u16, headers: &HeaderMap, body: &[u8]) -> Refusal {
        let credentials = Credentials::new("me", Secret::new("t0ken-t0ken".into()), None);
        let status = StatusCode::from_u16(status).expect("a status");
        match refused(status, headers, body, Some(&credentials)).cause {
            Cause::Refused(refusal) => refusal,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn keeps_code_and_message_of_a_service() {
        let body = json!({
            "code": "InsufficientScopes",
            "message": "Client me is missing:\n\n```\nqueue:x\n```\n\n---\n\n* method: claimWork",
            "requestInfo": { "method": "claimWork", "payload": { "secret": 1 } },
        });
        let refusal = refusal(403, &HeaderMap::new(), body.to_string().as_bytes());
        assert_eq!(refusal.to_string(), "HTTP 403 InsufficientScopes: Client me is missing: ``` queue:x ```");
    }

    #[test]
    fn what_a_server_says_is_bounded_and_made_harmless() {
        let long = "é".repeat(5000);
        let body = json!({ "code": "A\u{1b}[31mB", "message": format!("t0ken-t0ken\r\n\u{7}{long}") });
        let refusal = refusal(400, &HeaderMap::new(), body.to_string().as_bytes());
        assert_eq!(refusal.code.as_deref(), Some("A [31mB"));
        assert!(refusal.message.starts_with("*** ééé"), "{refusal}");
        assert!(refusal.message.ends_with('…'));
        assert_eq!(refusal.message.chars().count(), LONGEST_MESSAGE + 1);
    }

    #[test]
    fn a_body_of_something_else_is_shown_shortened() {
        let html = format!("<html>\n<h1>502 Bad Gateway</h1>{}", "x".repeat(10_000));
        let refusal = refusal(502, &HeaderMap::new(), html.as_bytes());
        assert!(refusal.to_string().starts_with("HTTP 502: <html> <h1>502 Bad Gateway</h1>xx"), "{refusal}");
        assert!(refusal.message.chars().count() <= LONGEST_FOREIGN_MESSAGE + 1);
        assert_eq!(self::refusal(404, &HeaderMap::new(), b"").to_string(), "HTTP 404");
    }

    #[test]
    fn a_redirect_tells_where_it_leads_without_the_query() {
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, HeaderValue::from_static("https://elsewhere/login?t0ken=1"));
        let text = refusal(302, &headers, b"").to_string();
        assert!(text.contains("redirects to https://elsewhere/login,") && !text.contains("t0ken"), "{text}");
    }

    #[test]
    fn a_wrong_clock_is_named_where_a_signature_is_refused() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        let refused = refusal(401, &headers, b"{}");
        assert!(refused.clock_ahead_by.is_some_and(|seconds| seconds > 1_000_000_000));
        assert!(refused.to_string().contains(" s ahead of the server's"), "{refused}");
        assert_eq!(refusal(403, &headers, b"{}").clock_ahead_by, None);
        headers.insert(DATE, HeaderValue::from_static("Fri, 06 Nov 2099 08:49:37 GMT"));
        assert!(refusal(401, &headers, b"{}").to_string().contains(" s behind the server's"));
    }
}
