//! What keeps the commands of a task to themselves.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::platform::{PrivateView, TaskIdentity};

/// Who a command runs as, what it sees of the machine, and which rights it can gain.
#[derive(Clone, Debug, Default)]
pub struct Confinement {
    /// Who it runs as.
    pub identity: TaskIdentity,
    /// What it sees; the machine as it is, without.
    pub view: Option<Arc<PrivateView>>,
    /// Programs such as sudo give it no more rights.
    pub no_new_privileges: bool,
    /// macOS: the socket of the launch agent that starts it in the desktop session of its user. Without, and as the worker's
    /// user, it is started outside of any session.
    pub launch_agent: Option<Arc<Path>>,
    /// Its user has a desktop session that goes on after it: only what the command itself has started is killed with it.
    pub keeps_session: bool,
}

impl Confinement {
    /// Does `action` seeing the files that such a command sees, and with its rights on them. `action` must not hand work to
    /// other threads.
    ///
    /// # Errors
    ///
    /// When this process may not do that; `action` has not been called then.
    pub(super) fn look<T: Send>(&self, action: impl FnOnce() -> T + Send) -> io::Result<T> {
        match &self.view {
            Some(view) => view.enter(|| self.identity.act(action))?,
            None => self.identity.act(action),
        }
    }
}

/// How much of the machine the processes of a task may use together. `None` means no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskLimits {
    /// Memory, in bytes.
    pub memory: Option<u64>,
    /// Processes and threads at a time.
    pub pids: Option<u64>,
}
