//! Whose sockets there are: `/proc/net/tcp` and `/proc/net/tcp6`.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::net::{IpAddr, SocketAddr};

use crate::platform::Peer;

/// Lists of this process's network namespace, the one that a connection over loopback cannot leave. A socket of the
/// kind for IPv6 may well speak IPv4.
const LISTS: [&str; 2] = ["/proc/net/tcp", "/proc/net/tcp6"];

/// A list that changes while it is read may lack what was there all the time.
const ATTEMPTS: usize = 3;

/// Who is at the other end of the connection between `here` and `there`, both on this machine.
///
/// # Errors
///
/// When the system's lists of sockets cannot be read.
pub fn tcp_peer(here: SocketAddr, there: SocketAddr) -> io::Result<Peer> {
    for _ in 0..ATTEMPTS {
        for list in LISTS {
            match File::open(list).and_then(|list| find(BufReader::new(list), there, here)) {
                Ok(Some(user)) => return Ok(Peer::User(user)),
                Ok(None) => {}
                // Machines without IPv6 have no such list.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(Peer::Gone)
}

/// The owner of the socket whose own address is `local` and which is connected to `remote`.
fn find(list: impl BufRead, local: SocketAddr, remote: SocketAddr) -> io::Result<Option<u32>> {
    let own = [text(local), mapped_text(local)];
    let other = [text(remote), mapped_text(remote)];
    let mut lines = list.split(b'\n');
    while let Some(line) = lines.next().transpose()? {
        let Ok(line) = std::str::from_utf8(&line) else { continue };
        let mut fields = line.split_ascii_whitespace();
        let (Some(own_address), Some(other_address)) = (fields.nth(1), fields.next()) else { continue };
        if !own.iter().any(|own| own == own_address) || !other.iter().any(|other| other == other_address) {
            continue;
        }
        let (user, inode) = (fields.nth(4), fields.nth(1));
        // A socket that no process has open is listed as one of user 0, whoever opened it.
        if inode.is_none_or(|inode| inode == "0") {
            continue;
        }
        return Ok(user.and_then(|user| user.parse().ok()));
    }
    Ok(None)
}

/// An address as the lists have it: words of four bytes in the machine's own order, and the port.
fn text(address: SocketAddr) -> String {
    let bytes = match address.ip() {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets().to_vec(),
    };
    words(&bytes, address.port())
}

/// The same for an IPv4 address as sockets for IPv6 have it.
fn mapped_text(address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(ip) => words(&ip.to_ipv6_mapped().octets(), address.port()),
        IpAddr::V6(_) => text(address),
    }
}

fn words(bytes: &[u8], port: u16) -> String {
    let words = bytes.chunks_exact(4).map(|word| {
        let word = <[u8; 4]>::try_from(word).map_or(0, u32::from_ne_bytes);
        format!("{word:08X}")
    });
    format!("{}:{port:04X}", words.collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};

    use super::*;

    const LIST: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
        0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0000000000000000\n   \
        1: 0100007F:C001 0100007F:0050 06 00000000:00000000 03:00000AAA 00000000     0        0 0 3 0000000000000000\n   \
        2: 0100007F:C002 0100007F:0050 01 00000000:00000000 00:00000000 00000000  1234        0 222 1 0000000000000000\n   \
        3: 0000000000000000FFFF00000100007F:C003 0000000000000000FFFF00000100007F:0050 01 00000000:00000000 00:00000000 00000000  77        0 333 1 0\n   \
        4: short\n";

    fn loopback(port: u16) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, port).into()
    }

    #[test]
    #[cfg(target_endian = "little")]
    fn lines_of_the_lists() {
        let find = |port| find(LIST.as_bytes(), loopback(port), loopback(80)).expect("readable");
        assert_eq!(find(0xC002), Some(1234));
        assert_eq!(find(0xC003), Some(77), "a socket for IPv6 that speaks IPv4");
        assert_eq!(find(0xC004), None);
        // Whoever closes a connection early must not pass for root.
        assert_eq!(find(0xC001), None, "nobody has it open");
    }

    #[test]
    fn a_peer_is_found_while_it_is_there() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let here = listener.local_addr().expect("bound");
        let me = crate::platform::current_user().id;
        let client = TcpStream::connect(here).expect("connected");
        let (server, there) = listener.accept().expect("a connection");
        assert_eq!(tcp_peer(here, there).expect("readable"), Peer::User(me));
        drop(client);
        // A process that another test starts right now has a copy of the socket for a moment.
        while tcp_peer(here, there).expect("readable") != Peer::Gone {
            std::thread::yield_now();
        }
        drop(server);
    }

    #[test]
    fn a_socket_for_ipv6_may_speak_ipv4() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let here = listener.local_addr().expect("bound");
        let mapped: SocketAddr = (Ipv4Addr::LOCALHOST.to_ipv6_mapped(), here.port()).into();
        // Machines without IPv6 cannot make such a socket.
        let Ok(_client) = TcpStream::connect(mapped) else { return };
        let (_server, there) = listener.accept().expect("a connection");
        assert_eq!(tcp_peer(here, there).expect("readable"), Peer::User(crate::platform::current_user().id));
    }

    #[test]
    fn ipv6_addresses() {
        let address = SocketAddr::from((Ipv6Addr::LOCALHOST, 80));
        if cfg!(target_endian = "little") {
            assert_eq!(text(address), "00000000000000000000000001000000:0050");
        }
    }
}
