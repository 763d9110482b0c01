//! Contents of artifacts: uploaded with a PUT to a URL that works for some time, kept in files.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use generated::Timestamp;
use http::header::{ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio_util::io::ReaderStream;

use super::context::{Services, lock};

/// How much of a file is read at once.
const CHUNK: usize = 256 << 10;

/// The right to upload one content.
#[derive(Clone, Debug)]
pub struct Grant {
    /// What the URL ends in. Whoever knows it can upload.
    pub token: String,
    /// When it stops working.
    pub expires: Timestamp,
    id: String,
    content_type: String,
}

/// What is known about a content.
#[derive(Clone, Debug)]
struct Meta {
    content_type: Option<HeaderValue>,
    content_encoding: Option<HeaderValue>,
    length: u64,
    file: PathBuf,
}

/// Uploads that are allowed. All are allowed for the same time, so the oldest expire first.
#[derive(Debug, Default)]
struct Grants {
    by_token: HashMap<String, Grant>,
    oldest_first: VecDeque<(Timestamp, String)>,
}

impl Grants {
    fn add(&mut self, grant: Grant, now: Timestamp) {
        while self.oldest_first.front().is_some_and(|(expires, _)| *expires < now) {
            let expired = self.oldest_first.pop_front();
            expired.map(|(_, token)| self.by_token.remove(&token));
        }
        self.oldest_first.push_back((grant.expires, grant.token.clone()));
        self.by_token.insert(grant.token.clone(), grant);
    }
}

/// All contents.
#[derive(Debug)]
pub struct Storage {
    directory: PathBuf,
    put_url_lifetime: Duration,
    grants: Mutex<Grants>,
    contents: Mutex<HashMap<String, Meta>>,
}

impl Services {
    /// The URL of a content or an upload.
    pub fn storage_url(&self, token: &str) -> String {
        format!("{}{PREFIX}{token}", self.root_url)
    }
}

/// What the path of every content begins with.
pub const PREFIX: &str = "/storage/";

impl Storage {
    /// Keeps contents as files in `directory`; URLs for uploads work for `put_url_lifetime`.
    pub fn new(directory: PathBuf, put_url_lifetime: Duration) -> Self {
        Self { directory, put_url_lifetime, grants: Mutex::default(), contents: Mutex::default() }
    }

    /// How long the URL of an upload works.
    pub const fn upload_lifetime(&self) -> Duration {
        self.put_url_lifetime
    }

    /// Makes a URL for the upload of the content `id`.
    pub fn allow_upload(&self, id: &str, content_type: &str, now: Timestamp) -> Grant {
        let grant = Grant {
            token: format!("{}{}", slugid::v4(), slugid::v4()),
            expires: now + self.put_url_lifetime,
            id: id.to_owned(),
            content_type: content_type.to_owned(),
        };
        lock(&self.grants).add(grant.clone(), now);
        grant
    }

    /// Whether the content `id` has been uploaded.
    pub fn has(&self, id: &str) -> bool {
        lock(&self.contents).contains_key(id)
    }

    /// Answers a request for `token`, which is what follows [`PREFIX`].
    pub async fn answer(&self, method: &Method, token: &str, headers: &HeaderMap, body: Body) -> Response {
        match *method {
            Method::PUT => self.upload(token, headers, body).await,
            Method::GET | Method::HEAD => self.download(token, headers).await,
            _ => refuse(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
        }
    }

    async fn upload(&self, token: &str, headers: &HeaderMap, body: Body) -> Response {
        let grant = lock(&self.grants).by_token.get(token).cloned();
        let Some(grant) = grant else { return refuse(StatusCode::FORBIDDEN, "AccessDenied") };
        if grant.expires <= Timestamp::now() {
            return refuse(StatusCode::FORBIDDEN, "AccessDenied: the URL has expired");
        }
        let content_type = headers.get(CONTENT_TYPE);
        if content_type.is_some_and(|given| given.as_bytes() != grant.content_type.as_bytes()) {
            return refuse(
                StatusCode::FORBIDDEN,
                "SignatureDoesNotMatch: Content-Type is not what was signed",
            );
        }
        let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let Some(length) = length else { return refuse(StatusCode::LENGTH_REQUIRED, "MissingContentLength") };
        match self.store(length, body).await {
            Ok(file) => {
                let meta = Meta {
                    content_type: content_type.cloned().or_else(|| grant.content_type.parse().ok()),
                    content_encoding: headers.get(CONTENT_ENCODING).cloned(),
                    length,
                    file,
                };
                let replaced = lock(&self.contents).insert(grant.id, meta);
                if let Some(replaced) = replaced {
                    // A download that is under way keeps its open file; a file that stays is removed at the end.
                    let _ = tokio::fs::remove_file(replaced.file).await;
                }
                StatusCode::OK.into_response()
            }
            Err(error) => {
                tracing::warn!(%error, "an upload was not stored");
                refuse(StatusCode::BAD_REQUEST, "IncompleteBody")
            }
        }
    }

    async fn store(&self, length: u64, body: Body) -> std::io::Result<PathBuf> {
        let path = self.directory.join(slugid::v4());
        let stored = write(&path, length, body).await;
        if stored.is_err() {
            let _ = tokio::fs::remove_file(&path).await;
        }
        stored.map(|()| path)
    }

    /// Keeps `bytes` as the content `id`.
    pub async fn keep(&self, id: &str, content_type: &str, bytes: Bytes) -> std::io::Result<()> {
        let path = self.directory.join(slugid::v4());
        tokio::fs::write(&path, &bytes).await?;
        let content_type = content_type.parse().ok();
        let meta = Meta { content_type, content_encoding: None, length: bytes.len() as u64, file: path };
        lock(&self.contents).insert(id.to_owned(), meta);
        Ok(())
    }

    async fn download(&self, id: &str, headers: &HeaderMap) -> Response {
        let meta = lock(&self.contents).get(id).cloned();
        let Some(meta) = meta else { return refuse(StatusCode::NOT_FOUND, "NoSuchKey") };
        let range = match headers.get(RANGE).map(|range| parse_range(range, meta.length)) {
            None | Some(Range::Ignored) => None,
            Some(Range::Of(first, last)) => Some((first, last)),
            Some(Range::Impossible) => {
                let mut response = refuse(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidRange");
                insert(&mut response, CONTENT_RANGE, &format!("bytes */{}", meta.length));
                return response;
            }
        };
        let (first, count) = range.map_or((0, meta.length), |(first, last)| (first, last - first + 1));
        let body = match open(&meta.file, first, count).await {
            Ok(body) => body,
            Err(error) => return refuse(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        };
        let mut response = body.into_response();
        for (name, value) in [(CONTENT_TYPE, meta.content_type), (CONTENT_ENCODING, meta.content_encoding)] {
            value.map(|value| response.headers_mut().insert(name, value));
        }
        insert(&mut response, CONTENT_LENGTH, &count.to_string());
        insert(&mut response, ACCEPT_RANGES, "bytes");
        if let Some((first, last)) = range {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            insert(&mut response, CONTENT_RANGE, &format!("bytes {first}-{last}/{}", meta.length));
        }
        response
    }
}

async fn write(path: &std::path::Path, length: u64, body: Body) -> std::io::Result<()> {
    let mut file = tokio::fs::File::create(path).await?;
    let mut stream = body.into_data_stream();
    let mut written = 0;
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(std::io::Error::other)?;
        written += chunk.len() as u64;
        file.write_all(&chunk).await?;
    }
    file.flush().await?;
    if written == length {
        Ok(())
    } else {
        Err(std::io::Error::other(format!("{written} bytes came, {length} were announced")))
    }
}

async fn open(path: &std::path::Path, first: u64, count: u64) -> std::io::Result<Body> {
    let mut file = tokio::fs::File::open(path).await?;
    if first > 0 {
        file.seek(std::io::SeekFrom::Start(first)).await?;
    }
    Ok(Body::from_stream(ReaderStream::with_capacity(file.take(count), CHUNK)))
}

#[derive(Debug, PartialEq, Eq)]
enum Range {
    /// First and last byte.
    Of(u64, u64),
    /// Not understood, so the whole is sent.
    Ignored,
    /// Lies outside.
    Impossible,
}

fn parse_range(header: &HeaderValue, length: u64) -> Range {
    let parts = header
        .to_str()
        .ok()
        .and_then(|text| text.strip_prefix("bytes="))
        .and_then(|text| text.split_once('-'));
    let (first, last) = match parts {
        Some(("", last)) => match last.parse::<u64>() {
            Ok(0) => return Range::Impossible,
            Ok(count) => (length.saturating_sub(count), length.saturating_sub(1)),
            Err(_) => return Range::Ignored,
        },
        Some((first, "")) => match first.parse() {
            Ok(first) => (first, length.saturating_sub(1)),
            Err(_) => return Range::Ignored,
        },
        Some((first, last)) => match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first <= last => (first, last.min(length.saturating_sub(1))),
            _ => return Range::Ignored,
        },
        None => return Range::Ignored,
    };
    if first < length { Range::Of(first, last) } else { Range::Impossible }
}

fn refuse(status: StatusCode, text: &str) -> Response {
    (status, format!("{text}\n")).into_response()
}

fn insert(response: &mut Response, name: http::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_parsed() {
        for (text, length, range) in [
            ("bytes=0-0", 10, Range::Of(0, 0)),
            ("bytes=2-", 10, Range::Of(2, 9)),
            ("bytes=-3", 10, Range::Of(7, 9)),
            ("bytes=-30", 10, Range::Of(0, 9)),
            ("bytes=5-50", 10, Range::Of(5, 9)),
            ("bytes=10-", 10, Range::Impossible),
            ("bytes=0-", 0, Range::Impossible),
            ("bytes=-0", 10, Range::Impossible),
            ("bytes=3-2", 10, Range::Ignored),
            ("lines=1-2", 10, Range::Ignored),
            ("bytes=0-1,3-4", 10, Range::Ignored),
        ] {
            assert_eq!(parse_range(&HeaderValue::from_static(text), length), range, "{text}");
        }
    }
}
