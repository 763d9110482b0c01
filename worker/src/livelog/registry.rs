//! The logs that can be read now, by their secrets.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::process::Follower;

/// Does not hold the secrets themselves, so that how long it takes to find one tells nothing about the others.
#[derive(Debug, Default)]
pub struct Registry {
    logs: Mutex<HashMap<[u8; 32], Log>>,
}

/// A log that can be read.
#[derive(Clone, Debug)]
pub struct Log {
    /// What is in it.
    pub follower: Follower,
    /// The number of the task's own user, if it has one.
    pub owner: Option<u32>,
}

impl Registry {
    /// Lets the log be read by whoever has `secret`.
    pub fn add(&self, secret: &str, log: Log) {
        self.lock().insert(digest(secret), log);
    }

    /// Lets nobody begin to read the log any more.
    pub fn remove(&self, secret: &str) {
        self.lock().remove(&digest(secret));
    }

    /// The log, to be read.
    pub fn find(&self, secret: &str) -> Option<Log> {
        self.lock().get(&digest(secret)).cloned()
    }

    /// Whether some of the logs are of tasks that have users of their own.
    pub fn have_owners(&self) -> bool {
        self.lock().values().any(|log| log.owner.is_some())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Log>> {
        // No code that can panic runs with the lock held.
        self.logs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}
