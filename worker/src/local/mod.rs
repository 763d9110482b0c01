//! A Taskcluster deployment inside this process, for development and tests: queue, auth, purge-cache, secrets,
//! index, object service and storage of artifacts, all under one root URL on loopback.
//!
//! Everything but the contents of artifacts is held in memory and gone when the deployment stops.

mod auth;
mod authenticate;
mod certificates;
mod context;
mod error;
mod http;
mod identities;
mod index;
mod object;
mod pages;
mod purge_cache;
mod queue;
mod routes;
mod secrets;
mod storage;
#[cfg(test)]
mod tests;
mod validation;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use generated::{Secret, Timestamp};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use self::context::Services;
use self::identities::Identities;
use self::queue::Queue;
use self::routes::Routes;
use self::storage::Storage;
use self::validation::Schemas;

/// The client id of the root client.
const ROOT_CLIENT: &str = "static/taskcluster/root";

/// How long requests that are under way may take to end when the deployment stops.
const PATIENCE: Duration = Duration::from_secs(5);

/// How a [`LocalDeployment`] is set up.
#[derive(Clone, Debug)]
pub struct LocalOptions {
    /// The port on loopback; 0 is any free one.
    pub port: u16,
    /// Where contents of artifacts are kept; `None` is a temporary directory that is removed at the end.
    pub data_dir: Option<PathBuf>,
    /// How long a claim holds (`takenUntil`).
    pub claim_duration: Duration,
    /// How long claimWork waits for work before it answers that there is none.
    pub poll_duration: Duration,
    /// How long the URL of an upload works.
    pub put_url_lifetime: Duration,
}

impl Default for LocalOptions {
    fn default() -> Self {
        Self {
            port: 0,
            data_dir: None,
            claim_duration: Duration::from_secs(20 * 60),
            poll_duration: Duration::from_secs(20),
            put_url_lifetime: Duration::from_secs(45 * 60),
        }
    }
}

/// Why a [`LocalDeployment`] did not start.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    /// The port cannot be listened on.
    #[error(
        "cannot listen on port {port} of 127.0.0.1: {source}; choose another port, or 0 for any free one"
    )]
    Listen {
        /// The port; 0 is any free one.
        port: u16,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The directory for contents of artifacts cannot be made.
    #[error("cannot make the directory {directory} for the contents of artifacts: {source}")]
    Directory {
        /// The directory.
        directory: String,
        /// What the operating system says.
        source: std::io::Error,
    },
}

/// A running deployment. It stops when dropped, but [`stop`](Self::stop) also waits for the end.
#[derive(Debug)]
pub struct LocalDeployment {
    root_url: String,
    access_token: Secret<String>,
    stopping: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
    /// Removed when dropped.
    _directory: Option<tempfile::TempDir>,
}

impl LocalDeployment {
    /// Starts a deployment and gives it when it is ready to answer.
    ///
    /// # Errors
    ///
    /// When the port is taken, or the directory cannot be made.
    pub async fn start(options: LocalOptions) -> Result<Self, LocalError> {
        let (data_dir, directory) = directory(options.data_dir)?;
        let port = options.port;
        let listening = |source| LocalError::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(listening)?;
        let root_url = format!("http://{}", listener.local_addr().map_err(listening)?);
        let identities = Identities::new(ROOT_CLIENT, Timestamp::now());
        let access_token = identities.clients.get(ROOT_CLIENT).map(|client| client.access_token.clone());
        let stopping = CancellationToken::new();
        let services = Arc::new(Services {
            root_url: root_url.clone(),
            routes: Routes::new(),
            schemas: Schemas::default(),
            identities: Mutex::new(identities),
            queue: Queue::new(options.claim_duration),
            storage: Storage::new(data_dir, options.put_url_lifetime),
            secrets: Mutex::default(),
            index: Mutex::default(),
            purge_requests: Mutex::default(),
            objects: Mutex::default(),
            poll_duration: options.poll_duration,
            stopping: stopping.clone(),
        });
        let tasks = vec![keep_time(services.clone()), serve(listener, services)];
        let access_token = access_token.unwrap_or_default();
        Ok(Self { root_url, access_token, stopping, tasks, _directory: directory })
    }

    /// The root URL, without trailing slash.
    #[must_use]
    pub fn root_url(&self) -> &str {
        &self.root_url
    }

    /// A client that may do everything.
    #[must_use]
    pub const fn client_id(&self) -> &str {
        ROOT_CLIENT
    }

    /// The access token of [`client_id`](Self::client_id).
    #[must_use]
    pub const fn access_token(&self) -> &Secret<String> {
        &self.access_token
    }

    /// Ends everything that waits, lets requests that are under way end, and removes the temporary directory.
    pub async fn stop(mut self) {
        self.stopping.cancel();
        for mut task in std::mem::take(&mut self.tasks) {
            if tokio::time::timeout(PATIENCE, &mut task).await.is_err() {
                task.abort();
            }
        }
    }
}

impl Drop for LocalDeployment {
    fn drop(&mut self) {
        self.stopping.cancel();
    }
}

fn directory(given: Option<PathBuf>) -> Result<(PathBuf, Option<tempfile::TempDir>), LocalError> {
    let Some(directory) = given else {
        let made = tempfile::tempdir().map_err(|source| {
            let directory = std::env::temp_dir().display().to_string();
            LocalError::Directory { directory, source }
        })?;
        return Ok((made.path().to_owned(), Some(made)));
    };
    std::fs::create_dir_all(&directory)
        .map_err(|source| LocalError::Directory { directory: directory.display().to_string(), source })?;
    Ok((directory, None))
}

fn keep_time(services: Arc<Services>) -> JoinHandle<()> {
    tokio::spawn(async move { services.queue.keep_time(services.stopping.clone()).await })
}

fn serve(listener: TcpListener, services: Arc<Services>) -> JoinHandle<()> {
    let stopping = services.stopping.clone();
    let app = Router::new().fallback(self::http::answer).with_state(services);
    let listener = listener.tap_io(|connection| {
        // Without this, small answers would wait for the client's acknowledgements.
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "cannot set TCP_NODELAY");
        }
    });
    tokio::spawn(async move {
        let served = axum::serve(listener, app).with_graceful_shutdown(stopping.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(%error, "the local deployment stopped serving");
        }
    })
}
