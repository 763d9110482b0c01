//! Who may connect.

use std::net::SocketAddr;

use super::refusal::Refusal;
use crate::platform::{self, Peer};

/// Whose processes may use a proxy. Root may always: it could take what it wants anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllowedUser {
    /// The user's number.
    pub id: u32,
}

impl AllowedUser {
    /// Looks at who opened the connection between `here` and `there`.
    pub async fn check(self, here: SocketAddr, there: SocketAddr) -> Result<(), Refusal> {
        let looked = tokio::task::spawn_blocking(move || platform::tcp_peer(here, there)).await;
        let peer = looked.map_err(std::io::Error::other).and_then(|peer| peer);
        match peer {
            Ok(peer) => self.judge(peer),
            Err(error) => Err(Refusal::forbidden(format!(
                "taskcluster-proxy: it could not be found out which user connects: {error}"
            ))),
        }
    }

    fn judge(self, peer: Peer) -> Result<(), Refusal> {
        let reason = match peer {
            Peer::Untold => return Ok(()),
            Peer::User(id) if id == self.id || id == 0 => return Ok(()),
            Peer::User(id) => {
                format!("only processes of the task's user may connect, and this is one of user {id}")
            }
            Peer::Gone => "nobody has this connection open".to_owned(),
        };
        tracing::warn!("taskcluster-proxy refused a connection: {reason}");
        Err(Refusal::forbidden(format!("taskcluster-proxy: {reason}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_task_and_root_may_connect() {
        let user = AllowedUser { id: 1000 };
        for (peer, may) in [
            (Peer::User(1000), true),
            (Peer::User(0), true),
            (Peer::User(1001), false),
            (Peer::Gone, false),
            (Peer::Untold, true),
        ] {
            assert_eq!(user.judge(peer).is_ok(), may, "{peer:?}");
        }
    }
}
