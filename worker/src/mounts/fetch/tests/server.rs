//! An HTTP server on loopback that does as a test says, also what no proper server does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request as the server saw it.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub target: String,
    headers: BTreeMap<String, String>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What the server does with a request.
pub enum Answer {
    /// Sends these bytes, and closes the connection.
    Send(Vec<u8>),
    /// Sends these bytes, and then nothing for ever.
    Stall(Vec<u8>),
}

impl Answer {
    pub fn new(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        Self::Send(message(status, headers, body.len(), body))
    }

    pub fn ok(body: &[u8]) -> Self {
        Self::new(200, &[("etag", "\"one\"")], body)
    }

    pub fn json(body: &serde_json::Value) -> Self {
        Self::new(200, &[("content-type", "application/json")], body.to_string().as_bytes())
    }

    /// Announces all of `body`, but breaks off after `length` bytes.
    pub fn cut(headers: &[(&str, &str)], body: &[u8], length: usize) -> Self {
        Self::Send(message(200, headers, body.len(), &body[..length]))
    }

    /// What follows in `body` where the request says.
    pub fn rest(request: &Request, body: &[u8]) -> Self {
        let range = request.header("range").expect("a range");
        let start: usize = range.strip_prefix("bytes=").unwrap().strip_suffix('-').unwrap().parse().unwrap();
        let range = format!("bytes {start}-{}/{}", body.len() - 1, body.len());
        Self::new(206, &[("etag", "\"one\""), ("content-range", &range)], &body[start..])
    }
}

pub fn message(status: u16, headers: &[(&str, &str)], length: usize, body: &[u8]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} It\r\nconnection: close\r\ncontent-length: {length}\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    [text.as_bytes(), b"\r\n", body].concat()
}

type Script = dyn Fn(usize, &Request) -> Answer + Send + Sync;

/// Stops when dropped.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Does what `script` says about each request, given how many there were before.
    pub async fn start(script: impl Fn(usize, &Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let task = tokio::spawn({
            let (script, requests): (Arc<Script>, _) = (Arc::new(script), Arc::clone(&requests));
            async move {
                loop {
                    let (connection, _) = listener.accept().await.unwrap();
                    tokio::spawn(serve(connection, Arc::clone(&script), Arc::clone(&requests)));
                }
            }
        });
        Self { url, requests, task }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut connection: TcpStream, script: Arc<Script>, requests: Arc<Mutex<Vec<Request>>>) {
    let mut text = Vec::new();
    while !text.ends_with(b"\r\n\r\n") {
        match connection.read_u8().await {
            Ok(byte) => text.push(byte),
            Err(_) => return,
        }
    }
    let text = String::from_utf8(text).unwrap();
    let mut lines = text.lines();
    let mut first = lines.next().unwrap().split(' ');
    let (method, target) = (first.next().unwrap().to_owned(), first.next().unwrap().to_owned());
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    connection.read_exact(&mut vec![0; length]).await.unwrap();
    let request = Request { method, target, headers };
    let count = {
        let mut requests = requests.lock().unwrap();
        requests.push(request.clone());
        requests.len() - 1
    };
    match script(count, &request) {
        Answer::Send(bytes) => {
            // The client may have enough before that.
            let _ = connection.write_all(&bytes).await;
            let _ = connection.shutdown().await;
        }
        Answer::Stall(bytes) => {
            let _ = connection.write_all(&bytes).await;
            // Ends when the client gives up.
            let _ = connection.read_u8().await;
        }
    }
}
