//! Measures memory while commands run, and ends a task that uses up nearly all of it.

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;

use super::Feature;
use crate::task::{MemoryLimits, RunContext, TaskError, TaskErrors};

/// Has memory measured while commands run.
#[derive(Debug)]
pub struct ResourceMonitor;

impl Feature for ResourceMonitor {
    fn name(&self) -> &'static str {
        "Resource Monitor"
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        // Features start once, and only this one sets it.
        let _ = run.memory_limits.set(MemoryLimits::from(run.config()));
        Box::pin(std::future::ready(Ok(())))
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
