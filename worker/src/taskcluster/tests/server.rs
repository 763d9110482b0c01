//! Servers on loopback that answer as a test says.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// A request that has arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: http::Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub peer: SocketAddr,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII"))
    }

    /// What the Hawk implementation says about the signature.
    pub fn is_signed_with(&self, client_id: &str, token: &str) -> bool {
        let header = self.header("authorization").expect("an Authorization header");
        let header: ::hawk::Header =
            header.strip_prefix("Hawk ").expect("Hawk").parse().expect("a Hawk header");
        let host: http::uri::Authority = self.header("host").expect("a host").parse().expect("a host");
        let path = self.uri.path_and_query().expect("a path").as_str();
        let port = host.port_u16().expect("a port");
        let request = ::hawk::RequestBuilder::new(self.method.as_str(), host.host(), port, path).request();
        let key = ::hawk::Key::new(token, ::hawk::SHA256).expect("a key");
        header.id.as_deref() == Some(client_id)
            && request.validate_header(&header, &key, Duration::from_secs(60))
    }
}

/// Stops when dropped.
pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers each request with what `answer` makes of its number, counted from 0, and the request.
    pub async fn start<A: IntoResponse>(
        answer: impl Fn(usize, &Seen) -> A + Clone + Send + Sync + 'static,
    ) -> Self {
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let record = seen.clone();
        let handler = move |ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request| {
            let (record, answer) = (record.clone(), answer.clone());
            async move {
                let (parts, body) = request.into_parts();
                let body = to_bytes(body, 1 << 20).await.expect("a small body");
                let arrived =
                    Seen { method: parts.method, uri: parts.uri, headers: parts.headers, body, peer };
                let number = {
                    let mut record = record.lock().expect("no panic");
                    record.push(arrived.clone());
                    record.len() - 1
                };
                answer(number, &arrived).into_response()
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = Router::new().fallback(handler).into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move { axum::serve(listener, app).await.expect("serving") });
        Self { url, seen, task }
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no panic").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// JSON with a status.
pub fn json(status: u16, body: &serde_json::Value) -> Response {
    (StatusCode::from_u16(status).expect("a status"), body.to_string()).into_response()
}

/// What a server does with a connection after it has read one request.
#[derive(Clone, Debug)]
pub enum Behaviour {
    /// Resets it.
    Reset,
    /// Sends this, then closes it.
    Send(Vec<u8>),
    /// Tells that the request has arrived, then keeps the connection open and silent until the client leaves.
    Stall(Arc<Notify>),
}

/// Does what the list says, one connection after the other, and ends after the last one.
///
/// The task gives the number of connections from which the client left by itself.
pub async fn misbehaving(list: Vec<Behaviour>) -> (String, JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let task = tokio::spawn(async move {
        let mut left = 0;
        for behaviour in list {
            let (stream, _) = listener.accept().await.expect("a connection");
            left += usize::from(behave(stream, behaviour).await);
        }
        left
    });
    (url, task)
}

async fn behave(mut stream: TcpStream, behaviour: Behaviour) -> bool {
    let mut buffer = vec![0; 64 << 10];
    let mut length = 0;
    while !buffer[..length].windows(4).any(|window| window == b"\r\n\r\n") {
        length += stream.read(&mut buffer[length..]).await.expect("a request");
    }
    match behaviour {
        Behaviour::Reset => {
            socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).expect("a TCP socket");
            false
        }
        Behaviour::Send(bytes) => {
            // The client may have seen enough before the end.
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            false
        }
        Behaviour::Stall(arrived) => {
            arrived.notify_one();
            matches!(stream.read(&mut buffer).await, Ok(0) | Err(_))
        }
    }
}
