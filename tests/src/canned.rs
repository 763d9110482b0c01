//! A web server that says what a test wants to hear.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// One answer.
#[derive(Clone, Debug)]
pub struct Canned {
    /// The status line and headers that differ from the ordinary ones, without the last line end.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Canned {
    /// 200 with this body.
    #[must_use]
    pub fn ok(body: impl Into<String>) -> Self {
        Self { head: "200 OK".to_owned(), body: body.into() }
    }

    /// Another status.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self { head: format!("{status} Canned"), body: String::new() }
    }

    /// 302 to `location`.
    #[must_use]
    pub fn redirect(location: &str) -> Self {
        Self { head: format!("302 Found\r\nLocation: {location}"), body: String::new() }
    }
}

/// A server on the loopback interface that gives its answers in turn, the last one for ever.
#[derive(Debug)]
pub struct CannedServer {
    /// Where it is, without a slash at the end.
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
}

impl Drop for CannedServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl CannedServer {
    /// A server with these answers.
    ///
    /// # Panics
    ///
    /// When it cannot listen, or has no answers.
    pub async fn start(answers: impl IntoIterator<Item = Canned>) -> Self {
        let mut answers: Vec<Canned> = answers.into_iter().collect();
        answers.reverse();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = Arc::clone(&requests);
        let server = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let canned = if answers.len() > 1 { answers.pop() } else { answers.first().cloned() };
                // A client that goes away is its own business.
                if let Ok(target) = answer(client, &canned.expect("an answer")).await {
                    heard.lock().expect("not poisoned").push(target);
                }
            }
        });
        Self { url, requests, server }
    }

    /// Path and query of each request so far.
    ///
    /// # Panics
    ///
    /// Never, unless another thread panicked.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("not poisoned").clone()
    }
}

async fn answer(mut client: TcpStream, canned: &Canned) -> std::io::Result<String> {
    let mut read = Vec::new();
    let mut buffer = [0; 8192];
    while !read.windows(4).any(|window| window == b"\r\n\r\n") {
        match client.read(&mut buffer).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => read.extend_from_slice(&buffer[..count]),
        }
    }
    let target = String::from_utf8_lossy(&read).split_whitespace().nth(1).unwrap_or_default().to_owned();
    let Canned { head, body } = canned;
    let text =
        format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    client.write_all(text.as_bytes()).await?;
    client.shutdown().await?;
    Ok(target)
}
