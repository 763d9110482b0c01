//! The comparison itself: it tells of everything that the suite is to find.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::{Child, Command};

use tests::machine::Watch;

use crate::arena::turn;

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().expect(program);
    assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
}

/// A user, and what it leaves.
struct Planter {
    name: String,
    uid: u32,
    watch: Watch,
    directory: tempfile::TempDir,
}

impl Planter {
    fn new() -> Self {
        let name = format!("task_planter_{}", std::process::id() % 10_000);
        let directory = tempfile::tempdir().expect("a directory");
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).expect("opened");
        let watch = Watch::start(directory.path());
        assert!(watch.changes().is_empty(), "{:?}", watch.changes());
        Self { name, uid: 0, watch, directory }
    }

    async fn make_user(&mut self) {
        let home = self.directory.path().join(&self.name);
        run("useradd", &["--create-home", "--home-dir", home.to_str().expect("text"), &self.name]);
        let uid = tests::eventually("the user", async || self.watch.users().into_keys().next()).await;
        self.uid = uid;
        for database in ["passwd", "group", "shadow", "gshadow"] {
            self.tells_of(&format!("/etc/{database}: {}:", self.name));
        }
        run("userdel", &["--remove", &self.name]);
        self.tells_nothing();
    }

    #[track_caller]
    fn tells_of(&self, words: &str) {
        let changes = self.watch.changes();
        assert!(changes.iter().any(|line| line.contains(words)), "{words:?} is not in {changes:#?}");
    }

    #[track_caller]
    fn tells_nothing(&self) {
        assert_eq!(self.watch.changes(), [""; 0]);
    }

    /// A file, or something like it, that is given to the user.
    #[track_caller]
    fn file(&self, path: &Path, make: impl FnOnce(&Path)) {
        make(path);
        self.tells_nothing();
        std::os::unix::fs::lchown(path, Some(self.uid), None).expect("given");
        self.tells_of(&path.display().to_string());
        let is_directory = fs::symlink_metadata(path).expect("there").is_dir();
        if is_directory { fs::remove_dir(path) } else { fs::remove_file(path) }.expect("removed");
        self.tells_nothing();
    }
}

fn as_user(uid: u32, script: &str) -> Child {
    let id = uid.to_string();
    let arguments = ["--reuid", &id, "--regid", &id, "--clear-groups", "sh", "-c", script];
    Command::new("setpriv").args(arguments).spawn().expect("setpriv starts")
}

#[tokio::test]
async fn every_kind_of_leftover_is_told() {
    let Some(_turn) = turn().await else { return };
    let mut planter = Planter::new();
    planter.make_user().await;
    let write = |path: &Path| fs::write(path, "").expect("written");
    let unique = format!("planted-{}", std::process::id());
    for place in ["/tmp", "/var/tmp", "/dev/shm"] {
        planter.file(&Path::new(place).join(&unique), write);
    }
    planter.file(&Path::new("/tmp").join(&unique), |path| fs::create_dir(path).expect("made"));
    planter.file(&Path::new("/tmp").join(&unique), |path| symlink("/etc", path).expect("made"));
    planter.file(&Path::new("/tmp").join(&unique), |path| run("mkfifo", &[path.to_str().expect("text")]));
    // Not at the top, but in a directory that everybody may use.
    let shared = Path::new("/tmp").join(format!("{unique}-shared"));
    fs::create_dir(&shared).expect("made");
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).expect("opened");
    planter.file(&shared.join("file"), write);
    fs::remove_dir(&shared).expect("removed");
    for spool in ["/var/spool/cron/crontabs", "/var/spool/at", "/var/mail"] {
        let made = crate::arena::make_directories(Path::new(spool));
        planter.file(&Path::new(spool).join(&unique), write);
        drop(made);
    }
}

#[tokio::test]
async fn processes_mounts_control_groups_and_ipc_objects_are_told() {
    let Some(_turn) = turn().await else { return };
    let mut planter = Planter::new();
    planter.make_user().await;
    let mut process = as_user(planter.uid, "exec sleep 1000");
    tests::eventually("the process", async || {
        planter.watch.changes().iter().any(|line| line.contains("\"sleep 1000 \"")).then_some(())
    })
    .await;
    process.kill().expect("killed");
    process.wait().expect("waited");
    planter.tells_nothing();

    let mount = planter.directory.path().join("mount");
    fs::create_dir(&mount).expect("made");
    let place = mount.to_str().expect("text");
    run("mount", &["-t", "tmpfs", "planted", place]);
    planter.tells_of(&format!("tmpfs planted/ on {place}"));
    run("umount", &[place]);
    planter.tells_nothing();

    for (kind, option) in [("shm", "-M 10"), ("msg", "-Q"), ("sem", "-S 1")] {
        let made = as_user(planter.uid, &format!("ipcmk {option} > /dev/null")).wait();
        assert!(made.expect("waited").success());
        let told = planter.watch.changes();
        assert!(as_user(planter.uid, "ipcrm --all 2> /dev/null || true").wait().expect("waited").success());
        assert!(told.iter().any(|line| line.contains(&format!("Ipc: {kind} "))), "{told:#?}");
    }
    planter.tells_nothing();

    if let Some(group) = control_group(&planter.name) {
        planter.tells_of(&group);
        fs::remove_dir(&group).expect("removed");
    }
    planter.tells_nothing();
}

/// Makes a control group of this name, where there are any.
fn control_group(name: &str) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").expect("text");
    let line = mounts.lines().find(|line| line.contains(" - cgroup2 "))?;
    let group = Path::new(line.split(' ').nth(4)?).join(format!("generic-worker.1.1.{name}.0"));
    fs::create_dir(&group).expect("made");
    Some(group.display().to_string())
}

#[tokio::test]
async fn what_a_worker_keeps_is_told() {
    let Some(_turn) = turn().await else { return };
    let mut planter = Planter::new();
    planter.make_user().await;
    let directory = fs::canonicalize(planter.directory.path()).expect("there");
    for part in ["tasks/generic-worker", "tmp", "caches/a"] {
        fs::create_dir_all(directory.join(part)).expect("made");
    }
    fs::write(directory.join("tasks/generic-worker/users.lock"), "").expect("written");
    fs::write(directory.join("caches/a/file"), "").expect("written");
    planter.tells_nothing();
    for path in ["tasks/generic-worker/task_x_0", "tasks/task_x_0", "tmp/x"] {
        let path = directory.join(path);
        fs::create_dir(&path).expect("made");
        planter.tells_of(&path.display().to_string());
        fs::remove_dir(&path).expect("removed");
    }
    let file = directory.join("caches/a/file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o4755)).expect("changed");
    planter.tells_of(&file.display().to_string());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("changed");
    planter.tells_nothing();
    chown(&file, Some(4_000_000), None).expect("given");
    planter.tells_of(&file.display().to_string());
    // A whole cache may be somebody's, where nobody gets.
    chown(directory.join("caches/a"), Some(4_000_000), None).expect("given");
    planter.tells_nothing();
}
