//! Whole workers against whole baselines, measured side by side in one run: `cargo bench`.
//!
//! Each figure stands beside its baseline, because machines differ and are noisy. `BENCH_SCALE` (a percentage, 100 by default)
//! shrinks the amounts for a quick look.

use std::io::{BufRead, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use generated::Timestamp;
use generated::api::queue::GetArtifactContentResponse;
use serde_json::json;
use tests::{Deployment, WorkerBuilder, commands, sh};

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    if is_wanted("start") {
        start();
    }
    if is_wanted("noop") {
        runtime.block_on(noop());
    }
    if is_wanted("output") {
        runtime.block_on(output());
    }
    if is_wanted("livelog") {
        runtime.block_on(live_log());
    }
    for (name, script) in [
        ("random", "head -c SIZE /dev/urandom > artifact.bin"),
        ("text", "seq 1 1000000000 | head -c SIZE > artifact.bin"),
    ] {
        if is_wanted(name) {
            runtime.block_on(upload(name, script));
        }
    }
    if is_wanted("small") {
        runtime.block_on(small_files());
    }
    if is_wanted("proxy") {
        runtime.block_on(proxy());
    }
}

/// `amount`, scaled by `BENCH_SCALE`.
fn scaled(amount: u64) -> u64 {
    let percent = std::env::var("BENCH_SCALE").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    (amount * percent / 100).max(1)
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// From the start of the process to its first claim, which a bare socket takes.
fn start() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let root_url = format!("http://{}", listener.local_addr().expect("bound"));
    let directory = tempfile::tempdir().expect("a temporary directory");
    let config = json!({
        "rootURL": root_url, "clientId": "c", "accessToken": "t", "workerId": "w", "workerType": "t",
        "requiredDiskSpaceMegabytes": 1, "sentryProject": "",
    });
    std::fs::write(directory.path().join("generic-worker.config"), config.to_string()).expect("written");
    let mut times: Vec<Duration> = (0..20).map(|_| first_claim(&listener, directory.path())).collect();
    times.sort();
    println!("start to first claim: median {:.1?}, best {:.1?}", times[times.len() / 2], times[0]);
}

fn first_claim(listener: &TcpListener, directory: &Path) -> Duration {
    let started = Instant::now();
    let mut worker = Command::new(tests::binary())
        .arg("run")
        .current_dir(directory)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the worker starts");
    let (mut connection, _) = listener.accept().expect("a connection");
    let mut head = [0; 32];
    connection.read_exact(&mut head).expect("a request");
    let elapsed = started.elapsed();
    assert!(head.starts_with(b"POST /api/queue/v1/claim-work"), "the first request is a claim");
    worker.kill().expect("killed");
    worker.wait().expect("waited");
    elapsed
}

async fn noop() {
    let count = scaled(500);
    let deployment = Deployment::start().await;
    for _ in 0..count {
        deployment.create(&commands(&[json!(["/bin/true"])])).await;
    }
    let bare = Instant::now();
    for _ in 0..count {
        Command::new("/bin/true").status().expect("true runs");
    }
    let bare = bare.elapsed();
    let started = Instant::now();
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", count).start();
    let peak = peak_memory(worker.pid());
    assert_eq!(worker.exit_code().await, 0);
    let elapsed = started.elapsed();
    println!(
        "{count} no-op tasks: {:.2?} each (a bare /bin/true: {:.2?}); peak RSS {:.1} MiB",
        elapsed / u32::try_from(count).expect("small"),
        bare / u32::try_from(count).expect("small"),
        peak.join().expect("measured") as f64 / 1024.0,
    );
}

async fn output() {
    let size = scaled(500_000_000);
    let directory = tempfile::tempdir().expect("a temporary directory");
    let input = directory.path().join("input");
    let made = Command::new("sh")
        .arg("-c")
        .arg(format!("seq 1 1000000000 | head -c {size} > {}", input.display()))
        .status();
    assert!(made.expect("sh runs").success());
    let baseline = shell(&format!("cat {0} > {0}.copy", input.display()));

    let deployment = Deployment::start().await;
    let task = deployment
        .create(
            &commands(&[sh(&format!("cat {}", input.display()))])
                .with("features", json!({ "backingLog": false })),
        )
        .await;
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start();
    assert_eq!(worker.exit_code().await, 0);
    let status = deployment.status(&task).await;
    let run = status.runs.last().expect("a run");
    let took = run.resolved.expect("resolved").saturating_duration_since(run.started.expect("started"));
    println!(
        "a task that prints {:.0} MB: {:.0} MB/s; cat > file: {:.0} MB/s; ratio {:.2}",
        megabytes(size),
        megabytes(size) / took.as_secs_f64(),
        megabytes(size) / baseline.as_secs_f64(),
        baseline.as_secs_f64() / took.as_secs_f64(),
    );
}

/// A task that prints a lot, with nobody and with three readers of its live log, of which one takes nothing.
async fn live_log() {
    const ROUNDS: usize = 5;
    let size = scaled(500_000_000);
    let directory = tempfile::tempdir().expect("a temporary directory");
    let input = directory.path().join("input");
    shell(&format!("seq 1 1000000000 | head -c {size} > {}", input.display()));
    let deployment = Deployment::start().await;
    let mut worker = WorkerBuilder::new(&deployment)
        .with("numberOfTasksToRun", u64::try_from(2 * ROUNDS).expect("small"))
        .start();
    let peak = peak_memory(worker.pid());
    let (mut alone, mut read) = (Vec::new(), Vec::new());
    // Taking turns, so that what else goes on in the machine meets both alike.
    for round in 0..ROUNDS {
        alone.push(
            printing(&deployment, &input, &directory.path().join(format!("alone{round}")), false).await,
        );
        read.push(printing(&deployment, &input, &directory.path().join(format!("read{round}")), true).await);
    }
    assert_eq!(worker.exit_code().await, 0);
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let (alone, read) = (median(alone), median(read));
    println!(
        "a task that prints {:.0} MB, with three readers of its live log, one of them stuck: {:.0} MB/s; without: {:.0} MB/s; \
         ratio {:.2}; peak RSS {:.1} MiB",
        megabytes(size),
        megabytes(size) / read.as_secs_f64(),
        megabytes(size) / alone.as_secs_f64(),
        alone.as_secs_f64() / read.as_secs_f64(),
        peak.join().expect("measured") as f64 / 1024.0,
    );
}

/// How long a task takes to print `input`. It waits for the file `gate` before, so that there are readers from the start.
async fn printing(deployment: &Deployment, input: &Path, gate: &Path, with_readers: bool) -> Duration {
    let script = format!("while [ ! -e {} ]; do sleep 0.01; done; cat {}", gate.display(), input.display());
    let task = commands(&[sh(&script)]).with("features", json!({ "backingLog": false }));
    let task = deployment.create(&task).await;
    let url = tests::eventually("the live log", || async {
        match deployment.queue().latest_artifact(&task, "public/logs/live.log").await {
            Ok(GetArtifactContentResponse::ReferenceArtifactContent(content)) => Some(content.url),
            _ => None,
        }
    })
    .await;
    let mut stuck = Vec::new();
    let mut readers = Vec::new();
    if with_readers {
        let (host, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("a URL");
        let mut stream = TcpStream::connect(host).expect("connected");
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("sent");
        stuck.push(stream);
        // Readers are on other machines in real life: here they should not take the processor from the task either.
        let mut curl = Command::new("nice");
        curl.args(["-n", "10", "curl", "-sfN", &url]).stdout(Stdio::null());
        readers.extend([(); 2].map(|()| curl.spawn().expect("curl starts")));
    }
    let opened = Timestamp::now();
    std::fs::write(gate, "").expect("written");
    assert_eq!(deployment.resolved(&task).await, "completed");
    for mut reader in readers {
        assert!(reader.wait().expect("waited").success(), "the reader has got all of it");
    }
    drop(stuck);
    let status = deployment.status(&task).await;
    status.runs.last().and_then(|run| run.resolved).expect("resolved").saturating_duration_since(opened)
}

async fn upload(name: &str, script: &str) {
    let size = scaled(1 << 30);
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("artifact.bin");
    let made = Command::new("sh")
        .arg("-c")
        .arg(script.replace("SIZE", &size.to_string()))
        .current_dir(directory.path())
        .status();
    assert!(made.expect("sh runs").success());

    let deployment = Deployment::start().await;
    let encoding = if name == "text" { "gzip" } else { "identity" };
    let artifact = json!({ "type": "file", "path": file, "name": "public/a", "contentEncoding": encoding });
    let with = deployment.create(&commands(&[json!(["/bin/true"])]).with_artifact(artifact)).await;
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start();
    let peak = peak_memory(worker.pid());
    assert_eq!(worker.exit_code().await, 0);
    let status = deployment.status(&with).await;
    let run = status.runs.last().expect("a run");
    let took = run.resolved.expect("resolved").saturating_duration_since(run.started.expect("started"));

    let url = put_url(&deployment).await;
    let baseline =
        shell(&format!("curl -sf -H 'Content-Type: application/octet-stream' -T {} '{url}'", file.display()));
    println!(
        "upload of {:.0} MB {name} ({encoding}): {:.0} MB/s; curl -T: {:.0} MB/s; ratio {:.2}; peak RSS {:.1} MiB",
        megabytes(size),
        megabytes(size) / took.as_secs_f64(),
        megabytes(size) / baseline.as_secs_f64(),
        baseline.as_secs_f64() / took.as_secs_f64(),
        peak.join().expect("measured") as f64 / 1024.0,
    );
}

async fn small_files() {
    let count = scaled(2000);
    let directory = tempfile::tempdir().expect("a temporary directory");
    for index in 0..count {
        std::fs::write(directory.path().join(format!("{index}.png")), vec![0_u8; 20_000]).expect("written");
    }
    let deployment = Deployment::start().await;
    let artifact = json!({ "type": "directory", "path": directory.path(), "name": "public/many" });
    let task = deployment.create(&commands(&[json!(["/bin/true"])]).with_artifact(artifact)).await;
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start();
    let peak = peak_memory(worker.pid());
    assert_eq!(worker.exit_code().await, 0);
    let status = deployment.status(&task).await;
    let run = status.runs.last().expect("a run");
    let took = run.resolved.expect("resolved").saturating_duration_since(run.started.expect("started"));

    let mut urls = String::from("header = \"Content-Type: application/octet-stream\"\n");
    for index in 0..count.min(200) {
        let url = put_url(&deployment).await;
        urls.push_str(&format!(
            "upload-file = \"{}/{index}.png\"\nurl = \"{url}\"\n",
            directory.path().display()
        ));
    }
    let list = directory.path().join("urls");
    std::fs::File::create(&list).and_then(|mut file| file.write_all(urls.as_bytes())).expect("written");
    let baseline = shell(&format!("curl -sf -K {}", list.display())) * u32::try_from(count).expect("small")
        / u32::try_from(count.min(200)).expect("small");
    println!(
        "upload of {count} files of 20 kB: {:.2?}; curl -T, one connection: {:.2?}; ratio {:.2}; peak RSS {:.1} MiB",
        took,
        baseline,
        baseline.as_secs_f64() / took.as_secs_f64(),
        peak.join().expect("measured") as f64 / 1024.0,
    );
}

/// A task's calls through the taskcluster-proxy against the same calls without it: one long answer, and many short ones.
async fn proxy() {
    let (size, calls) = (scaled(1 << 30), scaled(2000));
    let service = long_answers(size);
    let deployment = Deployment::start().await;
    let features = json!({ "taskclusterProxy": true });
    let script = format!(
        "time() {{ curl -sf -o /dev/null -w '%{{time_total}}\\n' \"$1/api/bench/v1/long\"; }}; \
         short() {{ curl -sf -o /dev/null -w '%{{time_total}}\\n' \"$1/api/bench/v1/short?[1-{calls}]\" | sort -n | sed -n {half}p; }}; \
         for url in {service} $TASKCLUSTER_PROXY_URL; do time $url; short $url; done > times",
        half = calls / 2 + 1,
    );
    let task = deployment
        .create(
            &commands(&[sh(&script)])
                .with("features", features)
                .with("maxRunTime", json!(600))
                .publishing("times"),
        )
        .await;
    // The worker finds everything but the service of this benchmark at the deployment.
    let mut worker = WorkerBuilder::new(&deployment)
        .with("rootURL", service.clone())
        .with("queueBaseURL", format!("{}/api/queue/v1", deployment.root_url))
        .with("authBaseURL", format!("{}/api/auth/v1", deployment.root_url))
        .with("purgeCacheBaseURL", format!("{}/api/purge-cache/v1", deployment.root_url))
        .with("taskclusterProxyPort", 0)
        .with("numberOfTasksToRun", 1)
        .start();
    let peak = peak_memory(worker.pid());
    assert_eq!(worker.exit_code().await, 0, "{}", worker.log());
    let times = String::from_utf8(deployment.artifact(&task, "public/times").await).expect("text");
    let times: Vec<f64> = times.lines().map(|line| line.parse().expect("seconds")).collect();
    let [direct, direct_call, proxied, proxied_call] = times[..] else { panic!("{times:?}") };
    println!(
        "GET of {:.0} MB through the proxy: {:.0} MB/s; directly: {:.0} MB/s; ratio {:.2}; a short call takes {:.2} ms \
         longer (median of {calls}); peak RSS {:.1} MiB",
        megabytes(size),
        megabytes(size) / proxied,
        megabytes(size) / direct,
        direct / proxied,
        (proxied_call - direct_call) * 1e3,
        peak.join().expect("measured") as f64 / 1024.0,
    );
}

/// A service that answers with `size` bytes on paths that end in `long`, and at once on all others.
fn long_answers(size: u64) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let root_url = format!("http://{}", listener.local_addr().expect("bound"));
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            std::thread::spawn(move || {
                // A client that goes away is none of this service's business.
                let _ = answer_all(connection, size);
            });
        }
    });
    root_url
}

fn answer_all(mut connection: TcpStream, size: u64) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let piece = vec![7; 256 << 10];
    let mut requests = std::io::BufReader::new(connection.try_clone()?);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if requests.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let length =
            if head.split_whitespace().nth(1).is_some_and(|path| path.ends_with("long")) { size } else { 0 };
        connection.write_all(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n").as_bytes())?;
        let mut left = length;
        while left > 0 {
            let count = left.min(piece.len() as u64);
            connection.write_all(&piece[..usize::try_from(count).expect("small")])?;
            left -= count;
        }
    }
}

/// A URL to upload to, of an artifact of a task that is claimed for the purpose.
async fn put_url(deployment: &Deployment) -> String {
    use generated::api::queue::{
        ClaimWorkRequest, PostArtifactRequest, PostArtifactResponse, S3ArtifactRequest,
    };
    let task = deployment.create(&commands(&[json!(["/bin/true"])])).await;
    let claim =
        ClaimWorkRequest { tasks: 1, worker_group: "bench".to_owned(), worker_id: "bench".to_owned() };
    let claimed = deployment.queue().claim_work("test-provisioner/e2e", &claim).await.expect("claimed");
    assert_eq!(claimed.tasks[0].status.task_id, task);
    let request = PostArtifactRequest::S3ArtifactRequest(S3ArtifactRequest {
        content_length: None,
        content_type: "application/octet-stream".to_owned(),
        expires: Timestamp::now() + Duration::from_secs(3600),
    });
    match deployment.queue().create_artifact(&task, "0", "public/a", &request).await.expect("created") {
        PostArtifactResponse::S3ArtifactResponse(answer) => answer.put_url.expose().to_owned(),
        other => panic!("no upload URL: {other:?}"),
    }
}

fn shell(script: &str) -> Duration {
    let started = Instant::now();
    let status = Command::new("sh").arg("-c").arg(script).stdout(Stdio::null()).status().expect("sh runs");
    assert!(status.success(), "{script}");
    started.elapsed()
}

/// The most memory that the process had in use, in KiB, once it is over.
fn peak_memory(pid: u32) -> std::thread::JoinHandle<u64> {
    std::thread::spawn(move || {
        let mut peak = 0;
        while let Ok(status) = std::fs::read_to_string(format!("/proc/{pid}/status")) {
            let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:")) else { break };
            let value = line.split_whitespace().nth(1).and_then(|text| text.parse().ok());
            peak = value.unwrap_or(0).max(peak);
            std::thread::sleep(Duration::from_millis(2));
        }
        peak
    })
}
