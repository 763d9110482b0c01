//! The operations of the auth service.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::api::auth::{
    AuthServer, AuthenticationFailedResponse, AuthenticationSuccessfulResponse,
    AuthenticationSuccessfulResponseScheme, CreateClientRequest, CreateClientResponse, CreateRoleRequest,
    GetAllRolesNoPagination, GetAllRolesResponse, GetClientResponse, GetRoleIdsResponse, GetRoleResponse,
    HawkSignatureAuthenticationRequest, HawkSignatureAuthenticationResponse, ListClientResponse,
    NoAuthenticationResponse, NoAuthenticationResponseScheme, SetOfScopes, TestAuthenticateRequest,
    TestAuthenticateResponse, operations, parameters,
};
use generated::runtime::api::{Reply, ServerError, ServerRequest};
use generated::{Secret, Timestamp};

use super::authenticate::{self, Directory, Grant};
use super::registry::{Client, Registry, RoleRecord, new_access_token};
use super::{AuthService, Signed};
use crate::local::context::Context;
use crate::local::error;
use crate::local::pages::page;
use crate::taskcluster::scopes::ScopeSet;
use crate::taskcluster::scopes::expression::Parameters;

/// What cannot be created or changed, because the deployment itself depends on it.
const STATIC: &str = "static/";

/// The one client that `testAuthenticate` knows, as clients' tests expect it.
const TESTER: (&str, &str) = ("tester", "no-secret");

impl AuthServer for AuthService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn lbheartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn version(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn heartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn list_clients(
        &self,
        _: &Context,
        prefix: Option<String>,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<ListClientResponse>, ServerError> {
        let registry = self.registry();
        let prefix = prefix.unwrap_or_default();
        let found: Vec<_> = registry.clients.iter().filter(|(id, _)| id.starts_with(&prefix)).collect();
        let page = page(found.len(), continuation_token, limit)?;
        let clients = found[page.range].iter().map(|(id, client)| describe(&registry, id, client));
        let clients = clients.collect::<Result<_, _>>()?;
        Ok(ListClientResponse { clients, continuation_token: page.next }.into())
    }

    async fn client(&self, _: &Context, client_id: &str) -> Result<Reply<GetClientResponse>, ServerError> {
        let registry = self.registry();
        let client = registry.clients.get(client_id).ok_or_else(|| no_client(client_id))?;
        Ok(describe(&registry, client_id, client)?.into())
    }

    async fn create_client(
        &self,
        context: &Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> Result<Reply<CreateClientResponse>, ServerError> {
        check_client(client_id, &payload.scopes)?;
        let mut registry = self.registry();
        if registry.clients.contains_key(client_id) {
            return Err(error::conflict("client with same clientId already exists"));
        }
        let client = Client {
            access_token: new_access_token(),
            description: payload.description,
            scopes: payload.scopes,
            expires: payload.expires,
            created: context.now,
            last_modified: context.now,
            last_rotated: context.now,
            delete_on_expiration: payload.delete_on_expiration,
            disabled: false,
        };
        let described = describe(&registry, client_id, &client)?;
        let answer = with_access_token(described, &client.access_token);
        registry.clients.insert(client_id.to_owned(), client);
        Ok(answer.into())
    }

    async fn reset_access_token(
        &self,
        context: &Context,
        client_id: &str,
    ) -> Result<Reply<CreateClientResponse>, ServerError> {
        let described = self.change_client(client_id, |client| {
            client.access_token = new_access_token();
            client.last_rotated = context.now;
        })?;
        let registry = self.registry();
        let client = registry.clients.get(client_id).ok_or_else(|| no_client(client_id))?;
        Ok(with_access_token(described, &client.access_token).into())
    }

    async fn update_client(
        &self,
        context: &Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> Result<Reply<GetClientResponse>, ServerError> {
        check_client(client_id, &payload.scopes)?;
        let described = self.change_client(client_id, |client| {
            client.description = payload.description;
            client.expires = payload.expires;
            client.scopes = payload.scopes;
            client.delete_on_expiration = payload.delete_on_expiration;
            client.last_modified = context.now;
        })?;
        Ok(described.into())
    }

    async fn enable_client(
        &self,
        context: &Context,
        client_id: &str,
    ) -> Result<Reply<GetClientResponse>, ServerError> {
        let described = self.change_client(client_id, |client| {
            client.disabled = false;
            client.last_modified = context.now;
        })?;
        Ok(described.into())
    }

    async fn disable_client(
        &self,
        context: &Context,
        client_id: &str,
    ) -> Result<Reply<GetClientResponse>, ServerError> {
        let described = self.change_client(client_id, |client| {
            client.disabled = true;
            client.last_modified = context.now;
        })?;
        Ok(described.into())
    }

    async fn delete_client(&self, _: &Context, client_id: &str) -> Result<Reply<()>, ServerError> {
        check_client(client_id, &[])?;
        self.registry().clients.remove(client_id);
        Ok(().into())
    }

    async fn list_roles(&self, _: &Context) -> Result<Reply<GetAllRolesNoPagination>, ServerError> {
        let registry = self.registry();
        let roles = registry.roles.iter().map(|role| describe_role(&registry, &role.id));
        Ok(GetAllRolesNoPagination(roles.collect::<Result<_, _>>()?).into())
    }

    async fn list_roles2(
        &self,
        _: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<GetAllRolesResponse>, ServerError> {
        let registry = self.registry();
        let page = page(registry.roles.len(), continuation_token, limit)?;
        let roles = registry.roles[page.range].iter().map(|role| describe_role(&registry, &role.id));
        let roles = roles.collect::<Result<_, _>>()?;
        Ok(GetAllRolesResponse { roles, continuation_token: page.next }.into())
    }

    async fn list_role_ids(
        &self,
        _: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<GetRoleIdsResponse>, ServerError> {
        let registry = self.registry();
        let page = page(registry.roles.len(), continuation_token, limit)?;
        let role_ids = registry.roles[page.range].iter().map(|role| role.id.clone()).collect();
        Ok(GetRoleIdsResponse { role_ids, continuation_token: page.next }.into())
    }

    async fn role(&self, _: &Context, role_id: &str) -> Result<Reply<GetRoleResponse>, ServerError> {
        Ok(describe_role(&self.registry(), role_id)?.into())
    }

    async fn create_role(
        &self,
        context: &Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> Result<Reply<GetRoleResponse>, ServerError> {
        check_scopes(&payload.scopes)?;
        let mut registry = self.registry();
        match registry.find_role(role_id) {
            Ok(index) if registry.roles[index].scopes != payload.scopes => {
                return Err(error::conflict(format!("Role already exists: {role_id}")));
            }
            Ok(_) => {}
            Err(_) => {
                let record = RoleRecord {
                    description: payload.description,
                    created: context.now,
                    last_modified: context.now,
                };
                registry.put_role(role_id, payload.scopes, record);
            }
        }
        Ok(describe_role(&registry, role_id)?.into())
    }

    async fn update_role(
        &self,
        context: &Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> Result<Reply<GetRoleResponse>, ServerError> {
        check_scopes(&payload.scopes)?;
        let mut registry = self.registry();
        let mut record = registry.records.get(role_id).cloned().ok_or_else(|| no_role(role_id))?;
        record.description = payload.description;
        record.last_modified = context.now;
        registry.put_role(role_id, payload.scopes, record);
        Ok(describe_role(&registry, role_id)?.into())
    }

    async fn delete_role(&self, _: &Context, role_id: &str) -> Result<Reply<()>, ServerError> {
        let mut registry = self.registry();
        if let Ok(index) = registry.find_role(role_id) {
            registry.roles.remove(index);
            registry.records.remove(role_id);
        }
        Ok(().into())
    }

    async fn expand_scopes(
        &self,
        _: &Context,
        payload: SetOfScopes,
    ) -> Result<Reply<SetOfScopes>, ServerError> {
        let scopes = self.registry().expand(payload.scopes).map_err(error::input)?;
        Ok(SetOfScopes { scopes: scopes.into_vec() }.into())
    }

    async fn current_scopes(&self, context: &Context) -> Result<Reply<SetOfScopes>, ServerError> {
        Ok(SetOfScopes { scopes: context.caller.scopes.clone().into_vec() }.into())
    }

    async fn authenticate_hawk(
        &self,
        context: &Context,
        payload: HawkSignatureAuthenticationRequest,
    ) -> Result<Reply<HawkSignatureAuthenticationResponse>, ServerError> {
        let port = u16::try_from(payload.port).map_err(|_| error::input("port is out of range"))?;
        let signed = Signed {
            method: &payload.method.to_string().to_uppercase(),
            resource: &payload.resource,
            host: &payload.host,
            port,
            authorization: payload.authorization.as_deref(),
        };
        let answer: HawkSignatureAuthenticationResponse = match self.authenticate(signed, context.now) {
            Err(error) => AuthenticationFailedResponse { message: error.message }.into(),
            Ok(caller) => match caller.client_id {
                None => NoAuthenticationResponse {
                    expires: caller.expires,
                    scheme: NoAuthenticationResponseScheme::None,
                    scopes: caller.scopes.into_vec(),
                }
                .into(),
                Some(client_id) => AuthenticationSuccessfulResponse {
                    client_id,
                    expires: caller.expires,
                    hash: caller.hash.map(|hash| STANDARD.encode(hash).into()),
                    scheme: AuthenticationSuccessfulResponseScheme::Hawk,
                    scopes: caller.scopes.into_vec(),
                }
                .into(),
            },
        };
        Ok(answer.into())
    }

    async fn test_authenticate(
        &self,
        context: &Context,
        payload: TestAuthenticateRequest,
    ) -> Result<Reply<TestAuthenticateResponse>, ServerError> {
        test_authenticate(context, payload.client_scopes, &payload.required_scopes)
    }

    async fn test_authenticate_get(
        &self,
        context: &Context,
    ) -> Result<Reply<TestAuthenticateResponse>, ServerError> {
        let client_scopes = ["test:*", "auth:create-client:test:*"].map(str::to_owned).to_vec();
        test_authenticate(context, client_scopes, &["test:authenticate-get".to_owned()])
    }
}

impl AuthService {
    fn change_client(
        &self,
        client_id: &str,
        change: impl FnOnce(&mut Client),
    ) -> Result<GetClientResponse, ServerError> {
        check_client(client_id, &[])?;
        let mut registry = self.registry();
        let client = registry.clients.get_mut(client_id).ok_or_else(|| no_client(client_id))?;
        change(client);
        let client = client.clone();
        describe(&registry, client_id, &client)
    }
}

/// Adds to `known` what a change adds to the scopes of a client or of a role, which whoever makes it must have.
pub(super) fn parameters(
    registry: &Registry,
    request: &ServerRequest,
    known: Parameters,
) -> Result<Parameters, ServerError> {
    let (before, after) = if request.operation.name == operations::UPDATE_CLIENT.name {
        let client = registry.clients.get(request.arg(parameters::CLIENT_ID)?);
        (client.map(|client| client.scopes.clone()), request.body::<CreateClientRequest>()?.scopes)
    } else if request.operation.name == operations::UPDATE_ROLE.name {
        let role = registry.find_role(request.arg(parameters::ROLE_ID)?).ok();
        (role.map(|index| registry.roles[index].scopes.clone()), request.body::<CreateRoleRequest>()?.scopes)
    } else {
        return Ok(known);
    };
    let before: ScopeSet = before.unwrap_or_default().into_iter().collect();
    Ok(known.list(parameters::SCOPES_ADDED, after.into_iter().filter(|scope| !before.satisfies(scope))))
}

/// A directory with the one client that is used for testing clients.
struct Tester(ScopeSet);

impl Directory for Tester {
    fn grant(&self, client_id: &str, now: Timestamp) -> Result<Grant, String> {
        if client_id != TESTER.0 {
            return Err(format!("Client with clientId '{client_id}' not found"));
        }
        let access_token = Secret::new(TESTER.1.to_owned());
        Ok(Grant {
            access_token,
            scopes: self.0.clone(),
            expires: now + std::time::Duration::from_secs(3600),
        })
    }

    fn expand(&self, scopes: Vec<String>) -> Result<ScopeSet, String> {
        Ok(scopes.into_iter().collect())
    }
}

fn test_authenticate(
    context: &Context,
    client_scopes: Vec<String>,
    required: &[String],
) -> Result<Reply<TestAuthenticateResponse>, ServerError> {
    let tester = Tester(client_scopes.into_iter().collect());
    let caller =
        authenticate::authenticate(&tester, context.signed(), context.now).map_err(error::unauthenticated)?;
    let client_id = caller.client_id.ok_or_else(|| error::unauthenticated("no credentials"))?;
    let missing: Vec<_> = required.iter().filter(|scope| !caller.scopes.satisfies(scope)).collect();
    if !missing.is_empty() {
        return Err(error::scopes(format!("{client_id} lacks {missing:?}")));
    }
    Ok(TestAuthenticateResponse { client_id, scopes: caller.scopes.into_vec() }.into())
}

fn check_client(client_id: &str, scopes: &[String]) -> Result<(), ServerError> {
    if client_id.starts_with(STATIC) {
        return Err(error::input(format!("clients that begin with {STATIC} cannot be changed")));
    }
    check_scopes(scopes)
}

fn check_scopes(scopes: &[String]) -> Result<(), ServerError> {
    if scopes.iter().any(|scope| scope.ends_with("**")) {
        return Err(error::input("scopes must not end with `**`"));
    }
    Ok(())
}

fn describe(registry: &Registry, id: &str, client: &Client) -> Result<GetClientResponse, ServerError> {
    let expanded = registry.expand_client(id, client).map_err(error::internal)?;
    Ok(GetClientResponse {
        client_id: id.to_owned(),
        created: client.created,
        delete_on_expiration: client.delete_on_expiration,
        description: client.description.clone(),
        disabled: client.disabled,
        expanded_scopes: expanded.into_vec(),
        expires: client.expires,
        last_date_used: client.last_rotated,
        last_modified: client.last_modified,
        last_rotated: client.last_rotated,
        scopes: client.scopes.clone(),
    })
}

fn with_access_token(client: GetClientResponse, access_token: &Secret<String>) -> CreateClientResponse {
    CreateClientResponse {
        access_token: access_token.expose().clone().into(),
        client_id: client.client_id,
        created: client.created,
        delete_on_expiration: client.delete_on_expiration,
        description: client.description,
        disabled: client.disabled,
        expanded_scopes: client.expanded_scopes,
        expires: client.expires,
        last_date_used: client.last_date_used,
        last_modified: client.last_modified,
        last_rotated: client.last_rotated,
        scopes: client.scopes,
    }
}

fn describe_role(registry: &Registry, id: &str) -> Result<GetRoleResponse, ServerError> {
    let index = registry.find_role(id).map_err(|_| no_role(id))?;
    let record = registry.records.get(id).ok_or_else(|| no_role(id))?;
    let expanded = registry.expand([format!("assume:{id}")]).map_err(error::internal)?;
    Ok(GetRoleResponse {
        created: record.created,
        description: record.description.clone(),
        expanded_scopes: expanded.into_vec(),
        last_modified: record.last_modified,
        role_id: id.to_owned(),
        scopes: registry.roles[index].scopes.clone(),
    })
}

fn no_client(id: &str) -> ServerError {
    error::not_found(format!("Client with clientId '{id}' not found"))
}

fn no_role(id: &str) -> ServerError {
    error::not_found(format!("Role with roleId '{id}' not found"))
}
