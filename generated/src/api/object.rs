// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The object service stores named blobs of bytes until they expire, and decides with each client how
//! the bytes travel, so that the storage behind it can differ between deployments. A worker uploads
//! artifacts to it if it is configured to create object artifacts, and downloads mounts from it that
//! are stored that way; names, upload ids and credentials for both come from the queue. The bytes
//! themselves usually go to and from URLs outside Taskcluster. Deployments of 2018 do not have this
//! service.

use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "object";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::CREATE_UPLOAD,
    &operations::FINISH_UPLOAD,
    &operations::START_DOWNLOAD,
    &operations::OBJECT,
    &operations::DOWNLOAD,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "object",
        version: "v1",
        name: "ping",
        method: Method::Get,
        route: "/ping",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /__lbheartbeat__`
    pub const LBHEARTBEAT: Operation = Operation {
        service: "object",
        version: "v1",
        name: "lbheartbeat",
        method: Method::Get,
        route: "/__lbheartbeat__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /__version__`
    pub const VERSION: Operation = Operation {
        service: "object",
        version: "v1",
        name: "version",
        method: Method::Get,
        route: "/__version__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `PUT /upload/<name>`
    pub const CREATE_UPLOAD: Operation = Operation {
        service: "object",
        version: "v1",
        name: "createUpload",
        method: Method::Put,
        route: "/upload/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("CreateUploadRequest"),
        output: Some("CreateUploadResponse"),
        scopes: Some(&ScopeExpression::Scope("object:upload:<projectId>:<name>")),
    };
    /// `POST /finish-upload/<name>`
    pub const FINISH_UPLOAD: Operation = Operation {
        service: "object",
        version: "v1",
        name: "finishUpload",
        method: Method::Post,
        route: "/finish-upload/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("FinishUploadRequest"),
        output: None,
        scopes: Some(&ScopeExpression::Scope("object:upload:<projectId>:<name>")),
    };
    /// `PUT /start-download/<name>`
    pub const START_DOWNLOAD: Operation = Operation {
        service: "object",
        version: "v1",
        name: "startDownload",
        method: Method::Put,
        route: "/start-download/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("DownloadObjectRequest"),
        output: Some("DownloadObjectResponse"),
        scopes: Some(&ScopeExpression::Scope("object:download:<name>")),
    };
    /// `GET /metadata/<name>`
    pub const OBJECT: Operation = Operation {
        service: "object",
        version: "v1",
        name: "object",
        method: Method::Get,
        route: "/metadata/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("ObjectMetadata"),
        scopes: Some(&ScopeExpression::Scope("object:download:<name>")),
    };
    /// `GET /download/<name>`
    pub const DOWNLOAD: Operation = Operation {
        service: "object",
        version: "v1",
        name: "download",
        method: Method::Get,
        route: "/download/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(&ScopeExpression::Scope("object:download:<name>")),
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "object",
        version: "v1",
        name: "heartbeat",
        method: Method::Get,
        route: "/__heartbeat__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
}

/// The names of the parameters in routes, queries and scopes.
pub mod parameters {
    /// `name`
    pub const NAME: &str = "name";
    /// `projectId`
    pub const PROJECT_ID: &str = "projectId";
}

/// A client of the object service: one method for each operation.
#[derive(Clone, Debug)]
pub struct Object<T> {
    transport: T,
}

impl<T: Transport> Object<T> {
    /// A client that calls through `transport`.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Check that the service answers
    ///
    /// Answers as soon as the service can serve HTTP, without looking at its database or other backends.
    /// Needs no credentials; use it to check a root URL or a proxy before anything else.
    ///
    /// `GET /ping`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn ping(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::PING,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Liveness check for load balancers
    ///
    /// Answers with an empty success whenever the process is up, regardless of its backends. Load balancers
    /// poll it; a worker has no use for it.
    ///
    /// `GET /__lbheartbeat__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn lbheartbeat(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::LBHEARTBEAT,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Show which build of the service is deployed
    ///
    /// Returns the source repository, commit and version of the deployed build as JSON. Useful in bug
    /// reports and for telling an old deployment from a new one; the shape is not covered by a schema.
    ///
    /// `GET /__version__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn version(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::VERSION,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Begin the upload of an object
    ///
    /// Registers the object and picks one of the proposed ways to send its content; nothing can be
    /// downloaded until `finishUpload`. Repeat the call with the same `uploadId` after an error, or to get
    /// a fresh URL for a PUT; with another `uploadId` for a name that is taken it gives 409
    /// `RequestConflict`. A worker takes name, project, upload id, expiry and credentials from the queue's
    /// answer to `createArtifact`.
    ///
    /// `PUT /upload/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_upload(
        &self,
        name: &str,
        payload: &CreateUploadRequest,
    ) -> Result<CreateUploadResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_UPLOAD,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Complete the upload of an object
    ///
    /// Makes the object available and fixes its hashes for good; call it once all content has been sent.
    /// Repeating it with the same values has no further effect, while hashes that contradict those given
    /// earlier are refused. A worker calls `finishArtifact` of the queue next. Answers without content.
    ///
    /// `POST /finish-upload/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn finish_upload(
        &self,
        name: &str,
        payload: &FinishUploadRequest,
    ) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::FINISH_UPLOAD,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Find out how to download an object
    ///
    /// Picks one of the download methods that the caller says it understands, and returns what is needed to
    /// follow it. 404 `ResourceNotFound` says that there is no such object or that its upload has not been
    /// completed, 406 `NoMatchingMethod` that it is to be had only in ways that were not offered. A worker
    /// calls it, with the name and the credentials from the queue, whenever an artifact that it mounts is
    /// stored as an object.
    ///
    /// `PUT /start-download/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn start_download(
        &self,
        name: &str,
        payload: &DownloadObjectRequest,
    ) -> Result<DownloadObjectResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::START_DOWNLOAD,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Get the metadata of an object
    ///
    /// Returns project, expiry and hashes without giving access to the content. 404 `ResourceNotFound` says
    /// that there is no such object.
    ///
    /// `GET /metadata/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn object(&self, name: &str) -> Result<ObjectMetadata, T::Error> {
        let request = ApiRequest {
            operation: &operations::OBJECT,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Download an object by following redirects
    ///
    /// Redirects (303) to a URL from which a plain GET gets the content. Made for browsers and simple
    /// tools: there is no verification by hash and no way to resume, so a worker uses `startDownload`
    /// instead.
    ///
    /// `GET /download/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn download(&self, name: &str) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::DOWNLOAD,
            args: vec![("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Check the service together with its backends
    ///
    /// Answers with success only if the service can reach what it depends on, such as its database. Meant
    /// for monitoring; a worker should rather retry the call it needs.
    ///
    /// `GET /__heartbeat__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn heartbeat(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::HEARTBEAT,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }
}

/// What a server of the object service does. Operations that it does not implement answer that they are
/// not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait ObjectServer: Send + Sync {
    /// What the server knows of the caller.
    type Context: Send + Sync;
    /// Check that the service answers
    fn ping(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PING)) }
    }

    /// Liveness check for load balancers
    fn lbheartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LBHEARTBEAT)) }
    }

    /// Show which build of the service is deployed
    fn version(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::VERSION)) }
    }

    /// Begin the upload of an object
    fn create_upload(
        &self,
        context: &Self::Context,
        name: &str,
        payload: CreateUploadRequest,
    ) -> impl Future<Output = Result<Reply<CreateUploadResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_UPLOAD)) }
    }

    /// Complete the upload of an object
    fn finish_upload(
        &self,
        context: &Self::Context,
        name: &str,
        payload: FinishUploadRequest,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::FINISH_UPLOAD)) }
    }

    /// Find out how to download an object
    fn start_download(
        &self,
        context: &Self::Context,
        name: &str,
        payload: DownloadObjectRequest,
    ) -> impl Future<
        Output = Result<Reply<DownloadObjectResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::START_DOWNLOAD)) }
    }

    /// Get the metadata of an object
    fn object(
        &self,
        context: &Self::Context,
        name: &str,
    ) -> impl Future<Output = Result<Reply<ObjectMetadata>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::OBJECT)) }
    }

    /// Download an object by following redirects
    fn download(
        &self,
        context: &Self::Context,
        name: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DOWNLOAD)) }
    }

    /// Check the service together with its backends
    fn heartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::HEARTBEAT)) }
    }
}

/// Hands `request` to the method of `server` that implements its operation.
///
/// # Errors
///
/// What the server answers, 400 for a body that does not fit, 404 for an operation of another service.
pub async fn dispatch<S: ObjectServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "createUpload" => {
            ServerRequest::answer(
                server
                    .create_upload(context, request.arg("name")?, request.body()?)
                    .await?,
            )
        }
        "finishUpload" => {
            ServerRequest::answer(
                server
                    .finish_upload(context, request.arg("name")?, request.body()?)
                    .await?,
            )
        }
        "startDownload" => {
            ServerRequest::answer(
                server
                    .start_download(context, request.arg("name")?, request.body()?)
                    .await?,
            )
        }
        "object" => {
            ServerRequest::answer(server.object(context, request.arg("name")?).await?)
        }
        "download" => {
            ServerRequest::answer(server.download(context, request.arg("name")?).await?)
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// What shall be uploaded, and in which ways the caller can do it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateUploadRequest {
    /// Time after which the service deletes the object (UTC). A repeated call must give the same time.
    pub expires: crate::Timestamp,
    /// Hashes of the content, computed by whoever uploads it over the bytes as sent. They may be given when
    /// the upload begins, when it is completed, or some with each call, and hold for good afterwards.
    /// Hashes of other algorithms may be added. A worker gives both that are named here, on completion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<ObjectContentHashes>,
    /// Project that the object is accounted to. It is part of the scope that an upload needs.
    #[serde(rename = "projectId")]
    pub project_id: String,
    /// The ways in which the caller could send the content; the service picks at most one. What has to be
    /// known for a way is given with it. Leave out the ways that do not suit the size.
    #[serde(rename = "proposedUploadMethods")]
    pub proposed_upload_methods: ProposedUploadMethods,
    /// Id of the upload (22 characters, a slug id): the one from the queue for an artifact, otherwise a
    /// fresh one of the caller. It has to be the same in all calls about one upload.
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}

/// The upload as registered, with the way in which to send the content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateUploadResponse {
    /// Time after which the service deletes the object (UTC), as in the request.
    pub expires: crate::Timestamp,
    /// Project that the object is accounted to, as in the request.
    #[serde(rename = "projectId")]
    pub project_id: String,
    /// Id of the upload, as in the request.
    #[serde(rename = "uploadId")]
    pub upload_id: String,
    /// The method that the service picked, as the only member. There is none if the service supports
    /// nothing that was proposed, and the caller may then propose other methods.
    #[serde(rename = "uploadMethod")]
    pub upload_method: SelectedUploadMethod,
}

/// Proposal to send the content within this very request, which suits content below 8 KiB only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataInlineUploadRequest {
    /// Media type with which the content shall be served.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// The content in standard Base64, with padding. The limit of 10926 characters holds 8 KiB.
    #[serde(rename = "objectData")]
    pub object_data: String,
}

/// In which ways the caller can download.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DownloadObjectRequest {
    /// The download methods that the caller understands, of which the service picks one. A worker offers
    /// `getUrl` only, because the others come without hashes.
    #[serde(rename = "acceptDownloadMethods")]
    pub accept_download_methods: SupportedDownloadMethods,
}

/// How to download the object, by the method that the service picked; `method` says which one that is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method")]
pub enum DownloadObjectResponse {
    /// [`SimpleDownloadObjectResponse`]
    #[serde(rename = "simple")]
    Simple(SimpleDownloadObjectResponse),
    /// [`GetUrlDownloadObjectResponse`]
    #[serde(rename = "getUrl")]
    GetUrl(GetUrlDownloadObjectResponse),
}

impl From<SimpleDownloadObjectResponse> for DownloadObjectResponse {
    fn from(value: SimpleDownloadObjectResponse) -> Self {
        Self::Simple(value)
    }
}

impl From<GetUrlDownloadObjectResponse> for DownloadObjectResponse {
    fn from(value: GetUrlDownloadObjectResponse) -> Self {
        Self::GetUrl(value)
    }
}

/// Which upload is complete, with the hashes of what was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinishUploadRequest {
    /// Hashes of the content, computed by whoever uploads it over the bytes as sent. They may be given when
    /// the upload begins, when it is completed, or some with each call, and hold for good afterwards.
    /// Hashes of other algorithms may be added. A worker gives both that are named here, on completion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<ObjectContentHashes>,
    /// Project given to `createUpload`.
    #[serde(rename = "projectId")]
    pub project_id: String,
    /// Id of the upload given to `createUpload`.
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}

/// Where to GET the content, and how to verify it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetUrlDownloadObjectResponse {
    /// Time at which `url` stops working (UTC), not that of the object. Call `startDownload` again to get
    /// another URL, also in the middle of a download that is to be resumed.
    pub expires: crate::Timestamp,
    /// Hashes that the uploader gave. A worker checks what it downloads against each one whose algorithm it
    /// knows, before it uses the content, and refuses the download if neither of the two named here is
    /// among them.
    pub hashes: ObjectContentHashesForDownload,
    /// URL for a plain GET without Taskcluster credentials; redirects are to be followed. Its query may be
    /// a credential, so log it without.
    pub url: String,
}

/// Hashes of the content, computed by whoever uploads it over the bytes as sent. They may be given when
/// the upload begins, when it is completed, or some with each call, and hold for good afterwards.
/// Hashes of other algorithms may be added. A worker gives both that are named here, on completion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ObjectContentHashes {
    /// SHA-256 of the content: 64 hexadecimal digits in lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// SHA-512 of the content: 128 hexadecimal digits in lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha512: Option<String>,
}

/// Hashes that the uploader gave. A worker checks what it downloads against each one whose algorithm it
/// knows, before it uses the content, and refuses the download if neither of the two named here is
/// among them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ObjectContentHashesForDownload {
    /// SHA-256 of the content: 64 hexadecimal digits in lower case. Absent if the uploader did not give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// SHA-512 of the content: 128 hexadecimal digits in lower case. Absent if the uploader did not give
    /// it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha512: Option<String>,
}

/// What the service knows about an object besides its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectMetadata {
    /// Time after which the service deletes the object (UTC).
    pub expires: crate::Timestamp,
    /// Hashes that the uploader gave. A worker checks what it downloads against each one whose algorithm it
    /// knows, before it uses the content, and refuses the download if neither of the two named here is
    /// among them.
    pub hashes: ObjectContentHashesForDownload,
    /// Project that the object is accounted to.
    #[serde(rename = "projectId")]
    pub project_id: String,
}

/// The ways in which the caller could send the content; the service picks at most one. What has to be
/// known for a way is given with it. Leave out the ways that do not suit the size.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProposedUploadMethods {
    /// Proposal to send the content within this very request, which suits content below 8 KiB only.
    #[serde(
        rename = "dataInline",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_inline: Option<DataInlineUploadRequest>,
    /// Proposal to send the content with one PUT, and what has to be known before a URL can be signed for
    /// it.
    #[serde(rename = "putUrl", skip_serializing_if = "Option::is_none")]
    pub put_url: Option<PutUrlUploadRequest>,
}

/// Proposal to send the content with one PUT, and what has to be known before a URL can be signed for
/// it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutUrlUploadRequest {
    /// Exact size of the content in bytes. The PUT has to send just as many.
    #[serde(rename = "contentLength")]
    pub content_length: i64,
    /// Media type with which the content shall be served.
    #[serde(rename = "contentType")]
    pub content_type: String,
}

/// Says that the content has to be sent with one PUT, and where to. Any 2xx answer to the PUT counts as
/// success.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutUrlUploadResponse {
    /// Time at which `url` stops working (UTC), not that of the object. Repeat `createUpload` with the same
    /// `uploadId` to get another URL.
    pub expires: crate::Timestamp,
    /// Headers that the PUT has to carry, by name, with exactly these values: the signature covers them.
    pub headers: std::collections::BTreeMap<String, String>,
    /// Signed URL for the PUT. Its query is a credential and must not get into logs.
    pub url: crate::WireSecret,
}

/// The method that the service picked, as the only member. There is none if the service supports
/// nothing that was proposed, and the caller may then propose other methods.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SelectedUploadMethod {
    /// Present if the content was taken from the request.
    #[serde(
        rename = "dataInline",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_inline: Option<bool>,
    /// Says that the content has to be sent with one PUT, and where to. Any 2xx answer to the PUT counts as
    /// success.
    #[serde(rename = "putUrl", skip_serializing_if = "Option::is_none")]
    pub put_url: Option<PutUrlUploadResponse>,
}

/// Where to GET the content. It cannot be verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimpleDownloadObjectResponse {
    /// URL for a plain GET without Taskcluster credentials; redirects are to be followed. Its query may be
    /// a credential, so log it without.
    pub url: String,
}

/// The download methods that the caller understands, of which the service picks one. A worker offers
/// `getUrl` only, because the others come without hashes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SupportedDownloadMethods {
    /// `true` to accept a URL together with hashes. Left out if not understood; `false` is not allowed.
    #[serde(rename = "getUrl", skip_serializing_if = "Option::is_none")]
    pub get_url: Option<bool>,
    /// `true` to accept a bare URL. Left out if not wanted; `false` is not allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simple: Option<bool>,
}
