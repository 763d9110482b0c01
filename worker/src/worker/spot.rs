//! Noticing that EC2 takes this machine away.

use std::time::Duration;

use super::stop::{Stop, Stopper};
use crate::aws::{Metadata, SPOT_TERMINATION_TIME};

/// How often to look. EC2 announces it two minutes before.
const INTERVAL: Duration = Duration::from_secs(5);

/// Stops the worker through `stopper` as soon as EC2 announces that it takes the machine away. Runs until then.
pub async fn watch(metadata: Metadata, stopper: Stopper) {
    let mut is_reported = false;
    loop {
        match metadata.get_once(SPOT_TERMINATION_TIME).await {
            Ok(Some(time)) => {
                tracing::warn!("EC2 terminates this spot instance at {:?}", time.trim());
                return stopper.ask(Stop::SpotTermination);
            }
            Ok(None) => is_reported = false,
            Err(error) if !is_reported => {
                is_reported = true;
                tracing::warn!(
                    "WARNING: could not find out whether this spot instance is terminated: {error}"
                );
            }
            Err(_) => {}
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
