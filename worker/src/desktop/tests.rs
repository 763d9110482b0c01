//! A machine whose files are in a temporary directory goes through tasks, crashes and reboots.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use generated::config::Config;
use proptest::prelude::*;

use super::*;
use crate::platform::{self, UserError};

const CONFIGURATION: &str = "etc/gdm3/custom.conf";
/// GDM's own user, who shows the login screen.
const GREETER: u32 = 120;

/// The users of a machine that is not there.
#[derive(Debug, Default)]
struct List {
    users: Mutex<Vec<TaskUser>>,
    created: AtomicU32,
}

impl List {
    fn with<T>(&self, action: impl FnOnce(&mut Vec<TaskUser>) -> T) -> T {
        action(&mut self.users.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Accounts for List {
    fn make(&self, name: &str, password: &Secret<String>) -> Result<TaskUser, UserError> {
        assert_eq!(password.expose().len(), 29);
        let uid = 1001 + self.created.fetch_add(1, Ordering::Relaxed);
        let home = Path::new("/home").join(name);
        let user = TaskUser { name: name.to_owned(), uid, gid: uid, groups: Vec::new(), home };
        self.with(|users| users.push(user.clone()));
        Ok(user)
    }

    fn find(&self, name: &str) -> io::Result<Option<TaskUser>> {
        Ok(self.with(|users| users.iter().find(|user| user.name == name).cloned()))
    }

    fn name(&self, uid: u32) -> io::Result<Option<String>> {
        Ok(self.with(|users| users.iter().find(|user| user.uid == uid).map(|user| user.name.clone())))
    }

    fn is_task_user(&self, uid: u32) -> bool {
        self.with(|users| users.iter().any(|user| user.uid == uid))
    }
}

struct Machine {
    root: tempfile::TempDir,
    accounts: Arc<List>,
    boots: u32,
}

impl Machine {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for directory in ["proc/sys/kernel/random", "proc/77", "run/user", "etc/gdm3", "worker"] {
            fs::create_dir_all(root.path().join(directory)).unwrap();
        }
        fs::write(root.path().join(CONFIGURATION), "[daemon]\n").unwrap();
        let mut machine = Self { root, accounts: Arc::default(), boots: 0 };
        machine.boot();
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn screen(&self) -> LoginScreen {
        LoginScreen::new(self.root.path(), Path::new("/none"))
    }

    /// A worker that has just been started.
    fn desktop(&self) -> Desktop {
        Desktop::new(Setup {
            directory: self.path("worker"),
            screen: self.screen(),
            accounts: self.accounts.clone(),
            patience: LoginScreen::PATIENCE,
        })
    }

    /// What the machine does when it starts.
    fn boot(&mut self) {
        self.boots += 1;
        fs::write(self.path("proc/sys/kernel/random/boot_id"), format!("boot {}\n", self.boots)).unwrap();
        let user = self.screen().automatic_login().unwrap();
        let uid = user.and_then(|name| self.accounts.find(&name).unwrap()).map(|user| user.uid);
        self.log_in(uid.unwrap_or(GREETER));
    }

    fn log_in(&self, uid: u32) {
        let status = format!("Name:\tgnome-session-b\nState:\tS\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\n");
        fs::write(self.path("proc/77/status"), status).unwrap();
        let _ = fs::remove_dir_all(self.path("run/user"));
        fs::create_dir_all(self.path("run/user").join(uid.to_string())).unwrap();
    }

    fn file(&self, name: &str) -> Option<Credentials> {
        let text = fs::read(self.path("worker").join(name)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Starts workers, and reboots when they say so, until one has a user. Says how many reboots that took.
    async fn until_ready(&mut self) -> (Box<Seated>, u32) {
        let boots = self.boots;
        loop {
            match self.desktop().start().await.unwrap() {
                Started::Ready(seated) => return (seated, self.boots - boots),
                Started::Reboot => self.boot(),
            }
            assert!(self.boots - boots <= 2, "reboots for ever");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn each_task_has_a_user_of_its_own() {
    let mut machine = Machine::new();
    let mut seen = Vec::new();
    for turn in 0..4 {
        let (seated, reboots) = machine.until_ready().await;
        assert_eq!(reboots, 1, "turn {turn}");
        assert!(!seen.contains(&seated.user.name));
        assert_eq!(machine.file("current-task-user.json").as_ref(), Some(&seated.credentials));
        machine.desktop().prepare_next().await.unwrap();
        let next = machine.file("next-task-user.json").unwrap();
        assert_ne!(next.name, seated.user.name);
        assert_eq!(machine.screen().automatic_login().unwrap().as_ref(), Some(&next.name));
        assert_eq!(machine.desktop().users_in_use().unwrap(), [seated.user.name.clone(), next.name.clone()]);
        for name in ["current-task-user.json", "next-task-user.json"] {
            let mode = fs::metadata(machine.path("worker").join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o600);
        }
        // A second time it has no effect.
        machine.desktop().prepare_next().await.unwrap();
        assert_eq!(machine.file("next-task-user.json").unwrap(), next);
        seen.push(seated.user.name);
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_user_gets_no_second_task() {
    let mut machine = Machine::new();
    let (seated, _) = machine.until_ready().await;
    machine.desktop().prepare_nobody().await.unwrap();
    assert_eq!(machine.screen().automatic_login().unwrap(), None);
    assert_eq!(machine.desktop().users_in_use().unwrap(), std::slice::from_ref(&seated.user.name));
    let (other, reboots) = machine.until_ready().await;
    assert_eq!(reboots, 1);
    assert_ne!(other.user.name, seated.user.name);
}

#[tokio::test(start_paused = true)]
async fn a_login_may_take_its_time_but_not_for_ever() {
    let mut machine = Machine::new();
    assert!(matches!(machine.desktop().start().await.unwrap(), Started::Reboot));
    machine.boot();
    machine.log_in(GREETER);
    let next = machine.file("next-task-user.json").unwrap();
    let user = machine.accounts.find(&next.name).unwrap().unwrap();
    let begin = tokio::time::Instant::now();
    let desktop = machine.desktop();
    let log_in = async {
        tokio::time::sleep(Duration::from_secs(200)).await;
        machine.log_in(user.uid);
    };
    let (started, ()) = tokio::join!(desktop.start(), log_in);
    assert!(matches!(started.unwrap(), Started::Ready(_)));
    assert!((200..202).contains(&begin.elapsed().as_secs()), "{:?}", begin.elapsed());

    machine.log_in(GREETER);
    let error = machine.desktop().start().await.unwrap_err().to_string();
    assert!(error.contains(&next.name) && error.contains("number 120"), "{error}");
    fs::write(machine.path("proc/77/status"), "Name:\tbash\n").unwrap();
    let error = machine.desktop().start().await.unwrap_err().to_string();
    assert!(error.contains("nobody is at the desktop"), "{error}");
    machine.log_in(user.uid);
    fs::remove_dir_all(machine.path("run/user")).unwrap();
    let error = machine.desktop().start().await.unwrap_err().to_string();
    assert!(error.contains("does not exist yet"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_user_that_is_already_there_needs_no_reboot() {
    let machine = Machine::new();
    assert!(matches!(machine.desktop().start().await.unwrap(), Started::Reboot));
    // Whoever runs the worker restarts the login screen alone.
    let next = machine.file("next-task-user.json").unwrap();
    machine.log_in(machine.accounts.find(&next.name).unwrap().unwrap().uid);
    assert!(matches!(machine.desktop().start().await.unwrap(), Started::Ready(_)));
    // Without even that, the reboot is asked for again.
    machine.log_in(GREETER);
    assert!(matches!(machine.desktop().start().await.unwrap(), Started::Reboot));
}

#[tokio::test]
async fn nothing_is_made_without_a_login_screen_and_root_is_no_task_user() {
    let machine = Machine::new();
    let next = machine.path("worker/next-task-user.json");
    fs::write(&next, r#"{"name": "root", "password": "x"}"#).unwrap();
    let root = TaskUser {
        name: "root".to_owned(),
        uid: 0,
        gid: 0,
        groups: Vec::new(),
        home: PathBuf::from("/root"),
    };
    machine.accounts.with(|users| users.push(root));
    assert!(matches!(machine.desktop().start().await.unwrap_err(), DesktopError::Privileged { .. }));

    let machine = Machine::new();
    fs::remove_file(machine.path(CONFIGURATION)).unwrap();
    let error = machine.desktop().start().await.unwrap_err().to_string();
    assert!(error.contains("headlessTasks"), "{error}");
    assert_eq!(machine.accounts.created.load(Ordering::Relaxed), 0);
    assert_eq!(machine.file("next-task-user.json"), None);
}

/// With users that the system really has.
#[tokio::test]
async fn the_system_s_own_users_take_turns() {
    use std::os::unix::fs::MetadataExt;

    if platform::may_make_task_users().is_err() {
        println!("skipped: only root can make users");
        return;
    }
    let mut machine = Machine::new();
    fs::set_permissions(machine.root.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let config = Config { tasks_dir: machine.path("home"), ..Config::default() };
    let task_users = TaskUsers::new(&config, &machine.path("own")).unwrap();
    let desktop = Desktop::new(Setup {
        directory: machine.path("worker"),
        screen: machine.screen(),
        accounts: Arc::new(task_users.clone()),
        patience: LoginScreen::PATIENCE,
    });
    let boot = |machine: &mut Machine| {
        let next = machine.file("next-task-user.json").unwrap().name;
        machine.boot();
        let user = platform::task_user(&next).unwrap().unwrap();
        machine.log_in(user.uid);
        user
    };
    assert!(matches!(desktop.start().await.unwrap(), Started::Reboot));
    let first = boot(&mut machine);
    let home = fs::metadata(&first.home).unwrap();
    assert_eq!((home.uid(), home.mode() & 0o7777), (first.uid, 0o700));
    let Started::Ready(seated) = desktop.start().await.unwrap() else { panic!("not ready") };
    assert_eq!(seated.user, first);
    desktop.prepare_next().await.unwrap();
    let second = boot(&mut machine);
    let Started::Ready(seated) = desktop.start().await.unwrap() else { panic!("not ready") };
    assert_eq!(seated.user, second);
    for user in [first, second] {
        task_users.remove_user(&user.name, &user.home).unwrap();
    }
    assert_eq!(task_users.all().unwrap(), []);
}

/// What a file with a user can be when the worker starts.
#[derive(Clone, Copy, Debug)]
enum FileState {
    Missing,
    Broken,
    Gone,
    Earlier,
    Later,
}

fn file_state() -> impl Strategy<Value = FileState> {
    use FileState::*;
    prop_oneof![Just(Missing), Just(Broken), Just(Gone), Just(Earlier), Just(Later)]
}

proptest! {
    /// Whatever a crash left: at most two reboots later there is a user at the desktop, and it can have its task.
    #[test]
    fn every_state_leads_to_a_clean_turn(
        next in file_state(),
        current in file_state(),
        automatic in prop::option::of(file_state()),
        at_desktop in prop::option::of(any::<bool>()),
        was_rebooted in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let mut machine = Machine::new();
            let make = |name| machine.accounts.make(name, &task_users::password()).unwrap().uid;
            let (earlier, later) = (make("task_earlier"), make("task_later"));
            let boot = Some(format!("boot {}", machine.boots));
            let name = |state| match state {
                FileState::Earlier => "task_earlier",
                FileState::Later => "task_later",
                _ => "task_gone",
            };
            for (file, state) in [("next-task-user.json", next), ("current-task-user.json", current)] {
                let text = match state {
                    FileState::Missing => continue,
                    FileState::Broken => "{\"name\": ".to_owned(),
                    _ => serde_json::to_string(&Credentials {
                        name: name(state).to_owned(),
                        password: "secret".to_owned().into(),
                        made_in_boot: boot.clone(),
                    })
                    .unwrap(),
                };
                fs::write(machine.path("worker").join(file), text).unwrap();
            }
            if let Some(state) = automatic {
                machine.screen().set_automatic_login(name(state), &Secret::default()).unwrap();
            }
            match at_desktop {
                Some(is_later) => machine.log_in(if is_later { later } else { earlier }),
                None => machine.log_in(GREETER),
            }
            if was_rebooted {
                machine.boot();
            }
            let (seated, _) = machine.until_ready().await;
            let expected = match next {
                FileState::Earlier | FileState::Later => name(next),
                _ => seated.user.name.as_str(),
            };
            assert_eq!(seated.user.name, expected);
            machine.desktop().prepare_next().await.unwrap();
            let (other, reboots) = machine.until_ready().await;
            assert_ne!(other.user.name, seated.user.name);
            assert_eq!(reboots, 1);
        });
    }
}
