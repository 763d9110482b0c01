//! The one task that a user at the desktop is there for.

use std::sync::Arc;

use crate::desktop::{Desktop, DesktopError, Seated};
use crate::platform::TaskUser;

/// A user that is at the desktop, for one task.
#[derive(Debug)]
pub struct Turn {
    /// The user.
    pub user: Arc<TaskUser>,
    desktop: Desktop,
}

impl Turn {
    /// The turn of the user that is `seated` at `desktop`.
    #[must_use]
    pub fn new(desktop: Desktop, seated: Seated) -> Self {
        Self { user: Arc::new(seated.user), desktop }
    }

    /// Sees to it that whatever becomes of the worker, its user gets no other task: that another user comes next or, if this
    /// `is_last`, nobody.
    ///
    /// # Errors
    ///
    /// When that cannot be done; the task must not run then.
    pub async fn prepare_next(&self, is_last: bool) -> Result<(), DesktopError> {
        if is_last { self.desktop.prepare_nobody().await } else { self.desktop.prepare_next().await }
    }
}
