//! Clients of all services of a deployment, with the same credentials.

use std::sync::Arc;
use std::time::Duration;

use generated::api::auth::Auth;
use generated::api::aws_provisioner::AwsProvisioner;
use generated::api::index::Index;
use generated::api::object::Object;
use generated::api::purge_cache::PurgeCache;
use generated::api::queue::Queue;
use generated::api::secrets::Secrets;
use generated::api::worker_manager::WorkerManager;

use super::credentials::SharedCredentials;
use super::root_url::Deployment;
use super::transport::HttpTransport;

/// Makes typed clients of a deployment's services. Cheap to clone, and so are the clients.
#[derive(Clone, Debug)]
pub struct TaskclusterClients {
    transport: HttpTransport,
}

impl TaskclusterClients {
    /// Clients of `deployment` that call through `http`, which must not follow redirects.
    #[must_use]
    pub fn new(http: reqwest::Client, deployment: Arc<Deployment>, credentials: SharedCredentials) -> Self {
        Self { transport: HttpTransport::new(http, deployment, credentials) }
    }

    /// The same deployment and connections, other credentials: those of a task, or none.
    #[must_use]
    pub fn with_credentials(&self, credentials: SharedCredentials) -> Self {
        Self { transport: self.transport.clone().with_credentials(credentials) }
    }

    /// The same, but with no attempt of a call beginning later than `give_up_after` after its first. Zero means a
    /// single attempt.
    #[must_use]
    pub fn giving_up_after(&self, give_up_after: Duration) -> Self {
        let policy = self.transport.policy().give_up_after(give_up_after);
        Self { transport: self.transport.clone().with_policy(policy) }
    }

    /// What the clients call through: for other retry policies, and for signed URLs.
    #[must_use]
    pub const fn transport(&self) -> &HttpTransport {
        &self.transport
    }

    /// The deployment.
    #[must_use]
    pub fn deployment(&self) -> &Deployment {
        self.transport.deployment()
    }

    /// The queue: claims, reports, artifacts.
    #[must_use]
    pub fn queue(&self) -> Queue<HttpTransport> {
        Queue::new(self.transport.clone())
    }

    /// Auth: scope expansion, websocktunnel and Sentry tokens.
    #[must_use]
    pub fn auth(&self) -> Auth<HttpTransport> {
        Auth::new(self.transport.clone())
    }

    /// Purge-cache: which caches to drop.
    #[must_use]
    pub fn purge_cache(&self) -> PurgeCache<HttpTransport> {
        PurgeCache::new(self.transport.clone())
    }

    /// The object service: storage of artifacts.
    #[must_use]
    pub fn object(&self) -> Object<HttpTransport> {
        Object::new(self.transport.clone())
    }

    /// The index: tasks by name.
    #[must_use]
    pub fn index(&self) -> Index<HttpTransport> {
        Index::new(self.transport.clone())
    }

    /// Secrets.
    #[must_use]
    pub fn secrets(&self) -> Secrets<HttpTransport> {
        Secrets::new(self.transport.clone())
    }

    /// The AWS provisioner of 2018: this instance's secret, and the worker type.
    #[must_use]
    pub fn aws_provisioner(&self) -> AwsProvisioner<HttpTransport> {
        AwsProvisioner::new(self.transport.clone())
    }

    /// Worker-manager: registration, and whether this worker should end.
    #[must_use]
    pub fn worker_manager(&self) -> WorkerManager<HttpTransport> {
        WorkerManager::new(self.transport.clone())
    }
}
