//! Tasks for tests.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::TaskDefinitionRequest;
use serde_json::{Map, Value, json};

/// The task queue that tests use.
pub const PROVISIONER: &str = "test-provisioner";
/// The second part of it.
pub const WORKER_TYPE: &str = "e2e";

/// A shell command.
#[must_use]
pub fn sh(script: &str) -> Value {
    json!(["/bin/sh", "-c", script])
}

/// A task that runs these commands.
#[must_use]
pub fn commands(commands: &[Value]) -> TaskBuilder {
    TaskBuilder::new(json!({ "command": commands, "maxRunTime": 30 }))
}

/// A task in the making.
#[derive(Clone, Debug)]
pub struct TaskBuilder {
    payload: Map<String, Value>,
    deadline: Duration,
    expiry: Duration,
    retries: u64,
    scopes: Vec<String>,
    dependencies: Vec<String>,
}

impl TaskBuilder {
    /// A task with this payload.
    ///
    /// # Panics
    ///
    /// When the payload is no object.
    #[must_use]
    pub fn new(payload: Value) -> Self {
        let Value::Object(payload) = payload else { panic!("a payload is an object") };
        let (deadline, expiry) = (Duration::from_secs(3600), Duration::from_secs(86_400));
        Self { payload, deadline, expiry, retries: 0, scopes: Vec::new(), dependencies: Vec::new() }
    }

    /// The same, with another member in the payload.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.payload.insert(key.to_owned(), value);
        self
    }

    /// The same, with a file artifact.
    #[must_use]
    pub fn publishing(self, path: &str) -> Self {
        self.with_artifact(json!({ "type": "file", "path": path, "name": format!("public/{path}") }))
    }

    /// The same, with an artifact.
    #[must_use]
    pub fn with_artifact(mut self, artifact: Value) -> Self {
        let artifacts = self.payload.entry("artifacts").or_insert_with(|| json!([]));
        artifacts.as_array_mut().expect("a list").push(artifact);
        self
    }

    /// The same, with another deadline, counted from its creation.
    #[must_use]
    pub fn due_in(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The same, with another expiry, counted from its creation.
    #[must_use]
    pub fn kept_for(mut self, expiry: Duration) -> Self {
        self.expiry = expiry;
        self
    }

    /// The same, with another scope.
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// The same, with this many retries.
    #[must_use]
    pub fn retried(mut self, retries: u64) -> Self {
        self.retries = retries;
        self
    }

    /// The same, depending on another task.
    #[must_use]
    pub fn after(mut self, task_id: &str) -> Self {
        self.dependencies.push(task_id.to_owned());
        self
    }

    /// The same, with a mount.
    #[must_use]
    pub fn mounting(mut self, mount: Value) -> Self {
        let mounts = self.payload.entry("mounts").or_insert_with(|| json!([]));
        mounts.as_array_mut().expect("a list").push(mount);
        self
    }

    /// The same, with a writable directory cache at `directory`, and the scope for it.
    #[must_use]
    pub fn with_cache(self, name: &str, directory: &str) -> Self {
        self.with_scope(format!("generic-worker:cache:{name}"))
            .mounting(json!({ "cacheName": name, "directory": directory }))
    }

    /// The definition.
    ///
    /// # Panics
    ///
    /// When it is none.
    #[must_use]
    pub fn build(&self) -> TaskDefinitionRequest {
        let now = Timestamp::now();
        serde_json::from_value(json!({
            "provisionerId": PROVISIONER,
            "workerType": WORKER_TYPE,
            "created": now,
            "deadline": now + self.deadline,
            "expires": now + self.expiry,
            "retries": self.retries,
            "scopes": self.scopes,
            "dependencies": self.dependencies,
            "payload": self.payload,
            "metadata": {
                "name": "test", "description": "a test", "owner": "nobody@example.com", "source": "https://example.com/",
            },
        }))
        .expect("a definition")
    }
}
