//! Contents of artifacts and objects: uploaded and downloaded through signed URLs, kept in files.
//!
//! To clients it behaves like a bucket of S3: an upload is there entirely or not at all, must say how long it
//! is, and must have the content type that was signed.

mod download;
mod range;
mod sign;
mod upload;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use generated::Timestamp;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;
use tempfile::TempPath;

use self::sign::{Key, Terms};
use super::context::lock;

/// What the path of every URL begins with.
pub const PREFIX: &str = "/storage/";

/// How long the URL of a download works.
const GET_URL_LIFETIME: Duration = Duration::from_secs(30 * 60);

/// A content that has been uploaded.
#[derive(Debug)]
struct Blob {
    content_type: HeaderValue,
    content_encoding: Option<HeaderValue>,
    length: u64,
    tag: String,
    /// The file, which is removed with the last user of the blob.
    path: TempPath,
}

/// A name that a content can be uploaded under.
#[derive(Debug)]
struct Slot {
    expires: Timestamp,
    blob: Option<Arc<Blob>>,
}

/// A URL that works for a while. Whoever has it has access.
#[derive(Debug)]
pub struct SignedUrl {
    /// The URL.
    pub url: String,
    /// Until when it works.
    pub expires: Timestamp,
}

/// All contents.
#[derive(Debug)]
pub struct Storage {
    directory: PathBuf,
    /// Whether the files stay when the storage is gone.
    permanent: bool,
    root_url: String,
    put_url_lifetime: Duration,
    key: Key,
    slots: Mutex<HashMap<String, Slot>>,
}

impl Storage {
    /// Keeps contents as files in `directory`, where they stay if it is `permanent`.
    pub fn new(directory: PathBuf, permanent: bool, root_url: &str, put_url_lifetime: Duration) -> Self {
        Self {
            directory,
            permanent,
            root_url: root_url.to_owned(),
            put_url_lifetime,
            key: Key::random(),
            slots: Mutex::default(),
        }
    }

    /// Lets a content be uploaded under `name`, to be kept until `expires`.
    pub fn reserve(&self, name: &str, expires: Timestamp) {
        let mut slots = lock(&self.slots);
        let slot = slots.entry(name.to_owned()).or_insert(Slot { expires, blob: None });
        slot.expires = slot.expires.max(expires);
    }

    /// A URL that a content of this type, and of this length if one is given, can be uploaded to.
    pub fn put_url(&self, name: &str, content_type: &str, length: Option<u64>, now: Timestamp) -> SignedUrl {
        let expires = now + self.put_url_lifetime;
        self.url(name, &Terms { method: &Method::PUT, expires, content_type, length })
    }

    /// A URL that a content can be downloaded from.
    pub fn get_url(&self, name: &str, now: Timestamp) -> SignedUrl {
        let expires = now + GET_URL_LIFETIME;
        self.url(name, &Terms { method: &Method::GET, expires, content_type: "", length: None })
    }

    fn url(&self, name: &str, terms: &Terms<'_>) -> SignedUrl {
        let path = sign::encode(name);
        let query = self.key.query(name, terms);
        SignedUrl { url: format!("{}{PREFIX}{path}?{query}", self.root_url), expires: terms.expires }
    }

    /// Whether something has been uploaded under `name`.
    pub fn has(&self, name: &str) -> bool {
        lock(&self.slots).get(name).is_some_and(|slot| slot.blob.is_some())
    }

    /// Keeps `bytes` under `name`, which must be reserved.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub async fn keep(&self, name: &str, content_type: HeaderValue, bytes: Bytes) -> std::io::Result<()> {
        let length = bytes.len() as u64;
        let received = upload::receive(&self.directory, name, length, None, Body::from(bytes)).await;
        let received = received.map_err(std::io::Error::other)?;
        self.put(name, received.into_blob(content_type, None, length));
        Ok(())
    }

    /// Forgets what has expired.
    pub fn sweep(&self, now: Timestamp) {
        lock(&self.slots).retain(|_, slot| slot.expires > now);
    }

    /// Answers a request for a URL whose path begins with [`PREFIX`].
    pub async fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap, body: Body) -> Response {
        let path = uri.path().strip_prefix(PREFIX).unwrap_or_default();
        let name = percent_decode_str(path).decode_utf8_lossy();
        let query = uri.query().unwrap_or_default();
        let now = Timestamp::now();
        let answer = match *method {
            Method::PUT => self.upload(&name, query, headers, body, now).await,
            Method::GET | Method::HEAD => self.download(&name, query, headers, now).await,
            _ => {
                let message = "Only GET and PUT are allowed";
                Err(Refusal(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message))
            }
        };
        answer.unwrap_or_else(IntoResponse::into_response)
    }

    fn put(&self, name: &str, blob: Blob) -> bool {
        let blob = Some(Arc::new(blob));
        // What is replaced is removed after the lock is released.
        let replaced = lock(&self.slots).get_mut(name).map(|slot| std::mem::replace(&mut slot.blob, blob));
        replaced.is_some()
    }

    fn get(&self, name: &str) -> Option<Arc<Blob>> {
        lock(&self.slots).get(name)?.blob.clone()
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        let slots = self.slots.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        for slot in slots.values_mut().filter(|_| self.permanent) {
            if let Some(blob) = slot.blob.as_mut().and_then(Arc::get_mut) {
                blob.path.disable_cleanup(true);
            }
        }
    }
}

/// A refusal as S3 words it.
#[derive(Debug)]
struct Refusal(StatusCode, &'static str, &'static str);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(status, code, message) = self;
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>\n"
        );
        (status, [(CONTENT_TYPE, "application/xml")], text).into_response()
    }
}

/// What the name of a file begins with, so that people find it.
fn file_prefix(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let readable: String = name.chars().map(plain).take(150).collect();
    format!("{readable}.")
}

fn new_file(directory: &Path, name: &str) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(&file_prefix(name)).tempfile_in(directory)
}
