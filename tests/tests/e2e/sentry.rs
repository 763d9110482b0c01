//! Reports to Sentry.

use serde_json::{Value, json};
use tests::{Deployment, Fault, FaultyProxy, WebServer, WorkerBuilder};

/// A worker that cannot work, behind `proxy`.
fn broken_worker(deployment: &Deployment, proxy: &FaultyProxy) -> WorkerBuilder {
    WorkerBuilder::new(deployment)
        .with("rootURL", proxy.root_url.as_str())
        .with("requiredDiskSpaceMegabytes", u32::MAX)
        .with("tasksDir", ".")
        .with("shutdownMachineOnInternalError", false)
        .with("sentryProject", "my-project")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_internal_error_is_reported_with_its_tags_and_without_secrets() {
    let deployment = Deployment::start().await;
    let sentry = WebServer::start(|_| (200, "{}".to_owned())).await;
    let address = sentry.url.replace("http://", "");
    let dsn = json!({
        "project": "my-project",
        "dsn": { "secret": format!("http://public:s3cret-key@{address}/42"), "public": format!("http://public@{address}/42") },
        "expires": "2100-01-01T00:00:00.000Z",
    });
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    proxy.inject("/auth/v1/sentry/my-project/dsn", Fault::Answer(dsn.to_string().leak()), 1);
    let mut worker = broken_worker(&deployment, &proxy).start();
    assert_eq!(worker.exit_code().await, 69);
    let log = worker.log();
    assert!(log.contains("Reported to Sentry project my-project"), "{log}");
    assert!(!log.contains("s3cret-key"), "{log}");

    let requests = sentry.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.line(), "POST /api/42/envelope/");
    assert!(
        request.header("x-sentry-auth").is_some_and(|auth| auth.contains("sentry_key=public")),
        "{request:?}"
    );
    let body = String::from_utf8_lossy(&request.body);
    assert!(!body.contains(&deployment.access_token), "{body}");
    let event: Value =
        serde_json::from_str(body.lines().nth(2).expect("headers and an event")).expect("JSON");
    assert!(
        event["message"].as_str().expect("text").contains("Not able to free up enough disk space"),
        "{event}"
    );
    assert_eq!(event["level"], "fatal");
    let version = String::from_utf8(tests::run(&["--short-version"]).stdout).expect("text");
    for (tag, value) in [
        ("workerType", "e2e"),
        ("workerGroup", "group"),
        ("workerId", "worker"),
        ("provisionerId", "test-provisioner"),
        ("cleanUpTaskDirs", "true"),
        ("runTasksAsCurrentUser", "true"),
        ("gwVersion", version.trim()),
    ] {
        assert_eq!(event["tags"][tag], value, "{event}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_sentry_the_worker_says_so_and_ends_all_the_same() {
    let deployment = Deployment::start().await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    proxy.inject("/sentry/", Fault::Status(404), 1);
    let mut worker = broken_worker(&deployment, &proxy).start();
    assert_eq!(worker.exit_code().await, 69);
    assert!(worker.log().contains("WARNING: Could not get sentry DSN: "), "{}", worker.log());

    // An empty name means that nobody is asked.
    proxy.inject("/sentry/", Fault::Status(404), 1);
    let mut worker = broken_worker(&deployment, &proxy).with("sentryProject", "").start();
    assert_eq!(worker.exit_code().await, 69);
    assert_eq!(proxy.outstanding(), 1);
}
