//! When the next claim may begin: at once while there is work, politely when there is none.

use std::time::Duration;

use tokio::time::Instant;

/// The shortest time between the beginnings of two claims that find nothing.
const BETWEEN_EMPTY_CLAIMS: Duration = Duration::from_secs(5);

/// Keeps the time between claims.
#[derive(Debug, Default)]
pub struct Pace {
    not_before: Option<Instant>,
}

impl Pace {
    /// A claim begins now.
    pub fn claiming(&mut self) {
        self.wait();
    }

    /// The claim brought work: there may be more.
    pub fn found_work(&mut self) {
        self.not_before = None;
    }

    /// Nothing can be claimed for a while.
    pub fn wait(&mut self) {
        self.not_before = Some(Instant::now() + BETWEEN_EMPTY_CLAIMS);
    }

    /// How long until the next claim may begin; `None` when it may at once.
    #[must_use]
    pub fn until_next_claim(&self) -> Option<Duration> {
        let left = self.not_before?.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_empty_claim_is_followed_by_a_pause_and_work_is_not() {
        let mut pace = Pace::default();
        assert_eq!(pace.until_next_claim(), None);
        pace.claiming();
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(pace.until_next_claim(), Some(Duration::from_secs(3)));
        pace.found_work();
        assert_eq!(pace.until_next_claim(), None);
    }
}
