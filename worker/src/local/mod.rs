//! A Taskcluster deployment inside this process, for development and tests: queue, auth, purge-cache, secrets,
//! index, object service and storage of artifacts, all under one root URL on loopback.
//!
//! Everything but the contents of artifacts is held in memory and gone when the deployment stops.
//!
//! Requests are routed, authenticated, validated and authorized in one place, [`http`], before an operation of
//! [`queue`], [`auth`] or another service is called; answers are validated on the way back. [`queue`] keeps the
//! rules of the real queue, refusals included, so that whatever works here works elsewhere. What a real
//! deployment has and this one has not: messages about tasks (Pulse), clients' and roles' audit history,
//! credentials for other services, and operations that answer 501.

mod auth;
mod context;
mod error;
mod http;
mod index;
mod object;
mod pages;
mod purge_cache;
mod queue;
mod routes;
mod scopes;
mod secrets;
mod storage;
#[cfg(test)]
mod tests;
mod validation;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::serve::ListenerExt;
use generated::{Secret, Timestamp};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use self::auth::fuzz_authentication;
use self::auth::{AuthService, ROOT};
use self::context::{Services, lock};
use self::queue::Queue;
use self::routes::Routes;
use self::storage::Storage;
use self::validation::Schemas;

/// How often what has expired is forgotten.
const SWEEP: Duration = Duration::from_secs(60);

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
    directory: Option<tempfile::TempDir>,
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
        let auth = AuthService::new(Timestamp::now());
        let access_token = auth.root_access_token();
        let stopping = CancellationToken::new();
        let services = Arc::new(Services {
            routes: Routes::new(),
            schemas: Schemas::default(),
            auth,
            queue: Queue::new(options.claim_duration),
            storage: Storage::new(data_dir, directory.is_none(), &root_url, options.put_url_lifetime),
            secrets: Mutex::default(),
            index: Mutex::default(),
            purge_requests: Mutex::default(),
            objects: Mutex::default(),
            poll_duration: options.poll_duration,
            stopping: stopping.clone(),
        });
        let tasks = vec![keep_time(services.clone()), serve(listener, services)];
        Ok(Self { root_url, access_token, stopping, tasks, directory })
    }

    /// The root URL, without trailing slash.
    #[must_use]
    pub fn root_url(&self) -> &str {
        &self.root_url
    }

    /// A client that may do everything.
    #[must_use]
    pub const fn client_id(&self) -> &str {
        ROOT
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
        if let Some(directory) = self.directory.take() {
            let removed = tokio::task::spawn_blocking(move || directory.close()).await;
            if let Ok(Err(error)) = removed {
                tracing::warn!(%error, "cannot remove the temporary directory of the local deployment");
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

/// Lets time pass in all services, until the deployment stops.
fn keep_time(services: Arc<Services>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut next_sweep = Instant::now() + SWEEP;
        loop {
            tokio::select! {
                () = services.stopping.cancelled() => return,
                () = services.queue.keep_time(SWEEP) => {}
            }
            if next_sweep <= Instant::now() {
                next_sweep = Instant::now() + SWEEP;
                let services = services.clone();
                // Files are removed on the way.
                let swept = tokio::task::spawn_blocking(move || sweep(&services, Timestamp::now())).await;
                if let Err(error) = swept {
                    tracing::error!(%error, "cannot forget what has expired");
                }
            }
        }
    })
}

fn sweep(services: &Services, now: Timestamp) {
    services.queue.sweep(now);
    services.storage.sweep(now);
    lock(&services.purge_requests).sweep(now);
    lock(&services.objects).sweep(now);
    lock(&services.index).sweep(now);
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
