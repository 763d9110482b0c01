//! Tasks that have users of their own.

use std::collections::BTreeSet;
use std::fs;

use serde_json::json;
use tests::{Deployment, WorkerBuilder, can_make_task_users, commands, sh};

/// The task users that the system has now.
fn task_users() -> BTreeSet<String> {
    let text = fs::read_to_string("/etc/passwd").expect("a user database");
    text.lines().filter(|line| line.contains(":task user of generic-worker")).map(name_of).collect()
}

fn name_of(line: &str) -> String {
    line.split(':').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_task_is_a_user() {
    if !can_make_task_users() {
        return;
    }
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment)
        .with_task_users()
        .with_variable("PATH", "/nowhere:/usr/bin:/bin")
        .start();
    let script = "echo user=$(id -un) group=$(id -gn) groups=$(id -Gn); echo home=$HOME name=$USER login=$LOGNAME path=$PATH; \
                  pwd; ls -ld . ; touch mine; stat -c 'mine=%U %a' mine; cat ../../generic-worker.config || echo closed";
    let task = deployment.create(&commands(&[sh(script)])).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", worker.log());
    let log = deployment.log(&task).await;
    let name = format!("task_{}_0", &task[..13]);
    let home = worker.directory().join("tasks").join(&name).display().to_string();
    for expected in [
        format!("\nuser={name} group={name} groups={name}\n"),
        format!("\nhome={home} name={name} login={name} path=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin\n"),
        format!("\n{home}\ndrwx------ "),
        format!("\nmine={name} 644\n"),
        "\nclosed\n".to_owned(),
    ] {
        assert!(log.contains(&expected), "{expected:?} is not in:\n{log}");
    }
    worker.stop().await;
    assert!(!task_users().contains(&name));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_was_killed_leaves_its_users_to_the_next() {
    if !can_make_task_users() {
        return;
    }
    let deployment = Deployment::start().await;
    let builder = || WorkerBuilder::new(&deployment).with_task_users();
    let mut worker = builder().start();
    let task = deployment.create(&commands(&[sh("touch started; sleep 1000")])).await;
    let name = format!("task_{}_0", &task[..13]);
    let started = worker.directory().join("tasks").join(&name).join("started");
    tests::eventually("the task to run", async || started.exists().then_some(())).await;
    assert!(task_users().contains(&name));
    worker.signal("KILL");
    worker.status().await;
    assert!(task_users().contains(&name));
    let worker = builder().in_directory_of(worker).start();
    tests::eventually("the user to be removed", async || (!task_users().contains(&name)).then_some(())).await;
    let directory = worker.directory().join("tasks");
    tests::eventually("the record to be removed", async || {
        let left = fs::read_dir(directory.join("generic-worker")).expect("there");
        let left: Vec<_> = left.flatten().map(|entry| entry.file_name()).collect();
        (left == ["users.lock"]).then_some(())
    })
    .await;
    assert!(!directory.join(&name).exists());
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_those_that_the_task_asks_for() {
    if !can_make_task_users() {
        return;
    }
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with_task_users().start();
    let asking = |groups: &[&str]| {
        commands(&[sh("echo groups=$(id -Gn); getent group games video")])
            .with("osGroups", json!(groups))
            .with_scope("generic-worker:os-group:test-provisioner/e2e/*")
    };
    let task = deployment.create(&asking(&["games", "video"])).await;
    let wrong = deployment.create(&asking(&["games", "no-such-group"])).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let (log, name) = (deployment.log(&task).await, format!("task_{}_0", &task[..13]));
    assert!(log.contains(&format!("groups={name} ")), "{log}");
    let groups = log.lines().find(|line| line.starts_with("groups=")).expect("printed");
    assert!(groups.contains("games") && groups.contains("video"), "{log}");
    assert!(log.contains(&format!("games:x:60:{name}")), "{log}");
    assert_eq!(deployment.resolved(&wrong).await, "exception/malformed-payload");
    let log = deployment.log(&wrong).await;
    assert!(log.contains("unsupported osGroups: [no-such-group]"), "{log}");
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_may_run_as_the_worker_all_the_same() {
    if !can_make_task_users() {
        return;
    }
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with_task_users().start();
    let script = "id -un; stat -c 'file=%U %a' $TASK_USER_CREDENTIALS; cat $TASK_USER_CREDENTIALS";
    let task = commands(&[sh(script)])
        .with("features", json!({ "runTaskAsCurrentUser": true }))
        .with("osGroups", json!(["video"]))
        .with_scope("generic-worker:os-group:test-provisioner/e2e/video")
        .with_scope("generic-worker:run-task-as-current-user:test-provisioner/e2e");
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let (log, name) = (deployment.log(&task).await, format!("task_{}_0", &task[..13]));
    for expected in [
        "\nroot\nfile=root 600\n",
        &format!("{{\"name\":\"{name}\",\"password\":\"pWd0_"),
        "Not adding task user to group(s) [video] since we are running as current user.",
    ] {
        assert!(log.contains(expected), "{expected:?} is not in:\n{log}");
    }
    worker.stop().await;
}

/// Absolute paths mean what they mean to the task, which has a /tmp of its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_task_has_in_its_own_tmp_can_be_mounted_and_published() {
    if !can_make_task_users() {
        return;
    }
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).with_task_users().start();
    let name = format!("/tmp/{}", slugid::nice());
    let script = format!("cat {name}-in && mkdir {name} && echo made > {name}/out; echo x > /dev/shm/x");
    let task = commands(&[sh(&script)])
        .mounting(json!({ "file": format!("{name}-in"), "content": { "raw": "mounted\n" } }))
        .mounting(json!({ "cacheName": "c", "directory": format!("{name}-cache") }))
        .with_scope("generic-worker:cache:c")
        .with_artifact(json!({ "type": "directory", "path": name, "name": "public/dir" }))
        .with_artifact(json!({ "type": "file", "path": "/dev/shm/x", "name": "public/x" }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", deployment.log(&task).await);
    assert!(deployment.log(&task).await.contains("\nmounted\n"));
    assert_eq!(deployment.artifact(&task, "public/dir/out").await, b"made\n");
    assert_eq!(deployment.artifact(&task, "public/x").await, b"x\n");
    for suffix in ["", "-in", "-cache"] {
        assert!(!fs::exists(format!("{name}{suffix}")).expect("looked"));
    }
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operators_program_prepares_each_user() {
    if !can_make_task_users() {
        return;
    }
    let deployment = Deployment::start().await;
    let programs = tempfile::tempdir().expect("a directory");
    let set_mode = |path: &std::path::Path| {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(path, mode).expect("opened");
    };
    set_mode(programs.path());
    let program = |name: &str, script: &str| {
        let path = programs.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        set_mode(&path);
        path.display().to_string()
    };
    let good = program("good", "id -un > prepared; echo prepared $USER");
    let worker = WorkerBuilder::new(&deployment).with_task_users().with("runAfterUserCreation", good).start();
    let task = deployment.create(&commands(&[sh("test $(cat prepared) = $(id -un) && rm prepared")])).await;
    assert_eq!(deployment.resolved(&task).await, "completed", "{}", worker.log());
    assert!(worker.log().contains(&format!("> prepared task_{}_0", &task[..13])), "{}", worker.log());
    worker.stop().await;

    // Without it no task could run, so that the worker must not go on and use up the queue.
    let bad = program("bad", "exit 3");
    let mut worker =
        WorkerBuilder::new(&deployment).with_task_users().with("runAfterUserCreation", bad).start();
    let task = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 69, "{}", worker.log());
    assert_eq!(deployment.resolved(&task).await, "exception/resource-unavailable");
    assert!(!task_users().contains(&format!("task_{}_0", &task[..13])));
}
