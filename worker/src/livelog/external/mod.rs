//! A livelog program in place of the built-in server.
//!
//! The program gets the log by one PUT request, read from the log file like any other reader does: one that dies, or takes
//! nothing, does the task no harm. Its contract is that of Taskcluster's livelog: what it is to do stands in variables of its
//! environment, it takes the log on one port of this machine and gives it to whoever asks on another one.

mod feed;
mod ports;
mod relay;

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::{JoinError, JoinHandle};
use tokio_util::sync::{CancellationToken, DropGuard};

pub use self::ports::PortPlan;
use self::ports::{Ports, Reserved};
use super::aside;
use super::error::LiveLogError;
use super::exposure::Exposure;
use super::tls::Files;
use crate::process::{Command, Follower, Outcome, ProcessTree, SharedFile, StartError, TaskLimits};

/// How often the program is started anew, where it may be that somebody else has taken its ports.
const ATTEMPTS: u32 = 3;
/// How long the program may take until it can be given the log.
const START_PATIENCE: Duration = Duration::from_secs(60);
/// How often to look whether it can.
const POLL: Duration = Duration::from_millis(100);
/// How long the program may take at the end to get what has been written so far.
const END_PATIENCE: Duration = Duration::from_secs(5);
/// How much of the program's output a warning repeats, in bytes.
const SHOWN_OUTPUT: u64 = 500;
/// What the program gets of the worker's environment.
const INHERITED: [&str; 5] = ["HOME", "LANG", "PATH", "TMPDIR", "TZ"];

/// The program.
#[derive(Debug)]
pub struct Program {
    executable: PathBuf,
    ports: Ports,
    tls: Option<Files>,
}

impl Program {
    /// The program `executable`, listening as `plan` says.
    pub fn new(executable: &str, plan: PortPlan, tls: Option<Files>) -> Self {
        let has_directory = executable.contains(std::path::MAIN_SEPARATOR);
        let executable = if has_directory { absolute(Path::new(executable)) } else { executable.into() };
        let tls =
            tls.map(|files| Files { certificate: absolute(&files.certificate), key: absolute(&files.key) });
        Self { executable, ports: Ports::new(plan), tls }
    }

    /// Starts the program for one log, and gives it that log. It may keep files in a folder below `directory`.
    ///
    /// # Errors
    ///
    /// When it cannot be started, ends, or does not listen.
    pub async fn serve(
        &self,
        secret: &str,
        log: Follower,
        directory: &Path,
        exposure: &Exposure,
    ) -> Result<Running, LiveLogError> {
        let mut attempt = 1;
        loop {
            match self.start(secret, directory).await {
                Ok((started, input)) => return Running::new(started, input, log, exposure),
                Err(error) if attempt == ATTEMPTS => return Err(error),
                Err(error) => tracing::debug!("trying again to start a livelog program: {error}"),
            }
            attempt += 1;
        }
    }

    /// Starts the program and waits until it listens: there.
    async fn start(&self, secret: &str, directory: &Path) -> Result<(Started, SocketAddr), LiveLogError> {
        let ports = self.ports.reserve().map_err(|error| self.failed("finding free ports", error))?;
        let folder = TempDir::with_prefix_in("livelog-", directory)
            .map_err(|error| self.failed("making a folder for its files", error))?;
        let output = SharedFile::create(folder.path().join("output"))
            .map_err(|error| self.failed("making a file for its output", error))?;
        let tree = ProcessTree::new("livelog", &TaskLimits::default())
            .map_err(|error| self.failed("preparing to start it", io::Error::other(error)))?;
        let command = Command {
            argv: vec![self.executable.to_string_lossy().into_owned()],
            env: self.environment(secret, ports.put, ports.get, folder.path()),
            // Here a worker that finds the folder left behind also finds the process.
            dir: folder.path().to_owned(),
            ..Command::default()
        };
        let (tree, output, put) = (Arc::new(tree), Arc::new(output), ports.put);
        let (processes, printed) = (Arc::clone(&tree), Arc::clone(&output));
        let process = tokio::spawn(async move { processes.run(&command, &printed).await });
        let mut started = Started { tree, process, folder: Some(folder), ports };
        let input = tokio::select! {
            ended = &mut started.process => Err(self.ended(ended, &output)),
            input = listens(put) => input.ok_or_else(|| LiveLogError::Silent {
                executable: self.executable.clone(),
                port: put,
                seconds: START_PATIENCE.as_secs(),
            }),
        };
        match input {
            Ok(input) => Ok((started, input)),
            Err(error) => {
                started.end().await;
                Err(error)
            }
        }
    }

    fn failed(&self, doing: &'static str, source: io::Error) -> LiveLogError {
        LiveLogError::Program { executable: self.executable.clone(), doing, source }
    }

    fn ended(&self, ended: Result<Ended, JoinError>, output: &SharedFile) -> LiveLogError {
        match ended {
            Ok(Ok(outcome)) => LiveLogError::Ended {
                executable: self.executable.clone(),
                status: outcome.status.to_string(),
                output: last_words(output),
            },
            Ok(Err(error)) => self.failed("starting it", io::Error::other(error)),
            Err(error) => self.failed("watching it", error.into()),
        }
    }

    fn environment(&self, secret: &str, put: u16, get: u16, folder: &Path) -> BTreeMap<String, String> {
        let inherited =
            INHERITED.iter().filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?)));
        let mut environment: BTreeMap<String, String> = inherited.collect();
        let mut set = |name: &str, value: String| environment.insert(name.to_owned(), value);
        set("ACCESS_TOKEN", secret.to_owned());
        set("LIVELOG_PUT_PORT", put.to_string());
        set("LIVELOG_GET_PORT", get.to_string());
        set("LIVELOG_TEMP_DIR", folder.to_string_lossy().into_owned());
        if let Some(files) = &self.tls {
            set("SERVER_CRT_FILE", files.certificate.to_string_lossy().into_owned());
            set("SERVER_KEY_FILE", files.key.to_string_lossy().into_owned());
        }
        environment
    }
}

type Ended = Result<Outcome, StartError>;

/// The program as a process.
#[derive(Debug)]
struct Started {
    tree: Arc<ProcessTree>,
    process: JoinHandle<Ended>,
    folder: Option<TempDir>,
    ports: Reserved,
}

impl Started {
    /// Kills the program and removes its files.
    async fn end(mut self) {
        if let Err(error) = self.tree.kill().await {
            tracing::warn!("a livelog program could not be killed: {error}");
        }
        if let Some(folder) = self.folder.take()
            && let Ok(Err(error)) = tokio::task::spawn_blocking(move || folder.close()).await
        {
            tracing::warn!("the files of a livelog program could not be removed: {error}");
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Who waits for the process keeps it alive.
        self.process.abort();
    }
}

/// The program with a log that it gives to readers.
#[derive(Debug)]
pub struct Running {
    /// The port at which readers find it.
    pub port: u16,
    started: Started,
    /// Tells that no more of the log is to be waited for.
    over: CancellationToken,
    /// Comes when the program has got all of it.
    fed: oneshot::Receiver<()>,
    _relay: DropGuard,
}

impl Running {
    fn new(
        started: Started,
        input: SocketAddr,
        log: Follower,
        exposure: &Exposure,
    ) -> Result<Self, LiveLogError> {
        let output = started.ports.get;
        let relay = match exposure.direct {
            true => None,
            false => Some(exposure.listen()?),
        };
        let port = match &relay {
            Some(relay) => relay.local_addr().map_err(LiveLogError::Server)?.port(),
            None => output,
        };
        let (over, end, (fed, fed_receiver)) =
            (CancellationToken::new(), CancellationToken::new(), oneshot::channel());
        let (enough, ended) = (over.clone(), end.clone());
        let work = move || async move {
            let feeding = async {
                if let Err(error) = feed::feed(input, log, enough).await {
                    tracing::warn!("a livelog program takes no more of the log: {error}");
                }
                // Nobody may be waiting.
                let _ = fed.send(());
                std::future::pending::<()>().await;
            };
            let relaying = async {
                match relay {
                    Some(relay) => relay::relay(relay, output).await,
                    None => std::future::pending().await,
                }
            };
            ended.run_until_cancelled(futures_util::future::join(feeding, relaying)).await;
        };
        aside::spawn("livelog feed", work).map_err(LiveLogError::Server)?;
        Ok(Self { port, started, over, fed: fed_receiver, _relay: end.drop_guard() })
    }

    /// Lets the program have what is in the log now, and ends it.
    pub async fn end(self) {
        self.over.cancel();
        if tokio::time::timeout(END_PATIENCE, self.fed).await.is_err() {
            tracing::warn!("a livelog program did not take the log in time: its readers will miss the end");
        }
        self.started.end().await;
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The address at which somebody listens on `port` of this machine, as soon as somebody does.
async fn listens(port: u16) -> Option<SocketAddr> {
    let addresses: [SocketAddr; 2] = [(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()];
    let connecting = async {
        loop {
            for address in addresses {
                if TcpStream::connect(address).await.is_ok() {
                    return address;
                }
            }
            tokio::time::sleep(POLL).await;
        }
    };
    tokio::time::timeout(START_PATIENCE, connecting).await.ok()
}

fn last_words(output: &SharedFile) -> String {
    let start = output.len().saturating_sub(SHOWN_OUTPUT);
    let mut buffer = vec![0; SHOWN_OUTPUT as usize];
    let read = output.follow().and_then(|follower| follower.read_at(&mut buffer, start));
    String::from_utf8_lossy(&buffer[..read.unwrap_or(0)]).trim().replace('\n', "; ")
}
