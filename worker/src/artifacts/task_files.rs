//! Which files a task may publish, and how they are opened.
//!
//! The paths come from the task, which may also change what lies there while it is being looked at. So every file is
//! opened below a directory that it cannot lead out of, without blocking, and checked once it is open. Where the task has
//! a user of its own, all of that is done with that user's rights: what it cannot read is not published, and what it cannot
//! see stays unseen.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use generated::api::queue::ErrorArtifactRequestReason as Reason;
use generated::payload::common::ArtifactType;

use crate::platform::{ConfinedDir, DirEntry, FileId, TaskIdentity, is_escape};

/// Shows a Linux process its own environment and open files, whatever rights on files it has at the moment.
const OWN_PROCESS: &str = "/proc/self";
/// Has a directory for each thread of a Linux process, which shows the same.
const OWN_THREADS: &str = "/proc/self/task";
/// Where the directories of all processes are, and of all their threads, although no listing shows those.
const PROCESSES: &str = "/proc";

/// As many characters as the queue takes as the message of an error artifact.
const LONGEST_MESSAGE: usize = 4096;

/// What an absolute path of a payload means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsolutePaths {
    /// A path below the task directory, as workers of 2018 took it.
    BelowTaskDirectory,
    /// Itself.
    AsTheyAre,
}

/// Why a file or directory cannot be published: the content of an artifact of type `error`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {message}")]
pub struct Unpublishable {
    /// The kind of problem.
    pub reason: Reason,
    /// What is wrong, for the person who wrote the task; of limited length.
    pub message: String,
}

impl Unpublishable {
    /// A problem of kind `reason`. A `message` longer than the queue takes is cut.
    #[must_use]
    pub fn new(reason: Reason, mut message: String) -> Self {
        if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
            message.truncate(end);
        }
        Self { reason, message }
    }
}

/// Where a run's files are, and which of them are not the task's to publish.
#[derive(Clone, Debug)]
pub struct TaskFilesSetup<'a> {
    /// The task directory.
    pub task_directory: &'a Path,
    /// The worker's own directory of the run, in the task directory or elsewhere, from which nothing is published.
    pub worker_directory: &'a Path,
    /// Files in the worker's own directory that may be published all the same: the task log.
    pub public: &'a [PathBuf],
    /// Files and directories that are never published, wherever they are: the worker's configuration, keys and state.
    pub private: &'a [PathBuf],
    /// What absolute paths mean.
    pub absolute_paths: AbsolutePaths,
    /// The largest file that can be published, in bytes.
    pub largest: Option<u64>,
    /// With whose rights files are opened.
    pub identity: TaskIdentity,
}

/// The files that a task may publish.
#[derive(Debug)]
pub struct TaskFiles {
    directory: Arc<ConfinedDir>,
    worker_directory: PathBuf,
    public: Vec<PathBuf>,
    private: Vec<PathBuf>,
    absolute_paths: AbsolutePaths,
    largest: Option<u64>,
    identity: TaskIdentity,
}

/// A path in a payload, made out but not yet looked at.
#[derive(Clone, Debug)]
pub struct Place {
    root: Arc<ConfinedDir>,
    relative: PathBuf,
    shown: PathBuf,
}

impl Place {
    /// The whole path, for people.
    #[must_use]
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// The place `relative` below this one.
    #[must_use]
    pub fn join(&self, relative: &Path) -> Self {
        Self {
            root: Arc::clone(&self.root),
            relative: self.relative.join(relative),
            shown: self.shown.join(relative),
        }
    }

    fn path(&self) -> PathBuf {
        self.root.path().join(&self.relative)
    }
}

impl TaskFiles {
    /// The files of a run.
    ///
    /// # Errors
    ///
    /// When the task directory cannot be opened.
    pub fn new(setup: &TaskFilesSetup<'_>) -> io::Result<Self> {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let own_process = PathBuf::from(OWN_PROCESS);
        Ok(Self {
            directory: Arc::new(ConfinedDir::open(setup.task_directory)?),
            worker_directory: real(setup.worker_directory),
            public: setup.public.iter().map(|path| real(path)).collect(),
            private: setup.private.iter().chain([&own_process]).map(|path| real(path)).collect(),
            absolute_paths: setup.absolute_paths,
            largest: setup.largest,
            identity: setup.identity.clone(),
        })
    }

    /// Where `path`, as it stands in a payload, leads to.
    ///
    /// # Errors
    ///
    /// When `path` is absolute and the root of its file system cannot be opened.
    pub fn locate(&self, path: &str) -> Result<Place, Unpublishable> {
        let path = Path::new(path);
        let root = match self.absolute_paths {
            AbsolutePaths::AsTheyAre if path.is_absolute() => {
                let root = path.ancestors().last().unwrap_or(path);
                let opened = ConfinedDir::open(root);
                Arc::new(opened.map_err(|error| unreadable(ArtifactType::Directory, root, &error))?)
            }
            _ => Arc::clone(&self.directory),
        };
        let within =
            |component: &Component<'_>| !matches!(component, Component::RootDir | Component::Prefix(_));
        let relative: PathBuf = path.components().filter(within).collect();
        let shown = shortest(&root.path().join(&relative));
        Ok(Place { root, relative, shown })
    }

    /// The task directory itself, for what has no other place.
    pub(super) fn nowhere(&self) -> Place {
        Place {
            root: Arc::clone(&self.directory),
            relative: PathBuf::new(),
            shown: self.directory.path().to_owned(),
        }
    }

    /// Opens the file or directory at `place` for reading.
    ///
    /// # Errors
    ///
    /// When it is missing, cannot be read, is something else, lies outside the task directory, or is not the task's
    /// to publish.
    pub fn open(&self, place: &Place, wanted: ArtifactType) -> Result<File, Unpublishable> {
        let failed = |error| unreadable(wanted, &place.shown, &error);
        if !Arc::ptr_eq(&place.root, &self.directory) {
            // Opening a device can set something off.
            self.identity
                .try_act(|| fs::metadata(place.path()))
                .map_err(failed)
                .and_then(|found| check_kind(wanted, &found, &place.shown))?;
        }
        let opened = self.identity.try_act(|| place.root.open_file(&place.relative));
        let file = opened.map_err(|error| self.explain(wanted, place, &error))?;
        let metadata = file.metadata().map_err(|_| could_not_stat(wanted, &place.shown))?;
        check_kind(wanted, &metadata, &place.shown)?;
        if self.is_private(&file, place).map_err(failed)? {
            return Err(not_the_tasks(wanted, &place.shown));
        }
        match self.largest {
            Some(largest) if metadata.is_file() && metadata.len() > largest => {
                Err(too_large(&place.shown, metadata.len(), largest))
            }
            _ => Ok(file),
        }
    }

    /// What is in the directory at `place`, in lexical order; nothing is left open.
    ///
    /// # Errors
    ///
    /// When it is missing, is no directory, cannot be read, or lies outside the task directory.
    pub fn list(&self, place: &Place) -> Result<Vec<DirEntry>, Unpublishable> {
        let listed = self.identity.try_act(|| place.root.list(&place.relative));
        listed.map_err(|error| self.explain(ArtifactType::Directory, place, &error))
    }

    /// Whether `place` is the worker's own directory of the run.
    #[must_use]
    pub fn is_worker_directory(&self, place: &Place) -> bool {
        let may_be = place.relative.file_name() == self.worker_directory.file_name();
        may_be
            && FileId::at(&place.path())
                .ok()
                .is_some_and(|id| FileId::at(&self.worker_directory).ok() == Some(id))
    }

    /// Whether what has been opened at `place` is not the task's to publish, by whatever name it was reached.
    fn is_private(&self, file: &File, place: &Place) -> io::Result<bool> {
        let id = FileId::of(file)?;
        // The worker may replace its files at any time, so what they are is asked anew.
        if self.private.iter().any(|path| FileId::at(path).is_ok_and(|private| private == id)) {
            return Ok(true);
        }
        let real = place.path().canonicalize()?;
        let below = |path: &PathBuf| real.starts_with(path);
        let is_workers =
            below(&self.worker_directory) && real != self.worker_directory && !self.public.contains(&real);
        Ok(is_workers || is_own_thread(&real) || self.private.iter().any(below))
    }

    /// Why `place` could not be opened.
    fn explain(&self, wanted: ArtifactType, place: &Place, error: &io::Error) -> Unpublishable {
        if is_escape(error) {
            let message = format!(
                "{} artifact '{}' leads out of the task directory '{}'; only what is inside can be published",
                noun(wanted),
                place.shown.display(),
                place.root.path().display()
            );
            return Unpublishable::new(Reason::InvalidResourceOnWorker, message);
        }
        // A socket cannot even be opened.
        if let Ok(found) = self.identity.try_act(|| fs::symlink_metadata(place.path()))
            && !found.is_symlink()
            && let Err(other_kind) = check_kind(wanted, &found, &place.shown)
        {
            return other_kind;
        }
        unreadable(wanted, &place.shown, error)
    }
}

/// Whether `real` is one of the files by which Linux shows a thread of this process. It shows a process to itself even
/// when that has the rights of somebody else.
fn is_own_thread(real: &Path) -> bool {
    let below = real.strip_prefix(PROCESSES).ok();
    let number = below.and_then(|below| below.components().next());
    number.is_some_and(|number| {
        let number = number.as_os_str();
        number.to_str().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            && Path::new(OWN_THREADS).join(number).exists()
    })
}

fn noun(kind: ArtifactType) -> &'static str {
    match kind {
        ArtifactType::File => "File",
        ArtifactType::Directory => "Directory",
    }
}

fn check_kind(wanted: ArtifactType, found: &fs::Metadata, shown: &Path) -> Result<(), Unpublishable> {
    let (is, wants) = match wanted {
        ArtifactType::File if found.is_file() => return Ok(()),
        ArtifactType::Directory if found.is_dir() => return Ok(()),
        ArtifactType::File if found.is_dir() => ("a directory", "a file"),
        ArtifactType::Directory if found.is_file() => ("a file", "a directory"),
        ArtifactType::File => ("a pipe, socket or device", "a file"),
        ArtifactType::Directory => ("a pipe, socket or device", "a directory"),
    };
    let message =
        format!("{} artifact '{}' exists as {is}, not {wants}, on the worker", noun(wanted), shown.display());
    Err(Unpublishable::new(Reason::InvalidResourceOnWorker, message))
}

/// An error of reading the file or directory `shown`, as the content of an error artifact.
pub(super) fn unreadable(wanted: ArtifactType, shown: &Path, error: &io::Error) -> Unpublishable {
    let message = format!("Could not read {} '{}'", noun(wanted).to_lowercase(), shown.display());
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Unpublishable::new(Reason::FileMissingOnWorker, message)
        }
        _ => Unpublishable::new(Reason::FileNotReadableOnWorker, format!("{message}: {error}")),
    }
}

fn could_not_stat(wanted: ArtifactType, shown: &Path) -> Unpublishable {
    let message = format!("Could not stat {} '{}'", noun(wanted).to_lowercase(), shown.display());
    Unpublishable::new(Reason::InvalidResourceOnWorker, message)
}

fn not_the_tasks(wanted: ArtifactType, shown: &Path) -> Unpublishable {
    let message =
        format!("{} artifact '{}' belongs to the worker and is not published", noun(wanted), shown.display());
    Unpublishable::new(Reason::InvalidResourceOnWorker, message)
}

fn too_large(shown: &Path, size: u64, largest: u64) -> Unpublishable {
    let message =
        format!("File artifact '{}' has {size} bytes; at most {largest} can be published", shown.display());
    Unpublishable::new(Reason::TooLargeFileOnWorker, message)
}

/// `path` without `.` and, as far as its text tells, without `..`.
fn shortest(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                short.pop();
            }
            other => short.push(other),
        }
    }
    short
}
