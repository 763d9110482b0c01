//! From the port that others can reach to that of a livelog program.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many connections there may be. The others wait.
const CONNECTIONS: usize = 256;
/// How long to wait when there can be no more connections for the moment.
const RECOVERY: Duration = Duration::from_millis(100);

/// Passes each connection on to `port` of this machine, for ever.
pub async fn relay(listener: std::net::TcpListener, port: u16) {
    let listener = match TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return tracing::warn!("a livelog program cannot be reached from elsewhere: {error}"),
    };
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    // The semaphore is never closed.
    while let Ok(place) = Arc::clone(&room).acquire_owned().await {
        match listener.accept().await {
            Ok((outside, _)) => {
                connections.spawn(async move {
                    if let Err(error) = pass_on(outside, port).await {
                        tracing::debug!("a reader of a live log has gone: {error}");
                    }
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(RECOVERY).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn pass_on(mut outside: TcpStream, port: u16) -> std::io::Result<()> {
    let mut inside = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    outside.set_nodelay(true)?;
    tokio::io::copy_bidirectional(&mut outside, &mut inside).await.map(drop)
}
