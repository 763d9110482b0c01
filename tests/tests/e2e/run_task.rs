//! `run-task`: a task on one's own machine.

use std::process::{Command, Stdio};

use tests::binary;

struct Ran {
    code: Option<i32>,
    out: String,
    directory: tempfile::TempDir,
}

fn run_task(text: &str) -> Ran {
    let directory = tempfile::tempdir().expect("temporary directory");
    let file = directory.path().join("task.yml");
    std::fs::write(&file, text).expect("written");
    let output = Command::new(binary())
        .args(["run-task", "task.yml", "--artifacts", "found"])
        .current_dir(directory.path())
        .output()
        .expect("run-task starts");
    let out = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Ran { code: output.status.code(), out, directory }
}

#[test]
fn a_payload_is_enough() {
    let ran = run_task(
        "command: [[/bin/sh, -c, 'echo hello; echo content > file.txt']]\nmaxRunTime: 60\nartifacts:\n  - {type: file, path: \
         file.txt, name: public/file.txt}\n",
    );
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("\nhello\n"), "{}", ran.out);
    assert!(ran.out.contains("state  completed"), "{}", ran.out);
    let found = ran.directory.path().join("found/public/file.txt");
    assert_eq!(std::fs::read_to_string(found).expect("copied"), "content\n");
    let left: Vec<_> =
        std::fs::read_dir(ran.directory.path()).expect("listed").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 2, "only the task and its artifacts: {left:?}");
}

#[test]
fn mounts_work_without_a_worker_of_ones_own() {
    let ran = run_task(
        "scopes: ['generic-worker:cache:c']\npayload:\n  command: [[/bin/sh, -c, 'cat f > c/copy']]\n  maxRunTime: 60\n  mounts:\n    \
         - {cacheName: c, directory: c}\n    - {file: f, content: {raw: hello}}\nmetadata: {name: x}\n",
    );
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("[mounts] Preserving cache: Moving "), "{}", ran.out);
    let left: Vec<_> =
        std::fs::read_dir(ran.directory.path()).expect("listed").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 2, "only the task and its artifacts: {left:?}");
}

#[test]
fn the_exit_status_says_how_it_went() {
    let failed = run_task("payload: {command: [['false']], maxRunTime: 60}\nmetadata: {name: x}\n");
    assert_eq!(failed.code, Some(1), "{}", failed.out);
    let malformed = run_task("command: [['true']]\nmaxRunTime: never\n");
    assert_eq!(malformed.code, Some(2), "{}", malformed.out);
    assert!(malformed.out.contains("maxRunTime"), "{}", malformed.out);
}

#[test]
fn a_file_that_is_no_task_is_refused_in_words() {
    let ran = run_task("- just\n- a list\n");
    assert_eq!(ran.code, Some(85));
    assert!(ran.out.contains("expected a task definition or a payload"), "{}", ran.out);
}

#[test]
fn interrupting_cancels_the_task() {
    let directory = tempfile::tempdir().expect("temporary directory");
    let file = directory.path().join("task.yml");
    std::fs::write(&file, "command: [[/bin/sh, -c, 'touch started; sleep 600']]\nmaxRunTime: 700\n")
        .expect("written");
    let mut child = Command::new(binary())
        .args(["run-task", "task.yml"])
        .current_dir(directory.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("run-task starts");
    let mut out = child.stdout.take().expect("piped");
    let mut seen = String::new();
    let mut buffer = [0; 4096];
    while !seen.contains("Executing command 0") {
        let count = std::io::Read::read(&mut out, &mut buffer).expect("readable");
        assert!(count > 0, "it ended: {seen}");
        seen.push_str(&String::from_utf8_lossy(&buffer[..count]));
    }
    let killed =
        Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(killed.success());
    std::io::Read::read_to_string(&mut out, &mut seen).expect("readable");
    assert_eq!(child.wait().expect("ended").code(), Some(2), "{seen}");
    assert!(seen.contains("canceled"), "{seen}");
}
