// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

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
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
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
    fn ping(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PING)) }
    }

    fn lbheartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LBHEARTBEAT)) }
    }

    fn version(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::VERSION)) }
    }

    fn create_upload(
        &self,
        context: &Self::Context,
        name: &str,
        payload: CreateUploadRequest,
    ) -> impl Future<Output = Result<Reply<CreateUploadResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_UPLOAD)) }
    }

    fn finish_upload(
        &self,
        context: &Self::Context,
        name: &str,
        payload: FinishUploadRequest,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::FINISH_UPLOAD)) }
    }

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

    fn object(
        &self,
        context: &Self::Context,
        name: &str,
    ) -> impl Future<Output = Result<Reply<ObjectMetadata>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::OBJECT)) }
    }

    fn download(
        &self,
        context: &Self::Context,
        name: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DOWNLOAD)) }
    }

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

/// `CreateUploadRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateUploadRequest {
    pub expires: crate::Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<ObjectContentHashes>,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "proposedUploadMethods")]
    pub proposed_upload_methods: ProposedUploadMethods,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}

/// `CreateUploadResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateUploadResponse {
    pub expires: crate::Timestamp,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
    #[serde(rename = "uploadMethod")]
    pub upload_method: SelectedUploadMethodOrNone,
}

/// `DataInlineUploadRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataInlineUploadRequest {
    #[serde(rename = "contentType")]
    pub content_type: String,
    #[serde(rename = "objectData")]
    pub object_data: String,
}

/// `DownloadObjectRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DownloadObjectRequest {
    #[serde(rename = "acceptDownloadMethods")]
    pub accept_download_methods: SupportedDownloadMethods,
}

/// `DownloadObjectResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method")]
pub enum DownloadObjectResponse {
    /// [`SimpleDownloadResponse`]
    #[serde(rename = "simple")]
    SimpleDownloadResponse(SimpleDownloadResponse),
    /// [`GetUrlDownloadResponse`]
    #[serde(rename = "getUrl")]
    GetUrlDownloadResponse(GetUrlDownloadResponse),
}

impl From<SimpleDownloadResponse> for DownloadObjectResponse {
    fn from(value: SimpleDownloadResponse) -> Self {
        Self::SimpleDownloadResponse(value)
    }
}

impl From<GetUrlDownloadResponse> for DownloadObjectResponse {
    fn from(value: GetUrlDownloadResponse) -> Self {
        Self::GetUrlDownloadResponse(value)
    }
}

/// `FinishUploadRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinishUploadRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<ObjectContentHashes>,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}

/// `GetUrlDownloadResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetUrlDownloadResponse {
    pub expires: crate::Timestamp,
    pub hashes: ObjectContentHashesForDownload,
    pub url: String,
}

/// `ObjectContentHashes`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ObjectContentHashes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha512: Option<String>,
}

/// `ObjectContentHashesForDownload`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ObjectContentHashesForDownload {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha512: Option<String>,
}

/// `ObjectMetadata`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectMetadata {
    pub expires: crate::Timestamp,
    pub hashes: ObjectContentHashesForDownload,
    #[serde(rename = "projectId")]
    pub project_id: String,
}

/// `ProposedUploadMethods`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProposedUploadMethods {
    #[serde(
        rename = "dataInline",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_inline: Option<DataInlineUploadRequest>,
    #[serde(rename = "putUrl", skip_serializing_if = "Option::is_none")]
    pub put_url: Option<PutUrlUploadRequest>,
}

/// `PutUrlUploadRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutUrlUploadRequest {
    #[serde(rename = "contentLength")]
    pub content_length: i64,
    #[serde(rename = "contentType")]
    pub content_type: String,
}

/// `PutUrlUploadResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutUrlUploadResponse {
    pub expires: crate::Timestamp,
    pub headers: std::collections::BTreeMap<String, String>,
    pub url: String,
}

/// `SelectedUploadMethodOrNone`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SelectedUploadMethodOrNone {
    #[serde(
        rename = "dataInline",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_inline: Option<bool>,
    #[serde(rename = "putUrl", skip_serializing_if = "Option::is_none")]
    pub put_url: Option<PutUrlUploadResponse>,
}

/// `SimpleDownloadResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimpleDownloadResponse {
    pub url: String,
}

/// `SupportedDownloadMethods`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SupportedDownloadMethods {
    #[serde(rename = "getUrl", skip_serializing_if = "Option::is_none")]
    pub get_url: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simple: Option<bool>,
}
