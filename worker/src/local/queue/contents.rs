//! From what the queue knows about an artifact to where its content is.

use generated::Timestamp;
use generated::api::queue::{
    ArtifactStorageType as StorageType, ErrorArtifactContent, ErrorArtifactResponse,
    GetArtifactContentResponse, GetArtifactResponse, LinkArtifactResponse, ObjectArtifactContent,
    ObjectArtifactResponse, PostArtifactRequest, PostArtifactResponse, RedirectArtifactResponse,
    ReferenceArtifactContent, S3ArtifactContent, S3ArtifactResponse, parameters,
};
use generated::runtime::api::{Reply, ServerError};
use serde_json::Map;

use super::artifacts::{Details, Found};
use super::create::NO_PROJECT;
use super::credentials::for_object;
use super::state::QueueState;
use crate::local::context::{Context, Services, lock};
use crate::local::error;
use crate::taskcluster::scopes::expression::Parameters;

/// The status that says that an artifact is an error.
const FAILED_DEPENDENCY: u16 = 424;

/// What reading an artifact leads to: a place, or the error that it stands for.
pub(super) enum Download {
    At(StorageType, String),
    Error(ErrorArtifactContent),
}

/// The name of an artifact's content in the storage.
fn storage_name(task_id: &str, run_id: u64, name: &str) -> String {
    format!("{task_id}/{run_id}/{name}")
}

/// The name of an artifact's content in the object service.
fn object_name(task_id: &str, run_id: u64, name: &str) -> String {
    format!("t/{task_id}/{run_id}/{name}")
}

/// Creates an artifact, and tells where its content is to be put.
pub(super) fn create(
    services: &Services,
    task_id: &str,
    run_id: u64,
    name: &str,
    request: PostArtifactRequest,
) -> Result<PostArtifactResponse, ServerError> {
    let (artifact, project_id, worker, now) = services.queue.with(|state, now| {
        let artifact = state.create_artifact(task_id, run_id, name, request, now)?;
        let (task, run) = state.run(task_id, run_id)?;
        let worker = (run.info.worker_group.clone(), run.info.worker_id.clone());
        Ok((artifact, task.definition.project_id.clone(), worker, now))
    })?;
    Ok(match artifact.details {
        Details::S3 => {
            let place = storage_name(task_id, run_id, name);
            services.storage.reserve(&place, artifact.expires);
            let upload = services.storage.put_url(&place, &artifact.content_type, None, now);
            S3ArtifactResponse {
                content_type: artifact.content_type,
                expires: upload.expires,
                put_url: upload.url.into(),
            }
            .into()
        }
        Details::Object { upload_id } => {
            let object = object_name(task_id, run_id, name);
            let project_id = project_id.unwrap_or_else(|| NO_PROJECT.to_owned());
            lock(&services.objects).begin(&object, &upload_id, &project_id, artifact.expires)?;
            let (group, id) = (worker.0.unwrap_or_default(), worker.1.unwrap_or_default());
            let client_id = format!("artifact-upload/{task_id}/{run_id}/on/{group}/{id}");
            let scope = format!("object:upload:{project_id}:{object}");
            ObjectArtifactResponse {
                credentials: for_object(services, client_id, scope, now, artifact.expires)?,
                expires: artifact.expires,
                name: object,
                project_id,
                upload_id,
            }
            .into()
        }
        Details::Reference { .. } => RedirectArtifactResponse(Map::new()).into(),
        Details::Link { .. } => LinkArtifactResponse(Map::new()).into(),
        Details::Error(_) => ErrorArtifactResponse(Map::new()).into(),
    })
}

/// Lets an object artifact be read, once the object is there.
pub(super) fn finish(
    services: &Services,
    task_id: &str,
    run_id: u64,
    name: &str,
    upload_id: &str,
) -> Result<(), ServerError> {
    let unfinished = services.queue.with(|state, _| {
        state.unfinished_upload(task_id, run_id, name).map(|upload| upload.map(str::to_owned))
    })?;
    let Some(expected) = unfinished else { return Ok(()) };
    if expected != upload_id {
        return Err(error::input("given uploadId does not match that for the artifact"));
    }
    if !lock(&services.objects).is_finished(&object_name(task_id, run_id, name)) {
        return Err(error::input("Object storing artifact data does not exist"));
    }
    services.queue.with(|state, _| state.finish_artifact(task_id, run_id, name));
    Ok(())
}

/// Where a GET of an artifact leads.
pub(super) fn download(
    context: &Context,
    task_id: &str,
    run_id: Option<u64>,
    name: &str,
) -> Result<Download, ServerError> {
    let (run_id, found, now) = find(context, task_id, run_id, name)?;
    let services = &context.services;
    Ok(match found.details {
        Details::S3 => {
            let place = storage_name(task_id, run_id, &found.name);
            Download::At(StorageType::S3, services.storage.get_url(&place, now).url)
        }
        Details::Object { .. } => {
            let object = object_name(task_id, run_id, &found.name);
            let place = lock(&services.objects).content(&object);
            let place = place.ok_or_else(|| error::not_found("Object does not exist."))?;
            Download::At(StorageType::Object, services.storage.get_url(&place, now).url)
        }
        Details::Reference { url } => Download::At(StorageType::Reference, url),
        Details::Link { .. } => return Err(error::internal("a link was not followed")),
        Details::Error(content) => Download::Error(content),
    })
}

/// A redirect to an artifact.
pub(super) fn redirect(download: Download) -> Result<Reply<GetArtifactResponse>, ServerError> {
    match download {
        Download::At(storage_type, url) => {
            let body = GetArtifactResponse { storage_type: storage_type.to_string(), url: url.clone() };
            Ok(Reply::see_other(url, body))
        }
        Download::Error(content) => Err(ServerError::new(FAILED_DEPENDENCY, content.reason, content.message)),
    }
}

/// How the content of an artifact is got.
pub(super) fn content(
    context: &Context,
    task_id: &str,
    run_id: Option<u64>,
    name: &str,
) -> Result<Reply<GetArtifactContentResponse>, ServerError> {
    let (run_id, found, now) = find(context, task_id, run_id, name)?;
    let services = &context.services;
    let content: GetArtifactContentResponse = match found.details {
        Details::S3 => {
            let place = storage_name(task_id, run_id, &found.name);
            S3ArtifactContent { url: services.storage.get_url(&place, now).url }.into()
        }
        Details::Object { .. } => {
            let object = object_name(task_id, run_id, &found.name);
            let scope = format!("object:download:{object}");
            let client_id = format!("artifact-download/{task_id}/{run_id}");
            let credentials = for_object(services, client_id, scope, now, Timestamp::from_millis(i64::MAX))?;
            ObjectArtifactContent { credentials, name: object }.into()
        }
        Details::Reference { url } => ReferenceArtifactContent { url }.into(),
        Details::Link { .. } => return Err(error::internal("a link was not followed")),
        Details::Error(content) => content.into(),
    };
    Ok(content.into())
}

fn find(
    context: &Context,
    task_id: &str,
    run_id: Option<u64>,
    name: &str,
) -> Result<(u64, Found, Timestamp), ServerError> {
    context.services.queue.with(|state: &mut QueueState, now| {
        let run_id = run_id.map_or_else(|| state.latest_run(task_id), Ok)?;
        // A link may have changed since the scopes were checked.
        let names = state.names_on_the_way(task_id, run_id, name);
        context.authorize(&Parameters::default().list(parameters::NAMES, names))?;
        Ok((run_id, state.find_artifact(task_id, run_id, name, now)?, now))
    })
}
