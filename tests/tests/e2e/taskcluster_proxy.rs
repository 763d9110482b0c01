//! Tasks that call Taskcluster's services through the taskcluster-proxy.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use generated::Timestamp;
use generated::api::secrets::Secret;
use serde_json::json;
use tests::{Deployment, TaskBuilder, Worker, WorkerBuilder, commands, eventually, sh};

/// A task that may use the proxy.
fn proxied(script: &str) -> TaskBuilder {
    commands(&[sh(&format!("set -e; {script}"))]).with("features", json!({ "taskclusterProxy": true }))
}

/// A worker whose proxies listen on any port.
fn worker(deployment: &Deployment) -> Worker {
    WorkerBuilder::new(deployment).with("taskclusterProxyPort", 0).start()
}

async fn assert_completed(deployment: &Deployment, task: &str) {
    let resolved = deployment.resolved(task).await;
    assert_eq!(resolved, "completed", "{}", deployment.log(task).await);
}

async fn keep_secret(deployment: &Deployment, name: &str) {
    let secret = json!({ "hidden": "pearl" }).as_object().cloned().expect("an object");
    let secret = Secret { expires: Timestamp::now() + Duration::from_secs(3600), secret };
    deployment.clients().secrets().set(name, &secret).await.expect("kept");
}

/// An executable file in `directory`.
fn program(directory: &Path, name: &str, content: &str) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, content).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("made executable");
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_creates_an_artifact_of_its_own_run_but_of_no_other() {
    let deployment = Deployment::start().await;
    let _worker = worker(&deployment);
    // A body without a type is taken for JSON.
    let script = r#"
        body='{"storageType": "reference", "expires": "EXPIRES", "contentType": "text/plain", "url": "https://example.com/"}'
        create() {
            curl -s -o answer -w '%{http_code}' -H 'Content-Type:' -d "$body" \
                "$TASKCLUSTER_PROXY_URL/api/queue/v1/task/$TASK_ID/runs/$1/artifacts/public%2Fmade%2Fby-hand"
        }
        own=$(create $RUN_ID)
        cat answer
        test "$own" = 200
        other=$(create 7)
        cat answer
        test "$other" = 403
    "#;
    let expires = (Timestamp::now() + Duration::from_secs(7200)).to_string();
    let task = deployment.create(&proxied(&script.replace("EXPIRES", &expires))).await;
    assert_completed(&deployment, &task).await;
    let artifacts = deployment.artifacts(&task).await;
    assert!(artifacts.contains(&"public/made/by-hand".to_owned()), "{artifacts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_takes_the_tasks_scope() {
    let deployment = Deployment::start().await;
    let _worker = worker(&deployment);
    keep_secret(&deployment, "of/task").await;
    let script = |status: u16| {
        format!(
            r#"
            for path in /api/secrets/v1/secret/of%2Ftask /secrets/v1/secret/of%2Ftask; do
                status=$(curl -s -D headers -o answer -w '%{{http_code}}' $TASKCLUSTER_PROXY_URL$path)
                cat headers answer
                test $status = {status}
                grep -qi '^x-taskcluster-endpoint: .*/api/secrets/v1/secret/of%2Ftask' headers
                grep -qi "^x-taskcluster-proxy-temp-clientid: .*$TASK_ID" headers
            done
            "#
        )
    };
    let without = deployment.create(&proxied(&script(403))).await;
    let with = format!("{} grep -q pearl answer", script(200));
    let with = deployment.create(&proxied(&with).with_scope("secrets:get:of/task")).await;
    assert_completed(&deployment, &without).await;
    assert_completed(&deployment, &with).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_artifact_streams_through_a_signed_url() {
    let deployment = Deployment::start().await;
    let _worker = worker(&deployment);
    let artifact =
        json!({ "type": "file", "path": "big", "name": "private/big", "contentEncoding": "identity" });
    let maker = commands(&[sh("head -c 50000000 /dev/zero | tr '\\0' 'x' > big")]).with_artifact(artifact);
    let made = deployment.create(&maker).await;
    assert_completed(&deployment, &made).await;
    // The queue sends whoever may read the artifact to where its content is.
    let script = format!(
        r#"
        curl -sS -L -o got "$TASKCLUSTER_PROXY_URL/api/queue/v1/task/{made}/runs/0/artifacts/private%2Fbig"
        test $(tr -d x < got | wc -c) = 0
        test $(wc -c < got) = 50000000
        url=$(curl -sS -d "$TASKCLUSTER_ROOT_URL/api/queue/v1/task/{made}/runs/0/artifacts/private%2Fbig" $TASKCLUSTER_PROXY_URL/bewit)
        curl -sS -L "$url" | cmp - got
        "#
    );
    let task = deployment.create(&proxied(&script).with_scope("queue:get-artifact:private/big")).await;
    assert_completed(&deployment, &task).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_can_neither_replace_the_credentials_nor_go_elsewhere() {
    let deployment = Deployment::start().await;
    let _worker = worker(&deployment);
    let script = r#"
        status() { curl -s --path-as-is -o /dev/null -w '%{http_code}' "$@"; }
        test $(status -X PUT -d '{"clientId": "a", "accessToken": "b"}' $TASKCLUSTER_PROXY_URL/credentials) = 403
        test $(status $TASKCLUSTER_PROXY_URL/api/queue/v1/../../../x) = 400
        test $(status $TASKCLUSTER_PROXY_URL/example.com/v1/x) = 403
        test $(status -H 'Host: evil.example.com' $TASKCLUSTER_PROXY_URL/api/queue/v1/ping) = 403
        test $(status -x $TASKCLUSTER_PROXY_URL $TASKCLUSTER_ROOT_URL/api/queue/v1/ping) = 400
        test $(status $TASKCLUSTER_PROXY_URL/api/queue/v1/ping) = 200
        test -z "$TASKCLUSTER_ACCESS_TOKEN$TASKCLUSTER_CLIENT_ID"
    "#;
    let task = deployment.create(&proxied(script)).await;
    assert_completed(&deployment, &task).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_works_after_a_reclaim() {
    let deployment = Deployment::with_claims_of(3).await;
    let _worker = worker(&deployment);
    keep_secret(&deployment, "late").await;
    let script = r#"
        renewed() { test $(grep -c 'Successfully refreshed taskcluster-proxy credentials: ' generic-worker/live_backing.log) -ge 2; }
        until renewed; do sleep 0.1; done
        curl -sSf $TASKCLUSTER_PROXY_URL/api/secrets/v1/secret/late | grep pearl
    "#;
    let task = deployment.create(&proxied(script).with_scope("secrets:get:late")).await;
    assert_completed(&deployment, &task).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_replaced_by_another() {
    let deployment = Deployment::start().await;
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = taken.local_addr().expect("bound").port();
    let _worker = WorkerBuilder::new(&deployment).with("taskclusterProxyPort", port).start();
    let script = format!(
        "test $TASKCLUSTER_PROXY_URL != http://127.0.0.1:{port}; curl -sSf $TASKCLUSTER_PROXY_URL/api/queue/v1/ping"
    );
    let task = deployment.create(&proxied(&script)).await;
    assert_completed(&deployment, &task).await;
    let log = deployment.log(&task).await;
    assert!(log.contains(&format!("because port {port} cannot be used")), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_side_by_side_have_proxies_of_their_own() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with("taskclusterProxyPort", 0).with("capacity", 2).start();
    let meeting = worker.directory().join("meeting");
    std::fs::create_dir(&meeting).expect("made");
    let script = format!(
        "echo $TASKCLUSTER_PROXY_URL > {0}/$TASK_ID; until [ $(ls {0} | wc -l) = 2 ]; do sleep 0.05; done; \
         curl -sSf -D - -o /dev/null $TASKCLUSTER_PROXY_URL/api/queue/v1/ping | grep -i \"temp-clientid: .*$TASK_ID\"",
        meeting.display()
    );
    let tasks = [deployment.create(&proxied(&script)).await, deployment.create(&proxied(&script)).await];
    for task in &tasks {
        assert_completed(&deployment, task).await;
    }
    let read = |task: &String| std::fs::read_to_string(meeting.join(task)).expect("written");
    assert_ne!(read(&tasks[0]), read(&tasks[1]));
    // Nothing listens when the tasks are over.
    let address = read(&tasks[0]).trim().trim_start_matches("http://").to_owned();
    eventually("the port to be free", || async { tokio::net::TcpListener::bind(&address).await.ok() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_may_turn_it_off() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("enableTaskclusterProxy", false).start();
    let task = deployment.create(&proxied("true")).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    assert!(deployment.log(&task).await.contains("enableTaskclusterProxy"));
}

/// Records how it was started, listens as it was told, and records what it is sent.
const EXTERNAL: &str = r#"#!/usr/bin/env python3
import http.server, os, pathlib, sys
here = pathlib.Path(__file__).parent
here.joinpath("argv").write_bytes(pathlib.Path("/proc/self/cmdline").read_bytes())
here.joinpath("environment").write_text("\n".join(f"{k}={v}" for k, v in os.environ.items()))
here.joinpath("pid").write_text(str(os.getpid()))
class Handler(http.server.BaseHTTPRequestHandler):
    failures = 1
    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if Handler.failures:
            Handler.failures -= 1
            return self.send_error(500)
        with here.joinpath("renewals").open("a") as file:
            file.write(f"{self.path} {body}\n")
        self.send_response(200)
        self.end_headers()
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"external")
address = sys.argv[sys.argv.index("--ip-address") + 1], int(sys.argv[sys.argv.index("--port") + 1])
http.server.HTTPServer(address, Handler).serve_forever()
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_program_of_its_own_serves_instead() {
    let deployment = Deployment::with_claims_of(4).await;
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = program(directory.path(), "proxy", EXTERNAL);
    let _worker = WorkerBuilder::new(&deployment)
        .with("taskclusterProxyPort", 0)
        .with("taskclusterProxyExecutable", path.to_str().expect("UTF-8"))
        .start();
    let script = format!(
        "curl -sSf $TASKCLUSTER_PROXY_URL | grep external; until test -s {}/renewals; do sleep 0.1; done",
        directory.path().display()
    );
    let task = deployment.create(&proxied(&script).with_scope("some:scope")).await;
    assert_completed(&deployment, &task).await;

    let read = |name: &str| std::fs::read_to_string(directory.path().join(name)).expect(name);
    let argv = read("argv").replace('\0', " ");
    let expected = format!(
        "--root-url {} --ip-address 127.0.0.1 some:scope queue:create-artifact:{task}/0",
        deployment.root_url
    );
    assert!(argv.contains("--port ") && argv.contains(&expected), "{argv}");
    let environment = read("environment");
    let variable = |name: &str| {
        let line = environment.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
        line.unwrap_or_else(|| panic!("{name} is not set")).to_owned()
    };
    assert!(variable("TASKCLUSTER_CLIENT_ID").contains(&task));
    for secret in ["TASKCLUSTER_ACCESS_TOKEN", "TASKCLUSTER_CERTIFICATE"] {
        assert!(!argv.contains(&variable(secret)), "{secret} is an argument");
    }
    let renewals = read("renewals");
    let (to, body) = renewals.lines().next().and_then(|line| line.split_once(' ')).expect("a renewal");
    assert_eq!(to, "/credentials");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert!(body["clientId"].as_str().is_some_and(|client| client.contains(&task)), "{}", body["clientId"]);
    assert_ne!(body["accessToken"], variable("TASKCLUSTER_ACCESS_TOKEN"));
    assert!(body["certificate"].as_str().is_some_and(|certificate| certificate.contains("some:scope")));
    let log = deployment.log(&task).await;
    assert!(
        log.contains("[taskcluster-proxy] Could not refresh taskcluster-proxy credentials, trying again"),
        "{log}"
    );
    assert!(
        log.contains("[taskcluster-proxy] Successfully refreshed taskcluster-proxy credentials: "),
        "{log}"
    );
    assert!(!tests::is_running(&read("pid")), "it is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_does_not_start_costs_the_task_but_not_the_worker() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let talkative = "#!/bin/sh\necho \"the token is $TASKCLUSTER_ACCESS_TOKEN\"; exit 3\n";
    let talkative = program(directory.path(), "talkative", talkative);
    for (path, expected) in [
        (directory.path().join("missing"), "missing"),
        (talkative, "ended with exit status 3 before it accepted connections"),
    ] {
        let deployment = Deployment::start().await;
        let _worker = WorkerBuilder::new(&deployment)
            .with("taskclusterProxyPort", 0)
            .with("taskclusterProxyExecutable", path.to_str().expect("UTF-8"))
            .start();
        let task = deployment.create(&proxied("true")).await;
        assert_eq!(deployment.resolved(&task).await, "exception/internal-error");
        let log = deployment.log(&task).await;
        assert!(log.contains("Could not start taskcluster proxy: ") && log.contains(expected), "{log}");
        assert!(!log.contains("the token is") || log.contains("the token is ***"), "{log}");
        let after = deployment.create(&commands(&[sh("true")])).await;
        assert_completed(&deployment, &after).await;
    }
}
