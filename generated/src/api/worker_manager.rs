// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

/// `AwsProviderType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AwsProviderType {
    pub document: String,
    pub signature: String,
}
/// `AzureProviderType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AzureProviderType {
    pub document: String,
}
/// `Credentials`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Credentials {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub certificate: Option<String>,
    #[serde(rename = "clientId")]
    pub client_id: String,
}
/// `GoogleProviderType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct GoogleProviderType {
    pub token: String,
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
/// `ProviderData`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ProviderData(pub StaticProviderType);
impl ::std::ops::Deref for ProviderData {
    type Target = StaticProviderType;
    fn deref(&self) -> &StaticProviderType {
        &self.0
    }
}
impl From<ProviderData> for StaticProviderType {
    fn from(value: ProviderData) -> Self {
        value.0
    }
}
impl From<StaticProviderType> for ProviderData {
    fn from(value: StaticProviderType) -> Self {
        Self(value)
    }
}
/// `ProviderList`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ProviderList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub providers: Vec<ProviderListProvidersItem>,
}
/// `ProviderListProvidersItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ProviderListProvidersItem {
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(rename = "providerType")]
    pub provider_type: String,
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
/// `RegisterWorkerRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct RegisterWorkerRequest {
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(
        rename = "systemBootTime",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub system_boot_time: Option<crate::Timestamp>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerIdentityProof")]
    pub worker_identity_proof: WorkerIdentityProof,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `RegisterWorkerResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct RegisterWorkerResponse {
    pub credentials: Credentials,
    pub expires: crate::Timestamp,
    pub secret: String,
    #[serde(rename = "workerConfig")]
    pub worker_config: ::serde_json::Map<String, ::serde_json::Value>,
}
/// `ReregisterWorkerRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ReregisterWorkerRequest {
    pub secret: String,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `ReregisterWorkerResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ReregisterWorkerResponse {
    pub credentials: Credentials,
    pub expires: crate::Timestamp,
    pub secret: String,
}
/// `ShouldWorkerTerminateResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ShouldWorkerTerminateResponse {
    pub reason: String,
    pub terminate: bool,
}
/// `Source`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct Source {
    #[serde(flatten, skip_serializing_if = "::std::option::Option::is_none")]
    pub subtype_0: Option<::serde_json::Value>,
    #[serde(flatten, skip_serializing_if = "::std::option::Option::is_none")]
    pub subtype_1: Option<::serde_json::Value>,
}
/// `StaticProviderType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct StaticProviderType {
    #[serde(rename = "staticSecret")]
    pub static_secret: String,
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
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
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
}
impl fmt::Display for TaskDefinitionResponseRequires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AllCompleted => f.write_str("all-completed"),
            Self::AllResolved => f.write_str("all-resolved"),
        }
    }
}
impl Default for TaskDefinitionResponseRequires {
    fn default() -> Self {
        TaskDefinitionResponseRequires::AllCompleted
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
/// `TaskRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRun {
    #[serde(rename = "runId")]
    pub run_id: u64,
    #[serde(rename = "taskId")]
    pub task_id: String,
}
/// `UpdateWorkerPoolRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct UpdateWorkerPoolRequest {
    pub config: ::serde_json::Map<String, ::serde_json::Value>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub created: Option<crate::Timestamp>,
    pub description: String,
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    #[serde(
        rename = "lastModified",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub last_modified: Option<crate::Timestamp>,
    pub owner: String,
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}
/// `Worker`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Worker {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub capacity: Option<u64>,
    #[serde(
        rename = "firstClaim",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub first_claim: Option<crate::Timestamp>,
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
        rename = "launchConfigId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    #[serde(
        rename = "providerId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub provider_id: Option<String>,
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub state: Option<WorkerState>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}
/// `WorkerCreationUpdateRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerCreationUpdateRequest {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub capacity: Option<u64>,
    pub expires: crate::Timestamp,
    #[serde(
        rename = "providerInfo",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub provider_info: Option<ProviderData>,
}
/// `WorkerErrorReport`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerErrorReport {
    pub description: String,
    pub extra: ::serde_json::Map<String, ::serde_json::Value>,
    pub kind: String,
    pub title: String,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
}
/// `WorkerFullDefinition`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerFullDefinition {
    pub capacity: u64,
    pub created: crate::Timestamp,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastChecked")]
    pub last_checked: crate::Timestamp,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    #[serde(rename = "providerId")]
    pub provider_id: String,
    pub state: WorkerFullDefinitionState,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `WorkerFullDefinitionState`
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
pub enum WorkerFullDefinitionState {
    /// `requested`
    #[serde(rename = "requested")]
    Requested,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `stopping`
    #[serde(rename = "stopping")]
    Stopping,
    /// `stopped`
    #[serde(rename = "stopped")]
    Stopped,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for WorkerFullDefinitionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Requested => f.write_str("requested"),
            Self::Running => f.write_str("running"),
            Self::Stopping => f.write_str("stopping"),
            Self::Stopped => f.write_str("stopped"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `WorkerIdentityProof`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum WorkerIdentityProof {
    /// A `GoogleProviderType`.
    GoogleProviderType(GoogleProviderType),
    /// A `StaticProviderType`.
    StaticProviderType(StaticProviderType),
    /// A `AwsProviderType`.
    AwsProviderType(AwsProviderType),
    /// A `AzureProviderType`.
    AzureProviderType(AzureProviderType),
}
impl From<GoogleProviderType> for WorkerIdentityProof {
    fn from(value: GoogleProviderType) -> Self {
        Self::GoogleProviderType(value)
    }
}
impl From<StaticProviderType> for WorkerIdentityProof {
    fn from(value: StaticProviderType) -> Self {
        Self::StaticProviderType(value)
    }
}
impl From<AwsProviderType> for WorkerIdentityProof {
    fn from(value: AwsProviderType) -> Self {
        Self::AwsProviderType(value)
    }
}
impl From<AzureProviderType> for WorkerIdentityProof {
    fn from(value: AzureProviderType) -> Self {
        Self::AzureProviderType(value)
    }
}
/// `WorkerListInAGivenWorkerPool`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerListInAGivenWorkerPool {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub workers: Vec<WorkerFullDefinition>,
}
/// `WorkerPoolDefinition`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolDefinition {
    pub config: ::serde_json::Map<String, ::serde_json::Value>,
    pub description: String,
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    pub owner: String,
    #[serde(rename = "providerId")]
    pub provider_id: String,
}
/// `WorkerPoolError`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolError {
    pub description: String,
    #[serde(rename = "errorId")]
    pub error_id: String,
    pub extra: ::serde_json::Map<String, ::serde_json::Value>,
    pub kind: String,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    pub reported: crate::Timestamp,
    pub title: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `WorkerPoolErrorList`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolErrorList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPoolErrors")]
    pub worker_pool_errors: Vec<WorkerPoolError>,
}
/// `WorkerPoolErrorStats`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolErrorStats {
    pub totals: WorkerPoolErrorStatsTotals,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: WorkerPoolErrorStatsWorkerPoolId,
}
/// `WorkerPoolErrorStatsTotals`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolErrorStatsTotals {
    pub code: ::serde_json::Map<String, ::serde_json::Value>,
    pub daily: ::serde_json::Map<String, ::serde_json::Value>,
    pub hourly: ::serde_json::Map<String, ::serde_json::Value>,
    #[serde(rename = "launchConfig")]
    pub launch_config: ::serde_json::Map<String, ::serde_json::Value>,
    pub title: ::serde_json::Map<String, ::serde_json::Value>,
    pub total: f64,
    #[serde(rename = "workerPool")]
    pub worker_pool: ::serde_json::Map<String, ::serde_json::Value>,
}
/// `WorkerPoolErrorStatsWorkerPoolId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum WorkerPoolErrorStatsWorkerPoolId {
    /// A `String`.
    Variant0(String),
    /// A `Value`.
    Variant1(::serde_json::Value),
}
impl From<::serde_json::Value> for WorkerPoolErrorStatsWorkerPoolId {
    fn from(value: ::serde_json::Value) -> Self {
        Self::Variant1(value)
    }
}
/// `WorkerPoolFullDefinition`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolFullDefinition {
    pub config: ::serde_json::Map<String, ::serde_json::Value>,
    pub created: crate::Timestamp,
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    pub description: String,
    #[serde(rename = "emailOnError")]
    pub email_on_error: bool,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    pub owner: String,
    #[serde(rename = "providerId")]
    pub provider_id: String,
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
}
/// `WorkerPoolLaunchConfigList`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolLaunchConfigList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPoolLaunchConfigs")]
    pub worker_pool_launch_configs: Vec<
        WorkerPoolLaunchConfigListWorkerPoolLaunchConfigsItem,
    >,
}
/// `WorkerPoolLaunchConfigListWorkerPoolLaunchConfigsItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolLaunchConfigListWorkerPoolLaunchConfigsItem {
    pub configuration: ::serde_json::Map<String, ::serde_json::Value>,
    pub created: crate::Timestamp,
    #[serde(rename = "isArchived")]
    pub is_archived: bool,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(rename = "launchConfigId")]
    pub launch_config_id: String,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `WorkerPoolList`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolList {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPools")]
    pub worker_pools: Vec<WorkerPoolFullDefinition>,
}
/// `WorkerPoolListStats`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolListStats {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "workerPoolsStats")]
    pub worker_pools_stats: Vec<WorkerPoolListStatsWorkerPoolsStatsItem>,
}
/// `WorkerPoolListStatsWorkerPoolsStatsItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolListStatsWorkerPoolsStatsItem {
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `WorkerPoolStatistics`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolStatistics {
    #[serde(rename = "launchConfigStats")]
    pub launch_config_stats: Vec<WorkerPoolStatisticsLaunchConfigStatsItem>,
}
/// `WorkerPoolStatisticsLaunchConfigStatsItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerPoolStatisticsLaunchConfigStatsItem {
    #[serde(rename = "currentCapacity")]
    pub current_capacity: u64,
    #[serde(rename = "launchConfigId")]
    pub launch_config_id: String,
    #[serde(rename = "requestedCapacity")]
    pub requested_capacity: u64,
    #[serde(rename = "requestedCount")]
    pub requested_count: u64,
    #[serde(rename = "runningCapacity")]
    pub running_capacity: u64,
    #[serde(rename = "runningCount")]
    pub running_count: u64,
    #[serde(rename = "stoppedCapacity")]
    pub stopped_capacity: u64,
    #[serde(rename = "stoppedCount")]
    pub stopped_count: u64,
    #[serde(rename = "stoppingCapacity")]
    pub stopping_capacity: u64,
    #[serde(rename = "stoppingCount")]
    pub stopping_count: u64,
    #[serde(rename = "workerPoolId")]
    pub worker_pool_id: String,
}
/// `WorkerResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerResponse {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub capacity: Option<u64>,
    pub expires: crate::Timestamp,
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    #[serde(
        rename = "launchConfigId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub launch_config_id: Option<String>,
    #[serde(
        rename = "providerId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub provider_id: Option<String>,
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
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub state: Option<WorkerResponseState>,
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    #[serde(rename = "workerId")]
    pub worker_id: String,
    #[serde(
        rename = "workerPoolId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub worker_pool_id: Option<String>,
    #[serde(rename = "workerType")]
    pub worker_type: String,
}
/// `WorkerResponseState`
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
pub enum WorkerResponseState {
    /// `requested`
    #[serde(rename = "requested")]
    Requested,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `stopping`
    #[serde(rename = "stopping")]
    Stopping,
    /// `stopped`
    #[serde(rename = "stopped")]
    Stopped,
    /// `standalone`
    #[serde(rename = "standalone")]
    Standalone,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for WorkerResponseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Requested => f.write_str("requested"),
            Self::Running => f.write_str("running"),
            Self::Stopping => f.write_str("stopping"),
            Self::Stopped => f.write_str("stopped"),
            Self::Standalone => f.write_str("standalone"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `WorkerState`
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
pub enum WorkerState {
    /// `requested`
    #[serde(rename = "requested")]
    Requested,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `stopping`
    #[serde(rename = "stopping")]
    Stopping,
    /// `stopped`
    #[serde(rename = "stopped")]
    Stopped,
    /// `standalone`
    #[serde(rename = "standalone")]
    Standalone,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for WorkerState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Requested => f.write_str("requested"),
            Self::Running => f.write_str("running"),
            Self::Stopping => f.write_str("stopping"),
            Self::Stopped => f.write_str("stopped"),
            Self::Standalone => f.write_str("standalone"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn task_definition_response_project_id() -> String {
        "none".to_string()
    }
}
