//! Ports that are free.

use std::io;
use std::net::{IpAddr, TcpListener};

/// How many ports after the wanted one are tried, before any that is free will do.
const NEXT: usize = 64;

/// Listens on port `wanted` of `ip`; where that is taken, on one of the next; at last on any. 0 wants any.
///
/// # Errors
///
/// When the address cannot be listened on at all.
pub fn listen(ip: IpAddr, wanted: u16) -> io::Result<TcpListener> {
    let next = (wanted..=u16::MAX).take(NEXT).filter(|port| *port != 0 && wanted != 0);
    for port in next {
        match TcpListener::bind((ip, port)) {
            Err(error) if is_taken(&error) => {}
            other => return other,
        }
    }
    TcpListener::bind((ip, 0))
}

/// Whether another port could do. Low ports are not everybody's, which comes to the same.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn a_port_that_is_taken_gives_way_to_another() {
        let ip = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = listen(ip, 0).unwrap();
        let wanted = first.local_addr().unwrap().port();
        let second = listen(ip, wanted).unwrap();
        assert_ne!(second.local_addr().unwrap().port(), wanted);
        drop(first);
        assert_eq!(listen(ip, wanted).unwrap().local_addr().unwrap().port(), wanted);
        listen(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), wanted).unwrap_err();
    }
}
