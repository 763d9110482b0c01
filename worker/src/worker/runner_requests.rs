//! Doing what worker-runner asks for.

use super::stop::{Stop, Stopper};
use crate::taskcluster::credentials::SharedCredentials;
use crate::worker_runner::{Request, Requests};

/// Acts on `requests` for as long as there are any: stops the worker through `stopper`, and replaces the worker's own
/// `credentials`.
pub async fn follow(mut requests: Requests, stopper: Stopper, credentials: SharedCredentials) {
    while let Some(request) = requests.recv().await {
        match request {
            Request::GracefulTermination { finish_tasks } => {
                let (stop, consequence) = if finish_tasks {
                    (Stop::FinishTasksBeforeShutdown, "running tasks may finish")
                } else {
                    (Stop::AbortTasks, "there is no time to finish tasks")
                };
                tracing::info!("Got graceful-termination request from worker-runner: {consequence}");
                stopper.ask(stop);
            }
            Request::NewCredentials(new) => {
                tracing::info!("Got new credentials from worker-runner, for client {:?}", new.client_id);
                credentials.replace(new);
            }
        }
    }
}
