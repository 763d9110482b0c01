//! Artifacts, wherever they are stored.

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::server::{Answer, Request, Server};
use super::{fetcher, fetcher_of, options, sha256};
use crate::mounts::{Fault, FetchError, Fetcher};
use crate::taskcluster::root_url::Deployment;

const TASK: &str = "fN1SbArXTPSVFNUvaOlinQ";
const CONTENT: &[u8] = b"the artifact";

/// A deployment whose queue answers `queue`, and whose object service answers `object`.
async fn deployment(storage: &str, queue: Value, object: Value) -> Server {
    let storage = storage.to_owned();
    let fill = move |value: &Value| {
        let text = value.to_string().replace("STORAGE", &storage);
        Answer::new(200, &[], text.as_bytes())
    };
    Server::start(move |_, request| match request.target.as_str() {
        target if target.starts_with("/api/queue/v1/task/") => fill(&queue),
        target if target.starts_with("/api/object/v1/start-download/") => fill(&object),
        "/api/index/v1/task/a.b" => Answer::json(&json!({
            "namespace": "a.b", "taskId": TASK, "rank": 1, "data": {}, "expires": "2030-01-01T00:00:00.000Z",
        })),
        target => Answer::new(404, &[], target.as_bytes()),
    })
    .await
}

async fn fetch(fetcher: &Fetcher, content: Value) -> Result<Vec<u8>, FetchError> {
    let dir = tempfile::tempdir().unwrap();
    let source = fetcher.source(&serde_json::from_value(content).unwrap()).await?;
    let fetched = fetcher.fetch_file(&source, dir.path(), None, &CancellationToken::new()).await?;
    Ok(std::fs::read(fetched.path).unwrap())
}

fn artifact() -> Value {
    json!({ "taskId": TASK, "artifact": "public/a b" })
}

async fn storage() -> Server {
    Server::start(|_, _| Answer::ok(CONTENT)).await
}

fn is_signed(request: &Request) -> bool {
    request.header("authorization").is_some_and(|value| value.starts_with("Hawk id=\"task\""))
}

#[tokio::test]
async fn s3_and_reference_artifacts_are_fetched_without_credentials() {
    for kind in ["s3", "reference"] {
        let storage = storage().await;
        let queue = json!({ "storageType": kind, "url": "STORAGE/file?signature=s3cr3t" });
        let server = deployment(&storage.url, queue, Value::Null).await;
        let (fetcher, _) = fetcher(&server.url);
        assert_eq!(fetch(&fetcher, artifact()).await.unwrap(), CONTENT);
        let requests = server.requests();
        assert_eq!(requests[0].target, format!("/api/queue/v1/task/{TASK}/artifact-content/public%2Fa%20b"));
        assert!(is_signed(&requests[0]));
        assert_eq!(storage.requests()[0].header("authorization"), None);
    }
}

#[tokio::test]
async fn error_artifacts_say_why() {
    let queue =
        json!({ "storageType": "error", "reason": "file-missing-on-worker", "message": "it was not made" });
    let server = deployment("", queue, Value::Null).await;
    let (fetcher, _) = fetcher(&server.url);
    let error = fetch(&fetcher, artifact()).await.unwrap_err();
    assert_eq!(error.fault(), Fault::Task);
    let text = error.to_string();
    assert!(text.contains("file-missing-on-worker: it was not made"), "{text}");
}

#[tokio::test]
async fn objects_are_verified() {
    let good = sha256(CONTENT).to_string();
    let sha512 = {
        use sha2::Digest;
        sha2::Sha512::digest(CONTENT).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let bad = "0".repeat(64);
    for (hashes, expected) in [
        (json!({ "sha256": good }), Ok(())),
        (json!({ "sha512": sha512, "md5": "unknown" }), Ok(())),
        (json!({ "sha256": good, "sha512": "0".repeat(128) }), Err("has SHA-512")),
        (json!({ "sha256": bad }), Err("has SHA-256")),
        (json!({ "md5": "unknown" }), Err("neither its SHA-256 nor its SHA-512")),
    ] {
        let storage = storage().await;
        let credentials = json!({ "clientId": "object", "accessToken": "t0ken-t0ken", "certificate": "{}" });
        let queue = json!({ "storageType": "object", "name": "t/1/public/a", "credentials": credentials });
        let object = json!({
            "method": "getUrl", "url": "STORAGE/object", "expires": "2030-01-01T00:00:00.000Z", "hashes": hashes,
        });
        let server = deployment(&storage.url, queue, object).await;
        let (fetcher, _) = fetcher(&server.url);
        let outcome = fetch(&fetcher, artifact()).await;
        let request = &server.requests()[1];
        assert_eq!(request.method, "PUT");
        assert_eq!(request.target, "/api/object/v1/start-download/t%2F1%2Fpublic%2Fa");
        assert!(request.header("authorization").unwrap().starts_with("Hawk id=\"object\""));
        match expected {
            Ok(()) => assert_eq!(outcome.unwrap(), CONTENT),
            Err(expected) => {
                let text = outcome.unwrap_err().to_string();
                assert!(text.contains(expected), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn each_attempt_asks_for_a_fresh_url() {
    let storage = Server::start(|count, _| match count {
        0 => Answer::cut(&[], CONTENT, 5),
        _ => Answer::ok(CONTENT),
    })
    .await;
    let queue = json!({ "storageType": "s3", "url": "STORAGE/file" });
    let server = deployment(&storage.url, queue, Value::Null).await;
    let (fetcher, _) = fetcher(&server.url);
    assert_eq!(fetch(&fetcher, artifact()).await.unwrap(), CONTENT);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_index_is_asked_for_the_task() {
    let storage = storage().await;
    let server =
        deployment(&storage.url, json!({ "storageType": "s3", "url": "STORAGE/file" }), Value::Null).await;
    let (fetcher, _) = fetcher(&server.url);
    let content = json!({ "namespace": "a.b", "artifact": "public/x" });
    let source = fetcher.source(&serde_json::from_value(content.clone()).unwrap()).await.unwrap();
    assert_eq!(source.key(), format!("artifact:{TASK}:public/x"));
    assert_eq!(fetch(&fetcher, content).await.unwrap(), CONTENT);
    let error = fetch(&fetcher, json!({ "namespace": "no.such", "artifact": "x" })).await.unwrap_err();
    assert_eq!(error.fault(), Fault::Task);
    assert!(error.to_string().contains("namespace no.such artifact x"), "{error}");
}

#[tokio::test]
async fn deployments_of_2018_get_a_signed_url() {
    let storage = storage().await;
    let location = format!("{}/file", storage.url);
    let server = Server::start(move |_, _| Answer::new(303, &[("location", &location)], b"{}")).await;
    let deployment = Deployment::of_2018().with_base_url("queue", &format!("{}/v1", server.url)).unwrap();
    let (fetcher, _) = fetcher_of(deployment, options());
    assert_eq!(fetch(&fetcher, artifact()).await.unwrap(), CONTENT);
    let target = &server.requests()[0].target;
    let route = format!("/v1/task/{TASK}/artifacts/public%2Fa%20b?bewit=");
    assert!(target.starts_with(&route), "{target}");
    assert!(!storage.requests()[0].target.contains("bewit"));
}
