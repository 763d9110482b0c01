// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The queue holds task definitions, decides which run is handed to which worker, and records how each run ended. A worker claims runs of one task queue by long polling, keeps each claim alive by reclaiming it before `takenUntil`, registers the run's artifacts, and resolves the run with exactly one report. The worker's own credentials are used only to claim; every later call about a run is signed with the temporary task credentials that came with the claim or with its latest reclaim.
/// `Artifact`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Artifact {
    #[serde(
        rename = "contentLength",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub content_length: Option<u64>,
    #[serde(rename = "contentType")]
    pub content_type: String,
    pub expires: crate::Timestamp,
    pub name: String,
    #[serde(rename = "storageType")]
    pub storage_type: ArtifactStorageType,
}
/// `ArtifactStorageType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ArtifactStorageType {
    /// `s3`
    #[serde(rename = "s3")]
    S3,
    /// `object`
    #[serde(rename = "object")]
    Object,
    /// `reference`
    #[serde(rename = "reference")]
    Reference,
    /// `link`
    #[serde(rename = "link")]
    Link,
    /// `error`
    #[serde(rename = "error")]
    Error,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for ArtifactStorageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::S3 => f.write_str("s3"),
            Self::Object => f.write_str("object"),
            Self::Reference => f.write_str("reference"),
            Self::Link => f.write_str("link"),
            Self::Error => f.write_str("error"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `CancelTaskGroupResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CancelTaskGroupResponse {
    #[serde(rename = "cancelledCount")]
    pub cancelled_count: u64,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    #[serde(rename = "taskGroupSize")]
    pub task_group_size: u64,
    #[serde(rename = "taskIds")]
    pub task_ids: Vec<String>,
}
/// `ChangeTaskPriorityRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ChangeTaskPriorityRequest {
    #[serde(rename = "newPriority")]
    pub new_priority: ChangeTaskPriorityRequestNewPriority,
}
/// `ChangeTaskPriorityRequestNewPriority`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ChangeTaskPriorityRequestNewPriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
}
impl fmt::Display for ChangeTaskPriorityRequestNewPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
        }
    }
}
/// `ClaimWorkRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ClaimWorkRequest {
    pub tasks: u64,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `ClaimWorkResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ClaimWorkResponse {
    pub tasks: Vec<TaskClaim>,
}
/// `CountPendingAndClaimedTasksResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CountPendingAndClaimedTasksResponse {
    #[serde(rename = "claimedTasks")]
    pub claimed_tasks: u64,
    #[serde(rename = "pendingTasks")]
    pub pending_tasks: u64,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `CountPendingTasksResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CountPendingTasksResponse {
    #[serde(rename = "pendingTasks")]
    pub pending_tasks: u64,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `ErrorArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ErrorArtifactRequest {
    pub expires: crate::Timestamp,
    pub message: String,
    pub reason: ErrorArtifactRequestReason,
}
/// `ErrorArtifactRequestReason`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ErrorArtifactRequestReason {
    /// `file-missing-on-worker`
    #[serde(rename = "file-missing-on-worker")]
    FileMissingOnWorker,
    /// `invalid-resource-on-worker`
    #[serde(rename = "invalid-resource-on-worker")]
    InvalidResourceOnWorker,
    /// `too-large-file-on-worker`
    #[serde(rename = "too-large-file-on-worker")]
    TooLargeFileOnWorker,
    /// `file-not-readable-on-worker`
    #[serde(rename = "file-not-readable-on-worker")]
    FileNotReadableOnWorker,
}
impl fmt::Display for ErrorArtifactRequestReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::FileMissingOnWorker => f.write_str("file-missing-on-worker"),
            Self::InvalidResourceOnWorker => f.write_str("invalid-resource-on-worker"),
            Self::TooLargeFileOnWorker => f.write_str("too-large-file-on-worker"),
            Self::FileNotReadableOnWorker => f.write_str("file-not-readable-on-worker"),
        }
    }
}
/// `ErrorArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ErrorArtifactResponse(pub ::serde_json::Map<String, ::serde_json::Value>);
impl ::std::ops::Deref for ErrorArtifactResponse {
    type Target = ::serde_json::Map<String, ::serde_json::Value>;
    fn deref(&self) -> &::serde_json::Map<String, ::serde_json::Value> {
        &self.0
    }
}
impl From<ErrorArtifactResponse> for ::serde_json::Map<String, ::serde_json::Value> {
    fn from(value: ErrorArtifactResponse) -> Self {
        value.0
    }
}
impl From<::serde_json::Map<String, ::serde_json::Value>> for ErrorArtifactResponse {
    fn from(value: ::serde_json::Map<String, ::serde_json::Value>) -> Self {
        Self(value)
    }
}
/// `FinishArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FinishArtifactRequest {
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}
/// `GetArtifactContentResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "storageType")]
pub enum GetArtifactContentResponse {
    /// `S3`
    #[serde(rename = "s3")]
    S3 { url: String },
    /// `Object`
    #[serde(rename = "object")]
    Object { credentials: ObjectServiceCredentials, name: String },
    /// `Reference`
    #[serde(rename = "reference")]
    Reference { url: String },
    /// `Error`
    #[serde(rename = "error")]
    Error { message: String, reason: String },
}
/// `GetArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetArtifactResponse {
    #[serde(rename = "storageType")]
    pub storage_type: String,
    pub url: String,
}
/// `LinkArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct LinkArtifactRequest {
    pub artifact: String,
    #[serde(
        rename = "contentType",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub content_type: Option<String>,
    pub expires: crate::Timestamp,
}
/// `LinkArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct LinkArtifactResponse(pub ::serde_json::Map<String, ::serde_json::Value>);
impl ::std::ops::Deref for LinkArtifactResponse {
    type Target = ::serde_json::Map<String, ::serde_json::Value>;
    fn deref(&self) -> &::serde_json::Map<String, ::serde_json::Value> {
        &self.0
    }
}
impl From<LinkArtifactResponse> for ::serde_json::Map<String, ::serde_json::Value> {
    fn from(value: LinkArtifactResponse) -> Self {
        value.0
    }
}
impl From<::serde_json::Map<String, ::serde_json::Value>> for LinkArtifactResponse {
    fn from(value: ::serde_json::Map<String, ::serde_json::Value>) -> Self {
        Self(value)
    }
}
/// `ListArtifactsResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListArtifactsResponse {
    pub artifacts: Vec<Artifact>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
}
/// `ListClaimedTasksResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListClaimedTasksResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub tasks: Vec<ListClaimedTasksResponseTasksItem>,
}
/// `ListClaimedTasksResponseTasksItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListClaimedTasksResponseTasksItem {
    pub claimed: crate::Timestamp,
    #[serde(rename = "runId")]
    pub run_id: u64,
    pub task: TaskDefinitionResponse,
    #[serde(rename = "taskId")]
    pub task_id: String,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `ListDependentTasksResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListDependentTasksResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "taskId")]
    pub task_id: String,
    pub tasks: Vec<TaskDefinitionAndStatus>,
}
/// `ListPendingTasksResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListPendingTasksResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub tasks: Vec<ListPendingTasksResponseTasksItem>,
}
/// `ListPendingTasksResponseTasksItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListPendingTasksResponseTasksItem {
    pub inserted: crate::Timestamp,
    #[serde(rename = "runId")]
    pub run_id: u64,
    pub task: TaskDefinitionResponse,
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// `ListProvisionersResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListProvisionersResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub provisioners: Vec<ProvisionerInformation>,
}
/// `ListTaskGroupResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListTaskGroupResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub expires: crate::Timestamp,
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sealed: Option<crate::Timestamp>,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    pub tasks: Vec<TaskDefinitionAndStatus>,
}
/// `ListTaskQueuesResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListTaskQueuesResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "taskQueues")]
    pub task_queues: Vec<TaskQueue>,
}
/// `ListWorkerTypesResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListWorkerTypesResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerTypes")]
    pub worker_types: Vec<WorkerType>,
}
/// `ListWorkersResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListWorkersResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub workers: Vec<Worker>,
}
/// `ObjectArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ObjectArtifactRequest {
    #[serde(
        rename = "contentLength",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub content_length: Option<u64>,
    #[serde(rename = "contentType")]
    pub content_type: String,
    pub expires: crate::Timestamp,
}
/// `ObjectArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ObjectArtifactResponse {
    pub credentials: ObjectServiceCredentials,
    pub expires: crate::Timestamp,
    pub name: String,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}
/// `ObjectServiceCredentials`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ObjectServiceCredentials {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    pub certificate: String,
    #[serde(rename = "clientId")]
    pub client_id: String,
}
/// `PostArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "storageType")]
pub enum PostArtifactRequest {
    /// A `S3ArtifactRequest`.
    #[serde(rename = "s3")]
    S3ArtifactRequest(S3ArtifactRequest),
    /// A `ObjectArtifactRequest`.
    #[serde(rename = "object")]
    ObjectArtifactRequest(ObjectArtifactRequest),
    /// A `RedirectArtifactRequest`.
    #[serde(rename = "reference")]
    RedirectArtifactRequest(RedirectArtifactRequest),
    /// A `LinkArtifactRequest`.
    #[serde(rename = "link")]
    LinkArtifactRequest(LinkArtifactRequest),
    /// A `ErrorArtifactRequest`.
    #[serde(rename = "error")]
    ErrorArtifactRequest(ErrorArtifactRequest),
}
impl From<S3ArtifactRequest> for PostArtifactRequest {
    fn from(value: S3ArtifactRequest) -> Self {
        Self::S3ArtifactRequest(value)
    }
}
impl From<ObjectArtifactRequest> for PostArtifactRequest {
    fn from(value: ObjectArtifactRequest) -> Self {
        Self::ObjectArtifactRequest(value)
    }
}
impl From<RedirectArtifactRequest> for PostArtifactRequest {
    fn from(value: RedirectArtifactRequest) -> Self {
        Self::RedirectArtifactRequest(value)
    }
}
impl From<LinkArtifactRequest> for PostArtifactRequest {
    fn from(value: LinkArtifactRequest) -> Self {
        Self::LinkArtifactRequest(value)
    }
}
impl From<ErrorArtifactRequest> for PostArtifactRequest {
    fn from(value: ErrorArtifactRequest) -> Self {
        Self::ErrorArtifactRequest(value)
    }
}
/// `PostArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "storageType")]
pub enum PostArtifactResponse {
    /// A `S3ArtifactResponse`.
    #[serde(rename = "s3")]
    S3ArtifactResponse(S3ArtifactResponse),
    /// A `ObjectArtifactResponse`.
    #[serde(rename = "object")]
    ObjectArtifactResponse(ObjectArtifactResponse),
    /// A `RedirectArtifactResponse`.
    #[serde(rename = "reference")]
    RedirectArtifactResponse(RedirectArtifactResponse),
    /// A `LinkArtifactResponse`.
    #[serde(rename = "link")]
    LinkArtifactResponse(LinkArtifactResponse),
    /// A `ErrorArtifactResponse`.
    #[serde(rename = "error")]
    ErrorArtifactResponse(ErrorArtifactResponse),
}
impl From<S3ArtifactResponse> for PostArtifactResponse {
    fn from(value: S3ArtifactResponse) -> Self {
        Self::S3ArtifactResponse(value)
    }
}
impl From<ObjectArtifactResponse> for PostArtifactResponse {
    fn from(value: ObjectArtifactResponse) -> Self {
        Self::ObjectArtifactResponse(value)
    }
}
impl From<RedirectArtifactResponse> for PostArtifactResponse {
    fn from(value: RedirectArtifactResponse) -> Self {
        Self::RedirectArtifactResponse(value)
    }
}
impl From<LinkArtifactResponse> for PostArtifactResponse {
    fn from(value: LinkArtifactResponse) -> Self {
        Self::LinkArtifactResponse(value)
    }
}
impl From<ErrorArtifactResponse> for PostArtifactResponse {
    fn from(value: ErrorArtifactResponse) -> Self {
        Self::ErrorArtifactResponse(value)
    }
}
/// `ProvisionerInformation`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ProvisionerInformation {
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    pub stability: ProvisionerInformationStability,
}
/// `ProvisionerInformationStability`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ProvisionerInformationStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for ProvisionerInformationStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `ProvisionerResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ProvisionerResponse {
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    pub stability: ProvisionerResponseStability,
}
/// `ProvisionerResponseStability`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ProvisionerResponseStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for ProvisionerResponseStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `QuarantineDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct QuarantineDetails {
    #[serde(rename = "clientId")]
    pub client_id: String,
    #[serde(rename = "quarantineInfo")]
    pub quarantine_info: String,
    #[serde(rename = "quarantineUntil")]
    pub quarantine_until: crate::Timestamp,
    #[serde(rename = "updatedAt")]
    pub updated_at: crate::Timestamp,
}
/// `QuarantineWorkerRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct QuarantineWorkerRequest {
    #[serde(
        rename = "quarantineInfo",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub quarantine_info: Option<String>,
    #[serde(rename = "quarantineUntil")]
    pub quarantine_until: crate::Timestamp,
}
/// `RedirectArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct RedirectArtifactRequest {
    #[serde(rename = "contentType")]
    pub content_type: String,
    pub expires: crate::Timestamp,
    pub url: String,
}
/// `RedirectArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct RedirectArtifactResponse(pub ::serde_json::Map<String, ::serde_json::Value>);
impl ::std::ops::Deref for RedirectArtifactResponse {
    type Target = ::serde_json::Map<String, ::serde_json::Value>;
    fn deref(&self) -> &::serde_json::Map<String, ::serde_json::Value> {
        &self.0
    }
}
impl From<RedirectArtifactResponse> for ::serde_json::Map<String, ::serde_json::Value> {
    fn from(value: RedirectArtifactResponse) -> Self {
        value.0
    }
}
impl From<::serde_json::Map<String, ::serde_json::Value>> for RedirectArtifactResponse {
    fn from(value: ::serde_json::Map<String, ::serde_json::Value>) -> Self {
        Self(value)
    }
}
/// `RunInformation`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct RunInformation {
    #[serde(rename = "reasonCreated")]
    pub reason_created: RunInformationReasonCreated,
    #[serde(
        rename = "reasonResolved",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub reason_resolved: Option<RunInformationReasonResolved>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub resolved: Option<crate::Timestamp>,
    #[serde(rename = "runId")]
    pub run_id: u64,
    pub scheduled: crate::Timestamp,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub started: Option<crate::Timestamp>,
    pub state: RunInformationState,
    #[serde(
        rename = "takenUntil",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub taken_until: Option<crate::Timestamp>,
    #[serde(
        rename = "workerGroup",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub worker_group: Option<String>,
    #[serde(rename = "workerId", skip_serializing_if = "::std::option::Option::is_none")]
    pub worker_id: Option<String>,
}
/// `RunInformationReasonCreated`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum RunInformationReasonCreated {
    /// `scheduled`
    #[serde(rename = "scheduled")]
    Scheduled,
    /// `retry`
    #[serde(rename = "retry")]
    Retry,
    /// `task-retry`
    #[serde(rename = "task-retry")]
    TaskRetry,
    /// `rerun`
    #[serde(rename = "rerun")]
    Rerun,
    /// `exception`
    #[serde(rename = "exception")]
    Exception,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for RunInformationReasonCreated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Scheduled => f.write_str("scheduled"),
            Self::Retry => f.write_str("retry"),
            Self::TaskRetry => f.write_str("task-retry"),
            Self::Rerun => f.write_str("rerun"),
            Self::Exception => f.write_str("exception"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `RunInformationReasonResolved`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum RunInformationReasonResolved {
    /// `completed`
    #[serde(rename = "completed")]
    Completed,
    /// `failed`
    #[serde(rename = "failed")]
    Failed,
    /// `deadline-exceeded`
    #[serde(rename = "deadline-exceeded")]
    DeadlineExceeded,
    /// `canceled`
    #[serde(rename = "canceled")]
    Canceled,
    /// `claim-expired`
    #[serde(rename = "claim-expired")]
    ClaimExpired,
    /// `worker-shutdown`
    #[serde(rename = "worker-shutdown")]
    WorkerShutdown,
    /// `malformed-payload`
    #[serde(rename = "malformed-payload")]
    MalformedPayload,
    /// `resource-unavailable`
    #[serde(rename = "resource-unavailable")]
    ResourceUnavailable,
    /// `internal-error`
    #[serde(rename = "internal-error")]
    InternalError,
    /// `intermittent-task`
    #[serde(rename = "intermittent-task")]
    IntermittentTask,
    /// `superseded`
    #[serde(rename = "superseded")]
    Superseded,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for RunInformationReasonResolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::DeadlineExceeded => f.write_str("deadline-exceeded"),
            Self::Canceled => f.write_str("canceled"),
            Self::ClaimExpired => f.write_str("claim-expired"),
            Self::WorkerShutdown => f.write_str("worker-shutdown"),
            Self::MalformedPayload => f.write_str("malformed-payload"),
            Self::ResourceUnavailable => f.write_str("resource-unavailable"),
            Self::InternalError => f.write_str("internal-error"),
            Self::IntermittentTask => f.write_str("intermittent-task"),
            Self::Superseded => f.write_str("superseded"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `RunInformationState`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum RunInformationState {
    /// `pending`
    #[serde(rename = "pending")]
    Pending,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `completed`
    #[serde(rename = "completed")]
    Completed,
    /// `failed`
    #[serde(rename = "failed")]
    Failed,
    /// `exception`
    #[serde(rename = "exception")]
    Exception,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for RunInformationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Pending => f.write_str("pending"),
            Self::Running => f.write_str("running"),
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::Exception => f.write_str("exception"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `S3ArtifactRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct S3ArtifactRequest {
    #[serde(
        rename = "contentLength",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub content_length: Option<u64>,
    #[serde(rename = "contentType")]
    pub content_type: String,
    pub expires: crate::Timestamp,
}
/// `S3ArtifactResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct S3ArtifactResponse {
    #[serde(rename = "contentType")]
    pub content_type: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "putUrl")]
    pub put_url: String,
}
/// `Source`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct Source {
    #[serde(flatten, skip_serializing_if = "::std::option::Option::is_none")]
    pub subtype_0: Option<::serde_json::Value>,
    #[serde(flatten, skip_serializing_if = "::std::option::Option::is_none")]
    pub subtype_1: Option<::serde_json::Value>,
}
/// `TaskClaim`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskClaim {
    pub credentials: TaskCredentials,
    #[serde(rename = "runId")]
    pub run_id: u64,
    pub status: TaskStatusStructure,
    #[serde(rename = "takenUntil")]
    pub taken_until: crate::Timestamp,
    pub task: TaskDefinitionResponse,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `TaskClaimRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskClaimRequest {
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `TaskClaimResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskClaimResponse {
    pub credentials: TaskCredentials,
    #[serde(rename = "runId")]
    pub run_id: u64,
    pub status: TaskStatusStructure,
    #[serde(rename = "takenUntil")]
    pub taken_until: crate::Timestamp,
    pub task: TaskDefinitionResponse,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `TaskCredentials`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskCredentials {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    pub certificate: String,
    #[serde(rename = "clientId")]
    pub client_id: String,
}
/// `TaskDefinitionAndStatus`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskDefinitionAndStatus {
    pub status: TaskStatusStructure,
    pub task: TaskDefinitionResponse,
}
/// `TaskDefinitionRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskDefinitionRequest {
    pub created: crate::Timestamp,
    pub deadline: crate::Timestamp,
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub dependencies: Vec<String>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub extra: ::serde_json::Map<String, ::serde_json::Value>,
    pub metadata: TaskMetadata,
    pub payload: ::serde_json::Map<String, ::serde_json::Value>,
    #[serde(default = "defaults::task_definition_request_priority")]
    pub priority: TaskDefinitionRequestPriority,
    #[serde(
        rename = "projectId",
        default = "defaults::task_definition_request_project_id"
    )]
    pub project_id: String,
    #[serde(
        rename = "provisionerId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub provisioner_id: Option<String>,
    #[serde(default = "defaults::task_definition_request_requires")]
    pub requires: TaskDefinitionRequestRequires,
    #[serde(default = "defaults::default_u64::<u64, 5>")]
    pub retries: u64,
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub routes: Vec<String>,
    #[serde(
        rename = "schedulerId",
        default = "defaults::task_definition_request_scheduler_id"
    )]
    pub scheduler_id: String,
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub scopes: Vec<String>,
    #[serde(default, skip_serializing_if = ":: std :: collections :: HashMap::is_empty")]
    pub tags: collections::HashMap<String, String>,
    #[serde(
        rename = "taskGroupId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub task_group_id: Option<String>,
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    #[serde(
        rename = "workerType",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub worker_type: Option<String>,
}
/// `TaskDefinitionRequestPriority`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskDefinitionRequestPriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
}
impl fmt::Display for TaskDefinitionRequestPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
        }
    }
}
impl Default for TaskDefinitionRequestPriority {
    fn default() -> Self {
        TaskDefinitionRequestPriority::Lowest
    }
}
/// `TaskDefinitionRequestRequires`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskDefinitionRequestRequires {
    /// `all-completed`
    #[serde(rename = "all-completed")]
    AllCompleted,
    /// `all-resolved`
    #[serde(rename = "all-resolved")]
    AllResolved,
}
impl fmt::Display for TaskDefinitionRequestRequires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AllCompleted => f.write_str("all-completed"),
            Self::AllResolved => f.write_str("all-resolved"),
        }
    }
}
impl Default for TaskDefinitionRequestRequires {
    fn default() -> Self {
        TaskDefinitionRequestRequires::AllCompleted
    }
}
/// `TaskDefinitionResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskDefinitionResponse {
    pub created: crate::Timestamp,
    pub deadline: crate::Timestamp,
    pub dependencies: Vec<String>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    pub extra: ::serde_json::Map<String, ::serde_json::Value>,
    pub metadata: TaskMetadata,
    pub payload: ::serde_json::Map<String, ::serde_json::Value>,
    pub priority: TaskDefinitionResponsePriority,
    #[serde(
        rename = "projectId",
        default = "defaults::task_definition_response_project_id"
    )]
    pub project_id: String,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    pub requires: TaskDefinitionResponseRequires,
    pub retries: u64,
    pub routes: Vec<String>,
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    pub scopes: Vec<String>,
    pub tags: collections::HashMap<String, String>,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `TaskDefinitionResponsePriority`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskDefinitionResponsePriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskDefinitionResponsePriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
impl Default for TaskDefinitionResponsePriority {
    fn default() -> Self {
        TaskDefinitionResponsePriority::Lowest
    }
}
/// `TaskDefinitionResponseRequires`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskDefinitionResponseRequires {
    /// `all-completed`
    #[serde(rename = "all-completed")]
    AllCompleted,
    /// `all-resolved`
    #[serde(rename = "all-resolved")]
    AllResolved,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskDefinitionResponseRequires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AllCompleted => f.write_str("all-completed"),
            Self::AllResolved => f.write_str("all-resolved"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
impl Default for TaskDefinitionResponseRequires {
    fn default() -> Self {
        TaskDefinitionResponseRequires::AllCompleted
    }
}
/// `TaskExceptionRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskExceptionRequest {
    pub reason: TaskExceptionRequestReason,
}
/// `TaskExceptionRequestReason`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskExceptionRequestReason {
    /// `worker-shutdown`
    #[serde(rename = "worker-shutdown")]
    WorkerShutdown,
    /// `malformed-payload`
    #[serde(rename = "malformed-payload")]
    MalformedPayload,
    /// `resource-unavailable`
    #[serde(rename = "resource-unavailable")]
    ResourceUnavailable,
    /// `internal-error`
    #[serde(rename = "internal-error")]
    InternalError,
    /// `intermittent-task`
    #[serde(rename = "intermittent-task")]
    IntermittentTask,
}
impl fmt::Display for TaskExceptionRequestReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkerShutdown => f.write_str("worker-shutdown"),
            Self::MalformedPayload => f.write_str("malformed-payload"),
            Self::ResourceUnavailable => f.write_str("resource-unavailable"),
            Self::InternalError => f.write_str("internal-error"),
            Self::IntermittentTask => f.write_str("intermittent-task"),
        }
    }
}
/// `TaskGroupDefinitionResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskGroupDefinitionResponse {
    pub expires: crate::Timestamp,
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sealed: Option<crate::Timestamp>,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
}
/// `TaskGroupPriorityChangeResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskGroupPriorityChangeResponse {
    #[serde(rename = "newPriority")]
    pub new_priority: TaskGroupPriorityChangeResponseNewPriority,
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    #[serde(rename = "taskIds")]
    pub task_ids: Vec<String>,
    #[serde(rename = "tasksAffected")]
    pub tasks_affected: u64,
}
/// `TaskGroupPriorityChangeResponseNewPriority`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskGroupPriorityChangeResponseNewPriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskGroupPriorityChangeResponseNewPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `TaskMetadata`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskMetadata {
    pub description: String,
    pub name: String,
    pub owner: String,
    pub source: Source,
}
/// `TaskQueue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskQueue {
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    pub stability: TaskQueueStability,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
}
/// `TaskQueueResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskQueueResponse {
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    pub stability: TaskQueueResponseStability,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
}
/// `TaskQueueResponseStability`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskQueueResponseStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskQueueResponseStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `TaskQueueStability`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskQueueStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskQueueStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `TaskReclaimResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskReclaimResponse {
    pub credentials: TaskCredentials,
    #[serde(rename = "runId")]
    pub run_id: u64,
    pub status: TaskStatusStructure,
    #[serde(rename = "takenUntil")]
    pub taken_until: crate::Timestamp,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `TaskRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRun {
    #[serde(rename = "runId")]
    pub run_id: u64,
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// `TaskStatusResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskStatusResponse {
    pub status: TaskStatusStructure,
}
/// `TaskStatusStructure`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskStatusStructure {
    pub deadline: crate::Timestamp,
    pub expires: crate::Timestamp,
    #[serde(default = "defaults::task_status_structure_priority")]
    pub priority: TaskStatusStructurePriority,
    #[serde(rename = "projectId")]
    pub project_id: String,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    #[serde(rename = "retriesLeft")]
    pub retries_left: u64,
    pub runs: Vec<RunInformation>,
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    pub state: TaskStatusStructureState,
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    #[serde(rename = "taskId")]
    pub task_id: String,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `TaskStatusStructurePriority`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskStatusStructurePriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskStatusStructurePriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
impl Default for TaskStatusStructurePriority {
    fn default() -> Self {
        TaskStatusStructurePriority::Lowest
    }
}
/// `TaskStatusStructureState`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskStatusStructureState {
    /// `unscheduled`
    #[serde(rename = "unscheduled")]
    Unscheduled,
    /// `pending`
    #[serde(rename = "pending")]
    Pending,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `completed`
    #[serde(rename = "completed")]
    Completed,
    /// `failed`
    #[serde(rename = "failed")]
    Failed,
    /// `exception`
    #[serde(rename = "exception")]
    Exception,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for TaskStatusStructureState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Unscheduled => f.write_str("unscheduled"),
            Self::Pending => f.write_str("pending"),
            Self::Running => f.write_str("running"),
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::Exception => f.write_str("exception"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `TasksRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct TasksRequest {
    #[serde(
        rename = "taskIds",
        default,
        skip_serializing_if = "::std::vec::Vec::is_empty"
    )]
    pub task_ids: Vec<String>,
}
/// `TasksResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TasksResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub tasks: Vec<TasksResponseTasksItem>,
}
/// `TasksResponseTasksItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TasksResponseTasksItem {
    pub task: TaskDefinitionResponse,
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// `TasksStatusesResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TasksStatusesResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub statuses: Vec<TasksStatusesResponseStatusesItem>,
}
/// `TasksStatusesResponseStatusesItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TasksStatusesResponseStatusesItem {
    pub status: TaskStatusStructure,
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// `Worker`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Worker {
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    #[serde(
        rename = "latestTask",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub latest_task: Option<TaskRun>,
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `WorkerRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerRequest {
    pub expires: crate::Timestamp,
}
/// `WorkerResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerResponse {
    pub expires: crate::Timestamp,
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    #[serde(
        rename = "quarantineDetails",
        default,
        skip_serializing_if = "::std::vec::Vec::is_empty"
    )]
    pub quarantine_details: Vec<QuarantineDetails>,
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    #[serde(rename = "recentTasks")]
    pub recent_tasks: Vec<TaskRun>,
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `WorkerType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerType {
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    pub stability: WorkerTypeStability,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `WorkerTypeResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerTypeResponse {
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    pub stability: WorkerTypeResponseStability,
    #[serde(rename = "taskQueueId")]
    pub task_queue_id: String,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `WorkerTypeResponseStability`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum WorkerTypeResponseStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for WorkerTypeResponseStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `WorkerTypeStability`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum WorkerTypeStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for WorkerTypeStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: TryFrom<u64>,
        <T as ::std::convert::TryFrom<u64>>::Error: fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
    pub(super) fn task_definition_request_priority() -> super::TaskDefinitionRequestPriority {
        super::TaskDefinitionRequestPriority::Lowest
    }
    pub(super) fn task_definition_request_project_id() -> String {
        "none".to_string()
    }
    pub(super) fn task_definition_request_requires() -> super::TaskDefinitionRequestRequires {
        super::TaskDefinitionRequestRequires::AllCompleted
    }
    pub(super) fn task_definition_request_scheduler_id() -> String {
        "-".to_string()
    }
    pub(super) fn task_definition_response_project_id() -> String {
        "none".to_string()
    }
    pub(super) fn task_status_structure_priority() -> super::TaskStatusStructurePriority {
        super::TaskStatusStructurePriority::Lowest
    }
}
