//! Tasks with desktop sessions: the turns of their users, from reboot to reboot.
//!
//! The machine is one of its own as far as the worker can tell: its /etc lies over the real one, with GDM's configuration in it,
//! and whoever is at the desktop is a process with the right name.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use serde_json::Value;
use tests::{Deployment, Worker, WorkerBuilder, can_make_task_users, commands, sh};

/// Numbers of users that nobody else's tests have.
const FIRST_UID: u32 = 3_107_300;

struct Machine {
    root: tempfile::TempDir,
}

/// Somebody at the desktop.
struct Session(Child);

impl Drop for Session {
    fn drop(&mut self) {
        // The worker may have ended it already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const ENTER: &str = "mount -t overlay overlay -o \"lowerdir=/etc,upperdir=$MACHINE/etc,workdir=$MACHINE/work\" /etc; \
                     mount --bind \"$MACHINE/user\" /run/user; exec \"$@\"";

impl Machine {
    /// A machine with GDM; `None` where there can be none.
    fn new() -> Option<Self> {
        if !can_make_task_users() {
            return None;
        }
        let root = tempfile::tempdir().expect("a directory");
        for directory in ["etc/gdm3", "work", "user"] {
            fs::create_dir_all(root.path().join(directory)).expect("made");
        }
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("opened");
        fs::write(root.path().join("etc/gdm3/custom.conf"), "[daemon]\n# ours\n").expect("written");
        let defaults = format!(
            "UID_MIN {FIRST_UID}\nUID_MAX {}\nGID_MIN {FIRST_UID}\nGID_MAX {}\nENCRYPT_METHOD SHA512\n",
            FIRST_UID + 99,
            FIRST_UID + 99
        );
        fs::write(root.path().join("etc/login.defs"), defaults).expect("written");
        let machine = Self { root };
        let tried = Command::new("unshare")
            .args(["--mount", "sh", "-euc", ENTER, "sh", "true"])
            .env("MACHINE", machine.root.path())
            .output();
        match tried {
            Ok(output) if output.status.success() => Some(machine),
            other => {
                println!("skipped: no machine of its own: {other:?}");
                None
            }
        }
    }

    fn worker(&self, deployment: &Deployment) -> WorkerBuilder {
        WorkerBuilder::new(deployment)
            .with_task_users()
            .with("headlessTasks", false)
            .with("disableReboots", true)
            .with_variable("MACHINE", &self.root.path().display().to_string())
            .started_by("unshare", &["--mount", "sh", "-euc", ENTER, "sh"])
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// The number of the user `name`.
    fn uid(&self, name: &str) -> Option<u32> {
        let users = fs::read_to_string(self.path("etc/passwd")).ok()?;
        let line = users.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        line.split(':').nth(2)?.parse().ok()
    }

    /// What a reboot brings about: the user that GDM logs in is at the desktop.
    fn log_in(&self) -> (String, Session) {
        let text = fs::read_to_string(self.path("etc/gdm3/custom.conf")).expect("GDM's configuration");
        assert!(text.contains("# ours\n") && text.contains("AutomaticLoginEnable=True\n"), "{text}");
        let name =
            text.lines().find_map(|line| line.strip_prefix("AutomaticLogin=")).expect("a user").to_owned();
        let uid = self.uid(&name).expect("there is such a user");
        fs::create_dir_all(self.path("user").join(uid.to_string())).expect("made");
        let program = self.path("gnome-session-binary");
        if !program.exists() {
            fs::copy("/bin/sleep", &program).expect("copied");
        }
        (name, Session(Command::new(program).arg("1000").uid(uid).gid(uid).spawn().expect("started")))
    }
}

/// The name in the file of the worker's.
fn name_in(worker: &Worker, file: &str) -> String {
    let path = worker.directory().join(file);
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    let user: Value = serde_json::from_slice(&fs::read(&path).expect("readable")).expect("JSON");
    assert_eq!(user["password"].as_str().expect("a password").len(), 29);
    user["name"].as_str().expect("a name").to_owned()
}

fn home(worker: &Worker, name: &str) -> PathBuf {
    Path::new(worker.directory()).join("tasks").join(name)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_task_has_a_user_at_the_desktop_and_a_reboot_comes_after_it() {
    let Some(machine) = Machine::new() else { return };
    let deployment = Deployment::start().await;
    let script = "echo user=$(id -un) home=$HOME display=$DISPLAY runtime=$XDG_RUNTIME_DIR; touch made";
    let (one, two) = (
        deployment.create(&commands(&[sh(script)])).await,
        deployment.create(&commands(&[sh(script)])).await,
    );

    let mut worker = machine.worker(&deployment).start();
    assert_eq!(worker.exit_code().await, 67, "{}", worker.log());
    let first = name_in(&worker, "next-task-user.json");
    assert_eq!(
        (first.len(), deployment.status(&one).await.runs[0].state.to_string()),
        (20, "pending".to_owned())
    );

    let mut earlier = None;
    for _ in 0..2 {
        let (name, session) = machine.log_in();
        let mut next = machine.worker(&deployment).in_directory_of(worker).start();
        assert_eq!(next.exit_code().await, 67, "{}", next.log());
        drop(session);
        let mut logs = Vec::new();
        for task in [&one, &two] {
            if deployment.status(task).await.state.to_string() == "completed" {
                logs.push(deployment.log(task).await);
            }
        }
        let home_of = home(&next, &name).display().to_string();
        let uid = machine.uid(&name).expect("still there");
        let line = format!("\nuser={name} home={home_of} display=:0 runtime=/run/user/{uid}\n");
        assert!(logs.iter().any(|log| log.contains(&line)), "{line:?} is not in {logs:?}");
        assert_eq!(name_in(&next, "current-task-user.json"), name);
        assert_ne!(name_in(&next, "next-task-user.json"), name);
        // A user that has had its turn is gone by the next.
        if let Some(earlier) = earlier.replace(name) {
            assert_eq!(machine.uid(&earlier), None, "{}", next.log());
            assert!(!home(&next, &earlier).exists());
        }
        worker = next;
    }
    assert_eq!(earlier.expect("two turns").len(), first.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_without_a_desktop_says_what_to_do() {
    let Some(machine) = Machine::new() else { return };
    fs::remove_dir_all(machine.path("etc/gdm3")).expect("removed");
    let deployment = Deployment::start().await;
    let mut worker = machine.worker(&deployment).start();
    assert_eq!(worker.exit_code().await, 73, "{}", worker.log());
    let log = worker.log();
    assert!(log.contains("GDM is not installed") && log.contains("unless headlessTasks is true"), "{log}");
    assert!(!worker.directory().join("next-task-user.json").exists());
    assert!(!machine.path("etc/passwd").exists(), "no user has been made");
}
