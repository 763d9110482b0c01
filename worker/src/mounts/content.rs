//! Where content comes from.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use bytes::Bytes;
use generated::payload::common::Content;
use url::Url;

use super::error::FetchError;

/// Where the bytes of a mount come from, once an index namespace has been looked up: see
/// [`Fetcher::source`](super::Fetcher::source).
///
/// Prints as log lines name it: `task <taskId> artifact <name>`, `url <url>`, `raw content`.
#[derive(Clone, PartialEq, Eq)]
pub enum Source {
    /// An artifact of a task's latest run.
    Artifact {
        /// The task that published it.
        task_id: String,
        /// The artifact's name.
        name: String,
    },
    /// A URL for a plain GET.
    Url(Url),
    /// Text of the payload.
    Raw(Bytes),
    /// Bytes of the payload, decoded.
    Base64 {
        /// As the payload has it.
        text: String,
        /// What it stands for.
        bytes: Bytes,
    },
}

impl Source {
    /// The source of `content`; nothing for an index namespace, which has to be looked up.
    ///
    /// # Errors
    ///
    /// When the URL or the base64 is none.
    pub fn of(content: &Content) -> Result<Option<Self>, FetchError> {
        Ok(Some(match content {
            Content::Artifact(artifact) => {
                Self::Artifact { task_id: artifact.task_id.clone(), name: artifact.artifact.clone() }
            }
            Content::Indexed(_) => return Ok(None),
            Content::Url(content) => Self::Url(parse_url(&content.url, || format!("url {}", content.url))?),
            Content::Raw(content) => Self::Raw(content.raw.clone().into()),
            Content::Base64(content) => {
                let unpadded = content.base64.trim_end_matches('=');
                let decoded = match STANDARD.decode(&content.base64) {
                    // Tasks of today may have left the padding out: its worker never decoded it.
                    Err(_) if unpadded == content.base64 => STANDARD_NO_PAD.decode(unpadded),
                    decoded => decoded,
                };
                let bytes = decoded.map_err(|error| FetchError::Base64(error.to_string()))?.into();
                Self::Base64 { text: content.base64.clone(), bytes }
            }
        }))
    }

    /// The key under which the worker keeps the content, the same for the same source.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Artifact { task_id, name } => format!("artifact:{task_id}:{name}"),
            Self::Url(url) => format!("urlcontent:{url}"),
            Self::Raw(bytes) => format!("Raw content: {}", String::from_utf8_lossy(bytes)),
            Self::Base64 { text, .. } => format!("Base64 content: {text}"),
        }
    }

    /// The task whose artifact it is, which must be among the dependencies of the task that mounts it.
    #[must_use]
    pub fn task_id(&self) -> Option<&str> {
        match self {
            Self::Artifact { task_id, .. } => Some(task_id),
            _ => None,
        }
    }
}

/// The URL in `text`, which must be one to download from. `what` names it in the error.
pub(super) fn parse_url(text: &str, what: impl Fn() -> String) -> Result<Url, FetchError> {
    let url =
        Url::parse(text).map_err(|error| FetchError::Url { what: what(), reason: error.to_string() })?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => {
            Err(FetchError::Url { what: what(), reason: format!("{scheme} is no protocol for downloads") })
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Artifact { task_id, name } => write!(f, "task {task_id} artifact {name}"),
            Self::Url(url) => write!(f, "url {url}"),
            Self::Raw(_) => f.write_str("raw content"),
            Self::Base64 { .. } => f.write_str("base64 content"),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: serde_json::Value) -> Result<Source, FetchError> {
        Source::of(&serde_json::from_value(json).unwrap()).map(Option::unwrap)
    }

    #[test]
    fn keys_and_names() {
        let id = "fN1SbArXTPSVFNUvaOlinQ";
        let artifact = of(serde_json::json!({ "taskId": id, "artifact": "public/a b.zip" })).unwrap();
        assert_eq!(artifact.key(), format!("artifact:{id}:public/a b.zip"));
        assert_eq!(artifact.to_string(), format!("task {id} artifact public/a b.zip"));
        let url = of(serde_json::json!({ "url": "https://example.com/a?b=c" })).unwrap();
        assert_eq!(url.key(), "urlcontent:https://example.com/a?b=c");
        let indexed = serde_json::json!({ "namespace": "a.b", "artifact": "c" });
        assert_eq!(Source::of(&serde_json::from_value(indexed).unwrap()).unwrap(), None);
    }

    #[test]
    fn base64_is_decoded() {
        for (text, expected) in [("aGk=", "hi"), ("aGk", "hi"), ("aGV5", "hey")] {
            let Source::Base64 { bytes, .. } = of(serde_json::json!({ "base64": text })).unwrap() else {
                panic!()
            };
            assert_eq!(bytes, expected);
        }
        for wrong in ["a", "aGk==", "aGl="] {
            let error = of(serde_json::json!({ "base64": wrong })).unwrap_err();
            assert_eq!(error.fault(), super::super::Fault::Malformed, "{wrong}: {error}");
        }
    }

    #[test]
    fn other_protocols_are_refused() {
        for wrong in ["file:///etc/passwd", "ftp://example.com/x", "nonsense"] {
            let error = of(serde_json::json!({ "url": wrong })).unwrap_err();
            assert_eq!(error.fault(), super::super::Fault::Malformed, "{error}");
        }
    }
}
