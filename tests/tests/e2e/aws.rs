//! `--configure-for-aws`, against an EC2 metadata service and an AWS provisioner on this machine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tests::{CAPABILITIES, Deployment, WebRequest, WebServer, WorkerBuilder, commands, eventually, sh};

/// What EC2 and the provisioner know, to be changed while they run.
#[derive(Clone)]
struct Cloud {
    /// Whether there are tokens, and none of the older requests without.
    second_version: bool,
    metadata: BTreeMap<String, String>,
    user_data: Value,
    secret: Option<Value>,
    may_delete: bool,
    deployment_id: &'static str,
    spot_termination: bool,
}

type Shared = Arc<Mutex<Cloud>>;

const TOKEN: &str = "the-metadata-token";
const SECURITY_TOKEN: &str = "the-security-token";

fn answer(cloud: &Shared, request: &WebRequest) -> (u16, String) {
    let mut cloud = cloud.lock().expect("not poisoned");
    let secret_path = format!("/provisioner/v1/secret/{SECURITY_TOKEN}");
    let nothing = || (404, "{}".to_owned());
    if let Some(path) = request.path.strip_prefix("/latest/") {
        return match (request.method.as_str(), path) {
            ("PUT", "api/token") if cloud.second_version => (200, TOKEN.to_owned()),
            ("PUT", "api/token") => (403, String::new()),
            _ if cloud.second_version && request.header("x-aws-ec2-metadata-token") != Some(TOKEN) => {
                (401, String::new())
            }
            ("GET", "user-data") => (200, cloud.user_data.to_string()),
            ("GET", "meta-data/spot/termination-time") if cloud.spot_termination => {
                (200, "2018-10-10T10:10:10Z".to_owned())
            }
            ("GET", path) => cloud.metadata.get(path).map_or_else(nothing, |value| (200, value.clone())),
            _ => nothing(),
        };
    }
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", path) if path == secret_path => {
            cloud.secret.as_ref().map_or_else(nothing, |secret| (200, secret.to_string()))
        }
        ("DELETE", path) if path == secret_path && cloud.may_delete => {
            if cloud.secret.take().is_some() {
                (200, String::new())
            } else {
                nothing()
            }
        }
        ("DELETE", _) => (403, "{}".to_owned()),
        ("GET", "/provisioner/v1/worker-type/e2e") => {
            let config = json!({ "deploymentId": cloud.deployment_id });
            let secrets = json!({ "generic-worker": { "config": config } });
            (200, json!({ "workerType": "e2e", "secrets": secrets }).to_string())
        }
        _ => nothing(),
    }
}

/// A cloud in which a worker of `deployment` runs.
async fn cloud(deployment: &Deployment, change: impl FnOnce(&mut Cloud)) -> (WebServer, Shared) {
    let base = &deployment.root_url;
    let metadata = [
        ("meta-data/ami-id", "ami-1"),
        ("meta-data/instance-id", "i-1"),
        ("meta-data/instance-type", "c4.2xlarge"),
        ("meta-data/public-ipv4", "10.1.2.3"),
        ("meta-data/placement/availability-zone", "us-west-2b"),
        ("meta-data/public-hostname", "host.example.com"),
        ("meta-data/local-ipv4", "10.4.5.6"),
    ];
    let shared = Arc::new(Mutex::new(Cloud {
        second_version: true,
        metadata: metadata.map(|(path, value)| (path.to_owned(), value.to_owned())).into(),
        user_data: Value::Null,
        secret: Some(json!({
            "credentials": { "clientId": deployment.client_id, "accessToken": deployment.access_token, "certificate": "" },
            "scopes": [],
            "data": {
                "generic-worker": { "config": {
                    "deploymentId": "d1",
                    "queueBaseURL": format!("{base}/queue/v1"),
                    "authBaseURL": format!("{base}/auth/v1"),
                    "purgeCacheBaseURL": format!("{base}/purge-cache/v1"),
                    "livelogSecret": "l1velog-secret",
                    "signingKeyLocation": "no-such-key",
                    "enableChainOfTrust": false,
                    "tasksDir": "tasks",
                    "requiredDiskSpaceMegabytes": 1,
                    "numberOfTasksToRun": 5,
                    "workerTypeMetadata": { "machine-setup": { "maintainer": "me" } },
                    "somethingElse": true,
                } },
                "files": [
                    { "description": "a key", "path": "files/key", "content": "aGVsbG8=", "encoding": "base64", "format": "file" },
                ],
            },
        })),
        may_delete: true,
        deployment_id: "d1",
        spot_termination: false,
    }));
    let for_server = Arc::clone(&shared);
    let server = WebServer::start(move |request| answer(&for_server, request)).await;
    {
        let mut cloud = shared.lock().expect("not poisoned");
        cloud.user_data = json!({
            "data": {}, "capacity": 1, "workerType": "e2e", "provisionerId": "test-provisioner", "region": "us-west-2",
            "availabilityZone": "us-west-2b", "instanceType": "c4.2xlarge", "spotBid": 1.0, "price": 1.0,
            "launchSpecGenerated": "2018-10-10T10:10:10Z", "lastModified": "2018-10-10T10:10:10Z",
            "provisionerBaseUrl": format!("{}/provisioner/v1", server.url), "securityToken": SECURITY_TOKEN,
        });
        change(&mut cloud);
    }
    (server, shared)
}

/// A worker whose file holds nothing but what keeps this machine from being shut down.
fn worker(deployment: &Deployment, server: &WebServer) -> WorkerBuilder {
    ["rootURL", "clientId", "accessToken", "provisionerId", "workerType", "workerGroup", "workerId"]
        .into_iter()
        .fold(WorkerBuilder::new(deployment), WorkerBuilder::without)
        .with("shutdownMachineOnIdle", false)
        .with("shutdownMachineOnInternalError", false)
        .with_variable("AWS_METADATA_BASE_URL", &format!("{}/latest", server.url))
        .with_argument("--configure-for-aws")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_finds_all_that_it_needs_and_what_is_secret_is_gone_afterwards() {
    let deployment = Deployment::start().await;
    let (server, cloud) = cloud(&deployment, |_| ()).await;
    let mut first = worker(&deployment, &server).with("numberOfTasksToRun", 1).start();
    let task = deployment.create(&commands(&[sh("echo hello")])).await;
    assert_eq!(first.exit_code().await, 0, "{}", first.log());
    assert_eq!(deployment.resolved(&task).await, "completed");
    let status = deployment.status(&task).await;
    assert_eq!(status.runs[0].worker_id.as_deref(), Some("i-1"));
    assert_eq!(status.runs[0].worker_group.as_deref(), Some("us-west-2"));
    let log = deployment.log(&task).await;
    for expected in ["\"ami-id\": \"ami-1\"", "\"maintainer\": \"me\"", "\"deploymentId\": \"d1\""] {
        assert!(log.contains(expected), "{expected}: {log}");
    }
    let own = first.log();
    for secret in [TOKEN, SECURITY_TOKEN, "l1velog-secret", &deployment.access_token] {
        assert!(!own.contains(secret), "{secret}: {own}");
    }
    for expected in [
        "No change to deploymentId - \"d1\" == \"d1\"",
        "somethingElse: in the worker type's secrets: there is no such setting (passed over)",
        "\"idleTimeoutSecs\":3600",
        "Wrote files/key from the worker type's secrets: a key",
    ] {
        assert!(own.contains(expected), "{expected}: {own}");
    }
    // Before the first task and after the last one.
    assert_eq!(server.count("GET /provisioner/v1/worker-type/e2e"), 2);
    assert!(cloud.lock().expect("not poisoned").secret.is_none());
    assert_eq!(std::fs::read(first.directory().join("files/key")).expect("there"), b"hello");

    // The next start on the same instance needs no secret.
    let mut second =
        worker(&deployment, &server).with("numberOfTasksToRun", 1).in_directory_of(first).start();
    let task =
        deployment
            .create(&commands(&[sh("true")]).with_artifact(
                json!({ "type": "file", "path": "../../aws-state.json", "name": "public/state" }),
            ))
            .await;
    assert_eq!(second.exit_code().await, 0, "{}", second.log());
    assert_ne!(deployment.resolved(&task).await, "completed", "the state is not published");
    assert_eq!(server.count(&format!("GET /provisioner/v1/secret/{SECURITY_TOKEN}")), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let state = std::fs::metadata(second.directory().join("aws-state.json")).expect("there");
        assert_eq!(state.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_older_metadata_service_will_do() {
    let deployment = Deployment::start().await;
    let (server, _) = cloud(&deployment, |cloud| {
        cloud.second_version = false;
        cloud.metadata.remove("meta-data/public-hostname");
    })
    .await;
    let mut worker = worker(&deployment, &server).with("numberOfTasksToRun", 1).start();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0, "{}", worker.log());
    assert_eq!(deployment.resolved(&task).await, "completed");
    // What is missing is said, and what can be done without it is done.
    assert!(worker.log().contains("knows no meta-data/public-hostname of this instance"), "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named() {
    let deployment = Deployment::start().await;
    for (change, expected) in [
        (
            Box::new(|cloud: &mut Cloud| cloud.user_data = json!("#!/bin/sh")) as Box<dyn FnOnce(&mut Cloud)>,
            "the user data of this EC2 instance is not from an AWS provisioner",
        ),
        (Box::new(|cloud: &mut Cloud| cloud.secret = None), "could not get this instance's secret"),
        (
            Box::new(|cloud: &mut Cloud| cloud.may_delete = false),
            "could not delete this instance's secret, which is therefore not used",
        ),
    ] {
        let (server, _) = cloud(&deployment, change).await;
        let mut worker = worker(&deployment, &server).start();
        assert_eq!(worker.exit_code().await, 64, "{}", worker.log());
        let log = worker.log();
        assert!(log.contains(expected), "{expected}: {log}");
        assert!(log.contains("Config setting \"accessToken\" has not been defined"), "{log}");
        assert!(!log.contains(SECURITY_TOKEN), "{log}");
        assert!(!worker.directory().join("aws-state.json").exists());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spot_termination_ends_the_running_task() {
    let deployment = Deployment::start().await;
    let (server, cloud) = cloud(&deployment, |_| ()).await;
    let mut worker = worker(&deployment, &server).start();
    let started = worker.directory().join("started");
    let task =
        commands(&[sh(&format!("touch {}; sleep 600", started.display()))]).with("maxRunTime", json!(700));
    let task = deployment.create(&task).await;
    eventually("the command to start", || async { started.exists().then_some(()) }).await;
    cloud.lock().expect("not poisoned").spot_termination = true;
    assert_eq!(worker.exit_code().await, 72, "{}", worker.log());
    assert_eq!(deployment.resolved(&task).await, "exception/worker-shutdown");
    let log = deployment.log(&task).await;
    assert!(log.contains("AWS has issued a spot termination - need to abort task"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_deployment_id_ends_the_worker_between_tasks() {
    let deployment = Deployment::start().await;
    let (server, cloud) = cloud(&deployment, |_| ()).await;
    let (mut worker, mut runner) =
        worker(&deployment, &server).with("checkForNewDeploymentEverySecs", 1).start_with_runner();
    // The runner gets the order to shut the machine down, so that this one stays up.
    runner.meet(&CAPABILITIES).await;
    let runner = tokio::spawn(async move { runner.rest().await });
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    cloud.lock().expect("not poisoned").deployment_id = "d2";
    assert_eq!(worker.exit_code().await, 70, "{}", worker.log());
    assert!(worker.log().contains("New deploymentId found! \"d1\" => \"d2\""), "{}", worker.log());
    let messages = runner.await.expect("no panic");
    assert!(messages.iter().any(|message| message["type"] == "shutdown"), "{messages:?}");
}
