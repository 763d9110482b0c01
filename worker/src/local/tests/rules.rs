//! What holds for all operations.

use generated::api::{auth, index, object, purge_cache, queue, secrets};
use generated::runtime::api::Operation;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::Method;
use serde_json::Value;

use super::*;

/// Something that looks like what a path parameter stands for.
fn example(parameter: &str) -> &'static str {
    match parameter {
        "taskId" | "taskGroupId" => "fN1SbArXTPSVFNUvaOlinQ",
        "taskQueueId" | "workerPoolId" => "proj%2Ftype",
        "runId" => "0",
        _ => "x",
    }
}

fn path(operation: &Operation) -> String {
    let segments = operation.route.split('/').map(|segment| {
        let parameter = segment.strip_prefix('<').and_then(|segment| segment.strip_suffix('>'));
        parameter.map_or(segment, example)
    });
    let route = segments.collect::<Vec<_>>().join("/");
    format!("/api/{}/{}{route}", operation.service, operation.version)
}

/// All operations of all services that are there.
fn offered() -> impl Iterator<Item = &'static Operation> {
    let services = [
        queue::OPERATIONS,
        auth::OPERATIONS,
        purge_cache::OPERATIONS,
        secrets::OPERATIONS,
        index::OPERATIONS,
        object::OPERATIONS,
    ];
    services.into_iter().flatten().copied()
}

/// A body that asks for something, where nothing could be had without scopes.
fn body(operation: &str) -> &'static str {
    match operation {
        "tasks" | "statuses" => r#"{ "taskIds": ["fN1SbArXTPSVFNUvaOlinQ"] }"#,
        "findTasksAtIndex" => r#"{ "indexes": ["x"] }"#,
        _ => "{}",
    }
}

#[tokio::test]
async fn nothing_that_needs_scopes_is_done_without() {
    let deployment = start().await;
    clients(&deployment).auth().delete_role("anonymous").await.expect("deleted");
    let http = http();
    for operation in offered() {
        let method = Method::from_bytes(operation.method.as_str().as_bytes()).expect("a method");
        let url = format!("{}{}", deployment.root_url(), path(operation));
        let name = operation.name;
        let answer = http.request(method, &url).header(CONTENT_TYPE, "application/json").body(body(name));
        let status = answer.send().await.expect("an answer").status().as_u16();
        match operation.scopes {
            // An operation that is not offered may say so before it asks for scopes.
            Some(_) => assert!(matches!(status, 400 | 403 | 404 | 501), "{name}: {status}"),
            None => assert!(matches!(status, 200 | 400 | 401), "{name}: {status}"),
        }
    }
    deployment.stop().await;
}

/// The operations that a deployment for development has no use for.
const NOT_OFFERED: [&str; 12] = [
    "getEntityHistory",
    "listAuditHistory",
    "awsS3Credentials",
    "azureAccounts",
    "azureTables",
    "azureTableSAS",
    "azureContainers",
    "azureContainerSAS",
    "sentryDSN",
    "websocktunnelToken",
    "gcpCredentials",
    "findArtifactFromTask",
];

#[tokio::test]
async fn every_operation_answers_sensibly_to_whoever_may_do_everything() {
    let deployment = start().await;
    let http = http();
    let mut missing = Vec::new();
    for operation in offered() {
        let url: url::Url = format!("{}{}", deployment.root_url(), path(operation)).parse().expect("a URL");
        let signature =
            crate::taskcluster::hawk::authorization(operation.method.as_str(), &url, &root(&deployment))
                .expect("signed");
        let method = Method::from_bytes(operation.method.as_str().as_bytes()).expect("a method");
        let request =
            http.request(method, url).header(CONTENT_TYPE, "application/json").body(body(operation.name));
        let answer = request.header(AUTHORIZATION, signature).send().await.expect("an answer");
        match answer.status().as_u16() {
            501 => missing.push(operation.name),
            // Only the client for tests of clients is known here.
            401 if operation.name.starts_with("testAuthenticate") => {}
            status => assert!(status < 500 && !matches!(status, 401 | 403), "{}: {status}", operation.name),
        }
    }
    assert_eq!(missing, NOT_OFFERED);
    deployment.stop().await;
}

#[tokio::test]
async fn requests_are_checked_in_the_order_of_the_real_services() {
    let deployment = start().await;
    let ask = async |method: Method, path: &str, content_type: &str, body: &'static str| {
        let url = format!("{}/api/{path}", deployment.root_url());
        let request = http().request(method, url).header(CONTENT_TYPE, content_type).body(body);
        let answer = request.send().await.expect("an answer");
        let body: Value = serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON");
        body["code"].as_str().unwrap_or_default().to_owned()
    };
    let json = "application/json";
    // The path says which scope is needed, so nobody gets further without it.
    let secret = "secrets/v1/secret/x";
    assert_eq!(ask(Method::PUT, secret, json, "{").await, "InsufficientScopes");
    // Here the body says so, and must be read first.
    let task = "queue/v1/task/fN1SbArXTPSVFNUvaOlinQ";
    assert_eq!(ask(Method::PUT, task, json, "{").await, "MalformedPayload");
    assert_eq!(ask(Method::PUT, task, "text/plain", "{}").await, "MalformedPayload");
    assert_eq!(ask(Method::PUT, task, json, "{}").await, "InputValidationError");
    assert_eq!(ask(Method::PUT, "queue/v1/task/short", json, "{}").await, "InvalidRequestArguments");
    assert_eq!(ask(Method::GET, "queue/v1/task-queues?x=1", json, "").await, "InvalidRequestArguments");
    assert_eq!(ask(Method::GET, "queue/v1/task-queues?limit=x", json, "").await, "InvalidRequestArguments");
    deployment.stop().await;
}

#[tokio::test]
async fn a_refusal_does_not_repeat_a_secret() {
    let deployment = start().await;
    let all = clients(&deployment);
    let nothing: [&str; 0] = [];
    let with = all.with_credentials(SharedCredentials::new(root(&deployment).restricted_to(nothing)));
    let secret = generated::api::secrets::Secret {
        expires: Timestamp::now() + Duration::from_secs(60),
        secret: json!({ "key": "s3cr3t" }).as_object().expect("an object").clone(),
    };
    let error = with.secrets().set("a", &secret).await.expect_err("refused");
    assert!(!format!("{error:?}").contains("s3cr3t"));
    deployment.stop().await;
}
