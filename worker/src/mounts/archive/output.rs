//! What an archive is unpacked into: a confined directory, within the limits of the disk.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::mounts::budget::DiskBudget;
use crate::platform::{self, ConfinedDir, Linked, ModificationTime, NewTree, TreeError};

use super::error::{ArchiveError, Refusal};
use super::file::{Attributes, NewFile, charge};
use super::name::{EntryPath, Leads, leads};

/// What an entry costs on the disk besides its content, in bytes.
const ENTRY_COST: u64 = 4096;
/// The mode of directories that the archive does not mention.
const IMPLIED_DIR_MODE: u32 = 0o755;
/// How much memory may be spent on remembering directories and links until the end, in bytes.
const LONGEST_MEMORY: usize = 64 << 20;

/// Unpacks entries, one after the other. Each is refused that is not harmless.
#[derive(Debug)]
pub struct Output {
    tree: NewTree,
    root: PathBuf,
    budget: Arc<DiskBudget>,
    cancel: CancellationToken,
    /// The directories, which get their modes and times at the end: until then the worker must be able to write to
    /// them, and what is made in them changes their times.
    dirs: BTreeMap<EntryPath, (u32, Option<ModificationTime>)>,
    /// Symlinks that are looked at again at the end.
    suspicious: Vec<(EntryPath, Vec<u8>)>,
    memory: usize,
}

impl Output {
    /// Unpacks into the directory `root`.
    pub fn new(
        root: &Path,
        budget: Arc<DiskBudget>,
        cancel: CancellationToken,
    ) -> Result<Self, ArchiveError> {
        let disk = |source| ArchiveError::Disk { action: "open", path: root.to_owned(), source };
        Ok(Self {
            tree: NewTree::open(root).map_err(disk)?,
            root: root.to_owned(),
            budget,
            cancel,
            dirs: BTreeMap::new(),
            suspicious: Vec::new(),
            memory: 0,
        })
    }

    /// Another output for the same directory, for another thread; to be given back to [`Output::join`].
    pub fn another(&self) -> Self {
        Self {
            tree: self.tree.another(),
            root: self.root.clone(),
            budget: Arc::clone(&self.budget),
            cancel: self.cancel.clone(),
            dirs: BTreeMap::new(),
            suspicious: Vec::new(),
            memory: 0,
        }
    }

    /// Takes over what `other` has unpacked.
    pub fn join(&mut self, other: Self) {
        for (path, attributes) in other.dirs {
            self.dirs.entry(path).or_insert(attributes);
        }
        self.suspicious.extend(other.suspicious);
    }

    /// What is written is taken from here.
    pub fn budget(&self) -> &Arc<DiskBudget> {
        &self.budget
    }

    /// Ends the work.
    pub const fn cancel(&self) -> &CancellationToken {
        &self.cancel
    }

    /// Fails when the work is to end.
    pub fn check(&self) -> Result<(), ArchiveError> {
        if self.cancel.is_cancelled() { Err(ArchiveError::Cancelled) } else { Ok(()) }
    }

    /// Makes a directory. Whatever its mode has beside rights is left out: it says how others may use the directory, and gives
    /// nobody another's rights.
    pub fn directory(&mut self, name: &[u8], attributes: Attributes) -> Result<(), ArchiveError> {
        let path = self.begin(name, 0)?;
        if path.is_root() {
            return Ok(());
        }
        let made = self.make(&path, |tree, parts, made| tree.make_dir(parts, made));
        made.map_err(|error| explain(error, name, &path))?;
        self.memory += path.footprint();
        self.dirs.insert(path, (attributes.mode & 0o777, attributes.mtime));
        Ok(())
    }

    /// Makes a file, to be filled by the caller.
    pub fn file(&mut self, name: &[u8], attributes: Attributes) -> Result<NewFile, ArchiveError> {
        let path = self.begin(name, attributes.mode)?;
        if path.is_root() || name.ends_with(b"/") {
            return Err(refused(name, Refusal::NoName));
        }
        let made = self.make(&path, |tree, parts, made| tree.make_file(parts, made));
        let file = made.map_err(|error| explain(error, name, &path))?;
        Ok(NewFile::new(file, path.to_path(), attributes, Arc::clone(&self.budget), self.cancel.clone()))
    }

    /// Makes a symlink.
    pub fn symlink(
        &mut self,
        name: &[u8],
        target: &[u8],
        mtime: Option<ModificationTime>,
    ) -> Result<(), ArchiveError> {
        let path = self.begin(name, 0)?;
        if path.is_root() {
            return Err(refused(name, Refusal::NoName));
        }
        if target.is_empty() || target.contains(&0) || target.len() > 4095 {
            return Err(refused(name, Refusal::ImpossibleName("its target is empty, too long or has a NUL")));
        }
        match leads(&path, target) {
            Leads::Inside => {}
            Leads::InsideUnlessLinked => {
                self.memory += path.footprint() + target.len();
                self.suspicious.push((path.clone(), target.to_vec()));
            }
            Leads::Outside => return Err(refused(name, Refusal::SymlinkOut(target.to_vec()))),
        }
        let Some(target) = platform::os_name_from_bytes(target.to_vec()) else {
            return Err(refused(name, Refusal::ImpossibleName("its target is not Unicode")));
        };
        let made = self.make(&path, |tree, parts, made| tree.make_symlink(parts, &target, mtime, made));
        made.map_err(|error| explain(error, name, &path))
    }

    /// Makes another name of a file that was unpacked before.
    pub fn hard_link(&mut self, name: &[u8], existing: &[u8]) -> Result<(), ArchiveError> {
        let path = self.begin(name, 0)?;
        if path.is_root() {
            return Err(refused(name, Refusal::NoName));
        }
        let from = match EntryPath::parse(existing) {
            Ok(from) if !from.is_root() => from,
            Ok(_) => return Err(refused(name, Refusal::HardLinkToNoFile(existing.to_vec()))),
            Err(Refusal::AbsoluteName | Refusal::ParentInName) => {
                return Err(refused(name, Refusal::HardLinkOut(existing.to_vec())));
            }
            Err(refusal) => return Err(refused(name, refusal)),
        };
        let existing_parts = from.parts();
        let linked = self.make(&path, |tree, parts, made| tree.make_hard_link(parts, &existing_parts, made));
        match linked.map_err(|error| match error {
            TreeError::NoSuchFile => refused(name, Refusal::HardLinkToNoFile(existing.to_vec())),
            error => explain(error, name, &path),
        })? {
            Linked::File => Ok(()),
            Linked::Symlink(target) => self.symlink(name, &target, None),
        }
    }

    /// Refuses an entry that is neither file, directory nor link.
    pub fn special(&self, name: &[u8], what: &'static str) -> ArchiveError {
        refused(name, Refusal::SpecialFile(what))
    }

    /// Gives the directories their modes and times, and looks whether all links stay inside after all.
    pub fn finish(mut self) -> Result<(), ArchiveError> {
        let confined = ConfinedDir::open(&self.root).map_err(|source| ArchiveError::Disk {
            action: "open",
            path: self.root.clone(),
            source,
        })?;
        for (path, target) in &self.suspicious {
            match confined.open_file(&path.to_path()) {
                Err(error) if platform::is_escape(&error) => {
                    let name = path.to_path().into_os_string();
                    return Err(refused(platform::os_name_bytes(&name), Refusal::SymlinkOut(target.clone())));
                }
                // A link that leads to nothing, or round in circles, does no harm.
                _ => {}
            }
        }
        // Backwards: what is in a directory comes after it.
        for (path, (mode, mtime)) in std::mem::take(&mut self.dirs).into_iter().rev() {
            self.check()?;
            let finished = self.tree.finish_dir(&path.parts(), mode, mtime);
            finished.map_err(|error| explain(error, &[], &path))?;
        }
        Ok(())
    }

    /// What holds for every entry.
    fn begin(&self, name: &[u8], mode: u32) -> Result<EntryPath, ArchiveError> {
        self.check()?;
        let path = EntryPath::parse(name).map_err(|refusal| refused(name, refusal))?;
        if mode & 0o6000 != 0 {
            return Err(refused(name, Refusal::PrivilegedMode(mode & 0o7777)));
        }
        if self.memory > LONGEST_MEMORY {
            let reason = "it has too many directories and links".to_owned();
            return Err(ArchiveError::Corrupt { format: "archive".to_owned(), reason });
        }
        charge(&self.budget, ENTRY_COST)?;
        Ok(path)
    }

    /// Lets `make` make something at `path`, and remembers the directories that had to be made on the way.
    fn make<T>(
        &mut self,
        path: &EntryPath,
        make: impl FnOnce(&mut NewTree, &[&std::ffi::OsStr], &mut dyn FnMut(usize)) -> Result<T, TreeError>,
    ) -> Result<T, TreeError> {
        let mut implied = Vec::new();
        let made = make(&mut self.tree, &path.parts(), &mut |depth| implied.push(depth));
        for depth in implied {
            let ancestor = path.ancestor(depth);
            self.memory += ancestor.footprint();
            self.dirs.entry(ancestor).or_insert((IMPLIED_DIR_MODE, None));
        }
        made
    }
}

pub fn refused(name: &[u8], refusal: Refusal) -> ArchiveError {
    ArchiveError::Refused { entry: name.to_vec(), refusal }
}

fn explain(error: TreeError, name: &[u8], path: &EntryPath) -> ArchiveError {
    match error {
        TreeError::NoDirectory { depth } => {
            let way: OsString = path.ancestor(depth).to_path().into();
            refused(name, Refusal::NotBelowADirectory(way.to_string_lossy().into_owned()))
        }
        TreeError::IsDirectory => refused(name, Refusal::Replaces("a directory")),
        TreeError::IsNoDirectory => refused(name, Refusal::Replaces("a file or a link with a directory")),
        TreeError::NoSuchFile => refused(name, Refusal::NoName),
        TreeError::Io(source) => ArchiveError::Disk { action: "make", path: path.to_path(), source },
    }
}
