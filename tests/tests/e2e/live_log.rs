//! Logs that are read while their tasks run.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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

/// A livelog program as a script, which leaves notes in `directory`.
fn program(directory: &Path, arguments: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let script = directory.join("livelog");
    let (program, notes) = (env!("CARGO_BIN_EXE_fake-livelog"), directory.join("notes"));
    std::fs::create_dir_all(&notes).expect("made");
    std::fs::write(&script, format!("#!/bin/sh\nexec {program} {} {arguments}\n", notes.display()))
        .expect("written");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("changed");
    script.to_string_lossy().into_owned()
}

/// The process ids of livelog programs that have been started with [`program`], and their folders.
fn notes(directory: &Path) -> Vec<(String, PathBuf)> {
    let notes = std::fs::read_dir(directory.join("notes")).expect("listed").flatten();
    let note = |entry: std::fs::DirEntry| {
        let folder = std::fs::read_to_string(entry.path()).expect("readable");
        (entry.file_name().to_string_lossy().into_owned(), PathBuf::from(folder))
    };
    notes.map(note).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_livelog_program_serves_instead_where_the_configuration_names_one() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    // Both ports that the program would have by its configuration are taken.
    let taken = TcpListener::bind("0.0.0.0:0").expect("a port");
    let port = taken.local_addr().expect("bound").port();
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment)
        .with("livelogExecutable", program(directory.path(), ""))
        .with("livelogPortBase", port.min(65_000))
        .with("livelogExposePort", port)
        .with("publicIP", "127.0.0.1")
        .with("capacity", 2)
        .with("cleanUpTaskDirs", false)
        .start();
    let gate = Gate::new();
    let task = commands(&[sh(&format!("echo $TASK_ID; {}; echo second", wait_for(&gate.file())))]);
    let tasks = [deployment.create(&task).await, deployment.create(&task).await];
    let mut readers = Vec::new();
    for task in &tasks {
        let url = live_url(&deployment, task).await;
        // The program listens for readers only when it has something for them.
        let mut reader = eventually("the program to serve", || async {
            let mut reader = connect(&url);
            let mut first = [0; 1];
            reader.read_exact(&mut first).is_ok().then_some(reader)
        })
        .await;
        read_until(&mut reader, &format!("\n{task}\n"));
        readers.push(reader);
    }
    let programs = notes(directory.path());
    assert_eq!(programs.len(), 2);
    for (pid, folder) in &programs {
        let arguments = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).expect("readable");
        assert_eq!(arguments.split_terminator('\0').count(), 2, "no token among them: {arguments:?}");
        assert!(folder.join("stream").exists());
    }
    gate.open();
    // The program is ended with the task, whether or not it has sent everything by then.
    drop(readers);
    for task in &tasks {
        assert_eq!(deployment.resolved(task).await, "completed");
        assert_eq!(deployment.artifact(task, LIVE).await, deployment.artifact(task, BACKING).await);
    }
    for (pid, folder) in &programs {
        assert!(!tests::is_running(pid));
        assert!(!folder.exists(), "{} is left", folder.display());
    }
    assert!(!worker.log().contains("livelog program"), "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_livelog_program_that_dies_or_is_not_there_does_no_harm() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let deployment = Deployment::start().await;
    for (program, complaint) in [
        (program(directory.path(), "die"), "takes no more of the log"),
        ("/no/such/livelog".to_owned(), "no such file"),
        ("false".to_owned(), "Livelog terminated early with error exit status 1"),
    ] {
        let worker = WorkerBuilder::new(&deployment)
            .with("livelogExecutable", program)
            .with("numberOfTasksToRun", 1)
            .start();
        let script = "seq 1 200000; while ! grep -q -e 'could not create' -e 'takes no more' ../../worker.log; do sleep 0.1; done; seq 1 9";
        let task = deployment.create(&commands(&[sh(script)])).await;
        assert_eq!(deployment.resolved(&task).await, "completed", "{}", worker.log());
        assert_eq!(worker.log().matches(complaint).count(), 1, "{complaint}:\n{}", worker.log());
        let log = deployment.log(&task).await;
        assert!(log.contains("\n199999\n200000\n1\n2\n"), "the log is complete");
        assert_eq!(deployment.artifact(&task, LIVE).await, log.as_bytes());
    }
    assert!(notes(directory.path()).iter().all(|(pid, _)| !tests::is_running(pid)));
}
