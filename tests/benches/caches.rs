//! What caches cost: a start with many of them, and a read-only directory that was mounted before. `cargo bench --bench caches`.
//!
//! `BENCH_SCALE` (a percentage, 100 by default) shrinks the amounts for a quick look.

use std::path::Path;
use std::time::{Duration, Instant};

use generated::Timestamp;
use generated::config::Config;
use generic_worker::mounts::Caches;
use serde_json::json;
use tests::{Deployment, TaskBuilder, WorkerBuilder, commands, sh};

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    if is_wanted("state") {
        state();
    }
    if is_wanted("read-only") {
        runtime.block_on(read_only());
    }
}

/// `amount`, scaled by `BENCH_SCALE`.
fn scaled(amount: u64) -> u64 {
    let percent = std::env::var("BENCH_SCALE").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    (amount * percent / 100).max(1)
}

fn timed(what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    println!("  {what:<40} {:>8.1} ms", start.elapsed().as_secs_f64() * 1000.0);
}

/// All that a worker does with its caches at start, at a purge and before a claim.
fn state() {
    let count = scaled(10_000);
    println!("{count} caches:");
    let directory = tempfile::tempdir().expect("a directory");
    let config = config(directory.path());
    let caches = Caches::new(&config);
    caches.restore(directory.path());
    for index in 0..count {
        let lease = caches.add_directory(&index.to_string());
        std::fs::create_dir(lease.location()).expect("made");
        caches.keep(lease, &mut |_| ());
    }
    timed("save", || caches.save());
    drop(caches);
    let caches = Caches::new(&config);
    timed("load, compare with the disk, save", || caches.restore(directory.path()));
    timed("as many requests to purge, one meant", || {
        for index in count - 1..2 * count {
            caches.purge(&index.to_string(), Timestamp::now(), &mut |_| ());
        }
    });
    timed("make room, where there is", || caches.make_room(1, directory.path()).expect("room"));
    timed("evict all (with the deletion)", || {
        caches.make_room(u64::MAX, directory.path()).expect_err("that is more than there is");
    });
}

fn config(directory: &Path) -> Config {
    Config {
        caches_dir: directory.join("caches"),
        downloads_dir: directory.join("downloads"),
        ..Config::default()
    }
}

/// The same archive for one task after the other: the first one downloads and unpacks it.
async fn read_only() {
    let megabytes = scaled(200);
    println!("a tar.gz of some {megabytes} MB in 2000 files:");
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).start();
    // Half of it can be compressed, as in a build.
    let script = format!(
        "mkdir a; i=0; while [ $i -lt 2000 ]; do (head -c {0} /dev/urandom; head -c {0} /dev/zero) > a/$i; i=$((i+1)); done; \
         tar cf - -C a . | gzip -1 > a.tar.gz",
        megabytes * 500
    );
    let publisher = commands(&[sh(&script)]).with("maxRunTime", json!(600)).with_artifact(
        json!({ "type": "file", "path": "a.tar.gz", "name": "public/a.tar.gz", "contentEncoding": "identity" }),
    );
    let publisher = deployment.create(&publisher).await;
    assert_eq!(deployment.resolved(&publisher).await, "completed");
    let mount = json!({
        "directory": "d", "format": "tar.gz", "content": { "taskId": publisher, "artifact": "public/a.tar.gz" },
    });
    let plain = commands(&[sh("true")]);
    let mounting = commands(&[sh("test -s d/0")]).after(&publisher).mounting(mount);
    let idle = time(&deployment, &plain).await;
    let first = time(&deployment, &mounting).await.saturating_sub(idle);
    let mut again = Duration::MAX;
    for _ in 0..5 {
        again = again.min(time(&deployment, &mounting).await.saturating_sub(idle));
    }
    println!(
        "  first {first:.2?}, again {again:.2?}: ratio {:.3}",
        again.as_secs_f64() / first.as_secs_f64()
    );
}

/// From the start of a task's run to its resolution, by the queue's clock.
async fn time(deployment: &Deployment, task: &TaskBuilder) -> Duration {
    let task = deployment.create(task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let status = deployment.status(&task).await;
    let run = status.runs.last().expect("a run");
    run.resolved.expect("resolved").saturating_duration_since(run.started.expect("started"))
}
