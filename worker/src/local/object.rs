//! The object service.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::Timestamp;
use generated::api::object::*;
use generated::runtime::api::{Reply, ServerError};
use http::HeaderValue;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

use super::context::{Context, Services, lock};
use super::error;
use super::storage::SignedUrl;

/// What is known of an object.
#[derive(Debug)]
struct StoredObject {
    project_id: String,
    expires: Timestamp,
    hashes: ObjectContentHashes,
    upload_id: String,
    finished: bool,
}

/// Objects by name.
#[derive(Debug, Default)]
pub struct Objects(HashMap<String, StoredObject>);

impl Objects {
    /// Begins the upload of an object, or goes on with it under the same `upload_id`.
    ///
    /// # Errors
    ///
    /// 409 when there is another object of this name.
    pub fn begin(
        &mut self,
        name: &str,
        upload_id: &str,
        project_id: &str,
        expires: Timestamp,
    ) -> Result<(), ServerError> {
        let new = || StoredObject {
            project_id: project_id.to_owned(),
            expires,
            hashes: ObjectContentHashes::default(),
            upload_id: upload_id.to_owned(),
            finished: false,
        };
        let object = self.0.entry(name.to_owned()).or_insert_with(new);
        let same = (object.upload_id.as_str(), object.project_id.as_str(), object.expires)
            == (upload_id, project_id, expires);
        if same && !object.finished { Ok(()) } else { Err(error::conflict("Object already exists")) }
    }

    /// Whether the upload of `name` is finished.
    pub fn is_finished(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|object| object.finished)
    }

    /// What the storage calls the content of `name`, once its upload is finished.
    pub fn content(&self, name: &str) -> Option<String> {
        self.is_finished(name).then(|| content_name(name))
    }

    /// Forgets what has expired.
    pub fn sweep(&mut self, now: Timestamp) {
        self.0.retain(|_, object| object.expires > now);
    }

    fn finished(&self, name: &str) -> Result<&StoredObject, ServerError> {
        self.0.get(name).filter(|object| object.finished).ok_or_else(|| no_object(name))
    }
}

/// Serves the operations of the object service.
#[derive(Debug)]
pub struct ObjectService;

impl ObjectServer for ObjectService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn lbheartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn heartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn version(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn create_upload(
        &self,
        context: &Context,
        name: &str,
        payload: CreateUploadRequest,
    ) -> Result<Reply<CreateUploadResponse>, ServerError> {
        let CreateUploadRequest { expires, hashes, project_id, proposed_upload_methods, upload_id } = payload;
        let services = &context.services;
        {
            let mut objects = lock(&services.objects);
            objects.begin(name, &upload_id, &project_id, expires)?;
            let object = objects.0.get_mut(name).ok_or_else(|| no_object(name))?;
            add_hashes(&mut object.hashes, hashes)?;
        }
        services.storage.reserve(&content_name(name), expires);
        let upload_method = select(services, name, proposed_upload_methods, context.now).await?;
        Ok(CreateUploadResponse { expires, project_id, upload_id, upload_method }.into())
    }

    async fn finish_upload(
        &self,
        context: &Context,
        name: &str,
        payload: FinishUploadRequest,
    ) -> Result<Reply<()>, ServerError> {
        let services = &context.services;
        let mut objects = lock(&services.objects);
        let object = objects.0.get_mut(name).ok_or_else(|| no_object(name))?;
        if object.project_id != payload.project_id {
            let message = format!("Object {name:?} does not have projectId {}", payload.project_id);
            return Err(error::input(message));
        }
        if object.finished {
            return check_finished(&object.hashes, payload.hashes.as_ref()).map(Reply::from);
        }
        if object.upload_id != payload.upload_id {
            let message = format!("Object {name:?} does not have uploadId {}", payload.upload_id);
            return Err(error::conflict(message));
        }
        if !services.storage.has(&content_name(name)) {
            return Err(error::input(format!("No data has been uploaded for object {name:?}")));
        }
        add_hashes(&mut object.hashes, payload.hashes)?;
        object.finished = true;
        Ok(().into())
    }

    async fn start_download(
        &self,
        context: &Context,
        name: &str,
        payload: DownloadObjectRequest,
    ) -> Result<Reply<DownloadObjectResponse>, ServerError> {
        let services = &context.services;
        let objects = lock(&services.objects);
        let object = objects.finished(name)?;
        let SignedUrl { url, expires } = services.storage.get_url(&content_name(name), context.now);
        let accepted = payload.accept_download_methods;
        let answer: DownloadObjectResponse = if accepted.get_url == Some(true) {
            GetUrlDownloadObjectResponse { expires, hashes: published(&object.hashes), url }.into()
        } else if accepted.simple == Some(true) {
            SimpleDownloadObjectResponse { url }.into()
        } else {
            return Err(ServerError::new(406, "NoMatchingMethod", "Object supports methods getUrl, simple"));
        };
        Ok(answer.into())
    }

    async fn object(&self, context: &Context, name: &str) -> Result<Reply<ObjectMetadata>, ServerError> {
        let objects = lock(&context.services.objects);
        let object = objects.finished(name)?;
        let (expires, project_id) = (object.expires, object.project_id.clone());
        Ok(ObjectMetadata { expires, hashes: published(&object.hashes), project_id }.into())
    }

    async fn download(&self, context: &Context, name: &str) -> Result<Reply<()>, ServerError> {
        lock(&context.services.objects).finished(name)?;
        let url = context.services.storage.get_url(&content_name(name), context.now).url;
        Ok(Reply::see_other(url, ()))
    }
}

/// Takes the first of the proposed ways to upload that is there.
async fn select(
    services: &Services,
    name: &str,
    proposed: ProposedUploadMethods,
    now: Timestamp,
) -> Result<SelectedUploadMethod, ServerError> {
    let mut selected = SelectedUploadMethod::default();
    if let Some(inline) = proposed.data_inline {
        let bytes = STANDARD.decode(&inline.object_data);
        let bytes = bytes.map_err(|error| error::input(format!("objectData is not base64: {error}")))?;
        let content_type = HeaderValue::from_str(&inline.content_type)
            .map_err(|_| error::input("contentType cannot be sent as a header"))?;
        let kept = services.storage.keep(&content_name(name), content_type, bytes.into()).await;
        kept.map_err(|error| error::internal(error.to_string()))?;
        selected.data_inline = Some(true);
    } else if let Some(put) = proposed.put_url {
        let length = u64::try_from(put.content_length)
            .map_err(|_| error::input("contentLength must not be negative"))?;
        let SignedUrl { url, expires } =
            services.storage.put_url(&content_name(name), &put.content_type, Some(length), now);
        let headers =
            [(CONTENT_TYPE.to_string(), put.content_type), (CONTENT_LENGTH.to_string(), length.to_string())];
        selected.put_url = Some(PutUrlUploadResponse { expires, headers: headers.into(), url: url.into() });
    }
    Ok(selected)
}

/// What the storage calls the content of an object.
fn content_name(name: &str) -> String {
    format!("object/{name}")
}

fn no_object(name: &str) -> ServerError {
    error::not_found(format!("Object {name:?} not found"))
}

/// Adds hashes; one that is there already cannot change.
fn add_hashes(known: &mut ObjectContentHashes, new: Option<ObjectContentHashes>) -> Result<(), ServerError> {
    let Some(new) = new else { return Ok(()) };
    for (known, new) in [(&mut known.sha256, new.sha256), (&mut known.sha512, new.sha512)] {
        if known.is_some() && new.is_some() && *known != new {
            return Err(error::conflict("Content hash already exists with a different value"));
        }
        if known.is_none() {
            *known = new;
        }
    }
    Ok(())
}

/// Checks that an upload is not finished again with other hashes.
fn check_finished(
    known: &ObjectContentHashes,
    given: Option<&ObjectContentHashes>,
) -> Result<(), ServerError> {
    let Some(given) = given else { return Ok(()) };
    let same = |known: &Option<String>, given: &Option<String>| given.is_none() || known == given;
    if same(&known.sha256, &given.sha256) && same(&known.sha512, &given.sha512) {
        return Ok(());
    }
    Err(error::conflict("Object is already finished, but with other hashes"))
}

fn published(hashes: &ObjectContentHashes) -> ObjectContentHashesForDownload {
    ObjectContentHashesForDownload { sha256: hashes.sha256.clone(), sha512: hashes.sha512.clone() }
}
