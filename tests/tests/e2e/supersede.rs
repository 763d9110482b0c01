//! Tasks that a later task makes superfluous.

use serde_json::{Value, json};
use tests::{Canned, CannedServer, Deployment, Fault, FaultyProxy, TaskBuilder, WorkerBuilder, commands, sh};

const ARTIFACT: &str = "public/superseded-by.json";

fn task_with(url: &str) -> TaskBuilder {
    commands(&[sh("echo it runs")]).with("supersederUrl", json!(url))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_superseded_task_is_not_run() {
    let deployment = Deployment::start().await;
    let answer = Canned::ok(r#"{"supersedes": ["KTBKfEgxR5GdfIIREQIvFQ", "other"]}"#);
    let server = CannedServer::start([answer]).await;
    let _worker = WorkerBuilder::of_2018(&deployment).with("livelogSecret", "s").start();
    let task = deployment.create(&task_with(&format!("{}/list?a=b", server.url)).publishing("file")).await;
    assert_eq!(deployment.resolved(&task).await, "exception/superseded");
    assert_eq!(server.requests(), [format!("/list?a=b&taskId={task}")]);
    let log = deployment.log(&task).await;
    let expected =
        format!("[taskcluster:error] Task {task} has been superseded by task KTBKfEgxR5GdfIIREQIvFQ\n");
    assert!(log.contains(&expected) && !log.contains("it runs"), "{log}");
    let content = deployment.artifact(&task, ARTIFACT).await;
    assert_eq!(String::from_utf8(content).expect("text"), "{\n  \"taskId\": \"KTBKfEgxR5GdfIIREQIvFQ\"\n}\n");
    assert_eq!(deployment.artifacts(&task).await, ["public/logs/live_backing.log", ARTIFACT]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_first_or_alone_runs() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::of_2018(&deployment).start();
    let task_id = slugid::v4();
    for answer in [json!({ "supersedes": [] }), json!({ "supersedes": [task_id, "older"], "more": 1 })] {
        let server = CannedServer::start([Canned::ok(answer.to_string())]).await;
        let task = task_with(&server.url).build();
        // The second one is created under the id that its answer begins with.
        let id = if answer["supersedes"] == json!([]) { slugid::v4() } else { task_id.clone() };
        deployment.queue().create_task(&id, &task).await.expect("created");
        assert_eq!(deployment.resolved(&id).await, "completed");
        assert!(!deployment.log(&id).await.contains("[supersede]"));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_superseder_that_gives_no_answer_stops_no_task() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::of_2018(&deployment).start();
    let long = format!("{{\"supersedes\": [\"{}\"]}}", "x".repeat(2 << 20));
    for (answer, expected) in [
        (Canned::status(404), "Problem accessing supersederUrl: http://127.0.0.1:"),
        (Canned::ok(long), "longer than 1048576 bytes"),
        (Canned::ok("no json"), "Not able to interpret response from supersederUrl http://127.0.0.1:"),
        (Canned::ok(r#"{"supersedes": "x"}"#), "as json list of task IDs"),
        (Canned::redirect("file:///etc/passwd"), "Problem accessing supersederUrl"),
    ] {
        let server = CannedServer::start([answer.clone()]).await;
        let task = deployment.create(&task_with(&format!("{}/?token=secret", server.url))).await;
        assert_eq!(deployment.resolved(&task).await, "completed", "{}", answer.head);
        let log = deployment.log(&task).await;
        let warnings: Vec<_> =
            log.lines().filter(|line| line.starts_with("[taskcluster:warn ")).map(str::to_owned).collect();
        assert_eq!(warnings.len(), 2, "{log}");
        assert!(warnings[0].contains("[supersede] ") && warnings[0].contains(expected), "{log}");
        assert!(
            warnings[1].ends_with("[supersede] Not able to see if this task has been superseded!"),
            "{log}"
        );
        assert!(log.contains("it runs") && !log.contains("secret"), "{log}");
    }
    for url in ["file:///etc/passwd", "nonsense"] {
        let task = deployment.create(&task_with(url)).await;
        assert_eq!(deployment.resolved(&task).await, "completed");
        let log = deployment.log(&task).await;
        assert!(log.contains("supersederUrl: it is not an http or https URL"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_superseder_that_is_busy_is_asked_again() {
    let deployment = Deployment::start().await;
    let answers = [Canned::status(503), Canned::status(500), Canned::ok(r#"{"supersedes": ["later"]}"#)];
    let server = CannedServer::start(answers).await;
    let _worker = WorkerBuilder::of_2018(&deployment).start();
    let task = deployment.create(&task_with(&server.url)).await;
    assert_eq!(deployment.resolved(&task).await, "exception/superseded");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_of_today_ask_only_where_that_is_turned_on() {
    let deployment = Deployment::start().await;
    let server = CannedServer::start([Canned::ok(r#"{"supersedes": ["later"]}"#)]).await;
    let worker = WorkerBuilder::new(&deployment).start();
    let task = deployment.create(&task_with(&server.url)).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(deployment.log(&task).await.contains("supersederUrl is not acted on"));
    assert!(server.requests().is_empty());
    worker.stop().await;

    // A queue of today does not know the reason.
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    proxy.inject("/exception", Fault::Status(400), 1);
    let root_url: Value = json!(proxy.root_url);
    let worker =
        WorkerBuilder::new(&deployment).with("rootURL", root_url).with("enableSupersede", true).start();
    let task = deployment.create(&task_with(&server.url)).await;
    assert_eq!(deployment.resolved(&task).await, "exception/resource-unavailable");
    assert_eq!(proxy.outstanding(), 0);
    let log = deployment.log(&task).await;
    assert!(log.contains("resolved as exception/resource-unavailable"), "{log}");
    assert!(log.contains("has been superseded by task later"), "{log}");
    assert!(worker.log().contains("the queue does not take superseded"), "{}", worker.log());
}
