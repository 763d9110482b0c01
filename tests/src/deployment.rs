//! The embedded deployment, as a process of its own.

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::Arc;

use generated::Secret;
use generated::api::queue::{Queue, TaskStatusStructure};
use generic_worker::taskcluster::client::TaskclusterClients;
use generic_worker::taskcluster::credentials::{Credentials, SharedCredentials};
use generic_worker::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};
use generic_worker::taskcluster::root_url::Deployment as Location;
use generic_worker::taskcluster::transport::HttpTransport;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::{TaskBuilder, binary, eventually};

/// A running `generic-worker local-queue`. It ends when this is dropped.
#[derive(Debug)]
pub struct Deployment {
    /// Where it is.
    pub root_url: String,
    /// The client that may do everything.
    pub client_id: String,
    /// Its token.
    pub access_token: String,
    clients: TaskclusterClients,
    http: reqwest::Client,
    _process: Child,
    /// What a process that is killed leaves behind is left in here.
    _directory: TempDir,
}

impl Deployment {
    /// A deployment whose claims last as long as they do in production.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// A deployment whose claims last for `seconds`.
    pub async fn with_claims_of(seconds: u32) -> Self {
        Self::start_with(&["--claim-timeout", &seconds.to_string()]).await
    }

    /// A deployment that is started with these options of `local-queue`.
    pub async fn start_with(options: &[&str]) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut process = Command::new(binary())
            .arg("local-queue")
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env("TMPDIR", directory.path())
            .kill_on_drop(true)
            .spawn()
            .expect("local-queue starts");
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let mut announced = HashMap::new();
        while announced.len() < 3 {
            let line = lines.next_line().await.expect("readable").expect("three lines");
            let (name, value) = line.split_once('=').expect("NAME=VALUE");
            announced.insert(name.to_owned(), value.to_owned());
        }
        let mut take = |name: &str| announced.remove(name).expect("announced");
        let root_url = take("TASKCLUSTER_ROOT_URL");
        let (client_id, access_token) = (take("TASKCLUSTER_CLIENT_ID"), take("TASKCLUSTER_ACCESS_TOKEN"));
        let stack = HttpStack::new(Proxies::none()).expect("TLS");
        let api = stack.client(Timeouts::default(), Redirects::Return).expect("a client");
        let http = stack.client(Timeouts::default(), Redirects::Follow).expect("a client");
        let credentials = Credentials::new(client_id.clone(), Secret::new(access_token.clone()), None);
        let location = Arc::new(Location::at_root_url(&root_url).expect("a URL"));
        let clients = TaskclusterClients::new(api, location, SharedCredentials::new(credentials));
        Self { root_url, client_id, access_token, clients, http, _process: process, _directory: directory }
    }

    /// All services, with the rights to do everything.
    #[must_use]
    pub fn clients(&self) -> &TaskclusterClients {
        &self.clients
    }

    /// The queue, with the rights to do everything.
    #[must_use]
    pub fn queue(&self) -> Queue<HttpTransport> {
        self.clients.queue()
    }

    /// Creates a task, and returns its id.
    pub async fn create(&self, task: &TaskBuilder) -> String {
        let task_id = slugid::v4();
        self.queue().create_task(&task_id, &task.build()).await.expect("the task is created");
        task_id
    }

    /// The task's status.
    pub async fn status(&self, task_id: &str) -> TaskStatusStructure {
        self.queue().status(task_id).await.expect("a status").status
    }

    /// How the task has been resolved, such as `completed` or `exception/malformed-payload`, as soon as it is.
    pub async fn resolved(&self, task_id: &str) -> String {
        eventually(&format!("task {task_id} to be resolved"), || async {
            let status = self.status(task_id).await;
            let run = status.runs.last()?;
            let reason = run.reason_resolved?;
            let state = run.state.to_string();
            let pending = status.state.to_string() == "pending" || status.state.to_string() == "running";
            (!pending).then(|| match state.as_str() {
                "exception" => format!("exception/{reason}"),
                _ => state,
            })
        })
        .await
    }

    /// Waits until the latest run of the task is in `state`.
    pub async fn in_state(&self, task_id: &str, state: &str) {
        eventually(&format!("task {task_id} to be {state}"), || async {
            (self.status(task_id).await.state.to_string() == state).then_some(())
        })
        .await;
    }

    /// The names of the artifacts of the task's latest run, sorted.
    pub async fn artifacts(&self, task_id: &str) -> Vec<String> {
        let answer = self.queue().list_latest_artifacts(task_id, None, None).await.expect("a list");
        let mut names: Vec<_> = answer.artifacts.into_iter().map(|artifact| artifact.name).collect();
        names.sort();
        names
    }

    /// The content of an artifact of the task's latest run, decompressed.
    pub async fn artifact(&self, task_id: &str, name: &str) -> Vec<u8> {
        decoded(self.raw_artifact(task_id, name).await)
    }

    /// As [`Deployment::artifact`], for artifacts that may have no content, such as errors.
    pub async fn artifact_if_any(&self, task_id: &str, name: &str) -> Option<Vec<u8>> {
        self.get_artifact(task_id, name).await.ok().map(decoded)
    }

    /// The encoding of an artifact of the task's latest run, and its bytes as they are stored.
    pub async fn raw_artifact(&self, task_id: &str, name: &str) -> (String, Vec<u8>) {
        let got = self.get_artifact(task_id, name).await;
        got.unwrap_or_else(|problem| panic!("{name}: {problem}"))
    }

    async fn get_artifact(&self, task_id: &str, name: &str) -> Result<(String, Vec<u8>), String> {
        let name = name.replace('/', "%2F");
        let url = format!("{}/api/queue/v1/task/{task_id}/artifacts/{name}", self.root_url);
        // What is referred to may be gone.
        let answer = self.http.get(&url).send().await.map_err(|error| error.to_string())?;
        if !answer.status().is_success() {
            return Err(answer.status().to_string());
        }
        let encoding = answer.headers().get("content-encoding");
        let encoding = encoding.and_then(|value| value.to_str().ok()).unwrap_or("identity").to_owned();
        Ok((encoding, answer.bytes().await.expect("a body").to_vec()))
    }

    /// The task's log.
    pub async fn log(&self, task_id: &str) -> String {
        String::from_utf8_lossy(&self.artifact(task_id, "public/logs/live_backing.log").await).into_owned()
    }
}

fn decoded((encoding, body): (String, Vec<u8>)) -> Vec<u8> {
    if encoding != "gzip" {
        return body;
    }
    let mut content = Vec::new();
    let mut decoder = flate2::read::GzDecoder::new(body.as_slice());
    std::io::Read::read_to_end(&mut decoder, &mut content).expect("one gzip member");
    content
}
