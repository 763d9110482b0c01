//! Live logs: the logs of running tasks, served over HTTP to whoever has their secret.
//!
//! One server serves all runs of a worker. It starts when the first log is published and has a thread of its own, with
//! a low priority. Readers read from the log file, each at its own pace, and are told when it grows: the task writes to
//! its log as if nobody were reading, and a reader takes up no more memory than its connection's buffers, however slow.
//!
//! - [`exposure`]: addresses, ports and URLs, as the settings of either era say.
//! - [`server`]: the thread, its connections and their limits; [`answer`]: requests; [`reader`]: one reader's way
//!   through a log.

mod answer;
mod error;
mod exposure;
mod patient;
mod ports;
mod reader;
mod registry;
mod server;
mod stateless_dns;
#[cfg(test)]
mod tests;
mod tls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::config::Config;
use tokio::sync::Mutex;

pub use self::error::LiveLogError;
use self::exposure::Exposure;
use self::server::{Limits, Server};
use crate::config::Era;
use crate::process::Follower;

/// What stands before the secret in the path of a log's URL.
const PATH: &str = "/log/";

/// The live logs of a worker.
#[derive(Debug)]
pub struct LiveLogs {
    exposure: Exposure,
    limits: Limits,
    server: Mutex<Option<Arc<Server>>>,
}

impl LiveLogs {
    /// Live logs as `config` wants them. Nothing is served yet.
    #[must_use]
    pub fn new(config: &Config, era: Era) -> Self {
        Self { exposure: Exposure::new(config, era), limits: Limits::default(), server: Mutex::default() }
    }

    /// Serves `log` under a URL that nobody can guess. The URL's host name may lose its meaning at `expires`.
    ///
    /// # Errors
    ///
    /// When nothing can be served.
    pub async fn publish(&self, log: Follower, expires: Timestamp) -> Result<Publication, LiveLogError> {
        let server = self.server().await?;
        let secret = slugid::nice();
        server.logs.add(&secret, log);
        let url = self.exposure.url(server.address.port(), &secret, expires);
        Ok(Publication { url, secret, server })
    }

    /// Lets readers have what they are about to get, `patience` at most, and serves nothing any more.
    pub async fn finish(&self, patience: Duration) {
        if let Some(server) = self.server.lock().await.take() {
            server.finish(patience).await;
        }
    }

    async fn server(&self) -> Result<Arc<Server>, LiveLogError> {
        let mut current = self.server.lock().await;
        if let Some(server) = current.as_ref().filter(|server| server.is_alive()) {
            return Ok(Arc::clone(server));
        }
        let (exposure, limits) = (self.exposure.clone(), self.limits);
        let started = tokio::task::spawn_blocking(move || Server::start(&exposure, limits)).await;
        let server = Arc::new(started.map_err(|error| LiveLogError::Server(error.into()))??);
        tracing::info!("Serving live logs on {}", server.address);
        *current = Some(Arc::clone(&server));
        Ok(server)
    }
}

/// A log that can be read. When this is dropped nobody can begin to read it any more; who has begun, gets to its end.
pub struct Publication {
    url: String,
    secret: String,
    server: Arc<Server>,
}

impl Publication {
    /// Where the log is. Whoever knows it can read the log.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl fmt::Debug for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publication").finish_non_exhaustive()
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        self.server.logs.remove(&self.secret);
    }
}
