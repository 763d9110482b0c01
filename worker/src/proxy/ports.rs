//! On which port the proxy of a run listens.

use std::collections::BTreeSet;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::TcpListener;

use super::error::ProxyError;

/// How far the ports of tasks that run side by side are apart.
const STEP: u16 = 4;

/// What the configuration says about ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortWish {
    /// The first task's port; 0 is any free one.
    pub base: u16,
    /// How many tasks may run side by side.
    pub capacity: u32,
}

impl PortWish {
    /// The ports to try, in order. The last is 0: any free one.
    fn candidates(self) -> impl Iterator<Item = u16> {
        let steps = (0..self.capacity).map_while(move |slot| {
            let offset = u16::try_from(slot).ok()?.checked_mul(STEP)?;
            self.base.checked_add(offset)
        });
        steps.take_while(|port| *port != 0).chain([0])
    }
}

/// A port that is listened on.
#[derive(Debug)]
pub struct Listening {
    /// The socket.
    pub listener: TcpListener,
    /// Why it is not the port that was wished for.
    pub instead_of: Option<(u16, io::Error)>,
}

/// Listens on the first port of `wish` that is free and permitted, or on any other.
///
/// # Errors
///
/// When there is no port at all.
pub async fn listen(wish: PortWish) -> Result<Listening, ProxyError> {
    listen_unless(wish, |_| false).await
}

async fn listen_unless(wish: PortWish, is_taken: impl Fn(u16) -> bool) -> Result<Listening, ProxyError> {
    let mut instead_of = None;
    let mut last = io::ErrorKind::AddrInUse.into();
    for port in wish.candidates().filter(|port| !is_taken(*port)) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => {
                let instead_of = instead_of.filter(|_| port == 0);
                return Ok(Listening { listener, instead_of });
            }
            Err(error) if port == 0 => last = error,
            Err(error) => instead_of = instead_of.or(Some((port, error))),
        }
    }
    Err(ProxyError::Listen(last))
}

/// The ports that programs of this worker listen on, or are about to.
#[derive(Debug, Default)]
pub struct Ports(Mutex<BTreeSet<u16>>);

/// A port for a program that is about to listen on it. No other gets it until this is dropped.
#[derive(Debug)]
pub struct Reservation {
    ports: Arc<Ports>,
    port: u16,
}

impl Ports {
    /// A free port of `wish`, or any other.
    ///
    /// # Errors
    ///
    /// When there is no port at all.
    pub async fn reserve(self: &Arc<Self>, wish: PortWish) -> Result<Reservation, ProxyError> {
        // A port that another run has reserved in the meantime is not taken twice.
        for _ in 0..=wish.capacity {
            let listening = listen_unless(wish, |port| self.lock().contains(&port)).await?;
            let port = listening.listener.local_addr().map_err(ProxyError::Listen)?.port();
            if self.lock().insert(port) {
                return Ok(Reservation { ports: Arc::clone(self), port });
            }
        }
        Err(ProxyError::Listen(io::ErrorKind::AddrInUse.into()))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<u16>> {
        // No code that can panic runs with the lock held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reservation {
    /// The port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.ports.lock().remove(&self.port);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_four_apart() {
        let candidates = |base, capacity| PortWish { base, capacity }.candidates().collect::<Vec<_>>();
        assert_eq!(candidates(80, 3), [80, 84, 88, 0]);
        assert_eq!(candidates(0, 3), [0]);
        assert_eq!(candidates(65_530, 4), [65_530, 65_534, 0]);
    }

    #[tokio::test]
    async fn a_port_that_is_taken_is_passed_over() {
        let taken = listen(PortWish { base: 0, capacity: 1 }).await.expect("a port");
        let base = taken.listener.local_addr().expect("bound").port();
        let other = listen(PortWish { base, capacity: 1 }).await.expect("another port");
        assert_ne!(other.listener.local_addr().expect("bound").port(), base);
        assert!(matches!(other.instead_of, Some((port, _)) if port == base));
    }

    #[tokio::test]
    async fn a_reserved_port_is_not_given_twice() {
        let ports = Arc::new(Ports::default());
        let first = ports.reserve(PortWish { base: 0, capacity: 1 }).await.expect("a port");
        let wish = PortWish { base: first.port(), capacity: 1 };
        assert_ne!(ports.reserve(wish).await.expect("another").port(), first.port());
        drop(first);
        assert_eq!(ports.lock().len(), 0);
    }
}
