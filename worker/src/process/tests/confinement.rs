//! Commands that run as another user, with a view of their own. Most of this takes root's rights.

use std::os::unix::fs::{MetadataExt, chown};
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::platform::{NewView, PrivateView, TaskIdentity, TaskUser, ViewSetup};

/// Says why a test is not done, if so.
pub(super) fn is_root() -> bool {
    let is_root = rustix::process::geteuid().is_root();
    if !is_root {
        println!("skipped: only root can run commands as another user");
    }
    is_root
}

/// A user that nobody else has and that no user database knows; nothing about one has to be removed afterwards.
pub(super) fn new_user(home: &Path, groups: &[u32]) -> TaskUser {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Process numbers are below 2^22.
    let uid = (100 << 22) + std::process::id() * 100 + NEXT.fetch_add(1, Ordering::Relaxed);
    TaskUser {
        name: format!("user{uid}"),
        uid,
        gid: uid + 50,
        groups: groups.to_vec(),
        home: home.to_owned(),
    }
}

/// A task whose directory belongs to a user of its own.
pub(super) fn task_of_user(groups: &[u32]) -> (Task, Confinement) {
    let task = Task::new();
    let user = new_user(task.path(), groups);
    chown(task.path(), Some(user.uid), Some(user.gid)).unwrap();
    fs::set_permissions(task.path(), fs::Permissions::from_mode(0o700)).unwrap();
    (task, Confinement { identity: TaskIdentity::User(Arc::new(user)), ..Confinement::default() })
}

fn uid(confinement: &Confinement) -> u32 {
    confinement.identity.user().unwrap().uid
}

async fn run(tree: &ProcessTree, task: &Task, confinement: &Confinement, script: &str) -> String {
    let command = Command { confinement: confinement.clone(), ..task.shell(script) };
    let before = task.text().len();
    let outcome = tree.run(&command, &task.log).await.unwrap();
    let text = task.text().split_off(before);
    assert!(outcome.status.is_success(), "{outcome:?}\n{text}");
    text
}

#[tokio::test]
async fn commands_run_as_the_user_and_nothing_more() {
    if !is_root() {
        return;
    }
    for tree in trees() {
        let (task, mut confinement) = task_of_user(&[4711, 4712]);
        let user = confinement.identity.user().unwrap().clone();
        let script =
            "grep -E '^(Uid|Gid|Groups|NoNewPrivs|CapEff|CapPrm):' /proc/self/status; umask; touch made";
        let uids = format!("Uid:\t{0}\t{0}\t{0}\t{0}\n", user.uid);
        let gids = format!("Gid:\t{0}\t{0}\t{0}\t{0}\n", user.gid);
        for no_new_privileges in [false, true] {
            confinement.no_new_privileges = no_new_privileges;
            let text = run(&tree, &task, &confinement, script).await;
            assert!(text.contains(&uids) && text.contains(&gids), "{text}");
            assert!(text.contains("Groups:\t4711 4712 \n"), "{text}");
            assert!(text.contains("CapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n"), "{text}");
            assert!(text.contains(&format!("NoNewPrivs:\t{}\n", u8::from(no_new_privileges))), "{text}");
            assert!(text.contains("\n0022\n"), "{text}");
        }
        let made = fs::metadata(task.path().join("made")).unwrap();
        assert_eq!((made.uid(), made.gid()), (user.uid, user.gid));
        tree.kill().await.unwrap();
    }
}

#[tokio::test]
async fn programs_and_directories_that_the_user_cannot_reach_are_told() {
    if !is_root() {
        return;
    }
    let tree = trees().remove(0);
    let (task, confinement) = task_of_user(&[]);
    let hidden = tempfile::tempdir().unwrap();
    fs::set_permissions(hidden.path(), fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(hidden.path().join("tool"), "#!/bin/sh\necho hidden\n").unwrap();
    fs::set_permissions(hidden.path().join("tool"), fs::Permissions::from_mode(0o755)).unwrap();
    task.program("tool", "#!/bin/sh\necho own\n");
    let mut command = Command { confinement: confinement.clone(), ..task.command(&["tool"]) };
    command.env.insert("PATH".to_owned(), format!("{}:{}", hidden.path().display(), task.path().display()));
    assert!(tree.run(&command, &task.log).await.unwrap().status.is_success());
    assert_eq!(task.text(), "own\n");
    command.dir = hidden.path().to_owned();
    let error = tree.run(&command, &task.log).await.unwrap_err().to_string();
    let expected = format!(
        "cannot enter the working directory {} as the user user{}: Permission denied",
        hidden.path().display(),
        uid(&confinement)
    );
    assert!(error.contains(&expected), "{error}");
}

/// A view with everything in it, whose temporary files are in the returned directory.
fn view(task: &Task) -> Option<(tempfile::TempDir, Arc<PrivateView>)> {
    let contents = tempfile::tempdir().unwrap();
    let setup = ViewSetup {
        task_directory: task.path(),
        temporary_files: Some(contents.path()),
        ipc: true,
        processes: true,
    };
    let NewView { view, missing } = PrivateView::make(&setup);
    if !missing.is_empty() {
        let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
        println!("skipped: {}", missing.join("; "));
        return None;
    }
    Some((contents, Arc::new(view?)))
}

fn mounts() -> String {
    fs::read_to_string("/proc/self/mountinfo").unwrap()
}

#[tokio::test]
async fn temporary_files_are_private_and_the_task_directory_stays() {
    if !is_root() {
        return;
    }
    for tree in trees() {
        let (task, mut confinement) = task_of_user(&[]);
        assert!(task.path().starts_with("/tmp"), "this test wants a task below /tmp");
        let Some((contents, view)) = view(&task) else { return };
        confinement.view = Some(view);
        let name = format!("secret-{}", uid(&confinement));
        let script = format!(
            "for dir in /tmp /var/tmp /run/lock /dev/shm; do test -d $dir || continue; \
               stat -c %a $dir; echo x > $dir/{name} || exit 1; done; \
             ls -A /tmp; pwd; touch made; test -O made"
        );
        let text = run(&tree, &task, &confinement, &script).await;
        let mut lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.pop(), task.path().to_str(), "{text}");
        let own = task.path().file_name().unwrap().to_str().unwrap();
        let mut seen = lines.split_off(lines.len() - 2);
        seen.sort_unstable();
        let mut expected = [own, name.as_str()];
        expected.sort_unstable();
        assert_eq!(seen, expected, "nothing else of the machine's /tmp is there");
        assert!(lines.iter().all(|mode| *mode == "1777"), "{text}");
        for dir in ["/tmp", "/var/tmp", "/run/lock", "/dev/shm"] {
            assert!(!Path::new(dir).join(&name).exists(), "{dir}");
        }
        assert!(task.path().join("made").exists());
        assert!(contents.path().join("tmp").join(&name).exists());
        // The next command of the task finds what the first one left.
        run(&tree, &task, &confinement, &format!("test -e /tmp/{name} && test -e /dev/shm/{name}")).await;
        // A program there is found.
        let tool = "printf '#!/bin/sh\\necho found\\n' > /tmp/tool && chmod +x /tmp/tool";
        run(&tree, &task, &confinement, tool).await;
        let mut command = Command { confinement: confinement.clone(), ..task.command(&["tool"]) };
        command.env.insert("PATH".to_owned(), "/tmp:/bin:/usr/bin".to_owned());
        assert!(tree.run(&command, &task.log).await.unwrap().status.is_success());
        tree.kill().await.unwrap();
        // Also while the view is still there nothing is mounted outside, or in the way of removing what it is made of.
        for path in [contents.path(), task.path()] {
            assert!(!mounts().contains(path.file_name().unwrap().to_str().unwrap()));
        }
        crate::platform::remove_tree(contents.path()).unwrap();
        crate::platform::remove_tree(task.path()).unwrap();
    }
}

#[tokio::test]
async fn processes_of_others_are_not_seen() {
    if !is_root() {
        return;
    }
    let tree = trees().remove(0);
    let (task, mut confinement) = task_of_user(&[]);
    let own = std::process::id();
    let script =
        format!("sleep 100 & ls -d /proc/$!; ls -d /proc/1 /proc/{own} 2>/dev/null; ps -e | wc -l; true");
    let Some((_contents, view)) = view(&task) else { return };
    confinement.view = Some(view);
    let text = run(&tree, &task, &confinement, &script).await;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[1].trim().parse::<usize>().unwrap() <= 6, "{text}");
    assert!(Path::new(&format!("/proc/{own}")).exists());
}

#[tokio::test]
async fn ipc_objects_are_private() {
    if !is_root() {
        return;
    }
    let tree = trees().remove(0);
    let (task, mut confinement) = task_of_user(&[]);
    let own = fs::read_link("/proc/self/ns/ipc").unwrap();
    let Some((_contents, view)) = view(&task) else { return };
    confinement.view = Some(view);
    let text = run(
        &tree,
        &task,
        &confinement,
        "ipcmk -M 100 > /dev/null; tail -n +2 /proc/sysvipc/shm; readlink /proc/self/ns/ipc",
    )
    .await;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert_ne!(Some(lines[1]), own.to_str());
    let outside = fs::read_to_string("/proc/sysvipc/shm").unwrap();
    let uid = uid(&confinement).to_string();
    assert!(lines[0].contains(&uid) && !outside.contains(&uid), "{text}\n{outside}");
}
