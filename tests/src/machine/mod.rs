//! What tasks can leave on a machine: looked at before and after, and compared.
//!
//! Other people use the machine meanwhile, and other workers run on it. So a look takes in everything, with its owner, and a
//! comparison leaves out what cannot come from the tasks in question: see [`Suspects`].

mod accounts;
mod files;
mod kernel;
mod processes;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

pub use watch::Watch;

/// Sorts of things that stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A line of the databases of users and groups.
    Account,
    /// A process.
    Process,
    /// A mount that the tests see.
    Mount,
    /// A control group, of any hierarchy.
    ControlGroup,
    /// A file in a directory that everybody, or a setuid program, writes to.
    File,
    /// A System V IPC object.
    Ipc,
    /// Something in the worker's directory.
    OfWorker,
}

/// One thing on the machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// What sort of thing.
    pub kind: Kind,
    /// Which one, as people can find it again.
    pub what: String,
    /// Whom it belongs to, where things of its sort belong to users.
    pub owner: Option<u32>,
}

impl Trace {
    fn new(kind: Kind, what: impl Into<String>, owner: impl Into<Option<u32>>) -> Self {
        Self { kind, what: what.into(), owner: owner.into() }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.what)?;
        self.owner.map_or(Ok(()), |owner| write!(f, " (of {owner})"))
    }
}

/// Whose traces count.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    /// The users that tasks had, by number, with their names.
    pub users: BTreeMap<u32, String>,
    /// Users of others, which may have the numbers of those by now.
    pub others: BTreeSet<u32>,
    /// What names and command lines tell tasks by: ids of tasks, process ids of workers as parts of control groups' names.
    pub words: BTreeSet<String>,
    /// The workers' directory.
    pub directory: Option<PathBuf>,
}

impl Suspects {
    fn own(&self, trace: &Trace) -> bool {
        if trace.kind == Kind::OfWorker {
            return true;
        }
        let directory = self.directory.iter().map(|path| path.to_string_lossy().into_owned());
        let names = self.users.values();
        // Not everything can be named with hyphens.
        let plain_names = names.clone().map(|name| name.replace('-', "_"));
        let mut words = self.words.iter().chain(names).cloned().chain(plain_names).chain(directory);
        let is_owner = |owner| self.users.contains_key(&owner) && !self.others.contains(&owner);
        trace.owner.is_some_and(is_owner)
            || words.any(|word| trace.what.contains(&word))
            || (trace.kind == Kind::Account && !accounts::is_of_other_tasks(&trace.what))
    }
}

/// A look at the machine.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    traces: BTreeSet<Trace>,
}

impl Machine {
    /// Looks now; also into the directory of the workers in question.
    #[must_use]
    pub fn now(suspects: &Suspects) -> Self {
        let mut traces = BTreeSet::new();
        accounts::look(suspects, &mut traces);
        processes::look(&mut traces);
        kernel::look(&mut traces);
        files::look(&mut traces);
        if let Some(directory) = &suspects.directory {
            files::look_at_worker(directory, &mut traces);
        }
        Self { traces }
    }

    /// What is there and was not `before`, and what is gone, as far as it may come from `suspects`: one to a line.
    #[must_use]
    pub fn changes_since(&self, before: &Self, suspects: &Suspects) -> Vec<String> {
        let name = |sign: char, trace: &Trace| shortened(format!("{sign} {trace}"));
        let new = self.traces.difference(&before.traces).filter(|trace| suspects.own(trace));
        // Processes and files of others come and go; users do not.
        let gone = before.traces.difference(&self.traces);
        let gone = gone.filter(|trace| trace.kind == Kind::Account && suspects.own(trace));
        new.map(|trace| name('+', trace)).chain(gone.map(|trace| name('-', trace))).collect()
    }
}

/// Names can be long.
fn shortened(line: String) -> String {
    const LONGEST: usize = 300;
    if line.chars().count() <= LONGEST {
        line
    } else {
        line.chars().take(LONGEST).chain("...".chars()).collect()
    }
}
