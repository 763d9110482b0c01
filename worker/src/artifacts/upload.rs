//! Uploads artifacts of one run.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use generated::Timestamp;
use generated::api::queue::{
    ErrorArtifactRequest, LinkArtifactRequest, PostArtifactRequest, PostArtifactResponse, Queue,
    RedirectArtifactRequest, S3ArtifactRequest,
};
use generated::payload::common::ArtifactContentEncoding;
use generated::runtime::api::Transport;
use http::HeaderValue;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::announcement::Announcement;
use super::body::Body;
use super::digest::Sha256Digest;
use super::error::{StorageFailure, UploadError};
use super::gzip::Compressors;
use super::prepare::{Opened, Preparation, PrepareError};
use super::put::{PutError, Retry, Target, put};
use super::task_files::{Place, TaskFiles, Unpublishable, unreadable};
use crate::taskcluster::error::{CallError, CallErrorKind};
use crate::taskcluster::retry::{Backoff, RetryPolicy};

/// One artifact to upload.
#[derive(Debug)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// What is published.
    pub content: Content,
    /// Where the content comes from, for people.
    pub path: PathBuf,
    /// Its media type.
    pub content_type: String,
    /// Whether it is compressed.
    pub content_encoding: ArtifactContentEncoding,
    /// Until when it is kept.
    pub expires: Timestamp,
    /// Whether the task may succeed without it. Only handed on to the [`Report`].
    pub optional: bool,
}

/// What an artifact is made of.
#[derive(Debug)]
pub enum Content {
    /// A file of the task, opened when its turn comes.
    File(Arc<TaskFiles>, Place),
    /// A file that is open already, from its start to where it ends when its turn comes.
    Opened(File),
    /// These bytes.
    Bytes(Bytes),
    /// Nothing: the artifact says why.
    Unpublishable(Unpublishable),
}

/// How uploads are done.
#[derive(Clone, Debug, PartialEq)]
pub struct UploadOptions {
    /// How many artifacts are uploaded at the same time.
    pub concurrency: usize,
    /// How attempts to reach the storage are repeated. [`RetryPolicy::attempt_timeout`] has no meaning here.
    pub retry: RetryPolicy,
    /// At least so many attempts are made, however long they take.
    pub least_attempts: u32,
    /// At most so many are made in a row where the storage says 400 or 403, which it says of an expired URL, too.
    pub most_refusals: u32,
    /// How long nothing may be sent or received before an attempt counts as failed.
    pub patience: Duration,
    /// Whether the queue is told the length of the content; queues of 2018 do not know that property.
    pub send_content_length: bool,
    /// Whether the checksum of the content is computed.
    pub hash: bool,
}

impl Default for UploadOptions {
    /// 10 at a time, two minutes of patience, no checksums, and the retry policy of API calls.
    fn default() -> Self {
        Self {
            concurrency: 10,
            retry: RetryPolicy::default(),
            least_attempts: 3,
            most_refusals: 8,
            patience: Duration::from_mins(2),
            send_content_length: true,
            hash: false,
        }
    }
}

/// What became of an artifact.
#[derive(Debug)]
pub struct Report {
    /// Its name.
    pub name: String,
    /// Whether the task may succeed without it.
    pub optional: bool,
    /// What happened.
    pub outcome: Result<Published, Box<UploadError>>,
}

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// The content.
    File {
        /// Bytes sent, after compression.
        bytes: u64,
        /// How long it took, from opening the file to the storage's answer.
        duration: Duration,
        /// The checksum of the content before compression, if it was asked for.
        sha256: Option<Sha256Digest>,
    },
    /// An error artifact. The task fails for it, unless the artifact is optional.
    Error(Box<Unpublishable>),
}

/// Uploads artifacts of one run.
///
/// Queue calls go through the given client, so that its transport can sign each one with the newest credentials.
/// Dropping the future of an upload ends it; so does the token that is passed along, which also gives a report.
#[derive(Debug)]
pub struct Uploader<T> {
    queue: Queue<T>,
    http: reqwest::Client,
    task_id: String,
    run_id: String,
    spool_directory: Arc<Path>,
    compressors: Arc<Compressors>,
    options: UploadOptions,
}

impl<T: Transport<Error = CallError>> Uploader<T> {
    /// Uploads for run `run_id` of task `task_id`. `http` is a client made by [`super::http_client`]. Compressed
    /// content that is long waits for its upload in nameless files in `spool_directory`.
    #[must_use]
    pub fn new(
        queue: Queue<T>,
        http: reqwest::Client,
        (task_id, run_id): (&str, u64),
        spool_directory: &Path,
        compressors: Arc<Compressors>,
        options: UploadOptions,
    ) -> Self {
        let (task_id, run_id) = (task_id.to_owned(), run_id.to_string());
        Self { queue, http, task_id, run_id, spool_directory: spool_directory.into(), compressors, options }
    }

    /// How uploads are done.
    #[must_use]
    pub const fn options(&self) -> &UploadOptions {
        &self.options
    }

    /// Uploads one artifact. `announce` is called before it begins, once it is known whether there is content.
    pub async fn upload(
        &self,
        upload: Upload,
        cancelled: &CancellationToken,
        announce: &(dyn Fn(&Announcement<'_>) + Sync),
    ) -> Report {
        let (name, optional) = (upload.name.clone(), upload.optional);
        let outcome = cancelled.run_until_cancelled(self.publish(upload, announce)).await;
        let outcome = outcome.unwrap_or_else(|| Err(UploadError::Cancelled { name: name.clone() }));
        Report { name, optional, outcome: outcome.map_err(Box::new) }
    }

    /// Publishes `url` as the artifact `name`: whoever asks for it is sent there. May be repeated with another URL.
    ///
    /// # Errors
    ///
    /// When the queue cannot be reached, or refuses.
    pub async fn create_redirect(
        &self,
        name: &str,
        url: String,
        content_type: String,
        expires: Timestamp,
    ) -> Result<(), UploadError> {
        self.create(name, RedirectArtifactRequest { content_type, expires, url }.into()).await.map(drop)
    }

    /// Makes the artifact `name` another name for the artifact `target` of the same run; where the queue does not know
    /// of such links, a redirect to `target_url`.
    ///
    /// # Errors
    ///
    /// When the queue cannot be reached, or refuses.
    pub async fn create_link(
        &self,
        name: &str,
        target: String,
        target_url: String,
        content_type: String,
        expires: Timestamp,
    ) -> Result<(), UploadError> {
        let request =
            LinkArtifactRequest { artifact: target, content_type: Some(content_type.clone()), expires };
        match self.create(name, request.into()).await {
            Err(UploadError::QueueRefused { source, .. }) if source.kind() == CallErrorKind::Client(400) => {
                self.create_redirect(name, target_url, content_type, expires).await
            }
            other => other.map(drop),
        }
    }

    /// Publishes `problem` as the artifact `name`.
    ///
    /// # Errors
    ///
    /// When the queue cannot be reached, or refuses.
    pub async fn create_error(
        &self,
        name: &str,
        problem: &Unpublishable,
        expires: Timestamp,
    ) -> Result<(), UploadError> {
        let request =
            ErrorArtifactRequest { expires, message: problem.message.clone(), reason: problem.reason };
        self.create(name, request.into()).await.map(drop)
    }

    async fn create(
        &self,
        name: &str,
        request: PostArtifactRequest,
    ) -> Result<PostArtifactResponse, UploadError> {
        let created = self.queue.create_artifact(&self.task_id, &self.run_id, name, &request).await;
        created.map_err(|error| UploadError::from_queue(name, error))
    }

    async fn publish(
        &self,
        mut upload: Upload,
        announce: &(dyn Fn(&Announcement<'_>) + Sync),
    ) -> Result<Published, UploadError> {
        let started = Instant::now();
        let content = std::mem::replace(&mut upload.content, Content::Bytes(Bytes::new()));
        let path = upload.path.clone();
        let opened = blocking(move || Opened::open(content, &path)).await;
        if let Opened::Unpublishable(problem) = opened {
            return self.publish_error(&upload, problem, announce).await;
        }
        announce(&Announcement::File {
            name: &upload.name,
            path: &upload.path,
            content_encoding: upload.content_encoding,
            content_type: &upload.content_type,
            expires: upload.expires,
        });
        match self.prepare(opened, upload.content_encoding).await {
            Ok(body) => {
                let sha256 = self.send(&upload, &body).await?;
                Ok(Published::File { bytes: body.length, duration: started.elapsed(), sha256 })
            }
            Err(PrepareError::Unreadable(error)) => {
                let problem =
                    unreadable(generated::payload::common::ArtifactType::File, &upload.path, &error);
                self.publish_error(&upload, problem, announce).await
            }
            Err(PrepareError::Spool(source)) => Err(UploadError::Spool {
                name: upload.name,
                directory: self.spool_directory.to_path_buf(),
                source,
            }),
            Err(PrepareError::Cancelled) => Err(UploadError::Cancelled { name: upload.name }),
        }
    }

    async fn publish_error(
        &self,
        upload: &Upload,
        problem: Unpublishable,
        announce: &(dyn Fn(&Announcement<'_>) + Sync),
    ) -> Result<Published, UploadError> {
        let Upload { name, path, expires, .. } = upload;
        announce(&Announcement::Error { name, path, problem: &problem, expires: *expires });
        self.create_error(name, &problem, *expires).await?;
        Ok(Published::Error(Box::new(problem)))
    }

    async fn prepare(&self, opened: Opened, encoding: ArtifactContentEncoding) -> Result<Body, PrepareError> {
        let is_turn_needed = encoding == ArtifactContentEncoding::Gzip && opened.is_large();
        let _turn = if is_turn_needed { self.compressors.permit().await } else { None };
        // When this future is dropped, the thread has to notice.
        let cancelled = CancellationToken::new();
        let _guard = cancelled.clone().drop_guard();
        let (spool_directory, compressors) =
            (Arc::clone(&self.spool_directory), Arc::clone(&self.compressors));
        let hash = self.options.hash;
        blocking(move || {
            let preparation = Preparation {
                encoding,
                hash,
                spool_directory: &spool_directory,
                compressors: &compressors,
                cancelled: &cancelled,
            };
            match opened {
                Opened::File(file, length) => preparation.file(file, length),
                Opened::Memory(bytes) => preparation.memory(bytes),
                Opened::Unpublishable(_) => Err(PrepareError::Cancelled),
            }
        })
        .await
    }

    /// Sends `body`, as often as it takes, each time to a fresh URL.
    async fn send(&self, upload: &Upload, body: &Body) -> Result<Option<Sha256Digest>, UploadError> {
        let mut attempts = Attempts::begin(&self.options);
        loop {
            let target = self.ask_for_target(upload, body.length).await?;
            let (failure, retry) = match put(&self.http, &target, body).await {
                Ok(sha256) => return Ok(sha256),
                Err(PutError::Content(source)) => {
                    return Err(UploadError::Content {
                        name: upload.name.clone(),
                        path: upload.path.clone(),
                        source,
                    });
                }
                Err(PutError::Storage { failure, retry }) => (failure, retry),
            };
            let url = shown(&target.url);
            let Some(wait) = attempts.wait_after(retry) else {
                return Err(attempts.failed(&upload.name, url, failure));
            };
            let seconds = wait.as_secs_f64();
            let name = &upload.name;
            tracing::warn!(
                "uploading artifact {name} to {url} failed, trying again in {seconds:.1} s: {failure}"
            );
            tokio::time::sleep(wait).await;
        }
    }

    async fn ask_for_target(&self, upload: &Upload, length: u64) -> Result<Target, UploadError> {
        let request = S3ArtifactRequest {
            content_length: self.options.send_content_length.then_some(length),
            content_type: upload.content_type.clone(),
            expires: upload.expires,
        };
        let answer = match self.create(&upload.name, request.into()).await? {
            PostArtifactResponse::S3ArtifactResponse(answer) => answer,
            other => return Err(unusable_answer(upload, storage_type(&other))),
        };
        let url =
            Url::parse(answer.put_url.expose()).map_err(|_| unusable_answer(upload, "an invalid URL"))?;
        let content_type =
            HeaderValue::from_str(&answer.content_type).map_err(|_| UploadError::ImpossibleContentType {
                name: upload.name.clone(),
                content_type: answer.content_type.clone(),
            })?;
        let content_encoding = upload.content_encoding;
        Ok(Target {
            url,
            content_type,
            content_encoding,
            patience: self.options.patience,
            hash: self.options.hash,
        })
    }
}

fn unusable_answer(upload: &Upload, found: &'static str) -> UploadError {
    UploadError::UnusableAnswer {
        name: upload.name.clone(),
        found,
        expected: "a URL to upload to (storage type s3)",
    }
}

const fn storage_type(answer: &PostArtifactResponse) -> &'static str {
    match answer {
        PostArtifactResponse::S3ArtifactResponse(_) => "a URL to upload to",
        PostArtifactResponse::ObjectArtifactResponse(_) => "an object of the object service",
        PostArtifactResponse::RedirectArtifactResponse(_) => "a redirect",
        PostArtifactResponse::LinkArtifactResponse(_) => "a link",
        PostArtifactResponse::ErrorArtifactResponse(_) => "an error artifact",
    }
}

/// `url` without its query, and without anything else that could be secret.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Both fail for URLs that cannot have them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}

/// The attempts to send one body.
struct Attempts<'a> {
    options: &'a UploadOptions,
    backoff: Backoff,
    started: Instant,
    count: u32,
    refusals: u32,
}

impl<'a> Attempts<'a> {
    fn begin(options: &'a UploadOptions) -> Self {
        Self { options, backoff: Backoff::new(options.retry), started: Instant::now(), count: 0, refusals: 0 }
    }

    /// How long to wait before the next attempt, unless there should be none.
    fn wait_after(&mut self, retry: Retry) -> Option<Duration> {
        self.count = self.count.saturating_add(1);
        let requested = match retry {
            Retry::Never => return None,
            Retry::WithFreshUrl => {
                self.refusals += 1;
                if self.refusals >= self.options.most_refusals {
                    return None;
                }
                None
            }
            Retry::Later(requested) => {
                self.refusals = 0;
                requested
            }
        };
        let wait = self.backoff.next_wait(requested);
        let is_time_left = self.started.elapsed() + wait <= self.options.retry.give_up_after;
        (is_time_left || self.count < self.options.least_attempts).then_some(wait)
    }

    fn failed(&self, name: &str, url: String, failure: StorageFailure) -> UploadError {
        let (attempts, elapsed) = (self.count, self.started.elapsed());
        UploadError::Storage { name: name.to_owned(), url, attempts, elapsed, failure }
    }
}

/// The outcome of `work` on a thread that may block.
async fn blocking<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only the end of the whole runtime cancels such work, and then nobody waits for it.
            Err(_) => std::future::pending().await,
        },
    }
}
