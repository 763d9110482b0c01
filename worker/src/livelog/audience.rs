//! Who may read a log besides having its secret: no other task's user. Whoever comes from another machine may.

use std::net::SocketAddr;

use crate::platform::{self, Peer};
use crate::task_users;

/// Who reads, as far as the system tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Somebody on another machine, or whom this system does not tell.
    Unknown,
    /// A process of the user with this number.
    User {
        /// The user's number.
        uid: u32,
        /// Whether a person, or the system, rather than a task may be behind it.
        is_person: bool,
    },
    /// Somebody on this machine who is no longer there, or who could not be found out.
    Nobody,
}

impl Reader {
    /// Who is at the other end of the connection between `here` and `there`. Blocks for a moment.
    pub fn of(here: SocketAddr, there: SocketAddr) -> Self {
        let (own, other) = (here.ip().to_canonical(), there.ip().to_canonical());
        // Not only then: a machine may have several addresses.
        let is_surely_here = own == other || other.is_loopback();
        match platform::tcp_peer(here, there) {
            Ok(Peer::User(uid)) => Self::User { uid, is_person: task_users::is_person(uid) },
            Ok(Peer::Untold) => Self::Unknown,
            Ok(Peer::Gone) if !is_surely_here => Self::Unknown,
            Ok(Peer::Gone) => Self::Nobody,
            Err(error) => {
                tracing::warn!("could not find out who reads a live log: {error}");
                Self::Nobody
            }
        }
    }

    /// Whether it may read the log of the task whose user is `owner`, if that has one of its own.
    pub fn may_read(self, owner: Option<u32>) -> bool {
        match (self, owner) {
            (_, None) | (Self::Unknown, _) => true,
            (Self::User { uid, is_person }, Some(owner)) => is_person || uid == owner,
            (Self::Nobody, Some(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_tasks_may_not_read() {
        let task = |uid| Reader::User { uid, is_person: false };
        assert!(task(1001).may_read(Some(1001)));
        assert!(!task(1002).may_read(Some(1001)));
        assert!(task(1002).may_read(None));
        assert!(Reader::User { uid: 1000, is_person: true }.may_read(Some(1001)));
        assert!(Reader::Unknown.may_read(Some(1001)));
        assert!(!Reader::Nobody.may_read(Some(1001)));
    }

    #[test]
    fn readers_from_elsewhere_are_unknown() {
        let (here, there) = (SocketAddr::from(([10, 0, 0, 1], 80)), SocketAddr::from(([10, 0, 0, 2], 4000)));
        assert_eq!(Reader::of(here, there), Reader::Unknown);
    }

    #[test]
    fn readers_on_this_machine_are_known() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let client = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let reader = Reader::of(client.peer_addr().unwrap(), client.local_addr().unwrap());
        let own = platform::current_user().id;
        assert!(
            matches!(reader, Reader::User { uid, .. } if uid == own) || reader == Reader::Unknown,
            "{reader:?}"
        );
    }
}
