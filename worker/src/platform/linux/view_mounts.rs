//! The mounts of a task's private view. All of this runs in a thread that is in a mount namespace of its own.

use std::fs::{self, Permissions};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{OFlags, StatVfsMountFlags};
use rustix::mount::{
    MountFlags, MountPropagationFlags, UnmountFlags, mount, mount_bind, mount_bind_recursive, mount_change,
    mount_remount, unmount,
};

use super::private_view::{IPC, ViewError, ViewSetup, open};

/// Directories that everybody may write to, where there are such.
const SHARED: [&str; 8] =
    ["/tmp", "/var/tmp", "/run/lock", "/var/lock", "/run/shm", "/run/screen", "/var/crash", "/var/metrics"];

/// What of these is kept in memory.
const SHARED_MEMORY: &str = "/dev/shm";

/// Where POSIX message queues are files.
const MESSAGE_QUEUES: &str = "/dev/mqueue";

/// Where processes are files.
const PROCESSES: &str = "/proc";

/// Everybody may make files there, and remove their own.
const SHARED_MODE: u32 = 0o1777;

/// Has no mount go from this namespace into another one.
pub(super) fn keep_apart() -> io::Result<()> {
    Ok(mount_change("/", MountPropagationFlags::DOWNSTREAM | MountPropagationFlags::REC)?)
}

/// Mounts all that `setup` asks for. What could not be done.
pub(super) fn mount_all(setup: &ViewSetup<'_>, has_own_ipc: bool) -> Vec<ViewError> {
    let mut missing = Vec::new();
    if let Some(contents) = setup.temporary_files {
        temporary_files(setup.task_directory, contents, &mut missing);
    }
    if has_own_ipc && is_mount_point(MESSAGE_QUEUES, "mqueue") {
        let mounted = mount("mqueue", MESSAGE_QUEUES, "mqueue", harmless(), None);
        let mounted = mounted.map_err(io::Error::from);
        missing.extend(mounted.map_err(ViewError::new(IPC, format!("mounting {MESSAGE_QUEUES}"))).err());
    }
    if setup.processes
        && let Err((doing, source)) = hide_processes()
    {
        missing.push(ViewError::new("hidden processes", doing)(source));
    }
    missing
}

/// What a file system with no programs of any use in it is mounted with.
fn harmless() -> MountFlags {
    MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC
}

/// Puts empty directories over the shared ones, and the task's directory back in.
fn temporary_files(task_directory: &Path, contents: &Path, missing: &mut Vec<ViewError>) {
    // Opened while they can still be reached: both may lie below a directory that is covered.
    let opened = open_directory(task_directory).and_then(|task| Ok((task, open_directory(contents)?)));
    let (task, contents) = match opened {
        Ok(opened) => opened,
        Err(source) => {
            missing.push(ViewError::new("private /tmp", "opening the task's directories")(source));
            return;
        }
    };
    let places = shared_places();
    for place in &places {
        if let Err((doing, source)) = cover(place, &contents, &task, task_directory) {
            missing.push(ViewError::new(format!("private {}", place.display()), doing)(source));
        }
    }
    if Path::new(SHARED_MEMORY).is_dir() {
        let flags = MountFlags::NOSUID | MountFlags::NODEV;
        let mounted =
            mount("tmpfs", SHARED_MEMORY, "tmpfs", flags, Some(c"mode=1777")).map_err(io::Error::from);
        let failed = ViewError::new(format!("private {SHARED_MEMORY}"), "mounting a file system in memory");
        missing.extend(mounted.map_err(failed).err());
    }
}

/// The directories that everybody may write to, as far as there are such: without symlinks, and each once.
pub(super) fn shared_directories() -> Vec<PathBuf> {
    let known = SHARED.iter().chain(std::iter::once(&SHARED_MEMORY));
    let found = known.filter_map(|path| fs::canonicalize(path).ok());
    let mut places: Vec<PathBuf> = found.filter(|path| path.parent().is_some() && is_shared(path)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Those of them that are not kept in memory, and none within another.
fn shared_places() -> Vec<PathBuf> {
    let mut places = shared_directories();
    places.retain(|path| path != Path::new(SHARED_MEMORY));
    let all = places.clone();
    places.retain(|place| !all.iter().any(|other| other != place && place.starts_with(other)));
    places
}

fn is_shared(path: &Path) -> bool {
    const FOR_EVERYBODY: u32 = 0o002;
    fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_dir() && metadata.permissions().mode() & FOR_EVERYBODY != 0)
}

/// Puts an empty directory, made in `contents`, over `place`.
fn cover(
    place: &Path,
    contents: &OwnedFd,
    task: &OwnedFd,
    task_directory: &Path,
) -> Result<(), (String, io::Error)> {
    let failed = |doing: &str| {
        let doing = format!("{doing} {}", place.display());
        move |error: io::Error| (doing, error)
    };
    let name = place.to_string_lossy().trim_start_matches('/').replace('/', "-");
    let fresh = by_descriptor(contents).join(name);
    fs::create_dir(&fresh).map_err(failed("making a directory for"))?;
    let mode = Permissions::from_mode(SHARED_MODE);
    fs::set_permissions(&fresh, mode).map_err(failed("opening to everybody the directory for"))?;
    // Before anything covers it, and where it is without symlinks.
    let task_directory =
        fs::canonicalize(task_directory).map_err(failed("finding the task directory for"))?;
    let inside = task_directory.strip_prefix(place).ok().map(|inside| fresh.join(inside));
    if let Some(inside) = &inside {
        fs::create_dir_all(inside).map_err(failed("making a place for the task directory in"))?;
    }
    mount_bind(&fresh, place).map_err(io::Error::from).map_err(failed("mounting over"))?;
    restrict(place).map_err(failed("taking setuid programs and devices out of"))?;
    if inside.is_some() {
        let bound = mount_bind_recursive(by_descriptor(task), &task_directory).map_err(io::Error::from);
        bound.map_err(failed("mounting the task directory back into"))?;
    }
    Ok(())
}

/// Takes away from the mount at `place` what nobody needs there, and leaves what is already taken away.
fn restrict(place: &Path) -> io::Result<()> {
    let present = rustix::fs::statvfs(place)?.f_flag;
    let mut flags = MountFlags::BIND | MountFlags::NOSUID | MountFlags::NODEV;
    for (is, flag) in [
        (StatVfsMountFlags::NOEXEC, MountFlags::NOEXEC),
        (StatVfsMountFlags::RDONLY, MountFlags::RDONLY),
        (StatVfsMountFlags::NOATIME, MountFlags::NOATIME),
        (StatVfsMountFlags::NODIRATIME, MountFlags::NODIRATIME),
        (StatVfsMountFlags::RELATIME, MountFlags::RELATIME),
    ] {
        if present.contains(is) {
            flags |= flag;
        }
    }
    Ok(mount_remount(place, flags, c"")?)
}

/// Mounts processes anew, so that each user sees its own only.
fn hide_processes() -> Result<(), (&'static str, io::Error)> {
    const DOING: &str = "mounting /proc with hidepid";
    let attempt = |option| mount("proc", PROCESSES, "proc", harmless(), Some(option));
    attempt(c"hidepid=invisible")
        .or_else(|_| attempt(c"hidepid=2"))
        .map_err(|error| (DOING, io::Error::from(error)))?;
    // Before Linux 5.8 the option is one of the whole machine, and not heeded here.
    if mount_lines(PROCESSES).last().is_some_and(|line| line.contains("hidepid=")) {
        return Ok(());
    }
    unmount(PROCESSES, UnmountFlags::DETACH).map_err(|error| ("unmounting /proc again", error.into()))?;
    Err((
        DOING,
        io::Error::new(io::ErrorKind::Unsupported, "it takes Linux 5.8 to hide processes from a task alone"),
    ))
}

/// What is mounted at `place` in this namespace, as the kernel lists it; the topmost last.
fn mount_lines(place: &str) -> Vec<String> {
    let text = fs::read_to_string("/proc/thread-self/mountinfo").unwrap_or_default();
    text.lines().filter(|line| line.split(' ').nth(4) == Some(place)).map(str::to_owned).collect()
}

fn is_mount_point(place: &str, kind: &str) -> bool {
    mount_lines(place).last().is_some_and(|line| line.contains(&format!(" - {kind} ")))
}

fn open_directory(path: &Path) -> io::Result<OwnedFd> {
    open(path, OFlags::PATH | OFlags::DIRECTORY)
}

/// A path to an open directory, wherever that is by now.
fn by_descriptor(directory: &OwnedFd) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", directory.as_raw_fd()))
}
