//! A queue and a storage on loopback that do as a test says.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{post, put};
use bytes::Bytes;
use futures_util::StreamExt;
use generated::api::queue::PostArtifactRequest;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// What the storage does with one upload.
#[derive(Clone, Debug)]
pub enum Storage {
    /// Takes it.
    Take,
    /// Reads all of it, then answers this.
    Answer(u16, &'static str),
    /// Answers this at once, without reading.
    AnswerAtOnce(u16),
    /// Reads all of it, and breaks off in the middle of its answer.
    BreakOff,
    /// Reads all of it and keeps silent for ever, having told so.
    KeepSilent(Arc<Notify>),
    /// Reads nothing and keeps silent for ever, having told so.
    ReadNothing(Arc<Notify>),
    /// Reads all of it, but waits for the word after the first piece, having told so.
    Wait(Arc<Notify>, Arc<Notify>),
    /// Sends the client elsewhere.
    Redirect,
}

/// An upload as the storage saw it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub name: String,
    /// The number of the URL, counted over all artifacts.
    pub ticket: usize,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Stored {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }
}

type QueueAnswer = dyn Fn(&str, &PostArtifactRequest) -> Option<(u16, Value)> + Send + Sync;

pub struct Deployment {
    url: Mutex<String>,
    queue: Box<QueueAnswer>,
    storage: Mutex<Vec<Storage>>,
    created: Mutex<Vec<(String, PostArtifactRequest)>>,
    stored: Mutex<Vec<Stored>>,
    tickets: Mutex<HashMap<usize, String>>,
}

/// Stops when dropped.
pub struct Server {
    pub url: String,
    deployment: Arc<Deployment>,
    task: JoinHandle<()>,
}

impl Server {
    /// The storage does what `storage` says, one upload after the other, and takes all further ones.
    pub async fn start(storage: Vec<Storage>) -> Self {
        Self::with_queue(storage, |_, _| None).await
    }

    /// The queue answers what `queue` gives, if it gives something.
    pub async fn with_queue(
        mut storage: Vec<Storage>,
        queue: impl Fn(&str, &PostArtifactRequest) -> Option<(u16, Value)> + Send + Sync + 'static,
    ) -> Self {
        storage.reverse();
        let deployment = Arc::new(Deployment {
            url: Mutex::default(),
            queue: Box::new(queue),
            storage: Mutex::new(storage),
            created: Mutex::default(),
            stored: Mutex::default(),
            tickets: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        deployment.url.lock().expect("no panic").clone_from(&url);
        let app = Router::new()
            .route("/api/queue/v1/task/{task}/runs/{run}/artifacts/{name}", post(create))
            .route("/storage/{ticket}", put(store))
            .with_state(Arc::clone(&deployment));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.expect("serving") });
        Self { url, deployment, task }
    }

    /// What the queue was asked to create.
    pub fn created(&self) -> Vec<(String, PostArtifactRequest)> {
        self.deployment.created.lock().expect("no panic").clone()
    }

    /// What the storage took, in the order of its answers.
    pub fn stored(&self) -> Vec<Stored> {
        self.deployment.stored.lock().expect("no panic").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn create(
    State(deployment): State<Arc<Deployment>>,
    Path((_, _, name)): Path<(String, String, String)>,
    body: Bytes,
) -> Response {
    let request: PostArtifactRequest = serde_json::from_slice(&body).expect("a request");
    let answer = (deployment.queue)(&name, &request);
    let mut created = deployment.created.lock().expect("no panic");
    let ticket = created.len();
    created.push((name.clone(), request.clone()));
    drop(created);
    deployment.tickets.lock().expect("no panic").insert(ticket, name);
    let (status, body) = answer.unwrap_or_else(|| (200, usual_answer(&deployment, ticket, &request)));
    (StatusCode::from_u16(status).expect("a status"), body.to_string()).into_response()
}

fn usual_answer(deployment: &Deployment, ticket: usize, request: &PostArtifactRequest) -> Value {
    let url = deployment.url.lock().expect("no panic");
    match request {
        PostArtifactRequest::S3ArtifactRequest(request) => json!({
            "storageType": "s3",
            "contentType": request.content_type,
            "expires": "2099-01-01T00:00:00.000Z",
            "putUrl": format!("{url}/storage/{ticket}?signature=s3cr3t"),
        }),
        PostArtifactRequest::RedirectArtifactRequest(_) => json!({ "storageType": "reference" }),
        PostArtifactRequest::LinkArtifactRequest(_) => json!({ "storageType": "link" }),
        PostArtifactRequest::ErrorArtifactRequest(_) => json!({ "storageType": "error" }),
        PostArtifactRequest::ObjectArtifactRequest(_) => panic!("nobody asks for objects"),
    }
}

async fn store(
    State(deployment): State<Arc<Deployment>>,
    Path(ticket): Path<usize>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let name = deployment.tickets.lock().expect("no panic").remove(&ticket).expect("each URL is used once");
    let behaviour = deployment.storage.lock().expect("no panic").pop().unwrap_or(Storage::Take);
    let mut pieces = body.into_data_stream();
    let (mut body, mut is_first) = (Vec::new(), true);
    match &behaviour {
        Storage::AnswerAtOnce(status) => {
            return StatusCode::from_u16(*status).expect("a status").into_response();
        }
        Storage::ReadNothing(told) => {
            told.notify_one();
            std::future::pending::<()>().await;
        }
        Storage::Redirect => {
            return (StatusCode::TEMPORARY_REDIRECT, [("location", "/storage/elsewhere")]).into_response();
        }
        _ => {}
    }
    loop {
        match pieces.next().await {
            Some(Ok(piece)) => body.extend_from_slice(&piece),
            // The client has given up.
            Some(Err(_)) => return StatusCode::BAD_REQUEST.into_response(),
            None => break,
        }
        if let Storage::Wait(told, word) = &behaviour
            && std::mem::take(&mut is_first)
        {
            told.notify_one();
            word.notified().await;
        }
    }
    match behaviour {
        Storage::Answer(status, text) => {
            (StatusCode::from_u16(status).expect("a status"), text).into_response()
        }
        Storage::BreakOff => {
            let broken = futures_util::stream::iter([Err::<Bytes, _>(std::io::Error::other("broken"))]);
            Body::from_stream(broken).into_response()
        }
        Storage::KeepSilent(told) => {
            told.notify_one();
            std::future::pending().await
        }
        _ => {
            let stored = Stored { name, ticket, headers, body: body.into() };
            deployment.stored.lock().expect("no panic").push(stored);
            StatusCode::OK.into_response()
        }
    }
}
