//! The built-in proxy in front of a service that tells what it gets.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use bytes::Bytes;
use futures_util::StreamExt;
use generated::Secret;
use http::StatusCode;
use http::header::{AUTHORIZATION, LOCATION};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::*;
use crate::platform;
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};

/// A service, and the proxy in front of it.
struct Setup {
    proxy: Proxy,
    service: SocketAddr,
    credentials: SharedCredentials,
    /// First lines and headers of the requests that the service got.
    seen: Arc<Mutex<Vec<String>>>,
    /// Told of each piece of a body that the service got, and at its end.
    bodies: mpsc::UnboundedReceiver<Option<Bytes>>,
    /// Told when an endless answer is not wanted any more.
    dropped: mpsc::UnboundedReceiver<()>,
}

fn credentials(name: &str) -> Credentials {
    Credentials::new(name, Secret::new("t0ken-t0ken".to_owned()), None)
}

impl Setup {
    async fn new() -> Self {
        Self::for_user(platform::current_user().id).await
    }

    async fn for_user(id: u32) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let service = listener.local_addr().expect("bound");
        let seen = Arc::<Mutex<Vec<String>>>::default();
        let (sender, bodies) = mpsc::unbounded_channel();
        let (drops, dropped) = mpsc::unbounded_channel();
        let shared = Arc::clone(&seen);
        let app = Router::new().fallback(move |request: Request| {
            serve(request, Arc::clone(&shared), sender.clone(), drops.clone())
        });
        tokio::spawn(async move { axum::serve(listener, app).await });
        let credentials = SharedCredentials::new(credentials("first"));
        let proxy = start(&format!("http://{service}"), &credentials, id).await;
        Self { proxy, service, credentials, seen, bodies, dropped }
    }

    /// Sends `request` as it is, followed by an empty line, and returns the whole answer.
    async fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.proxy.address()).await.expect("connected");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("text");
        answer
    }

    async fn get(&self, target: &str) -> String {
        self.raw(&format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).await
    }

    fn last(&self) -> String {
        self.seen.lock().expect("not poisoned").last().cloned().expect("a request")
    }

    fn count(&self) -> usize {
        self.seen.lock().expect("not poisoned").len()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.proxy.address())
    }
}

async fn start(root_url: &str, credentials: &SharedCredentials, id: u32) -> Proxy {
    let listening = listen(PortWish { base: 0, capacity: 1 }).await.expect("a port");
    let upstream = Upstream {
        http: client(),
        deployment: Arc::new(Deployment::at_root_url(root_url).expect("a URL")),
        credentials: credentials.clone(),
        scopes: vec!["scope:of-task".to_owned()],
    };
    Proxy::start(listening.listener, upstream, AllowedUser { id }).expect("bound")
}

fn client() -> reqwest::Client {
    let timeouts = Timeouts { silence: None, ..Timeouts::default() };
    HttpStack::new(Proxies::none())
        .and_then(|stack| stack.client(timeouts, Redirects::Return))
        .expect("a client")
}

async fn serve(
    request: Request,
    seen: Arc<Mutex<Vec<String>>>,
    bodies: mpsc::UnboundedSender<Option<Bytes>>,
    drops: mpsc::UnboundedSender<()>,
) -> Response {
    let (parts, body) = request.into_parts();
    let mut text = format!("{} {}\n", parts.method, parts.uri);
    for (name, value) in &parts.headers {
        text.push_str(&format!("{name}: {}\n", value.to_str().expect("ASCII")));
    }
    seen.lock().expect("not poisoned").push(text);
    let mut response = Response::new(Body::empty());
    match parts.uri.path().rsplit('/').next() {
        Some("redirect") => {
            *response.status_mut() = StatusCode::SEE_OTHER;
            response
                .headers_mut()
                .insert(LOCATION, "http://elsewhere.example.com/x?y".parse().expect("a value"));
        }
        Some("endless") => {
            let guard = Dropped(drops);
            let pieces = futures_util::stream::repeat_with(move || {
                let _alive = &guard;
                Ok::<_, std::io::Error>(Bytes::from_static(&[7; 4096]))
            });
            *response.body_mut() = Body::from_stream(pieces);
        }
        Some("silent") => {
            let _guard = Dropped(drops);
            std::future::pending::<()>().await;
        }
        Some("broken") => {
            let pieces = futures_util::stream::once(async { Ok(Bytes::from_static(b"half")) });
            let end = futures_util::stream::once(async {
                // What is there is sent before the connection breaks.
                tokio::task::yield_now().await;
                Err(std::io::Error::other("broken"))
            });
            *response.body_mut() = Body::from_stream(pieces.chain(end));
        }
        Some("upload") => {
            let mut pieces = body.into_data_stream();
            while let Some(Ok(piece)) = pieces.next().await {
                bodies.send(Some(piece)).expect("wanted");
            }
            bodies.send(None).expect("wanted");
        }
        Some("refuse") => {
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            *response.body_mut() = Body::from("no");
        }
        _ => *response.body_mut() = Body::from("hello"),
    }
    response
}

struct Dropped(mpsc::UnboundedSender<()>);

impl Drop for Dropped {
    fn drop(&mut self) {
        // Not every test waits for it.
        let _ = self.0.send(());
    }
}

#[tokio::test]
async fn requests_are_signed_and_otherwise_unchanged() {
    let setup = Setup::new().await;
    let answer = setup
        .raw(
            "POST /api/queue/v1/a%2Fb%2f..%2F//%7e?x=%20+y&z HTTP/1.1\r\nHost: taskcluster:80\r\nConnection: close, X-Hop\r\n\
             X-Hop: 1\r\nX-Kept: 2\r\nAuthorization: Hawk forged\r\nContent-Length: 2\r\n\r\n{}",
        )
        .await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("hello"), "{answer}");
    assert!(answer.contains(&format!(
        "\r\nx-taskcluster-endpoint: http://{}/api/queue/v1/a%2Fb%2f..%2F//%7e?x=%20+y&z\r\n",
        setup.service
    )));
    assert!(answer.contains("\r\nx-taskcluster-proxy-perm-clientid: first\r\n"), "{answer}");
    assert!(answer.contains("\r\nx-taskcluster-authorized-scopes: [\"scope:of-task\"]\r\n"), "{answer}");
    let seen = setup.last();
    assert!(seen.starts_with("POST /api/queue/v1/a%2Fb%2f..%2F//%7e?x=%20+y&z\n"), "{seen}");
    assert!(seen.contains("\nauthorization: Hawk ") && seen.contains("id=\"first\""), "{seen}");
    assert!(seen.contains(&format!("\nhost: {}\n", setup.service)), "{seen}");
    for expected in ["\nx-kept: 2\n", "\ncontent-length: 2\n", "\ncontent-type: application/json\n"] {
        assert!(seen.contains(expected), "{seen}");
    }
    assert!(!seen.contains("x-hop") && !seen.contains("forged"), "{seen}");

    setup.credentials.replace(credentials("second"));
    setup.get("/queue/v1/ping").await;
    assert!(setup.last().contains("id=\"second\""), "{}", setup.last());
    assert!(setup.last().starts_with("GET /api/queue/v1/ping\n"));
    setup.proxy.stop().await;
}

#[tokio::test]
async fn what_is_refused_is_explained_and_never_sent() {
    let setup = Setup::new().await;
    let host = "Host: localhost\r\nConnection: close\r\n\r\n";
    for (request, status) in [
        (format!("PUT /credentials HTTP/1.1\r\n{host}"), 403),
        (format!("GET /credentials HTTP/1.1\r\n{host}"), 403),
        (format!("GET /nowhere HTTP/1.1\r\n{host}"), 404),
        (format!("GET http://{}/api/queue/v1/ping HTTP/1.1\r\n{host}", setup.service), 400),
        (format!("GET /api/queue/v1/../../x HTTP/1.1\r\n{host}"), 400),
        (format!("GET /evil.example.com/v1/x HTTP/1.1\r\n{host}"), 403),
        (
            "GET /api/queue/v1/x HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n".to_owned(),
            403,
        ),
        ("GET /api/queue/v1/x HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(), 400),
        (format!("CONNECT {} HTTP/1.1\r\n{host}", setup.service), 400),
    ] {
        let answer = setup.raw(&request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}{answer}");
        let body = answer.split_once("\r\n\r\n").expect("a body").1;
        let body: serde_json::Value = serde_json::from_str(body).expect(body);
        assert!(
            body["code"].is_string()
                && body["message"].as_str().is_some_and(|text| text.contains("taskcluster-proxy"))
        );
    }
    assert_eq!(setup.count(), 0);
    // Clients of old say nothing about hosts.
    let answer = setup.raw("GET /api/queue/v1/x HTTP/1.0\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.0 200 OK"), "{answer}");
}

#[tokio::test]
async fn processes_of_other_users_are_refused() {
    let me = platform::current_user();
    if cfg!(target_os = "macos") || me.is_privileged {
        // Root may connect whoever is allowed, and macOS does not tell.
        eprintln!("skipped: needs to be run as an ordinary user on Linux");
        return;
    }
    let setup = Setup::for_user(me.id + 1).await;
    let answer = setup.get("/api/queue/v1/x").await;
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    assert_eq!(setup.count(), 0);
}

#[tokio::test]
async fn redirects_and_refusals_are_passed_on() {
    let setup = Setup::new().await;
    let answer = setup.get("/api/queue/v1/redirect").await;
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    assert!(answer.contains("\r\nlocation: http://elsewhere.example.com/x?y\r\n"), "{answer}");
    let answer = setup.get("/api/queue/v1/refuse").await;
    assert!(answer.starts_with("HTTP/1.1 500 ") && answer.ends_with("no"), "{answer}");
    assert_eq!(setup.count(), 2);
}

#[tokio::test]
async fn a_head_request_has_no_body() {
    let setup = Setup::new().await;
    let answer = client().head(setup.url("/api/queue/v1/x")).send().await.expect("an answer");
    assert_eq!(answer.headers()["content-length"], "5");
    assert!(setup.last().starts_with("HEAD "), "{}", setup.last());
}

#[tokio::test]
async fn an_upload_streams() {
    let mut setup = Setup::new().await;
    let (sender, receiver) = mpsc::unbounded_channel::<Bytes>();
    let pieces = futures_util::stream::unfold(receiver, |mut receiver| async move {
        Some((Ok::<_, std::io::Error>(receiver.recv().await?), receiver))
    });
    let body = reqwest::Body::wrap_stream(pieces);
    let upload = tokio::spawn(client().put(setup.url("/api/queue/v1/upload")).body(body).send());
    for piece in ["one", "two"] {
        sender.send(Bytes::from_static(piece.as_bytes())).expect("wanted");
        // Arrives before the next one is sent.
        assert_eq!(setup.bodies.recv().await, Some(Some(Bytes::from_static(piece.as_bytes()))));
    }
    drop(sender);
    assert_eq!(setup.bodies.recv().await, Some(None));
    assert_eq!(upload.await.expect("no panic").expect("an answer").status(), 200);
}

#[tokio::test]
async fn a_client_that_goes_away_ends_the_request() {
    let mut setup = Setup::new().await;
    let answer = client().get(setup.url("/api/queue/v1/endless")).send().await.expect("an answer");
    let first = answer.bytes_stream().next().await.expect("a piece").expect("a piece");
    assert!(!first.is_empty());
    setup.dropped.recv().await.expect("the service notices");
    // The same before there is an answer.
    let mut stream = TcpStream::connect(setup.proxy.address()).await.expect("connected");
    stream.write_all(b"GET /api/queue/v1/silent HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("sent");
    while setup.count() < 2 {
        tokio::task::yield_now().await;
    }
    drop(stream);
    setup.dropped.recv().await.expect("the service notices");
}

#[tokio::test]
async fn stopping_ends_what_is_under_way() {
    let mut setup = Setup::new().await;
    let answer = client().get(setup.url("/api/queue/v1/endless")).send().await.expect("an answer");
    let address = setup.proxy.address();
    setup.proxy.stop().await;
    setup.dropped.recv().await.expect("the service notices");
    answer.bytes().await.expect_err("cut off");
    TcpListener::bind(address).await.expect("the port is free again");
}

#[tokio::test]
async fn an_answer_that_breaks_off_does_not_look_complete() {
    let setup = Setup::new().await;
    let answer = client().get(setup.url("/api/queue/v1/broken")).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    answer.bytes().await.expect_err("broken off");
}

#[tokio::test]
async fn a_service_that_cannot_be_reached() {
    let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let address = closed.local_addr().expect("bound");
    drop(closed);
    let credentials = SharedCredentials::new(credentials("first"));
    let proxy = start(&format!("http://{address}"), &credentials, platform::current_user().id).await;
    let url = format!("http://{}/api/queue/v1/x?secret", proxy.address());
    let answer = client().post(url).body("{}").send().await.expect("an answer");
    assert_eq!(answer.status(), 502);
    let body = answer.text().await.expect("text");
    assert!(body.contains(&format!("POST {address}/api/queue/v1/x")) && !body.contains("secret"), "{body}");
}

#[tokio::test]
async fn urls_are_signed() {
    let setup = Setup::new().await;
    let url = "https://tc.example.com/api/queue/v1/a%2Fb?x=1";
    let answer = client().post(setup.url("/bewit")).body(format!("{url}\n")).send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    let location = answer.headers()[LOCATION].to_str().expect("ASCII").to_owned();
    assert!(location.starts_with(&format!("{url}&bewit=")), "{location}");
    assert_eq!(answer.text().await.expect("text"), location);
    for bad in ["", "nonsense", "file:///etc/passwd", "https://user:pass@example.com/"] {
        let answer = client().post(setup.url("/bewit")).body(bad).send().await.expect("an answer");
        assert_eq!(answer.status(), 400, "{bad}");
    }
    assert_eq!(setup.count(), 0);
    assert!(client().get(setup.url("/x")).header(AUTHORIZATION, "x").send().await.is_ok());
}
