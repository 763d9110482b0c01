//! Waiting until a user is at the desktop.

use std::time::Duration;

use tokio::time::Instant;

use super::{Desktop, DesktopError, Seat, Seated, Started};
use crate::platform::DesktopSession;

/// How often it is looked who is at the desktop.
const INTERVAL: Duration = Duration::from_millis(250);
/// How long a user that was made since the machine was started is waited for: whoever runs this worker may restart the login
/// screen alone, instead of the machine.
const WITHOUT_REBOOT: Duration = Duration::from_secs(30);

/// Waits until the user of `seat` is at the desktop; how long depends on whether it can be expected at all.
pub(super) async fn until_seated(desktop: &Desktop, seat: Seat) -> Result<Started, DesktopError> {
    let patience = desktop.setup.patience;
    let limit = if seat.is_new { patience.min(WITHOUT_REBOOT) } else { patience };
    tracing::info!(
        "waiting at most {} s until the task user {} is at the desktop",
        limit.as_secs(),
        seat.user.name
    );
    let begin = Instant::now();
    loop {
        // Each time anew: GDM's own user is there first, and then another session takes its place.
        let sessions = desktop.blocking(sessions).await?;
        if is_complete(&sessions, seat.user.uid) {
            tracing::info!("the task user {} is at the desktop", seat.user.name);
            let Seat { user, credentials, .. } = seat;
            return Ok(Started::Ready(Box::new(Seated { user, credentials })));
        }
        let is_over = begin.elapsed() >= limit;
        if seat.is_new && (is_over || belongs_to_earlier_user(desktop, &sessions, seat.user.uid)) {
            tracing::info!(
                "the task user {} was made since the machine was started, and is not logged in; {}",
                seat.user.name,
                describe(desktop, &sessions)
            );
            return Ok(Started::Reboot);
        }
        if is_over {
            let seen = describe(desktop, &sessions);
            return Err(DesktopError::NotLoggedIn { name: seat.user.name, uid: seat.user.uid, limit, seen });
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Whether the user of `seat` is at the desktop now. Blocks.
pub(super) fn is_seated(desktop: &Desktop, seat: &Seat) -> Result<bool, DesktopError> {
    Ok(is_complete(&sessions(desktop)?, seat.user.uid))
}

fn sessions(desktop: &Desktop) -> Result<Vec<DesktopSession>, DesktopError> {
    desktop.setup.screen.sessions().map_err(DesktopError::login("find out who is at the desktop"))
}

fn is_complete(sessions: &[DesktopSession], uid: u32) -> bool {
    sessions.iter().any(|session| session.uid == uid && session.missing.is_none())
}

/// A user that has had its turn stays at the desktop until the reboot.
fn belongs_to_earlier_user(desktop: &Desktop, sessions: &[DesktopSession], uid: u32) -> bool {
    let others = sessions.iter().filter(|session| session.uid != uid);
    others.into_iter().any(|session| desktop.setup.accounts.is_task_user(session.uid))
}

fn describe(desktop: &Desktop, sessions: &[DesktopSession]) -> String {
    if sessions.is_empty() {
        return "nobody is at the desktop".to_owned();
    }
    let one = |session: &DesktopSession| {
        let name = name(desktop, session.uid).unwrap_or_else(|| "a user without name".to_owned());
        let missing = session.missing.as_ref().map(|text| format!("; {text}")).unwrap_or_default();
        format!("{name} (number {}{missing})", session.uid)
    };
    format!("at the desktop: {}", sessions.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn name(desktop: &Desktop, uid: u32) -> Option<String> {
    desktop.setup.accounts.name(uid).ok()?
}
