//! Logs that are read while their tasks run.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use generated::api::queue::GetArtifactContentResponse;
use serde_json::json;
use tests::{Deployment, PATIENCE, Worker, WorkerBuilder, commands, eventually, sh};

const LIVE: &str = "public/logs/live.log";
const BACKING: &str = "public/logs/live_backing.log";

/// Where the artifact of the live log leads while the task runs.
async fn live_url(deployment: &Deployment, task: &str) -> String {
    eventually("the live log to be there", || async {
        match deployment.queue().latest_artifact(task, LIVE).await {
            Ok(GetArtifactContentResponse::ReferenceArtifactContent(content)) => Some(content.url),
            _ => None,
        }
    })
    .await
}

/// A command that waits for a file which the test makes.
fn wait_for(file: &Path) -> String {
    format!("while [ ! -e {} ]; do sleep 0.02; done", file.display())
}

struct Gate {
    directory: tempfile::TempDir,
}

impl Gate {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("a temporary directory") }
    }

    fn file(&self) -> PathBuf {
        self.directory.path().join("open")
    }

    fn open(&self) {
        std::fs::write(self.file(), "").expect("written");
    }
}

/// A plain HTTP connection on which the log has been asked for.
fn connect(url: &str) -> TcpStream {
    let (host, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("a URL");
    let mut stream = TcpStream::connect(host).expect("connected");
    stream.set_read_timeout(Some(PATIENCE)).expect("set");
    // HTTP/1.0 gets the log as it is, without the framing of chunks.
    write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("sent");
    stream
}

fn read_until(stream: &mut impl Read, text: &str) -> String {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&read).contains(text) {
        let count = stream.read(&mut buffer).expect("more");
        assert!(count > 0, "it ended without {text:?}: {:?}", String::from_utf8_lossy(&read));
        read.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8_lossy(&read).into_owned()
}

fn read_all(mut stream: impl Read) -> Vec<u8> {
    let mut content = Vec::new();
    stream.read_to_end(&mut content).expect("read");
    content
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_is_read_while_the_task_runs() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let gate = Gate::new();
    let script = format!("echo first; {}; echo second; exit 3", wait_for(&gate.file()));
    let task = deployment.create(&commands(&[sh(&script)])).await;
    let url = live_url(&deployment, &task).await;
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    let mut reader = connect(&url);
    let mut seen = read_until(&mut reader, "\nfirst\n");
    assert!(seen.contains("=== Task Starting ==="), "{seen}");
    assert!(!seen.contains("\nsecond\n"), "{seen}");
    gate.open();
    seen.push_str(&String::from_utf8_lossy(&read_all(reader)));
    assert_eq!(deployment.resolved(&task).await, "failed");

    let log = deployment.log(&task).await;
    let (_, body) = seen.split_once("\r\n\r\n").expect("head and body");
    assert_eq!(body, log, "the reader has seen all of it");
    assert!(log.ends_with("[taskcluster:error] exit status 3\n"), "{log}");
    assert_eq!(deployment.artifact(&task, LIVE).await, log.as_bytes(), "it leads to the backing log");
    // Whoever still has the old URL learns nothing.
    let late = String::from_utf8(read_all(connect(&url))).expect("text");
    assert!(late.starts_with("HTTP/1.0 404 "), "{late}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_is_stuck_disturbs_neither_the_task_nor_other_readers() {
    const MEGABYTES: usize = 64;
    let deployment = Deployment::start().await;
    let worker = Worker::start(&deployment);
    let gate = Gate::new();
    let print = format!("head -c {MEGABYTES}000000 /dev/zero | tr '\\0' '\\176'");
    let task = deployment.create(&commands(&[sh(&format!("{}; {print}", wait_for(&gate.file())))])).await;
    let url = live_url(&deployment, &task).await;
    let stuck = connect(&url);
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let reader = connect(&url);
            std::thread::spawn(move || read_all(reader).iter().filter(|byte| **byte == b'~').count())
        })
        .collect();
    gate.open();
    // The reader that is stuck still is: nothing waits for it.
    assert_eq!(deployment.resolved(&task).await, "completed");
    for reader in readers {
        assert_eq!(reader.join().expect("read"), MEGABYTES * 1_000_000);
    }
    drop(stuck);
    let status = std::fs::read_to_string(format!("/proc/{}/status", worker.pid())).expect("readable");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("known");
    let peak: usize = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    assert!(peak < MEGABYTES * 1000, "the worker needed {peak} kB");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_names_of_the_logs_can_be_chosen_and_either_be_left_out() {
    let deployment = Deployment::start().await;
    let _worker = Worker::start(&deployment);
    let task = |features, logs| commands(&[sh("true")]).with("features", features).with("logs", logs);
    let renamed = task(json!({}), json!({ "live": "public/l", "backing": "public/b" }));
    let renamed = deployment.create(&renamed).await;
    let without_live = deployment.create(&task(json!({ "liveLog": false }), json!({}))).await;
    let without_backing = deployment.create(&task(json!({ "backingLog": false }), json!({}))).await;
    let clashing = deployment.create(&task(json!({}), json!({ "live": BACKING }))).await;
    for task in [&renamed, &without_live, &without_backing] {
        assert_eq!(deployment.resolved(task).await, "completed");
    }
    assert_eq!(deployment.artifacts(&renamed).await, ["public/b", "public/l"]);
    assert_eq!(
        deployment.artifact(&renamed, "public/l").await,
        deployment.artifact(&renamed, "public/b").await
    );
    assert_eq!(deployment.artifacts(&without_live).await, [BACKING]);
    assert_eq!(deployment.artifacts(&without_backing).await, [LIVE]);
    assert_eq!(deployment.resolved(&clashing).await, "exception/malformed-payload");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_without_live_logs_runs_tasks_without_them() {
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("enableLiveLog", false).start();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.artifacts(&task).await, [BACKING]);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_on_one_machine_do_not_take_each_others_port() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("bound").port();
    let deployment = Deployment::start().await;
    let _workers = [(); 2].map(|()| {
        WorkerBuilder::new(&deployment).with("livelogExposePort", port).with("publicIP", "127.0.0.1").start()
    });
    let gate = Gate::new();
    let task = commands(&[sh(&format!("echo $TASK_ID; {}", wait_for(&gate.file())))]);
    let tasks = [deployment.create(&task).await, deployment.create(&task).await];
    for task in &tasks {
        let url = live_url(&deployment, task).await;
        assert!(!url.contains(&format!(":{port}/")), "{url}");
        read_until(&mut connect(&url), &format!("\n{task}\n"));
    }
    gate.open();
    for task in &tasks {
        assert_eq!(deployment.resolved(task).await, "completed");
    }
}

/// A certificate for any name below `domain`, and its key, as files.
fn certificate(domain: &str, directory: &Path) -> (PathBuf, PathBuf) {
    let made = rcgen::generate_simple_self_signed([format!("*.{domain}")]).expect("a certificate");
    let (certificate, key) = (directory.join("cert.pem"), directory.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).expect("written");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    (certificate, key)
}

fn curl(url: &str, certificate: &Path) -> Child {
    let (host, _) = url.strip_prefix("https://").and_then(|rest| rest.split_once('/')).expect("https");
    Command::new("curl")
        .args(["-sSfN", "--resolve", &format!("{host}:127.0.0.1"), "--cacert"])
        .arg(certificate)
        .arg(url)
        .stdout(Stdio::piped())
        .spawn()
        .expect("curl starts")
}

/// A worker with a configuration of 2018, whose live logs are served over https.
fn of_2018(deployment: &Deployment, certificate: &Path, key: &Path) -> WorkerBuilder {
    let base = &deployment.root_url;
    WorkerBuilder::new(deployment)
        .without("rootURL")
        .with("queueBaseURL", format!("{base}/queue/v1"))
        .with("authBaseURL", format!("{base}/auth/v1"))
        .with("purgeCacheBaseURL", format!("{base}/purge-cache/v1"))
        .with("tasksDir", "tasks")
        .with("publicIP", "127.0.0.1")
        .with("livelogSecret", "turnip4tea")
        .with("subdomain", "logs.example")
        .with("livelogGETPort", 0)
        .with("livelogCertificate", certificate.to_string_lossy())
        .with("livelogKey", key.to_string_lossy())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_of_2018_serves_over_https_under_a_name_of_its_own() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let (certificate, key) = certificate("logs.example", directory.path());
    let deployment = Deployment::start().await;
    let _worker = of_2018(&deployment, &certificate, &key).start();
    let gate = Gate::new();
    let task = deployment.create(&commands(&[sh(&format!("echo first; {}", wait_for(&gate.file())))])).await;
    let url = live_url(&deployment, &task).await;
    let (name, _) = url.split_once(".logs.example:").expect("below the subdomain");
    // The address is in the first bytes: 127.0.0.1, and then the zeros of the time.
    assert!(name.starts_with("https://p4aaaai") && name.len() == "https://".len() + 48, "{url}");
    let mut reader = curl(&url, &certificate);
    let mut output = reader.stdout.take().expect("piped");
    read_until(&mut output, "\nfirst\n");
    gate.open();
    read_until(&mut output, "=== Task Finished ===");
    assert!(reader.wait().expect("waited").success());
    assert_eq!(deployment.resolved(&task).await, "completed");
    assert_eq!(deployment.artifact(&task, LIVE).await, deployment.artifact(&task, BACKING).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_log_that_cannot_be_served_does_no_harm() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let (certificate, _) = certificate("logs.example", directory.path());
    let deployment = Deployment::start().await;
    let worker = of_2018(&deployment, &certificate, &certificate).start();
    let task = deployment.create(&commands(&[sh("echo hello")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let log = worker.log();
    assert_eq!(log.matches("could not create livelog").count(), 1, "{log}");
    assert!(log.contains("cert.pem"), "{log}");
    assert_eq!(deployment.artifact(&task, LIVE).await, deployment.artifact(&task, BACKING).await);
}
