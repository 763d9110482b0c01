//! Artifacts of runs.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::*;
use generated::runtime::api::{Reply, ServerError};
use serde_json::Map;

use super::claims::temporary;
use super::state::QueueState;
use super::task::Task;
use crate::local::context::{Context, Services, lock};
use crate::local::{error, pages};

/// How long after the exceptional end of a run artifacts are still accepted.
const AFTER_EXCEPTION: Duration = Duration::from_secs(25 * 60);

/// How many links are followed before giving up.
const MOST_LINKS: usize = 10;

/// An artifact as it is stored.
#[derive(Clone, Debug)]
pub struct StoredArtifact {
    /// What the worker said about it.
    pub given: PostArtifactRequest,
    /// Where the content is: an id of the storage, or the name of an object.
    place: String,
    /// The upload of an object that has not been finished.
    upload_id: Option<String>,
}

impl StoredArtifact {
    fn expires(&self) -> Timestamp {
        expires(&self.given)
    }

    fn describe(&self, name: &str) -> Artifact {
        let json = "application/json".to_owned();
        let (storage_type, content_type, content_length) = match &self.given {
            PostArtifactRequest::S3ArtifactRequest(given) => {
                (ArtifactStorageType::S3, given.content_type.clone(), given.content_length)
            }
            PostArtifactRequest::ObjectArtifactRequest(given) => {
                (ArtifactStorageType::Object, given.content_type.clone(), given.content_length)
            }
            PostArtifactRequest::RedirectArtifactRequest(given) => {
                (ArtifactStorageType::Reference, given.content_type.clone(), None)
            }
            PostArtifactRequest::LinkArtifactRequest(given) => {
                (ArtifactStorageType::Link, given.content_type.clone().unwrap_or_default(), None)
            }
            PostArtifactRequest::ErrorArtifactRequest(_) => (ArtifactStorageType::Error, json, None),
        };
        Artifact {
            content_length,
            content_type,
            expires: self.expires(),
            name: name.to_owned(),
            storage_type,
        }
    }
}

const fn expires(given: &PostArtifactRequest) -> Timestamp {
    match given {
        PostArtifactRequest::S3ArtifactRequest(given) => given.expires,
        PostArtifactRequest::ObjectArtifactRequest(given) => given.expires,
        PostArtifactRequest::RedirectArtifactRequest(given) => given.expires,
        PostArtifactRequest::LinkArtifactRequest(given) => given.expires,
        PostArtifactRequest::ErrorArtifactRequest(given) => given.expires,
    }
}

fn with_expires(mut given: PostArtifactRequest, at: Timestamp) -> PostArtifactRequest {
    match &mut given {
        PostArtifactRequest::S3ArtifactRequest(given) => given.expires = at,
        PostArtifactRequest::ObjectArtifactRequest(given) => given.expires = at,
        PostArtifactRequest::RedirectArtifactRequest(given) => given.expires = at,
        PostArtifactRequest::LinkArtifactRequest(given) => given.expires = at,
        PostArtifactRequest::ErrorArtifactRequest(given) => given.expires = at,
    }
    given
}

/// Whether `new` may take the place of `old`.
fn may_replace(old: &PostArtifactRequest, new: &PostArtifactRequest) -> bool {
    use PostArtifactRequest::{LinkArtifactRequest, RedirectArtifactRequest};
    if let (RedirectArtifactRequest(_), RedirectArtifactRequest(_) | LinkArtifactRequest(_)) = (old, new) {
        return true;
    }
    expires(old) <= expires(new) && with_expires(old.clone(), expires(new)) == *new
}

/// Registers an artifact in the state alone.
pub fn register(
    state: &mut QueueState,
    task_id: &str,
    run_id: usize,
    name: &str,
    given: PostArtifactRequest,
    now: Timestamp,
) -> Result<StoredArtifact, ServerError> {
    let task = state.task_mut(task_id)?;
    let run = task.run(task_id, run_id)?;
    let late = run.state == RunInformationState::Exception
        && run.resolved.is_some_and(|resolved| now <= resolved + AFTER_EXCEPTION);
    if run.state != RunInformationState::Running && !late {
        return Err(error::conflict(
            "Artifacts cannot be created for a task after it is resolved, unless it is resolved 'exception', and \
             even in this case only up to 25 min after resolution. This to ensure that artifacts have been \
             uploaded before a task is 'completed' so output can be consumed by dependent tasks",
        ));
    }
    if expires(&given) < now {
        return Err(error::input("Expires must be in the future"));
    }
    if task.definition.expires.is_some_and(|latest| expires(&given) > latest + Duration::from_secs(1)) {
        return Err(error::input("Artifact expires (`expires`) must not be later than task expires"));
    }
    let artifacts = &mut task.artifacts[run_id];
    let (place, upload_id) = match (artifacts.get(name), &given) {
        (Some(old), _) if !may_replace(&old.given, &given) => {
            return Err(error::conflict(format!(
                "Artifact already exists with different contentType, storageType or other properties: {name}"
            )));
        }
        (Some(old), _) => (old.place.clone(), old.upload_id.clone()),
        (None, PostArtifactRequest::ObjectArtifactRequest(_)) => {
            (format!("t/{task_id}/{run_id}/{name}"), Some(slugid::v4()))
        }
        (None, _) => (slugid::v4(), None),
    };
    let artifact = StoredArtifact { given, place, upload_id };
    artifacts.insert(name.to_owned(), artifact.clone());
    Ok(artifact)
}

/// createArtifact.
pub fn create(
    services: &Services,
    task_id: &str,
    run_id: usize,
    name: &str,
    given: PostArtifactRequest,
) -> Result<PostArtifactResponse, ServerError> {
    let (artifact, project_id) = services.queue.change(|state, now| {
        let artifact = register(state, task_id, run_id, name, given, now)?;
        Ok((artifact, state.task(task_id)?.definition.project_id.clone().unwrap_or_default()))
    })?;
    let now = Timestamp::now();
    Ok(match artifact.given {
        PostArtifactRequest::S3ArtifactRequest(given) => {
            let grant = services.storage.allow_upload(&artifact.place, &given.content_type, now);
            PostArtifactResponse::S3ArtifactResponse(S3ArtifactResponse {
                content_type: given.content_type,
                expires: grant.expires,
                put_url: services.storage_url(&grant.token).into(),
            })
        }
        PostArtifactRequest::ObjectArtifactRequest(_) => {
            let expires = now + services.storage.upload_lifetime();
            let scopes = vec![format!("object:upload:{project_id}:{}", artifact.place)];
            let client_id = format!("object-upload/{task_id}/{run_id}");
            let credentials = temporary(&lock(&services.identities), client_id, scopes, now, expires)?;
            PostArtifactResponse::ObjectArtifactResponse(ObjectArtifactResponse {
                credentials: object_credentials(credentials),
                expires,
                name: artifact.place,
                project_id,
                upload_id: artifact.upload_id.unwrap_or_default(),
            })
        }
        PostArtifactRequest::RedirectArtifactRequest(_) => {
            PostArtifactResponse::RedirectArtifactResponse(RedirectArtifactResponse(Map::new()))
        }
        PostArtifactRequest::LinkArtifactRequest(_) => {
            PostArtifactResponse::LinkArtifactResponse(LinkArtifactResponse(Map::new()))
        }
        PostArtifactRequest::ErrorArtifactRequest(_) => {
            PostArtifactResponse::ErrorArtifactResponse(ErrorArtifactResponse(Map::new()))
        }
    })
}

fn object_credentials(credentials: TaskCredentials) -> ObjectServiceCredentials {
    let TaskCredentials { access_token, certificate, client_id } = credentials;
    ObjectServiceCredentials { access_token, certificate, client_id }
}

/// finishArtifact.
pub fn finish(
    services: &Services,
    task_id: &str,
    run_id: usize,
    name: &str,
    upload_id: &str,
) -> Result<(), ServerError> {
    let finished = {
        let state = services.queue.read();
        let artifact = find(state.task(task_id)?, task_id, run_id, name)?;
        if artifact.upload_id.as_deref() != Some(upload_id) {
            return Err(error::input("Artifact does not have the given uploadId"));
        }
        artifact.place.clone()
    };
    if lock(&services.objects).is_finished(&finished) {
        Ok(())
    } else {
        Err(error::conflict(format!("The upload of object {finished} is not finished")))
    }
}

fn find<'a>(
    task: &'a Task,
    task_id: &str,
    run_id: usize,
    name: &str,
) -> Result<&'a StoredArtifact, ServerError> {
    task.run(task_id, run_id)?;
    let artifact = task.artifacts.get(run_id).and_then(|artifacts| artifacts.get(name));
    artifact.ok_or_else(|| {
        error::not_found(format!("Artifact not found: {name} of run {run_id} of task {task_id}"))
    })
}

/// The given run, or the latest one.
fn run_or_latest(task: &Task, task_id: &str, run_id: Option<usize>) -> Result<usize, ServerError> {
    let latest = || task.runs.len().checked_sub(1);
    run_id.or_else(latest).ok_or_else(|| error::not_found(format!("Task {task_id} has no runs")))
}

/// artifactInfo and latestArtifactInfo.
pub fn info(
    services: &Services,
    task_id: &str,
    run_id: Option<usize>,
    name: &str,
) -> Result<Reply<Artifact>, ServerError> {
    let state = services.queue.read();
    let task = state.task(task_id)?;
    let run_id = run_or_latest(task, task_id, run_id)?;
    Ok(find(task, task_id, run_id, name)?.describe(name).into())
}

/// listArtifacts and listLatestArtifacts.
pub fn list(
    services: &Services,
    task_id: &str,
    run_id: Option<usize>,
    continuation_token: Option<String>,
    limit: Option<String>,
) -> Result<Reply<ListArtifactsResponse>, ServerError> {
    let state = services.queue.read();
    let task = state.task(task_id)?;
    let run_id = run_or_latest(task, task_id, run_id)?;
    task.run(task_id, run_id)?;
    let all = &task.artifacts[run_id];
    let page = pages::page(all.len(), continuation_token, limit)?;
    let artifacts = all.iter().skip(page.range.start).take(page.range.len());
    Ok(ListArtifactsResponse {
        artifacts: artifacts.map(|(name, artifact)| artifact.describe(name)).collect(),
        continuation_token: page.next,
    }
    .into())
}

/// The artifact behind a name, links followed, if the caller may read it under each of its names.
fn follow(
    context: &Context,
    task_id: &str,
    run_id: Option<usize>,
    name: &str,
) -> Result<(String, StoredArtifact), ServerError> {
    let mut names = vec![name.to_owned()];
    let found = {
        let state = context.services.queue.read();
        let task = state.task(task_id);
        // Whoever may not read the artifact does not learn whether it exists.
        context.authorize(&context.parameters().list("names", names.iter().cloned()))?;
        let task = task?;
        let run_id = run_or_latest(task, task_id, run_id)?;
        loop {
            let name = names.last().map_or(name, String::as_str);
            let artifact = find(task, task_id, run_id, name)?;
            match &artifact.given {
                PostArtifactRequest::LinkArtifactRequest(link) if names.len() <= MOST_LINKS => {
                    names.push(link.artifact.clone());
                }
                PostArtifactRequest::LinkArtifactRequest(_) => {
                    return Err(error::input(format!("Too many links from artifact {}", names[0])));
                }
                _ => break (name.to_owned(), artifact.clone()),
            }
        }
    };
    context.authorize(&context.parameters().list("names", names))?;
    Ok(found)
}

/// getArtifact and getLatestArtifact.
pub fn get(
    context: &Context,
    task_id: &str,
    run_id: Option<usize>,
    name: &str,
) -> Result<Reply<GetArtifactResponse>, ServerError> {
    let services = &context.services;
    let (name, artifact) = follow(context, task_id, run_id, name)?;
    let url = match &artifact.given {
        PostArtifactRequest::S3ArtifactRequest(_) => services.storage_url(&artifact.place),
        PostArtifactRequest::RedirectArtifactRequest(given) => given.url.clone(),
        PostArtifactRequest::ObjectArtifactRequest(_) => {
            let objects = lock(&services.objects);
            let content = objects.content(&artifact.place);
            services.storage_url(content.ok_or_else(|| error::not_found("Artifact not yet uploaded"))?)
        }
        PostArtifactRequest::ErrorArtifactRequest(given) => {
            return Err(ServerError::new(
                424,
                "ArtifactError",
                format!("{:?}: {}", given.reason, given.message),
            ));
        }
        PostArtifactRequest::LinkArtifactRequest(_) => {
            return Err(error::internal("a link was not followed"));
        }
    };
    let storage_type = artifact.describe(&name).storage_type.to_string();
    Ok(Reply::see_other(url.clone(), GetArtifactResponse { storage_type, url }))
}

/// artifact and latestArtifact.
pub fn content(
    context: &Context,
    task_id: &str,
    run_id: Option<usize>,
    name: &str,
) -> Result<Reply<GetArtifactContentResponse>, ServerError> {
    let services = &context.services;
    let (_, artifact) = follow(context, task_id, run_id, name)?;
    Ok(match artifact.given {
        PostArtifactRequest::S3ArtifactRequest(_) => {
            GetArtifactContentResponse::S3ArtifactContent(S3ArtifactContent {
                url: services.storage_url(&artifact.place),
            })
        }
        PostArtifactRequest::RedirectArtifactRequest(given) => {
            GetArtifactContentResponse::ReferenceArtifactContent(ReferenceArtifactContent { url: given.url })
        }
        PostArtifactRequest::ObjectArtifactRequest(_) => {
            let now = Timestamp::now();
            let scopes = vec![format!("object:download:{}", artifact.place)];
            let client_id = format!("object-download/{}", artifact.place);
            let expires = now + services.storage.upload_lifetime();
            let credentials = temporary(&lock(&services.identities), client_id, scopes, now, expires)?;
            GetArtifactContentResponse::ObjectArtifactContent(ObjectArtifactContent {
                credentials: object_credentials(credentials),
                name: artifact.place,
            })
        }
        PostArtifactRequest::ErrorArtifactRequest(given) => {
            let reason = given.reason.to_string();
            GetArtifactContentResponse::ErrorArtifactContent(ErrorArtifactContent {
                message: given.message,
                reason,
            })
        }
        PostArtifactRequest::LinkArtifactRequest(_) => {
            return Err(error::internal("a link was not followed"));
        }
    }
    .into())
}
