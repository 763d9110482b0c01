//! The auth service: clients, roles, scopes.

use generated::api::auth::*;
use generated::runtime::api::{Reply, ServerError};
use generated::{Secret, Timestamp};

use super::authenticate::{Caller, Signed, authenticate};
use super::context::{Context, lock};
use super::error;
use super::identities::{Client, Identities, RoleNotes, new_token};
use crate::taskcluster::scopes::ScopeSet;
use crate::taskcluster::scopes::roles::Role;

/// Serves the operations of auth.
#[derive(Debug)]
pub struct AuthService;

type Answer<T> = Result<Reply<T>, ServerError>;

fn expanded(identities: &Identities, scopes: &[String]) -> Result<Vec<String>, ServerError> {
    let scopes = identities.expand(scopes.iter().cloned());
    scopes.map(ScopeSet::into_vec).map_err(|error| error::input(error.to_string()))
}

fn show_client(
    identities: &Identities,
    client_id: &str,
    client: &Client,
) -> Result<GetClientResponse, ServerError> {
    Ok(GetClientResponse {
        client_id: client_id.to_owned(),
        created: client.created,
        delete_on_expiration: client.delete_on_expiration,
        description: client.description.clone(),
        disabled: false,
        expanded_scopes: expanded(identities, &client.scopes)?,
        expires: client.expires,
        last_date_used: client.created,
        last_modified: client.created,
        last_rotated: client.created,
        scopes: client.scopes.clone(),
    })
}

fn show_role(
    identities: &Identities,
    role: &Role,
    notes: &RoleNotes,
) -> Result<GetRoleResponse, ServerError> {
    Ok(GetRoleResponse {
        created: notes.created,
        description: notes.description.clone(),
        expanded_scopes: expanded(identities, &role.scopes)?,
        last_modified: notes.created,
        role_id: role.id.clone(),
        scopes: role.scopes.clone(),
    })
}

fn role(identities: &Identities, role_id: &str) -> Result<GetRoleResponse, ServerError> {
    let found = identities.roles().find(|(role, _)| role.id == role_id);
    let (role, notes) = found.ok_or_else(|| error::not_found("Role not found"))?;
    show_role(identities, role, notes)
}

/// The client whose key is public, for tests of clients.
const TEST_CLIENT: (&str, &str) = ("tester", "no-secret");

/// Checks the request that `context` is about as if only the test client existed.
fn test(
    context: &Context,
    client_scopes: Vec<String>,
    required: Vec<String>,
) -> Answer<TestAuthenticateResponse> {
    let now = Timestamp::now();
    let mut tester = Client::new(client_scopes, "For tests of clients", now);
    let (client_id, access_token) = TEST_CLIENT;
    tester.access_token = Secret::new(access_token.to_owned());
    let identities = Identities::only(client_id, tester);
    let caller = authenticate(&identities, context.signed(), now).map_err(error::unauthenticated)?;
    if let Some(missing) = required.iter().find(|scope| !caller.scopes.satisfies(scope)) {
        return Err(error::scopes(format!("Client ID {client_id} does not have {missing}")));
    }
    let client_id = caller.client_id.unwrap_or_default();
    Ok(TestAuthenticateResponse { client_id, scopes: caller.scopes.into_vec() }.into())
}

impl AuthServer for AuthService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Answer<()> {
        Ok(().into())
    }

    async fn client(&self, context: &Context, client_id: &str) -> Answer<GetClientResponse> {
        context.authorize_by_path()?;
        let identities = lock(&context.services.identities);
        let client = identities.clients.get(client_id).ok_or_else(|| error::not_found("Client not found"))?;
        Ok(show_client(&identities, client_id, client)?.into())
    }

    async fn create_client(
        &self,
        context: &Context,
        client_id: &str,
        payload: CreateClientRequest,
    ) -> Answer<CreateClientResponse> {
        let CreateClientRequest { delete_on_expiration, description, expires, scopes } = payload;
        context.authorize(&context.parameters().list("scopes", scopes.iter().cloned()))?;
        let mut identities = lock(&context.services.identities);
        if identities.clients.contains_key(client_id) {
            return Err(error::conflict("client with same clientId already exists"));
        }
        let access_token = new_token();
        let created = Timestamp::now();
        let client = Client { access_token, scopes, description, expires, created, delete_on_expiration };
        let shown = show_client(&identities, client_id, &client)?;
        let access_token = client.access_token.expose().clone();
        identities.clients.insert(client_id.to_owned(), client);
        Ok(CreateClientResponse {
            access_token: access_token.into(),
            client_id: shown.client_id,
            created: shown.created,
            delete_on_expiration: shown.delete_on_expiration,
            description: shown.description,
            disabled: shown.disabled,
            expanded_scopes: shown.expanded_scopes,
            expires: shown.expires,
            last_date_used: shown.last_date_used,
            last_modified: shown.last_modified,
            last_rotated: shown.last_rotated,
            scopes: shown.scopes,
        }
        .into())
    }

    async fn list_roles(&self, context: &Context) -> Answer<GetAllRolesNoPagination> {
        context.authorize_by_path()?;
        let identities = lock(&context.services.identities);
        let roles = identities.roles().map(|(role, notes)| show_role(&identities, role, notes));
        Ok(GetAllRolesNoPagination(roles.collect::<Result<_, _>>()?).into())
    }

    async fn role(&self, context: &Context, role_id: &str) -> Answer<GetRoleResponse> {
        context.authorize_by_path()?;
        Ok(role(&lock(&context.services.identities), role_id)?.into())
    }

    async fn create_role(
        &self,
        context: &Context,
        role_id: &str,
        payload: CreateRoleRequest,
    ) -> Answer<GetRoleResponse> {
        let CreateRoleRequest { description, scopes } = payload;
        context.authorize(&context.parameters().list("scopes", scopes.iter().cloned()))?;
        let mut identities = lock(&context.services.identities);
        if identities.role(role_id).is_some() {
            return Err(error::conflict("Role already exists"));
        }
        identities.set_role(role_id, scopes, RoleNotes { description, created: Timestamp::now() });
        Ok(role(&identities, role_id)?.into())
    }

    async fn expand_scopes(&self, context: &Context, payload: SetOfScopes) -> Answer<SetOfScopes> {
        context.authorize_by_path()?;
        let identities = lock(&context.services.identities);
        Ok(SetOfScopes { scopes: expanded(&identities, &payload.scopes)? }.into())
    }

    async fn current_scopes(&self, context: &Context) -> Answer<SetOfScopes> {
        context.authorize_by_path()?;
        Ok(SetOfScopes { scopes: context.caller.scopes.iter().map(str::to_owned).collect() }.into())
    }

    async fn test_authenticate(
        &self,
        context: &Context,
        payload: TestAuthenticateRequest,
    ) -> Answer<TestAuthenticateResponse> {
        test(context, payload.client_scopes, payload.required_scopes)
    }

    async fn test_authenticate_get(&self, context: &Context) -> Answer<TestAuthenticateResponse> {
        let scopes = |scopes: [&str; 2]| scopes.map(str::to_owned).to_vec();
        test(
            context,
            scopes(["test:*", "auth:create-client:test:*"]),
            vec!["test:authenticate-get".to_owned()],
        )
    }

    async fn authenticate_hawk(
        &self,
        context: &Context,
        payload: HawkSignatureAuthenticationRequest,
    ) -> Answer<HawkSignatureAuthenticationResponse> {
        use HawkSignatureAuthenticationResponse as Response;
        let signed = Signed {
            method: &payload.method.to_string().to_uppercase(),
            host: &payload.host,
            port: u16::try_from(payload.port).map_err(|_| error::input("port is too large"))?,
            resource: &payload.resource,
            authorization: payload.authorization.as_deref(),
        };
        let answer = match authenticate(&lock(&context.services.identities), signed, Timestamp::now()) {
            Err(message) => Response::AuthenticationFailedResponse(AuthenticationFailedResponse { message }),
            Ok(Caller { client_id: None, scopes, expires }) => {
                let scheme = NoAuthenticationResponseScheme::None;
                let scopes = scopes.into_vec();
                Response::NoAuthenticationResponse(NoAuthenticationResponse { expires, scheme, scopes })
            }
            Ok(Caller { client_id: Some(client_id), scopes, expires }) => {
                Response::AuthenticationSuccessfulResponse(AuthenticationSuccessfulResponse {
                    client_id,
                    expires,
                    hash: None,
                    scheme: AuthenticationSuccessfulResponseScheme::Hawk,
                    scopes: scopes.into_vec(),
                })
            }
        };
        Ok(answer.into())
    }
}
