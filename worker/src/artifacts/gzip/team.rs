//! The threads that work on one input.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use flate2::CompressError;

use super::block::Block;
use super::compressors::Compressors;

/// Blocks on their way between the thread that reads and writes, and its helpers.
#[derive(Debug, Default)]
pub struct Team {
    state: Mutex<State>,
    finished_one: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Block>,
    finished: BTreeMap<u64, Result<Block, CompressError>>,
    helpers: u64,
}

impl Team {
    /// How many helpers are at work.
    pub fn helpers(&self) -> u64 {
        self.lock().helpers
    }

    /// Puts `block` where it waits for a thread, and gets a helper if there is more to do than for one thread.
    pub fn add<'scope, 'env>(
        &'env self,
        block: Block,
        compressors: &'env Compressors,
        scope: &'scope thread::Scope<'scope, 'env>,
    ) {
        let mut state = self.lock();
        state.waiting.push_back(block);
        if state.waiting.len() < 2 {
            return;
        }
        let Some(permit) = compressors.try_permit() else { return };
        state.helpers += 1;
        drop(state);
        let help = move || {
            self.help(compressors);
            drop(permit);
        };
        // Without a helper the work is done all the same.
        if thread::Builder::new().name("gzip".to_owned()).spawn_scoped(scope, help).is_err() {
            self.lock().helpers -= 1;
        }
    }

    /// The block `index`, which has been added, once it is compressed. This thread works too while it waits.
    pub fn take(&self, index: u64, compressors: &Compressors) -> Result<Block, CompressError> {
        let mut state = self.lock();
        loop {
            if let Some(outcome) = state.finished.remove(&index) {
                return outcome;
            }
            state = match state.waiting.pop_front() {
                Some(block) => {
                    drop(state);
                    self.compress(block, compressors);
                    self.lock()
                }
                None => self.finished_one.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// The block `index` if it is compressed already.
    pub fn try_take(&self, index: u64) -> Option<Result<Block, CompressError>> {
        self.lock().finished.remove(&index)
    }

    /// Compresses blocks until none is waiting, or somebody else needs the thread.
    fn help(&self, compressors: &Compressors) {
        loop {
            let mut state = self.lock();
            let next = if compressors.is_wanted() { None } else { state.waiting.pop_front() };
            let Some(block) = next else {
                state.helpers -= 1;
                return;
            };
            drop(state);
            self.compress(block, compressors);
        }
    }

    fn compress(&self, block: Block, compressors: &Compressors) {
        let index = block.index();
        let outcome = block.compress(compressors);
        self.lock().finished.insert(index, outcome);
        self.finished_one.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic runs under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leaves the helpers nothing to do, also when the work ends early.
pub struct Closing<'a>(pub &'a Team);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.lock().waiting.clear();
    }
}
