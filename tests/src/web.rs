//! A web server that answers as a test wants, and remembers what it was asked.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request.
#[derive(Clone, Debug)]
pub struct WebRequest {
    /// Such as `GET`.
    pub method: String,
    /// With the query.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl WebRequest {
    /// The value of a header; its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Method and path.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// A web server on the loopback interface. It ends when this is dropped.
#[derive(Debug)]
pub struct WebServer {
    /// Where it is, without a slash at the end.
    pub url: String,
    requests: Arc<Mutex<Vec<WebRequest>>>,
    server: JoinHandle<()>,
}

impl Drop for WebServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl WebServer {
    /// A server that answers with the status and body that `answer` gives.
    ///
    /// # Panics
    ///
    /// When it cannot listen.
    pub async fn start(answer: impl Fn(&WebRequest) -> (u16, String) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let requests: Arc<Mutex<Vec<WebRequest>>> = Arc::default();
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        let server = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                tokio::spawn(async move {
                    // A connection that breaks is the client's business.
                    let _ = serve(client, &seen, &*answer).await;
                });
            }
        });
        Self { url, requests, server }
    }

    /// The requests so far.
    ///
    /// # Panics
    ///
    /// Never, unless another thread panicked.
    #[must_use]
    pub fn requests(&self) -> Vec<WebRequest> {
        self.requests.lock().expect("not poisoned").clone()
    }

    /// How many requests there were with this method and path.
    #[must_use]
    pub fn count(&self, line: &str) -> usize {
        self.requests().iter().filter(|request| request.line() == line).count()
    }
}

async fn serve(
    mut client: TcpStream,
    seen: &Mutex<Vec<WebRequest>>,
    answer: &(dyn Fn(&WebRequest) -> (u16, String) + Send + Sync),
) -> std::io::Result<()> {
    let request = read(&mut client).await?;
    let (status, body) = answer(&request);
    seen.lock().expect("not poisoned").push(request);
    let head =
        format!("HTTP/1.1 {status} Answer\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    client.write_all(head.as_bytes()).await?;
    client.write_all(body.as_bytes()).await?;
    client.shutdown().await
}

async fn read(client: &mut TcpStream) -> std::io::Result<WebRequest> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let mut lines = head.lines();
            let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
            let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let headers: Vec<_> = lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
                .collect();
            let mut request = WebRequest { method, path, headers, body: bytes.split_off(end + 4) };
            let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            let already = request.body.len();
            request.body.resize(length.max(already), 0);
            client.read_exact(&mut request.body[already..]).await?;
            return Ok(request);
        }
        match client.read(&mut buffer).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}
