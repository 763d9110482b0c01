//! Measures memory while commands run, and ends a task that uses up nearly all of it.

use futures_util::future::BoxFuture;
use generated::payload::current::Payload;

use super::Feature;
use crate::config::Era;
use crate::task::{MemoryLimits, RunContext, TaskError, TaskErrors};

/// Has memory measured while commands run.
#[derive(Debug)]
pub struct ResourceMonitor;

impl Feature for ResourceMonitor {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::RESOURCE_MONITOR
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        // The result block of 2018 has no memory in it, and its tools read it.
        if run.services.era == Era::Today {
            run.notes.set_memory_limits(MemoryLimits::from(run.config()));
        }
        Box::pin(std::future::ready(Ok(())))
    }

    fn stop<'a>(&'a mut self, _: &'a RunContext, _: &'a Payload, _: &'a mut TaskErrors) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
