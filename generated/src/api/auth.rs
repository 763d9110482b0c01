// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

use std::fmt;
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
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
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

    fn list_clients(
        &self,
        context: &Self::Context,
        prefix: Option<String>,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_CLIENTS)) }
    }

    fn client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CLIENT)) }
    }

    fn create_client(
        &self,
        context: &Self::Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> impl Future<Output = Result<Reply<CreateClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_CLIENT)) }
    }

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

    fn reset_access_token(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<CreateClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::RESET_ACCESS_TOKEN)) }
    }

    fn update_client(
        &self,
        context: &Self::Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::UPDATE_CLIENT)) }
    }

    fn enable_client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::ENABLE_CLIENT)) }
    }

    fn disable_client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<GetClientResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DISABLE_CLIENT)) }
    }

    fn delete_client(
        &self,
        context: &Self::Context,
        client_id: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_CLIENT)) }
    }

    fn list_roles(
        &self,
        context: &Self::Context,
    ) -> impl Future<
        Output = Result<Reply<GetAllRolesNoPagination>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ROLES)) }
    }

    fn list_roles2(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<GetAllRolesResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ROLES2)) }
    }

    fn list_role_ids(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<GetRoleIdsResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ROLE_IDS)) }
    }

    fn role(
        &self,
        context: &Self::Context,
        role_id: &str,
    ) -> impl Future<Output = Result<Reply<GetRoleResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::ROLE)) }
    }

    fn create_role(
        &self,
        context: &Self::Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> impl Future<Output = Result<Reply<GetRoleResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_ROLE)) }
    }

    fn update_role(
        &self,
        context: &Self::Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> impl Future<Output = Result<Reply<GetRoleResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::UPDATE_ROLE)) }
    }

    fn delete_role(
        &self,
        context: &Self::Context,
        role_id: &str,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DELETE_ROLE)) }
    }

    fn expand_scopes(
        &self,
        context: &Self::Context,
        payload: SetOfScopes,
    ) -> impl Future<Output = Result<Reply<SetOfScopes>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::EXPAND_SCOPES)) }
    }

    fn current_scopes(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<SetOfScopes>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CURRENT_SCOPES)) }
    }

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

    fn azure_accounts(
        &self,
        context: &Self::Context,
    ) -> impl Future<
        Output = Result<Reply<AzureListAccountResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AZURE_ACCOUNTS)) }
    }

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

    fn sentry_dsn(
        &self,
        context: &Self::Context,
        project: &str,
    ) -> impl Future<Output = Result<Reply<SentryDsnResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::SENTRY_DSN)) }
    }

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

    fn github_repo_token(
        &self,
        context: &Self::Context,
        app_name: &str,
        owner: &str,
        payload: GithubRepositoryTokenRequest,
    ) -> impl Future<Output = Result<Reply<GithubTokenResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GITHUB_REPO_TOKEN)) }
    }

    fn authenticate_hawk(
        &self,
        context: &Self::Context,
        payload: HawkSignatureAuthenticationRequest,
    ) -> impl Future<
        Output = Result<Reply<HawkSignatureAuthenticationResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::AUTHENTICATE_HAWK)) }
    }

    fn test_authenticate(
        &self,
        context: &Self::Context,
        payload: TestAuthenticateRequest,
    ) -> impl Future<
        Output = Result<Reply<TestAuthenticateResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::TEST_AUTHENTICATE)) }
    }

    fn test_authenticate_get(
        &self,
        context: &Self::Context,
    ) -> impl Future<
        Output = Result<Reply<TestAuthenticateResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::TEST_AUTHENTICATE_GET)) }
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

/// `AuthenticationFailedResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthenticationFailedResponse {
    pub message: String,
}

/// `AuthenticationSuccessfulResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthenticationSuccessfulResponse {
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub expires: crate::Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<serde_json::Value>,
    pub scheme: AuthenticationSuccessfulResponseScheme,
    pub scopes: Vec<String>,
}

/// `AuthenticationSuccessfulResponseScheme`
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

/// `AwsS3CredentialsResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AwsS3CredentialsResponse {
    pub credentials: TemporarySecurityCredentials,
    pub expires: crate::Timestamp,
}

/// `AzureBlobSharedAccessSignature`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureBlobSharedAccessSignature {
    pub expiry: crate::Timestamp,
    pub sas: String,
}

/// `AzureListAccountResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureListAccountResponse {
    pub accounts: Vec<String>,
}

/// `AzureListContainersResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureListContainersResponse {
    pub containers: Vec<String>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// `AzureListTableResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureListTableResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub tables: Vec<String>,
}

/// `AzureTableSharedAccessSignature`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AzureTableSharedAccessSignature {
    pub expiry: crate::Timestamp,
    pub sas: String,
}

/// `CreateClientRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateClientRequest {
    #[serde(rename = "deleteOnExpiration", default)]
    pub delete_on_expiration: bool,
    pub description: String,
    pub expires: crate::Timestamp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

/// `CreateClientResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreateRoleRequest {
    pub description: String,
    pub scopes: Vec<String>,
}

/// `GcpCredentialsResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GcpCredentialsResponse {
    #[serde(rename = "accessToken")]
    pub access_token: String,
    #[serde(rename = "expireTime")]
    pub expire_time: crate::Timestamp,
}

/// `GetAllRolesNoPagination`
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

/// `GetAllRolesResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetAllRolesResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    pub roles: Vec<GetRoleResponse>,
}

/// `GetClientResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetEntityHistoryResponse {
    #[serde(rename = "auditHistory")]
    pub audit_history: Vec<GetEntityHistoryResponseAuditHistoryItem>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// `GetEntityHistoryResponseAuditHistoryItem`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetRoleIdsResponse {
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    #[serde(rename = "roleIds")]
    pub role_ids: Vec<String>,
}

/// `GetRoleResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GithubRepositoryTokenRequest {
    pub permissions: RepositoryPermissions,
    pub repositories: Vec<String>,
}

/// `GithubTokenResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GithubTokenResponse {
    pub expires: crate::Timestamp,
    pub token: String,
}

/// `HawkSignatureAuthenticationRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HawkSignatureAuthenticationRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization: Option<String>,
    pub host: String,
    pub method: HawkSignatureAuthenticationRequestMethod,
    pub port: u64,
    pub resource: String,
    #[serde(rename = "sourceIp", skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<SourceIp>,
}

/// `HawkSignatureAuthenticationRequestMethod`
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

/// `HawkSignatureAuthenticationResponse`
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

/// `ListClientResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListClientResponse {
    pub clients: Vec<GetClientResponse>,
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// `NoAuthenticationResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoAuthenticationResponse {
    pub expires: crate::Timestamp,
    pub scheme: NoAuthenticationResponseScheme,
    pub scopes: Vec<String>,
}

/// `NoAuthenticationResponseScheme`
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

/// `RepositoryPermissions`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RepositoryPermissions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<RepositoryPermissionsActions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administration: Option<RepositoryPermissionsAdministration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub artifact_metadata: Option<RepositoryPermissionsArtifactMetadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attestations: Option<RepositoryPermissionsAttestations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<RepositoryPermissionsChecks>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_quality: Option<RepositoryPermissionsCodeQuality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codespaces: Option<RepositoryPermissionsCodespaces>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<RepositoryPermissionsContents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dependabot_secrets: Option<RepositoryPermissionsDependabotSecrets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployments: Option<RepositoryPermissionsDeployments>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discussions: Option<RepositoryPermissionsDiscussions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environments: Option<RepositoryPermissionsEnvironments>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<RepositoryPermissionsIssues>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_queues: Option<RepositoryPermissionsMergeQueues>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<RepositoryPermissionsMetadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packages: Option<RepositoryPermissionsPackages>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<RepositoryPermissionsPages>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pull_requests: Option<RepositoryPermissionsPullRequests>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_custom_properties: Option<
        RepositoryPermissionsRepositoryCustomProperties,
    >,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_hooks: Option<RepositoryPermissionsRepositoryHooks>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_projects: Option<RepositoryPermissionsRepositoryProjects>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_scanning_alerts: Option<RepositoryPermissionsSecretScanningAlerts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrets: Option<RepositoryPermissionsSecrets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_events: Option<RepositoryPermissionsSecurityEvents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_file: Option<RepositoryPermissionsSingleFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statuses: Option<RepositoryPermissionsStatuses>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vulnerability_alerts: Option<RepositoryPermissionsVulnerabilityAlerts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflows: Option<RepositoryPermissionsWorkflows>,
}

/// `RepositoryPermissionsActions`
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

/// `RepositoryPermissionsAdministration`
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

/// `RepositoryPermissionsArtifactMetadata`
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

/// `RepositoryPermissionsAttestations`
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

/// `RepositoryPermissionsChecks`
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

/// `RepositoryPermissionsCodeQuality`
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

/// `RepositoryPermissionsCodespaces`
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

/// `RepositoryPermissionsContents`
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

/// `RepositoryPermissionsDependabotSecrets`
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

/// `RepositoryPermissionsDeployments`
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

/// `RepositoryPermissionsDiscussions`
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

/// `RepositoryPermissionsEnvironments`
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

/// `RepositoryPermissionsIssues`
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

/// `RepositoryPermissionsMergeQueues`
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

/// `RepositoryPermissionsMetadata`
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

/// `RepositoryPermissionsPackages`
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

/// `RepositoryPermissionsPages`
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

/// `RepositoryPermissionsPullRequests`
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

/// `RepositoryPermissionsRepositoryCustomProperties`
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

/// `RepositoryPermissionsRepositoryHooks`
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

/// `RepositoryPermissionsRepositoryProjects`
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

/// `RepositoryPermissionsSecretScanningAlerts`
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

/// `RepositoryPermissionsSecrets`
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

/// `RepositoryPermissionsSecurityEvents`
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

/// `RepositoryPermissionsSingleFile`
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

/// `RepositoryPermissionsStatuses`
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

/// `RepositoryPermissionsVulnerabilityAlerts`
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

/// `RepositoryPermissionsWorkflows`
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

/// `SentryDsnResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentryDsnResponse {
    pub dsn: SentryDsnResponseDsn,
    pub expires: crate::Timestamp,
    pub project: String,
}

/// `SentryDsnResponseDsn`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentryDsnResponseDsn {
    pub public: String,
    pub secret: String,
}

/// `SetOfScopes`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetOfScopes {
    pub scopes: Vec<String>,
}

/// `SourceIp`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceIp(pub String);

impl std::ops::Deref for SourceIp {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<SourceIp> for String {
    fn from(value: SourceIp) -> Self {
        value.0
    }
}

impl From<String> for SourceIp {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl fmt::Display for SourceIp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `TemporarySecurityCredentials`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemporarySecurityCredentials {
    #[serde(rename = "accessKeyId")]
    pub access_key_id: String,
    #[serde(rename = "secretAccessKey")]
    pub secret_access_key: String,
    #[serde(rename = "sessionToken")]
    pub session_token: String,
}

/// `TestAuthenticateRequest`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestAuthenticateRequest {
    #[serde(rename = "clientScopes")]
    pub client_scopes: Vec<String>,
    #[serde(rename = "requiredScopes")]
    pub required_scopes: Vec<String>,
}

/// `TestAuthenticateResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestAuthenticateResponse {
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub scopes: Vec<String>,
}

/// `WebsocktunnelTokenResponse`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WebsocktunnelTokenResponse {
    pub expires: crate::Timestamp,
    pub token: String,
    #[serde(rename = "wstAudience")]
    pub wst_audience: String,
    #[serde(rename = "wstClient")]
    pub wst_client: String,
}
