//! What lies under the generated API clients: signing, retries, base URLs and the logic of scopes.

pub mod credentials;
pub mod hawk;
pub mod root_url;
pub mod scopes;
