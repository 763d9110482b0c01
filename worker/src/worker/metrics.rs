//! Lines in the worker log from which operators derive capacity and cost: see `schemas/documents/metrics.yml`.

use generated::Timestamp;
use generated::api::queue::TaskClaim;
use generated::config::Config;
pub use generated::documents::metrics::MetricsEventType as Event;
use generated::documents::metrics::{Metrics as Line, MetricsWorker};

/// What all lines of this worker share.
#[derive(Debug)]
pub struct Metrics {
    worker_pool_id: String,
    worker_id: String,
    region: String,
    instance_type: String,
}

impl Metrics {
    /// The metrics of a worker with this configuration.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            worker_pool_id: format!("{}/{}", config.provisioner_id, config.worker_type),
            worker_id: config.worker_id.clone(),
            region: config.region.clone(),
            instance_type: config.instance_type.clone(),
        }
    }

    /// Logs `event`, of the worker itself or of a run.
    pub fn log(&self, event: Event, claim: Option<&TaskClaim>) {
        self.line(event, claim.map(|claim| (claim.status.task_id.clone(), claim.run_id)));
    }

    /// Logs that a run is over.
    pub fn log_finished(&self, task_id: &str, run_id: u64) {
        self.line(Event::TaskFinish, Some((task_id.to_owned(), run_id)));
    }

    fn line(&self, event_type: Event, run: Option<(String, u64)>) {
        let (task_id, run_id) = run.unzip();
        let line = Line {
            event_type,
            worker: MetricsWorker::GenericWorker,
            worker_pool_id: self.worker_pool_id.clone(),
            worker_id: self.worker_id.clone(),
            timestamp: Timestamp::now().as_millis() / 1000,
            region: self.region.clone(),
            instance_type: self.instance_type.clone(),
            task_id,
            run_id,
        };
        if let Ok(text) = serde_json::to_string(&line) {
            tracing::info!("WORKER_METRICS {text}");
        }
    }
}
