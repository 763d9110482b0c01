//! The object service.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::Timestamp;
use generated::api::object::*;
use generated::runtime::api::{Reply, ServerError};
use http::header::CONTENT_TYPE;

use super::context::{Context, lock};
use super::error;

#[derive(Debug)]
struct StoredObject {
    upload_id: String,
    project_id: String,
    expires: Timestamp,
    hashes: ObjectContentHashes,
    /// Where the storage keeps the content.
    content: String,
    finished: bool,
}

/// Objects by name.
#[derive(Debug, Default)]
pub struct Objects(HashMap<String, StoredObject>);

impl Objects {
    /// Whether the upload of `name` is finished.
    pub fn is_finished(&self, name: &str) -> bool {
        self.content(name).is_some()
    }

    /// Where the storage keeps the content of `name`, once its upload is finished.
    pub fn content(&self, name: &str) -> Option<&str> {
        self.0.get(name).filter(|object| object.finished).map(|object| object.content.as_str())
    }
}

/// Serves the operations of the object service.
#[derive(Debug)]
pub struct ObjectService;

fn no_object(name: &str) -> ServerError {
    error::not_found(format!("Object {name:?} not found"))
}

/// Adds hashes; ones that are there already cannot change.
fn merge(old: &mut ObjectContentHashes, new: Option<ObjectContentHashes>) -> Result<(), ServerError> {
    let Some(new) = new else { return Ok(()) };
    for (old, new) in [(&mut old.sha256, new.sha256), (&mut old.sha512, new.sha512)] {
        match (&old, new) {
            (Some(old), Some(new)) if *old != new => {
                return Err(error::conflict("Object already exists with a different hash"));
            }
            (None, Some(new)) => *old = Some(new),
            _ => {}
        }
    }
    Ok(())
}

impl ObjectServer for ObjectService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn create_upload(
        &self,
        context: &Context,
        name: &str,
        payload: CreateUploadRequest,
    ) -> Result<Reply<CreateUploadResponse>, ServerError> {
        let CreateUploadRequest { expires, hashes, project_id, proposed_upload_methods, upload_id } = payload;
        context.authorize(&context.parameters().text("projectId", &project_id))?;
        let services = &context.services;
        let content = {
            let mut objects = lock(&services.objects);
            let object = objects.0.entry(name.to_owned()).or_insert_with(|| StoredObject {
                upload_id: upload_id.clone(),
                project_id: project_id.clone(),
                expires,
                hashes: ObjectContentHashes { sha256: None, sha512: None },
                content: slugid::v4(),
                finished: false,
            });
            if (&object.upload_id, &object.project_id, object.expires) != (&upload_id, &project_id, expires) {
                return Err(error::conflict("Object already exists with different properties"));
            }
            if object.finished {
                return Err(error::conflict("Object already exists, and its upload is finished"));
            }
            merge(&mut object.hashes, hashes)?;
            object.content.clone()
        };
        let mut upload_method = SelectedUploadMethod { data_inline: None, put_url: None };
        if let Some(inline) = proposed_upload_methods.data_inline {
            let bytes = STANDARD.decode(&inline.object_data);
            let bytes = bytes.map_err(|error| error::input(format!("objectData is not base64: {error}")))?;
            let kept = services.storage.keep(&content, &inline.content_type, bytes.into()).await;
            kept.map_err(|error| error::internal(error.to_string()))?;
            upload_method.data_inline = Some(true);
        } else if let Some(put) = proposed_upload_methods.put_url {
            let grant = services.storage.allow_upload(&content, &put.content_type, Timestamp::now());
            upload_method.put_url = Some(PutUrlUploadResponse {
                expires: grant.expires,
                headers: [
                    (CONTENT_TYPE.to_string(), put.content_type),
                    (http::header::CONTENT_LENGTH.to_string(), put.content_length.to_string()),
                ]
                .into(),
                url: services.storage_url(&grant.token).into(),
            });
        }
        Ok(CreateUploadResponse { expires, project_id, upload_id, upload_method }.into())
    }

    async fn finish_upload(
        &self,
        context: &Context,
        name: &str,
        payload: FinishUploadRequest,
    ) -> Result<Reply<()>, ServerError> {
        context.authorize(&context.parameters().text("projectId", &payload.project_id))?;
        let services = &context.services;
        let mut objects = lock(&services.objects);
        let object = objects.0.get_mut(name).ok_or_else(|| no_object(name))?;
        if object.upload_id != payload.upload_id || object.project_id != payload.project_id {
            return Err(error::conflict("Object has another uploadId or projectId"));
        }
        merge(&mut object.hashes, payload.hashes)?;
        if !services.storage.has(&object.content) {
            return Err(error::conflict("Object has not been uploaded"));
        }
        object.finished = true;
        Ok(().into())
    }

    async fn start_download(
        &self,
        context: &Context,
        name: &str,
        payload: DownloadObjectRequest,
    ) -> Result<Reply<DownloadObjectResponse>, ServerError> {
        context.authorize_by_path()?;
        let services = &context.services;
        let objects = lock(&services.objects);
        let object = objects.0.get(name).filter(|object| object.finished).ok_or_else(|| no_object(name))?;
        let url = services.storage_url(&object.content);
        let methods = payload.accept_download_methods;
        Ok(if methods.get_url == Some(true) {
            DownloadObjectResponse::GetUrl(GetUrlDownloadObjectResponse {
                expires: Timestamp::now() + services.storage.upload_lifetime(),
                hashes: shown(&object.hashes),
                url,
            })
        } else if methods.simple == Some(true) {
            DownloadObjectResponse::Simple(SimpleDownloadObjectResponse { url })
        } else {
            return Err(ServerError::new(406, "NoMatchingMethod", "Object supports methods getUrl, simple"));
        }
        .into())
    }

    async fn object(&self, context: &Context, name: &str) -> Result<Reply<ObjectMetadata>, ServerError> {
        context.authorize_by_path()?;
        let objects = lock(&context.services.objects);
        let object = objects.0.get(name).ok_or_else(|| no_object(name))?;
        let StoredObject { expires, project_id, .. } = object;
        let (expires, project_id) = (*expires, project_id.clone());
        Ok(ObjectMetadata { expires, hashes: shown(&object.hashes), project_id }.into())
    }
}

fn shown(hashes: &ObjectContentHashes) -> ObjectContentHashesForDownload {
    ObjectContentHashesForDownload { sha256: hashes.sha256.clone(), sha512: hashes.sha512.clone() }
}
