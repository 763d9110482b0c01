//! Live logs: the logs of running tasks, served over HTTP to whoever has their secret.
//!
//! One server serves all runs of a worker. It starts when the first log is published and has a thread of its own, with
//! a low priority. Readers read from the log file, each at its own pace, and are told when it grows: the task writes to
//! its log as if nobody were reading, and a reader takes up no more memory than its connection's buffers, however slow.
//!
//! - [`exposure`]: addresses, ports and URLs, as the settings of either era say.
//! - [`server`]: the thread, its connections and their limits; [`answer`]: requests; [`reader`]: one reader's way
//!   through a log.
//! - [`external`]: a livelog program in place of all that.

mod answer;
mod aside;
mod audience;
mod error;
mod exposure;
mod external;
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
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use generated::Timestamp;
use generated::config::Config;
use tokio::sync::Mutex;

pub use self::error::LiveLogError;
use self::exposure::Exposure;
use self::external::{PortPlan, Program, Running};
use self::registry::Log;
use self::server::{Limits, Server};
use crate::config::Era;
use crate::process::Follower;

/// What stands before the secret in the path of a log's URL.
const PATH: &str = "/log/";

/// The live logs of a worker.
#[derive(Debug)]
pub struct LiveLogs {
    exposure: Exposure,
    /// Serves in place of the server, where the configuration names one.
    program: Option<Program>,
    limits: Limits,
    server: Mutex<Option<Arc<Server>>>,
}

impl LiveLogs {
    /// Live logs as `config` wants them. Nothing is served yet.
    #[must_use]
    pub fn new(config: &Config, era: Era) -> Self {
        let (exposure, executable) = (Exposure::new(config, era), &config.livelog_executable);
        let plan = PortPlan::new(config, exposure.direct);
        let program = (!executable.is_empty()).then(|| Program::new(executable, plan, exposure.tls.clone()));
        Self { exposure, program, limits: Limits::default(), server: Mutex::default() }
    }

    /// Serves `log`, of the task whose own user has the number `owner`, under a URL that nobody can guess. Of the users of this
    /// machine, those of other tasks may not read it. The URL's host name may lose its meaning at `expires`. A livelog
    /// program may keep files below `directory`.
    ///
    /// # Errors
    ///
    /// When nothing can be served.
    pub async fn publish(
        &self,
        log: Follower,
        owner: Option<u32>,
        expires: Timestamp,
        directory: &Path,
    ) -> Result<Publication, LiveLogError> {
        let secret = slugid::nice();
        let (port, served) = match &self.program {
            Some(program) => {
                let running = program.serve(&secret, log, directory, &self.exposure).await?;
                (running.port, Served::ByProgram(Box::new(running)))
            }
            None => {
                let server = self.server().await?;
                server.logs.add(&secret, Log { follower: log, owner });
                (server.address.port(), Served::Here(Entry { server, secret: secret.clone() }))
            }
        };
        Ok(Publication { url: self.exposure.url(port, &secret, expires), served })
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

/// A log that can be read. When this is dropped nobody can begin to read it any more.
pub struct Publication {
    url: String,
    served: Served,
}

/// Who serves a log.
enum Served {
    /// The server in this process.
    Here(Entry),
    /// A program.
    ByProgram(Box<Running>),
}

/// A log among those that the server knows.
struct Entry {
    server: Arc<Server>,
    secret: String,
}

impl Publication {
    /// Where the log is. Whoever knows it can read the log.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets nobody begin to read any more. Who has begun gets the log to its end, whenever that is; but of a livelog
    /// program, only what is there now.
    pub async fn end(self) {
        match self.served {
            Served::Here(entry) => drop(entry),
            Served::ByProgram(running) => running.end().await,
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.server.logs.remove(&self.secret);
    }
}

impl fmt::Debug for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publication").finish_non_exhaustive()
    }
}
