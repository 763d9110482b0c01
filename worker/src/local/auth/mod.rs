//! Authentication and authorization: clients, roles, and whose request a request is.

mod anonymous;
mod authenticate;
mod certificate;
mod fuzz;
mod registry;
mod service;
#[cfg(test)]
mod tests;
mod times;

use std::sync::{Mutex, MutexGuard};

use generated::runtime::api::{ServerError, ServerRequest};
use generated::{Secret, Timestamp};

pub(super) use self::authenticate::{Caller, Sent, Signed};
use self::authenticate::{Directory, Grant};
pub(super) use self::certificate::TemporaryCredentials;
pub use self::fuzz::fuzz_authentication;
pub(super) use self::registry::ROOT;
use self::registry::Registry;
use super::context::lock;
use super::error;
use crate::taskcluster::scopes::ScopeSet;
use crate::taskcluster::scopes::expression::Parameters;

/// The auth service.
#[derive(Debug)]
pub(super) struct AuthService(Mutex<Registry>);

impl AuthService {
    /// A service that knows the deployment's own clients, with new access tokens.
    pub(super) fn new(now: Timestamp) -> Self {
        Self(Mutex::new(Registry::new(now)))
    }

    /// The access token of the client that may do everything.
    pub(super) fn root_access_token(&self) -> Secret<String> {
        let registry = self.registry();
        registry.clients.get(ROOT).map(|client| client.access_token.clone()).unwrap_or_default()
    }

    /// Finds out who sent a request.
    pub(super) fn authenticate(&self, signed: Signed<'_>, now: Timestamp) -> Result<Caller, ServerError> {
        authenticate::authenticate(&*self.registry(), signed, now).map_err(error::unauthenticated)
    }

    /// Somebody who does not sign.
    pub(super) fn anonymous(&self, now: Timestamp) -> Result<Caller, ServerError> {
        authenticate::anonymous(&*self.registry(), now).map_err(error::internal)
    }

    /// Credentials called `name` that allow `scopes` and are valid in `span`.
    pub(super) fn issue(
        &self,
        name: &str,
        scopes: Vec<String>,
        span: (Timestamp, Timestamp),
    ) -> Result<TemporaryCredentials, ServerError> {
        self.registry().issue(name, scopes, span).map_err(error::internal)
    }

    /// Adds to `known` what the service knows about the client or the role that `request` is about.
    ///
    /// # Errors
    ///
    /// When the request's body is not what the operation takes.
    pub(super) fn parameters(
        &self,
        request: &ServerRequest,
        known: Parameters,
    ) -> Result<Parameters, ServerError> {
        service::parameters(&self.registry(), request, known)
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        lock(&self.0)
    }
}

impl Directory for Registry {
    fn grant(&self, client_id: &str, now: Timestamp) -> Result<Grant, String> {
        let (client, scopes) = self.usable_client(client_id, now)?;
        Ok(Grant { access_token: client.access_token.clone(), scopes, expires: client.expires })
    }

    fn expand(&self, scopes: Vec<String>) -> Result<ScopeSet, String> {
        Self::expand(self, scopes)
    }
}
