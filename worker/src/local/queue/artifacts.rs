//! What the queue knows about artifacts. Their content is elsewhere.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    Artifact as ArtifactInfo, ArtifactStorageType as StorageType, ErrorArtifactContent,
    PostArtifactRequest as Request, RunInformationState as RunState,
};
use generated::runtime::api::ServerError;

use super::state::QueueState;
use super::task::{Run, Task};
use crate::local::error;

/// How long after an exception artifacts of the run may still be created.
const GRACE: Duration = Duration::from_secs(25 * 60);

/// How far the clocks of a caller and of the queue may be apart.
const DRIFT: Duration = Duration::from_secs(15 * 60);

/// The content type of an artifact that names none.
const ANY_CONTENT: &str = "application/binary";

/// Where the content of an artifact is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Details {
    /// In the storage, under a name made of task, run and artifact.
    S3,
    /// In the object service. `upload_id` names the upload that is to fill it.
    Object { upload_id: String },
    /// At another place on the web.
    Reference { url: String },
    /// It is that of another artifact of the same run.
    Link { artifact: String },
    /// There is none, for this reason.
    Error(ErrorArtifactContent),
}

impl Details {
    const fn storage_type(&self) -> StorageType {
        match self {
            Self::S3 => StorageType::S3,
            Self::Object { .. } => StorageType::Object,
            Self::Reference { .. } => StorageType::Reference,
            Self::Link { .. } => StorageType::Link,
            Self::Error(_) => StorageType::Error,
        }
    }
}

/// An artifact of a run.
#[derive(Clone, Debug)]
pub(super) struct Artifact {
    pub(super) content_type: String,
    pub(super) content_length: Option<u64>,
    pub(super) expires: Timestamp,
    pub(super) details: Details,
    /// Whether it can be read. An object cannot before its upload is finished.
    pub(super) present: bool,
}

impl Artifact {
    /// What the queue publishes about the artifact.
    pub(super) fn describe(&self, name: &str) -> ArtifactInfo {
        ArtifactInfo {
            content_length: self.content_length,
            content_type: self.content_type.clone(),
            expires: self.expires,
            name: name.to_owned(),
            storage_type: self.details.storage_type(),
        }
    }

    /// Whether a request for `new` may take the place of this artifact.
    fn allows(&self, new: &Self) -> bool {
        let replaces_reference =
            matches!((&self.details, &new.details), (Details::Reference { .. }, Details::Link { .. }));
        let same_content_type = self.content_type == new.content_type;
        let compatible = match (&self.details, &new.details) {
            (Details::Reference { .. }, Details::Reference { .. }) => true,
            (old, new) => old == new || replaces_reference,
        };
        let is_link = matches!(new.details, Details::Link { .. });
        (same_content_type || is_link) && self.expires <= new.expires && compatible
    }

    fn from_request(request: Request, upload_id: impl FnOnce() -> String) -> Self {
        let (expires, content_type, content_length, details) = match request {
            Request::S3ArtifactRequest(s3) => {
                (s3.expires, Some(s3.content_type), s3.content_length, Details::S3)
            }
            Request::ObjectArtifactRequest(object) => {
                let details = Details::Object { upload_id: upload_id() };
                (object.expires, Some(object.content_type), object.content_length, details)
            }
            Request::RedirectArtifactRequest(reference) => {
                let details = Details::Reference { url: reference.url };
                (reference.expires, Some(reference.content_type), None, details)
            }
            Request::LinkArtifactRequest(link) => {
                (link.expires, link.content_type, None, Details::Link { artifact: link.artifact })
            }
            Request::ErrorArtifactRequest(error) => {
                let content =
                    ErrorArtifactContent { message: error.message, reason: error.reason.to_string() };
                (error.expires, None, None, Details::Error(content))
            }
        };
        Self {
            content_type: content_type.unwrap_or_else(|| ANY_CONTENT.to_owned()),
            content_length,
            expires,
            present: !matches!(details, Details::Object { .. }),
            details,
        }
    }
}

/// What reading an artifact comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The name after following all links.
    pub(super) name: String,
    pub(super) details: Details,
}

impl QueueState {
    /// Creates an artifact, or confirms or updates an existing one where that is allowed.
    pub(super) fn create_artifact(
        &mut self,
        task_id: &str,
        run_id: u64,
        name: &str,
        request: Request,
        now: Timestamp,
    ) -> Result<Artifact, ServerError> {
        let new = Artifact::from_request(request, slugid::nice);
        if new.expires < now - DRIFT {
            return Err(error::input("Expires must be in the future"));
        }
        let task = self.tasks.get(task_id).ok_or_else(|| error::input("Task not found"))?;
        let run = task.run(run_id).ok_or_else(|| error::input("Run not found"))?;
        check_run(task, run, new.expires, now)?;
        if let Some(old) = run.artifacts.get(name)
            && !old.allows(&new)
        {
            return Err(already_exists(old));
        }
        let run =
            usize::try_from(run_id).ok().and_then(|index| self.tasks.get_mut(task_id)?.runs.get_mut(index));
        let run = run.ok_or_else(|| error::input("Run not found"))?;
        let artifact = run.artifacts.entry(name.to_owned()).or_insert_with(|| new.clone());
        artifact.expires = new.expires;
        artifact.details = new.details;
        Ok(artifact.clone())
    }

    /// The upload that must be complete before an object artifact can be finished; `None` if it is finished.
    pub(super) fn unfinished_upload(
        &self,
        task_id: &str,
        run_id: u64,
        name: &str,
    ) -> Result<Option<&str>, ServerError> {
        let artifact = self.tasks.get(task_id).and_then(|task| task.run(run_id)?.artifacts.get(name));
        let artifact = artifact.ok_or_else(|| {
            error::not_found(format!(
                "Artifact with taskId `{task_id}`, runId {run_id}, name `{name}` not found"
            ))
        })?;
        match &artifact.details {
            Details::Object { upload_id } => Ok((!artifact.present).then_some(upload_id)),
            _ => Err(error::input("Only object artifacts can be finished")),
        }
    }

    /// Lets an object artifact be read from now on.
    pub(super) fn finish_artifact(&mut self, task_id: &str, run_id: u64, name: &str) {
        let run =
            usize::try_from(run_id).ok().and_then(|index| self.tasks.get_mut(task_id)?.runs.get_mut(index));
        if let Some(artifact) = run.and_then(|run| run.artifacts.get_mut(name)) {
            artifact.present = true;
        }
    }

    /// The number of a task's latest run.
    pub(super) fn latest_run(&self, task_id: &str) -> Result<u64, ServerError> {
        let task = self.tasks.get(task_id).ok_or_else(|| error::not_found("Task not found"))?;
        let last = task.runs.last().ok_or_else(|| error::not_found("Task doesn't have any runs"))?;
        Ok(last.info.run_id)
    }

    /// The names that reading an artifact leads to: its own, and those of the artifacts that it links to.
    pub(super) fn names_on_the_way(&self, task_id: &str, run_id: u64, name: &str) -> Vec<String> {
        let mut names = vec![name.to_owned()];
        let Some(run) = self.tasks.get(task_id).and_then(|task| task.run(run_id)) else { return names };
        let mut current = name;
        while let Some(Artifact { details: Details::Link { artifact }, .. }) = run.artifacts.get(current) {
            if names.contains(artifact) {
                break;
            }
            names.push(artifact.clone());
            current = artifact;
        }
        names
    }

    /// The artifact that a name stands for, after following all links.
    pub(super) fn find_artifact(
        &self,
        task_id: &str,
        run_id: u64,
        name: &str,
        now: Timestamp,
    ) -> Result<Found, ServerError> {
        let run = self.tasks.get(task_id).and_then(|task| task.run(run_id));
        let mut visited: Vec<&str> = Vec::new();
        let mut name = name;
        loop {
            let artifact = run.and_then(|run| run.artifacts.get(name)).filter(|artifact| artifact.present);
            let artifact = artifact.ok_or_else(|| error::not_found("Artifact not found"))?;
            if artifact.expires < now {
                return Err(error::expired("Artifact expired"));
            }
            let Details::Link { artifact: target } = &artifact.details else {
                return Ok(Found { name: name.to_owned(), details: artifact.details.clone() });
            };
            visited.push(name);
            if visited.contains(&target.as_str()) {
                return Err(error::input("Artifact leads to a link cycle"));
            }
            name = target;
        }
    }

    /// What the queue publishes about one artifact. Links are not followed.
    pub(super) fn describe_artifact(
        &self,
        task_id: &str,
        run_id: u64,
        name: &str,
    ) -> Result<ArtifactInfo, ServerError> {
        let run = self.tasks.get(task_id).and_then(|task| task.run(run_id));
        let artifact = run.and_then(|run| run.artifacts.get(name));
        artifact.map(|artifact| artifact.describe(name)).ok_or_else(|| error::not_found("Artifact not found"))
    }

    /// What the queue publishes about all artifacts of a run, by name.
    pub(super) fn describe_artifacts(
        &self,
        task_id: &str,
        run_id: u64,
    ) -> Result<Vec<ArtifactInfo>, ServerError> {
        self.latest_run(task_id)?;
        let run = self.tasks.get(task_id).and_then(|task| task.run(run_id)).ok_or_else(|| {
            error::not_found(format!("Task with taskId: `{task_id}` has no run with runId: {run_id}"))
        })?;
        Ok(run.artifacts.iter().map(|(name, artifact)| artifact.describe(name)).collect())
    }
}

/// Whether an artifact that lasts until `expires` may be added to a run at all.
fn check_run(task: &Task, run: &Run, expires: Timestamp, now: Timestamp) -> Result<(), ServerError> {
    if run.info.worker_group.is_none() || run.info.worker_id.is_none() {
        return Err(error::input("Run was not claimed by a worker and so no artifacts can exist"));
    }
    if expires > task.expires {
        return Err(error::input(format!(
            "Artifact expires ({expires}) after the task expiration {} (task.expires < expires) - this is not \
             allowed, artifacts may not expire after the task they belong to expires",
            task.expires
        )));
    }
    let late = match run.info.state {
        RunState::Running => false,
        // What caused an exception is told best by the log, which may take a while to come.
        RunState::Exception => run.info.resolved.is_none_or(|resolved| resolved + GRACE < now),
        _ => true,
    };
    if late {
        return Err(error::conflict(format!(
            "Artifacts cannot be created for a task after it is resolved, unless it is resolved 'exception', and \
             even in this case only up to 25 min past resolution. This is to ensure that artifacts have been \
             uploaded before a task is 'completed' and output is consumed by a dependent task\n\nRun {} of task \
             `{}` is {}.",
            run.info.run_id, task.id, run.info.state
        )));
    }
    Ok(())
}

fn already_exists(old: &Artifact) -> ServerError {
    error::conflict(format!(
        "Artifact already exists with different properties, and none of the allowed exceptions apply: it has \
         storage type {}, content type {:?} and expires {}",
        old.details.storage_type(),
        old.content_type,
        old.expires
    ))
}
