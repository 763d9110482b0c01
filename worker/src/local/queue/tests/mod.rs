//! The queue's rules, with a clock that the tests set.

mod artifacts;
mod creation;
mod groups;
mod invariants;
mod runs;

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonCreated as ReasonCreated, RunInformationReasonResolved as ReasonResolved,
    RunInformationState as RunState, TaskDefinitionRequest, TaskExceptionRequestReason as ExceptionReason,
    TaskStatusStructure, TaskStatusStructureState as TaskState,
};
use generated::runtime::api::ServerError;
use serde_json::{Value, json};

use super::resolve::Verdict;
use super::state::QueueState;
use super::task_queue::WorkerName;

const CLAIM: Duration = Duration::from_secs(1200);
const QUEUE: &str = "proj/linux";

/// A queue and the time.
struct Fixture {
    state: QueueState,
    now: Timestamp,
}

impl Fixture {
    fn new() -> Self {
        let now = "2018-10-25T12:00:00Z".parse().expect("a time");
        Self { state: QueueState::new(CLAIM), now }
    }

    /// Lets time pass, and what it brings happen.
    fn pass(&mut self, seconds: u64) {
        self.now = self.now + Duration::from_secs(seconds);
        self.state.advance(self.now);
    }

    /// A definition with `changes` to it.
    fn definition(&self, changes: Value) -> TaskDefinitionRequest {
        let mut definition = json!({
            "taskQueueId": QUEUE,
            "created": self.now.to_string(),
            "deadline": (self.now + Duration::from_secs(24 * 60 * 60)).to_string(),
            "payload": {},
            "metadata": { "name": "n", "description": "d", "owner": "o", "source": "https://example.com" },
        });
        let fields = definition.as_object_mut().expect("an object");
        for (key, value) in changes.as_object().expect("an object") {
            fields.insert(key.clone(), value.clone());
        }
        fields.retain(|_, value| !value.is_null());
        serde_json::from_value(definition).expect("a definition")
    }

    fn try_create(&mut self, id: &str, changes: Value) -> Result<TaskStatusStructure, ServerError> {
        let definition = self.definition(changes);
        self.state.create_task(id, definition, self.now)
    }

    fn create(&mut self, id: &str, changes: Value) -> TaskStatusStructure {
        self.try_create(id, changes).expect("a task that may be created")
    }

    /// Claims up to `most` runs; the ids of their tasks.
    fn claim(&mut self, most: u64) -> Vec<String> {
        let claims = self.state.claim_work(QUEUE, &worker(), most, self.now);
        claims.into_iter().map(|claim| claim.status.task_id).collect()
    }

    fn report(&mut self, id: &str, run: u64, verdict: Verdict) -> Result<TaskStatusStructure, ServerError> {
        self.state.report(id, run, verdict, self.now)
    }

    fn exception(
        &mut self,
        id: &str,
        run: u64,
        reason: ExceptionReason,
    ) -> Result<TaskStatusStructure, ServerError> {
        self.state.report_exception(id, run, reason, self.now)
    }

    fn status(&self, id: &str) -> TaskStatusStructure {
        self.state.task(id).expect("the task").status()
    }

    fn last_reason(&self, id: &str) -> Option<ReasonResolved> {
        self.status(id).runs.last().and_then(|run| run.reason_resolved)
    }
}

fn worker() -> WorkerName {
    WorkerName { group: "group".to_owned(), id: "id".to_owned() }
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug>(result: Result<T, ServerError>, status: u16, code: &str) -> String {
    let error = result.expect_err("a refusal");
    assert_eq!((error.status, &*error.code), (status, code), "{error}");
    error.message
}
