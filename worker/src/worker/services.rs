//! What all runs of a worker share, made from its configuration.

use std::path::PathBuf;
use std::sync::Arc;

use generated::config::Config;
use generated::schemas;

use crate::artifacts::{self, ContentTypes};
use crate::chain_of_trust::{KeyError, SigningKeys};
use crate::config::{Era, worker_type_metadata};
use crate::livelog::LiveLogs;
use crate::mounts::{self, Caches};
use crate::task::payload::{PayloadSchema, PayloadSchemaError};
use crate::task::{Services, workers_part};
use crate::task_users::{self, SecureError, TaskUsers, TaskUsersError};
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::http::Proxies;
use crate::taskcluster::http::{self, HttpStack, Redirects, Timeouts};
use crate::taskcluster::root_url::{Deployment, UrlError};

/// Why a worker could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A URL of the configuration.
    #[error("the configuration's Taskcluster URLs cannot be used: {0}")]
    Url(#[from] UrlError),
    /// HTTP.
    #[error(transparent)]
    Http(#[from] http::SetupError),
    /// A signing key.
    #[error(transparent)]
    SigningKey(#[from] KeyError),
    /// Users for tasks.
    #[error(transparent)]
    TaskUsers(#[from] TaskUsersError),
    /// The worker's own files.
    #[error(transparent)]
    Secure(#[from] SecureError),
    /// The embedded payload schema.
    #[error("the embedded payload schema cannot be used: {0}")]
    Schema(#[from] PayloadSchemaError),
}

impl Services {
    /// What the runs of a worker with this configuration share. `private_files` are never published.
    ///
    /// # Errors
    ///
    /// When a URL or a signing key cannot be used, or HTTP cannot be set up.
    pub fn new(config: Config, era: Era, mut private_files: Vec<PathBuf>) -> Result<Self, SetupError> {
        let stack = HttpStack::new(Proxies::from_environment(|name| std::env::var(name).ok()))?;
        let api = stack.client(Timeouts::default(), Redirects::Return)?;
        let storage = artifacts::http_client(&stack)?;
        let downloads = mounts::http_client(&stack)?;
        let certificate = Some(config.certificate.clone());
        let credentials =
            Credentials::new(config.client_id.clone(), config.access_token.clone(), certificate);
        let deployment = Arc::new(deployment(&config, era)?);
        let keys = [&config.ed25519_signing_key_location, &config.signing_key_location, &config.livelog_key];
        private_files.extend(keys.into_iter().filter(|path| !path.as_os_str().is_empty()).cloned());
        private_files.extend([config.caches_dir.clone(), config.downloads_dir.clone()]);
        let task_users = match config.run_tasks_as_current_user {
            true => None,
            false => {
                task_users::secure(&config, &private_files)?;
                let own = workers_part(&config.tasks_dir)
                    .map_err(|source| TaskUsersError::Directory { path: config.tasks_dir.clone(), source })?;
                Some(TaskUsers::new(&config, &own)?)
            }
        };
        Ok(Self {
            taskcluster: TaskclusterClients::new(api, deployment, SharedCredentials::new(credentials)),
            storage,
            proxy_ports: Arc::default(),
            signing_keys: SigningKeys::load(&config)?,
            http: stack,
            downloads,
            caches: Arc::new(Caches::new(&config)),
            compressors: Arc::default(),
            content_types: ContentTypes::default(),
            payload_schema: PayloadSchema::new(schemas::payload::CURRENT)?,
            worker_type_metadata: worker_type_metadata(&config, era),
            private_files,
            live_logs: LiveLogs::new(&config, era),
            task_users,
            log_observer: None,
            config,
            era,
        })
    }
}

/// Where Taskcluster is: below the root URL, except for the services that the configuration gives base URLs for.
fn deployment(config: &Config, era: Era) -> Result<Deployment, UrlError> {
    use generated::api::{auth, aws_provisioner, purge_cache, queue};
    let mut deployment = match era {
        Era::Of2018 => Deployment::of_2018(),
        Era::Today => Deployment::at_root_url(&config.root_url)?,
    };
    for (service, base_url) in [
        (queue::SERVICE, &config.queue_base_url),
        (auth::SERVICE, &config.auth_base_url),
        (purge_cache::SERVICE, &config.purge_cache_base_url),
        (aws_provisioner::SERVICE, &config.provisioner_base_url),
    ] {
        if !base_url.is_empty() {
            deployment = deployment.with_base_url(service, base_url)?;
        }
    }
    Ok(deployment)
}
