//! A Taskcluster deployment in one process, for development and tests.

mod queue;
mod refusal;
