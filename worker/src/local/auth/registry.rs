//! Who may do what: clients with their access tokens, and roles.

use std::collections::BTreeMap;
use std::time::Duration;

use generated::{Secret, Timestamp};

use super::anonymous;
use super::certificate::{self, TemporaryCredentials};
use crate::taskcluster::scopes::roles::{self, Role};
use crate::taskcluster::scopes::{ASSUME, ScopeSet};

/// The client that may do everything.
pub(in crate::local) const ROOT: &str = "static/taskcluster/root";

/// The client in whose name the queue gives credentials to tasks.
const QUEUE: &str = "static/taskcluster/queue";

/// How long the deployment's own clients are valid.
const FOREVER: Duration = Duration::from_secs(1000 * 365 * 24 * 60 * 60);

/// A client with permanent credentials.
#[derive(Clone, Debug)]
pub(super) struct Client {
    pub(super) access_token: Secret<String>,
    pub(super) description: String,
    pub(super) scopes: Vec<String>,
    pub(super) expires: Timestamp,
    pub(super) created: Timestamp,
    pub(super) last_modified: Timestamp,
    pub(super) last_rotated: Timestamp,
    pub(super) delete_on_expiration: bool,
    pub(super) disabled: bool,
}

/// What is known of a role beside its id.
#[derive(Clone, Debug)]
pub(super) struct RoleRecord {
    pub(super) description: String,
    pub(super) created: Timestamp,
    pub(super) last_modified: Timestamp,
}

/// All clients and roles.
#[derive(Debug)]
pub(super) struct Registry {
    pub(super) clients: BTreeMap<String, Client>,
    /// The roles, sorted by id.
    pub(super) roles: Vec<Role>,
    pub(super) records: BTreeMap<String, RoleRecord>,
}

impl Registry {
    /// The clients and roles that a deployment has from the beginning.
    pub(super) fn new(now: Timestamp) -> Self {
        let mut registry = Self { clients: BTreeMap::new(), roles: Vec::new(), records: BTreeMap::new() };
        for (id, description) in
            [(ROOT, "May do everything"), (QUEUE, "Gives credentials to tasks, and acts for the queue")]
        {
            let client = Client {
                access_token: new_access_token(),
                description: description.to_owned(),
                scopes: vec!["*".to_owned()],
                expires: now + FOREVER,
                created: now,
                last_modified: now,
                last_rotated: now,
                delete_on_expiration: false,
                disabled: false,
            };
            registry.clients.insert(id.to_owned(), client);
        }
        let record = RoleRecord {
            description: "What anybody may do, with or without credentials".to_owned(),
            created: now,
            last_modified: now,
        };
        registry.put_role(anonymous::ROLE, anonymous::scopes(), record);
        registry
    }

    /// Adds or replaces a role.
    pub(super) fn put_role(&mut self, id: &str, scopes: Vec<String>, record: RoleRecord) {
        let role = Role { id: id.to_owned(), scopes };
        match self.find_role(id) {
            Ok(index) => self.roles[index] = role,
            Err(index) => self.roles.insert(index, role),
        }
        self.records.insert(id.to_owned(), record);
    }

    /// Where the role `id` is, or would be.
    pub(super) fn find_role(&self, id: &str) -> Result<usize, usize> {
        self.roles.binary_search_by(|role| role.id.as_str().cmp(id))
    }

    /// A client that can be used at `now`, with all its scopes.
    pub(super) fn usable_client(&self, id: &str, now: Timestamp) -> Result<(&Client, ScopeSet), String> {
        let client = self.clients.get(id).ok_or_else(|| format!("Client with clientId '{id}' not found"))?;
        if client.disabled {
            return Err(format!("Client with clientId '{id}' is disabled"));
        }
        if client.expires <= now {
            return Err(format!("Client with clientId: '{id}' has expired"));
        }
        Ok((client, self.expand_client(id, client)?))
    }

    /// All scopes of a client, with those that its roles give it.
    pub(super) fn expand_client(&self, id: &str, client: &Client) -> Result<ScopeSet, String> {
        self.expand(client.scopes.iter().cloned().chain([format!("{ASSUME}client-id:{id}")]))
    }

    /// `scopes` and those that roles give to whoever has them.
    pub(super) fn expand<S: Into<String>>(
        &self,
        scopes: impl IntoIterator<Item = S>,
    ) -> Result<ScopeSet, String> {
        roles::expand(scopes, &self.roles).map_err(|error| error.to_string())
    }

    /// Credentials called `name` that the queue gives away.
    pub(super) fn issue(
        &self,
        name: &str,
        scopes: Vec<String>,
        span: (Timestamp, Timestamp),
    ) -> Result<TemporaryCredentials, String> {
        let queue = self.clients.get(QUEUE).ok_or_else(|| format!("the client {QUEUE} is gone"))?;
        certificate::issue(name, scopes, span, (QUEUE, queue.access_token.expose()))
    }
}

/// A new access token that nobody can guess.
pub(super) fn new_access_token() -> Secret<String> {
    Secret::new(format!("{}{}", slugid::v4(), slugid::v4()))
}
