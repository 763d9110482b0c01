//! One attempt to put content into the storage.

use std::time::{Duration, SystemTime};

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue, RETRY_AFTER};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::body::Body;
use super::digest::{Checksums, Digests};
use super::error::StorageFailure;
use super::stream::{self, Outgoing, Reading};
use crate::taskcluster::http::{
    HttpStack, Progress, Redirects, SetupError, Timeouts, describe, one_line, unless_stalled,
};
use crate::taskcluster::retry::retry_after;

/// How long to wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// How much of the storage's explanation is read, in bytes.
const LONGEST_EXPLANATION: usize = 4 << 10;
/// How much of it is kept, in characters.
const LONGEST_MESSAGE: usize = 300;
/// What S3 says about content that it will never take.
const TOO_LARGE: &str = "EntityTooLarge";

/// A client for uploads. The one for API calls will not do: it takes an upload that goes on for long for a dead one.
///
/// # Errors
///
/// When a proxy's address is wrong.
pub fn http_client(stack: &HttpStack) -> Result<reqwest::Client, SetupError> {
    let timeouts = Timeouts { connect: Some(CONNECT_TIMEOUT), silence: None };
    stack.client(timeouts, Redirects::Return)
}

/// Where to, and as what.
#[derive(Debug)]
pub struct Target {
    pub url: Url,
    /// All but the length of the content.
    pub headers: HeaderMap,
    /// How long nothing may be sent or received.
    pub patience: Duration,
    pub checksums: Checksums,
}

/// Why an attempt failed.
#[derive(Debug)]
pub enum PutError {
    Storage {
        failure: StorageFailure,
        /// Whether another attempt makes sense, and how long the storage wants to be left alone.
        retry: Retry,
    },
    /// The content itself failed.
    Content(std::io::Error),
}

/// Whether another attempt makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    Never,
    /// The fault may pass.
    Later(Option<Duration>),
    /// The URL may have expired, but if not, the refusal is final: a few attempts.
    WithFreshUrl,
}

impl PutError {
    fn later(failure: StorageFailure) -> Self {
        Self::Storage { failure, retry: Retry::Later(None) }
    }
}

/// Sends `body` to `target`; the checksums of what was sent, if they are known.
pub async fn put(
    client: &reqwest::Client,
    target: &Target,
    body: &Body,
) -> Result<Option<Digests>, PutError> {
    let progress = Progress::begin();
    let stop = CancellationToken::new();
    let _guard = stop.clone().drop_guard();
    let Outgoing { body: outgoing, reading } =
        stream::begin(body, target.checksums, progress.clone(), stop.clone());
    let mut headers = target.headers.clone();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(body.length));
    let request = client.put(target.url.clone()).headers(headers).body(outgoing);
    let answer = unless_stalled(request.send(), &progress, target.patience).await;
    let answer = match answer {
        Some(Ok(response)) => {
            progress.mark();
            let read = unless_stalled(read(response), &progress, target.patience).await;
            read.unwrap_or_else(|| Err(PutError::later(StorageFailure::Stalled(target.patience))))
        }
        Some(Err(error)) => Err(transport(error)),
        None => Err(PutError::later(StorageFailure::Stalled(target.patience))),
    };
    stop.cancel();
    match (answer, reading.await) {
        (_, Ok(Reading::Failed(error))) => Err(PutError::Content(error)),
        (Err(error), _) => Err(error),
        (Ok(()), Ok(Reading::Complete(digests))) => Ok(digests),
        (Ok(()), Ok(Reading::Unwanted)) => Err(PutError::later(StorageFailure::Incomplete)),
        (Ok(()), Err(error)) => Err(PutError::Content(std::io::Error::other(error))),
    }
}

fn transport(error: reqwest::Error) -> PutError {
    let hopeless = error.is_builder();
    let failure = StorageFailure::Transport(describe(error));
    let retry = if hopeless { Retry::Never } else { Retry::Later(None) };
    PutError::Storage { failure, retry }
}

async fn read(mut response: reqwest::Response) -> Result<(), PutError> {
    let status = response.status();
    let requested =
        response.headers().get(RETRY_AFTER).and_then(|value| retry_after(value, SystemTime::now()));
    let mut body = Vec::new();
    while body.len() < LONGEST_EXPLANATION {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break,
            // The status says it all, unless the success is not one to the end.
            Err(_) if !status.is_success() => break,
            Err(error) => return Err(transport(error)),
        }
    }
    if status.is_success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&body);
    let retry = match status.as_u16() {
        400 | 403 if !text.contains(TOO_LARGE) => Retry::WithFreshUrl,
        408 | 429 | 500..=599 => Retry::Later(requested),
        _ => Retry::Never,
    };
    let failure =
        StorageFailure::Refused { status: status.as_u16(), message: one_line(&text, LONGEST_MESSAGE) };
    Err(PutError::Storage { failure, retry })
}
