//! Uploads artifacts of one run.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use generated::Timestamp;
use generated::api::queue::{
    ErrorArtifactRequest, LinkArtifactRequest, ObjectArtifactRequest, PostArtifactRequest,
    PostArtifactResponse, Queue, RedirectArtifactRequest, S3ArtifactRequest,
};
use generated::payload::common::ArtifactContentEncoding;
use generated::runtime::api::Transport;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::announcement::Announcement;
use super::attempts::Attempts;
use super::body::Body;
use super::digest::{Checksums, Digests, Sha256Digest};
use super::error::UploadError;
use super::gzip::Compressors;
use super::object::ObjectUpload;
use super::prepare::{Preparation, PrepareError, Stage};
use super::put::{PutError, Target, put};
use super::task_files::{Place, TaskFiles, Unpublishable, unreadable};
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::error::{CallError, CallErrorKind};
use crate::taskcluster::http::without_secrets;
use crate::taskcluster::retry::RetryPolicy;

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
    /// Reaches the object service, if that is where content goes.
    objects: Option<TaskclusterClients>,
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
        Self {
            queue,
            http,
            task_id,
            run_id,
            spool_directory: spool_directory.into(),
            compressors,
            options,
            objects: None,
        }
    }

    /// The same, but content goes to the object service of the deployment of `clients`, as it is: neither that service
    /// nor those who download from it undo a compression.
    #[must_use]
    pub fn to_object_service(mut self, clients: TaskclusterClients) -> Self {
        self.objects = Some(clients);
        self
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
        if self.objects.is_some() {
            upload.content_encoding = ArtifactContentEncoding::Identity;
        }
        let content = std::mem::replace(&mut upload.content, Content::Bytes(Bytes::new()));
        // When this future is dropped, the threads have to notice.
        let cancelled = CancellationToken::new();
        let _guard = cancelled.clone().drop_guard();
        let preparation = Preparation {
            encoding: upload.content_encoding,
            checksums: self.checksums(),
            spool_directory: Arc::clone(&self.spool_directory),
            compressors: Arc::clone(&self.compressors),
            cancelled,
        };
        let announce_file = || {
            let Upload { name, path, content_encoding, content_type, expires, .. } = &upload;
            let (content_encoding, expires) = (*content_encoding, *expires);
            announce(&Announcement::File { name, path, content_encoding, content_type, expires });
        };
        let prepared = match preparation.open(content, upload.path.clone()).await {
            Stage::Unpublishable(problem) => return self.publish_error(&upload, problem, announce).await,
            Stage::Ready(prepared) => {
                announce_file();
                prepared
            }
            Stage::Large(opened) => {
                announce_file();
                preparation.compress_large(opened).await
            }
        };
        match prepared {
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

    fn checksums(&self) -> Checksums {
        match (&self.objects, self.options.hash) {
            (Some(_), _) => Checksums::Sha256AndSha512,
            (None, true) => Checksums::Sha256,
            (None, false) => Checksums::None,
        }
    }

    /// Sends `body`, as often as it takes, each time to a fresh URL.
    async fn send(&self, upload: &Upload, body: &Body) -> Result<Option<Sha256Digest>, UploadError> {
        let mut attempts = Attempts::begin(&self.options);
        loop {
            let destination = self.ask_for_destination(upload, body).await?;
            let target = match &destination {
                Destination::Storage(target) | Destination::Object(_, Some(target)) => target,
                Destination::Object(object, None) => {
                    return self.finish(upload, Some(object), body.digests.clone()).await;
                }
            };
            let (failure, retry) = match put(&self.http, target, body).await {
                Ok(digests) => return self.finish(upload, destination.object(), digests).await,
                Err(PutError::Content(source)) => {
                    return Err(UploadError::Content {
                        name: upload.name.clone(),
                        path: upload.path.clone(),
                        source,
                    });
                }
                Err(PutError::Storage { failure, retry }) => (failure, retry),
            };
            let url = without_secrets(&target.url);
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

    /// Whatever the services must be told after the content was sent.
    async fn finish(
        &self,
        upload: &Upload,
        object: Option<&ObjectUpload>,
        digests: Option<Digests>,
    ) -> Result<Option<Sha256Digest>, UploadError> {
        let sha256 = digests.as_ref().map(|digests| digests.sha256);
        if let Some(object) = object {
            object.finish(&upload.name, digests).await?;
            let payload = object.finished();
            let finished =
                self.queue.finish_artifact(&self.task_id, &self.run_id, &upload.name, &payload).await;
            finished.map_err(|error| UploadError::from_queue(&upload.name, error))?;
        }
        Ok(sha256.filter(|_| self.options.hash))
    }

    async fn ask_for_destination(&self, upload: &Upload, body: &Body) -> Result<Destination, UploadError> {
        let (content_type, expires) = (upload.content_type.clone(), upload.expires);
        if let Some(clients) = &self.objects {
            let request = ObjectArtifactRequest { content_length: None, content_type, expires };
            let answer = match self.create(&upload.name, request.into()).await? {
                PostArtifactResponse::ObjectArtifactResponse(answer) => answer,
                other => {
                    return Err(unusable_answer(
                        upload,
                        storage_type(&other),
                        "an upload to the object service",
                    ));
                }
            };
            let object = ObjectUpload::new(clients, answer);
            let target = object.begin(upload, body, self.options.patience).await?;
            return Ok(Destination::Object(Box::new(object), target));
        }
        let request = S3ArtifactRequest {
            content_length: self.options.send_content_length.then_some(body.length),
            content_type,
            expires,
        };
        let answer = match self.create(&upload.name, request.into()).await? {
            PostArtifactResponse::S3ArtifactResponse(answer) => answer,
            other => {
                let expected = "a URL to upload to (storage type s3)";
                return Err(unusable_answer(upload, storage_type(&other), expected));
            }
        };
        let content_type =
            HeaderValue::from_str(&answer.content_type).map_err(|_| UploadError::ImpossibleContentType {
                name: upload.name.clone(),
                content_type: answer.content_type.clone(),
            })?;
        let encoding = match upload.content_encoding {
            ArtifactContentEncoding::Gzip => "gzip",
            ArtifactContentEncoding::Identity => "identity",
        };
        let headers = HeaderMap::from_iter([
            (CONTENT_TYPE, content_type),
            (CONTENT_ENCODING, HeaderValue::from_static(encoding)),
        ]);
        Ok(Destination::Storage(Target {
            url: parse_url(upload, answer.put_url.expose())?,
            headers,
            patience: self.options.patience,
            checksums: self.checksums(),
        }))
    }
}

/// Where content is sent.
enum Destination {
    /// Right to the queue's storage.
    Storage(Target),
    /// To the object service, or to a storage that it names.
    Object(Box<ObjectUpload>, Option<Target>),
}

impl Destination {
    fn object(&self) -> Option<&ObjectUpload> {
        match self {
            Self::Storage(_) => None,
            Self::Object(object, _) => Some(object),
        }
    }
}

pub(super) fn parse_url(upload: &Upload, url: &str) -> Result<Url, UploadError> {
    Url::parse(url).map_err(|_| unusable_answer(upload, "an invalid URL", "a URL to upload to"))
}

pub(super) fn unusable_answer(upload: &Upload, found: &'static str, expected: &'static str) -> UploadError {
    UploadError::UnusableAnswer { name: upload.name.clone(), found, expected }
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
