//! The agent: listens, and hands each connection to a thread.

use std::convert::Infallible;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{AgentError, session};

/// The most commands at a time, and so the most threads.
const MAX_CONNECTIONS: usize = 64;
/// How long nothing is accepted when the system has nothing left to accept with.
const PAUSE: Duration = Duration::from_millis(200);

/// A launch agent that listens on its socket.
#[derive(Debug)]
pub struct Agent {
    listener: UnixListener,
    own: u32,
}

impl Agent {
    /// Listens on the socket `path`, which only this user and root can connect to. What an agent that is gone left there is
    /// replaced.
    ///
    /// # Errors
    ///
    /// When there cannot be a socket, or another agent listens there.
    pub fn listen(path: &Path) -> Result<Self, AgentError> {
        if UnixStream::connect(path).is_ok() {
            return Err(AgentError::Taken { path: path.to_owned() });
        }
        let listener = bind(path).map_err(|source| AgentError::Listen { path: path.to_owned(), source })?;
        let own = rustix::process::geteuid().as_raw();
        tracing::info!("listening on {} as the user with the number {own}", path.display());
        Ok(Self { listener, own })
    }

    /// Starts commands for whoever may ask for it, for ever.
    ///
    /// # Errors
    ///
    /// When there is nothing to listen on any more.
    pub fn serve(self) -> Result<Infallible, AgentError> {
        let places = Arc::new(());
        loop {
            let stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if is_passing(&error) => {
                    tracing::warn!("cannot accept a connection: {error}");
                    std::thread::sleep(PAUSE);
                    continue;
                }
                Err(error) => return Err(AgentError::connection("accept a connection")(error)),
            };
            if Arc::strong_count(&places) > MAX_CONNECTIONS {
                tracing::warn!("refusing a connection: there are {MAX_CONNECTIONS} already");
                continue;
            }
            let (own, place) = (self.own, Arc::clone(&places));
            let serve = move || {
                if let Err(error) = session::serve(&stream, own) {
                    tracing::warn!("{error}");
                }
                drop(place);
            };
            if let Err(error) = std::thread::Builder::new().name("connection".to_owned()).spawn(serve) {
                tracing::warn!("cannot serve a connection: {error}");
            }
        }
    }
}

/// Under its own name the socket appears with its final permissions only, in place of an older one.
fn bind(path: &Path) -> io::Result<UnixListener> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{:08x}", rand::random::<u32>()));
    let temporary = PathBuf::from(name);
    let listener = UnixListener::bind(&temporary)?;
    let placed = fs::set_permissions(&temporary, fs::Permissions::from_mode(0o600))
        .and_then(|()| fs::rename(&temporary, path));
    if let Err(error) = placed {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    Ok(listener)
}

fn is_passing(error: &io::Error) -> bool {
    let number = error.raw_os_error().unwrap_or(0);
    [libc::EINTR, libc::ECONNABORTED, libc::EMFILE, libc::ENFILE, libc::ENOBUFS, libc::ENOMEM, libc::EAGAIN]
        .contains(&number)
}
