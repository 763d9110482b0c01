//! The attack suite: what hostile tasks do to a worker whose tasks have users of their own, and to the machine.
//!
//! After each attack the task has resolved as it should, the worker runs the next task, and the machine is as it was before.
//! It takes root; without, each test says so and passes. `ATTACK_FILES` is the number of files that a task leaves where there
//! are to be many (20,000 by default).

#![cfg(target_os = "linux")]

mod arena;
mod artifacts;
mod caches;
mod crashes;
mod files;
mod memory;
mod neighbours;
mod processes;
mod scheduled;
mod watching;
mod worker;
