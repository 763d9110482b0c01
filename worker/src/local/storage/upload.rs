//! Uploads.

use std::io::Write;
use std::path::Path;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::StreamExt;
use generated::Timestamp;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use md5::{Digest, Md5};
use tempfile::TempPath;
use tokio::sync::mpsc;

use super::sign::Invalid;
use super::{Blob, Refusal, Storage, new_file};

/// How many pieces of a body may wait to be written.
const PIECES: usize = 4;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Why a body was not stored. Nothing is left of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReceiveError {
    /// The sender went away, or sent less or more than announced.
    #[error("{received} of {announced} bytes came")]
    Incomplete { received: u64, announced: u64 },
    /// The body is not the one that the sender hashed.
    #[error("the body does not have the MD5 hash that was announced")]
    Digest,
    /// The file cannot be written.
    #[error("cannot write a file of the storage: {0}")]
    Write(#[from] std::io::Error),
}

/// A body that was stored.
#[derive(Debug)]
pub(super) struct Received {
    path: TempPath,
    tag: String,
}

impl Received {
    /// The body together with what is known about it.
    pub(super) fn into_blob(
        self,
        content_type: HeaderValue,
        content_encoding: Option<HeaderValue>,
        length: u64,
    ) -> Blob {
        Blob { content_type, content_encoding, length, tag: self.tag, path: self.path }
    }
}

impl Storage {
    /// Takes the body of a PUT.
    pub(super) async fn upload(
        &self,
        name: &str,
        query: &str,
        headers: &HeaderMap,
        body: Body,
        now: Timestamp,
    ) -> Result<Response, Refusal> {
        let content_type = headers.get(CONTENT_TYPE).cloned().unwrap_or(HeaderValue::from_static(""));
        let given = content_type.to_str().unwrap_or_default();
        let signed_length = self.key.check(name, query, (&Method::PUT, given), now).map_err(Refusal::from)?;
        let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        let Some(length) = length else {
            let message = "You must provide the Content-Length HTTP header.";
            return Err(Refusal(StatusCode::LENGTH_REQUIRED, "MissingContentLength", message));
        };
        if signed_length.is_some_and(|signed| signed != length) {
            return Err(Invalid::Signature.into());
        }
        let announced = headers.get(CONTENT_MD5).map(digest).transpose()?;
        let received = receive(&self.directory, name, length, announced, body).await.map_err(|error| {
            tracing::warn!(%error, name, "an upload was not stored");
            Refusal::from(&error)
        })?;
        let tag = received.tag.clone();
        let content_encoding = headers.get(CONTENT_ENCODING).cloned();
        if !self.put(name, received.into_blob(content_type, content_encoding, length)) {
            return Err(Refusal(
                StatusCode::NOT_FOUND,
                "NoSuchUpload",
                "The specified upload does not exist.",
            ));
        }
        Ok((StatusCode::OK, [(ETAG, tag)]).into_response())
    }
}

/// Writes `body` to a new file.
pub(super) async fn receive(
    directory: &Path,
    name: &str,
    length: u64,
    announced: Option<[u8; 16]>,
    body: Body,
) -> Result<Received, ReceiveError> {
    let (sender, receiver) = mpsc::channel(PIECES);
    let (directory, name) = (directory.to_owned(), name.to_owned());
    // The file is removed by whoever drops it: should this future be dropped, that is the thread itself.
    let writer = tokio::task::spawn_blocking(move || write(&directory, &name, length, announced, receiver));
    let mut pieces = body.into_data_stream();
    while let Some(Ok(piece)) = pieces.next().await {
        if sender.send(piece).await.is_err() {
            break;
        }
    }
    drop(sender);
    writer.await.map_err(std::io::Error::other)?
}

fn write(
    directory: &Path,
    name: &str,
    length: u64,
    announced: Option<[u8; 16]>,
    mut pieces: mpsc::Receiver<Bytes>,
) -> Result<Received, ReceiveError> {
    let mut file = new_file(directory, name)?;
    let mut md5 = announced.map(|_| Md5::new());
    let mut received = 0;
    while let Some(piece) = pieces.blocking_recv() {
        received += piece.len() as u64;
        if let Some(md5) = &mut md5 {
            md5.update(&piece);
        }
        file.write_all(&piece)?;
    }
    if received != length {
        return Err(ReceiveError::Incomplete { received, announced: length });
    }
    let digest = md5.map(|md5| <[u8; 16]>::from(md5.finalize()));
    if digest != announced {
        return Err(ReceiveError::Digest);
    }
    let tag =
        digest.map_or_else(slugid::v4, |digest| digest.iter().map(|byte| format!("{byte:02x}")).collect());
    Ok(Received { path: file.into_temp_path(), tag: format!("\"{tag}\"") })
}

fn digest(header: &HeaderValue) -> Result<[u8; 16], Refusal> {
    let bytes = STANDARD.decode(header.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or(Refusal(
        StatusCode::BAD_REQUEST,
        "InvalidDigest",
        "The Content-MD5 you specified was invalid.",
    ))
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        match invalid {
            Invalid::Expired => Self(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired"),
            Invalid::Signature => Self(
                StatusCode::FORBIDDEN,
                "SignatureDoesNotMatch",
                "The URL does not allow this. Check the method, and that Content-Type is the one that was asked for.",
            ),
        }
    }
}

impl From<&ReceiveError> for Refusal {
    fn from(error: &ReceiveError) -> Self {
        match error {
            ReceiveError::Incomplete { .. } => Self(
                StatusCode::BAD_REQUEST,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header.",
            ),
            ReceiveError::Digest => Self(
                StatusCode::BAD_REQUEST,
                "BadDigest",
                "The Content-MD5 you specified did not match what we received.",
            ),
            ReceiveError::Write(_) => {
                Self(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "The content cannot be stored.")
            }
        }
    }
}
