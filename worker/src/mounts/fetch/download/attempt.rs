//! One request of a download.

use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_RANGE, ETAG, HeaderMap, HeaderValue, IF_RANGE, LAST_MODIFIED,
    RANGE, RETRY_AFTER,
};
use reqwest::Response;
use url::Url;

use super::{Download, Ended};
use crate::mounts::error::{DownloadFailure, FetchError};
use crate::mounts::hash::Hashes;
use crate::taskcluster::http::{describe, one_line};
use crate::taskcluster::retry::retry_after;

/// How much of a server's explanation is read, in bytes.
const LONGEST_EXPLANATION: usize = 4 << 10;
/// How much of it is kept, in characters.
const LONGEST_MESSAGE: usize = 300;

/// How an attempt failed.
#[derive(Debug)]
pub enum Failed {
    /// Another attempt makes sense, after what the server asks for.
    ForNow(DownloadFailure, Option<Duration>),
    /// Another attempt makes no sense.
    ForGood(DownloadFailure),
    /// The download itself is over.
    Ended(Ended),
}

impl Failed {
    pub fn for_good(error: FetchError) -> Self {
        Self::Ended(Ended::Failed(error))
    }

    fn transport(error: reqwest::Error) -> Self {
        let hopeless = error.is_builder() || error.is_redirect();
        let failure = DownloadFailure::Transport(describe(error));
        if hopeless { Self::ForGood(failure) } else { Self::ForNow(failure, None) }
    }

    fn nonsense(reason: impl Into<String>) -> Self {
        Self::ForNow(DownloadFailure::Nonsense(reason.into()), None)
    }
}

/// What tells one version of the content from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validator(HeaderValue);

impl Validator {
    /// Only what holds byte by byte: no weak tag.
    fn of(headers: &HeaderMap) -> Option<Self> {
        let tag = headers.get(ETAG).filter(|tag| tag.as_bytes().starts_with(b"\""));
        tag.or_else(|| headers.get(LAST_MODIFIED)).cloned().map(Self)
    }
}

impl Download<'_> {
    /// Asks `url` for what is missing, and passes it on.
    pub(super) async fn request(&mut self, url: Url) -> Result<(), Failed> {
        let mut request = self.fetcher.http.get(url).header(ACCEPT_ENCODING, "identity");
        // Without a way to tell versions apart, parts of two could be mixed.
        let resumed = (self.position > 0).then_some(self.validator.as_ref()).flatten();
        if let Some(Validator(validator)) = resumed {
            request = request
                .header(RANGE, format!("bytes={}-", self.position))
                .header(IF_RANGE, validator.clone());
        }
        let response = self.in_time(request.send()).await?.map_err(Failed::transport)?;
        match response.status() {
            StatusCode::OK => self.take_all(response).await,
            StatusCode::PARTIAL_CONTENT => self.take_rest(response).await,
            StatusCode::RANGE_NOT_SATISFIABLE if resumed.is_some() => {
                self.validator = None;
                Err(Failed::nonsense("the server has no more than what arrived"))
            }
            status => Err(self.refused(status, response).await),
        }
    }

    /// All of the content arrives. What was passed on before must be its beginning.
    async fn take_all(&mut self, mut response: Response) -> Result<(), Failed> {
        let headers = response.headers();
        let is_gzipped =
            headers.get(CONTENT_ENCODING).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"gzip"));
        self.validator = Validator::of(headers);
        self.total = response.content_length();
        self.begin(is_gzipped).await?;
        let mut again = Hashes::new(false);
        let mut left = self.position;
        while left > 0 {
            let Some(mut bytes) = self.chunk(&mut response).await? else {
                // It is shorter than it was.
                return Err(Failed::Ended(Ended::Changed));
            };
            let known =
                bytes.split_to(usize::try_from(left).map_or(bytes.len(), |left| left.min(bytes.len())));
            again.update(&known);
            left -= known.len() as u64;
            if left == 0 {
                if again.sha256() != self.hashes.sha256() {
                    return Err(Failed::Ended(Ended::Changed));
                }
                if !bytes.is_empty() {
                    self.pass(bytes).await?;
                }
            }
        }
        self.rest(response).await
    }

    /// The content arrives from some place on, which must be the one that was asked for.
    async fn take_rest(&mut self, response: Response) -> Result<(), Failed> {
        let range = response.headers().get(CONTENT_RANGE).and_then(|value| value.to_str().ok());
        let Some((start, total)) = range.and_then(content_range) else {
            self.validator = None;
            return Err(Failed::nonsense("a part of the content arrived, but not which one it is"));
        };
        let same_size = self.total.is_none() || total.is_none() || self.total == total;
        if start != self.position || !same_size || self.position == 0 {
            self.validator = None;
            return Err(Failed::nonsense(format!(
                "asked for the content from byte {} on, but got it from byte {start} on",
                self.position
            )));
        }
        self.total = self.total.or(total);
        self.rest(response).await
    }

    async fn rest(&mut self, mut response: Response) -> Result<(), Failed> {
        while let Some(bytes) = self.chunk(&mut response).await? {
            self.pass(bytes).await?;
        }
        match self.total {
            Some(total) if total != self.position => {
                Err(Failed::nonsense(format!("{} of {total} bytes arrived", self.position)))
            }
            _ => Ok(()),
        }
    }

    async fn chunk(&self, response: &mut Response) -> Result<Option<bytes::Bytes>, Failed> {
        self.in_time(response.chunk()).await?.map_err(Failed::transport)
    }

    /// Waits for the server as long as the options allow.
    async fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, Failed> {
        let patience = self.fetcher.options.patience;
        let outcome = tokio::time::timeout(patience, work).await;
        outcome.map_err(|_| Failed::ForNow(DownloadFailure::Stalled(patience), None))
    }

    async fn refused(&self, status: StatusCode, mut response: Response) -> Failed {
        let requested =
            response.headers().get(RETRY_AFTER).and_then(|value| retry_after(value, SystemTime::now()));
        let mut text = Vec::new();
        while text.len() < LONGEST_EXPLANATION {
            // The status says it all if there is no explanation to be had.
            let Ok(Some(bytes)) = self.chunk(&mut response).await else { break };
            text.extend_from_slice(&bytes);
        }
        let message = one_line(&String::from_utf8_lossy(&text), LONGEST_MESSAGE);
        let failure = DownloadFailure::Refused { status: status.as_u16(), message };
        match status.as_u16() {
            408 | 429 | 500..=599 => Failed::ForNow(failure, requested),
            _ => Failed::ForGood(failure),
        }
    }
}

/// The start and the total of `bytes 5-9/10`.
fn content_range(text: &str) -> Option<(u64, Option<u64>)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let start = range.split_once('-')?.0.parse().ok()?;
    if total == "*" { Some((start, None)) } else { Some((start, Some(total.parse().ok()?))) }
}
