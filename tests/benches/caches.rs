//! What mounts and caches cost: archives against `curl` and the tools that unpack them, a start with many caches, and a
//! read-only directory that was mounted before; what it costs that caches change hands between task users, against
//! `chown -R`, and to remove what a task made by the million. `cargo bench --bench caches`.
//!
//! `BENCH_SCALE` (a percentage, 100 by default) shrinks the amounts for a quick look.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use generated::Timestamp;
use generated::config::Config;
use generic_worker::mounts::Caches;
use generic_worker::platform::{Spot, TaskIdentity, TaskUser, hand_over, remove_tree, take_back};
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
    if is_wanted("owner") {
        owner();
    }
    if is_wanted("removal") {
        removal();
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

/// A cache of many small files comes to a task's user and goes again: one that has had it before, and another one.
fn owner() {
    let count = scaled(100_000);
    let directory = tempfile::tempdir().expect("a directory");
    if std::os::unix::fs::chown(directory.path(), Some(0), None).is_err() {
        return println!("owner: left out, since only root can give files away");
    }
    println!("a cache of {count} files for a task's user:");
    let [cache, meanwhile, task] = ["cache", "cache.moving", "task"].map(|name| directory.path().join(name));
    fill(&cache, count);
    std::fs::create_dir(&task).expect("made");
    let user = |uid| TaskUser {
        name: "task_bench".to_owned(),
        uid,
        gid: uid,
        groups: Vec::new(),
        home: task.clone(),
    };
    let chown = |uid: u32| {
        let owner = format!("{uid}:{uid}");
        let status = std::process::Command::new("chown").args(["-R", &owner]).arg(&cache).status();
        assert!(status.expect("chown runs").success());
    };
    let mount = |uid| {
        let user = user(uid);
        std::os::unix::fs::chown(&task, Some(uid), Some(uid)).expect("given");
        hand_over(&cache, &user, &|| false).expect("handed over");
        let identity = TaskIdentity::User(Arc::new(user));
        let spot = Spot::below(&task, Path::new("cache"), &meanwhile, &identity).expect("a place");
        spot.move_in(&cache, &meanwhile, &|| false).expect("moved in");
        (spot, identity)
    };
    let unmount = |(spot, identity): (Spot, TaskIdentity)| {
        spot.move_out(&meanwhile).expect("moved out");
        take_back(&meanwhile, &identity).expect("taken back");
        std::fs::rename(&meanwhile, &cache).expect("renamed");
    };
    let seconds = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    // The best of some rounds, each with another owner than the one before.
    let (mut changing, mut same, mut taking, mut chown_changing, mut chown_same) =
        (f64::MAX, f64::MAX, f64::MAX, f64::MAX, f64::MAX);
    for round in 0..5 {
        let [first, second] = [3_107_100 + 2 * round, 3_107_101 + 2 * round];
        chown_changing = chown_changing.min(seconds(&mut || chown(first)));
        chown_same = chown_same.min(seconds(&mut || chown(first)));
        for (uid, best) in [(second, &mut changing), (second, &mut same)] {
            let mut mounted = None;
            *best = best.min(seconds(&mut || mounted = Some(mount(uid))));
            let mut mounted = mounted;
            taking = taking.min(seconds(&mut || mounted.take().map_or((), unmount)));
        }
    }
    for (what, seconds, against) in [
        ("mount, owner to be changed", changing, chown_changing),
        ("mount, owner already right", same, chown_same),
        ("unmount", taking, chown_same),
    ] {
        println!("  {what:<40} {seconds:>8.3} s, chown -R {against:.3} s: ratio {:.2}", seconds / against);
    }
}

fn fill(cache: &Path, count: u64) {
    for number in 0..count {
        let sub = cache.join(format!("{}/{}", number % 10, number / 10 % 50));
        if number < 500 {
            std::fs::create_dir_all(&sub).expect("made");
        }
        std::fs::write(sub.join(number.to_string()), "a small file").expect("written");
    }
}

/// A directory of very many empty files goes, against `rm -rf`.
fn removal() {
    let count = scaled(1_000_000);
    println!("{count} empty files in one directory:");
    let directory = tempfile::tempdir().expect("a directory");
    let tree = directory.path().join("tree");
    let fill = || {
        std::fs::create_dir(&tree).expect("made");
        for number in 0..count {
            std::fs::File::create(tree.join(number.to_string())).expect("made");
        }
    };
    fill();
    timed("rm -rf", || {
        assert!(std::process::Command::new("rm").arg("-rf").arg(&tree).status().expect("runs").success());
    });
    fill();
    timed("remove_tree", || remove_tree(&tree).expect("removed"));
}

fn config(directory: &Path) -> Config {
    Config {
        caches_dir: directory.join("caches"),
        downloads_dir: directory.join("downloads"),
        ..Config::default()
    }
}

/// Read-only directories of several formats: the first time against `curl` and the tool that unpacks the same archive, and
/// the same archive again for later tasks.
async fn read_only() {
    let megabytes = scaled(200);
    println!("archives of {megabytes} MB in 2000 files, half of which can be compressed:");
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).start();
    let script = format!(
        "mkdir a; i=0; while [ $i -lt 2000 ]; do (head -c {0} /dev/urandom; head -c {0} /dev/zero) > a/$i; i=$((i+1)); done; \
         tar cf - -C a . | gzip > a.tar.gz; tar cf - -C a . | zstd -q > a.tar.zst; cd a; zip -qr ../a.zip .",
        megabytes * 250
    );
    let artifact = |name: &str| json!({ "type": "file", "path": name, "name": format!("public/{name}"), "contentEncoding": "identity" });
    let publisher = ["a.tar.gz", "a.tar.zst", "a.zip"]
        .iter()
        .fold(commands(&[sh(&script)]).with("maxRunTime", json!(600)), |task, name| {
            task.with_artifact(artifact(name))
        });
    let publisher = deployment.create(&publisher).await;
    deployment.in_state(&publisher, "completed").await;
    // Some file systems are slow to make files where many have just been deleted.
    let mut kept = Vec::new();
    for (format, unpack) in [
        ("tar.gz", "curl -sfL $0 | tar xz -C $1"),
        ("tar.zst", "curl -sfL $0 | tar x --zstd -C $1"),
        ("zip", "curl -sfL -o $1/zip $0 && unzip -q $1/zip -d $1"),
    ] {
        let url =
            format!("{}/api/queue/v1/task/{publisher}/artifacts/public%2Fa.{format}", deployment.root_url);
        let baseline = (0..3).map(|_| unpacked(unpack, &url, &mut kept)).min().expect("three");
        let artifact = format!("public/a.{format}");
        let mount = json!({
            "directory": "d", "format": format, "content": { "taskId": publisher, "artifact": artifact },
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
            "  {format}: {first:.2?} against {baseline:.2?} of curl and its tool: ratio {:.2}; again {again:.2?}: ratio {:.3}",
            first.as_secs_f64() / baseline.as_secs_f64(),
            again.as_secs_f64() / first.as_secs_f64()
        );
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", worker.pid())).expect("it runs");
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).expect("a figure");
    println!("  peak RSS of the worker: {}", peak.split_whitespace().nth(1).expect("kB"));
}

/// How long `script` takes to unpack what is at `url` into a fresh directory.
fn unpacked(script: &str, url: &str, kept: &mut Vec<tempfile::TempDir>) -> Duration {
    let directory = tempfile::tempdir().expect("a directory");
    let started = Instant::now();
    let status = std::process::Command::new("sh").args(["-c", script, url]).arg(directory.path()).status();
    let elapsed = started.elapsed();
    assert!(status.expect("sh runs").success());
    kept.push(directory);
    elapsed
}

/// From the start of a task's run to its resolution, by the queue's clock.
async fn time(deployment: &Deployment, task: &TaskBuilder) -> Duration {
    let task = deployment.create(task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let status = deployment.status(&task).await;
    let run = status.runs.last().expect("a run");
    run.resolved.expect("resolved").saturating_duration_since(run.started.expect("started"))
}
