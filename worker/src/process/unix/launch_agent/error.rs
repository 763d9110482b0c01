//! What can go wrong between the worker and the launch agent.

use std::io;
use std::path::PathBuf;

/// Why the launch agent, or a connection to it, does not work.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// The socket cannot be listened on.
    #[error("cannot listen on {}: {source}", path.display())]
    Listen {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another agent does.
    #[error("another launch agent is listening on {}; there can be one in a session", path.display())]
    Taken {
        /// The socket.
        path: PathBuf,
    },
    /// No agent answers.
    #[error(
        "no launch agent answers on {}: {source}; see whether launchd runs it in the session of the task user",
        path.display()
    )]
    Connect {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Whoever is at the other end has no business there.
    #[error(
        "the other end of the launch agent's socket belongs to the user with the number {found}, not {expected}"
    )]
    Stranger {
        /// The number of the user that was found.
        found: u32,
        /// The number of the user that was expected.
        expected: u32,
    },
    /// The connection broke, or was too slow.
    #[error("cannot {doing}: {source}")]
    Connection {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// A message is not what it should be.
    #[error("{what} is not as expected: {problem}")]
    Message {
        /// Which message.
        what: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The system did not execute the command.
    #[error("the launch agent could not execute the command: {0}")]
    NotExecuted(io::Error),
    /// The agent could not start or watch the command.
    #[error("the launch agent says: {0}")]
    Refused(String),
}

impl AgentError {
    pub(super) fn connection(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Connection { doing, source }
    }

    pub(super) fn message(what: &'static str, problem: impl ToString) -> Self {
        Self::Message { what, problem: problem.to_string() }
    }
}
