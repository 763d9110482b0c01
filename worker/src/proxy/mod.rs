//! The taskcluster-proxy: lets a task call Taskcluster's services without having credentials.
//!
//! [`Proxy`] is the one that is built in: an HTTP server on loopback that belongs to one run. It signs what it forwards
//! with the run's newest credentials, restricted to the run's scopes. [`ExternalProxy`] is a program that does the
//! same.
//!
//! - `/api/<service>/<version>/<rest>` and, for tasks of 2018, `/<service>/<version>/<rest>` and
//!   `/<host of the deployment>/<rest>` are forwarded to the deployment's services and nowhere else, bodies streaming
//!   in both directions. Redirects are answers like any other.
//! - `/bewit` signs the URL in the request's body, for whoever may GET it within an hour.
//! - `/credentials`, through which a program of its own gets new credentials, is refused: a task has no business there.
//!
//! Only processes of the task's user may connect (and root), where the operating system tells who connects: on Linux.
//! On macOS every process of this machine that finds the port can act with the run's scopes.

mod answer;
mod bewit;
mod error;
mod external;
mod forward;
mod headers;
mod peer;
mod ports;
mod refusal;
mod server;
mod target;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use error::ProxyError;
pub use external::{ExternalProxy, ExternalSetup};
pub use peer::AllowedUser;
pub use ports::{PortWish, Ports, Reservation, listen};
pub use server::Proxy;

use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::root_url::Deployment;

/// Where a proxy forwards requests to, and as whom.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// Must neither follow redirects nor mind silence: bodies may take long.
    pub http: reqwest::Client,
    /// Whose services are called.
    pub deployment: Arc<Deployment>,
    /// The run's credentials: each request is signed with the newest.
    pub credentials: SharedCredentials,
    /// What the signatures are restricted to.
    pub scopes: Vec<String>,
}

impl Upstream {
    /// What to sign with now; nothing when there are no credentials.
    fn credentials(&self) -> Option<Credentials> {
        let newest = self.credentials.current()?;
        Some(Credentials::clone(&newest).restricted_to(self.scopes.iter().map(String::as_str)))
    }
}
