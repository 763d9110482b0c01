// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The auth service knows all clients and roles: it tells the other services whose signature a request
//! bears and what the sender may do, and gives out credentials for systems outside Taskcluster. A
//! worker asks it to expand the scopes of a task, and for tokens that let its live logs and its crash
//! reports get out. It does not get its own credentials here: they come from its configuration or from
//! worker-manager, and those of a task come with the claim.

use std::fmt;
use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "auth";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::LIST_CLIENTS,
    &operations::CLIENT,
    &operations::CREATE_CLIENT,
    &operations::GET_ENTITY_HISTORY,
    &operations::LIST_AUDIT_HISTORY,
    &operations::RESET_ACCESS_TOKEN,
    &operations::UPDATE_CLIENT,
    &operations::ENABLE_CLIENT,
    &operations::DISABLE_CLIENT,
    &operations::DELETE_CLIENT,
    &operations::LIST_ROLES,
    &operations::LIST_ROLES2,
    &operations::LIST_ROLE_IDS,
    &operations::ROLE,
    &operations::CREATE_ROLE,
    &operations::UPDATE_ROLE,
    &operations::DELETE_ROLE,
    &operations::EXPAND_SCOPES,
    &operations::CURRENT_SCOPES,
    &operations::AWS_S3_CREDENTIALS,
    &operations::AZURE_ACCOUNTS,
    &operations::AZURE_TABLES,
    &operations::AZURE_TABLE_SAS,
    &operations::AZURE_CONTAINERS,
    &operations::AZURE_CONTAINER_SAS,
    &operations::SENTRY_DSN,
    &operations::WEBSOCKTUNNEL_TOKEN,
    &operations::GCP_CREDENTIALS,
    &operations::GITHUB_REPO_TOKEN,
    &operations::AUTHENTICATE_HAWK,
    &operations::TEST_AUTHENTICATE,
    &operations::TEST_AUTHENTICATE_GET,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "auth",
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
        service: "auth",
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
        service: "auth",
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
    /// `GET /clients/`
    pub const LIST_CLIENTS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "listClients",
        method: Method::Get,
        route: "/clients/",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["prefix", "continuationToken", "limit"],
        input: None,
        output: Some("ListClientResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:list-clients")),
    };
    /// `GET /clients/<clientId>`
    pub const CLIENT: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "client",
        method: Method::Get,
        route: "/clients/<clientId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetClientResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:get-client:<clientId>")),
    };
    /// `PUT /clients/<clientId>`
    pub const CREATE_CLIENT: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "createClient",
        method: Method::Put,
        route: "/clients/<clientId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("CreateClientRequest"),
        output: Some("CreateClientResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("auth:create-client:<clientId>"),
                    ScopeExpression::ForEach {
                        template: "<scope>",
                        variable: "scope",
                        list: "scopes",
                    },
                ],
            ),
        ),
    };
    /// `GET /audit/<entityType>/<entityId>`
    pub const GET_ENTITY_HISTORY: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "getEntityHistory",
        method: Method::Get,
        route: "/audit/<entityType>/<entityId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("GetEntityHistoryResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:audit-history:<entityType>")),
    };
    /// `GET /clients/<clientId>/audit`
    pub const LIST_AUDIT_HISTORY: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "listAuditHistory",
        method: Method::Get,
        route: "/clients/<clientId>/audit",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("GetEntityHistoryResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:client-audit-history:<clientId>")),
    };
    /// `POST /clients/<clientId>/reset`
    pub const RESET_ACCESS_TOKEN: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "resetAccessToken",
        method: Method::Post,
        route: "/clients/<clientId>/reset",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("CreateClientResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:reset-access-token:<clientId>")),
    };
    /// `POST /clients/<clientId>`
    pub const UPDATE_CLIENT: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "updateClient",
        method: Method::Post,
        route: "/clients/<clientId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("CreateClientRequest"),
        output: Some("GetClientResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("auth:update-client:<clientId>"),
                    ScopeExpression::ForEach {
                        template: "<scope>",
                        variable: "scope",
                        list: "scopesAdded",
                    },
                ],
            ),
        ),
    };
    /// `POST /clients/<clientId>/enable`
    pub const ENABLE_CLIENT: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "enableClient",
        method: Method::Post,
        route: "/clients/<clientId>/enable",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetClientResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:enable-client:<clientId>")),
    };
    /// `POST /clients/<clientId>/disable`
    pub const DISABLE_CLIENT: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "disableClient",
        method: Method::Post,
        route: "/clients/<clientId>/disable",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetClientResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:disable-client:<clientId>")),
    };
    /// `DELETE /clients/<clientId>`
    pub const DELETE_CLIENT: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "deleteClient",
        method: Method::Delete,
        route: "/clients/<clientId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(&ScopeExpression::Scope("auth:delete-client:<clientId>")),
    };
    /// `GET /roles/`
    pub const LIST_ROLES: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "listRoles",
        method: Method::Get,
        route: "/roles/",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetAllRolesNoPagination"),
        scopes: Some(&ScopeExpression::Scope("auth:list-roles")),
    };
    /// `GET /roles2/`
    pub const LIST_ROLES2: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "listRoles2",
        method: Method::Get,
        route: "/roles2/",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("GetAllRolesResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:list-roles")),
    };
    /// `GET /roleids/`
    pub const LIST_ROLE_IDS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "listRoleIds",
        method: Method::Get,
        route: "/roleids/",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("GetRoleIdsResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:list-roles")),
    };
    /// `GET /roles/<roleId>`
    pub const ROLE: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "role",
        method: Method::Get,
        route: "/roles/<roleId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetRoleResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:get-role:<roleId>")),
    };
    /// `PUT /roles/<roleId>`
    pub const CREATE_ROLE: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "createRole",
        method: Method::Put,
        route: "/roles/<roleId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("CreateRoleRequest"),
        output: Some("GetRoleResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("auth:create-role:<roleId>"),
                    ScopeExpression::ForEach {
                        template: "<scope>",
                        variable: "scope",
                        list: "scopes",
                    },
                ],
            ),
        ),
    };
    /// `POST /roles/<roleId>`
    pub const UPDATE_ROLE: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "updateRole",
        method: Method::Post,
        route: "/roles/<roleId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("CreateRoleRequest"),
        output: Some("GetRoleResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("auth:update-role:<roleId>"),
                    ScopeExpression::ForEach {
                        template: "<scope>",
                        variable: "scope",
                        list: "scopesAdded",
                    },
                ],
            ),
        ),
    };
    /// `DELETE /roles/<roleId>`
    pub const DELETE_ROLE: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "deleteRole",
        method: Method::Delete,
        route: "/roles/<roleId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: Some(&ScopeExpression::Scope("auth:delete-role:<roleId>")),
    };
    /// `POST /scopes/expand`
    pub const EXPAND_SCOPES: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "expandScopes",
        method: Method::Post,
        route: "/scopes/expand",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("SetOfScopes"),
        output: Some("SetOfScopes"),
        scopes: Some(&ScopeExpression::Scope("auth:expand-scopes")),
    };
    /// `GET /scopes/current`
    pub const CURRENT_SCOPES: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "currentScopes",
        method: Method::Get,
        route: "/scopes/current",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("SetOfScopes"),
        scopes: Some(&ScopeExpression::Scope("auth:current-scopes")),
    };
    /// `GET /aws/s3/<level>/<bucket>/<prefix>`
    pub const AWS_S3_CREDENTIALS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "awsS3Credentials",
        method: Method::Get,
        route: "/aws/s3/<level>/<bucket>/<prefix>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["format"],
        input: None,
        output: Some("AwsS3CredentialsResponse"),
        scopes: Some(
            &ScopeExpression::If {
                parameter: "levelIsReadOnly",
                then: &ScopeExpression::AnyOf(
                    &[
                        ScopeExpression::Scope(
                            "auth:aws-s3:read-only:<bucket>/<prefix>",
                        ),
                        ScopeExpression::Scope(
                            "auth:aws-s3:read-write:<bucket>/<prefix>",
                        ),
                    ],
                ),
                otherwise: Some(
                    &ScopeExpression::Scope("auth:aws-s3:read-write:<bucket>/<prefix>"),
                ),
            },
        ),
    };
    /// `GET /azure/accounts`
    pub const AZURE_ACCOUNTS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "azureAccounts",
        method: Method::Get,
        route: "/azure/accounts",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("AzureListAccountResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:azure-table:list-accounts")),
    };
    /// `GET /azure/<account>/tables`
    pub const AZURE_TABLES: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "azureTables",
        method: Method::Get,
        route: "/azure/<account>/tables",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken"],
        input: None,
        output: Some("AzureListTableResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:azure-table:list-tables:<account>")),
    };
    /// `GET /azure/<account>/table/<table>/<level>`
    pub const AZURE_TABLE_SAS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "azureTableSAS",
        method: Method::Get,
        route: "/azure/<account>/table/<table>/<level>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("AzureTableSharedAccessSignature"),
        scopes: Some(
            &ScopeExpression::If {
                parameter: "levelIsReadOnly",
                then: &ScopeExpression::AnyOf(
                    &[
                        ScopeExpression::Scope(
                            "auth:azure-table:read-only:<account>/<table>",
                        ),
                        ScopeExpression::Scope(
                            "auth:azure-table:read-write:<account>/<table>",
                        ),
                    ],
                ),
                otherwise: Some(
                    &ScopeExpression::Scope(
                        "auth:azure-table:read-write:<account>/<table>",
                    ),
                ),
            },
        ),
    };
    /// `GET /azure/<account>/containers`
    pub const AZURE_CONTAINERS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "azureContainers",
        method: Method::Get,
        route: "/azure/<account>/containers",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken"],
        input: None,
        output: Some("AzureListContainersResponse"),
        scopes: Some(
            &ScopeExpression::Scope("auth:azure-container:list-containers:<account>"),
        ),
    };
    /// `GET /azure/<account>/containers/<container>/<level>`
    pub const AZURE_CONTAINER_SAS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "azureContainerSAS",
        method: Method::Get,
        route: "/azure/<account>/containers/<container>/<level>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("AzureBlobSharedAccessSignature"),
        scopes: Some(
            &ScopeExpression::If {
                parameter: "levelIsReadOnly",
                then: &ScopeExpression::AnyOf(
                    &[
                        ScopeExpression::Scope(
                            "auth:azure-container:read-only:<account>/<container>",
                        ),
                        ScopeExpression::Scope(
                            "auth:azure-container:read-write:<account>/<container>",
                        ),
                    ],
                ),
                otherwise: Some(
                    &ScopeExpression::Scope(
                        "auth:azure-container:read-write:<account>/<container>",
                    ),
                ),
            },
        ),
    };
    /// `GET /sentry/<project>/dsn`
    pub const SENTRY_DSN: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "sentryDSN",
        method: Method::Get,
        route: "/sentry/<project>/dsn",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("SentryDsnResponse"),
        scopes: Some(&ScopeExpression::Scope("auth:sentry:<project>")),
    };
    /// `GET /websocktunnel/<wstAudience>/<wstClient>`
    pub const WEBSOCKTUNNEL_TOKEN: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "websocktunnelToken",
        method: Method::Get,
        route: "/websocktunnel/<wstAudience>/<wstClient>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WebsocktunnelTokenResponse"),
        scopes: Some(
            &ScopeExpression::Scope("auth:websocktunnel-token:<wstAudience>/<wstClient>"),
        ),
    };
    /// `GET /gcp/credentials/<projectId>/<serviceAccount>`
    pub const GCP_CREDENTIALS: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "gcpCredentials",
        method: Method::Get,
        route: "/gcp/credentials/<projectId>/<serviceAccount>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GcpCredentialsResponse"),
        scopes: Some(
            &ScopeExpression::Scope("auth:gcp:access-token:<projectId>/<serviceAccount>"),
        ),
    };
    /// `POST /github/<appName>/<owner>/repo-token`
    pub const GITHUB_REPO_TOKEN: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "githubRepoToken",
        method: Method::Post,
        route: "/github/<appName>/<owner>/repo-token",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("GithubRepositoryTokenRequest"),
        output: Some("GithubTokenResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "auth:github-repo-token:<appName>/<owner>/<repoPerm>",
                        variable: "repoPerm",
                        list: "repoPerms",
                    },
                ],
            ),
        ),
    };
    /// `POST /authenticate-hawk`
    pub const AUTHENTICATE_HAWK: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "authenticateHawk",
        method: Method::Post,
        route: "/authenticate-hawk",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("HawkSignatureAuthenticationRequest"),
        output: Some("HawkSignatureAuthenticationResponse"),
        scopes: None,
    };
    /// `POST /test-authenticate`
    pub const TEST_AUTHENTICATE: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "testAuthenticate",
        method: Method::Post,
        route: "/test-authenticate",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("TestAuthenticateRequest"),
        output: Some("TestAuthenticateResponse"),
        scopes: None,
    };
    /// `GET /test-authenticate-get/`
    pub const TEST_AUTHENTICATE_GET: Operation = Operation {
        service: "auth",
        version: "v1",
        name: "testAuthenticateGet",
        method: Method::Get,
        route: "/test-authenticate-get/",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TestAuthenticateResponse"),
        scopes: None,
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "auth",
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
    /// `account`
    pub const ACCOUNT: &str = "account";
    /// `appName`
    pub const APP_NAME: &str = "appName";
    /// `bucket`
    pub const BUCKET: &str = "bucket";
    /// `clientId`
    pub const CLIENT_ID: &str = "clientId";
    /// `container`
    pub const CONTAINER: &str = "container";
    /// `continuationToken`
    pub const CONTINUATION_TOKEN: &str = "continuationToken";
    /// `entityId`
    pub const ENTITY_ID: &str = "entityId";
    /// `entityType`
    pub const ENTITY_TYPE: &str = "entityType";
    /// `format`
    pub const FORMAT: &str = "format";
    /// `level`
    pub const LEVEL: &str = "level";
    /// `levelIsReadOnly`
    pub const LEVEL_IS_READ_ONLY: &str = "levelIsReadOnly";
    /// `limit`
    pub const LIMIT: &str = "limit";
    /// `owner`
    pub const OWNER: &str = "owner";
    /// `prefix`
    pub const PREFIX: &str = "prefix";
    /// `project`
    pub const PROJECT: &str = "project";
    /// `projectId`
    pub const PROJECT_ID: &str = "projectId";
    /// `repoPerms`
    pub const REPO_PERMS: &str = "repoPerms";
    /// `roleId`
    pub const ROLE_ID: &str = "roleId";
    /// `scopes`
    pub const SCOPES: &str = "scopes";
    /// `scopesAdded`
    pub const SCOPES_ADDED: &str = "scopesAdded";
    /// `serviceAccount`
    pub const SERVICE_ACCOUNT: &str = "serviceAccount";
    /// `table`
    pub const TABLE: &str = "table";
    /// `wstAudience`
    pub const WST_AUDIENCE: &str = "wstAudience";
    /// `wstClient`
    pub const WST_CLIENT: &str = "wstClient";
}

/// A client of the auth service: one method for each operation.
#[derive(Clone, Debug)]
pub struct Auth<T> {
    transport: T,
}

impl<T: Transport> Auth<T> {
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

    /// List the clients
    ///
    /// Returns all clients, or those whose id begins with `prefix`, with scopes but without access tokens.
    /// A page can be short or empty although more follow. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /clients/`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_clients(
        &self,
        prefix: Option<&str>,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_CLIENTS,
            args: vec![],
            query: [
                prefix.map(|value| ("prefix", value.to_owned())),
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a client
    ///
    /// Returns the client with its scopes as assigned and as expanded, but never its access token. Works
    /// for disabled and for expired clients until they are deleted; 404 `ResourceNotFound` says that there
    /// is none with this id.
    ///
    /// `GET /clients/<clientId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn client(&self, client_id: &str) -> Result<GetClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CLIENT,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Create a client
    ///
    /// Creates permanent credentials and returns the access token, which cannot be read again later. The
    /// caller must have every scope that it gives. The same call repeated soon after returns the same
    /// token, so that it can be retried; otherwise an id that is taken gives 409 `RequestConflict`.
    ///
    /// `PUT /clients/<clientId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_client(
        &self,
        client_id: &str,
        payload: &CreateClientRequest,
    ) -> Result<CreateClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_CLIENT,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// List the changes of one client or role
    ///
    /// Returns who changed the entity and when, whether or not it still exists. `entityType` is `client`,
    /// `role`, or another kind that the deployment records; the entity id is percent-encoded in the route.
    /// Results come in pages: repeat the call with the `continuationToken` of the answer until none is
    /// returned; `limit` caps the entries per page.
    ///
    /// `GET /audit/<entityType>/<entityId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_entity_history(
        &self,
        entity_type: &str,
        entity_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<GetEntityHistoryResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_ENTITY_HISTORY,
            args: vec![
                ("entityType", entity_type.to_owned()), ("entityId", entity_id
                .to_owned())
            ],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the changes that a client made
    ///
    /// Returns the changes to clients, roles and other recorded entities that were made with the
    /// credentials of this client. Results come in pages: repeat the call with the `continuationToken` of
    /// the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /clients/<clientId>/audit`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_audit_history(
        &self,
        client_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<GetEntityHistoryResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_AUDIT_HISTORY,
            args: vec![("clientId", client_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Replace the access token of a client
    ///
    /// Makes a new token and returns it; the old one stops working at once, and with it all temporary
    /// credentials made from it. A worker with permanent credentials has to be given the new token in its
    /// configuration.
    ///
    /// `POST /clients/<clientId>/reset`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn reset_access_token(
        &self,
        client_id: &str,
    ) -> Result<CreateClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::RESET_ACCESS_TOKEN,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Change a client
    ///
    /// Replaces description, expiry and, if given, the scopes; the access token stays. The caller must have
    /// every scope that is added. Temporary credentials made from the client lose what it loses.
    ///
    /// `POST /clients/<clientId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn update_client(
        &self,
        client_id: &str,
        payload: &CreateClientRequest,
    ) -> Result<GetClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::UPDATE_CLIENT,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Let a disabled client work again
    ///
    /// Accepts the client's credentials again, unless they have expired. Succeeds without effect if the
    /// client is enabled.
    ///
    /// `POST /clients/<clientId>/enable`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn enable_client(
        &self,
        client_id: &str,
    ) -> Result<GetClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::ENABLE_CLIENT,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Stop a client from working
    ///
    /// Refuses all requests with the client's credentials, and with temporary ones made from them, until
    /// `enableClient` is called. Succeeds without effect if the client is disabled.
    ///
    /// `POST /clients/<clientId>/disable`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn disable_client(
        &self,
        client_id: &str,
    ) -> Result<GetClientResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::DISABLE_CLIENT,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Delete a client
    ///
    /// Its credentials stop working at once. Succeeds even if there is no such client.
    ///
    /// `DELETE /clients/<clientId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn delete_client(&self, client_id: &str) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::DELETE_CLIENT,
            args: vec![("clientId", client_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List all roles in one answer
    ///
    /// Returns every role with its scopes, however many there are. Prefer `listRoles2`, which gives them in
    /// pages.
    ///
    /// `GET /roles/`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_roles(&self) -> Result<GetAllRolesNoPagination, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_ROLES,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the roles
    ///
    /// Returns the roles with their scopes. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /roles2/`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_roles2(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<GetAllRolesResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_ROLES2,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the ids of the roles
    ///
    /// Returns the ids only, without scopes. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /roleids/`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_role_ids(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<GetRoleIdsResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_ROLE_IDS,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a role
    ///
    /// Returns the scopes that `assume:ROLEID` stands for, as assigned and as expanded. 404
    /// `ResourceNotFound` says that there is no such role.
    ///
    /// `GET /roles/<roleId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn role(&self, role_id: &str) -> Result<GetRoleResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::ROLE,
            args: vec![("roleId", role_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Create a role
    ///
    /// From then on everybody with the scope `assume:ROLEID` has the scopes of the role too. The caller
    /// must have every scope that it gives. 409 `RequestConflict` says that there is a different role with
    /// this id, or that roles would refer to each other in a circle with patterns.
    ///
    /// `PUT /roles/<roleId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_role(
        &self,
        role_id: &str,
        payload: &CreateRoleRequest,
    ) -> Result<GetRoleResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_ROLE,
            args: vec![("roleId", role_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Change a role
    ///
    /// Replaces description and scopes, with effect for everybody who assumes the role. The caller must
    /// have every scope that is added.
    ///
    /// `POST /roles/<roleId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn update_role(
        &self,
        role_id: &str,
        payload: &CreateRoleRequest,
    ) -> Result<GetRoleResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::UPDATE_ROLE,
            args: vec![("roleId", role_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Delete a role
    ///
    /// Takes its scopes away from everybody who assumes it. Succeeds even if there is no such role.
    ///
    /// `DELETE /roles/<roleId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn delete_role(&self, role_id: &str) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::DELETE_ROLE,
            args: vec![("roleId", role_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Follow the roles in a set of scopes
    ///
    /// Returns the given scopes together with all scopes of the roles that they assume, directly or through
    /// other roles. Grants nothing. A worker expands the scopes of a task before it checks whether a
    /// feature is allowed, because they may be hidden behind `assume:` scopes.
    ///
    /// `POST /scopes/expand`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn expand_scopes(
        &self,
        payload: &SetOfScopes,
    ) -> Result<SetOfScopes, T::Error> {
        let request = ApiRequest {
            operation: &operations::EXPAND_SCOPES,
            args: vec![],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Show what the caller may do
    ///
    /// Returns the expanded scopes of the credentials that signed the request; without credentials, those
    /// of the role `anonymous`. Shows whether a worker's credentials are valid and sufficient without
    /// changing anything.
    ///
    /// `GET /scopes/current`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn current_scopes(&self) -> Result<SetOfScopes, T::Error> {
        let request = ApiRequest {
            operation: &operations::CURRENT_SCOPES,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get temporary AWS credentials for an S3 prefix
    ///
    /// Gives access to the keys in the bucket that begin with the prefix, for one hour; `level` is
    /// `read-only` or `read-write`. With `format=iam-role-compat` the answer looks like that of the EC2
    /// metadata service, so that AWS tools understand it, and does not follow the schema. Only for buckets
    /// that the deployment has been set up for; tasks call it through the taskcluster proxy.
    ///
    /// `GET /aws/s3/<level>/<bucket>/<prefix>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn aws_s3_credentials(
        &self,
        level: &str,
        bucket: &str,
        prefix: &str,
        format: Option<&str>,
    ) -> Result<AwsS3CredentialsResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::AWS_S3_CREDENTIALS,
            args: vec![
                ("level", level.to_owned()), ("bucket", bucket.to_owned()), ("prefix",
                prefix.to_owned())
            ],
            query: [format.map(|value| ("format", value.to_owned()))]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the Azure storage accounts
    ///
    /// Returns the accounts that the deployment can give credentials for. Deprecated; a worker has no use
    /// for it.
    ///
    /// `GET /azure/accounts`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn azure_accounts(&self) -> Result<AzureListAccountResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::AZURE_ACCOUNTS,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the tables of an Azure storage account
    ///
    /// Returns the names of the tables in pages that Azure chooses: repeat the call with the
    /// `continuationToken` of the answer until none is returned. Deprecated; a worker has no use for it.
    ///
    /// `GET /azure/<account>/tables`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn azure_tables(
        &self,
        account: &str,
        continuation_token: Option<&str>,
    ) -> Result<AzureListTableResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::AZURE_TABLES,
            args: vec![("account", account.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a signature for an Azure table
    ///
    /// Creates the table if it does not exist and `level` is `read-write`; the other level is `read-only`.
    /// Returns a signature for the query of requests to Azure. Deprecated; a worker has no use for it.
    ///
    /// `GET /azure/<account>/table/<table>/<level>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn azure_table_sas(
        &self,
        account: &str,
        table: &str,
        level: &str,
    ) -> Result<AzureTableSharedAccessSignature, T::Error> {
        let request = ApiRequest {
            operation: &operations::AZURE_TABLE_SAS,
            args: vec![
                ("account", account.to_owned()), ("table", table.to_owned()), ("level",
                level.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the blob containers of an Azure storage account
    ///
    /// Returns the names of the containers in pages that Azure chooses: repeat the call with the
    /// `continuationToken` of the answer until none is returned. Deprecated; a worker has no use for it.
    ///
    /// `GET /azure/<account>/containers`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn azure_containers(
        &self,
        account: &str,
        continuation_token: Option<&str>,
    ) -> Result<AzureListContainersResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::AZURE_CONTAINERS,
            args: vec![("account", account.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a signature for an Azure blob container
    ///
    /// Creates the container if it does not exist and `level` is `read-write`; the other level is
    /// `read-only`. Returns a signature for the query of requests to Azure. Deprecated; a worker has no use
    /// for it.
    ///
    /// `GET /azure/<account>/containers/<container>/<level>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn azure_container_sas(
        &self,
        account: &str,
        container: &str,
        level: &str,
    ) -> Result<AzureBlobSharedAccessSignature, T::Error> {
        let request = ApiRequest {
            operation: &operations::AZURE_CONTAINER_SAS,
            args: vec![
                ("account", account.to_owned()), ("container", container.to_owned()),
                ("level", level.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the address for error reports to Sentry
    ///
    /// Returns the DSN of the project in Sentry, which the service creates if needed. A worker calls it
    /// after a crash, to report what happened; deployments without Sentry answer with an error, which must
    /// not hide the crash itself.
    ///
    /// `GET /sentry/<project>/dsn`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn sentry_dsn(
        &self,
        project: &str,
    ) -> Result<SentryDsnResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::SENTRY_DSN,
            args: vec![("project", project.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a token for a websocktunnel server
    ///
    /// Returns a token with which the named client can connect to the websocktunnel server of the named
    /// audience, to be reached from outside without open ports. A worker uses it for live logs and
    /// interactive shells, with a client id for each of its ports, and gets a fresh one before the old one
    /// expires.
    ///
    /// `GET /websocktunnel/<wstAudience>/<wstClient>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn websocktunnel_token(
        &self,
        wst_audience: &str,
        wst_client: &str,
    ) -> Result<WebsocktunnelTokenResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::WEBSOCKTUNNEL_TOKEN,
            args: vec![
                ("wstAudience", wst_audience.to_owned()), ("wstClient", wst_client
                .to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get temporary Google Cloud credentials
    ///
    /// Returns an OAuth 2 access token of the service account in the project; `-` as `projectId` lets
    /// Google find the project. Only for accounts that the deployment has been set up for; tasks call it
    /// through the taskcluster proxy.
    ///
    /// `GET /gcp/credentials/<projectId>/<serviceAccount>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn gcp_credentials(
        &self,
        project_id: &str,
        service_account: &str,
    ) -> Result<GcpCredentialsResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GCP_CREDENTIALS,
            args: vec![
                ("projectId", project_id.to_owned()), ("serviceAccount", service_account
                .to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get a temporary token for GitHub repositories
    ///
    /// Returns an installation token of the GitHub app `appName` for some repositories of `owner`, limited
    /// to the given permissions. The caller needs a scope for each pair of repository and permission. Only
    /// for apps that the deployment knows; tasks call it through the taskcluster proxy.
    ///
    /// `POST /github/<appName>/<owner>/repo-token`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn github_repo_token(
        &self,
        app_name: &str,
        owner: &str,
        payload: &GithubRepositoryTokenRequest,
    ) -> Result<GithubTokenResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GITHUB_REPO_TOKEN,
            args: vec![("appName", app_name.to_owned()), ("owner", owner.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Check the signature of a request
    ///
    /// Called by the other services for each request they get, to learn who sent it and what the sender may
    /// do; signatures in the header and in the query (bewit) are both understood. A request without either
    /// has the scopes of the role `anonymous`. A bad signature is a successful answer whose `status` says
    /// so, not an HTTP error.
    ///
    /// `POST /authenticate-hawk`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn authenticate_hawk(
        &self,
        payload: &HawkSignatureAuthenticationRequest,
    ) -> Result<HawkSignatureAuthenticationResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::AUTHENTICATE_HAWK,
            args: vec![],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Try out authentication
    ///
    /// Accepts a request signed by the client `tester` with the access token `no-secret`, and checks it
    /// against the scopes in the body instead of stored ones. For tests of client libraries: it shows
    /// whether signing and temporary credentials are implemented right.
    ///
    /// `POST /test-authenticate`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn test_authenticate(
        &self,
        payload: &TestAuthenticateRequest,
    ) -> Result<TestAuthenticateResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::TEST_AUTHENTICATE,
            args: vec![],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Try out authentication without a body
    ///
    /// Like `testAuthenticate`, with `clientScopes` fixed to `test:*` and `auth:create-client:test:*`, and
    /// `requiredScopes` to `test:authenticate-get`. Suits tests of signed URLs.
    ///
    /// `GET /test-authenticate-get/`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn test_authenticate_get(
        &self,
    ) -> Result<TestAuthenticateResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::TEST_AUTHENTICATE_GET,
            args: vec![],
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

/// What a server of the auth service does. Operations that it does not implement answer that they are
/// not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait AuthServer: Send + Sync {
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

    /// List the clients
    fn list_clients(
        &self,
        context: &Self::Context,
        prefix: Option<String>,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_CLIENTS)) }
    }

    /// Get a client
    fn client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CLIENT)) }
    }

    /// Create a client
    fn create_client(
        &self,
        context: &Self::Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> impl Future<Output = Result<Reply<CreateClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_CLIENT)) }
    }

    /// List the changes of one client or role
    fn get_entity_history(
        &self,
        context: &Self::Context,
        entity_type: &str,
        entity_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<GetEntityHistoryResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::GET_ENTITY_HISTORY)) }
    }

    /// List the changes that a client made
    fn list_audit_history(
        &self,
        context: &Self::Context,
        client_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<GetEntityHistoryResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_AUDIT_HISTORY)) }
    }

    /// Replace the access token of a client
    fn reset_access_token(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<CreateClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::RESET_ACCESS_TOKEN)) }
    }

    /// Change a client
    fn update_client(
        &self,
        context: &Self::Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::UPDATE_CLIENT)) }
    }

    /// Let a disabled client work again
    fn enable_client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::ENABLE_CLIENT)) }
    }

    /// Stop a client from working
    fn disable_client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DISABLE_CLIENT)) }
    }

    /// Delete a client
    fn delete_client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_CLIENT)) }
    }

    /// List all roles in one answer
    fn list_roles(
        &self,
        context: &Self::Context,
    ) -> impl Future<
        Output = Result<Reply<GetAllRolesNoPagination>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ROLES)) }
    }

    /// List the roles
    fn list_roles2(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<GetAllRolesResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ROLES2)) }
    }

    /// List the ids of the roles
    fn list_role_ids(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<GetRoleIdsResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ROLE_IDS)) }
    }

    /// Get a role
    fn role(
        &self,
        context: &Self::Context,
        role_id: &str,
    ) -> impl Future<Output = Result<Reply<GetRoleResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::ROLE)) }
    }

    /// Create a role
    fn create_role(
        &self,
        context: &Self::Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> impl Future<Output = Result<Reply<GetRoleResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_ROLE)) }
    }

    /// Change a role
    fn update_role(
        &self,
        context: &Self::Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> impl Future<Output = Result<Reply<GetRoleResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::UPDATE_ROLE)) }
    }

    /// Delete a role
    fn delete_role(
        &self,
        context: &Self::Context,
        role_id: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_ROLE)) }
    }

    /// Follow the roles in a set of scopes
    fn expand_scopes(
        &self,
        context: &Self::Context,
        payload: SetOfScopes,
    ) -> impl Future<Output = Result<Reply<SetOfScopes>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::EXPAND_SCOPES)) }
    }

    /// Show what the caller may do
    fn current_scopes(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<SetOfScopes>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CURRENT_SCOPES)) }
    }

    /// Get temporary AWS credentials for an S3 prefix
    fn aws_s3_credentials(
        &self,
        context: &Self::Context,
        level: &str,
        bucket: &str,
        prefix: &str,
        format: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<AwsS3CredentialsResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AWS_S3_CREDENTIALS)) }
    }

    /// List the Azure storage accounts
    fn azure_accounts(
        &self,
        context: &Self::Context,
    ) -> impl Future<
        Output = Result<Reply<AzureListAccountResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AZURE_ACCOUNTS)) }
    }

    /// List the tables of an Azure storage account
    fn azure_tables(
        &self,
        context: &Self::Context,
        account: &str,
        continuation_token: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<AzureListTableResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AZURE_TABLES)) }
    }

    /// Get a signature for an Azure table
    fn azure_table_sas(
        &self,
        context: &Self::Context,
        account: &str,
        table: &str,
        level: &str,
    ) -> impl Future<
        Output = Result<Reply<AzureTableSharedAccessSignature>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AZURE_TABLE_SAS)) }
    }

    /// List the blob containers of an Azure storage account
    fn azure_containers(
        &self,
        context: &Self::Context,
        account: &str,
        continuation_token: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<AzureListContainersResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AZURE_CONTAINERS)) }
    }

    /// Get a signature for an Azure blob container
    fn azure_container_sas(
        &self,
        context: &Self::Context,
        account: &str,
        container: &str,
        level: &str,
    ) -> impl Future<
        Output = Result<Reply<AzureBlobSharedAccessSignature>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AZURE_CONTAINER_SAS)) }
    }

    /// Get the address for error reports to Sentry
    fn sentry_dsn(
        &self,
        context: &Self::Context,
        project: &str,
    ) -> impl Future<Output = Result<Reply<SentryDsnResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::SENTRY_DSN)) }
    }

    /// Get a token for a websocktunnel server
    fn websocktunnel_token(
        &self,
        context: &Self::Context,
        wst_audience: &str,
        wst_client: &str,
    ) -> impl Future<
        Output = Result<Reply<WebsocktunnelTokenResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::WEBSOCKTUNNEL_TOKEN)) }
    }

    /// Get temporary Google Cloud credentials
    fn gcp_credentials(
        &self,
        context: &Self::Context,
        project_id: &str,
        service_account: &str,
    ) -> impl Future<
        Output = Result<Reply<GcpCredentialsResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::GCP_CREDENTIALS)) }
    }

    /// Get a temporary token for GitHub repositories
    fn github_repo_token(
        &self,
        context: &Self::Context,
        app_name: &str,
        owner: &str,
        payload: GithubRepositoryTokenRequest,
    ) -> impl Future<Output = Result<Reply<GithubTokenResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GITHUB_REPO_TOKEN)) }
    }

    /// Check the signature of a request
    fn authenticate_hawk(
        &self,
        context: &Self::Context,
        payload: HawkSignatureAuthenticationRequest,
    ) -> impl Future<
        Output = Result<Reply<HawkSignatureAuthenticationResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AUTHENTICATE_HAWK)) }
    }

    /// Try out authentication
    fn test_authenticate(
        &self,
        context: &Self::Context,
        payload: TestAuthenticateRequest,
    ) -> impl Future<
        Output = Result<Reply<TestAuthenticateResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::TEST_AUTHENTICATE)) }
    }

    /// Try out authentication without a body
    fn test_authenticate_get(
        &self,
        context: &Self::Context,
    ) -> impl Future<
        Output = Result<Reply<TestAuthenticateResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::TEST_AUTHENTICATE_GET)) }
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
pub async fn dispatch<S: AuthServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "listClients" => {
            ServerRequest::answer(
                server
                    .list_clients(
                        context,
                        request.query_value("prefix"),
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "client" => {
            ServerRequest::answer(
                server.client(context, request.arg("clientId")?).await?,
            )
        }
        "createClient" => {
            ServerRequest::answer(
                server
                    .create_client(context, request.arg("clientId")?, request.body()?)
                    .await?,
            )
        }
        "getEntityHistory" => {
            ServerRequest::answer(
                server
                    .get_entity_history(
                        context,
                        request.arg("entityType")?,
                        request.arg("entityId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listAuditHistory" => {
            ServerRequest::answer(
                server
                    .list_audit_history(
                        context,
                        request.arg("clientId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "resetAccessToken" => {
            ServerRequest::answer(
                server.reset_access_token(context, request.arg("clientId")?).await?,
            )
        }
        "updateClient" => {
            ServerRequest::answer(
                server
                    .update_client(context, request.arg("clientId")?, request.body()?)
                    .await?,
            )
        }
        "enableClient" => {
            ServerRequest::answer(
                server.enable_client(context, request.arg("clientId")?).await?,
            )
        }
        "disableClient" => {
            ServerRequest::answer(
                server.disable_client(context, request.arg("clientId")?).await?,
            )
        }
        "deleteClient" => {
            ServerRequest::answer(
                server.delete_client(context, request.arg("clientId")?).await?,
            )
        }
        "listRoles" => ServerRequest::answer(server.list_roles(context).await?),
        "listRoles2" => {
            ServerRequest::answer(
                server
                    .list_roles2(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listRoleIds" => {
            ServerRequest::answer(
                server
                    .list_role_ids(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "role" => {
            ServerRequest::answer(server.role(context, request.arg("roleId")?).await?)
        }
        "createRole" => {
            ServerRequest::answer(
                server
                    .create_role(context, request.arg("roleId")?, request.body()?)
                    .await?,
            )
        }
        "updateRole" => {
            ServerRequest::answer(
                server
                    .update_role(context, request.arg("roleId")?, request.body()?)
                    .await?,
            )
        }
        "deleteRole" => {
            ServerRequest::answer(
                server.delete_role(context, request.arg("roleId")?).await?,
            )
        }
        "expandScopes" => {
            ServerRequest::answer(server.expand_scopes(context, request.body()?).await?)
        }
        "currentScopes" => ServerRequest::answer(server.current_scopes(context).await?),
        "awsS3Credentials" => {
            ServerRequest::answer(
                server
                    .aws_s3_credentials(
                        context,
                        request.arg("level")?,
                        request.arg("bucket")?,
                        request.arg("prefix")?,
                        request.query_value("format"),
                    )
                    .await?,
            )
        }
        "azureAccounts" => ServerRequest::answer(server.azure_accounts(context).await?),
        "azureTables" => {
            ServerRequest::answer(
                server
                    .azure_tables(
                        context,
                        request.arg("account")?,
                        request.query_value("continuationToken"),
                    )
                    .await?,
            )
        }
        "azureTableSAS" => {
            ServerRequest::answer(
                server
                    .azure_table_sas(
                        context,
                        request.arg("account")?,
                        request.arg("table")?,
                        request.arg("level")?,
                    )
                    .await?,
            )
        }
        "azureContainers" => {
            ServerRequest::answer(
                server
                    .azure_containers(
                        context,
                        request.arg("account")?,
                        request.query_value("continuationToken"),
                    )
                    .await?,
            )
        }
        "azureContainerSAS" => {
            ServerRequest::answer(
                server
                    .azure_container_sas(
                        context,
                        request.arg("account")?,
                        request.arg("container")?,
                        request.arg("level")?,
                    )
                    .await?,
            )
        }
        "sentryDSN" => {
            ServerRequest::answer(
                server.sentry_dsn(context, request.arg("project")?).await?,
            )
        }
        "websocktunnelToken" => {
            ServerRequest::answer(
                server
                    .websocktunnel_token(
                        context,
                        request.arg("wstAudience")?,
                        request.arg("wstClient")?,
                    )
                    .await?,
            )
        }
        "gcpCredentials" => {
            ServerRequest::answer(
                server
                    .gcp_credentials(
                        context,
                        request.arg("projectId")?,
                        request.arg("serviceAccount")?,
                    )
                    .await?,
            )
        }
        "githubRepoToken" => {
            ServerRequest::answer(
                server
                    .github_repo_token(
                        context,
                        request.arg("appName")?,
                        request.arg("owner")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "authenticateHawk" => {
            ServerRequest::answer(
                server.authenticate_hawk(context, request.body()?).await?,
            )
        }
        "testAuthenticate" => {
            ServerRequest::answer(
                server.test_authenticate(context, request.body()?).await?,
            )
        }
        "testAuthenticateGet" => {
            ServerRequest::answer(server.test_authenticate_get(context).await?)
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// One recorded change: who did what to which entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditHistoryEntry {
    /// What was done, such as `created`, `updated` or `deleted`.
    #[serde(rename = "actionType")]
    pub action_type: String,
    /// Client that made the change.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// When the change was made (UTC).
    pub created: crate::Timestamp,
    /// Id of the entity that was changed.
    #[serde(rename = "entityId")]
    pub entity_id: String,
    /// Kind of the entity, such as `client` or `role`.
    #[serde(rename = "entityType")]
    pub entity_type: String,
}

/// The signature is not acceptable, and the request has to be refused with 401.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthenticationFailedResponse {
    /// What is wrong with it, for the sender: bad signature, expired credentials, wrong clock.
    pub message: String,
}

/// The signature is good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthenticationSuccessfulResponse {
    /// Client that signed, or the name given in temporary credentials.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// Time after which this answer is not to be used any more (UTC): the end of the credentials' validity,
    /// or earlier.
    pub expires: crate::Timestamp,
    /// Hash of the body that the signature covers, for the service to compare. Absent if the client did not
    /// hash the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<serde_json::Value>,
    /// How the request was signed: always `hawk`.
    pub scheme: AuthenticationSuccessfulResponseScheme,
    /// Expanded scopes of the sender. For temporary credentials and restricted requests only those that
    /// remain.
    pub scopes: Vec<String>,
}

/// How the request was signed: always `hawk`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Temporary AWS credentials for some keys of a bucket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AwsS3CredentialsResponse {
    /// Credentials in the three parts that AWS libraries expect. All of them are needed to sign a request.
    pub credentials: TemporarySecurityCredentials,
    /// Time after which the credentials stop working (UTC).
    pub expires: crate::Timestamp,
}

/// Temporary access to an Azure blob container.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureBlobSharedAccessSignature {
    /// Time after which the signature stops working (UTC).
    pub expiry: crate::Timestamp,
    /// Signature in the form of a URL query, without question mark. It is a credential and must not get
    /// into logs.
    pub sas: crate::WireSecret,
}

/// The Azure storage accounts that the deployment knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureListAccountResponse {
    /// Names of the accounts.
    pub accounts: Vec<String>,
}

/// One page of blob containers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureListContainersResponse {
    /// Names of the containers on this page.
    pub containers: Vec<String>,
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// One page of tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureListTableResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// Names of the tables on this page.
    pub tables: Vec<String>,
}

/// Temporary access to an Azure table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureTableSharedAccessSignature {
    /// Time after which the signature stops working (UTC).
    pub expiry: crate::Timestamp,
    /// Signature in the form of a URL query, without question mark. It is a credential and must not get
    /// into logs.
    pub sas: crate::WireSecret,
}

/// What a client is to be like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateClientRequest {
    /// Whether to delete the client once it has expired. If left out it stays, without working.
    #[serde(rename = "deleteOnExpiration", default)]
    pub delete_on_expiration: bool,
    /// What the client is for and who owns it. Markdown.
    pub description: String,
    /// Time after which the credentials stop working (UTC).
    pub expires: crate::Timestamp,
    /// Scopes of the client. If left out, a new client gets none, and an existing one keeps those it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

/// A client together with its access token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateClientResponse {
    /// Secret key for signing requests. This is the only time that it is shown.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// Id of the client, to be used in `clientId` of credentials. Slashes in it often form a hierarchy.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// When the client was created (UTC).
    pub created: crate::Timestamp,
    /// Whether the client is deleted once it has expired. Otherwise it stays, without working.
    #[serde(rename = "deleteOnExpiration")]
    pub delete_on_expiration: bool,
    /// What the client is for and who owns it. Markdown.
    pub description: String,
    /// Whether the credentials are refused until somebody enables the client again.
    pub disabled: bool,
    /// `scopes` together with the scopes of all roles that they assume.
    #[serde(rename = "expandedScopes")]
    pub expanded_scopes: Vec<String>,
    /// Time after which the credentials stop working (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the credentials were last used (UTC), updated a few times a day only.
    #[serde(rename = "lastDateUsed")]
    pub last_date_used: crate::Timestamp,
    /// When the client was last changed (UTC). A new access token does not count.
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    /// When the access token was made (UTC).
    #[serde(rename = "lastRotated")]
    pub last_rotated: crate::Timestamp,
    /// Scopes assigned to the client itself, without those of roles.
    pub scopes: Vec<String>,
}

/// What a role is to be like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateRoleRequest {
    /// What the role is for and who owns it. Markdown.
    pub description: String,
    /// Scopes that the role gives. Where its id ends in `*`, `<..>` in a scope stands for what the `*`
    /// matched.
    pub scopes: Vec<String>,
}

/// Temporary access to Google Cloud as a service account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GcpCredentialsResponse {
    /// OAuth 2 token to send as `Authorization: Bearer`. Must not get into logs.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// Time after which the token stops working (UTC).
    #[serde(rename = "expireTime")]
    pub expire_time: crate::Timestamp,
}

/// All roles there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GetAllRolesNoPagination(pub Vec<GetRoleResponse>);

impl std::ops::Deref for GetAllRolesNoPagination {
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

/// One page of roles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetAllRolesResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The roles on this page.
    pub roles: Vec<GetRoleResponse>,
}

/// A client: a named set of scopes with credentials of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetClientResponse {
    /// Id of the client, to be used in `clientId` of credentials. Slashes in it often form a hierarchy.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// When the client was created (UTC).
    pub created: crate::Timestamp,
    /// Whether the client is deleted once it has expired. Otherwise it stays, without working.
    #[serde(rename = "deleteOnExpiration")]
    pub delete_on_expiration: bool,
    /// What the client is for and who owns it. Markdown.
    pub description: String,
    /// Whether the credentials are refused until somebody enables the client again.
    pub disabled: bool,
    /// `scopes` together with the scopes of all roles that they assume.
    #[serde(rename = "expandedScopes")]
    pub expanded_scopes: Vec<String>,
    /// Time after which the credentials stop working (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the credentials were last used (UTC), updated a few times a day only.
    #[serde(rename = "lastDateUsed")]
    pub last_date_used: crate::Timestamp,
    /// When the client was last changed (UTC). A new access token does not count.
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    /// When the access token was made (UTC).
    #[serde(rename = "lastRotated")]
    pub last_rotated: crate::Timestamp,
    /// Scopes assigned to the client itself, without those of roles.
    pub scopes: Vec<String>,
}

/// One page of recorded changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetEntityHistoryResponse {
    /// The changes on this page.
    #[serde(rename = "auditHistory")]
    pub audit_history: Vec<AuditHistoryEntry>,
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// One page of ids of roles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetRoleIdsResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The ids on this page: what follows `assume:` in a scope.
    #[serde(rename = "roleIds")]
    pub role_ids: Vec<String>,
}

/// A role: a named set of scopes, given to everybody who has the scope `assume:` followed by its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetRoleResponse {
    /// When the role was created (UTC).
    pub created: crate::Timestamp,
    /// What the role is for and who owns it. Markdown.
    pub description: String,
    /// `scopes` together with the scopes of all roles that they assume.
    #[serde(rename = "expandedScopes")]
    pub expanded_scopes: Vec<String>,
    /// When the role was last changed (UTC).
    #[serde(rename = "lastModified")]
    pub last_modified: crate::Timestamp,
    /// Id of the role: what follows `assume:` in the scope that gives it. A `*` at the end lets it apply to
    /// all ids with this beginning, and then `<..>` in its scopes stands for the rest.
    #[serde(rename = "roleId")]
    pub role_id: String,
    /// Scopes assigned to the role itself, without those of roles that it assumes.
    pub scopes: Vec<String>,
}

/// What the token shall give access to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GithubRepositoryTokenRequest {
    /// Permissions of the token, by GitHub's names for them; at least one. What is left out is not allowed.
    pub permissions: RepositoryPermissions,
    /// Names of the repositories, without their owner: 1 to 500. The app has to be installed on each of
    /// them.
    pub repositories: Vec<String>,
}

/// A temporary GitHub token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GithubTokenResponse {
    /// Time after which GitHub refuses the token (UTC), usually an hour away.
    pub expires: crate::Timestamp,
    /// Token for GitHub's API and for Git over HTTPS. Must not get into logs or artifacts.
    pub token: crate::WireSecret,
}

/// What the signature of a request covers, as the service that got the request saw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HawkSignatureAuthenticationRequest {
    /// Value of the `Authorization` header. Absent if the request had none; a bewit is part of `resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization: Option<String>,
    /// Host that the request was sent to, without port.
    pub host: String,
    /// HTTP method of the request, in lower case.
    pub method: HawkSignatureAuthenticationRequestMethod,
    /// Port that the request was sent to, as the client knows it: 443 for HTTPS also behind a load
    /// balancer.
    pub port: u64,
    /// Path and query of the request, exactly as sent.
    pub resource: String,
    /// IPv4 or IPv6 address of the sender, for the record. Absent if it is not known.
    #[serde(rename = "sourceIp", skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<String>,
}

/// HTTP method of the request, in lower case.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Who sent the request and what the sender may do; `status` says which of the three cases it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status")]
pub enum HawkSignatureAuthenticationResponse {
    /// [`AuthenticationSuccessfulResponse`]
    #[serde(rename = "auth-success")]
    AuthenticationSuccessfulResponse(AuthenticationSuccessfulResponse),
    /// [`AuthenticationFailedResponse`]
    #[serde(rename = "auth-failed")]
    AuthenticationFailedResponse(AuthenticationFailedResponse),
    /// [`NoAuthenticationResponse`]
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

/// One page of clients.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListClientResponse {
    /// The clients on this page.
    pub clients: Vec<GetClientResponse>,
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// The request was not signed, so only what is allowed to everybody may be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoAuthenticationResponse {
    /// Time after which this answer is not to be used any more (UTC).
    pub expires: crate::Timestamp,
    /// How the request was signed: always `none`.
    pub scheme: NoAuthenticationResponseScheme,
    /// Expanded scopes of the role `anonymous`.
    pub scopes: Vec<String>,
}

/// How the request was signed: always `none`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Permissions of the token, by GitHub's names for them; at least one. What is left out is not allowed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RepositoryPermissions {
    /// GitHub Actions: workflows, their runs and artifacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<RepositoryPermissionsActions>,
    /// Settings of the repository: access, teams, creation and deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administration: Option<RepositoryPermissionsAdministration>,
    /// Records of where built artifacts are stored and deployed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub artifact_metadata: Option<RepositoryPermissionsArtifactMetadata>,
    /// Attestations of how artifacts were built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attestations: Option<RepositoryPermissionsAttestations>,
    /// Check runs and check suites on commits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<RepositoryPermissionsChecks>,
    /// Findings and settings of the code quality analysis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_quality: Option<RepositoryPermissionsCodeQuality>,
    /// Codespaces of the repository.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codespaces: Option<RepositoryPermissionsCodespaces>,
    /// Files, commits, branches, tags and releases; `write` allows to push.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<RepositoryPermissionsContents>,
    /// Names of the secrets for Dependabot; `write` allows to set them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dependabot_secrets: Option<RepositoryPermissionsDependabotSecrets>,
    /// Deployments and their statuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployments: Option<RepositoryPermissionsDeployments>,
    /// Discussions and the comments on them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discussions: Option<RepositoryPermissionsDiscussions>,
    /// Deployment environments and their protection rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environments: Option<RepositoryPermissionsEnvironments>,
    /// Issues, their comments, labels and milestones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<RepositoryPermissionsIssues>,
    /// Merge queues and what waits in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_queues: Option<RepositoryPermissionsMergeQueues>,
    /// Public facts about the repository. GitHub grants reading along with any other permission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<RepositoryPermissionsMetadata>,
    /// Packages that are published in GitHub Packages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packages: Option<RepositoryPermissionsPackages>,
    /// GitHub Pages: settings and builds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<RepositoryPermissionsPages>,
    /// Pull requests, their reviews, comments, labels and merging.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pull_requests: Option<RepositoryPermissionsPullRequests>,
    /// Values of the custom properties that an organization defines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_custom_properties: Option<
        RepositoryPermissionsRepositoryCustomProperties,
    >,
    /// Webhooks of the repository.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_hooks: Option<RepositoryPermissionsRepositoryHooks>,
    /// Project boards of the repository. The only permission with a level `admin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_projects: Option<RepositoryPermissionsRepositoryProjects>,
    /// Alerts about secrets that were found in the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_scanning_alerts: Option<RepositoryPermissionsSecretScanningAlerts>,
    /// Names of the secrets for Actions; `write` allows to set them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrets: Option<RepositoryPermissionsSecrets>,
    /// Alerts of code scanning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_events: Option<RepositoryPermissionsSecurityEvents>,
    /// One file, whose path the settings of the app name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_file: Option<RepositoryPermissionsSingleFile>,
    /// Statuses of commits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statuses: Option<RepositoryPermissionsStatuses>,
    /// Alerts about vulnerable dependencies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vulnerability_alerts: Option<RepositoryPermissionsVulnerabilityAlerts>,
    /// Workflow files below `.github/workflows`, which `contents` does not cover. There is no level `read`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflows: Option<RepositoryPermissionsWorkflows>,
}

/// GitHub Actions: workflows, their runs and artifacts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Settings of the repository: access, teams, creation and deletion.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Records of where built artifacts are stored and deployed.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Attestations of how artifacts were built.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Check runs and check suites on commits.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Findings and settings of the code quality analysis.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Codespaces of the repository.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Files, commits, branches, tags and releases; `write` allows to push.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Names of the secrets for Dependabot; `write` allows to set them.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Deployments and their statuses.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Discussions and the comments on them.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Deployment environments and their protection rules.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Issues, their comments, labels and milestones.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Merge queues and what waits in them.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Public facts about the repository. GitHub grants reading along with any other permission.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Packages that are published in GitHub Packages.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// GitHub Pages: settings and builds.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Pull requests, their reviews, comments, labels and merging.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Values of the custom properties that an organization defines.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Webhooks of the repository.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Project boards of the repository. The only permission with a level `admin`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Alerts about secrets that were found in the content.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Names of the secrets for Actions; `write` allows to set them.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Alerts of code scanning.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// One file, whose path the settings of the app name.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Statuses of commits.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Alerts about vulnerable dependencies.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// Workflow files below `.github/workflows`, which `contents` does not cover. There is no level `read`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
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

/// The address in its two forms, which already contain the keys for sending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentryDsn {
    /// Address with the public key only, as for code that runs in browsers. Current servers need no more.
    pub public: String,
    /// Address with public and secret key, which a worker uses. Must not get into logs.
    pub secret: crate::WireSecret,
}

/// Where to send reports about errors of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentryDsnResponse {
    /// The address in its two forms, which already contain the keys for sending.
    pub dsn: SentryDsn,
    /// Time after which the address may stop working (UTC): call again then.
    pub expires: crate::Timestamp,
    /// Name of the project, as in the route.
    pub project: String,
}

/// A set of scopes; their order means nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetOfScopes {
    /// The scopes, each once. One that ends in `*` stands for all that begin with the rest of it.
    pub scopes: Vec<String>,
}

/// Credentials in the three parts that AWS libraries expect. All of them are needed to sign a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemporarySecurityCredentials {
    /// Id of the key.
    #[serde(rename = "accessKeyId")]
    pub access_key_id: String,
    /// Key for signing. Must not get into logs or artifacts.
    #[serde(rename = "secretAccessKey")]
    pub secret_access_key: crate::WireSecret,
    /// Token to be sent along with each request, which carries the limits of the credentials.
    #[serde(rename = "sessionToken")]
    pub session_token: crate::WireSecret,
}

/// Scopes to assume for a try.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestAuthenticateRequest {
    /// Scopes that the client `tester` shall have in this request.
    #[serde(rename = "clientScopes")]
    pub client_scopes: Vec<String>,
    /// Scopes that the request shall need. If the client lacks one, 403 `InsufficientScopes` is returned.
    #[serde(rename = "requiredScopes")]
    pub required_scopes: Vec<String>,
}

/// How the request was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestAuthenticateResponse {
    /// Client that signed, or the name given in temporary credentials.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// Scopes that the request had, after all restrictions.
    pub scopes: Vec<String>,
}

/// Permission for one client to connect to a websocktunnel server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WebsocktunnelTokenResponse {
    /// Time after which the server accepts no new connection with the token (UTC).
    pub expires: crate::Timestamp,
    /// JSON Web Token to send as `Authorization: Bearer`. Must not get into logs.
    pub token: crate::WireSecret,
    /// Name of the server or group of servers that accept the token, as in the route.
    #[serde(rename = "wstAudience")]
    pub wst_audience: String,
    /// Name under which the client connects, as in the route. It has to be sent as `x-websocktunnel-id`,
    /// and becomes part of the public URL.
    #[serde(rename = "wstClient")]
    pub wst_client: String,
}
