//! Ends a task whose commands take longer than its payload allows.

use std::time::Duration;

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;
use tokio::task::JoinHandle;

use super::Feature;
use crate::config::Era;
use crate::task::{AbortReason, RunContext, TaskError, TaskErrors};

/// The timer runs from the start of the first command to the end of the last: neither mounts nor uploads count.
#[derive(Debug, Default)]
pub struct MaxRunTime {
    timer: Option<JoinHandle<()>>,
}

impl Feature for MaxRunTime {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::MAX_RUN_TIME
    }

    fn start<'a>(
        &'a mut self,
        run: &'a RunContext,
        payload: &'a Payload,
    ) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            let (wanted, allowed) = (payload.max_run_time, u64::from(run.config().max_task_run_time));
            if wanted > allowed {
                return Err(TaskError::malformed(format!(
                    "task's maxRunTime of {wanted} exceeded allowed maximum of {allowed}"
                )));
            }
            let message = match run.services.era {
                Era::Of2018 => "Task aborted - max run time exceeded",
                Era::Today => "task aborted - max run time exceeded",
            };
            let abort = run.abort.clone();
            self.timer = Some(tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(wanted)).await;
                abort.trigger(AbortReason::Limit(message.to_owned()));
            }));
            Ok(())
        })
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        if let Some(timer) = self.timer.take() {
            timer.abort();
        }
        Box::pin(std::future::ready(()))
    }
}
