//! From the artifacts of a payload to the list of what is uploaded.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use generated::Timestamp;
use generated::api::queue::ErrorArtifactRequestReason as Reason;
use generated::payload::common::{Artifact, ArtifactContentEncoding, ArtifactType};
use tokio_util::sync::CancellationToken;

use super::content_type::ContentTypes;
use super::task_files::{Place, TaskFiles, Unpublishable};
use super::upload::{Content, Upload};
use super::{content_encoding, name};

/// What belongs to a payload's artifacts besides themselves.
#[derive(Debug)]
pub struct FindOptions<'a> {
    /// When artifacts expire that do not say so themselves.
    pub expires: Timestamp,
    /// Names that others publish later, each with the name of the feature that does.
    pub reserved: &'a HashMap<String, String>,
    /// Ends the search early; what has been found by then is returned.
    pub cancelled: &'a CancellationToken,
}

/// One thing that a payload asks to publish. Small, since there may be very many; see [`Found::upload`].
#[derive(Clone, Debug)]
pub enum Found {
    /// A file, not yet opened.
    File(FoundFile),
    /// Something that cannot be published, so that an error artifact takes its place.
    Problem(FoundFile, Box<Unpublishable>),
    /// A name that is left to somebody else. Prints as the warning for the task log.
    Reserved {
        /// The name.
        name: String,
        /// The feature that publishes it.
        feature: String,
    },
}

/// A file that belongs to an artifact of a payload.
#[derive(Clone, Debug)]
pub struct FoundFile {
    entry: Arc<Entry>,
    /// The path below that of the entry; empty for the entry itself.
    relative: Box<OsStr>,
}

/// One artifact of a payload, made out.
#[derive(Debug)]
struct Entry {
    name: String,
    path: String,
    place: Place,
    content_type: Option<String>,
    content_encoding: Option<ArtifactContentEncoding>,
    expires: Timestamp,
    optional: bool,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => f.write_str(&file.name()),
            Self::Problem(file, problem) => write!(f, "{}: {problem}", file.name()),
            Self::Reserved { name, feature } => write!(
                f,
                "Not uploading artifact {name} found in task.payload.artifacts section, since this will be uploaded \
                 later by {feature}"
            ),
        }
    }
}

impl Found {
    /// What to upload; nothing when it is left to somebody else.
    #[must_use]
    pub fn upload(&self, files: &Arc<TaskFiles>, types: &ContentTypes) -> Option<Upload> {
        match self {
            Self::File(file) => Some(file.upload(types, Content::File(Arc::clone(files), file.place()))),
            Self::Problem(file, problem) => {
                Some(file.upload(types, Content::Unpublishable((**problem).clone())))
            }
            Self::Reserved { .. } => None,
        }
    }
}

impl FoundFile {
    /// The name to publish it under. What is no text in a file's name is replaced.
    #[must_use]
    pub fn name(&self) -> String {
        if self.relative.is_empty() {
            return self.entry.name.clone();
        }
        name::joined(&self.entry.name, &name::of_path(&self.relative.to_string_lossy()))
    }

    /// The path as the payload has it, with what was found below a directory added.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let path = Path::new(&self.entry.path);
        if self.relative.is_empty() { path.to_owned() } else { path.join(&*self.relative) }
    }

    fn place(&self) -> Place {
        if self.relative.is_empty() {
            return self.entry.place.clone();
        }
        self.entry.place.join(Path::new(&self.relative))
    }

    fn upload(&self, types: &ContentTypes, content: Content) -> Upload {
        let path = self.path();
        Upload {
            name: self.name(),
            content_type: self.entry.content_type.clone().unwrap_or_else(|| types.of(&path).to_owned()),
            content_encoding: self.entry.content_encoding.unwrap_or_else(|| content_encoding(&path)),
            expires: self.entry.expires,
            optional: self.entry.optional,
            path,
            content,
        }
    }
}

/// All files of `artifacts`, in the order of the payload, and within a directory in lexical order.
///
/// Blocks while it reads directories, but opens no file; whether a file can be read shows when it is uploaded.
#[must_use]
pub fn find(artifacts: &[Artifact], files: &TaskFiles, options: &FindOptions<'_>) -> Vec<Found> {
    let mut search = Search { files, options, found: Vec::new() };
    for artifact in artifacts {
        if options.cancelled.is_cancelled() {
            break;
        }
        search.artifact(artifact);
    }
    search.found
}

struct Search<'a> {
    files: &'a TaskFiles,
    options: &'a FindOptions<'a>,
    found: Vec<Found>,
}

impl Search<'_> {
    fn artifact(&mut self, artifact: &Artifact) {
        let own_name = artifact.name.clone().filter(|name| !name.is_empty());
        let (place, problem) = match self.files.locate(&artifact.path) {
            Ok(place) => (place, None),
            Err(problem) => (self.files.nowhere(), Some(problem)),
        };
        let entry = Arc::new(Entry {
            name: own_name.unwrap_or_else(|| name::of_path(&artifact.path)),
            path: artifact.path.clone(),
            place,
            content_type: artifact.content_type.clone().filter(|content_type| !content_type.is_empty()),
            content_encoding: artifact.content_encoding,
            expires: artifact.expires.unwrap_or(self.options.expires),
            optional: artifact.optional,
        });
        match (problem, artifact.type_) {
            (Some(problem), _) => self.add(&entry, OsStr::new(""), Some(problem)),
            (None, ArtifactType::File) => self.add(&entry, OsStr::new(""), None),
            (None, ArtifactType::Directory) => self.directory(&entry),
        }
    }

    fn directory(&mut self, entry: &Arc<Entry>) {
        if let Err(problem) = self.files.open(&entry.place, ArtifactType::Directory) {
            return self.add(entry, OsStr::new(""), Some(problem));
        }
        let mut relative = PathBuf::new();
        // What is left of the directories that the walk is in, the last name first.
        let mut levels = vec![self.list(entry, &relative)];
        while let Some(level) = levels.last_mut() {
            if self.options.cancelled.is_cancelled() {
                return;
            }
            let Some(found) = level.pop() else {
                levels.pop();
                relative.pop();
                continue;
            };
            relative.push(&found.name);
            if found.is_dir && !self.files.is_worker_directory(&entry.place.join(&relative)) {
                levels.push(self.list(entry, &relative));
                continue;
            }
            if !found.is_dir {
                let problem = relative.to_str().is_none().then(|| not_text(entry, &relative));
                self.add(entry, relative.as_os_str(), problem);
            }
            relative.pop();
        }
    }

    /// What is in the directory `relative`, the last name first; nothing, and a problem found, when it cannot be read.
    fn list(&mut self, entry: &Arc<Entry>, relative: &Path) -> Vec<crate::platform::DirEntry> {
        match self.files.list(&entry.place.join(relative)) {
            Ok(mut list) => {
                list.reverse();
                list
            }
            Err(problem) => {
                self.add(entry, relative.as_os_str(), Some(problem));
                Vec::new()
            }
        }
    }

    fn add(&mut self, entry: &Arc<Entry>, relative: &OsStr, problem: Option<Unpublishable>) {
        let file = FoundFile { entry: Arc::clone(entry), relative: relative.into() };
        if !self.options.reserved.is_empty()
            && let Some((name, feature)) = self.options.reserved.get_key_value(&file.name())
        {
            self.found.push(Found::Reserved { name: name.clone(), feature: feature.clone() });
            return;
        }
        self.found.push(match problem {
            None => Found::File(file),
            Some(problem) => Found::Problem(file, Box::new(problem)),
        });
    }
}

fn not_text(entry: &Entry, relative: &Path) -> Unpublishable {
    let path = entry.place.join(relative);
    let message = format!("The name of file {:?} is not UTF-8, so that it cannot be published", path.shown());
    Unpublishable::new(Reason::InvalidResourceOnWorker, message)
}
