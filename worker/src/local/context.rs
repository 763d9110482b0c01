//! What the services share, and what the handler of a call is given.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use generated::runtime::api::{Operation, ServerError, ServerRequest};
use tokio_util::sync::CancellationToken;

use super::authenticate::{Caller, Sent, Signed};
use super::error;
use super::identities::Identities;
use super::index::Indexed;
use super::object::Objects;
use super::purge_cache::PurgeRequests;
use super::queue::Queue;
use super::routes::Routes;
use super::secrets::StoredSecrets;
use super::storage::Storage;
use super::validation::Schemas;
use crate::taskcluster::scopes::expression::{Parameters, fill_in};

/// Everything that a deployment knows.
#[derive(Debug)]
pub struct Services {
    /// Where it is, without trailing slash.
    pub root_url: String,
    /// The operations.
    pub routes: Routes,
    /// Checks bodies.
    pub schemas: Schemas,
    /// Clients and roles.
    pub identities: Mutex<Identities>,
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
    sent: Sent,
    operation: &'static Operation,
    args: Vec<(&'static str, String)>,
}

impl Context {
    /// The context of `request`.
    pub fn new(services: Arc<Services>, caller: Caller, sent: Sent, request: &ServerRequest) -> Self {
        Self { services, caller, sent, operation: request.operation, args: request.args.clone() }
    }

    /// The request, as far as a signature covers it.
    pub fn signed(&self) -> Signed<'_> {
        self.sent.signed()
    }

    /// The path parameters, for a scope expression.
    pub fn parameters(&self) -> Parameters {
        self.args
            .iter()
            .fold(Parameters::default(), |parameters, (name, value)| parameters.text(*name, value))
    }

    /// Checks that the caller may do this.
    ///
    /// # Errors
    ///
    /// 403 when scopes are missing.
    pub fn authorize(&self, parameters: &Parameters) -> Result<(), ServerError> {
        let Some(expression) = self.operation.scopes else { return Ok(()) };
        let required =
            fill_in(expression, parameters).map_err(|missing| error::internal(missing.to_string()))?;
        let Some(missing) = required.missing(&self.caller.scopes) else { return Ok(()) };
        let client = self.caller.client_id.as_deref().unwrap_or("anonymous");
        Err(error::scopes(format!(
            "Client ID {client} does not have sufficient scopes and is missing the following scopes:\n\n```\n{missing}\n```\n\n\
             This request requires the client to satisfy the following scope expression:\n\n```\n{required}\n```\n"
        )))
    }

    /// Checks that the caller may do this, when the path says all that the scopes depend on.
    ///
    /// # Errors
    ///
    /// 403 when scopes are missing.
    pub fn authorize_by_path(&self) -> Result<(), ServerError> {
        self.authorize(&self.parameters())
    }
}
