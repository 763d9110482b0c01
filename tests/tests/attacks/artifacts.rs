//! Artifacts that lead to what the task cannot read.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tests::{TaskBuilder, can_make_task_users, run};

use crate::arena::{Arena, script};

/// What stands in files that tasks must not get.
struct Secrets(Vec<String>);

impl Secrets {
    /// Of the machine, and of a worker with its key.
    fn of(arena: &Arena, key: &Path) -> Self {
        let first_line = |path: &Path| {
            let text = fs::read_to_string(path).expect("text");
            text.lines().next().unwrap_or_default().to_owned()
        };
        let token = arena.deployment.access_token.clone();
        Self(vec![first_line(Path::new("/etc/shadow")), first_line(key), token])
    }

    #[track_caller]
    fn are_not_in(&self, content: &[u8], what: &str) {
        let text = String::from_utf8_lossy(content);
        for secret in &self.0 {
            assert!(!text.contains(secret.as_str()), "{what} was published");
        }
    }
}

/// A file that only root can read, with a secret in it.
fn key(directory: &Path) -> std::path::PathBuf {
    let file = directory.join("key");
    let made = run(&["new-ed25519-keypair", "--file", file.to_str().expect("text")]);
    assert!(made.status.success());
    file
}

/// All that was published, decompressed.
async fn published(arena: &Arena, task_id: &str) -> Vec<(String, Vec<u8>)> {
    let mut contents = Vec::new();
    for name in arena.deployment.artifacts(task_id).await {
        if let Some(content) = arena.deployment.artifact_if_any(task_id, &name).await {
            contents.push((name, content));
        }
    }
    contents
}

fn artifact(kind: &str, path: &str) -> Value {
    json!({ "type": kind, "path": path, "name": "public/got" })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_task_cannot_read_is_not_published() {
    if !can_make_task_users() {
        return;
    }
    let keys = tempfile::tempdir().expect("a directory");
    let key = key(keys.path());
    let location = key.to_str().expect("text").to_owned();
    let with_key = |worker: tests::WorkerBuilder| {
        // So that the places are there for the task, if closed.
        worker.with("ed25519SigningKeyLocation", location.clone()).with("enableTaskPrivateTmp", false)
    };
    let Some(arena) = Arena::open_with(with_key).await else { return };
    let secrets = Secrets::of(&arena, &key);
    let worker = arena.worker.directory().display().to_string();
    let pid = arena.worker.pid();
    let config = format!("{worker}/generic-worker.config");
    let mut attacks: Vec<(String, Value)> = Vec::new();
    for target in ["/etc/shadow", &config, &location, &format!("{worker}/tasks/generic-worker")] {
        for kind in ["file", "directory"] {
            attacks.push(("true".to_owned(), artifact(kind, target)));
            attacks.push((format!("ln -s {target} link"), artifact(kind, "link")));
            attacks.push((
                format!("mkdir dir; ln -s {target} dir/link; ln -s / dir/root"),
                artifact(kind, "dir"),
            ));
        }
        attacks.push((format!("ln {target} hard || true"), artifact("file", "hard")));
        attacks.push(("ln -s / root".to_owned(), artifact("file", &format!("root{target}"))));
        attacks.push(("true".to_owned(), artifact("file", &format!("/proc/{pid}/root{target}"))));
    }
    attacks.push(("ln -s /etc dir".to_owned(), artifact("directory", "dir")));
    attacks.push((format!("ln -s {worker} dir"), artifact("directory", "dir")));
    for path in [
        format!("/proc/{pid}/environ"),
        format!("/proc/{pid}/cmdline"),
        format!("/proc/{pid}/fd"),
        format!("/proc/{pid}/cwd/generic-worker.config"),
        "/proc/self/environ".to_owned(),
        "/proc/self/cwd/generic-worker.config".to_owned(),
        "/proc/self/root/etc/shadow".to_owned(),
        "/proc/thread-self/fd/0".to_owned(),
        "../../generic-worker.config".to_owned(),
        "../generic-worker".to_owned(),
    ] {
        for kind in ["file", "directory"] {
            attacks.push(("true".to_owned(), artifact(kind, &path)));
            attacks.push((format!("ln -s {path} link"), artifact(kind, "link")));
        }
    }
    for number in 0..30 {
        attacks.push(("true".to_owned(), artifact("file", &format!("/proc/self/fd/{number}"))));
    }
    // Many to a task, which are told apart by name.
    for (index, attacks) in attacks.chunks(30).enumerate() {
        let mut task: TaskBuilder = script(&prepared(attacks));
        for (number, (_, artifact)) in attacks.iter().enumerate() {
            task = task.with_artifact(placed(artifact, number));
        }
        let task_id = arena.deployment.create(&task).await;
        let resolved = arena.deployment.resolved(&task_id).await;
        assert!(
            ["failed", "exception/malformed-payload", "completed"].contains(&resolved.as_str()),
            "{index}: {resolved}"
        );
        for (name, content) in published(&arena, &task_id).await {
            secrets.are_not_in(&content, &format!("{name} of {attacks:?}"));
        }
        arena.is_as_before(&format!("artifacts of others, part {index}")).await;
    }
    arena.close().await;
}

/// A script that does each preparation in a directory of its own.
fn prepared(attacks: &[(String, Value)]) -> String {
    let one = |(number, (preparation, _)): (usize, &(String, Value))| {
        format!("(mkdir at{number}; cd at{number}; {preparation})\n")
    };
    let all: String = attacks.iter().enumerate().map(one).collect();
    format!("{all}true")
}

/// The artifact, with the directory that was prepared for it, and a name of its own.
fn placed(artifact: &Value, number: usize) -> Value {
    let path = artifact["path"].as_str().expect("text");
    let path = if path.starts_with('/') || path.starts_with("..") {
        path.to_owned()
    } else {
        format!("at{number}/{path}")
    };
    json!({ "type": artifact["type"], "path": path, "name": format!("public/got{number}") })
}

/// What is there when it is looked at need not be there when it is opened.
#[tokio::test(flavor = "multi_thread")]
async fn swapping_what_is_published_is_of_no_use() {
    if !can_make_task_users() {
        return;
    }
    let keys = tempfile::tempdir().expect("a directory");
    let key = key(keys.path());
    let Some(arena) = Arena::open().await else { return };
    let secrets = Secrets::of(&arena, &key);
    let swap = "mkdir dir; for i in $(seq 50); do echo own > dir/$i; done
        (setsid perl -e 'while (1) { for (1 .. 50) { symlink \"/etc/shadow\", \"x\"; rename \"x\", \"dir/$_\"; open F, \">\", \"y\"; close F; rename \"y\", \"dir/$_\" } }' > /dev/null 2>&1 &)
        sleep 0.2";
    let task = script(swap).with_artifact(artifact("directory", "dir"));
    let task_id = arena.deployment.create(&task).await;
    arena.deployment.resolved(&task_id).await;
    for (name, content) in published(&arena, &task_id).await {
        secrets.are_not_in(&content, &name);
    }
    arena.is_as_before("files that are swapped").await;
    arena.close().await;
}
