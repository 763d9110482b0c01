//! What one run has for itself, and what all runs share.

use std::io;
use std::sync::Arc;

use generated::Timestamp;
use generated::api::queue::{Queue, TaskClaim};
use generated::config::Config;
use tokio::sync::mpsc;

use super::abort::Abort;
use super::directory::TaskDirectory;
use super::log::TaskLog;
use super::notes::RunNotes;
use super::payload::PayloadSchema;
use crate::artifacts::{
    AbsolutePaths, Compressors, ContentTypes, TaskFiles, TaskFilesSetup, UploadOptions, Uploader,
};
use crate::chain_of_trust::SigningKeys;
use crate::config::Era;
use crate::livelog::LiveLogs;
use crate::mounts::Caches;
use crate::platform::{PrivateView, TaskIdentity, TaskUser};
use crate::process::{Confinement, ProcessTree, SharedFile, launch_agent};
use crate::proxy::Ports;
use crate::task_users::TaskUsers;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::SharedCredentials;
use crate::taskcluster::http::HttpStack;
use crate::taskcluster::transport::HttpTransport;

/// What all runs of a worker share.
#[derive(Debug)]
pub struct Services {
    /// The worker's configuration.
    pub config: Config,
    /// Which era's habits the configuration asks for.
    pub era: Era,
    /// Taskcluster, as the worker itself.
    pub taskcluster: TaskclusterClients,
    /// Makes HTTP clients for whatever else has to be fetched.
    pub http: HttpStack,
    /// For uploads to storage, and for whatever else takes as long as it takes.
    pub storage: reqwest::Client,
    /// The ports of programs that serve as taskcluster-proxy.
    pub proxy_ports: Arc<Ports>,
    /// For downloads of what tasks mount.
    pub downloads: reqwest::Client,
    /// What is kept on disk for later tasks.
    pub caches: Arc<Caches>,
    /// Compresses artifacts, on as many cores as there are.
    pub compressors: Arc<Compressors>,
    /// Knows what kind of file an artifact is.
    pub content_types: ContentTypes,
    /// What task payloads must look like.
    pub payload_schema: PayloadSchema,
    /// What stands at the head of every task log: the worker type's metadata, with what the worker adds to it.
    pub worker_type_metadata: serde_json::Map<String, serde_json::Value>,
    /// The worker's own files, which no task may publish: configuration, keys, state.
    pub private_files: Vec<std::path::PathBuf>,
    /// Lets task logs be read while they are written.
    pub live_logs: LiveLogs,
    /// What chain of trust artifacts are signed with.
    pub signing_keys: SigningKeys,
    /// Makes users for tasks, unless they run as the worker's.
    pub task_users: Option<TaskUsers>,
    /// Gets each task log when it is created: for whoever wants to watch.
    pub log_observer: Option<mpsc::UnboundedSender<Arc<SharedFile>>>,
}

impl Services {
    /// The task queue that the worker claims from: provisionerId and workerType, with a slash between.
    #[must_use]
    pub fn task_queue_id(&self) -> String {
        format!("{}/{}", self.config.provisioner_id, self.config.worker_type)
    }

    /// `text` with the worker's secrets replaced, for what leaves this machine.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let config = &self.config;
        let text = match self.taskcluster.transport().credentials().current() {
            Some(credentials) => credentials.redact(text),
            None => text.to_owned(),
        };
        let secrets = [&config.access_token, &config.certificate, &config.livelog_secret];
        secrets
            .into_iter()
            .map(|secret| secret.expose())
            .filter(|secret| secret.len() >= 8)
            .fold(text, |text, secret| text.replace(secret.as_str(), "***"))
    }

    /// Taskcluster, as a task: signs with the newest of `credentials`.
    #[must_use]
    pub fn as_task(&self, credentials: &SharedCredentials) -> TaskclusterClients {
        self.taskcluster.with_credentials(credentials.clone())
    }
}

/// What one run has for itself.
#[derive(Debug)]
pub struct RunContext {
    /// What all runs share.
    pub services: Arc<Services>,
    /// The claim that made this run ours.
    pub claim: TaskClaim,
    /// The run's directory.
    pub directory: Arc<TaskDirectory>,
    /// The user that was made for the task, where tasks have users of their own.
    pub user: Option<Arc<TaskUser>>,
    /// What the commands of the task's user see of the machine.
    pub view: Option<Arc<PrivateView>>,
    /// The task log.
    pub log: TaskLog,
    /// All processes that the task starts, and their children.
    pub processes: ProcessTree,
    /// The queue, as the task: signs with the newest of [`RunContext::credentials`].
    pub queue: Queue<HttpTransport>,
    /// The task's credentials, renewed by each reclaim.
    pub credentials: SharedCredentials,
    /// Ends the run before its time.
    pub abort: Abort,
    /// What the parts of the run leave for each other.
    pub notes: RunNotes,
}

impl RunContext {
    /// Who the commands run as, and with whose rights on files the worker does what the task asks for.
    #[must_use]
    pub fn identity(&self) -> TaskIdentity {
        let Some(user) = self.user.as_ref().filter(|_| !self.notes.runs_as_worker()) else {
            return TaskIdentity::Worker;
        };
        let groups = self.notes.groups();
        if groups.is_empty() {
            return TaskIdentity::User(Arc::clone(user));
        }
        let groups = user.groups.iter().copied().chain(groups).collect();
        TaskIdentity::User(Arc::new(TaskUser { groups, ..user.as_ref().clone() }))
    }

    /// What keeps the commands to themselves.
    #[must_use]
    pub fn confinement(&self) -> Confinement {
        let identity = self.identity();
        let has_user = identity.user().is_some();
        Confinement {
            identity,
            view: self.view.clone().filter(|_| has_user),
            no_new_privileges: has_user
                && self.config().enable_task_no_new_privileges
                && !self.notes.may_gain_privileges(),
            keeps_session: false,
            launch_agent: (has_user && !self.config().headless_tasks)
                .then(|| launch_agent::default_socket().into()),
        }
    }

    /// Uploads artifacts of this run.
    #[must_use]
    pub fn uploader(&self) -> Uploader<HttpTransport> {
        let services = &self.services;
        let options = UploadOptions {
            concurrency: usize::from(services.config.upload_concurrency),
            send_content_length: services.era == Era::Today,
            hash: self.notes.wants_checksums(),
            ..UploadOptions::default()
        };
        let uploader = Uploader::new(
            self.queue.clone(),
            services.storage.clone(),
            (self.task_id(), self.claim.run_id),
            self.directory.worker_directory(),
            Arc::clone(&services.compressors),
            options,
        );
        if services.config.create_object_artifacts {
            uploader.to_object_service(services.taskcluster.clone())
        } else {
            uploader
        }
    }

    /// The files that the task may publish.
    ///
    /// # Errors
    ///
    /// When the task directory cannot be opened.
    pub fn task_files(&self) -> io::Result<TaskFiles> {
        TaskFiles::new(&TaskFilesSetup {
            task_directory: self.directory.path(),
            worker_directory: self.directory.worker_directory(),
            public: &[self.directory.log_file()],
            private: &self.services.private_files,
            absolute_paths: match self.services.era {
                Era::Of2018 => AbsolutePaths::BelowTaskDirectory,
                Era::Today => AbsolutePaths::AsTheyAre,
            },
            largest: None,
            identity: self.identity(),
        })
    }

    /// When the task's artifacts expire that do not say so themselves. The queue gives every task an expiry.
    #[must_use]
    pub fn expires(&self) -> Timestamp {
        self.claim.task.expires.unwrap_or(self.claim.task.deadline)
    }

    /// The worker's configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.services.config
    }

    /// The task's id.
    #[must_use]
    pub fn task_id(&self) -> &str {
        &self.claim.status.task_id
    }
}
