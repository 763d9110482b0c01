// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

/// `AuthenticationFailedResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AuthenticationFailedResponse {
    pub message: String,
}
/// `AuthenticationSuccessfulResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AuthenticationSuccessfulResponse {
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub expires: crate::Timestamp,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub hash: Option<::serde_json::Value>,
    pub scheme: AuthenticationSuccessfulResponseScheme,
    pub scopes: Vec<String>,
}
/// `AuthenticationSuccessfulResponseScheme`
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
pub enum AuthenticationSuccessfulResponseScheme {
    /// `hawk`
    #[serde(rename = "hawk")]
    Hawk,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for AuthenticationSuccessfulResponseScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Hawk => f.write_str("hawk"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `Awss3CredentialsResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Awss3CredentialsResponse {
    pub credentials: TemporarySecurityCredentials,
    pub expires: crate::Timestamp,
}
/// `AzureBlobSharedAccessSignature`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AzureBlobSharedAccessSignature {
    pub expiry: crate::Timestamp,
    pub sas: String,
}
/// `AzureListAccountResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AzureListAccountResponse {
    pub accounts: Vec<String>,
}
/// `AzureListContainersResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AzureListContainersResponse {
    pub containers: Vec<String>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
}
/// `AzureListTableResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AzureListTableResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub tables: Vec<String>,
}
/// `AzureTableSharedAccessSignature`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct AzureTableSharedAccessSignature {
    pub expiry: crate::Timestamp,
    pub sas: String,
}
/// `CreateClientRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreateClientRequest {
    #[serde(rename = "deleteOnExpiration", default)]
    pub delete_on_expiration: bool,
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub scopes: Vec<String>,
}
/// `CreateClientResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreateClientResponse {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub created: crate::Timestamp,
    #[serde(rename = "deleteOnExpiration")]
    pub delete_on_expiration: bool,
    pub description: String,
    pub disabled: bool,
    #[serde(rename = "expandedScopes")]
    pub expanded_scopes: Vec<String>,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateUsed")]
    pub last_date_used: crate::Timestamp,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(rename = "lastRotated")]
    pub last_rotated: crate::Timestamp,
    pub scopes: Vec<String>,
}
/// `CreateRoleRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreateRoleRequest {
    pub description: String,
    pub scopes: Vec<String>,
}
/// `GcpCredentialsResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GcpCredentialsResponse {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    #[serde(rename = "expireTime")]
    pub expire_time: crate::Timestamp,
}
/// `GetAllRolesNoPagination`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct GetAllRolesNoPagination(pub Vec<GetRoleResponse>);
impl ::std::ops::Deref for GetAllRolesNoPagination {
    type Target = Vec<GetRoleResponse>;
    fn deref(&self) -> &Vec<GetRoleResponse> {
        &self.0
    }
}
impl From<GetAllRolesNoPagination> for Vec<GetRoleResponse> {
    fn from(value: GetAllRolesNoPagination) -> Self {
        value.0
    }
}
impl From<Vec<GetRoleResponse>> for GetAllRolesNoPagination {
    fn from(value: Vec<GetRoleResponse>) -> Self {
        Self(value)
    }
}
/// `GetAllRolesResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetAllRolesResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub roles: Vec<GetRoleResponse>,
}
/// `GetClientResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetClientResponse {
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub created: crate::Timestamp,
    #[serde(rename = "deleteOnExpiration")]
    pub delete_on_expiration: bool,
    pub description: String,
    pub disabled: bool,
    #[serde(rename = "expandedScopes")]
    pub expanded_scopes: Vec<String>,
    pub expires: crate::Timestamp,
    #[serde(rename = "lastDateUsed")]
    pub last_date_used: crate::Timestamp,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(rename = "lastRotated")]
    pub last_rotated: crate::Timestamp,
    pub scopes: Vec<String>,
}
/// `GetEntityHistoryResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetEntityHistoryResponse {
    #[serde(rename = "auditHistory")]
    pub audit_history: Vec<GetEntityHistoryResponseAuditHistoryItem>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
}
/// `GetEntityHistoryResponseAuditHistoryItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetEntityHistoryResponseAuditHistoryItem {
    #[serde(rename = "actionType")]
    pub action_type: String,
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub created: crate::Timestamp,
    #[serde(rename = "entityId")]
    pub entity_id: String,
    #[serde(rename = "entityType")]
    pub entity_type: String,
}
/// `GetRoleIdsResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetRoleIdsResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "roleIds")]
    pub role_ids: Vec<String>,
}
/// `GetRoleResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetRoleResponse {
    pub created: crate::Timestamp,
    pub description: String,
    #[serde(rename = "expandedScopes")]
    pub expanded_scopes: Vec<String>,
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    #[serde(rename = "roleId")]
    pub role_id: String,
    pub scopes: Vec<String>,
}
/// `GithubRepositoryTokenRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GithubRepositoryTokenRequest {
    pub permissions: RepositoryPermissions,
    pub repositories: Vec<String>,
}
/// `GithubTokenResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GithubTokenResponse {
    pub expires: crate::Timestamp,
    pub token: String,
}
/// `HawkSignatureAuthenticationRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct HawkSignatureAuthenticationRequest {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub authorization: Option<String>,
    pub host: String,
    pub method: HawkSignatureAuthenticationRequestMethod,
    pub port: u64,
    pub resource: String,
    #[serde(rename = "sourceIp", skip_serializing_if = "::std::option::Option::is_none")]
    pub source_ip: Option<SourceIp>,
}
/// `HawkSignatureAuthenticationRequestMethod`
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
pub enum HawkSignatureAuthenticationRequestMethod {
    /// `get`
    #[serde(rename = "get")]
    Get,
    /// `post`
    #[serde(rename = "post")]
    Post,
    /// `put`
    #[serde(rename = "put")]
    Put,
    /// `head`
    #[serde(rename = "head")]
    Head,
    /// `delete`
    #[serde(rename = "delete")]
    Delete,
    /// `options`
    #[serde(rename = "options")]
    Options,
    /// `trace`
    #[serde(rename = "trace")]
    Trace,
    /// `copy`
    #[serde(rename = "copy")]
    Copy,
    /// `lock`
    #[serde(rename = "lock")]
    Lock,
    /// `mkcol`
    #[serde(rename = "mkcol")]
    Mkcol,
    /// `move`
    #[serde(rename = "move")]
    Move,
    /// `purge`
    #[serde(rename = "purge")]
    Purge,
    /// `propfind`
    #[serde(rename = "propfind")]
    Propfind,
    /// `proppatch`
    #[serde(rename = "proppatch")]
    Proppatch,
    /// `unlock`
    #[serde(rename = "unlock")]
    Unlock,
    /// `report`
    #[serde(rename = "report")]
    Report,
    /// `mkactivity`
    #[serde(rename = "mkactivity")]
    Mkactivity,
    /// `checkout`
    #[serde(rename = "checkout")]
    Checkout,
    /// `merge`
    #[serde(rename = "merge")]
    Merge,
    /// `m-search`
    #[serde(rename = "m-search")]
    MSearch,
    /// `notify`
    #[serde(rename = "notify")]
    Notify,
    /// `subscribe`
    #[serde(rename = "subscribe")]
    Subscribe,
    /// `unsubscribe`
    #[serde(rename = "unsubscribe")]
    Unsubscribe,
    /// `patch`
    #[serde(rename = "patch")]
    Patch,
    /// `search`
    #[serde(rename = "search")]
    Search,
    /// `connect`
    #[serde(rename = "connect")]
    Connect,
}
impl fmt::Display for HawkSignatureAuthenticationRequestMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Get => f.write_str("get"),
            Self::Post => f.write_str("post"),
            Self::Put => f.write_str("put"),
            Self::Head => f.write_str("head"),
            Self::Delete => f.write_str("delete"),
            Self::Options => f.write_str("options"),
            Self::Trace => f.write_str("trace"),
            Self::Copy => f.write_str("copy"),
            Self::Lock => f.write_str("lock"),
            Self::Mkcol => f.write_str("mkcol"),
            Self::Move => f.write_str("move"),
            Self::Purge => f.write_str("purge"),
            Self::Propfind => f.write_str("propfind"),
            Self::Proppatch => f.write_str("proppatch"),
            Self::Unlock => f.write_str("unlock"),
            Self::Report => f.write_str("report"),
            Self::Mkactivity => f.write_str("mkactivity"),
            Self::Checkout => f.write_str("checkout"),
            Self::Merge => f.write_str("merge"),
            Self::MSearch => f.write_str("m-search"),
            Self::Notify => f.write_str("notify"),
            Self::Subscribe => f.write_str("subscribe"),
            Self::Unsubscribe => f.write_str("unsubscribe"),
            Self::Patch => f.write_str("patch"),
            Self::Search => f.write_str("search"),
            Self::Connect => f.write_str("connect"),
        }
    }
}
/// `HawkSignatureAuthenticationResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "status")]
pub enum HawkSignatureAuthenticationResponse {
    /// A `AuthenticationSuccessfulResponse`.
    #[serde(rename = "auth-success")]
    AuthenticationSuccessfulResponse(AuthenticationSuccessfulResponse),
    /// A `AuthenticationFailedResponse`.
    #[serde(rename = "auth-failed")]
    AuthenticationFailedResponse(AuthenticationFailedResponse),
    /// A `NoAuthenticationResponse`.
    #[serde(rename = "no-auth")]
    NoAuthenticationResponse(NoAuthenticationResponse),
}
impl From<AuthenticationSuccessfulResponse> for HawkSignatureAuthenticationResponse {
    fn from(value: AuthenticationSuccessfulResponse) -> Self {
        Self::AuthenticationSuccessfulResponse(value)
    }
}
impl From<AuthenticationFailedResponse> for HawkSignatureAuthenticationResponse {
    fn from(value: AuthenticationFailedResponse) -> Self {
        Self::AuthenticationFailedResponse(value)
    }
}
impl From<NoAuthenticationResponse> for HawkSignatureAuthenticationResponse {
    fn from(value: NoAuthenticationResponse) -> Self {
        Self::NoAuthenticationResponse(value)
    }
}
/// `ListClientResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ListClientResponse {
    pub clients: Vec<GetClientResponse>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub continuation_token: Option<String>,
}
/// `NoAuthenticationResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct NoAuthenticationResponse {
    pub expires: crate::Timestamp,
    pub scheme: NoAuthenticationResponseScheme,
    pub scopes: Vec<String>,
}
/// `NoAuthenticationResponseScheme`
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
pub enum NoAuthenticationResponseScheme {
    /// `none`
    #[serde(rename = "none")]
    None,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
impl fmt::Display for NoAuthenticationResponseScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::None => f.write_str("none"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
/// `RepositoryPermissions`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct RepositoryPermissions {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub actions: Option<RepositoryPermissionsActions>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub administration: Option<RepositoryPermissionsAdministration>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub artifact_metadata: Option<RepositoryPermissionsArtifactMetadata>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub attestations: Option<RepositoryPermissionsAttestations>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub checks: Option<RepositoryPermissionsChecks>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub code_quality: Option<RepositoryPermissionsCodeQuality>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub codespaces: Option<RepositoryPermissionsCodespaces>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub contents: Option<RepositoryPermissionsContents>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub dependabot_secrets: Option<RepositoryPermissionsDependabotSecrets>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: Option<RepositoryPermissionsDeployments>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub discussions: Option<RepositoryPermissionsDiscussions>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub environments: Option<RepositoryPermissionsEnvironments>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub issues: Option<RepositoryPermissionsIssues>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub merge_queues: Option<RepositoryPermissionsMergeQueues>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub metadata: Option<RepositoryPermissionsMetadata>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub packages: Option<RepositoryPermissionsPackages>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub pages: Option<RepositoryPermissionsPages>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub pull_requests: Option<RepositoryPermissionsPullRequests>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub repository_custom_properties: Option<
        RepositoryPermissionsRepositoryCustomProperties,
    >,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub repository_hooks: Option<RepositoryPermissionsRepositoryHooks>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub repository_projects: Option<RepositoryPermissionsRepositoryProjects>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub secret_scanning_alerts: Option<RepositoryPermissionsSecretScanningAlerts>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub secrets: Option<RepositoryPermissionsSecrets>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub security_events: Option<RepositoryPermissionsSecurityEvents>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub single_file: Option<RepositoryPermissionsSingleFile>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub statuses: Option<RepositoryPermissionsStatuses>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub vulnerability_alerts: Option<RepositoryPermissionsVulnerabilityAlerts>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub workflows: Option<RepositoryPermissionsWorkflows>,
}
/// `RepositoryPermissionsActions`
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
pub enum RepositoryPermissionsActions {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsActions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsAdministration`
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
pub enum RepositoryPermissionsAdministration {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsAdministration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsArtifactMetadata`
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
pub enum RepositoryPermissionsArtifactMetadata {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsArtifactMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsAttestations`
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
pub enum RepositoryPermissionsAttestations {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsAttestations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsChecks`
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
pub enum RepositoryPermissionsChecks {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsChecks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsCodeQuality`
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
pub enum RepositoryPermissionsCodeQuality {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsCodeQuality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsCodespaces`
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
pub enum RepositoryPermissionsCodespaces {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsCodespaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsContents`
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
pub enum RepositoryPermissionsContents {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsContents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsDependabotSecrets`
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
pub enum RepositoryPermissionsDependabotSecrets {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsDependabotSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsDeployments`
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
pub enum RepositoryPermissionsDeployments {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsDeployments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsDiscussions`
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
pub enum RepositoryPermissionsDiscussions {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsDiscussions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsEnvironments`
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
pub enum RepositoryPermissionsEnvironments {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsEnvironments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsIssues`
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
pub enum RepositoryPermissionsIssues {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsIssues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsMergeQueues`
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
pub enum RepositoryPermissionsMergeQueues {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsMergeQueues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsMetadata`
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
pub enum RepositoryPermissionsMetadata {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsPackages`
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
pub enum RepositoryPermissionsPackages {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsPackages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsPages`
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
pub enum RepositoryPermissionsPages {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsPullRequests`
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
pub enum RepositoryPermissionsPullRequests {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsPullRequests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsRepositoryCustomProperties`
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
pub enum RepositoryPermissionsRepositoryCustomProperties {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsRepositoryCustomProperties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsRepositoryHooks`
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
pub enum RepositoryPermissionsRepositoryHooks {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsRepositoryHooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsRepositoryProjects`
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
pub enum RepositoryPermissionsRepositoryProjects {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
    /// `admin`
    #[serde(rename = "admin")]
    Admin,
}
impl fmt::Display for RepositoryPermissionsRepositoryProjects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
            Self::Admin => f.write_str("admin"),
        }
    }
}
/// `RepositoryPermissionsSecretScanningAlerts`
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
pub enum RepositoryPermissionsSecretScanningAlerts {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsSecretScanningAlerts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsSecrets`
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
pub enum RepositoryPermissionsSecrets {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsSecurityEvents`
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
pub enum RepositoryPermissionsSecurityEvents {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsSecurityEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsSingleFile`
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
pub enum RepositoryPermissionsSingleFile {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsSingleFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsStatuses`
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
pub enum RepositoryPermissionsStatuses {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsStatuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsVulnerabilityAlerts`
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
pub enum RepositoryPermissionsVulnerabilityAlerts {
    /// `read`
    #[serde(rename = "read")]
    Read,
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsVulnerabilityAlerts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
        }
    }
}
/// `RepositoryPermissionsWorkflows`
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
pub enum RepositoryPermissionsWorkflows {
    /// `write`
    #[serde(rename = "write")]
    Write,
}
impl fmt::Display for RepositoryPermissionsWorkflows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Write => f.write_str("write"),
        }
    }
}
/// `SentryDsnResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SentryDsnResponse {
    pub dsn: SentryDsnResponseDsn,
    pub expires: crate::Timestamp,
    pub project: String,
}
/// `SentryDsnResponseDsn`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SentryDsnResponseDsn {
    pub public: String,
    pub secret: String,
}
/// `SetOfScopes`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SetOfScopes {
    pub scopes: Vec<String>,
}
/// `SourceIp`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum SourceIp {
    /// A `Value`.
    Variant0(::serde_json::Value),
    /// A `Value`.
    Variant1(::serde_json::Value),
}
/// `TemporarySecurityCredentials`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TemporarySecurityCredentials {
    #[serde(rename = "accessKeyId")]
    pub access_key_id: String,
    #[serde(rename = "secretAccessKey")]
    pub secret_access_key: String,
    #[serde(rename = "sessionToken")]
    pub session_token: String,
}
/// `TestAuthenticateRequest`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TestAuthenticateRequest {
    #[serde(rename = "clientScopes")]
    pub client_scopes: Vec<String>,
    #[serde(rename = "requiredScopes")]
    pub required_scopes: Vec<String>,
}
/// `TestAuthenticateResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TestAuthenticateResponse {
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub scopes: Vec<String>,
}
/// `WebsocktunnelTokenResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WebsocktunnelTokenResponse {
    pub expires: crate::Timestamp,
    pub token: String,
    #[serde(rename = "wstAudience")]
    pub wst_audience: String,
    #[serde(rename = "wstClient")]
    pub wst_client: String,
}
