//! What stands in task logs.

use serde_json::json;
use tests::{Deployment, Worker, WorkerBuilder, commands, sh};

/// `log` with what differs from run to run replaced.
fn stable(log: &str, task: &str) -> String {
    let lines = log.lines().map(|line| {
        let line = match (line.find("[taskcluster 20"), line.find("Z] ")) {
            (Some(0), Some(end)) => format!("[taskcluster T] {}", &line[end + 3..]),
            _ => line.to_owned(),
        };
        for label in ["User Time: ", "Kernel Time: ", "Wall Time: ", "Task Duration: "] {
            if let Some(at) = line.find(label) {
                return format!("{}D", &line[..at + label.len()]);
            }
        }
        line.replace(task, "TASK")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_as_it_has_always_looked() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::of_2018(&deployment)
        .with("workerTypeMetadata", json!({ "machine-setup": { "b": "<&>", "a": 1 } }))
        .start();
    let task = deployment.create(&commands(&[sh("echo 'hello world!'"), sh("echo oops >&2; exit 1")])).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = stable(&deployment.log(&task).await, &task);
    let (header, rest) = log.split_once("[taskcluster T] Task ID: TASK\n").expect("a header");
    assert!(
        header.starts_with("[taskcluster T] Worker Type (e2e) settings:\n[taskcluster T]   {\n"),
        "{header}"
    );
    assert!(header.contains("[taskcluster T]     \"machine-setup\": {\n[taskcluster T]       \"a\": 1,\n[taskcluster T]       \"b\": \"\\u003c\\u0026\\u003e\"\n"), "{header}");
    assert!(header.contains("\"generic-worker\": {"), "{header}");
    assert_eq!(
        rest,
        "[taskcluster T] === Task Starting ===\n\
         [taskcluster T] Executing command 0: /bin/sh -c 'echo '\\''hello world!'\\'\n\
         hello world!\n\
         [taskcluster T]    Exit Code: 0\n\
         [taskcluster T]    User Time: D\n\
         [taskcluster T]  Kernel Time: D\n\
         [taskcluster T]    Wall Time: D\n\
         [taskcluster T]       Result: SUCCEEDED\n\
         [taskcluster T] Executing command 1: /bin/sh -c 'echo oops >&2; exit 1'\n\
         oops\n\
         [taskcluster T]    Exit Code: 1\n\
         [taskcluster T]    User Time: D\n\
         [taskcluster T]  Kernel Time: D\n\
         [taskcluster T]    Wall Time: D\n\
         [taskcluster T]       Result: FAILED\n\
         [taskcluster T] === Task Finished ===\n\
         [taskcluster T] Task Duration: D\n\
         [taskcluster:error] exit status 1"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_byte_of_the_output_arrives() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let script = "printf 'a\\0b\\377\\r\\n'; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end > /dev/stderr; echo > /dev/stdout";
    let task = deployment.create(&commands(&[sh(script)])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = deployment.artifact(&task, "public/logs/live_backing.log").await;
    let mut expected = b"a\0b\xff\r\n".to_vec();
    expected.extend(std::iter::repeat_n(b'x', 3_000_000));
    expected.extend_from_slice(b"\nend\n\n[taskcluster ");
    assert!(log.windows(expected.len()).any(|window| window == expected), "the output is not complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn background_children_that_keep_the_output_open_do_not_hang_the_task() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("sleep 600 & echo done"), sh("echo next")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert!(deployment.log(&task).await.contains("\nnext\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_backing_log_can_be_renamed_and_left_out() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let renamed = commands(&[sh("true")]).with("logs", json!({ "backing": "public/my.log" }));
    let renamed = deployment.create(&renamed).await;
    let left_out = commands(&[sh("true")]).with("features", json!({ "backingLog": false, "liveLog": false }));
    let left_out = deployment.create(&left_out).await;
    assert_eq!(deployment.resolved(&renamed).await, "completed");
    assert_eq!(deployment.resolved(&left_out).await, "completed");
    assert!(deployment.artifacts(&renamed).await.contains(&"public/my.log".to_owned()));
    assert_eq!(deployment.artifacts(&left_out).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_deletes_its_log_does_not_stop_the_worker() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = deployment.create(&commands(&[sh("echo before; rm -rf generic-worker; echo after")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = deployment.log(&task).await;
    assert!(log.contains("\nbefore\nafter\n"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_find_what_taskcluster_promises_and_no_secrets() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment)
        .with("instanceType", "m5.large")
        .with_variable("OPERATORS_SECRET", "hidden")
        .with_variable("TASKCLUSTER_ACCESS_TOKEN", "hidden")
        .start();
    let task = commands(&[sh("pwd; env")]).with("env", json!({ "MINE": "a b", "TASK_ID": "forged" }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = deployment.log(&task).await;
    let group = deployment.queue().task(&task).await.expect("a definition").task_group_id;
    for expected in [
        "\nMINE=a b\n".to_owned(),
        format!("\nTASK_ID={task}\n"),
        "\nRUN_ID=0\n".to_owned(),
        format!("\nTASK_GROUP_ID={group}\n"),
        format!("\nTASKCLUSTER_ROOT_URL={}\n", deployment.root_url),
        "\nTASKCLUSTER_INSTANCE_TYPE=m5.large\n".to_owned(),
        format!("\nTASK_WORKDIR={}/tasks/task_", worker.directory().display()),
    ] {
        assert!(log.contains(&expected), "no {expected:?} in\n{log}");
    }
    assert!(!log.contains("hidden") && !log.contains(&deployment.access_token), "{log}");
    assert!(!worker.log().contains(&deployment.access_token), "{}", worker.log());
}
