//! Artifacts.

use generated::api::queue::{ArtifactStorageType as StorageType, PostArtifactRequest};

use super::super::artifacts::{Artifact, Details};
use super::*;

const LATER: &str = "2018-11-01T00:00:00Z";

fn running() -> Fixture {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    queue.claim(1);
    queue
}

impl Fixture {
    fn post(&mut self, name: &str, request: Value) -> Result<Artifact, ServerError> {
        let request: PostArtifactRequest = serde_json::from_value(request).expect("a request");
        self.state.create_artifact("a", 0, name, request, self.now)
    }

    fn find(&self, name: &str) -> Result<Details, ServerError> {
        self.state.find_artifact("a", 0, name, self.now).map(|found| found.details)
    }
}

fn s3(content_type: &str, expires: &str) -> Value {
    json!({ "storageType": "s3", "contentType": content_type, "expires": expires })
}

fn link(to: &str) -> Value {
    json!({ "storageType": "link", "artifact": to, "expires": LATER })
}

fn reference(url: &str) -> Value {
    json!({ "storageType": "reference", "url": url, "contentType": "text/plain", "expires": LATER })
}

fn error(message: &str) -> Value {
    json!({ "storageType": "error", "reason": "file-missing-on-worker", "message": message, "expires": LATER })
}

#[test]
fn a_request_can_be_repeated_but_hardly_changed() {
    let mut queue = running();
    queue.post("s3", s3("text/plain", LATER)).expect("new");
    queue.post("s3", s3("text/plain", LATER)).expect("the same");
    let extended = queue.post("s3", s3("text/plain", "2018-12-01T00:00:00Z")).expect("a later expiry");
    assert_eq!(extended.expires.to_string(), "2018-12-01T00:00:00.000Z");
    queue.post("error", error("m")).expect("new");
    queue.post("error", error("m")).expect("the same");
    queue.post("link", link("x")).expect("new");
    queue.post("link", link("x")).expect("the same");
    for (name, request) in [
        ("s3", s3("text/html", LATER)),
        ("s3", s3("text/plain", LATER)),
        ("s3", link("x")),
        ("s3", reference("https://example.com")),
        ("error", error("n")),
        ("link", link("y")),
        ("link", reference("https://example.com")),
    ] {
        assert_refused(queue.post(name, request.clone()), 409, "RequestConflict");
    }
}

#[test]
fn a_reference_can_be_pointed_elsewhere_or_become_a_link() {
    let mut queue = running();
    queue.post("live.log", reference("https://example.com/1")).expect("new");
    queue.post("live.log", reference("https://example.com/2")).expect("another place");
    assert_eq!(queue.find("live.log"), Ok(Details::Reference { url: "https://example.com/2".to_owned() }));
    queue.post("backing.log", s3("text/plain", LATER)).expect("new");
    queue.post("live.log", link("backing.log")).expect("a link");
    assert_eq!(queue.find("live.log"), Ok(Details::S3));
    assert_refused(queue.post("live.log", reference("https://example.com/3")), 409, "RequestConflict");
    let infos = queue.state.describe_artifacts("a", 0).expect("a run");
    let kinds: Vec<_> = infos.iter().map(|info| (info.name.as_str(), info.storage_type)).collect();
    assert_eq!(kinds, [("backing.log", StorageType::S3), ("live.log", StorageType::Link)]);
}

#[test]
fn links_are_followed_to_their_end() {
    let mut queue = running();
    for (from, to) in [("a", "b"), ("b", "c"), ("x", "y"), ("y", "x"), ("dead", "end"), ("self", "self")] {
        queue.post(from, link(to)).expect("new");
    }
    queue.post("c", error("m")).expect("new");
    assert!(matches!(queue.find("a"), Ok(Details::Error(content)) if content.message == "m"));
    assert_eq!(queue.state.names_on_the_way("a", 0, "a"), ["a", "b", "c"]);
    for cycle in ["x", "y", "self"] {
        assert_refused(queue.find(cycle), 400, "InputError");
    }
    assert_eq!(queue.state.names_on_the_way("a", 0, "x"), ["x", "y"]);
    assert_refused(queue.find("dead"), 404, "ResourceNotFound");
    assert_eq!(queue.state.names_on_the_way("a", 0, "dead"), ["dead", "end"]);
}

#[test]
fn artifacts_belong_to_a_run_that_was_claimed() {
    let mut queue = Fixture::new();
    assert_refused(queue.post("x", link("y")), 400, "InputError");
    queue.create("a", json!({}));
    assert_refused(queue.post("x", link("y")), 400, "InputError");
    queue.claim(1);
    queue.post("x", link("y")).expect("a running run");
}

#[test]
fn artifacts_come_before_the_resolution_but_after_an_exception() {
    for verdict in [Verdict::Completed, Verdict::Failed] {
        let mut queue = running();
        queue.report("a", 0, verdict).expect("running");
        assert_refused(queue.post("x", link("y")), 409, "RequestConflict");
    }
    let mut queue = running();
    queue.exception("a", 0, ExceptionReason::WorkerShutdown).expect("running");
    queue.pass(25 * 60);
    queue.post("x", link("y")).expect("not too late");
    queue.pass(1);
    assert_refused(queue.post("x", link("y")), 409, "RequestConflict");
}

#[test]
fn expiry_is_bounded_by_now_and_by_the_task() {
    let mut queue = running();
    assert_refused(queue.post("x", s3("t/p", "2018-10-25T11:44:59Z")), 400, "InputError");
    assert_refused(queue.post("x", s3("t/p", "2019-10-26T12:00:01Z")), 400, "InputError");
    queue.post("x", s3("t/p", "2018-10-25T12:01:00Z")).expect("a minute is enough");
    queue.pass(61);
    assert_refused(queue.find("x"), 410, "ResourceExpired");
}

#[test]
fn an_object_is_absent_until_it_is_finished() {
    let mut queue = running();
    let object = json!({ "storageType": "object", "contentType": "text/plain", "expires": LATER });
    let artifact = queue.post("x", object.clone()).expect("new");
    let Details::Object { upload_id } = artifact.details else { panic!("{artifact:?}") };
    assert_eq!(queue.state.unfinished_upload("a", 0, "x"), Ok(Some(upload_id.as_str())));
    assert_refused(queue.find("x"), 404, "ResourceNotFound");
    assert_refused(queue.post("x", object), 409, "RequestConflict");
    queue.state.finish_artifact("a", 0, "x");
    assert_eq!(queue.state.unfinished_upload("a", 0, "x"), Ok(None));
    assert!(matches!(queue.find("x"), Ok(Details::Object { .. })));
    queue.post("l", link("x")).expect("new");
    assert_refused(queue.state.unfinished_upload("a", 0, "l"), 400, "InputError");
    assert_refused(queue.state.unfinished_upload("a", 0, "z"), 404, "ResourceNotFound");
}
