//! Where users leave things on Linux, and their objects of inter-process communication.

use std::path::PathBuf;

use super::view_mounts::shared_directories;
use crate::platform::unix::{LeftoverPlaces, Leftovers};

/// Where the user `uid` may have left something. Distributions differ; what a machine does not have does no harm.
pub(in crate::platform) fn leftover_places(uid: u32) -> LeftoverPlaces {
    let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
    LeftoverPlaces {
        by_name: paths(&[
            "/var/spool/cron/crontabs",
            "/var/spool/cron/tabs",
            "/var/spool/cron",
            "/var/mail",
            "/var/spool/mail",
            "/var/lib/systemd/linger",
        ]),
        by_owner: paths(&[
            "/var/spool/cron/atjobs",
            "/var/spool/cron/atspool",
            "/var/spool/at",
            "/var/spool/at/spool",
            "/var/spool/atjobs",
            "/dev/mqueue",
        ]),
        trees: shared_directories().into_iter().map(|path| (path, 0)).collect(),
        own: vec![PathBuf::from(format!("/run/user/{uid}"))],
    }
}

/// A kind of object of System V.
#[derive(Clone, Copy, Debug)]
enum Kind {
    SharedMemory,
    Semaphores,
    Messages,
}

impl Kind {
    const ALL: [Self; 3] = [Self::SharedMemory, Self::Semaphores, Self::Messages];

    /// The file that lists them, and the column of their number.
    const fn listing(self) -> (&'static str, &'static str) {
        match self {
            Self::SharedMemory => ("/proc/sysvipc/shm", "shmid"),
            Self::Semaphores => ("/proc/sysvipc/sem", "semid"),
            Self::Messages => ("/proc/sysvipc/msg", "msqid"),
        }
    }

    const fn shown(self) -> &'static str {
        match self {
            Self::SharedMemory => "shared memory",
            Self::Semaphores => "semaphores",
            Self::Messages => "the message queue",
        }
    }

    fn remove(self, id: libc::c_int) -> std::io::Result<()> {
        // SAFETY: removing takes no argument, so that no pointer is looked at.
        let status = unsafe {
            match self {
                Self::SharedMemory => libc::shmctl(id, libc::IPC_RMID, std::ptr::null_mut()),
                Self::Semaphores => libc::semctl(id, 0, libc::IPC_RMID),
                Self::Messages => libc::msgctl(id, libc::IPC_RMID, std::ptr::null_mut()),
            }
        };
        if status == -1 { Err(std::io::Error::last_os_error()) } else { Ok(()) }
    }
}

/// Removes the System V objects that belong to the user `uid` or were made by it, in this process's namespace.
pub(in crate::platform) fn remove_ipc_objects(uid: u32, leftovers: &mut Leftovers) {
    for kind in Kind::ALL {
        let (listing, column) = kind.listing();
        let text = match std::fs::read_to_string(listing) {
            Ok(text) => text,
            // A kernel without them.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                leftovers.failed(format!("cannot read {listing}: {error}"));
                continue;
            }
        };
        for id in ids_of(&text, column, uid) {
            let what = format!("{} {id}", kind.shown());
            match kind.remove(id) {
                Ok(()) => leftovers.removed(what),
                // Somebody was faster.
                Err(error) if matches!(error.raw_os_error(), Some(libc::EINVAL | libc::EIDRM)) => {}
                Err(error) => leftovers.failed(format!("cannot remove {what}: {error}")),
            }
        }
    }
}

/// The numbers, from `column`, of the objects in `listing` that belong to `uid` or were made by it.
fn ids_of(listing: &str, column: &str, uid: u32) -> Vec<libc::c_int> {
    let mut lines = listing.lines();
    let names: Vec<_> = lines.next().unwrap_or_default().split_whitespace().collect();
    let position = |name: &str| names.iter().position(|&other| other == name);
    let (Some(id), Some(owner), Some(maker)) = (position(column), position("uid"), position("cuid")) else {
        return Vec::new();
    };
    let uid = uid.to_string();
    let of_line = |line: &str| {
        let values: Vec<_> = line.split_whitespace().collect();
        let is = |position: usize| values.get(position).is_some_and(|value| *value == uid);
        if is(owner) || is(maker) { values.get(id)?.parse().ok() } else { None }
    };
    lines.filter_map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_view_covers_is_looked_through() {
        let trees: Vec<_> = leftover_places(1).trees.into_iter().map(|(path, _)| path).collect();
        for path in ["/tmp", "/var/tmp", "/dev/shm"].map(std::fs::canonicalize).into_iter().flatten() {
            assert_eq!(trees.iter().filter(|other| **other == path).count(), 1, "{}", path.display());
        }
    }

    #[test]
    fn listings_are_read_by_their_headings() {
        let text = "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid\n\
                    \x20        0          7   644           0          0     0     0  4711     0     0     0\n\
                    \x20        0      32770   644        4711       4711     0     0     0  4711     0     0\n\
                    \x20        0          9   644           0          0     0     0     0     0  4711     0\n";
        assert_eq!(ids_of(text, "msqid", 4711), [7, 9]);
        assert_eq!(ids_of("", "msqid", 4711), [0; 0]);
        assert_eq!(ids_of("key shmid uid\n1 2 4711\n", "shmid", 4711), [0; 0]);
    }

    #[test]
    fn objects_of_the_user_are_removed() {
        const UID: u32 = 3_107_041;
        if !rustix::process::geteuid().is_root() {
            return println!("skipped: only root can make objects for others");
        }
        // SAFETY: the structures are plain numbers, for which zero is valid, and are filled in by the calls.
        let made = unsafe {
            let shared = libc::shmget(libc::IPC_PRIVATE, 4096, libc::IPC_CREAT | 0o600);
            let queue = libc::msgget(libc::IPC_PRIVATE, libc::IPC_CREAT | 0o600);
            let semaphores = libc::semget(libc::IPC_PRIVATE, 1, libc::IPC_CREAT | 0o600);
            let mut of_shared: libc::shmid_ds = std::mem::zeroed();
            of_shared.shm_perm.uid = UID;
            let mut of_queue: libc::msqid_ds = std::mem::zeroed();
            libc::msgctl(queue, libc::IPC_STAT, &raw mut of_queue);
            of_queue.msg_perm.uid = UID;
            let mut of_semaphores: libc::semid_ds = std::mem::zeroed();
            of_semaphores.sem_perm.uid = UID;
            libc::shmctl(shared, libc::IPC_SET, &raw mut of_shared) == 0
                && libc::msgctl(queue, libc::IPC_SET, &raw mut of_queue) == 0
                && libc::semctl(semaphores, 0, libc::IPC_SET, &raw mut of_semaphores) == 0
        };
        let mut leftovers = Leftovers::default();
        remove_ipc_objects(UID, &mut leftovers);
        assert!(made && leftovers.errors.is_empty(), "{leftovers:?}");
        assert_eq!(leftovers.removed.len(), 3, "{leftovers:?}");
        let mut again = Leftovers::default();
        remove_ipc_objects(UID, &mut again);
        assert!(again.removed.is_empty());
    }
}
