//! What lies under the generated API clients: signing, retries, base URLs and the logic of scopes.

mod answer;
pub mod client;
pub mod credentials;
pub mod error;
pub mod hawk;
pub mod http;
pub mod retry;
pub mod root_url;
pub mod scopes;
pub mod transport;

#[cfg(test)]
mod tests;
