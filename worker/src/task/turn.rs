//! The one task that a user at the desktop is there for.

use std::sync::Arc;

use crate::desktop::{Desktop, DesktopError, Seated};
use crate::platform::TaskUser;

/// A user that is at the desktop, for one task.
#[derive(Debug)]
pub struct Turn {
    /// The user.
    pub user: Arc<TaskUser>,
    is_last: bool,
    desktop: Desktop,
}

impl Turn {
    /// The turn of the user that is `seated` at `desktop`.
    #[must_use]
    pub fn new(desktop: Desktop, seated: Seated) -> Self {
        Self { user: Arc::new(seated.user), is_last: false, desktop }
    }

    /// The same, but with `is_last` the worker ends after the task, so that nobody comes next.
    #[must_use]
    pub fn before_end(self, is_last: bool) -> Self {
        Self { is_last, ..self }
    }

    /// Sees to it that whatever becomes of the worker, its user gets no other task: that another user comes next, or nobody.
    ///
    /// # Errors
    ///
    /// When that cannot be done; the task must not run then.
    pub async fn prepare_next(&self) -> Result<(), DesktopError> {
        if self.is_last { self.desktop.prepare_nobody().await } else { self.desktop.prepare_next().await }
    }
}
