//! Finds out which URL to download content from.

use std::time::Duration;

use generated::api::object::{DownloadObjectRequest, DownloadObjectResponse, SupportedDownloadMethods};
use generated::api::queue::{self, GetArtifactContentResponse, ObjectArtifactContent};
use generated::payload::common::Content;
use generated::runtime::api::ApiRequest;
use url::Url;

use crate::mounts::content::{Source, parse_url};
use crate::mounts::error::FetchError;
use crate::mounts::hash::Announced;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::error::CallError;

/// How long a signed URL of a 2018 deployment is good for; each attempt gets a new one.
const SIGNED_URL_LIFETIME: Duration = Duration::from_mins(30);

/// Where to download from. The URL may be secret, and good for a while only.
pub struct Place {
    pub url: Url,
    /// The checksums that the object service announces.
    pub announced: Announced,
}

/// The source of `content`, which the index service is asked for if need be.
pub async fn source(taskcluster: &TaskclusterClients, content: &Content) -> Result<Source, FetchError> {
    if let Some(source) = Source::of(content)? {
        return Ok(source);
    }
    let Content::Indexed(indexed) = content else {
        return Err(FetchError::Url {
            what: "the content".to_owned(),
            reason: "it has no source".to_owned(),
        });
    };
    let what = || format!("namespace {} artifact {}", indexed.namespace, indexed.artifact);
    let found =
        taskcluster.index().find_task(&indexed.namespace).await.map_err(|error| located(what(), error))?;
    Ok(Source::Artifact { task_id: found.task_id, name: indexed.artifact.clone() })
}

/// Where `source` is at present; nothing when it is in the payload itself.
pub async fn locate(taskcluster: &TaskclusterClients, source: &Source) -> Result<Option<Place>, FetchError> {
    match source {
        Source::Url(url) => Ok(Some(Place { url: url.clone(), announced: Announced::default() })),
        Source::Artifact { task_id, name } => artifact(taskcluster, source, task_id, name).await.map(Some),
        Source::Raw(_) | Source::Base64 { .. } => Ok(None),
    }
}

async fn artifact(
    taskcluster: &TaskclusterClients,
    source: &Source,
    task_id: &str,
    name: &str,
) -> Result<Place, FetchError> {
    let failed = |error| located(source.to_string(), error);
    if taskcluster.deployment().root_url().is_none() {
        let request = ApiRequest {
            operation: &queue::operations::GET_LATEST_ARTIFACT,
            args: vec![
                (queue::parameters::TASK_ID, task_id.to_owned()),
                (queue::parameters::NAME, name.to_owned()),
            ],
            query: Vec::new(),
            body: None,
        };
        let url = taskcluster.transport().signed_url(&request, SIGNED_URL_LIFETIME).map_err(failed)?;
        return place(url.expose(), source);
    }
    match taskcluster.queue().latest_artifact(task_id, name).await.map_err(failed)? {
        GetArtifactContentResponse::S3ArtifactContent(content) => place(&content.url, source),
        GetArtifactContentResponse::ReferenceArtifactContent(content) => place(&content.url, source),
        GetArtifactContentResponse::ObjectArtifactContent(content) => {
            object(taskcluster, content, source).await
        }
        GetArtifactContentResponse::ErrorArtifactContent(content) => Err(FetchError::ErrorArtifact {
            what: source.to_string(),
            reason: content.reason,
            message: content.message,
        }),
    }
}

async fn object(
    taskcluster: &TaskclusterClients,
    content: ObjectArtifactContent,
    source: &Source,
) -> Result<Place, FetchError> {
    let credentials = SharedCredentials::new(Credentials::from(content.credentials));
    let request = DownloadObjectRequest {
        accept_download_methods: SupportedDownloadMethods { get_url: Some(true), simple: None },
    };
    let object = taskcluster.with_credentials(credentials).object();
    let response = object.start_download(&content.name, &request).await;
    match response.map_err(|error| located(source.to_string(), error))? {
        DownloadObjectResponse::GetUrl(response) => {
            let announced = Announced::new(response.hashes);
            if announced.is_empty() {
                return Err(FetchError::NoObjectHash { what: source.to_string() });
            }
            Ok(Place { announced, ..place(&response.url, source)? })
        }
        // Was not asked for, since it comes without checksums.
        DownloadObjectResponse::Simple(_) => Err(FetchError::NoObjectHash { what: source.to_string() }),
    }
}

/// A URL that a service gave. It may be secret, so the error does not show it.
fn place(url: &str, source: &Source) -> Result<Place, FetchError> {
    let url = parse_url(url, || format!("what the service gives for {source}"))?;
    Ok(Place { url, announced: Announced::default() })
}

fn located(what: String, error: CallError) -> FetchError {
    FetchError::Locate { what, error: Box::new(error) }
}
