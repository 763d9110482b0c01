//! The server: connections, and how all of them end together.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::IntoResponse;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::{AllowedUser, Upstream, answer};

/// How many connections a task may have open. More of them wait.
const MOST_CONNECTIONS: usize = 256;
/// How long a connection may be idle, and how long the head of a request may take.
const PATIENCE_FOR_HEAD: Duration = Duration::from_secs(60);
/// The wait after a connection that could not be accepted, mostly because too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// The proxy of one run. When it is dropped, or [`stop`](Self::stop)ped, all its connections end.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    stopping: CancellationToken,
    server: AbortOnDropHandle<()>,
}

impl Proxy {
    /// Serves what connects to `listener`, which must be on loopback, for `user`.
    ///
    /// # Errors
    ///
    /// When the listener has no address.
    pub fn start(listener: TcpListener, upstream: Upstream, user: AllowedUser) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let stopping = CancellationToken::new();
        let server = serve(listener, Arc::new(upstream), user, stopping.clone());
        Ok(Self { address, stopping, server: AbortOnDropHandle::new(tokio::spawn(server)) })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends all connections, whatever is under way, and frees the port.
    pub async fn stop(self) {
        self.stopping.cancel();
        if let Err(error) = self.server.await {
            tracing::error!("the taskcluster-proxy at {} ended early: {error}", self.address);
        }
    }
}

async fn serve(
    listener: TcpListener,
    upstream: Arc<Upstream>,
    user: AllowedUser,
    stopping: CancellationToken,
) {
    let mut connections = JoinSet::new();
    let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let accepting = async {
        // The semaphore is never closed.
        while let Ok(permit) = Arc::clone(&permits).acquire_owned().await {
            let accepted = loop {
                tokio::select! {
                    accepted = listener.accept() => break accepted,
                    Some(_) = connections.join_next() => {}
                }
            };
            match accepted {
                Ok((stream, _)) => {
                    let upstream = Arc::clone(&upstream);
                    connections.spawn(async move {
                        if let Err(error) = connection(stream, upstream, user).await {
                            tracing::debug!("a connection to the taskcluster-proxy broke: {error}");
                        }
                        drop(permit);
                    });
                }
                Err(error) => {
                    tracing::debug!("the taskcluster-proxy could not accept a connection: {error}");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    };
    tokio::select! {
        () = stopping.cancelled() => {}
        () = accepting => {}
    }
    drop(listener);
    connections.shutdown().await;
}

/// Serves one connection to its end. A client that goes away ends its request, and with it the one to the service.
async fn connection(
    stream: TcpStream,
    upstream: Arc<Upstream>,
    user: AllowedUser,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    // Without this, small answers would wait for the client's acknowledgements.
    stream.set_nodelay(true)?;
    let permission = user.check(stream.local_addr()?, stream.peer_addr()?).await;
    let service = service_fn(|request: http::Request<hyper::body::Incoming>| {
        let (upstream, permission) = (Arc::clone(&upstream), permission.clone());
        async move {
            Ok::<_, Infallible>(match permission {
                Ok(()) => answer::answer(&upstream, request.map(Body::new)).await,
                Err(refusal) => refusal.into_response(),
            })
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE_FOR_HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .await?;
    Ok(())
}
