//! Clients and roles: who may call, and with which scopes.

use std::collections::BTreeMap;

use generated::{Secret, Timestamp};

use crate::taskcluster::scopes::ScopeSet;
use crate::taskcluster::scopes::roles::{EndlessRoles, Role, expand};

/// The role whose scopes everybody has.
pub const ANONYMOUS: &str = "anonymous";

/// The client in whose name the queue gives credentials to tasks.
pub const QUEUE_CLIENT: &str = "static/taskcluster/queue";

/// What deployments let everybody do.
const ANONYMOUS_SCOPES: [&str; 15] = [
    "auth:current-scopes",
    "auth:expand-scopes",
    "auth:get-client:*",
    "auth:get-role:*",
    "auth:list-clients",
    "auth:list-roles",
    "index:find-task:*",
    "index:list-namespaces:*",
    "index:list-tasks:*",
    "object:download:public/*",
    "queue:get-artifact:public/*",
    "queue:get-task:*",
    "queue:list-artifacts:*",
    "queue:list-task-group:*",
    "queue:status:*",
];

/// A client with permanent credentials.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its key.
    pub access_token: Secret<String>,
    /// Its scopes, not expanded.
    pub scopes: Vec<String>,
    /// What it is for.
    pub description: String,
    /// When its credentials stop working.
    pub expires: Timestamp,
    /// When it was made.
    pub created: Timestamp,
    /// Whether it may be deleted once expired.
    pub delete_on_expiration: bool,
}

impl Client {
    /// A client with a new key, good for 1000 years.
    pub fn new(scopes: Vec<String>, description: &str, now: Timestamp) -> Self {
        Self {
            access_token: new_token(),
            scopes,
            description: description.to_owned(),
            expires: Timestamp::from_millis(now.as_millis().saturating_add(1000 * 365 * 86_400_000)),
            created: now,
            delete_on_expiration: false,
        }
    }
}

/// What is known about a role besides its id and scopes.
#[derive(Clone, Debug)]
pub struct RoleNotes {
    /// What it is for.
    pub description: String,
    /// When it was made.
    pub created: Timestamp,
}

/// All clients and roles.
#[derive(Debug)]
pub struct Identities {
    /// By client id.
    pub clients: BTreeMap<String, Client>,
    roles: Vec<Role>,
    notes: BTreeMap<String, RoleNotes>,
}

impl Identities {
    /// The root client `root` with all scopes, the queue's own client, and the role of everybody.
    pub fn new(root: &str, now: Timestamp) -> Self {
        let mut clients = BTreeMap::new();
        let all = || vec!["*".to_owned()];
        clients.insert(root.to_owned(), Client::new(all(), "May do everything", now));
        clients.insert(QUEUE_CLIENT.to_owned(), Client::new(all(), "Gives credentials to tasks", now));
        let mut identities = Self { clients, roles: Vec::new(), notes: BTreeMap::new() };
        let scopes = ANONYMOUS_SCOPES.map(str::to_owned).to_vec();
        identities.set_role(
            ANONYMOUS,
            scopes,
            RoleNotes { description: "Everybody".to_owned(), created: now },
        );
        identities
    }

    /// A single client, and no roles.
    pub fn only(client_id: &str, client: Client) -> Self {
        Self { clients: [(client_id.to_owned(), client)].into(), roles: Vec::new(), notes: BTreeMap::new() }
    }

    /// Adds or replaces a role.
    pub fn set_role(&mut self, id: &str, scopes: Vec<String>, notes: RoleNotes) {
        self.roles.retain(|role| role.id != id);
        self.roles.push(Role { id: id.to_owned(), scopes });
        self.notes.insert(id.to_owned(), notes);
    }

    /// All roles, by id.
    pub fn roles(&self) -> impl Iterator<Item = (&Role, &RoleNotes)> {
        self.notes.iter().filter_map(|(id, notes)| Some((self.role(id)?, notes)))
    }

    /// A role.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// `scopes` and what roles add to them.
    pub fn expand(&self, scopes: impl IntoIterator<Item = String>) -> Result<ScopeSet, EndlessRoles> {
        expand(scopes, &self.roles)
    }
}

/// A key that cannot be guessed.
pub fn new_token() -> Secret<String> {
    Secret::new(format!("{}{}", slugid::v4(), slugid::v4()))
}
