//! Doing the same thing once, though several ask for it at the same time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// Lets one at a time work on a key. Those who come later wait, and look first whether the work has been done.
#[derive(Debug, Default)]
pub struct Flights(Mutex<HashMap<String, Weak<AsyncMutex<()>>>>);

impl Flights {
    /// Waits until nobody works on `key`. Others wait until the returned value is dropped.
    pub async fn join(&self, key: &str) -> OwnedMutexGuard<()> {
        let flight = {
            let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            flights.retain(|_, flight| flight.strong_count() > 0);
            let existing = flights.get(key).and_then(Weak::upgrade);
            existing.unwrap_or_else(|| {
                let flight = Arc::new(AsyncMutex::new(()));
                flights.insert(key.to_owned(), Arc::downgrade(&flight));
                flight
            })
        };
        flight.lock_owned().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test(flavor = "multi_thread")]
    async fn one_at_a_time_for_each_key() {
        let flights = Arc::new(Flights::default());
        let busy = Arc::new(AtomicUsize::new(0));
        let other = flights.join("other").await;
        let tasks = (0..20).map(|_| {
            let (flights, busy) = (Arc::clone(&flights), Arc::clone(&busy));
            tokio::spawn(async move {
                let _flight = flights.join("key").await;
                assert_eq!(busy.fetch_add(1, Ordering::SeqCst), 0);
                tokio::task::yield_now().await;
                busy.fetch_sub(1, Ordering::SeqCst);
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.expect("no panic");
        }
        drop(other);
        let _free = flights.join("other").await;
        assert_eq!(flights.0.lock().expect("whole").len(), 1);
    }
}
