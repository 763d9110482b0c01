//! Watching which users a worker makes, and that nothing is left of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{Machine, Suspects};

/// How long what a worker has begun to remove may stay.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often to look which users there are. Making or removing one takes several times as long.
const PERIOD: Duration = Duration::from_millis(3);

/// The machine before, and the users that tasks have had since.
#[derive(Debug)]
pub struct Watch {
    before: Machine,
    suspects: Suspects,
    users: Arc<Mutex<BTreeMap<u32, String>>>,
}

impl Watch {
    /// Remembers the machine as it is, and watches for users whose homes are below `directory`, the workers' one.
    ///
    /// # Panics
    ///
    /// When there is no such directory.
    #[must_use]
    pub fn start(directory: &Path) -> Self {
        let directory = fs::canonicalize(directory).expect("there");
        let users = Arc::new(Mutex::new(BTreeMap::new()));
        let (watched, seen) = (directory.clone(), Arc::downgrade(&users));
        std::thread::spawn(move || {
            while let Some(seen) = seen.upgrade() {
                seen.lock().expect("no panic").extend(users_below(&watched));
                drop(seen);
                std::thread::sleep(PERIOD);
            }
        });
        let suspects = Suspects { directory: Some(directory), ..Suspects::default() };
        Self { before: Machine::now(&suspects), suspects, users }
    }

    /// Has everything count whose name or command line contains `word`.
    pub fn suspect(&mut self, word: impl Into<String>) {
        self.suspects.words.insert(word.into());
    }

    /// The users so far, by number.
    ///
    /// # Panics
    ///
    /// When the thread that watches has panicked.
    #[must_use]
    pub fn users(&self) -> BTreeMap<u32, String> {
        self.users.lock().expect("no panic").clone()
    }

    /// What is otherwise than at the beginning, now.
    ///
    /// # Panics
    ///
    /// When the thread that watches has panicked.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        let mut suspects = Suspects { users: self.users(), ..self.suspects.clone() };
        let mut others = self.users_of_others();
        let now = Machine::now(&suspects);
        others.extend(self.users_of_others());
        // The numbers of users that are gone are given to the next ones, whoever makes them.
        suspects.others = others;
        now.changes_since(&self.before, &suspects)
    }

    fn users_of_others(&self) -> BTreeSet<u32> {
        let directory = self.suspects.directory.as_deref();
        let is_ours = |home: &Path| directory.is_some_and(|directory| home.starts_with(directory));
        all_users().into_iter().filter(|user| !is_ours(&user.home)).map(|user| user.uid).collect()
    }

    /// Waits until the machine is as it was at the beginning. What is not, if it does not come to that.
    pub async fn leftovers(&self) -> Vec<String> {
        let started = Instant::now();
        loop {
            let changes = self.changes();
            if changes.is_empty() || started.elapsed() > PATIENCE {
                return changes;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// A user that the system knows.
struct User {
    uid: u32,
    name: String,
    home: PathBuf,
}

fn users_below(directory: &Path) -> impl Iterator<Item = (u32, String)> {
    let users = all_users().into_iter().filter(move |user| user.home.starts_with(directory));
    users.map(|user| (user.uid, user.name))
}

fn all_users() -> Vec<User> {
    let text = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let users = text.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        let [name, _, uid, _, _, home, ..] = fields[..] else { return None };
        Some(User { uid: uid.parse().ok()?, name: name.to_owned(), home: home.into() })
    });
    users.collect()
}
