// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

/// `CreateUploadRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreateUploadRequest {
    pub expires: crate::Timestamp,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub hashes: Option<ObjectContentHashes>,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "proposedUploadMethods")]
    pub proposed_upload_methods: ProposedUploadMethods,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}
/// `CreateUploadResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreateUploadResponse {
    pub expires: crate::Timestamp,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
    #[serde(rename = "uploadMethod")]
    pub upload_method: SelectedUploadMethodOrNone,
}
/// `DataInlineUploadMethod`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct DataInlineUploadMethod(pub ::serde_json::Value);
impl ::std::ops::Deref for DataInlineUploadMethod {
    type Target = ::serde_json::Value;
    fn deref(&self) -> &::serde_json::Value {
        &self.0
    }
}
impl From<DataInlineUploadMethod> for ::serde_json::Value {
    fn from(value: DataInlineUploadMethod) -> Self {
        value.0
    }
}
impl From<::serde_json::Value> for DataInlineUploadMethod {
    fn from(value: ::serde_json::Value) -> Self {
        Self(value)
    }
}
/// `DataInlineUploadRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DataInlineUploadRequest {
    #[serde(rename = "contentType")]
    pub content_type: String,
    #[serde(rename = "objectData")]
    pub object_data: String,
}
/// `DownloadObjectRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DownloadObjectRequest {
    #[serde(rename = "acceptDownloadMethods")]
    pub accept_download_methods: SupportedDownloadMethods,
}
/// `DownloadObjectResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "method")]
pub enum DownloadObjectResponse {
    /// A `SimpleDownloadResponse`.
    #[serde(rename = "simple")]
    SimpleDownloadResponse(SimpleDownloadResponse),
    /// A `GetUrlDownloadResponse`.
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
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FinishUploadRequest {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub hashes: Option<ObjectContentHashes>,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}
/// `GetUrlDownloadMethod`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct GetUrlDownloadMethod(pub ::serde_json::Value);
impl ::std::ops::Deref for GetUrlDownloadMethod {
    type Target = ::serde_json::Value;
    fn deref(&self) -> &::serde_json::Value {
        &self.0
    }
}
impl From<GetUrlDownloadMethod> for ::serde_json::Value {
    fn from(value: GetUrlDownloadMethod) -> Self {
        value.0
    }
}
impl From<::serde_json::Value> for GetUrlDownloadMethod {
    fn from(value: ::serde_json::Value) -> Self {
        Self(value)
    }
}
/// `GetUrlDownloadResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetUrlDownloadResponse {
    pub expires: crate::Timestamp,
    pub hashes: ObjectContentHashesForDownload,
    pub url: String,
}
/// `HashMethods`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct HashMethods(pub ::serde_json::Value);
impl ::std::ops::Deref for HashMethods {
    type Target = ::serde_json::Value;
    fn deref(&self) -> &::serde_json::Value {
        &self.0
    }
}
impl From<HashMethods> for ::serde_json::Value {
    fn from(value: HashMethods) -> Self {
        value.0
    }
}
impl From<::serde_json::Value> for HashMethods {
    fn from(value: ::serde_json::Value) -> Self {
        Self(value)
    }
}
/// `ObjectContentHashes`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ObjectContentHashes {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sha512: Option<String>,
}
/// `ObjectContentHashesForDownload`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ObjectContentHashesForDownload {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sha512: Option<String>,
}
/// `ObjectMetadata`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ObjectMetadata {
    pub expires: crate::Timestamp,
    pub hashes: ObjectContentHashesForDownload,
    #[serde(rename = "projectId")]
    pub project_id: String,
}
/// `ProposedUploadMethods`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ProposedUploadMethods {
    #[serde(
        rename = "dataInline",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub data_inline: Option<DataInlineUploadRequest>,
    #[serde(rename = "putUrl", skip_serializing_if = "::std::option::Option::is_none")]
    pub put_url: Option<PutUrlUploadRequest>,
}
/// `PutUrlUploadMethod`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct PutUrlUploadMethod(pub ::serde_json::Value);
impl ::std::ops::Deref for PutUrlUploadMethod {
    type Target = ::serde_json::Value;
    fn deref(&self) -> &::serde_json::Value {
        &self.0
    }
}
impl From<PutUrlUploadMethod> for ::serde_json::Value {
    fn from(value: PutUrlUploadMethod) -> Self {
        value.0
    }
}
impl From<::serde_json::Value> for PutUrlUploadMethod {
    fn from(value: ::serde_json::Value) -> Self {
        Self(value)
    }
}
/// `PutUrlUploadRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PutUrlUploadRequest {
    #[serde(rename = "contentLength")]
    pub content_length: i64,
    #[serde(rename = "contentType")]
    pub content_type: String,
}
/// `PutUrlUploadResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PutUrlUploadResponse {
    pub expires: crate::Timestamp,
    pub headers: collections::HashMap<String, String>,
    pub url: String,
}
/// `SelectedUploadMethodOrNone`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct SelectedUploadMethodOrNone {
    #[serde(
        rename = "dataInline",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub data_inline: Option<bool>,
    #[serde(rename = "putUrl", skip_serializing_if = "::std::option::Option::is_none")]
    pub put_url: Option<PutUrlUploadResponse>,
}
/// `SimpleDownloadMethod`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct SimpleDownloadMethod(pub ::serde_json::Value);
impl ::std::ops::Deref for SimpleDownloadMethod {
    type Target = ::serde_json::Value;
    fn deref(&self) -> &::serde_json::Value {
        &self.0
    }
}
impl From<SimpleDownloadMethod> for ::serde_json::Value {
    fn from(value: SimpleDownloadMethod) -> Self {
        value.0
    }
}
impl From<::serde_json::Value> for SimpleDownloadMethod {
    fn from(value: ::serde_json::Value) -> Self {
        Self(value)
    }
}
/// `SimpleDownloadResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SimpleDownloadResponse {
    pub url: String,
}
/// `SupportedDownloadMethods`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct SupportedDownloadMethods {
    #[serde(rename = "getUrl", skip_serializing_if = "::std::option::Option::is_none")]
    pub get_url: Option<bool>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub simple: Option<bool>,
}
