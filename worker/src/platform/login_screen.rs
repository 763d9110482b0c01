//! What the desktop of a machine is like, whatever system it is.

/// That somebody is logged in to the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopSession {
    /// The user's number.
    pub uid: u32,
    /// What the session still lacks before commands can run in it; `None` when it is complete.
    pub missing: Option<String>,
}
