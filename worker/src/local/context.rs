//! What the services share, and what the handler of a call is given.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use generated::Timestamp;
use generated::runtime::api::{Operation, ServerError};
use tokio_util::sync::CancellationToken;

use super::auth::{AuthService, Caller, Sent, Signed};
use super::error;
use super::index::Indexed;
use super::object::Objects;
use super::purge_cache::PurgeRequests;
use super::queue::Queue;
use super::routes::Routes;
use super::secrets::StoredSecrets;
use super::storage::Storage;
use super::validation::Schemas;
use crate::taskcluster::scopes::expression::{Parameters, Required, fill_in};

/// Everything that a deployment knows.
#[derive(Debug)]
pub struct Services {
    /// The operations.
    pub routes: Routes,
    /// Checks bodies.
    pub schemas: Schemas,
    /// Clients and roles.
    pub auth: AuthService,
    /// Tasks.
    pub queue: Queue,
    /// Contents of artifacts and objects.
    pub storage: Storage,
    /// Secrets.
    pub secrets: Mutex<StoredSecrets>,
    /// The index.
    pub index: Mutex<Indexed>,
    /// Purge requests.
    pub purge_requests: Mutex<PurgeRequests>,
    /// Objects of the object service.
    pub objects: Mutex<Objects>,
    /// How long claimWork waits for work.
    pub poll_duration: Duration,
    /// Ends everything that waits.
    pub stopping: CancellationToken,
}

/// Locks `mutex`. What a panicking handler left behind is used on: each change is small.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One call.
#[derive(Debug)]
pub struct Context {
    /// The deployment.
    pub services: Arc<Services>,
    /// Who calls.
    pub caller: Caller,
    /// When the call came.
    pub now: Timestamp,
    /// The request, as far as a signature covers it.
    pub sent: Sent,
    /// What is called.
    pub operation: &'static Operation,
}

impl Context {
    /// The request, as far as a signature covers it.
    pub fn signed(&self) -> Signed<'_> {
        self.sent.signed()
    }

    /// Checks that the caller may do this.
    ///
    /// # Errors
    ///
    /// 403 when scopes are missing; 501 when the parameters do not suffice, which they do for every operation
    /// that is offered.
    pub fn authorize(&self, parameters: &Parameters) -> Result<(), ServerError> {
        let Some(expression) = self.operation.scopes else { return Ok(()) };
        let required =
            fill_in(expression, parameters).map_err(|_| ServerError::not_offered(self.operation))?;
        self.require(&required)
    }

    /// The same, if `parameters` suffice; whether they did.
    ///
    /// # Errors
    ///
    /// 403 when scopes are missing.
    pub fn authorize_early(&self, parameters: &Parameters) -> Result<bool, ServerError> {
        let Some(expression) = self.operation.scopes else { return Ok(true) };
        fill_in(expression, parameters).map_or(Ok(false), |required| self.require(&required).map(|()| true))
    }

    fn require(&self, required: &Required) -> Result<(), ServerError> {
        let Some(missing) = required.missing(&self.caller.scopes) else { return Ok(()) };
        let client = self.caller.client_id.as_deref().unwrap_or("anonymous");
        let given = self.caller.scopes.iter().collect::<Vec<_>>().join("\n");
        Err(error::scopes(format!(
            "Client ID {client} does not have sufficient scopes and is missing the following scopes:\n\n```\n\
             {missing}\n```\n\nThis request requires the client to satisfy the following scope expression:\n\n```\n\
             {required}\n```\n\nYou have the scopes:\n\n```\n{given}\n```"
        )))
    }
}
