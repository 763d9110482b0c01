//! Tasks that use many features, many times, over a bad network: every run is resolved once, and nothing is left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::json;
use tests::{Deployment, Fault, FaultyProxy, TaskBuilder, Worker, WorkerBuilder, commands, eventually, sh};

/// So often, the network is at its worst for a while.
const ROUNDS: usize = 10;
/// How many tasks are run in each round.
const TASKS: usize = 5;

/// What a process holds of the system.
#[derive(Debug, PartialEq, Eq)]
struct Holdings {
    /// What its open files are, without sockets: connections come and go.
    files: Vec<String>,
    listening: usize,
    children: usize,
}

fn holdings(pid: u32) -> Holdings {
    let process = Path::new("/proc").join(pid.to_string());
    let descriptors = fs::read_dir(process.join("fd")).expect("our own child").flatten();
    let targets: Vec<_> = descriptors.filter_map(|entry| fs::read_link(entry.path()).ok()).collect();
    let targets = targets.iter().map(|target| target.to_string_lossy().into_owned());
    let (sockets, mut files): (Vec<_>, Vec<_>) = targets.partition(|target| target.starts_with("socket:"));
    files.sort();
    let inodes: BTreeSet<_> = sockets
        .iter()
        .map(|name| name.trim_start_matches("socket:[").trim_end_matches(']').to_owned())
        .collect();
    let tables =
        ["net/tcp", "net/tcp6"].map(|table| fs::read_to_string(process.join(table)).unwrap_or_default());
    let listens = |line: &&str| {
        let fields: Vec<_> = line.split_whitespace().collect();
        fields.len() > 9 && fields[3] == "0A" && inodes.contains(fields[9])
    };
    let listening = tables.iter().flat_map(|table| table.lines()).filter(listens).count();
    let threads = fs::read_dir(process.join("task")).expect("our own child").flatten();
    let children =
        threads.map(|thread| fs::read_to_string(thread.path().join("children")).unwrap_or_default());
    Holdings { files, listening, children: children.map(|list| list.split_whitespace().count()).sum() }
}

/// A task that mounts what `made` has published, uses a cache and the taskcluster-proxy, and publishes something.
pub fn busy(made: &str) -> TaskBuilder {
    let script = "set -e
        test \"$(cat mounted/file)\" = content
        test \"$(cat unpacked/a/b)\" = packed
        echo one more >> kept/lines
        curl -sf \"$TASKCLUSTER_PROXY_URL/api/queue/v1/task/$TASK_ID/status\" > status
        seq 2000";
    commands(&[sh(script)])
        .after(made)
        .with("features", json!({ "taskclusterProxy": true }))
        .mounting(json!({ "file": "mounted/file", "content": { "taskId": made, "artifact": "public/file" } }))
        .mounting(json!({
            "directory": "unpacked",
            "format": "tar.gz",
            "content": { "taskId": made, "artifact": "public/packed.tar.gz" }
        }))
        .with_cache("busy", "kept")
        .with_scope("queue:get-artifact:public/*")
        .publishing("status")
}

/// A task that has published what [`busy`] tasks mount.
pub async fn made(deployment: &Deployment) -> String {
    let script = "echo content > file; mkdir a; echo packed > a/b; tar czf packed.tar.gz a";
    let task = commands(&[sh(script)]).publishing("file").publishing("packed.tar.gz");
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", deployment.log(&task).await);
    task
}

/// Makes the network fail each kind of call once in each of two ways.
pub fn inject(proxy: &FaultyProxy) {
    for call in ["/artifacts/", "/artifact-content/", "/purge-cache/", "/completed", "/claim-work/"] {
        proxy.inject(call, Fault::Status(503), 1);
        proxy.inject(call, Fault::Reset, 1);
    }
}

async fn run_all(deployment: &Deployment, worker: &Worker, made: &str, count: usize) {
    let mut tasks = Vec::new();
    for _ in 0..count {
        tasks.push(deployment.create(&busy(made)).await);
    }
    for task in tasks {
        assert_eq!(deployment.resolved(&task).await, "completed", "{}", worker.log());
        assert_eq!(deployment.status(&task).await.runs.len(), 1, "{task}");
        assert!(deployment.log(&task).await.contains("\n2000\n"), "{task}");
        assert!(deployment.artifacts(&task).await.contains(&"public/logs/live.log".to_owned()), "{task}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_over() {
    let deployment = Deployment::start().await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let worker = WorkerBuilder::new(&deployment)
        .with("rootURL", proxy.root_url.clone())
        .with("capacity", 4)
        .with("taskclusterProxyPort", 0)
        .start();
    let made = made(&deployment).await;
    // Whatever the worker opens once and for all is open after this.
    run_all(&deployment, &worker, &made, 8).await;
    eventually("the worker to be idle", || async { worker.task_directories().is_empty().then_some(()) })
        .await;
    let before = holdings(worker.pid());

    for _ in 0..ROUNDS {
        inject(&proxy);
        run_all(&deployment, &worker, &made, TASKS).await;
    }
    eventually("the worker to be idle", || async { worker.task_directories().is_empty().then_some(()) })
        .await;
    eventually("everything to be given back", || async { (holdings(worker.pid()) == before).then_some(()) })
        .await;
    let count = |folder: &str| fs::read_dir(worker.directory().join(folder)).expect("a folder").count();
    // One cache for each task that ran beside others, and the directory that was unpacked; one downloaded file.
    assert!(count("caches") <= 4 + 1, "{}", count("caches"));
    assert!(count("downloads") <= 1, "{}", count("downloads"));
}
