//! Why a taskcluster-proxy did not start, or did not take new credentials.

use std::io;

use crate::process::{StartError, TreeError};

/// Why a taskcluster-proxy did not start, or did not take new credentials.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// No port of loopback can be listened on.
    #[error("cannot listen on any port of 127.0.0.1: {0}")]
    Listen(#[source] io::Error),
    /// There are no credentials to sign with.
    #[error("the task has no credentials")]
    NoCredentials,
    /// There is no HTTP client to give the program credentials with.
    #[error(transparent)]
    Http(#[from] crate::taskcluster::http::SetupError),
    /// The program cannot be prepared for.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// The program's log cannot be made.
    #[error("cannot create the program's log file: {0}")]
    Log(#[source] io::Error),
    /// The program cannot be started.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The program ended.
    #[error("{program} ended with {status} before it accepted connections on port {port}{last_words}")]
    Ended {
        /// The program.
        program: String,
        /// How it ended.
        status: crate::process::ExitStatus,
        /// The port that it was told to listen on.
        port: u16,
        /// The end of its output, or nothing.
        last_words: String,
    },
    /// The program does not listen.
    #[error("{program} did not accept connections on port {port} within {seconds} s")]
    Silent {
        /// The program.
        program: String,
        /// The port that it was told to listen on.
        port: u16,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The program did not take credentials.
    #[error("the program did not take new credentials: {0}")]
    Refresh(String),
}
