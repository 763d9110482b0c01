//! Who is believed.

use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hawk::{Credentials, Key, RequestBuilder, SHA256};
use serde_json::{Value, json};

use super::registry::Client;
use super::*;

const HOST: &str = "127.0.0.1";
const PORT: u16 = 8000;
const RESOURCE: &str = "/api/queue/v1/ping?x=%2F";

fn now() -> Timestamp {
    Timestamp::now()
}

/// A service with a client `some/client` that has these scopes.
fn service(scopes: &[&str]) -> AuthService {
    let service = AuthService::new(now());
    let client = Client {
        access_token: Secret::new("t0ken".to_owned()),
        description: String::new(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        expires: now() + Duration::from_secs(3600),
        created: now(),
        last_modified: now(),
        last_rotated: now(),
        delete_on_expiration: false,
        disabled: false,
    };
    service.registry().clients.insert("some/client".to_owned(), client);
    service
}

fn credentials(id: &str, token: &str) -> Credentials {
    Credentials { id: id.to_owned(), key: Key::new(token, SHA256).expect("a key") }
}

/// The Authorization header of a GET, made `ago`.
fn header(credentials: &Credentials, ext: Option<&str>, ago: Duration) -> String {
    let request = RequestBuilder::new("GET", HOST, PORT, RESOURCE).ext(ext).request();
    let time = SystemTime::now() - ago;
    format!("Hawk {}", request.make_header_full(credentials, time, "nonce").expect("a header"))
}

fn ask(service: &AuthService, authorization: Option<&str>, resource: &str) -> Result<Caller, String> {
    let signed = Signed { method: "GET", resource, host: HOST, port: PORT, authorization };
    service.authenticate(signed, now()).map_err(|error| error.message)
}

fn ext(value: &Value) -> String {
    STANDARD.encode(value.to_string())
}

#[track_caller]
fn assert_refused(result: Result<Caller, String>, word: &str) {
    let message = result.map(|caller| caller.client_id).expect_err(word);
    assert!(message.contains(word), "{message}");
    assert!(!message.contains("t0ken"), "{message}");
}

#[test]
fn a_right_signature_is_believed_for_its_request_only() {
    let service = service(&["a:*"]);
    let right = header(&credentials("some/client", "t0ken"), None, Duration::ZERO);
    let caller = ask(&service, Some(&right), RESOURCE).expect("right");
    assert_eq!(caller.client_id.as_deref(), Some("some/client"));
    assert!(caller.scopes.satisfies("a:b") && caller.scopes.satisfies("queue:status:x"));
    assert!(!caller.scopes.satisfies("b"));
    assert_refused(ask(&service, Some(&right), "/other"), "Bad mac");
    assert_refused(ask(&service, Some(&format!("{right}x")), RESOURCE), "");
    let wrong = header(&credentials("some/client", "wrong"), None, Duration::ZERO);
    assert_refused(ask(&service, Some(&wrong), RESOURCE), "Bad mac");
    let nobody = header(&credentials("nobody", "t0ken"), None, Duration::ZERO);
    assert_refused(ask(&service, Some(&nobody), RESOURCE), "not found");
    assert_refused(ask(&service, Some("Basic YTpi"), RESOURCE), "Hawk");
    assert_refused(ask(&service, Some("Hawk id=\"some/client\""), RESOURCE), "");
}

#[test]
fn clocks_may_be_a_quarter_of_an_hour_apart() {
    let service = service(&[]);
    let at =
        |minutes: u64| header(&credentials("some/client", "t0ken"), None, Duration::from_secs(60 * minutes));
    ask(&service, Some(&at(14)), RESOURCE).expect("close enough");
    assert_refused(ask(&service, Some(&at(16)), RESOURCE), "Stale timestamp");
}

#[test]
fn clients_can_expire_and_be_disabled() {
    let service = service(&[]);
    let right = header(&credentials("some/client", "t0ken"), None, Duration::ZERO);
    let change =
        |change: fn(&mut Client)| change(service.registry().clients.get_mut("some/client").expect("it"));
    change(|client| client.disabled = true);
    assert_refused(ask(&service, Some(&right), RESOURCE), "disabled");
    change(|client| client.disabled = false);
    change(|client| client.expires = client.created);
    assert_refused(ask(&service, Some(&right), RESOURCE), "expired");
}

#[test]
fn without_a_signature_only_the_role_of_everybody_counts() {
    let caller = ask(&service(&["*"]), None, RESOURCE).expect("anybody");
    assert_eq!(caller.client_id, None);
    assert!(caller.scopes.satisfies("queue:get-artifact:public/a"));
    assert!(!caller.scopes.satisfies("queue:get-artifact:private/a"));
}

#[test]
fn scopes_can_be_given_up_but_not_gained() {
    let service = service(&["a:*"]);
    let with = |scopes: Value| {
        let ext = ext(&json!({ "authorizedScopes": scopes }));
        let header = header(&credentials("some/client", "t0ken"), Some(&ext), Duration::ZERO);
        ask(&service, Some(&header), RESOURCE)
    };
    let caller = with(json!(["a:b"])).expect("fewer");
    assert!(caller.scopes.satisfies("a:b") && !caller.scopes.satisfies("a:c"));
    // What everybody may do can be named, and cannot be given up.
    with(json!(["queue:status:x"])).expect("public");
    assert!(with(json!([])).expect("nothing").scopes.satisfies("queue:status:x"));
    assert_refused(with(json!(["b"])), "authorizedScopes");
    assert_refused(with(json!(["a:\u{1}"])), "valid scopes");
    assert_refused(with(json!("a:b")), "ext");
}

#[test]
fn extensions_in_any_base_64_are_read() {
    let service = service(&["a:*"]);
    let json = json!({ "authorizedScopes": ["a:???>>>"] }).to_string();
    for ext in [STANDARD.encode(&json), URL_SAFE_NO_PAD.encode(&json)] {
        let header = header(&credentials("some/client", "t0ken"), Some(&ext), Duration::ZERO);
        ask(&service, Some(&header), RESOURCE).expect(&ext);
    }
}

#[test]
fn temporary_credentials_give_what_their_issuer_has() {
    let ask_with = |service: &AuthService, name: &str, scopes: &[&str]| {
        let span = (now(), now() + Duration::from_secs(60));
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let issued = certificate::issue(name, scopes, span, ("some/client", "t0ken")).expect("issued");
        let certificate: Value = serde_json::from_str(issued.certificate.expose()).expect("JSON");
        let ext = ext(&json!({ "certificate": certificate }));
        let header = header(&credentials(name, issued.access_token.expose()), Some(&ext), Duration::ZERO);
        ask(service, Some(&header), RESOURCE)
    };
    let issuer = service(&["a:*", "auth:create-client:temp/*"]);
    let caller = ask_with(&issuer, "temp/x", &["a:b"]).expect("allowed");
    assert_eq!(caller.client_id.as_deref(), Some("temp/x"));
    assert!(caller.scopes.satisfies("a:b") && !caller.scopes.satisfies("a:c"));
    assert!(caller.expires <= now() + Duration::from_secs(60));
    assert_refused(ask_with(&issuer, "temp/x", &["b"]), "satisfy all certificate scopes");
    assert_refused(ask_with(&issuer, "other", &["a:b"]), "auth:create-client:other");
    assert_refused(ask_with(&issuer, "some/client", &["a:b"]), "differ");
}

#[test]
fn a_url_can_be_signed_for_reading() {
    let service = service(&["a:*"]);
    let sign = |seconds: i64| {
        let shift = Duration::from_secs(seconds.unsigned_abs());
        let end = if seconds < 0 { SystemTime::now() - shift } else { SystemTime::now() + shift };
        let request = RequestBuilder::new("GET", HOST, PORT, RESOURCE).request();
        let credentials = credentials("some/client", "t0ken");
        let bewit = request.make_bewit(&credentials, end).expect("a bewit").to_str();
        format!("{RESOURCE}&bewit={bewit}")
    };
    let caller = ask(&service, None, &sign(60)).expect("right");
    assert!(caller.scopes.satisfies("a:b"));
    assert_refused(ask(&service, None, &sign(-60)), "expired");
    assert_refused(ask(&service, None, &sign(60).replace("x=", "y=")), "Bad mac");
    assert_refused(ask(&service, Some("Hawk x"), &sign(60)), "two authentication schemes");
    assert_refused(ask(&service, None, &format!("{RESOURCE}&bewit=!")), "bewit");
    let put = Signed { method: "PUT", resource: &sign(60), host: HOST, port: PORT, authorization: None };
    let refused = service.authenticate(put, now()).map_err(|error| error.message);
    assert_refused(refused, "method");
}
