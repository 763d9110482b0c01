//! Commands in the desktop session of a task user.
//!
//! On macOS only what is started from within a user's session can use its desktop, whatever rights it has. So a small
//! program of this binary, the [`Agent`], runs there, and the worker, which does not, has it start the commands of tasks.
//! [`LaunchedCommand`] is the worker's side. The messages are in `schemas/documents/launch-agent.yml`.
//!
//! Neither side trusts the other further than it must: the agent takes orders from root and from its own user only, and the
//! worker gives its files only to an agent of the task's user, because the socket is where anybody can make one.

mod agent;
mod child;
mod client;
mod error;
mod frames;
mod session;
mod watched;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use generated::cli::LaunchAgent;

pub use agent::Agent;
pub use client::{LaunchedCommand, Streams};
pub use error::AgentError;

/// Where the worker looks for the agent: where the command `launch-agent` listens unless it is told otherwise.
#[must_use]
pub fn default_socket() -> PathBuf {
    LaunchAgent::default().socket
}
