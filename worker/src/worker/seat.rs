//! Tasks with a desktop session: one for each start of the machine.

use generated::exit_code::ExitCode;

use super::Worker;
use crate::desktop::{Desktop, DesktopError, Started};
use crate::task::{self, Turn};

/// The desktop, and whose turn it is.
#[derive(Debug)]
pub struct Seat {
    desktop: Desktop,
    /// `None` before the user has got there, and after its task has begun.
    pub turn: Option<Turn>,
}

impl Seat {
    /// The desktop of this machine, nobody's turn yet.
    #[must_use]
    pub const fn new(desktop: Desktop) -> Self {
        Self { desktop, turn: None }
    }

    /// The names of the users that are still needed. Blocks.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn users_in_use(&self) -> Result<Vec<String>, DesktopError> {
        self.desktop.users_in_use()
    }
}

impl Worker {
    /// Waits for the user whose turn it is to get to the desktop. Otherwise, what the worker exits with.
    pub(super) async fn take_seat(&mut self) -> Result<(), ExitCode> {
        let Some(seat) = &mut self.seat else { return Ok(()) };
        let mut stop = self.stop.clone();
        let started = tokio::select! {
            started = seat.desktop.start() => started,
            // Whatever the reason: no task is running.
            stopped = stop.wait_for(|stop| stop.exit_code().is_some()) => {
                return Err(stopped.ok().and_then(|stop| stop.exit_code()).unwrap_or(ExitCode::InternalError));
            }
        };
        let seated = match started {
            Ok(Started::Ready(seated)) => seated,
            Ok(Started::Reboot) => return Err(ExitCode::RebootRequired),
            Err(error) => {
                // Nothing of the worker is at fault, and starting it again does not help.
                let is_of_machine = matches!(error, DesktopError::Login { .. });
                let exit_code = self.cannot_go_on(error.to_string());
                return Err(if is_of_machine { ExitCode::InvalidConfig } else { exit_code });
            }
        };
        let turn = Turn::new(seat.desktop.clone(), *seated);
        if let Err(error) = task::prepare_user(&self.services, &turn.user).await {
            return Err(self.cannot_go_on(error.to_string()));
        }
        seat.turn = Some(turn);
        Ok(())
    }

    fn cannot_go_on(&mut self, description: String) -> ExitCode {
        tracing::error!("{description}");
        self.internal_errors.push(crate::error_reports::InternalError { description, run: None });
        ExitCode::InternalError
    }

    /// Whether there has been a task at the desktop, so that there can be no other before the machine is rebooted.
    pub(super) fn needs_reboot(&self) -> bool {
        self.seat.as_ref().is_some_and(|seat| seat.turn.is_none())
    }
}
