//! Who is at the other end of a connection on this machine.

/// The process at the other end of a connection, as far as the operating system tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// A process of the user with this number.
    User(u32),
    /// Nobody has that end of the connection open (any more).
    Gone,
    /// This operating system does not tell.
    Untold,
}
