//! The server: a thread that does nothing else, and that steps back when tasks want the processor.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use super::answer::answer;
use super::aside;
use super::audience::Reader;
use super::error::LiveLogError;
use super::exposure::Exposure;
use super::patient::Patient;
use super::registry::Registry;

/// The most that a request's head may have, and that waits to be sent to one reader, in bytes.
const BUFFER: usize = 32 * 1024;

/// The most headers that a request may have.
const HEADERS: usize = 64;

/// How long to wait when there can be no more connections for the moment.
const RECOVERY: Duration = Duration::from_millis(100);

/// What readers may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many there may be. The others wait.
    pub connections: usize,
    /// How long they may take to ask for a log, and before that to agree on TLS.
    pub request: Duration,
    /// For how long they may take nothing of what is there.
    pub stuck: Duration,
    /// How long they may take for the rest when the log is complete.
    pub patience_at_end: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            request: Duration::from_secs(10),
            stuck: Duration::from_secs(60),
            patience_at_end: Duration::from_secs(5 * 60),
        }
    }
}

/// A running server. When it is dropped, its connections end.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it serves.
    pub logs: Arc<Registry>,
    stop: Stop,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// How a server is stopped.
#[derive(Clone, Debug, Default)]
struct Stop {
    /// No new connections.
    finish: CancellationToken,
    /// No connections.
    now: CancellationToken,
}

impl Server {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// When there is no port, no thread, or no way to use the TLS certificate.
    pub fn start(exposure: &Exposure, limits: Limits) -> Result<Self, LiveLogError> {
        let tls = exposure.tls.as_ref().map(|files| files.load()).transpose()?.map(TlsAcceptor::from);
        let listener = exposure.listen()?;
        let address = listener.local_addr().map_err(LiveLogError::Server)?;
        let (logs, stop) = (Arc::<Registry>::default(), Stop::default());
        let (connections, stopped) = (Connections { tls, logs: Arc::clone(&logs), limits }, stop.clone());
        let work = move || async move {
            stopped.now.run_until_cancelled(connections.serve(listener, &stopped.finish)).await;
        };
        let thread = aside::spawn("livelog", work).map_err(LiveLogError::Server)?;
        let thread = Mutex::new(Some(thread));
        Ok(Self { address, logs, stop, thread })
    }

    /// Whether it serves: it does until it is stopped, but for bugs.
    pub fn is_alive(&self) -> bool {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    /// Takes no more connections, and waits for the others to end, `patience` at most.
    pub async fn finish(&self, patience: Duration) {
        self.stop.finish.cancel();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        let now = self.stop.now.clone();
        let patience = tokio::spawn(async move {
            tokio::time::sleep(patience).await;
            now.cancel();
        });
        let joined = tokio::task::spawn_blocking(move || thread.join()).await;
        patience.abort();
        if !matches!(joined, Ok(Ok(()))) {
            tracing::error!("the server of live logs ended with a panic");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.now.cancel();
    }
}

#[derive(Clone)]
struct Connections {
    tls: Option<TlsAcceptor>,
    logs: Arc<Registry>,
    limits: Limits,
}

impl Connections {
    async fn serve(self, listener: std::net::TcpListener, finish: &CancellationToken) {
        let listener = match TcpListener::from_std(listener) {
            Ok(listener) => listener,
            Err(error) => return tracing::error!("live logs cannot be served: {error}"),
        };
        let mut connections = JoinSet::new();
        let accepting = async {
            let room = Arc::new(Semaphore::new(self.limits.connections));
            loop {
                // Never closed.
                let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
                match listener.accept().await {
                    Ok((stream, _)) => {
                        let connections_of = self.clone();
                        connections.spawn(async move {
                            connections_of.connected(stream).await;
                            drop(place);
                        });
                    }
                    Err(error) => {
                        tracing::debug!("no connection of a live log's reader could be accepted: {error}");
                        tokio::time::sleep(RECOVERY).await;
                    }
                }
                while connections.try_join_next().is_some() {}
            }
        };
        finish.run_until_cancelled(accepting).await;
        drop(listener);
        while connections.join_next().await.is_some() {}
    }

    async fn connected(self, stream: TcpStream) {
        let reader = if self.logs.have_owners() { reader(&stream).await } else { Reader::Unknown };
        // Lines should not wait for the acknowledgement of earlier ones.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!("cannot set TCP_NODELAY: {error}");
        }
        let stream = Patient::new(stream, self.limits.stuck);
        let served = match &self.tls {
            None => self.answer(stream, reader).await,
            Some(tls) => match tokio::time::timeout(self.limits.request, tls.accept(stream)).await {
                Ok(Ok(stream)) => self.answer(stream, reader).await,
                Ok(Err(error)) => Err(error.to_string()),
                Err(_) => Err("the TLS handshake took too long".to_owned()),
            },
        };
        if let Err(error) = served {
            tracing::debug!("a reader of a live log has gone: {error}");
        }
    }

    async fn answer(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin,
        reader: Reader,
    ) -> Result<(), String> {
        let service = service_fn(async |request| {
            Ok::<_, io::Error>(answer(&request, reader, &self.logs, &self.limits))
        });
        let served = http1::Builder::new()
            .keep_alive(false)
            .max_buf_size(BUFFER)
            .max_headers(HEADERS)
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.request)
            .serve_connection(TokioIo::new(stream), service);
        served.await.map_err(|error| error.to_string())
    }
}

/// Who is at the other end of `stream`.
async fn reader(stream: &TcpStream) -> Reader {
    let (Ok(here), Ok(there)) = (stream.local_addr(), stream.peer_addr()) else { return Reader::Nobody };
    tokio::task::spawn_blocking(move || Reader::of(here, there)).await.unwrap_or(Reader::Nobody)
}
