//! The transport against real servers on loopback.

mod server;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::response::{IntoResponse, Redirect};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::Secret;
use generated::api::queue::{self, ClaimWorkRequest};
use generated::runtime::api::{ApiRequest, Operation, Transport};
use http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::Notify;

use self::server::{Behaviour, Seen, Server, json as answer, misbehaving};
use super::client::TaskclusterClients;
use super::credentials::{Credentials, SharedCredentials};
use super::error::{CallError, CallErrorKind};
use super::http::{HttpStack, Proxies, Redirects, Timeouts};
use super::retry::RetryPolicy;
use super::root_url::Deployment;
use super::transport::HttpTransport;

const TOKEN: &str = "nj0RYjMNR-uOGIhhbyBrBwO_lPZgTLSSOuUPgCjqzJKw";
const OTHER_TOKEN: &str = "jpo5wHCSTDGbJjzqCqOZVQwo_dYXSXTYKXM_c9hPgHzw";

/// Patient for as long as a busy machine may need, but with waits of a millisecond.
fn policy() -> RetryPolicy {
    RetryPolicy {
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(2),
        longest_requested_wait: Duration::from_millis(50),
        give_up_after: Duration::from_secs(20),
        attempt_timeout: Duration::from_secs(10),
        ..RetryPolicy::default()
    }
}

fn credentials(token: &str) -> Credentials {
    Credentials::new("tester", Secret::new(token.to_owned()), None)
}

fn http() -> reqwest::Client {
    let stack = HttpStack::new(Proxies::none()).expect("TLS");
    stack.client(Timeouts::default(), Redirects::Return).expect("a client")
}

fn deployment(url: &str) -> Arc<Deployment> {
    Arc::new(Deployment::at_root_url(url).expect("a root URL"))
}

fn transport(url: &str) -> HttpTransport {
    let credentials = SharedCredentials::new(credentials(TOKEN));
    HttpTransport::new(http(), deployment(url), credentials).with_policy(policy())
}

fn request(operation: &'static Operation, args: &[(&'static str, &str)]) -> ApiRequest {
    let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    ApiRequest { operation, args, query: Vec::new(), body: None }
}

fn status_request() -> ApiRequest {
    request(&queue::operations::STATUS, &[("taskId", "fN1SbArXTPSVFNUvaOlinQ")])
}

async fn status(transport: &HttpTransport) -> Result<Value, CallError> {
    transport.call(status_request()).await
}

fn good() -> Vec<u8> {
    whole(&json!({ "fine": true }).to_string())
}

fn whole(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn extension(seen: &Seen) -> Value {
    let header = seen.header("authorization").expect("a signature").strip_prefix("Hawk ").expect("Hawk");
    let header: ::hawk::Header = header.parse().expect("a Hawk header");
    let ext = STANDARD.decode(header.ext.expect("an extension")).expect("base64");
    serde_json::from_slice(&ext).expect("JSON")
}

#[tokio::test]
async fn a_claim_is_signed_and_typed_in_both_eras() {
    let server = Server::start(|_, _| answer(200, &json!({ "tasks": [] }))).await;
    let payload: ClaimWorkRequest =
        serde_json::from_value(json!({ "tasks": 1, "workerGroup": "g", "workerId": "w" })).expect("a claim");
    let old = Deployment::of_2018().with_base_url("queue", &format!("{}/v1/", server.url)).expect("a URL");
    for deployment in [deployment(&server.url), Arc::new(old)] {
        let shared = SharedCredentials::new(credentials(TOKEN));
        let clients = TaskclusterClients::new(http(), deployment, shared);
        let claimed = clients.queue().claim_work("prov/type", &payload).await.expect("an answer");
        assert!(claimed.tasks.is_empty());
    }
    let seen = server.seen();
    assert_eq!(
        seen.iter().map(|seen| seen.uri.path()).collect::<Vec<_>>(),
        ["/api/queue/v1/claim-work/prov%2Ftype", "/v1/claim-work/prov/type"]
    );
    for seen in &seen {
        assert_eq!(seen.method, http::Method::POST);
        assert!(seen.is_signed_with("tester", TOKEN));
        assert!(!seen.is_signed_with("tester", OTHER_TOKEN));
        assert_eq!(seen.header("content-type"), Some("application/json"));
        assert!(seen.header("user-agent").is_some_and(|agent| agent.starts_with("generic-worker/")));
        let body: Value = serde_json::from_slice(&seen.body).expect("JSON");
        assert_eq!(body, json!({ "tasks": 1, "workerGroup": "g", "workerId": "w" }));
    }
}

#[tokio::test]
async fn certificate_and_authorized_scopes_are_sent_along() {
    let server = Server::start(|_, _| answer(200, &json!({}))).await;
    let certificate = r#"{ "version": 1, "scopes": ["a*"] }"#;
    let temporary =
        Credentials::new("tester", Secret::new(TOKEN.to_owned()), Some(Secret::new(certificate.to_owned())));
    let shared = SharedCredentials::new(temporary.restricted_to(["a:b"]));
    status(&transport(&server.url).with_credentials(shared)).await.expect("an answer");
    let seen = server.seen();
    assert!(seen[0].is_signed_with("tester", TOKEN));
    let expected = json!({
        "certificate": { "version": 1, "scopes": ["a*"] },
        "authorizedScopes": ["a:b"],
    });
    assert_eq!(extension(&seen[0]), expected);
}

#[tokio::test]
async fn every_attempt_is_signed_anew_with_the_newest_credentials() {
    let shared = SharedCredentials::new(credentials(TOKEN));
    let swapped = shared.clone();
    let server = Server::start(move |number, _| {
        if number == 1 {
            swapped.replace(credentials(OTHER_TOKEN));
        }
        answer(if number < 2 { 503 } else { 200 }, &json!({}))
    })
    .await;
    status(&transport(&server.url).with_credentials(shared)).await.expect("an answer");
    let seen = server.seen();
    assert_eq!(
        seen.iter().map(|seen| seen.is_signed_with("tester", TOKEN)).collect::<Vec<_>>(),
        [true, true, false]
    );
    assert!(seen[2].is_signed_with("tester", OTHER_TOKEN));
    assert_ne!(seen[0].header("authorization"), seen[1].header("authorization"));
}

#[tokio::test]
async fn without_credentials_nothing_is_signed() {
    let server = Server::start(|_, _| answer(200, &json!({ "alive": true }))).await;
    let anonymous = SharedCredentials::anonymous();
    let clients = TaskclusterClients::new(http(), deployment(&server.url), anonymous);
    clients.queue().ping().await.expect("an operation without output takes any body");
    assert_eq!(server.seen()[0].header("authorization"), None);
    assert_eq!(server.seen()[0].header("content-type"), None);
    let url = clients.transport().signed_url(&status_request(), Duration::from_secs(60)).expect("a URL");
    assert!(url.expose().ends_with("/status"));
}

#[tokio::test]
async fn a_signed_url_works_for_whoever_has_it() {
    let server = Server::start(|_, seen| {
        let mut bewit = None;
        let host: http::uri::Authority = seen.header("host").expect("a host").parse().expect("a host");
        let path = seen.uri.path_and_query().expect("a path").as_str();
        let request = ::hawk::RequestBuilder::new("GET", host.host(), host.port_u16().expect("a port"), path)
            .extract_bewit(&mut bewit)
            .expect("a bewit")
            .request();
        let key = ::hawk::Key::new(TOKEN, ::hawk::SHA256).expect("a key");
        let valid = bewit.is_some_and(|bewit| request.validate_bewit(&bewit, &key));
        if valid { StatusCode::OK } else { StatusCode::FORBIDDEN }
    })
    .await;
    let artifact = request(
        &queue::operations::GET_LATEST_ARTIFACT,
        &[("taskId", "fN1SbArXTPSVFNUvaOlinQ"), ("name", "private/a b")],
    );
    let url = transport(&server.url).signed_url(&artifact, Duration::from_secs(60)).expect("a URL");
    let response = http().get(url.expose()).send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_burst_of_failures_is_survived_on_one_connection() {
    let server = Server::start(|number, _| match number {
        0 => answer(500, &json!({ "code": "InternalServerError", "message": "oops" })),
        1 => (StatusCode::BAD_GATEWAY, "<html>").into_response(),
        2 => answer(503, &json!({})),
        3 => answer(429, &json!({})),
        _ => answer(200, &json!({ "fine": true })),
    })
    .await;
    assert_eq!(status(&transport(&server.url)).await.expect("an answer"), json!({ "fine": true }));
    let seen = server.seen();
    assert_eq!(seen.len(), 5);
    assert!(seen.iter().all(|later| later.peer == seen[0].peer));
}

#[tokio::test]
async fn lost_and_damaged_answers_are_asked_for_again() {
    let mut truncated = whole(r#"{ "fine": true }"#);
    truncated.truncate(truncated.len() - 5);
    let list = vec![
        Behaviour::Reset,
        Behaviour::Send(Vec::new()),
        Behaviour::Send(b"not HTTP\r\n\r\n".to_vec()),
        Behaviour::Send(truncated),
        Behaviour::Send(whole(r#"{ "fine": tr"#)),
        Behaviour::Send(whole("<html>")),
        Behaviour::Send(whole("")),
        Behaviour::Send(good()),
    ];
    let (url, server) = misbehaving(list).await;
    assert_eq!(status(&transport(&url)).await.expect("an answer"), json!({ "fine": true }));
    server.await.expect("the server saw all eight connections");
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_not_waited_for() {
    let (url, server) = misbehaving(vec![Behaviour::Stall(Arc::default()), Behaviour::Send(good())]).await;
    let impatient = RetryPolicy { attempt_timeout: Duration::from_millis(300), ..policy() };
    let answer = status(&transport(&url).with_policy(impatient)).await.expect("an answer");
    assert_eq!(answer, json!({ "fine": true }));
    assert_eq!(server.await.expect("the server ends"), 1, "the client left the silent connection");
}

#[tokio::test]
async fn a_silent_server_is_given_up_before_the_attempt_is_over() {
    let (url, server) = misbehaving(vec![Behaviour::Stall(Arc::default())]).await;
    let stack = HttpStack::new(Proxies::none()).expect("TLS");
    let timeouts = Timeouts { silence: Some(Duration::from_millis(50)), ..Timeouts::default() };
    let client = stack.client(timeouts, Redirects::Return).expect("a client");
    let transport = HttpTransport::new(client, deployment(&url), SharedCredentials::anonymous())
        .with_policy(policy().give_up_after(Duration::ZERO));
    let error = status(&transport).await.expect_err("silence");
    assert_eq!(error.kind(), CallErrorKind::Transport);
    assert!(error.to_string().contains("timed out"), "{error}");
    assert_eq!(server.await.expect("the server ends"), 1);
}

#[tokio::test]
async fn dropping_a_call_ends_it() {
    let arrived = Arc::new(Notify::new());
    let (url, server) = misbehaving(vec![Behaviour::Stall(arrived.clone())]).await;
    let transport = transport(&url);
    let call = tokio::spawn(async move { status(&transport).await });
    arrived.notified().await;
    call.abort();
    assert_eq!(server.await.expect("the server ends"), 1);
}

#[tokio::test]
async fn retry_after_is_honoured_up_to_a_limit() {
    let server = Server::start(|number, _| match number {
        0 => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "3600")], "").into_response(),
        1 => (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "Fri, 06 Nov 2099 08:49:37 GMT")], "")
            .into_response(),
        _ => answer(200, &json!({})),
    })
    .await;
    let started = Instant::now();
    status(&transport(&server.url)).await.expect("an answer");
    assert!(started.elapsed() >= Duration::from_millis(100), "two waits of 50 ms: {:?}", started.elapsed());
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn no_attempt_begins_after_the_limit() {
    let server = Server::start(|_, _| (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "3600")])).await;
    let short = policy().give_up_after(Duration::from_millis(40));
    let error = status(&transport(&server.url).with_policy(short)).await.expect_err("unavailable");
    assert_eq!((error.attempts(), error.kind()), (1, CallErrorKind::Server5xx));

    let server = Server::start(|_, _| answer(500, &json!({}))).await;
    let error = status(&transport(&server.url).with_policy(short)).await.expect_err("unavailable");
    assert!(error.attempts() > 1, "{error}");
    assert!(error.elapsed() < Duration::from_secs(10), "{error}");
    assert_eq!(server.seen().len(), error.attempts() as usize);
}

#[tokio::test]
async fn a_refusal_is_final_and_explained() {
    let body = json!({ "code": "RequestConflict", "message": "Run 0 was\nresolved", "requestInfo": {} });
    let server = Server::start(move |_, _| answer(409, &body)).await;
    let mut request = status_request();
    request.query.push(("token", "s3cr3t".to_owned()));
    let error = transport(&server.url).call::<Value>(request).await.expect_err("a conflict");
    assert_eq!(server.seen().len(), 1);
    assert_eq!(server.seen()[0].uri.query(), Some("token=s3cr3t"));
    assert_eq!(error.kind(), CallErrorKind::Client(409));
    assert_eq!((error.status(), error.code()), (Some(409), Some("RequestConflict")));
    let url = format!("{}/api/queue/v1/task/fN1SbArXTPSVFNUvaOlinQ/status", server.url);
    let expected = format!("queue.status failed (GET {url}): HTTP 409 RequestConflict: Run 0 was resolved");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let server = Server::start(|_, _| Redirect::to("/elsewhere?token=s3cr3t")).await;
    let error = status(&transport(&server.url)).await.expect_err("a redirect");
    assert_eq!(error.kind(), CallErrorKind::Client(303));
    assert!(error.to_string().contains("redirects to /elsewhere,"), "{error}");
    assert!(!error.to_string().contains("s3cr3t"), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_well_formed_answer_of_another_shape_is_final() {
    let server = Server::start(|_, _| answer(200, &json!({ "status": "what" }))).await;
    let clients = TaskclusterClients::new(http(), deployment(&server.url), SharedCredentials::anonymous());
    let error = clients.queue().status("fN1SbArXTPSVFNUvaOlinQ").await.expect_err("not a status");
    assert_eq!(error.kind(), CallErrorKind::Decode);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{".to_vec();
    let mut chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..33 {
        chunked.extend(format!("{:x}\r\n", 1 << 20).bytes());
        chunked.extend(vec![b' '; 1 << 20]);
        chunked.extend(b"\r\n");
    }
    let (url, server) = misbehaving(vec![Behaviour::Send(announced), Behaviour::Send(chunked)]).await;
    for _ in 0..2 {
        let error = status(&transport(&url)).await.expect_err("too long");
        assert_eq!(error.kind(), CallErrorKind::Decode);
        assert!(error.to_string().contains("longer than"), "{error}");
    }
    server.await.expect("the server saw both connections");
}

#[tokio::test]
async fn a_refused_signature_with_a_wrong_clock_says_so() {
    let server = Server::start(|_, _| {
        let date = [("date", "Sun, 06 Nov 1994 08:49:37 GMT")];
        (
            StatusCode::UNAUTHORIZED,
            date,
            json!({ "code": "AuthenticationFailed", "message": "no" }).to_string(),
        )
    })
    .await;
    let error = status(&transport(&server.url)).await.expect_err("unauthorized").to_string();
    assert!(error.contains("HTTP 401 AuthenticationFailed: no (this machine's clock is "), "{error}");
}

#[tokio::test]
async fn unusable_requests_are_not_sent() {
    let transport = transport("http://127.0.0.1:9");
    let error = transport
        .call::<Value>(request(&queue::operations::STATUS, &[("taskId", "..")]))
        .await
        .expect_err("not a segment");
    assert_eq!((error.kind(), error.attempts()), (CallErrorKind::Request, 0));
    let broken = Credentials::new("me", Secret::new(TOKEN.into()), Some(Secret::new("{s3cr3t".into())));
    let transport = transport.with_credentials(SharedCredentials::new(broken));
    let error = status(&transport).await.expect_err("a malformed certificate");
    assert_eq!(error.kind(), CallErrorKind::Signing);
    assert!(!error.to_string().contains("s3cr3t"), "{error}");
}

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn retries_are_logged_and_no_secret_is_shown() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    // With a single subscriber, tracing asks the subscriber of whichever test's thread logs first.
    let _second = tracing::Dispatch::new(tracing_subscriber::fmt().finish());
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Server::start(|_, seen| {
        let echo = format!("your header {:?} and token {TOKEN}", seen.header("authorization"));
        answer(500, &json!({ "code": "InternalServerError", "message": echo }))
    })
    .await;
    let short = policy().give_up_after(Duration::from_millis(20));
    let error = status(&transport(&server.url).with_policy(short)).await.expect_err("broken");
    let log = String::from_utf8(log.0.lock().expect("no panic").clone()).expect("UTF-8");
    assert!(log.contains("queue.status failed (GET "), "{log}");
    assert!(log.contains("trying again in") && log.contains("attempt=1"), "{log}");
    for text in [log, error.to_string(), format!("{error:?}")] {
        assert!(!text.contains(TOKEN), "{text}");
    }
}

#[tokio::test]
async fn nobody_listening_is_a_transport_error() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let short = policy().give_up_after(Duration::from_millis(20));
    let error = status(&transport(&url).with_policy(short)).await.expect_err("nobody listens");
    assert_eq!(error.kind(), CallErrorKind::Transport);
    assert!(error.attempts() > 1);
    let text = error.to_string();
    assert!(text.contains("refused") && text.contains("attempts in"), "{text}");
    assert!(!text.contains('\n'), "{text}");
}
