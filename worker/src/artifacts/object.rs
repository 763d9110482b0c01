//! Uploads to the object service: begun there, sent to the storage that it names, and finished with the checksums of what
//! was sent.

use std::str::FromStr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::api::object::{
    CreateUploadRequest, DataInlineUploadRequest, FinishUploadRequest, Object, ObjectContentHashes,
    ProposedUploadMethods, PutUrlUploadRequest, PutUrlUploadResponse,
};
use generated::api::queue::{FinishArtifactRequest, ObjectArtifactResponse};
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::body::{Body, Source};
use super::digest::{Checksums, Digests};
use super::error::UploadError;
use super::put::Target;
use super::upload::{Upload, parse_url, unusable_answer};
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::transport::HttpTransport;

/// Content shorter than this may travel in the request itself, in bytes (`schemas/api/object.yml`, `DataInlineUploadRequest`).
const INLINE_LIMIT: u64 = 8192;

/// One upload to the object service, as the queue's answer allows it.
#[derive(Debug)]
pub struct ObjectUpload {
    service: Object<HttpTransport>,
    answer: ObjectArtifactResponse,
}

impl ObjectUpload {
    /// The upload that `answer` is about. Its credentials are good for this object only.
    pub fn new(clients: &TaskclusterClients, answer: ObjectArtifactResponse) -> Self {
        let credentials = SharedCredentials::new(Credentials::from(answer.credentials.clone()));
        Self { service: clients.with_credentials(credentials).object(), answer }
    }

    /// Registers the upload, or registers it again. Where to send the content; nowhere when the request held it already.
    pub async fn begin(
        &self,
        upload: &Upload,
        body: &Body,
        patience: Duration,
    ) -> Result<Option<Target>, UploadError> {
        let request = CreateUploadRequest {
            expires: self.answer.expires,
            hashes: None,
            project_id: self.answer.project_id.clone(),
            proposed_upload_methods: proposals(upload, body),
            upload_id: self.answer.upload_id.clone(),
        };
        let answer = self.service.create_upload(&self.answer.name, &request).await;
        let answer = answer.map_err(|source| failed(&upload.name, source))?;
        match (answer.upload_method.put_url, answer.upload_method.data_inline) {
            (Some(put_url), _) => target(upload, &put_url, patience).map(Some),
            (None, Some(true)) if request.proposed_upload_methods.data_inline.is_some() => Ok(None),
            (None, _) => Err(unusable_answer(
                upload,
                "no way to send the content",
                "one of the ways that were proposed",
            )),
        }
    }

    /// Tells the object service that the content is there.
    pub async fn finish(&self, artifact: &str, digests: Option<Digests>) -> Result<(), UploadError> {
        let hashes = digests.map(|digests| ObjectContentHashes {
            sha256: Some(digests.sha256.to_string()),
            sha512: digests.sha512,
        });
        let request = FinishUploadRequest {
            hashes,
            project_id: self.answer.project_id.clone(),
            upload_id: self.answer.upload_id.clone(),
        };
        let finished = self.service.finish_upload(&self.answer.name, &request).await;
        finished.map(drop).map_err(|source| failed(artifact, source))
    }

    /// What the queue must be told then.
    pub fn finished(&self) -> FinishArtifactRequest {
        FinishArtifactRequest { upload_id: self.answer.upload_id.clone() }
    }
}

fn failed(artifact: &str, source: crate::taskcluster::error::CallError) -> UploadError {
    UploadError::ObjectService { name: artifact.to_owned(), source }
}

fn proposals(upload: &Upload, body: &Body) -> ProposedUploadMethods {
    let content_type = upload.content_type.clone();
    let data_inline = match &body.source {
        Source::Memory(bytes) if body.length < INLINE_LIMIT => Some(DataInlineUploadRequest {
            content_type: content_type.clone(),
            object_data: STANDARD.encode(bytes),
        }),
        _ => None,
    };
    // No file is longer than what an i64 holds.
    let content_length = i64::try_from(body.length).unwrap_or(i64::MAX);
    ProposedUploadMethods { data_inline, put_url: Some(PutUrlUploadRequest { content_length, content_type }) }
}

fn target(upload: &Upload, answer: &PutUrlUploadResponse, patience: Duration) -> Result<Target, UploadError> {
    let mut headers = HeaderMap::new();
    for (name, value) in &answer.headers {
        match (HeaderName::from_str(name), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => headers.insert(name, value),
            _ => return Err(unusable_answer(upload, "an impossible HTTP header", "headers for the upload")),
        };
    }
    let url = parse_url(upload, answer.url.expose())?;
    Ok(Target { url, headers, patience, checksums: Checksums::Sha256AndSha512 })
}
