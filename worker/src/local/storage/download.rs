//! Downloads.

use std::io::SeekFrom;
use std::path::Path;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use generated::Timestamp;
use http::header::{
    ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, RANGE,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::range::{self, Range};
use super::{Refusal, Storage};

/// How much of a file is read at once.
const CHUNK: usize = 256 << 10;

impl Storage {
    /// Sends a content, or a part of it.
    pub(super) async fn download(
        &self,
        name: &str,
        query: &str,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<Response, Refusal> {
        self.key.check(name, query, (&Method::GET, ""), now).map_err(Refusal::from)?;
        let blob = self.get(name).ok_or(Refusal(
            StatusCode::NOT_FOUND,
            "NoSuchKey",
            "The specified key does not exist.",
        ))?;
        let wanted = headers.get(RANGE).map_or(Range::Ignored, |header| range::parse(header, blob.length));
        let (first, count) = match wanted {
            Range::Of(first, last) => (first, last - first + 1),
            Range::Ignored => (0, blob.length),
            Range::Impossible => {
                let mut response = Refusal(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    "InvalidRange",
                    "The requested range is not satisfiable",
                )
                .into_response();
                insert(&mut response, CONTENT_RANGE, &format!("bytes */{}", blob.length));
                return Ok(response);
            }
        };
        let body = open(&blob.path, first, count).await.map_err(|error| {
            tracing::warn!(%error, name, "a file of the storage cannot be read");
            Refusal(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "The content cannot be read.")
        })?;
        let mut response = body.into_response();
        response.headers_mut().insert(CONTENT_TYPE, blob.content_type.clone());
        if let Some(encoding) = &blob.content_encoding {
            response.headers_mut().insert(CONTENT_ENCODING, encoding.clone());
        }
        insert(&mut response, ETAG, &blob.tag);
        insert(&mut response, ACCEPT_RANGES, "bytes");
        insert(&mut response, CONTENT_LENGTH, &count.to_string());
        if let Range::Of(first, last) = wanted {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            insert(&mut response, CONTENT_RANGE, &format!("bytes {first}-{last}/{}", blob.length));
        }
        Ok(response)
    }
}

async fn open(path: &Path, first: u64, count: u64) -> std::io::Result<Body> {
    let mut file = tokio::fs::File::open(path).await?;
    if first > 0 {
        file.seek(SeekFrom::Start(first)).await?;
    }
    Ok(Body::from_stream(ReaderStream::with_capacity(file.take(count), CHUNK)))
}

fn insert(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
