//! A taskcluster-proxy that is a program of its own.
//!
//! It gets its credentials by environment variables, which only its own user can read: anybody can read arguments.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use generated::Secret;
use generated::api::queue::TaskCredentials;
use http::header::CONTENT_TYPE;
use tokio::net::TcpStream;
use tokio_util::task::AbortOnDropHandle;

use super::error::ProxyError;
use super::ports::{PortWish, Ports, Reservation};
use crate::process::{Command, KillError, Outcome, ProcessTree, SharedFile, StartError, TaskLimits};
use crate::taskcluster::credentials::Credentials;
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts, describe};

/// How long the program may take until it accepts connections.
const PATIENCE: Duration = Duration::from_secs(60);
/// The wait between two looks at whether it does.
const PAUSE: Duration = Duration::from_millis(50);
/// How long it may take to accept new credentials.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(30);
/// Where it takes them.
const CREDENTIALS_PATH: &str = "/credentials";
/// What its variables begin with.
const VARIABLES: &str = "TASKCLUSTER_";
/// How much of its last line is shown, in characters.
const LONGEST_LAST_WORDS: usize = 300;

/// What the program is started with.
#[derive(Debug)]
pub struct ExternalSetup {
    /// The program: a path, or a name that is looked for in `PATH`.
    pub program: PathBuf,
    /// The root URL of the deployment; `None` for one of 2018, which programs of that time know by themselves.
    pub root_url: Option<String>,
    /// The only user that may connect, besides root; everybody on this machine, without.
    pub allowed_user: Option<String>,
    /// What it restricts its signatures to.
    pub scopes: Vec<String>,
    /// What it signs with.
    pub credentials: Credentials,
    /// Its port.
    pub ports: PortWish,
    /// Where its output goes.
    pub log_file: PathBuf,
    /// A name for its processes.
    pub name: String,
}

/// A running program. When it is dropped, or [`stop`](Self::stop)ped, all its processes end.
#[derive(Debug)]
pub struct ExternalProxy {
    processes: Arc<ProcessTree>,
    running: AbortOnDropHandle<Result<Outcome, StartError>>,
    http: reqwest::Client,
    reservation: Reservation,
}

impl ExternalProxy {
    /// Starts the program and waits until it accepts connections. Dropping the future ends the program.
    ///
    /// # Errors
    ///
    /// When it cannot be started, ends early, or does not listen in time.
    pub async fn start(setup: ExternalSetup, ports: &Arc<Ports>) -> Result<Self, ProxyError> {
        let reservation = ports.reserve(setup.ports).await?;
        let processes = Arc::new(ProcessTree::new(&setup.name, &TaskLimits::default())?);
        let log = Arc::new(SharedFile::create(&setup.log_file).map_err(ProxyError::Log)?);
        let command = setup.command(reservation.port());
        let running = {
            let (processes, log) = (Arc::clone(&processes), Arc::clone(&log));
            tokio::spawn(async move { processes.run(&command, &log).await })
        };
        // The program is on this machine: nothing else is asked for the way.
        let http = HttpStack::new(Proxies::none())?.client(Timeouts::default(), Redirects::Return)?;
        let mut proxy = Self { processes, running: AbortOnDropHandle::new(running), http, reservation };
        proxy.wait_until_listening(&setup).await?;
        Ok(proxy)
    }

    /// The port that it listens on.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.reservation.port()
    }

    async fn wait_until_listening(&mut self, setup: &ExternalSetup) -> Result<(), ProxyError> {
        let (port, begin) = (self.port(), Instant::now());
        let program = || setup.program.display().to_string();
        while begin.elapsed() < PATIENCE {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() && !self.running.is_finished() {
                return Ok(());
            }
            if let Ok(ended) = tokio::time::timeout(PAUSE, &mut self.running).await {
                let outcome = ended.map_err(|error| ProxyError::Log(std::io::Error::other(error)))??;
                let last_words = last_words(&setup.log_file, &setup.credentials);
                return Err(ProxyError::Ended {
                    program: program(),
                    status: outcome.status,
                    port,
                    last_words,
                });
            }
        }
        Err(ProxyError::Silent { program: program(), port, seconds: PATIENCE.as_secs() })
    }

    /// Gives the program new credentials.
    ///
    /// # Errors
    ///
    /// When it does not take them.
    pub async fn refresh(&self, credentials: &Credentials) -> Result<(), ProxyError> {
        // Whoever listens on its port now must not get them.
        if self.running.is_finished() {
            return Err(ProxyError::Refresh("the program has ended".to_owned()));
        }
        let wire = |secret: &Secret<String>| secret.expose().clone().into();
        let document = TaskCredentials {
            client_id: credentials.client_id.clone(),
            access_token: wire(&credentials.access_token),
            certificate: credentials.certificate.as_ref().map_or_else(|| String::new().into(), wire),
        };
        let body = serde_json::to_vec(&document).map_err(|error| ProxyError::Refresh(error.to_string()))?;
        let url = format!("http://{}:{}{CREDENTIALS_PATH}", Ipv4Addr::LOCALHOST, self.port());
        let request = self.http.put(url).header(CONTENT_TYPE, "application/json").body(body);
        match request.timeout(REFRESH_TIMEOUT).send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => {
                Err(ProxyError::Refresh(format!("it answered with HTTP {}", answer.status().as_u16())))
            }
            Err(error) => Err(ProxyError::Refresh(describe(error))),
        }
    }

    /// Ends the program with all its processes.
    ///
    /// # Errors
    ///
    /// When something of it is left.
    pub async fn stop(&self) -> Result<(), KillError> {
        self.processes.kill().await.map(drop)
    }
}

impl ExternalSetup {
    fn command(&self, port: u16) -> Command {
        // A name without a folder is looked up; any other counts from the worker's directory, not the program's.
        let program = match self.program.parent() {
            Some(folder) if folder.as_os_str().is_empty() => self.program.clone(),
            _ => std::path::absolute(&self.program).unwrap_or_else(|_| self.program.clone()),
        };
        let mut argv = vec![program.to_string_lossy().into_owned(), "--port".to_owned(), port.to_string()];
        if let Some(root_url) = &self.root_url {
            argv.extend(["--root-url".to_owned(), root_url.clone()]);
        }
        argv.extend(["--ip-address".to_owned(), Ipv4Addr::LOCALHOST.to_string()]);
        if let Some(user) = &self.allowed_user {
            argv.extend(["--allowed-user".to_owned(), user.clone()]);
        }
        // The program would take such a scope for an option, and the task might have chosen it.
        argv.extend(self.scopes.iter().filter(|scope| !scope.starts_with('-')).cloned());
        let directory = self.log_file.parent().unwrap_or(Path::new("/")).to_owned();
        Command { argv, env: self.environment(), dir: directory, ..Command::default() }
    }

    fn environment(&self) -> BTreeMap<String, String> {
        let own = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| !name.starts_with(VARIABLES));
        let mut environment: BTreeMap<_, _> = own.collect();
        let Credentials { client_id, access_token, certificate, .. } = &self.credentials;
        let mut set =
            |name: &str, value: &str| environment.insert(format!("{VARIABLES}{name}"), value.to_owned());
        set("CLIENT_ID", client_id);
        set("ACCESS_TOKEN", access_token.expose());
        if let Some(certificate) = certificate {
            set("CERTIFICATE", certificate.expose());
        }
        environment
    }
}

/// The last line of the program's output, without what is secret, as the end of a message; empty where there is none.
fn last_words(log_file: &Path, credentials: &Credentials) -> String {
    let text = std::fs::read(log_file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let Some(line) = text.lines().rev().find(|line| !line.trim().is_empty()) else { return String::new() };
    let line: String = credentials.redact(line.trim()).chars().take(LONGEST_LAST_WORDS).collect();
    format!("; it last said: {line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_options_are_no_arguments() {
        let credentials = Credentials::new(
            "task",
            Secret::new("t0ken-t0ken".to_owned()),
            Some(Secret::new(r#"{"scopes":[]}"#.to_owned())),
        );
        let setup = ExternalSetup {
            program: "proxy".into(),
            root_url: Some("https://tc.example.com".to_owned()),
            allowed_user: Some("task_a_0".to_owned()),
            scopes: ["a b", "--ip-address=0.0.0.0", "-h", "c"].map(str::to_owned).to_vec(),
            credentials,
            ports: PortWish { base: 80, capacity: 1 },
            log_file: "/tmp/log".into(),
            name: "name".to_owned(),
        };
        let command = setup.command(8080);
        assert_eq!(
            command.argv,
            [
                "proxy",
                "--port",
                "8080",
                "--root-url",
                "https://tc.example.com",
                "--ip-address",
                "127.0.0.1",
                "--allowed-user",
                "task_a_0",
                "a b",
                "c"
            ]
        );
        let variables: Vec<_> = command.env.iter().filter(|(name, _)| name.starts_with(VARIABLES)).collect();
        assert_eq!(variables.len(), 3);
        assert_eq!(command.env["TASKCLUSTER_ACCESS_TOKEN"], "t0ken-t0ken");
    }
}
