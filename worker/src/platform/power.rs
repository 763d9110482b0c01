//! Shutting the machine down and rebooting it.

use std::io;
use std::process::Stdio;
use std::time::Duration;

/// A command line that shuts the machine down or reboots it, not yet run.
///
/// Made by [`shutdown`](super::shutdown) and [`reboot`](super::reboot).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerCommand {
    /// The program (an absolute path) and its arguments.
    pub argv: Vec<String>,
}

/// Why a shutdown or reboot command did not do its work. The machine is still up.
#[derive(Debug, thiserror::Error)]
pub enum PowerError {
    /// The program could not be started.
    #[error("cannot run {command:?}: {source}; the machine stays up, so restart it by hand")]
    Start {
        /// The command line.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// The program ended with a non-zero status.
    #[error("{command:?} failed ({status}): {output}; the worker needs the right to restart this machine")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// What it printed.
        output: String,
    },
    /// The program did not end in time, and was killed.
    #[error("{command:?} did not end within {} seconds and was killed", limit.as_secs())]
    Timeout {
        /// The command line.
        command: String,
        /// How long it was waited for.
        limit: Duration,
    },
}

impl PowerCommand {
    /// Runs the command and waits for it at most `limit`.
    ///
    /// It returns as soon as the system has accepted the order; the machine goes down a little later.
    pub async fn run(&self, limit: Duration) -> Result<(), PowerError> {
        let command = self.argv.join(" ");
        let [program, arguments @ ..] = self.argv.as_slice() else {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "the command is empty");
            return Err(PowerError::Start { command, source });
        };
        let mut process = tokio::process::Command::new(program);
        process.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
        let output = match tokio::time::timeout(limit, process.output()).await {
            Err(_) => return Err(PowerError::Timeout { command, limit }),
            Ok(Err(source)) => return Err(PowerError::Start { command, source }),
            Ok(Ok(output)) => output,
        };
        if output.status.success() {
            return Ok(());
        }
        let text = [output.stdout, output.stderr].concat();
        let output_text = String::from_utf8_lossy(&text).trim().to_owned();
        Err(PowerError::Failed { command, status: output.status, output: output_text })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn command(argv: &[&str]) -> PowerCommand {
        PowerCommand { argv: argv.iter().map(|s| s.to_string()).collect() }
    }

    #[tokio::test]
    async fn success_failure_and_timeout_are_told_apart() {
        let long = Duration::from_secs(60);
        command(&["/bin/sh", "-c", "exit 0"]).run(long).await.unwrap();
        let failed = command(&["/bin/sh", "-c", "echo no rights >&2; exit 3"]).run(long).await.unwrap_err();
        assert!(failed.to_string().contains("no rights"), "{failed}");
        let missing = command(&["/no/such/shutdown"]).run(long).await.unwrap_err();
        assert!(missing.to_string().contains("/no/such/shutdown"), "{missing}");
        let slow = command(&["/bin/sleep", "600"]).run(Duration::from_millis(20)).await.unwrap_err();
        assert!(matches!(slow, PowerError::Timeout { .. }), "{slow}");
    }
}
