//! Starting, watching, timing and killing the commands of a task, with everything they start.
//!
//! - [`ProcessTree`] stands for one task run: it runs [`Command`]s one after another (or several at
//!   once) and kills whatever they left, wherever it has got to.
//! - [`SharedFile`] is the task log, to which the commands' output and the worker's own lines go.
//! - [`Confinement`] says who a command runs as and what it sees; [`TaskLimits`] what a whole task may use.
//! - [`kill_user`] ends everything that a task's user runs, [`kill_stale`] what a worker that was killed left running.
//! - [`ControlGroups`] arranges for limits, and [`Containment`] says what of all this the machine offers: once, at start.
//!
//! How processes are started and found is a matter of the operating system: one folder each, with
//! the same names inside, chosen here. What Linux and macOS share is in `unix/`.

#![allow(unsafe_code)]

mod command;
mod confinement;
mod containment;
mod error;
mod output;
mod tree;
mod users;

#[cfg(unix)]
mod unix;

#[cfg_attr(target_os = "linux", path = "linux/mod.rs")]
#[cfg_attr(target_os = "macos", path = "macos/mod.rs")]
mod os;

#[cfg(all(test, unix))]
mod tests;

pub use command::{Command, ExitStatus, MemoryUse, Outcome, TaskUsage};
pub use confinement::{Confinement, TaskLimits};
pub use containment::Containment;
pub use error::{KillError, StartError, StartReason, Survivor, TreeError, UnmetLimit};
pub use os::{ControlGroups, Method, kill_stale};
pub use output::{Follower, Progress, SharedFile};
pub use tree::ProcessTree;
#[cfg(unix)]
pub use unix::launch_agent;
pub use users::{forget_keys, kill_user};
