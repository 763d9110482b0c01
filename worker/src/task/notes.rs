//! What the parts of a run leave for those that come after them: features for the commands, commands and uploads for
//! features.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::memory::MemoryLimits;
use crate::artifacts::Sha256Digest;

/// The notes of one run. They hold facts only, so that no part of a run needs to know another one.
#[derive(Debug, Default)]
pub struct RunNotes(Mutex<Notes>);

#[derive(Debug, Default)]
struct Notes {
    variables: BTreeMap<String, String>,
    reserved: HashMap<String, &'static str>,
    checksums: Option<BTreeMap<String, Sha256Digest>>,
    last_exit_code: Option<i32>,
    memory_limits: Option<MemoryLimits>,
    runs_as_worker: bool,
    groups: Vec<u32>,
    may_gain_privileges: bool,
}

impl RunNotes {
    /// From now on, the task has the rights of the worker's own user.
    pub fn run_as_worker(&self) {
        self.lock().runs_as_worker = true;
    }

    /// Whether the task has the rights of the worker's own user, although it may have one of its own.
    #[must_use]
    pub fn runs_as_worker(&self) -> bool {
        self.lock().runs_as_worker
    }

    /// Makes the commands members of further groups, given by their numbers.
    pub fn add_groups(&self, groups: impl IntoIterator<Item = u32>) {
        self.lock().groups.extend(groups);
    }

    /// The groups that the commands are members of besides those of the task's user.
    #[must_use]
    pub fn groups(&self) -> Vec<u32> {
        self.lock().groups.clone()
    }

    /// From now on, programs such as sudo can give the commands more rights.
    pub fn allow_new_privileges(&self) {
        self.lock().may_gain_privileges = true;
    }

    /// Whether programs such as sudo can give the commands more rights than the task's user has.
    #[must_use]
    pub fn may_gain_privileges(&self) -> bool {
        self.lock().may_gain_privileges
    }

    /// Gives the commands the environment variable `name`, whatever the payload says of it.
    pub fn set_variable(&self, name: impl Into<String>, value: impl Into<String>) {
        self.lock().variables.insert(name.into(), value.into());
    }

    /// The environment variables that features give to the commands.
    #[must_use]
    pub fn variables(&self) -> BTreeMap<String, String> {
        self.lock().variables.clone()
    }

    /// Keeps the artifact `name` for `owner`.
    ///
    /// # Errors
    ///
    /// The title of the feature that has it already.
    pub fn reserve(&self, name: impl Into<String>, owner: &'static str) -> Result<(), &'static str> {
        match self.lock().reserved.insert(name.into(), owner) {
            Some(earlier) if earlier != owner => Err(earlier),
            _ => Ok(()),
        }
    }

    /// The artifacts that features publish themselves, with the titles of the features.
    #[must_use]
    pub fn reserved(&self) -> HashMap<String, String> {
        self.lock().reserved.iter().map(|(name, owner)| (name.clone(), (*owner).to_owned())).collect()
    }

    /// From now on, what is uploaded is also hashed.
    pub fn want_checksums(&self) {
        self.lock().checksums.get_or_insert_default();
    }

    /// Whether what is uploaded is to be hashed.
    #[must_use]
    pub fn wants_checksums(&self) -> bool {
        self.lock().checksums.is_some()
    }

    /// Records the checksum of a published artifact, if anybody wants to know.
    pub fn record_checksum(&self, artifact: &str, sha256: Sha256Digest) {
        if let Some(checksums) = &mut self.lock().checksums {
            checksums.insert(artifact.to_owned(), sha256);
        }
    }

    /// The checksums of what has been published since they were wanted, by name of the artifact.
    #[must_use]
    pub fn checksums(&self) -> BTreeMap<String, Sha256Digest> {
        self.lock().checksums.clone().unwrap_or_default()
    }

    /// Records how a command ended.
    pub fn set_last_exit_code(&self, code: i32) {
        self.lock().last_exit_code = Some(code);
    }

    /// The exit code of the last command that ran to its end by itself.
    #[must_use]
    pub fn last_exit_code(&self) -> Option<i32> {
        self.lock().last_exit_code
    }

    /// From now on, memory is measured while a command runs, and held against `limits`.
    pub fn set_memory_limits(&self, limits: MemoryLimits) {
        self.lock().memory_limits = Some(limits);
    }

    /// What memory is held against while a command runs; `None` where it is not measured.
    #[must_use]
    pub fn memory_limits(&self) -> Option<MemoryLimits> {
        self.lock().memory_limits.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Notes> {
        // Every change is one insertion: a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_artifact_has_one_owner() {
        let notes = RunNotes::default();
        assert_eq!(notes.reserve("public/logs/live.log", "Live Log"), Ok(()));
        assert_eq!(notes.reserve("public/logs/live.log", "Live Log"), Ok(()));
        assert_eq!(notes.reserve("public/logs/live.log", "Backing Log"), Err("Live Log"));
    }

    #[test]
    fn checksums_are_kept_once_they_are_wanted() {
        let notes = RunNotes::default();
        notes.record_checksum("before", Sha256Digest([0; 32]));
        notes.want_checksums();
        notes.record_checksum("after", Sha256Digest([1; 32]));
        assert_eq!(notes.checksums().into_keys().collect::<Vec<_>>(), ["after"]);
    }
}
