//! Why a live log cannot be read.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// A live log that cannot be offered. The task goes on without one.
#[derive(Debug, thiserror::Error)]
pub enum LiveLogError {
    /// No port.
    #[error(
        "cannot listen on {address}, nor on another port of it: {source}; is the address this machine's?"
    )]
    Listen {
        /// What was wanted.
        address: SocketAddr,
        /// What the system said at last.
        source: io::Error,
    },
    /// A file for TLS that cannot be read.
    #[error("cannot read {} for TLS, expected a file in PEM format: {reason}", path.display())]
    Pem {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Certificate and key do not make a server.
    #[error(
        "cannot serve live logs over TLS with the certificate {} and its key: {source}; do they belong together?",
        certificate.display()
    )]
    Tls {
        /// The certificate's file.
        certificate: PathBuf,
        /// What is wrong.
        source: rustls::Error,
    },
    /// The thread that serves.
    #[error("cannot start the server of live logs: {0}")]
    Server(#[source] io::Error),
    /// A livelog program that cannot be started.
    #[error("the livelog program {} is not running: {doing}: {source}", executable.display())]
    Program {
        /// The program.
        executable: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What is wrong.
        source: io::Error,
    },
    /// A livelog program that was to go on and did not.
    #[error("Livelog terminated early with error {status}; {} has printed: {output}", executable.display())]
    Ended {
        /// The program.
        executable: PathBuf,
        /// How it ended.
        status: String,
        /// The end of what it printed; one line.
        output: String,
    },
    /// A livelog program that does not listen.
    #[error(
        "the livelog program {} does not listen on port {port} of this machine, which is in its LIVELOG_PUT_PORT, after \
         {seconds} seconds",
        executable.display()
    )]
    Silent {
        /// The program.
        executable: PathBuf,
        /// The port for the log.
        port: u16,
        /// How long it had.
        seconds: u64,
    },
}
