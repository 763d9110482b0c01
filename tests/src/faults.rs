//! A proxy that makes the network between a worker and its deployment as bad as networks are.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this status, and the server never hears of it.
    Status(u16),
    /// It is answered with this body, and the server never hears of it.
    Answer(&'static str),
    /// It is answered with this status and the wish to be left alone for so many seconds.
    Wait(u16, u32),
    /// The connection is reset before the server hears of it.
    Reset,
    /// The server answers, but the answer breaks off in the middle.
    Truncated,
    /// The server answers, but the answer comes this much later.
    Slow(Duration),
}

#[derive(Debug)]
struct Rule {
    path: String,
    fault: Fault,
    times: u32,
}

/// A proxy in front of a deployment. One request for each connection.
#[derive(Debug)]
pub struct FaultyProxy {
    /// Where it is: a root URL like any other.
    pub root_url: String,
    rules: Arc<Mutex<Vec<Rule>>>,
    server: JoinHandle<()>,
}

impl Drop for FaultyProxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl FaultyProxy {
    /// A proxy in front of the deployment at `root_url`.
    ///
    /// # Panics
    ///
    /// When it cannot listen.
    pub async fn start(root_url: &str) -> Self {
        let upstream = root_url.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("bound");
        let rules: Arc<Mutex<Vec<Rule>>> = Arc::default();
        let shared = Arc::clone(&rules);
        let server = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (upstream, rules) = (upstream.clone(), Arc::clone(&shared));
                tokio::spawn(async move {
                    // A connection that breaks is this proxy's business.
                    let _ = serve(client, &upstream, &rules).await;
                });
            }
        });
        Self { root_url: format!("http://{address}"), rules, server }
    }

    /// The next `times` requests whose path contains `path` meet with `fault`.
    ///
    /// # Panics
    ///
    /// Never, unless another thread panicked.
    pub fn inject(&self, path: &str, fault: Fault, times: u32) {
        self.rules.lock().expect("not poisoned").push(Rule { path: path.to_owned(), fault, times });
    }

    /// How many faults are still to come.
    ///
    /// # Panics
    ///
    /// Never, unless another thread panicked.
    #[must_use]
    pub fn outstanding(&self) -> u32 {
        self.rules.lock().expect("not poisoned").iter().map(|rule| rule.times).sum()
    }
}

fn next_fault(rules: &Mutex<Vec<Rule>>, path: &str) -> Option<Fault> {
    let mut rules = rules.lock().expect("not poisoned");
    let rule = rules.iter_mut().find(|rule| rule.times > 0 && path.contains(&rule.path))?;
    rule.times -= 1;
    Some(rule.fault)
}

async fn refuse(mut client: TcpStream, status: u16, header: &str) -> std::io::Result<()> {
    let head =
        format!("HTTP/1.1 {status} Fault\r\n{header}Content-Length: 2\r\nConnection: close\r\n\r\n{{}}");
    client.write_all(head.as_bytes()).await?;
    client.shutdown().await
}

async fn serve(mut client: TcpStream, upstream: &str, rules: &Mutex<Vec<Rule>>) -> std::io::Result<()> {
    let (head, rest) = read_head(&mut client).await?;
    let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    match next_fault(rules, &path) {
        Some(Fault::Status(status)) => refuse(client, status, "").await,
        Some(Fault::Wait(status, seconds)) => {
            refuse(client, status, &format!("Retry-After: {seconds}\r\n")).await
        }
        Some(Fault::Answer(body)) => {
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            client.write_all(answer.as_bytes()).await?;
            client.shutdown().await
        }
        Some(Fault::Reset) => client.set_zero_linger(),
        Some(Fault::Truncated) => {
            let answer = exchange(&mut client, upstream, &head, &rest).await?;
            let half = answer.len().saturating_sub(10).max(answer.len() / 2);
            client.write_all(&answer[..half]).await?;
            client.shutdown().await
        }
        Some(Fault::Slow(delay)) => {
            let answer = exchange(&mut client, upstream, &head, &rest).await?;
            tokio::time::sleep(delay).await;
            client.write_all(&answer).await?;
            client.shutdown().await
        }
        None => {
            let mut server = TcpStream::connect(upstream).await?;
            server.write_all(closing(&head).as_bytes()).await?;
            server.write_all(&rest).await?;
            tokio::io::copy_bidirectional(&mut client, &mut server).await.map(drop)
        }
    }
}

/// Passes the request on, and returns the whole answer. The request's body must be short or none.
async fn exchange(
    client: &mut TcpStream,
    upstream: &str,
    head: &str,
    rest: &[u8],
) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(upstream).await?;
    server.write_all(closing(head).as_bytes()).await?;
    server.write_all(rest).await?;
    let length = content_length(head).saturating_sub(rest.len());
    let mut body = vec![0; length];
    client.read_exact(&mut body).await?;
    server.write_all(&body).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn content_length(head: &str) -> usize {
    let line = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:").map(str::to_owned));
    line.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

/// The head of a request, with the connection closed after it.
fn closing(head: &str) -> String {
    let lines = head.trim_end().lines().filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    format!("{}\r\nConnection: close\r\n\r\n", lines.collect::<Vec<_>>().join("\r\n"))
}

/// The head of the request, and what was read behind it.
async fn read_head(client: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut read = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        if let Some(end) = read.windows(4).position(|window| window == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            return Ok((String::from_utf8_lossy(&read).into_owned(), rest));
        }
        match client.read(&mut buffer).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => read.extend_from_slice(&buffer[..count]),
        }
    }
}
